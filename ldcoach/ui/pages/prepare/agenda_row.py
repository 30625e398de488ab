"""One row of the agenda: it moves, takes more or fewer minutes, waits, or is put aside."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from ldcoach.ui.theme.current import colour
from ldcoach.ui.theme.icons import icon
from ldcoach.ui.widgets.buttons import secondary
from ldcoach.ui.widgets.drawn import Glyph
from ldcoach.ui.widgets.labels import label, small

_LEAST_HEIGHT = 52


@dataclass(frozen=True, slots=True)
class RowFacts:
    """What a row shows."""

    id: str
    title: str
    reason: str
    icon: str
    minutes: int
    is_topic: bool


class AgendaRow(QPushButton):
    """A button with rows of words on it, pressed for its menu.

    Keys: Alt+Up and Alt+Down move, + and - change minutes, Del puts aside, the arrows walk.

    Every signal carries the item's id first; `moved` a number of places, `dragged` a global point, `lengthened`
    minutes, `walked` 1 or -1.
    """

    moved = Signal(str, int)
    dragged = Signal(str, QPoint)
    lengthened = Signal(str, int)
    left_out = Signal(str)
    put_aside = Signal(str)
    walked = Signal(str, int)

    def __init__(self, facts: RowFacts) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAutoDefault(False)
        self._facts = facts
        self.handle = Handle()
        self.minutes = secondary("", small=True)
        self._glyph = Glyph(facts.icon, "muted", 15)
        self._title, self._reason = label(""), small("")
        self._lay_out()
        self.handle.dragged.connect(self._on_handle_dragged)
        self.handle.clicked.connect(self._on_handle_clicked)
        self.minutes.clicked.connect(self._on_minutes_clicked)
        self.clicked.connect(self._on_self_clicked)
        self.show_facts(facts)

    def _lay_out(self) -> None:
        for button in (self.handle, self.minutes):
            # The row itself takes the keyboard, so that the agenda is one Tab stop a row.
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.minutes.setMinimumWidth(64)
        why = QHBoxLayout()
        why.setSpacing(5)
        why.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        why.addWidget(self._reason, 1)
        column = QVBoxLayout()
        column.setSpacing(1)
        column.addWidget(self._title)
        column.addLayout(why)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(2, 6, 6, 6)
        self._row.setSpacing(6)
        self._row.addWidget(self.handle)
        self._row.addLayout(column, 1)
        self._row.addWidget(self.minutes)

    @property
    def item_id(self) -> str:
        """The id of the agenda item."""
        return self._facts.id

    def show_facts(self, facts: RowFacts) -> None:
        """Show what the item says now."""
        self._facts = facts
        self._title.setText(facts.title)
        self._reason.setText(facts.reason)
        self._glyph.show_icon(facts.icon, "muted")
        self.minutes.setText(self.tr("{count} min").format(count=facts.minutes))
        minutes = self.tr("%n minute(s)", "", facts.minutes)
        self.setAccessibleName(f"{facts.title}. {facts.reason}. {minutes}")
        self.setAccessibleDescription(
            self.tr("Alt and the arrows move it, plus and minus change its minutes, Delete puts it aside.")
        )
        self.handle.setAccessibleName(self.tr("Move: {title}").format(title=facts.title))
        self.minutes.setAccessibleName(self.tr("{minutes} for {title}").format(minutes=minutes, title=facts.title))

    def sizeHint(self) -> QSize:
        """Return the room for the words, not for a button's face."""
        return QSize(0, _LEAST_HEIGHT).expandedTo(self._row.totalSizeHint())

    def minimumSizeHint(self) -> QSize:
        """Return the least room for the words."""
        return QSize(0, _LEAST_HEIGHT).expandedTo(self._row.totalMinimumSize())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the keys say."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(self._facts.id, step)
        elif step:
            self.walked.emit(self._facts.id, step)
        elif event.key() in {Qt.Key.Key_Plus, Qt.Key.Key_Equal}:
            self.lengthened.emit(self._facts.id, 1)
        elif event.key() in {Qt.Key.Key_Minus, Qt.Key.Key_Underscore}:
            self.lengthened.emit(self._facts.id, -1)
        elif event.key() == Qt.Key.Key_Delete:
            self._put_aside()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open_menu(self.handle)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let a click on the words only put the keyboard here; the keys and the handle open the menu."""
        self.setDown(False)
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show what can be done."""
        self.menu_of_acts().popup(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground under the mouse, and the focus ring."""
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colour("focus"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
            painter.end()
        event.accept()

    def menu_of_acts(self) -> QMenu:
        """Return the acts as a menu that dies when it closes."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        item = self._facts.id
        menu.addAction(self.tr("Move up\tAlt+Up"), lambda: self.moved.emit(item, -1))
        menu.addAction(self.tr("Move down\tAlt+Down"), lambda: self.moved.emit(item, 1))
        menu.addSeparator()
        menu.addAction(self.tr("One minute more\t+"), lambda: self.lengthened.emit(item, 1))
        menu.addAction(self.tr("Five minutes more"), lambda: self.lengthened.emit(item, 5))
        menu.addAction(self.tr("One minute less\t-"), lambda: self.lengthened.emit(item, -1))
        menu.addSeparator()
        menu.addAction(self.tr("Leave out this time"), lambda: self.left_out.emit(item))
        if self._facts.is_topic:
            menu.addAction(self.tr("Put the topic aside\tDel"), lambda: self.put_aside.emit(item))
        return menu

    def _put_aside(self) -> None:
        (self.put_aside if self._facts.is_topic else self.left_out).emit(self._facts.id)

    def _on_handle_dragged(self, point: QPoint) -> None:
        self.dragged.emit(self._facts.id, point)

    def _on_handle_clicked(self) -> None:
        self._open_menu(self.handle)

    def _on_minutes_clicked(self) -> None:
        self._open_menu(self.minutes)

    def _on_self_clicked(self) -> None:
        self._open_menu(self.handle)

    def _open_menu(self, under: QWidget) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.menu_of_acts().popup(under.mapToGlobal(under.rect().bottomLeft()))


class Handle(QPushButton):
    """Six dots that are dragged, or pressed for the menu; `dragged` carries the global point of the mouse."""

    dragged = Signal(QPoint)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "icon")
        self.setProperty("size", "small")
        self.setProperty("bare", "true")
        self.setIcon(icon("grip-vertical", "muted"))
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self._pressed_at: QPoint | None = None
        self._dragging = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where the mouse went down."""
        self._pressed_at = event.globalPosition().toPoint()
        self._dragging = False
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say where the row is dragged to, once the mouse has gone far enough to mean it."""
        at = event.globalPosition().toPoint()
        if self._pressed_at is None:
            return
        far = (at - self._pressed_at).manhattanLength() >= QApplication.startDragDistance()
        if self._dragging or far:
            self._dragging = True
            self.dragged.emit(at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a drag without a click."""
        if self._dragging:
            self.setDown(False)
        else:
            super().mouseReleaseEvent(event)
        self._pressed_at = None
        self._dragging = False
