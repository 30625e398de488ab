"""Reads guides, one file each, and refuses one that is not sound."""

from __future__ import annotations

from pathlib import Path

from ldcoach.domain.guides import Guide, faults, guide_from_dict
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
    except KeyError as error:
        raise source.unfit(error.args[0], "is missing") from error
    except TypeError as error:
        key, _, what = str(error).partition(" ")
        raise source.unfit(key, what) from error
    for fault in faults(guide):
        raise source.unfit(fault.key, fault.message)
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
            what = f"{guide.key!r} in version {guide.version} is in another file already"
            source = Source(path)
            place = "key"
            raise source.unfit(place, what)
        guides[known] = guide
    return tuple(guides.values())
