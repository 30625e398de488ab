"""Reads the rules that look at a text, with their words, patterns and questions."""

from __future__ import annotations

from pathlib import Path

from ldcoach.domain.wording import RuleFault, StopRules, compiled_rules
from ldcoach.domain.wording.coach_rules import CoachRules, coach_rules
from ldcoach.library.source import Source

__all__ = ["load_coach_rules", "load_stop_rules"]


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


def load_coach_rules(folder: Path, stop: StopRules) -> CoachRules:
    """Return the coach's rules of a folder, with their words, verbs, evidence and weights.

    Raises:
        UnfitInput: something cannot be used; the message names file, key and line.
    """
    sources = {name: Source(folder / f"{name}.toml") for name in ("coach", "lexicon", "verbs", "evidence", "weights")}
    try:
        return coach_rules(
            sources["coach"].table,
            words=sources["lexicon"].table,
            verbs=sources["verbs"].table,
            evidence=sources["evidence"].table,
            weights=sources["weights"].table,
            stop=stop,
        )
    except RuleFault as fault:
        place = _FILE_OF.get(fault.key.partition(".")[0], "coach")
        raise sources[place].unfit(fault.key, fault.what) from fault


_FILE_OF = {
    "words": "lexicon",
    "spellings": "lexicon",
    "verbs": "verbs",
    "signs": "evidence",
    "weights": "weights",
    "start": "weights",
}
