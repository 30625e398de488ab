"""The palette: find or do, in two seconds, from anywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QGraphicsDropShadowEffect, QHBoxLayout, QLineEdit, QVBoxLayout

from ldcoach.domain.ids import PersonId
from ldcoach.domain.kinds import Visibility
from ldcoach.errors import LDCoachError
from ldcoach.services.change import Change
from ldcoach.services.desk import Desk
from ldcoach.ui.go import Go
from ldcoach.ui.page import Page
from ldcoach.ui.pages.find.list import FindList
from ldcoach.ui.pages.find.rows import Known, Row, Rows, fitting
from ldcoach.ui.widgets.drawn import Glyph
from ldcoach.ui.widgets.labels import label, muted
from ldcoach.ui.widgets.look import rule
from ldcoach.ui.widgets.pill import Pill

PRESENTING = "presenting"
"""The setting 'someone can see my screen': only what is shared is found."""
SEARCH_AFTER_MS = 120
PER_GROUP = 5
_WIDTH, _TOP, _MARGIN = 656, 112, 16
_DIM = QColor(16, 24, 40, 102)


class FindPage(Page):
    """Lies over the whole window; the window closes it on Esc. Nothing typed here is kept."""

    def __init__(self, desk: Desk, lock: Callable[[], object]) -> None:
        """`lock` locks the record."""
        super().__init__()
        self._desk = desk
        self._lock = lock
        self._rows = Rows(self)
        self._known = Known((), (), (), desk.context.clock.today())
        self._person = ("", "")
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(SEARCH_AFTER_MS)
        self.panel = QFrame(self)
        self.panel.setProperty("card", "plain")
        self._column = QVBoxLayout(self.panel)
        self.field = QLineEdit()
        self.narrowed = Pill("", "accent", "user")
        self.list = FindList(self.tr("Found"))
        self.nothing = muted(self.tr("Nothing under that name. Esc goes back."))
        self._lay_out()
        self._wait.timeout.connect(self._look)
        self.field.textChanged.connect(self._on_field_text_changed)
        self.list.picked.connect(self._on_list_picked)
        self.list.currentRowChanged.connect(self._on_list_current_row_changed)

    def enter(self, go: Go) -> None:
        """Open with an empty field, or narrowed to `go.person_id`."""
        clock = self._desk.context.clock
        soon = clock.now() + timedelta(days=14)
        upcoming = [one for one in self._desk.talks.upcoming() if one.planned_for <= soon]
        self._known = Known(self._desk.people.lines(), upcoming, self._desk.goals.lines(), clock.today())
        names = {line.person_id: line.name for line in self._known.people}
        known = PersonId(go.person_id)
        self._narrow((go.person_id, names[known]) if known in names else ("", ""))
        self.field.setText("")
        self._look()
        self.field.setFocus()

    def refresh(self, change: Change) -> None:
        """Nothing to do: what is known is read when the palette opens."""

    def leave(self) -> None:
        """Forget what was typed and found; setting a text, unlike clearing it, cannot be undone."""
        self._wait.stop()
        self.field.setText("")
        self._wait.stop()
        self._narrow(("", ""))
        self.list.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the field walk the list: arrows, Enter, Tab, and Backspace to widen again."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._take(event)
        return super().eventFilter(watched, event)

    def _take(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.list.walk(1 if key == Qt.Key.Key_Down else -1)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._choose()
        elif key in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            self._stay_on_person()
        elif key == Qt.Key.Key_Backspace and self._person[0] and not self.field.text():
            self._narrow(("", ""))
            self._look()
        else:
            return False
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close on a click beside the panel, by the same way as Esc."""
        if not self.panel.geometry().contains(event.position().toPoint()):
            none = Qt.KeyboardModifier.NoModifier
            QApplication.sendEvent(self, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, none))
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim what lies below."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), _DIM)
        painter.end()
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the panel in the middle."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        width = min(_WIDTH, self.width() - 2 * _MARGIN)
        top = _TOP if self.height() > 700 else _MARGIN  # noqa: PLR2004  # lower windows need the room for the list
        self.list.setFixedHeight(min(self.list.height_wanted(), max(self.height() - top - 170, 120)))
        self.panel.resize(width, self.panel.sizeHint().height())
        self.panel.move((self.width() - width) // 2, top)

    def _look(self) -> None:
        self._wait.stop()
        typed = self.field.text().strip()
        try:
            groups = self._groups(typed)
        except LDCoachError as error:
            self.nothing.setText(str(error))
            groups = []
        else:
            self.nothing.setText(self.tr("Nothing under that name. Esc goes back."))
        self.list.show_groups(groups)
        found = self.list.count() > 0
        self.list.setVisible(found)
        self.nothing.setHidden(found)
        self._column.activate()
        self._place()

    def _groups(self, typed: str) -> list[tuple[str, list[Row]]]:
        return [
            (self.tr("Do"), self._acts(typed)[:PER_GROUP]),
            (self.tr("Go to"), self._places(typed)[:PER_GROUP]),
            (self.tr("Found in the record"), self._found(typed)),
        ]

    def _acts(self, typed: str) -> list[Row]:
        if not typed and not self._person[0]:
            return self._rows.likely(self._known)
        return self._of_person(fitting([*self._rows.acts(self._known), self._rows.lock()], typed))

    def _places(self, typed: str) -> list[Row]:
        if not typed and not self._person[0]:
            return self._rows.pages()
        return self._of_person(fitting(self._rows.places(self._known), typed))

    def _found(self, typed: str) -> list[Row]:
        shared = Visibility.SHARED if self._desk.keeping.setting(PRESENTING, default=False) else None
        person = PersonId(self._person[0]) if self._person[0] else None
        result = self._desk.finding.find(typed, person_id=person, visibility=shared, limit=PER_GROUP)
        return [self._rows.found(hit, self._known.today) for hit in result.hits]

    def _of_person(self, rows: Iterable[Row]) -> list[Row]:
        return [row for row in rows if not self._person[0] or row.person[0] == self._person[0]]

    def _choose(self) -> None:
        if self._wait.isActive():
            self._look()
        row = self.list.chosen()
        if row is not None:
            self._on_list_picked(row)

    def _stay_on_person(self) -> None:
        if self._wait.isActive():
            self._look()
        row = self.list.chosen()
        if row is not None and row.person[0] and row.person != self._person:
            self._narrow(row.person)
            self.field.setText("")
            self._look()

    def _narrow(self, person: tuple[str, str]) -> None:
        self._person = person
        self.narrowed.show_state(person[1], "accent")
        self.narrowed.setVisible(bool(person[0]))
        words = self.tr("Find or do for {name}").format(name=person[1]) if person[0] else self.tr("Find or do")
        self.field.setPlaceholderText(words)
        self.field.setAccessibleName(words)

    def _on_field_text_changed(self) -> None:
        self._wait.start()

    def _on_list_picked(self, row: Row) -> None:
        if row.go is None:
            self._lock()
        else:
            self.asked.emit(row.go)

    def _on_list_current_row_changed(self) -> None:
        row = self.list.chosen()
        if row is not None and self.isVisible():
            spoken = self.list.currentItem().data(Qt.ItemDataRole.AccessibleTextRole)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.field, spoken))

    def _lay_out(self) -> None:
        column = self._column
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(20, 10, 16, 10)
        head.setSpacing(12)
        head.addWidget(Glyph("search", "muted", 20))
        head.addWidget(self.narrowed)
        head.addWidget(self.field, 1)
        head.addWidget(Pill(self.tr("Esc")))
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 10, 20, 10)
        foot.setSpacing(16)
        hints = (self.tr("\u2191 \u2193 choose"), self.tr("Enter opens"), self.tr("Tab stays on the person"))
        foot.addWidget(label("  \N{MIDDLE DOT}  ".join(hints), "small", wrap=False))
        foot.addStretch()
        foot.addWidget(label(self.tr("Search stays on this computer"), "small", wrap=False))
        self.nothing.setContentsMargins(20, 24, 20, 24)
        column.addLayout(head)
        for part in (rule(), self.list, self.nothing, rule()):
            column.addWidget(part)
        column.addLayout(foot)
        shadow = QGraphicsDropShadowEffect(self.panel)
        shadow.setBlurRadius(48)
        shadow.setOffset(0, 16)
        shadow.setColor(QColor(16, 24, 40, 90))
        self.panel.setGraphicsEffect(shadow)
        self.field.setProperty("bare", "true")
        self.field.setMaxLength(200)
        self.field.installEventFilter(self)
        self.narrowed.hide()
