"""The list of the palette, painted, so that what was looked for can stand out in plain text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ldcoach.ui.pages.find.rows import Row
from ldcoach.ui.theme.current import colour
from ldcoach.ui.theme.icons import paint_icon

_HEAD, _LINE, _TWO_LINES = 32, 44, 58
_ROLE = Qt.ItemDataRole.UserRole
_INSET, _ICON, _TEXT = 12, 18, 48
_PILL_PAD = 8


class FindList(QListWidget):
    """Rows under headings; the keyboard stays in the field, which walks here. `picked` carries a `Row`."""

    picked = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_RowDelegate(self))
        self.itemClicked.connect(self._on_self_item_clicked)

    def show_groups(self, groups: Sequence[tuple[str, Sequence[Row]]]) -> None:
        """Show rows under their headings, the first one chosen; a group without rows is left out."""
        self.clear()
        for heading, rows in groups:
            if rows:
                head = QListWidgetItem(heading, self)
                head.setFlags(Qt.ItemFlag.NoItemFlags)
            for row in rows:
                item = QListWidgetItem(row.text, self)
                item.setData(_ROLE, row)
                spoken = ", ".join(part for part in (row.text, row.below, row.beside) if part)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
        self.walk(1)

    def rows(self) -> list[Row]:
        """Return what is shown, headings left out."""
        every = (self.item(at).data(_ROLE) for at in range(self.count()))
        return [row for row in every if row is not None]

    def chosen(self) -> Row | None:
        """Return the row that is chosen."""
        item = self.currentItem()
        row: Row | None = None if item is None else item.data(_ROLE)
        return row

    def walk(self, step: int) -> None:
        """Choose the next row, or with -1 the one before; from the end one goes to the beginning."""
        places = [at for at in range(self.count()) if self.item(at).data(_ROLE) is not None]
        if not places:
            return
        here = self.currentRow()
        at = (places.index(here) + step) % len(places) if here in places else 0
        self.setCurrentRow(places[at])
        if at == 0:
            self.scrollToTop()

    def height_wanted(self) -> int:
        """Return the height at which nothing has to scroll."""
        return sum(self.sizeHintForRow(at) for at in range(self.count()))

    def _on_self_item_clicked(self, item: QListWidgetItem) -> None:
        row = item.data(_ROLE)
        if row is not None:
            self.picked.emit(row)


class _RowDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        row: Row | None = index.data(_ROLE)
        grown = max(QFontMetrics(option.font).height() - 18, 0)
        if row is None:
            return QSize(100, _HEAD + grown)
        return QSize(100, _TWO_LINES + 2 * grown if row.below else _LINE + grown)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row: Row | None = index.data(_ROLE)
        if row is None:
            painter.setFont(_letters(option.font, 8.5, QFont.Weight.DemiBold))
            painter.setPen(colour("muted"))
            words = option.rect.adjusted(_INSET + 8, 8, 0, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, str(index.data()))
        else:
            self._paint_row(painter, option, row)
        painter.restore()

    def _paint_row(self, painter: QPainter, option: QStyleOptionViewItem, row: Row) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if chosen or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent_soft" if chosen else "sunken"))
            painter.drawRoundedRect(QRectF(option.rect).adjusted(8, 1, -8, -1), 8, 8)
        box = option.rect.adjusted(_INSET + 8, 0, -_INSET - 8, 0)
        icon = QRectF(box.left(), box.center().y() - _ICON / 2, _ICON, _ICON)
        ink = "prep" if row.prep else "accent_text" if chosen else "muted"
        paint_icon(painter, "lock" if row.prep else row.icon, icon, ink)
        right = box.right() - self._paint_beside(painter, option, box, row, chosen=chosen)
        words = QRect(QPoint(option.rect.left() + _TEXT + 4, box.top()), QPoint(right, box.bottom()))
        if row.below:
            half = words.height() // 2
            self._paint_marked(painter, option.font, words.adjusted(0, 7, 0, -half + 3), row, chosen=chosen)
            painter.setFont(_letters(option.font, 9, QFont.Weight.Normal))
            painter.setPen(colour("accent_text" if chosen else "muted"))
            _draw_line(painter, words.adjusted(0, half - 1, 0, -7), row.below)
        else:
            self._paint_marked(painter, option.font, words, row, chosen=chosen)

    def _paint_beside(
        self, painter: QPainter, option: QStyleOptionViewItem, box: QRect, row: Row, *, chosen: bool
    ) -> int:
        """Paint what stands at the right and return how much room it takes, in pixels."""
        words = self.tr("prep") if row.prep else row.beside or (self.tr("Enter") if chosen else "")
        if not words:
            return 0
        painter.setFont(_letters(option.font, 9, QFont.Weight.DemiBold if row.prep else QFont.Weight.Normal))
        width = min(painter.fontMetrics().horizontalAdvance(words) + 2, box.width() // 3)
        if row.prep:
            pill = QRectF(box.right() - width - 2 * _PILL_PAD, box.center().y() - 11, width + 2 * _PILL_PAD, 22)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("prep_soft"))
            painter.drawRoundedRect(pill, 11, 11)
            painter.setPen(colour("prep"))
            painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, words)
            return width + 2 * _PILL_PAD + 12
        painter.setPen(colour("accent_text" if chosen else "muted"))
        _draw_line(painter, QRect(box.right() - width, box.top(), width, box.height()), words)
        return width + 12

    def _paint_marked(self, painter: QPainter, font: QFont, box: QRect, row: Row, *, chosen: bool) -> None:
        layout = QTextLayout(_one_line(row.text), _letters(font, 10, QFont.Weight.Normal))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        layout.setTextOption(option)
        layout.setFormats([_mark(row.text, start, end) for start, end in row.marks])
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(100_000)
        layout.endLayout()
        painter.setClipRect(box)
        painter.setPen(colour("accent_text" if chosen and not row.marks else "text"))
        top = box.top() + (box.height() - line.height()) / 2
        layout.draw(painter, QRectF(box.left(), top, 0, 0).topLeft())
        painter.setClipping(False)


def _mark(text: str, start: int, end: int) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start = _units(text[:start])
    made.length = _units(text[start:end])
    look = QTextCharFormat()
    look.setFontWeight(QFont.Weight.DemiBold)
    look.setForeground(colour("accent_text"))
    made.format = look
    return made


def _one_line(text: str) -> str:
    """Return the text on one line; every letter keeps its place, so that marks fit."""
    return "".join(" " if letter.isspace() else letter for letter in text)


def _letters(font: QFont, points: float, weight: QFont.Weight) -> QFont:
    made = QFont(font)
    made.setPointSizeF(points)
    made.setWeight(weight)
    return made


def _draw_line(painter: QPainter, box: QRect, words: str) -> None:
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


def _units(text: str) -> int:
    """Return the length as Qt counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2
