"""The team as a table: one model and one painter, however many people there are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ldcoach.services.views import PersonLine
from ldcoach.ui import words
from ldcoach.ui.theme.current import colour

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
NAME, ROLE, TEAM, LAST, NEXT = range(5)
_ROW, _AVATAR, _LEFT = 52, 32, 8
_MEDIUM, _NARROW = 860, 620
_ID, _ARCHIVED = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


class PeopleModel(QAbstractTableModel):
    """Rows of `PersonLine`; the columns are name, role, team, last 1-2-1 and next."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: Sequence[PersonLine] = ()
        self._today = date.min

    def show_lines(self, lines: Sequence[PersonLine], today: date) -> None:
        """Show other people."""
        self.beginResetModel()
        self._lines = lines
        self._today = today
        self.endResetModel()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Return how many people there are."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else NEXT + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the name of a column."""
        names = (self.tr("Name"), self.tr("Role"), self.tr("Team"), self.tr("Last 1-2-1"), self.tr("Next 1-2-1"))
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return names[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return words for the eye and the screen reader, and the id of the person."""
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(line, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._words(line, index.column()).replace("<", "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}")
        if role == _ID:
            return line.person_id
        return line.archived if role == _ARCHIVED else None

    def found_in(self, row: int) -> str:
        """Return what a filter looks through: name, role and team."""
        line = self._lines[row]
        return f"{line.name}\n{line.role_title}\n{line.team}".casefold()

    def _words(self, line: PersonLine, column: int) -> str:
        if column == NAME:
            return self.tr("{name} (archived)").format(name=line.name) if line.archived else line.name
        if column == LAST:
            held = line.last_held
            return words.sentence(words.near_day(held.astimezone().date(), self._today)) if held else self.tr("Not yet")
        if column == NEXT:
            return self._next(line)
        return line.role_title if column == ROLE else line.team

    def _next(self, line: PersonLine) -> str:
        if line.next_planned is None:
            return self.tr("Not planned")
        at = line.next_planned.astimezone()
        if at.date() < self._today:
            return self.tr("Was {day}").format(day=words.near_day(at.date(), self._today))
        return words.sentence(words.near_moment(at, self._today))


class Found(QSortFilterProxyModel):
    """Keeps the rows in which every word of the filter occurs."""

    def __init__(self, model: PeopleModel) -> None:
        super().__init__()
        self._model = model
        self._parts: list[str] = []
        self.setSourceModel(model)

    def look_for(self, text: str) -> None:
        """Filter by the words of a text, in any order."""
        self._parts = text.casefold().split()
        self.invalidate()

    def filterAcceptsRow(self, row: int, parent: _Index) -> bool:  # noqa: ARG002  # Qt's signature
        """Tell whether a row fits."""
        place = self._model.found_in(row)
        return all(part in place for part in self._parts)


class PeopleTable(QTableView):
    """`picked` carries the id of the person that a click, Enter or Space chose."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.people = PeopleModel()
        self.found = Found(self.people)
        self.setModel(self.found)
        self.setAccessibleName(self.tr("People"))
        self.setItemDelegate(_PersonDelegate(self))
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self._set_headers()

    def hug(self) -> None:
        """Be no higher than what is found, and at least as high as six of the rows."""
        head, rows = self.horizontalHeader().sizeHint().height() + 4, self.found.rowCount() * _ROW
        self.setMinimumHeight(head + min(rows, 6 * _ROW))
        self.setMaximumHeight(head + rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the person of the current row with Enter or Space."""
        opening = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
        if opening and self.currentIndex().isValid():
            self.picked.emit(self.currentIndex().data(_ID))
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the person that was clicked."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and index.row() == self.currentIndex().row():
            self.picked.emit(index.data(_ID))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is, also before a row was chosen."""
        super().focusInEvent(event)
        if not self.selectionModel().hasSelection():
            self.selectRow(max(self.currentIndex().row(), 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out team, then role, where there is no room for them."""
        super().resizeEvent(event)
        self.setColumnHidden(TEAM, self.width() < _MEDIUM)
        self.setColumnHidden(ROLE, self.width() < _NARROW)

    def _set_headers(self) -> None:
        down, across = self.verticalHeader(), self.horizontalHeader()
        down.hide()
        down.setDefaultSectionSize(_ROW)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across.setHighlightSections(False)
        across.setSectionsClickable(False)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        across.setMinimumSectionSize(120)


class _PersonDelegate(QStyledItemDelegate):
    def __init__(self, table: PeopleTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
        self._paint_ground(painter, option, box, index.column())
        room = box.adjusted(_LEFT, 0, -_LEFT, 0)
        if index.column() == NAME:
            self._paint_initials(painter, room, str(index.data()))
            room.setLeft(room.left() + _AVATAR + 12)
        font = QFont(self._table.font())
        font.setWeight(QFont.Weight.DemiBold if index.column() == NAME else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(colour("text" if index.column() == NAME and not index.data(_ARCHIVED) else "muted"))
        text = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, box: QRectF, column: int) -> None:
        if option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, colour("sunken"))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), colour("border"))
        if option.state & QStyle.StateFlag.State_Selected and self._table.hasFocus():
            self._paint_focus(painter, box, column)

    def _paint_focus(self, painter: QPainter, box: QRectF, column: int) -> None:
        sides = [box.adjusted(0, 0, 0, 2 - box.height()), box.adjusted(0, box.height() - 2, 0, 0)]
        if column == NAME:
            sides.append(box.adjusted(0, 0, 2 - box.width(), 0))
        if column == NEXT:
            sides.append(box.adjusted(box.width() - 2, 0, 0, 0))
        for side in sides:
            painter.fillRect(side, colour("focus"))

    def _paint_initials(self, painter: QPainter, room: QRectF, name: str) -> None:
        circle = QRectF(room.left(), room.center().y() - _AVATAR / 2, _AVATAR, _AVATAR)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("accent_soft"))
        painter.drawEllipse(circle)
        font = QFont(self._table.font())
        font.setPointSizeF(9)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(colour("accent_text"))
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, _initials(name))


def _initials(name: str) -> str:
    parts = [part for part in name.split() if not part.startswith("(")]
    return "".join(part[0] for part in parts[:1] + parts[1:][-1:]).upper()
