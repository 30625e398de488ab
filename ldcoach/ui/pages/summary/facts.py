"""What the summary page says beside its items: whose names are in them, what a sentence rests on, the last receipt."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from ldcoach.domain.ids import PersonId
from ldcoach.domain.leaving import Receipt
from ldcoach.domain.story import Story
from ldcoach.services.desk import Desk
from ldcoach.services.views import LeavingItem
from ldcoach.ui import words
from ldcoach.ui.pages.summary.bar import OWN_WORDS, Finding

__all__ = ["SummaryFacts"]


class SummaryFacts(QObject):
    """Reads and says; `group_name` tells what a group of items is called on screen."""

    def __init__(self, page: QObject, desk: Desk, group_name: Callable[[str], str]) -> None:
        super().__init__(page)
        self._desk = desk
        self._group_name = group_name

    def findings(self, story: Story, items: Sequence[LeavingItem]) -> list[Finding]:
        """Return the names of others in what leaves, each with its item, or with the manager's own words."""
        found = [(item.finding, item.id) for item in items if item.finding and item.leaves]
        said = f"{story.so_what} {story.conditions} {story.human}"
        own = self._desk.summaries.name_in(story.person, said)
        return [*found, (own, OWN_WORDS)] if own else found

    def source(self, items: Sequence[LeavingItem], item_id: str) -> str:
        """Return in words what a sentence rests on, nothing where that is not among the items."""
        item = next((item for item in items if item.id == item_id), None)
        if item is None:
            return ""
        group = self._group_name(item.group)
        if item.on is None:
            return group
        return f"{group}, {words.short_date(item.on, self._desk.context.clock.today())}"

    def saved(self, receipt: Receipt, file: str) -> str:
        """Return what left in a file, and for whom."""
        count = len(receipt.item_ids)
        pattern = self.tr("Saved as {file}. A receipt was kept: {items} for {name}.")
        items = self.tr("one item") if count == 1 else self.tr("{count} items").format(count=words.number(count))
        return pattern.format(file=file, items=items, name=receipt.to_whom)

    def receipt(self, person_id: PersonId) -> str:
        """Return what is or will be kept of a summary that left."""
        receipts = self._desk.summaries.receipts(person_id)
        if not receipts:
            return self.tr("A receipt will be kept: what left, when and for whom. Never the text.")
        day = words.day(receipts[-1].at.astimezone().date(), self._desk.context.clock.today())
        return self.tr("A receipt was kept when the last summary left, {day}.").format(day=day)
