"""What an act changed, so that the views that show it refresh."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """The kinds of rows and the people touched; `created` is the id of the main new row, or empty."""

    kinds: frozenset[type]
    people: frozenset[str]
    created: str = ""

    @classmethod
    def of(cls, *kinds: type, person: str = "", created: str = "") -> Change:
        """Build a change of some kinds for at most one person."""
        return cls(frozenset(kinds), frozenset({person} - {""}), created)

    def touches(self, *kinds: type) -> bool:
        """Tell whether any of the kinds changed."""
        return not self.kinds.isdisjoint(kinds)
