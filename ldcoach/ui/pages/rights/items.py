"""What would leave with a person, part by part: every item with its whole words, and a box that lets it stay."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout

from ldcoach.ui.widgets.buttons import secondary
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.check_line import CheckLine
from ldcoach.ui.widgets.clearing import clear
from ldcoach.ui.widgets.labels import muted

_AT_ONCE = 30


@dataclass(frozen=True, slots=True)
class PickItem:
    """One item: the part it belongs to, its words, and a remark below; `fixed` ones cannot be ticked."""

    id: str
    part: str
    words: str
    remark: str = ""
    on: bool = True
    fixed: bool = False
    first: bool = False


class RightsItems(Card):
    """`ticked` carries an id, and whether the item leaves. Items marked `first` make a part of their own, on top."""

    ticked = Signal(str, bool)
    grown = Signal()

    def __init__(self, title: str, first_part: str, nothing: str) -> None:
        super().__init__(title, "list-checks")
        self._first_part, self._nothing = first_part, nothing
        self._items: Sequence[PickItem] = ()
        self._shown = _AT_ONCE
        self.parts = QComboBox()
        self.parts.setAccessibleName(self.tr("Part of the list"))
        self.parts.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.parts.setMinimumContentsLength(24)
        self.checks: dict[str, CheckLine] = {}
        self.more = secondary(self.tr("Show more"), "chevron-down", small=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        self.body.addWidget(self.parts, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addLayout(self._rows)
        self.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.parts.currentIndexChanged.connect(self._on_parts_current_index_changed)
        self.more.clicked.connect(self._on_more_clicked)

    def show_items(self, items: Iterable[PickItem]) -> None:
        """Show other items; the part that is looked at stays, if it is still there."""
        self._items = tuple(items)
        before = self.parts.currentData()
        with QSignalBlocker(self.parts):
            self.parts.clear()
            for part in self._parts():
                self.parts.addItem(f"{part} ({len(self._of(part))})", part)
            self.parts.setCurrentIndex(max(self.parts.findData(before), 0) if self.parts.count() else -1)
        self.parts.setVisible(bool(self._items))
        self._fill()

    def show_reading(self) -> None:
        """Say that the items are being read."""
        self._items = ()
        self.parts.hide()
        self._fill()
        clear(self._rows)
        self._rows.addWidget(muted(self.tr("Reading the record\N{HORIZONTAL ELLIPSIS}")))

    def _parts(self) -> list[str]:
        first = [self._first_part] if any(item.first for item in self._items) else []
        return [*first, *dict.fromkeys(item.part for item in self._items)]

    def _of(self, part: str) -> list[PickItem]:
        if part == self._first_part:
            return [item for item in self._items if item.first]
        return [item for item in self._items if item.part == part]

    def _fill(self) -> None:
        clear(self._rows)
        self.checks.clear()
        found = self._of(str(self.parts.currentData() or ""))
        for item in found[: self._shown]:
            self._rows.addWidget(self._row(item))
        if not self._items:
            self._rows.addWidget(muted(self._nothing))
        self.more.setVisible(len(found) > self._shown)
        self.grown.emit()

    def _row(self, item: PickItem) -> CheckLine:
        line = CheckLine(item.words, on=item.on)
        line.box.setEnabled(not item.fixed)
        if item.remark:
            line.add_remark(item.remark)
        line.ticked.connect(lambda on, key=item.id: self._on_line_ticked(key, on=on))
        self.checks[item.id] = line
        return line

    def _on_line_ticked(self, key: str, *, on: bool) -> None:
        self.ticked.emit(key, on)

    def _on_parts_current_index_changed(self) -> None:
        self._shown = _AT_ONCE
        self._fill()

    def _on_more_clicked(self) -> None:
        self._shown += _AT_ONCE
        self._fill()
