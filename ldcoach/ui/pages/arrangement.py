"""The agenda as the manager shapes it on the prepare page: order, minutes, and what waits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ldcoach.domain.agenda import Agenda, AgendaGroup, AgendaItem, Shape

FEWEST_MINUTES = 1
MOST_MINUTES = 60


@dataclass(slots=True)
class Arrangement:
    """What is shown of an agenda; a fresh agenda brings new items and takes gone ones, the rest stays as shaped."""

    shape: Shape = field(default_factory=Shape)
    planned: int = 0
    _items: dict[str, AgendaItem] = field(default_factory=dict)
    _minutes: dict[str, int] = field(default_factory=dict)
    _waiting: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Begin as it was shaped before."""
        self._minutes |= self.shape.minutes
        self._waiting |= self.shape.waiting

    def renew(self, agenda: Agenda) -> None:
        """Take a fresh agenda: items known already keep their place and minutes, new ones follow in their order."""
        fresh = {item.id: item for item in (*agenda.items, *agenda.left_out)}
        known = list(self._items) or list(self.shape.order)
        new = {item.id for item in agenda.left_out} - set(known)
        order = [item_id for item_id in known if item_id in fresh]
        order += [item_id for item_id in fresh if item_id not in known]
        self.planned = agenda.planned_minutes
        self._items = {item_id: fresh[item_id] for item_id in order}
        self._waiting = (self._waiting & set(fresh)) | new

    def shaped(self) -> Shape:
        """Return what it is shaped like now."""
        minutes = {item_id: minutes for item_id, minutes in self._minutes.items() if item_id in self._items}
        return Shape(tuple(self._items), minutes, frozenset(self._waiting))

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
