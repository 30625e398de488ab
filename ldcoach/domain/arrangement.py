"""The agenda as the manager shapes it: order, minutes, and what waits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ldcoach.domain.agenda import Agenda, AgendaGroup, AgendaItem, Shape

FEWEST_MINUTES = 1
MOST_MINUTES = 60


class Arrangement:
    """A fresh agenda with the shape that the manager gave it before, to be shaped further.

    Items of the shape keep place and minutes, gone ones are gone; new ones follow and stand where minutes are left
    for them, the employee's topics always.
    """

    def __init__(self, agenda: Agenda, shape: Shape) -> None:
        fresh = {item.id: item for item in (*agenda.items, *agenda.left_out)}
        self.planned = agenda.planned_minutes
        self._items = {item_id: fresh[item_id] for item_id in shape.order if item_id in fresh}
        self._minutes = {item_id: minutes for item_id, minutes in shape.minutes.items() if item_id in self._items}
        self._waiting = set(shape.waiting & self._items.keys())
        new = [item for item in fresh.values() if item.id not in self._items]
        self._items |= {item.id: item for item in new}
        self._stand_where_it_fits(new)

    def fit(self) -> None:
        """Let wait what goes beyond the planned minutes, in order; the employee's topics stay."""
        self._stand_where_it_fits(self.agenda().items)

    def agenda(self) -> Agenda:
        """Return it as shaped: each item with the minutes set aside for it, what waits as left out."""
        items = {item.id: replace(item, set_aside=self.minutes(item.id)) for item in self._items.values()}
        standing = (items[item.id] for group in AgendaGroup for item in self.group(group))
        return Agenda(self.planned, tuple(standing), tuple(items[item.id] for item in self.waiting()))

    def shaped(self) -> Shape:
        """Return what it is shaped like now."""
        return Shape(tuple(self._items), dict(self._minutes), frozenset(self._waiting))

    def group(self, group: AgendaGroup) -> list[AgendaItem]:
        """Return what stands on the agenda in one group, in order."""
        return [item for item in self._standing() if item.group is group]

    def waiting(self) -> list[AgendaItem]:
        """Return what is left out for now."""
        return [item for item in self._items.values() if item.id in self._waiting]

    def minutes(self, item_id: str) -> int:
        """Return the minutes set aside for an item."""
        return self._minutes.get(item_id, self._items[item_id].minutes)

    def minutes_of(self, items: Iterable[AgendaItem]) -> int:
        """Return the minutes of some items together."""
        return sum(self.minutes(item.id) for item in items)

    @property
    def total(self) -> int:
        """Minutes of what stands on the agenda."""
        return self.minutes_of(self._standing())

    @property
    def too_many(self) -> int:
        """Minutes beyond the planned ones if nothing were left out, or 0."""
        return max(0, self.minutes_of(self._items.values()) - self.planned)

    def change_minutes(self, item_id: str, by: int) -> None:
        """Give an item more minutes, or fewer when `by` is negative."""
        self._minutes[item_id] = min(MOST_MINUTES, max(FEWEST_MINUTES, self.minutes(item_id) + by))

    def move(self, item_id: str, by: int) -> None:
        """Move an item by some places inside its group; at the ends it stays."""
        ids = [item.id for item in self.group(self._items[item_id].group)]
        self.place(item_id, ids.index(item_id) + by)

    def place(self, item_id: str, at: int) -> None:
        """Put an item at a place of its group, counted from 0."""
        group = self._items[item_id].group
        ids = [item.id for item in self.group(group)]
        ids.remove(item_id)
        ids.insert(max(0, min(at, len(ids))), item_id)
        others = [each for each in self._items if each not in ids]
        self._items = {each: self._items[each] for each in (*ids, *others)}

    def leave_out(self, item_id: str) -> None:
        """Let an item wait for another time."""
        self._waiting.add(item_id)

    def bring_back(self, item_id: str) -> None:
        """Put an item that waited back on the agenda."""
        self._waiting.discard(item_id)

    def _standing(self) -> list[AgendaItem]:
        return [item for item in self._items.values() if item.id not in self._waiting]

    def _stand_where_it_fits(self, items: Iterable[AgendaItem]) -> None:
        """Let items wait, then take them in, one after the other, while there are minutes for them."""
        ids = {item.id: item for item in items}
        self._waiting.update(ids)
        for item in ids.values():
            if item.group is AgendaGroup.EMPLOYEE or self.total + self.minutes(item.id) <= self.planned:
                self._waiting.discard(item.id)
