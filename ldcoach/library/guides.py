"""Reads guides, one file each, and refuses one that is not sound."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

from ldcoach.domain.guides import Guide, Stage, faults, guide_from_dict, is_own
from ldcoach.domain.values import Misfit
from ldcoach.library.source import Source

__all__ = ["load_guide", "load_guides"]


def load_guide(path: Path) -> Guide:
    """Return the guide in one TOML file.

    Raises:
        UnfitInput: the file is no sound guide; the message names file, key and line.
    """
    source = Source(path)
    try:
        guide = guide_from_dict(source.table)
    except Misfit as misfit:
        raise source.unfit(misfit.key, misfit.what) from misfit
    for key in _unknown(source.table):
        raise source.unfit(key, "is no key of a guide; check its spelling")
    for fault in faults(guide):
        raise source.unfit(fault.key, fault.message)
    if is_own(guide.key):
        key, what = "key", "begins as only the guides of a manager's own do; choose another one"
        raise source.unfit(key, what)
    return guide


def load_guides(folder: Path) -> tuple[Guide, ...]:
    """Return every guide of a folder, by file name.

    Raises:
        UnfitInput: one of the files is no sound guide, or two hold the same version of the same guide.
    """
    guides: dict[tuple[str, str, int], Guide] = {}
    for path in sorted(folder.glob("*.toml")):
        guide = load_guide(path)
        known = (guide.key, guide.language, guide.version)
        if known in guides:
            key, what = "key", f"{guide.key} in version {guide.version} is in another file already"
            raise Source(path).unfit(key, what)
        guides[known] = guide
    return tuple(guides.values())


def _unknown(table: dict[str, Any]) -> Iterator[str]:
    """Yield the paths of keys that no guide has; a misspelt one would be left out in silence."""
    yield from (key for key in table if key not in {each.name for each in fields(Guide)})
    stages = table.get("stages")
    for index, stage in enumerate(stages if isinstance(stages, list) else ()):
        known = {each.name for each in fields(Stage)}
        yield from (f"stages[{index}].{key}" for key in (stage if isinstance(stage, dict) else ()) if key not in known)
