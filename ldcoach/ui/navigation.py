"""The bar at the left: where one can go, what can be found, and the lock."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from ldcoach.ui.go import Place
from ldcoach.ui.theme.current import colour
from ldcoach.ui.theme.icons import icon, paint_icon
from ldcoach.ui.widgets.buttons import ICON_GAP, secondary
from ldcoach.ui.widgets.choice_list import ChoiceList
from ldcoach.ui.widgets.drawn import Glyph
from ldcoach.ui.widgets.labels import label
from ldcoach.ui.widgets.look import set_look

_WIDE, _COMPACT, _ROW = 224, 64, 44
_ICONS = {
    Place.TODAY: "sun",
    Place.PEOPLE: "users",
    Place.TALKS: "messages-square",
    Place.FEEDBACK: "hand-heart",
    Place.GOALS: "target",
    Place.INSIGHTS: "chart-line",
    Place.LIBRARY: "book-open",
    Place.SETTINGS: "settings",
}
_HOMES = {
    Place.PERSON: Place.PEOPLE,
    Place.SUMMARY: Place.PEOPLE,
    Place.ACCESS: Place.PEOPLE,
    Place.HANDOVER: Place.PEOPLE,
    Place.TAKE_OVER: Place.PEOPLE,
    Place.ERASE: Place.PEOPLE,
    Place.PREPARE: Place.TALKS,
    Place.TALK: Place.TALKS,
    Place.CLOSE: Place.TALKS,
    Place.WRITE_FEEDBACK: Place.FEEDBACK,
    Place.GOAL: Place.GOALS,
    Place.DIAGNOSIS: Place.GOALS,
    Place.GAP: Place.GOALS,
    Place.BRIEF: Place.GOALS,
    Place.GUIDE: Place.LIBRARY,
    Place.WRITE_GUIDE: Place.LIBRARY,
    Place.SAFETY: Place.SETTINGS,
    Place.RETENTION: Place.SETTINGS,
}


def home_of(place: Place) -> Place:
    """Return the entry under which a page is found."""
    return _HOMES.get(place, place)


class Navigation(QFrame):
    """`chosen` carries a `Place`; only places that can be gone to are listed, in a fixed order."""

    chosen = Signal(object)
    find_wanted = Signal()
    lock_wanted = Signal()

    def __init__(self, places: Iterable[Place]) -> None:
        super().__init__()
        self.setProperty("part", "nav")
        known = set(places)
        self.places = [place for place in _ICONS if place in known]
        self.list = _PlaceList(self.tr("Pages"), self._names(), [_ICONS[place] for place in self.places])
        self.find_button = self._make_find(shown=Place.FIND in known)
        self.lock_button = self._make_lock()
        self._brand = label("LDCoach", "card_title", wrap=False)
        self._lay_out()
        self.list.picked.connect(self._on_list_picked)
        self.find_button.clicked.connect(self.find_wanted)
        self.lock_button.clicked.connect(self.lock_wanted)
        self.set_compact(compact=False)

    def show_place(self, place: Place) -> None:
        """Mark where we are; nothing is emitted."""
        self.list.here = self.places.index(home_of(place)) if home_of(place) in self.places else -1
        self.list.setCurrentRow(self.list.here)
        for row in range(self.list.count()):
            item = self.list.item(row)
            here = self.tr("{page}, you are here").format(page=item.text())
            item.setData(Qt.ItemDataRole.AccessibleTextRole, here if row == self.list.here else item.text())
        self.list.viewport().update()

    def set_compact(self, *, compact: bool) -> None:
        """Show icons alone, with names on hover, or icons and words."""
        self.setFixedWidth(_COMPACT if compact else _WIDE)
        self._brand.setVisible(not compact)
        self.list.compact = compact
        for button, words in ((self.find_button, self.tr("Find or do")), (self.lock_button, self.tr("Lock now"))):
            button.setText("" if compact else words)
            button.setIconSize(QSize(18, 18) + (QSize(0, 0) if compact else ICON_GAP * 2))
            set_look(button, "compact", "true" if compact else "false")
            button.setAccessibleName(words)
        self.list.viewport().update()

    def menu(self) -> QMenu:
        """Return the same entries as a menu, for a window too narrow for the bar."""
        menu = QMenu(self)
        for place, name in zip(self.places, self._names(), strict=True):
            menu.addAction(icon(_ICONS[place]), name).triggered.connect(
                lambda _checked=False, to=place: self.chosen.emit(to)
            )
        menu.addSeparator()
        menu.addAction(icon("search"), self.tr("Find or do")).triggered.connect(self.find_wanted)
        menu.addAction(icon("lock"), self.tr("Lock now")).triggered.connect(self.lock_wanted)
        return menu

    def name_of(self, place: Place) -> str:
        """Return the entry's name for a page, or nothing."""
        home = home_of(place)
        return self._names()[self.places.index(home)] if home in self.places else ""

    def _names(self) -> list[str]:
        names = {
            Place.TODAY: self.tr("Today"),
            Place.PEOPLE: self.tr("People"),
            Place.TALKS: self.tr("1-2-1s"),
            Place.FEEDBACK: self.tr("Feedback"),
            Place.GOALS: self.tr("Goals"),
            Place.INSIGHTS: self.tr("Insights"),
            Place.LIBRARY: self.tr("Library"),
            Place.SETTINGS: self.tr("Settings"),
        }
        return [names[place] for place in self.places]

    def _make_find(self, *, shown: bool) -> QPushButton:
        made = secondary("", "search")
        made.setProperty("kind", "find")
        made.setIcon(icon("search"))
        made.setToolTip(self.tr("Find or do (Ctrl+K)"))
        if not shown:
            made.hide()
        return made

    def _make_lock(self) -> QPushButton:
        made = secondary("", "lock")
        made.setProperty("kind", "nav")
        made.setIcon(icon("lock"))
        made.setToolTip(self.tr("Lock now (Ctrl+L)"))
        return made

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 20, 12, 20)
        column.setSpacing(4)
        brand = QHBoxLayout()
        brand.setContentsMargins(8, 0, 0, 12)
        brand.setSpacing(10)
        brand.addWidget(Glyph("ldcoach", "accent", 24))
        brand.addWidget(self._brand)
        brand.addStretch()
        column.addLayout(brand)
        column.addWidget(self.find_button)
        column.addSpacing(8)
        column.addWidget(self.list, 1)
        column.addWidget(self.lock_button)

    def _on_list_picked(self, row: int) -> None:
        self.chosen.emit(self.places[row])


