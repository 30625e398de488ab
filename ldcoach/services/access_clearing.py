"""Takes out of what leaves what must stay: the words of withheld items where they are said again, names of others."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from ldcoach.domain.access_items import AccessItem
from ldcoach.domain.rows_in_words import changed_words
from ldcoach.domain.third_parties import Names

__all__ = ["ANOTHER", "WITHHELD", "Clearing"]

WITHHELD, ANOTHER = "[withheld]", "[another person]"
_SHORTEST_ECHO = 12
"""Characters. A withheld text shorter than this says nothing by itself where it stands a second time."""


class Clearing:
    """Clears texts; `places` counts where something was taken out."""

    def __init__(self, withheld: Collection[str], names: Names | None) -> None:
        self._echoes = sorted((text for text in withheld if len(text) >= _SHORTEST_ECHO), key=len, reverse=True)
        self._names = names
        self.places = 0

    def item(self, item: AccessItem) -> AccessItem:
        """Return an item with every text of its rows cleared."""
        if not self._echoes and self._names is None:
            return item
        return replace(item, rows=tuple(changed_words(row, self.text) for row in item.rows))

    def text(self, text: str, *, counted: bool = True) -> str:
        """Return a text without what must stay."""
        places = 0
        for echo in self._echoes:
            places += text.count(echo)
            text = text.replace(echo, WITHHELD)
        if self._names is not None:
            text, times = self._names.taken_out(text, ANOTHER)
            places += times
        self.places += places if counted else 0
        return text
