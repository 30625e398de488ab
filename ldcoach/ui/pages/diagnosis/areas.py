"""The areas of a diagnosis at the left: what was asked, what was found there, where we are."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QComboBox,
    QListWidgetItem,
    QProgressBar,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ldcoach.domain.diagnosis import Diagnosis, Found, Part
from ldcoach.ui import words
from ldcoach.ui.theme.current import colour
from ldcoach.ui.theme.icons import paint_icon
from ldcoach.ui.widgets.choice_list import ChoiceList
from ldcoach.ui.widgets.labels import small

_ROW, _HEADING, _WIDTH = 32, 34, 224
_INSET = 12
"""How far the words under the list stand in, as its own do."""
_NODE = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Area:
    """One line: a node with its state, or a heading when `node` is empty; `mark` is 'cause', 'check' or nothing."""

    node: str
    name: str
    state: str = ""
    mark: str = ""


class Areas(QWidget):
    """The list and how far it is; a box to choose from where there is no room. `chosen` carries a node."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.list = _AreaList(self.tr("Areas"))
        self.box = QComboBox()
        self.box.setAccessibleName(self.tr("Areas"))
        self.box.setPlaceholderText(self.tr("Go to an area"))
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._far = small("")
        self._shown: list[Area] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.list, self.box):
            column.addWidget(part)
        self._under = QVBoxLayout()
        self._under.setSpacing(8)
        self._under.addWidget(self._bar)
        self._under.addWidget(self._far)
        column.addLayout(self._under)
        column.addStretch(1)
        self.list.picked.connect(self._on_list_picked)
        self.box.activated.connect(self._on_box_activated)
        self.set_narrow(narrow=False)

    def set_narrow(self, *, narrow: bool) -> None:
        """Show a box to choose from, or the list."""
        self.list.setHidden(narrow)
        self.box.setVisible(narrow)
        self._under.setContentsMargins(0 if narrow else _INSET, 0, 0 if narrow else _INSET, 0)
        if narrow:
            self.setMinimumWidth(0)
            self.setMaximumWidth(16777215)
        else:
            self.setFixedWidth(_WIDTH)

    def show_found(self, diagnosis: Diagnosis, found: Found, answered: Collection[str], here: str) -> None:
        """Show every area with its state, standing at a node; nothing is emitted."""
        self._shown = self._areas(diagnosis, found, answered, here)
        self.list.show_areas(self._shown, {"now": self.tr("now"), "done": self.tr("done"), "open": self.tr("to come")})
        nodes = [area for area in self._shown if area.node]
        self.box.clear()
        for area in nodes:
            self.box.addItem(f"{area.name} ({area.mark})" if area.mark else area.name, area.node)
        self.box.setCurrentIndex(self.box.findData(here))
        done = sum(area.state == "done" for area in nodes)
        self._bar.setRange(0, max(len(nodes), 1))
        self._bar.setValue(done)
        at = next((place for place, area in enumerate(nodes, 1) if area.node == here), done)
        self._far.setText(
            self.tr("{at} of {count} areas").format(at=words.sentence(words.number(at)), count=len(nodes))
        )

    def _areas(self, diagnosis: Diagnosis, found: Found, answered: Collection[str], here: str) -> list[Area]:
        headings = {
            Part.GATE: self.tr("Worth solving"),
            Part.ENVIRONMENT: self.tr("Around the work"),
            Part.PERSON: self.tr("The person"),
        }
        areas: list[Area] = []
        for part, heading in headings.items():
            nodes = [node for node in diagnosis.nodes.values() if node.part is part]
            if part is Part.PERSON:
                nodes = [node for node in nodes if node.id in found.asked] or ([] if found.set_aside else nodes[:1])
            if nodes:
                areas.append(Area("", heading))
            for node in nodes:
                state = "now" if node.id == here else "done" if node.id in answered else "open"
                areas.append(Area(node.id, node.name, state, self._mark(node.id, found)))
        return areas

    def _mark(self, node: str, found: Found) -> str:
        if any(node in nodes for nodes in found.behind.values()):
            return self.tr("cause")
        return self.tr("check") if node in found.checks else ""

    def _on_list_picked(self, row: int) -> None:
        self._choose(self._shown[row].node)

    def _on_box_activated(self, _row: int) -> None:
        self._choose(str(self.box.currentData()))

    def _choose(self, node: str) -> None:
        if node:
            self.chosen.emit(node)