class _PlaceList(ChoiceList):
    def __init__(self, name: str, entries: list[str], icons: list[str]) -> None:
        super().__init__(name)
        self.here = -1
        self.compact = False
        self.icons = icons
        self.addItems(entries)
        for row, entry in enumerate(entries, 1):
            self.item(row - 1).setToolTip(f"{entry} (Ctrl+{row})")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_PlaceDelegate(self))


class _PlaceDelegate(QStyledItemDelegate):
    def __init__(self, places: _PlaceList) -> None:
        super().__init__(places)
        self._places = places

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: ARG002
        return QSize(40, _ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row, here = index.row(), index.row() == self._places.here
        box = QRectF(option.rect).adjusted(1, 2, -1, -2)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("accent_soft" if here else "sunken" if hovered else "nav"))
        painter.drawRoundedRect(box, 8, 8)
        ink = "accent_text" if here else "muted"
        left = box.center().x() - 9 if self._places.compact else box.left() + 12
        paint_icon(painter, self._places.icons[row], QRectF(left, box.center().y() - 9, 18, 18), ink)
        if not self._places.compact:
            font = QFont(self._places.font())
            font.setWeight(QFont.Weight.DemiBold if here else QFont.Weight.Medium)
            painter.setFont(font)
            painter.setPen(colour(ink))
            painter.drawText(box.adjusted(42, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, str(index.data()))
        if self._places.hasFocus() and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour("focus"), 2))
            painter.drawRoundedRect(box, 8, 8)
        painter.restore()
