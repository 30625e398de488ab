"""The stages of a conversation: where we are, what is done, what may be gone to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QListView, QProgressBar, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ldcoach.ui.theme.current import colour
from ldcoach.ui.theme.icons import paint_icon
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.choice_list import ChoiceList

_ROW, _LEAST, _MARK = 36, 104, 40
_BESIDE = 46
"""Room beside a name: the mark before it and a gap after it."""
_Index = QModelIndex | QPersistentModelIndex


class Stepper(Card):
    """A list of stages above a progress bar; `stage_chosen` carries the stage the user goes to, from 0."""

    stage_chosen = Signal(int)

    def __init__(self, stages: Sequence[str] = ()) -> None:
        super().__init__(tight=True)
        self.list = _StageList(self.tr("Stages"))
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        self.body.addWidget(self.list)
        self.body.addWidget(self._bar)
        self.list.picked.connect(self.stage_chosen)
        self.show_stages(stages)

    def show_stages(self, stages: Sequence[str]) -> None:
        """Show other stages, standing at the first."""
        self.list.clear()
        self.list.addItems(list(stages))
        self._bar.setRange(0, max(len(stages), 1))
        self.show_stage(0)

    def show_stage(self, stage: int) -> None:
        """Show where the conversation is; nothing is emitted."""
        self.list.now = stage
        self.list.setCurrentRow(stage)
        self._bar.setValue(stage + 1 if self.list.count() else 0)
        for at in range(self.list.count()):
            item = self.list.item(at)
            state = self.tr("done") if at < stage else self.tr("now") if at == stage else self.tr("not started")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{item.text()}, {state}")
            item.setToolTip(item.text())
        self.list.scheduleDelayedItemsLayout()
        self.list.viewport().update()


class _StageList(ChoiceList):
    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.now = 0
        self.setFlow(QListView.Flow.LeftToRight)
        self.setFixedHeight(_ROW)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_StageDelegate(self))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def stage_width(self, row: int) -> int:
        """Give each name its room and share the rest; where that is too narrow, only the stage that is on has words."""
        room = self.viewport().width() - 1
        needs = [
            _BESIDE + QFontMetrics(self.letters(at)).horizontalAdvance(self.item(at).text()) for at in self._rows()
        ]
        spare = room - sum(needs)
        if spare >= 0:
            return needs[row] + spare // max(self.count(), 1)
        return max(_LEAST, room - _MARK * (self.count() - 1)) if row == self.now else _MARK

    def letters(self, row: int) -> QFont:
        """Return the font of a stage's name."""
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold if row == self.now else QFont.Weight.Normal)
        return font

    def _rows(self) -> range:
        return range(self.count())


class _StageDelegate(QStyledItemDelegate):
    def __init__(self, stages: _StageList) -> None:
        super().__init__(stages)
        self._stages = stages

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002
        return QSize(self._stages.stage_width(index.row()), _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(_rect(option))
        row, now = index.row(), self._stages.now
        name = "circle-check" if row < now else "circle-dot" if row == now else "circle"
        paint_icon(painter, name, QRectF(box.left() + 8, box.center().y() - 10, 20, 20), _token(row, now))
        painter.setFont(self._stages.letters(row))
        painter.setPen(colour("text" if row == now else "muted"))
        room = box.adjusted(36, 0, -6, 0)
        if room.width() > _MARK / 2:
            self._write(painter, room, str(index.data()))
        if _has_focus(option, self._stages):
            painter.setPen(QPen(colour("focus"), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 8, 8)
        painter.restore()

    def _write(self, painter: QPainter, room: QRectF, name: str) -> None:
        words = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)


def _token(row: int, now: int) -> str:
    return "accent" if row <= now else "muted"


def _rect(option: QStyleOptionViewItem) -> QRectF:
    return QRectF(option.rect)


def _has_focus(option: QStyleOptionViewItem, view: QWidget) -> bool:
    current = bool(option.state & QStyle.StateFlag.State_HasFocus)
    return current and view.hasFocus()