class _AreaList(ChoiceList):
    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.areas: Sequence[Area] = ()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_AreaDelegate(self))

    def show_areas(self, areas: Sequence[Area], states: dict[str, str]) -> None:
        """Fill the list; `states` says each state in words for a screen reader."""
        self.areas = areas
        self.clear()
        for area in areas:
            item = QListWidgetItem(area.name)
            item.setData(_NODE, area.node)
            told = ", ".join(part for part in (area.name, states.get(area.state, ""), area.mark) if part)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, told)
            if not area.node:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(item)
        here = next((row for row, area in enumerate(areas) if area.state == "now"), -1)
        self.setCurrentRow(here)
        self.setFixedHeight(sum(_ROW if area.node else _HEADING for area in areas) + 4)
        self.viewport().update()


class _AreaDelegate(QStyledItemDelegate):
    def __init__(self, areas: _AreaList) -> None:
        super().__init__(areas)
        self._list = areas

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002
        return QSize(40, _ROW if index.data(_NODE) else _HEADING)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        area = self._list.areas[index.row()]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(1, 1, -1, -1)
        if area.node:
            self._paint_area(painter, box, area, option)
        else:
            _write(painter, self._list, box.adjusted(11, 8, 0, 0), area.name, "accent", QFont.Weight.DemiBold, 8.5)
        painter.restore()

    def _paint_area(self, painter: QPainter, box: QRectF, area: Area, option: QStyleOptionViewItem) -> None:
        now, hovered = area.state == "now", bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.setPen(Qt.PenStyle.NoPen)
        if now or hovered:
            painter.setBrush(colour("accent_soft" if now else "sunken"))
            painter.drawRoundedRect(box, 6, 6)
        name, ink = {"now": ("circle-dot", "accent_text"), "done": ("circle-check", "accent")}.get(
            area.state, ("circle", "muted")
        )
        paint_icon(painter, name, QRectF(box.left() + 10, box.center().y() - 8, 16, 16), ink)
        room = box.adjusted(34, 0, -8, 0)
        if area.mark:
            room.setRight(_pill(painter, self._list, box, area.mark) - 4)
        ink = "accent_text" if now else "text" if area.state == "done" else "muted"
        _write(painter, self._list, room, area.name, ink, QFont.Weight.DemiBold if now else QFont.Weight.Normal, 10)
        if self._list.hasFocus() and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour("focus"), 2))
            painter.drawRoundedRect(box, 6, 6)


def _pill(painter: QPainter, view: QWidget, box: QRectF, text: str) -> float:
    """Paint a short word in a rounded ground at the right; return where it begins."""
    font = QFont(view.font())
    font.setPointSizeF(8.5)
    font.setWeight(QFont.Weight.DemiBold)
    width = QFontMetrics(font).horizontalAdvance(text) + 14
    pill = QRectF(box.right() - width - 4, box.center().y() - 10, width, 20)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("accent_soft"))
    painter.drawRoundedRect(pill, 10, 10)
    painter.setFont(font)
    painter.setPen(colour("accent_text"))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
    return pill.left()


def _write(
    painter: QPainter, view: QWidget, room: QRectF, text: str, ink: str, weight: QFont.Weight, points: float
) -> None:
    font = QFont(view.font())
    font.setPointSizeF(points)
    font.setWeight(weight)
    painter.setFont(font)
    painter.setPen(colour(ink))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
