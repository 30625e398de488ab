"""Read-models of the guides on the shelf."""

from __future__ import annotations

from dataclasses import dataclass

from ldcoach.domain.choosing import Reference
from ldcoach.domain.guides import Guide


@dataclass(frozen=True, slots=True)
class ShelfLine:
    """A guide as it stands on the shelf; an own one that was only begun is a draft and not `kept`.

    `changing` says that a draft of changes waits; `used` that a 1-2-1 was planned or held with it.
    """

    guide: Guide
    own: bool = False
    kept: bool = True
    changing: bool = False
    used: bool = False
    put_away: bool = False
    references: tuple[Reference, ...] = ()
