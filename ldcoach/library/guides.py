"""Reads guides, one file each, and refuses one that is not sound."""

from __future__ import annotations

from pathlib import Path

from ldcoach.domain.guides import Guide, faults, guide_from_dict, is_own
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
