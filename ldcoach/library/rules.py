"""Reads the rules that look at a text, with their words, patterns and questions."""

from __future__ import annotations

from pathlib import Path

from ldcoach.domain.wording import RuleFault, StopRules, compiled_rules
from ldcoach.library.source import Source

__all__ = ["load_stop_rules"]


def load_stop_rules(path: Path, *, check_patterns: bool = True) -> StopRules:
    """Return the rules of one TOML file; without `check_patterns` each is compiled when first needed.

    Raises:
        UnfitInput: a rule cannot be used; the message names file, key and line.
    """
    source = Source(path)
    try:
        return compiled_rules(source.table, check_patterns=check_patterns)
    except RuleFault as fault:
        raise source.unfit(fault.key, fault.what) from fault
