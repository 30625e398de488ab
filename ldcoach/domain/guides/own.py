"""A manager's own guides: what they are called, how they begin as a copy, and how their stages hang together."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import count

from ldcoach.domain.guides.structure import Guide, Stage

__all__ = ["OWN", "copied", "is_own", "own_key", "texts_of", "with_stages", "words_of"]

OWN = "own-"
"""The keys of own guides begin so; no guide that ships or comes in a pack has such a key."""
_LONGEST_PART = 40


def is_own(key: str) -> bool:
    """Tell whether a key is that of a manager's own guide."""
    return key.startswith(OWN)


def own_key(name: str, taken: Collection[str]) -> str:
    """Return a free key for an own guide of that name."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    part = re.sub(r"[^a-z0-9]+", "-", plain)[:_LONGEST_PART].strip("-") or "guide"
    wanted = f"{OWN}{part}"
    return next(
        key for key in (wanted, *(f"{wanted}-{number}" for number in range(2, len(taken) + 3))) if key not in taken
    )


def copied(guide: Guide, key: str, name: str) -> Guide:
    """Return a guide of one's own that says what another says; what it draws on and its kind stay named."""
    return replace(guide, key=key, version=1, name=name, based_on=guide.kind)


def with_stages(guide: Guide, stages: Sequence[Stage]) -> Guide:
    """Return the guide with other stages: their codes are made to differ, the minutes add up."""
    taken: set[str] = set()
    coded = []
    for stage in stages:
        code = stage.code
        if not code.strip() or code in taken:
            known = taken | {other.code for other in stages}
            code = next(str(number) for number in count(1) if str(number) not in known)
        taken.add(code)
        coded.append(replace(stage, code=code))
    return replace(guide, stages=tuple(coded), minutes=sum(stage.minutes for stage in coded))


def texts_of(guide: Guide) -> tuple[tuple[str, str], ...]:
    """Return every text of a guide that somebody wrote, after the path of its place."""
    return (
        *((key, getattr(guide, key)) for key in ("name", "purpose", "use", "avoid", "note")),
        *_listed("exit", guide.exit),
        *_listed("never", guide.never),
        *(pair for index, stage in enumerate(guide.stages) for pair in _texts_of_stage(stage, f"stages[{index}]")),
    )


def words_of(guide: Guide) -> tuple[str, ...]:
    """Return every text of a guide that somebody wrote, in the order of `texts_of`."""
    return tuple(text for _, text in texts_of(guide))


def _texts_of_stage(stage: Stage, place: str) -> Iterator[tuple[str, str]]:
    yield from ((f"{place}.{key}", getattr(stage, key)) for key in ("name", "intent", "done_when"))
    yield from _listed(f"{place}.questions", stage.questions)
    yield from _listed(f"{place}.record", stage.record)


def _listed(key: str, texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    return ((f"{key}[{index}]", text) for index, text in enumerate(texts))
