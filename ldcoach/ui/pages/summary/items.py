"""The list of what could leave: each item with a switch, what is found in it, and what always stays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ldcoach.domain.story import ItemGroup
from ldcoach.services.views import LeavingItem
from ldcoach.ui.widgets.buttons import icon_button
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.drawn import Glyph
from ldcoach.ui.widgets.growing import Growing
from ldcoach.ui.widgets.labels import body, kicker, label, muted, small, strong
from ldcoach.ui.widgets.look import set_look
from ldcoach.ui.widgets.pill import Pill
from ldcoach.ui.widgets.toggle import Toggle

_SHORT = 120
AT_ONCE, EACH = 16, 4
"""How many rows come at once, which is more than a window shows, and how many in each turn after that."""


def shortened(text: str, room: int = _SHORT) -> str:
    """Return a text on one line, cut between words where it is longer than `room` characters."""
    line = " ".join(text.split())
    return line if len(line) <= room else f"{line[:room].rsplit(' ', 1)[0]} \N{HORIZONTAL ELLIPSIS}"


class ItemRow(QWidget):
    """One item. `switched` carries its id and whether it leaves, `opened` the id of the record to see."""

    switched = Signal(str, bool)
    opened = Signal(str)

    def __init__(self, item: LeavingItem, name: str) -> None:
        """`name` tells this item from all others on the page."""
        super().__init__()
        self.item = item
        self._title = label(shortened(item.title), "label")
        unlinked = self.tr("Not linked to an outcome yet") if item.group == ItemGroup.GOALS else ""
        self._detail = shortened(item.detail) or unlinked
        self._state = label("", "small", wrap=False)
        self.toggle = Toggle()
        self.toggle.setAccessibleName(name)
        self.toggle.setChecked(item.leaves)
        self.toggle.toggled.connect(self._on_toggle_toggled)
        self.open = icon_button(
            "arrow-right", self.tr("Open the record: {name}").format(name=name), small=True, bare=True
        )
        self.open.clicked.connect(self._on_open_clicked)
        self._lay_out()
        self._show_state()

    def show_leaves(self, *, leaves: bool) -> None:
        """Show whether it leaves; nobody is told, as the choice was made elsewhere."""
        with QSignalBlocker(self):
            self.toggle.setChecked(leaves)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title, 1)
        if self.item.finding:
            head.addWidget(Pill(self.tr("names {name}").format(name=self.item.finding), "warn"))
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addLayout(head)
        if self._detail:
            column.addWidget(small(self._detail))
        row.addLayout(column, 1)
        row.addWidget(self.open)
        row.addWidget(self._state)
        row.addWidget(self.toggle, 0, Qt.AlignmentFlag.AlignVCenter)

    def _show_state(self) -> None:
        leaves = self.toggle.isChecked()
        self._state.setText(self.tr("leaves") if leaves else self.tr("stays"))
        set_look(self._title, "role", "label" if leaves else "muted")

    def _on_open_clicked(self) -> None:
        self.opened.emit(self.item.id)

    def _on_toggle_toggled(self, leaves: bool) -> None:  # noqa: FBT001  # Qt's signal hands it over
        self._show_state()
        self.switched.emit(self.item.id, leaves)


class ItemsCard(Card):
    """All items by group. `switched` carries an item's id and whether it leaves, `opened` the id of one to see.

    Of a long list, `rows` holds those that were made; `grew` says that others came.
    """

    switched = Signal(str, bool)
    opened = Signal(str)
    grew = Signal()

    def __init__(self, *, opens: bool = False) -> None:
        """`opens` says that each item leads to its record."""
        super().__init__()
        self._opens = opens
        self.rows: dict[str, ItemRow] = {}
        self._items: dict[str, LeavingItem] = {}
        self._shown: tuple[tuple[str, ...], ...] = ()
        self._list = Growing(AT_ONCE, EACH)
        self._list.grew.connect(self.grew)
        self._stays = body("")
        self.body.addWidget(self._list)
        self.body.addWidget(self._build_locked())

    def show_items(self, items: Sequence[LeavingItem], prep_notes: int, drafts: int) -> None:
        """Show the items; rows are made anew only when their words changed, so that the keyboard stays."""
        self._items = {item.id: item for item in items}
        shown = tuple((item.id, item.title, item.detail, item.finding) for item in items)
        if shown != self._shown:
            self._shown = shown
            self.rows = {}
            self._list.fill(self._parts(items))
        for item_id, row in self.rows.items():
            row.show_leaves(leaves=self._items[item_id].leaves)
        self._stays.setText(self._always(prep_notes, drafts))

    @property
    def complete(self) -> bool:
        """Whether every row was made."""
        return self._list.complete

    def lists(self, item_id: str) -> bool:
        """Tell whether an item is in the list, be its row made yet or not."""
        return item_id in self._items

    def _parts(self, items: Sequence[LeavingItem]) -> Iterator[QWidget]:
        """Make names of groups and rows, one by one; each row as its item stands by then."""
        group, names = "", set[str]()
        for item in items:
            if item.group != group:
                group = item.group
                head = kicker(self.group_name(group))
                head.setContentsMargins(0, 8 if self.rows else 0, 0, 0)
                yield head
            name = shortened(": ".join(part for part in (self.group_name(group), item.title, item.detail) if part))
            while name in names:
                name = self.tr("{name}, once more").format(name=name)
            names.add(name)
            yield self._row(self._items[item.id], name)

    def _row(self, item: LeavingItem, name: str) -> ItemRow:
        row = ItemRow(item, name)
        row.switched.connect(self.switched)
        row.opened.connect(self.opened)
        row.open.setVisible(self._opens)
        self.rows[item.id] = row
        return row

    def group_name(self, group: str) -> str:
        """Return what a group of items is called."""
        return {
            ItemGroup.GOALS: self.tr("Goals and outcomes"),
            ItemGroup.FEEDBACK: self.tr("Feedback you shared"),
            ItemGroup.PROMISES: self.tr("Promises of both sides"),
            ItemGroup.WORDS: self.tr("In their own words"),
            ItemGroup.NOTES: self.tr("Noted together"),
            ItemGroup.ANSWERS: self.tr("What they wrote"),
        }[ItemGroup(group)]

    def _always(self, prep_notes: int, drafts: int) -> str:
        notes = self.tr("%n prep note", "", prep_notes) if prep_notes == 1 else self.tr("%n prep notes", "", prep_notes)
        unfinished = self.tr("%n draft", "", drafts) if drafts == 1 else self.tr("%n drafts", "", drafts)
        parts = [words for words, count in ((notes, prep_notes), (unfinished, drafts)) if count]
        if not parts:
            return self.tr("Prep notes and drafts. There are none in this period.")
        return ", ".join(parts)

    def _build_locked(self) -> QWidget:
        box = Card(tone="sunken", tight=True)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(Glyph("lock", "muted", 16), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(strong(self.tr("Always stay:")), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._stays, 1)
        box.body.addLayout(row)
        box.body.addWidget(muted(self.tr("These cannot be switched on.")))
        return box
