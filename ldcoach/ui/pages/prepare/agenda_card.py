"""The agenda on the prepare page: three groups in their fixed order, what waits, and a field for more."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ldcoach.domain.kinds import Side
from ldcoach.ui.pages.prepare.agenda_row import AgendaRow, RowFacts
from ldcoach.ui.theme.current import colour
from ldcoach.ui.widgets.buttons import quiet, secondary
from ldcoach.ui.widgets.clearing import clear
from ldcoach.ui.widgets.drawn import Drawn, Glyph
from ldcoach.ui.widgets.held import HeldCard
from ldcoach.ui.widgets.labels import body, muted, small, strong
from ldcoach.ui.widgets.segmented import Segmented

_SWATCH = 9


class Swatch(Drawn):
    """A small square in a colour; the words beside it say the same."""

    def __init__(self, ink: str) -> None:
        super().__init__("", QSize(_SWATCH, _SWATCH))
        self.setFixedSize(_SWATCH, _SWATCH)
        self._ink = ink

    def draw(self, painter: QPainter) -> None:
        """Draw the square."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self._ink))
        painter.drawRoundedRect(QRectF(self.rect()), 2, 2)


class AgendaGroupBox(QWidget):
    """One group: a dot in the colour of its part of the bar, a title, a remark, its minutes, and rows.

    `row_made` carries each new row once, so that the page can connect it; `placed` an item's id and its new place.
    """

    row_made = Signal(object)
    placed = Signal(str, int)

    def __init__(self, ink: str) -> None:
        super().__init__()
        self._rows: dict[str, AgendaRow] = {}
        self._title, self._remark, self._minutes = strong(""), muted(""), muted("")
        for part in (self._title, self._minutes):
            part.setWordWrap(False)
        self._empty = muted("")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Swatch(ink))
        head.addWidget(self._title)
        head.addWidget(self._remark, 1)
        head.addWidget(self._minutes)
        self._column = QVBoxLayout()
        self._column.setSpacing(2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 4, 0, 4)
        whole.setSpacing(6)
        whole.addLayout(head)
        whole.addWidget(self._empty)
        whole.addLayout(self._column)

    def show_head(self, title: str, remark: str, minutes: str, empty: str) -> None:
        """Show the head; `empty` is said while there are no rows."""
        self._title.setText(title)
        self._remark.setText(remark)
        self._minutes.setText(minutes)
        self._empty.setText(empty)

    def show_rows(self, facts: Sequence[RowFacts]) -> None:
        """Show rows in order; those shown already are kept, and so is the keyboard's place."""
        for gone in set(self._rows) - {each.id for each in facts}:
            row = self._rows.pop(gone)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        for at, each in enumerate(facts):
            if each.id not in self._rows:
                self._rows[each.id] = self._make(each)
            row = self._rows[each.id]
            row.show_facts(each)
            if self._column.indexOf(row) != at:
                self._column.insertWidget(at, row)
        self._rows = {each.id: self._rows[each.id] for each in facts}
        self._empty.setVisible(not facts and bool(self._empty.text()))

    def rows(self) -> list[AgendaRow]:
        """Return the rows in their order."""
        return list(self._rows.values())

    def row(self, item_id: str) -> AgendaRow | None:
        """Return the row of an item, or None."""
        return self._rows.get(item_id)

    def _make(self, facts: RowFacts) -> AgendaRow:
        row = AgendaRow(facts)
        row.dragged.connect(self._on_row_dragged)
        self.row_made.emit(row)
        return row

    def _on_row_dragged(self, item_id: str, point: QPoint) -> None:
        others = [row for each, row in self._rows.items() if each != item_id]
        y = self.mapFromGlobal(point).y()
        at = sum(row.geometry().center().y() < y for row in others)
        if list(self._rows).index(item_id) != at:
            self.placed.emit(item_id, at)


class LeftOut(QWidget):
    """What does not fit this time; `brought_back` carries the id of what should stand on the agenda after all."""

    brought_back = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.title = strong("")
        self.rows = QVBoxLayout()
        self.rows.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Glyph("hourglass", "warn", 18))
        head.addWidget(self.title, 1)
        column.addLayout(head)
        remark = muted(self.tr("Left out for now. Nothing is lost; it comes back next time."))
        remark.setContentsMargins(26, 0, 0, 0)
        column.addWidget(remark)
        column.addLayout(self.rows)

    def show_items(self, title: str, facts: Sequence[RowFacts]) -> None:
        """Show what waits; hidden when nothing does."""
        self.title.setText(title)
        clear(self.rows)
        for each in facts:
            self.rows.addLayout(self._row(each))
        self.setVisible(bool(facts))

    def _row(self, facts: RowFacts) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(26, 0, 0, 0)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(body(facts.title))
        column.addWidget(small(facts.reason))
        back = quiet(self.tr("Put it on the agenda"), "plus", small=True)
        back.setAccessibleName(self.tr("Put on the agenda: {title}").format(title=facts.title))
        back.clicked.connect(lambda: self.brought_back.emit(facts.id))
        row.addLayout(column, 1)
        row.addWidget(back, 0, Qt.AlignmentFlag.AlignVCenter)
        return row


class AddTopic(QWidget):
    """A field for one topic and whose it is; `added` carries the title and the side, after Enter or the button."""

    added = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Add a topic"))
        self.field.setAccessibleName(self.tr("Add a topic"))
        self.held = HeldCard()
        self.held.change_wanted.connect(self.field.setFocus)
        self.side = Segmented(self.tr("Raised by"), [(Side.EMPLOYEE, " ", ""), (Side.MANAGER, self.tr("Me"), "")])
        self.side.choose(Side.MANAGER)
        self.add = secondary(self.tr("Add"), "plus")
        self.add.clicked.connect(self._on_field_return_pressed)
        self.field.returnPressed.connect(self._on_field_return_pressed)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(self.side)
        row.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self.held)
        column.addLayout(row)

    def show_called(self, called: str) -> None:
        """Show what the person is called."""
        self.side.buttons()[0].setText(called)

    def take(self) -> None:
        """Take the words away, once they are kept."""
        self.field.clear()
        self.held.hide()

    def _on_field_return_pressed(self) -> None:
        self.added.emit(self.field.text(), self.side.key())
