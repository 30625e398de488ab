"""The small window that takes down what was seen: whom it is for, one line, when; everything else can wait."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ldcoach.domain.feedback import Feedback
from ldcoach.domain.ids import FeedbackId, PersonId
from ldcoach.domain.kinds import FeedbackKind
from ldcoach.errors import HeldText, LDCoachError
from ldcoach.services.desk import Desk
from ldcoach.ui import words
from ldcoach.ui.go import Go, Place
from ldcoach.ui.pages import feedback_words
from ldcoach.ui.tasks import Step, Tasks
from ldcoach.ui.widgets.buttons import primary, secondary
from ldcoach.ui.widgets.field import Field
from ldcoach.ui.widgets.held import HeldCard
from ldcoach.ui.widgets.labels import card_title, small
from ldcoach.ui.widgets.notice import Notice
from ldcoach.ui.widgets.segmented import Segmented
from ldcoach.ui.widgets.type_ahead import TypeAhead

_WIDTH = 520
_PAUSE_MS = 250
_NOTHING = frozenset[str]()


class CaptureWindow(QDialog):
    """Enter keeps the line and closes; Esc closes, and what was typed is there when it opens again.

    `changed` carries the `Change`, `kept` the id and a sentence, `asked` a `Go` to the editor.
    """

    changed = Signal(object)
    kept = Signal(str, str)
    asked = Signal(object)

    def __init__(self, desk: Desk, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tasks = tasks
        self._warm = False
        self._rules: Collection[str] = _NOTHING
        self._then_complete = False
        self.setWindowTitle(self.tr("Note feedback"))
        self.setMinimumWidth(_WIDTH)
        self.person = TypeAhead(self.tr("Whom it is for"), self.tr("Begin to type a name"))
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("What you saw or heard, in one line"))
        self.when = QLineEdit()
        self.when.setPlaceholderText(self.tr("now"))
        kinds = [
            (kind.value, feedback_words.kind_words(kind), feedback_words.KIND_ICONS[kind])
            for kind in (FeedbackKind.REINFORCING, FeedbackKind.REDIRECTING)
        ]
        self.kind = Segmented(self.tr("What it is for"), kinds)
        self.held = HeldCard()
        self.notice = Notice()
        self.more = secondary(self.tr("Keep and co&mplete"))
        self.keep = primary(self.tr("&Keep"))
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._lay_out()
        self._connect()

    def capture(self, person_id: str = "") -> None:
        """Open with the keyboard on the first field that is empty; a line that was typed before is still there."""
        typed = bool(self.line.text().strip())
        self.notice.quiet()
        try:
            people = [(line.person_id, line.name) for line in self._desk.people.lines()]
        except LDCoachError as error:
            people = []
            self.notice.say("error", str(error))
        only = people[0][0] if len(people) == 1 else ""
        self.person.show_options(people, self.person.key() if typed else person_id or only)
        if not people and not self.notice.text():
            self.notice.say("info", self.tr("Nobody is on your team yet. Add a person first, then note what you saw."))
        self._show_day()
        self._stand_by_itself()
        if self.isVisible():
            self.raise_()
        self.show()
        self.activateWindow()
        (self.line if self.person.key() else self.person).setFocus(Qt.FocusReason.OtherFocusReason)
        self._warm_up()

    def leave(self) -> None:
        """Before the record is closed: keep a whole entry, and let go of nothing else than what is held."""
        if self.line.text().strip() and self.person.key():
            self._keep(_NOTHING)
        self.close()

    def reject(self) -> None:
        """Close without losing what was typed."""
        self.hide()

    def _lay_out(self) -> None:
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(14)
        self._person_field = Field(self.tr("&Whom it is for"), self.person)
        self._line_field = Field(self.tr("What you &saw"), self.line)
        self._when_field = Field(self.tr("Whe&n"), self.when, hint=self.tr("Today"))
        kind_field = Field(self.tr("What it is for"), self.kind)
        row, foot = QHBoxLayout(), QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._when_field, 1)
        row.addWidget(kind_field, 0, Qt.AlignmentFlag.AlignTop)
        foot.setSpacing(12)
        foot.addWidget(small(self.tr("The rest can wait; an access request can reach it.")), 1)
        foot.addWidget(self.more, 0, Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addWidget(card_title(self.tr("Note feedback")))
        column.addWidget(self.notice)
        column.addWidget(self._person_field)
        column.addWidget(self._line_field)
        column.addLayout(row)
        column.addWidget(self.held)
        column.addLayout(foot)
        self.kind.choose(FeedbackKind.REINFORCING)

    def _connect(self) -> None:
        self.keep.setDefault(True)
        self.keep.clicked.connect(self._on_keep_clicked)
        self.more.clicked.connect(self._on_more_clicked)
        self.when.textChanged.connect(self._on_when_text_changed)
        self.line.textChanged.connect(self._on_line_text_changed)
        self.person.picked.connect(self._person_field.clear_error)
        self._pause.timeout.connect(self._show_day)
        self.held.change_wanted.connect(self.line.setFocus)
        self.held.confirmed.connect(self._on_held_confirmed)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._on_more_clicked)

    def _stand_by_itself(self) -> None:
        """Come up from the tray while the main window is put away: a window that belongs to it would stay away too."""
        parent = self.parentWidget()
        owner = parent.window() if parent is not None else None
        self.winId()
        here = owner is not None and owner.isVisible() and not owner.isMinimized()
        handle = owner.windowHandle() if owner is not None and here else None
        self.windowHandle().setTransientParent(handle)  # type: ignore[arg-type]  # Qt takes None: of no other window

    def _warm_up(self) -> None:
        """Load beside the window what understands days; it takes about a second, once."""
        if self._warm:
            return
        self._warm = True
        self._tasks.run(self._load, self._on_loaded, self._on_not_loaded)

    def _load(self, _step: Step) -> None:
        self._desk.capture.warm_up()

    def _on_loaded(self, _nothing: object) -> None:
        self._show_day()

    def _on_not_loaded(self, error: LDCoachError) -> None:
        self._warm = False
        self.notice.say("error", str(error))

    def _show_day(self) -> bool:
        """Say below the field which day is understood; tell whether one is."""
        self._pause.stop()
        try:
            day = self._desk.capture.day(self.when.text())
        except LDCoachError as error:
            self._when_field.show_hint("")
            self._when_field.show_error(str(error))
            self._fit()
            return False
        self._when_field.clear_error()
        today = self._desk.context.clock.today()
        near = words.day(day, today)
        said = near if (today - day).days <= 1 else self.tr("{day}, {ago}").format(day=near, ago=words.ago(day, today))
        self._when_field.show_hint(words.sentence(said))
        self._fit()
        return True

    def _keep(self, about_work: Collection[str]) -> None:
        self.held.hide()
        person_id = self.person.key()
        if not self._is_whole(person_id):
            return
        line, kind = self.line.text(), FeedbackKind(self.kind.key())
        try:
            change = self._desk.capture.keep(
                PersonId(person_id), line, when=self.when.text(), kind=kind, about_work=about_work
            )
            piece, _ = self._desk.feedback.get(FeedbackId(change.created))
        except HeldText as held:
            self._rules = held.rules
            self.held.say(str(held))
            self._fit()
            return
        except LDCoachError as error:
            self.notice.say("error", str(error))
            return
        told = self._told(piece, self.person.currentText())
        self._clear()
        self.hide()
        self.changed.emit(change)
        if self._then_complete:
            self.asked.emit(Go(Place.WRITE_FEEDBACK, person_id, change.created))
        else:
            self.kept.emit(change.created, told)

    def _fit(self) -> None:
        """Give long sentences the height that they need at this width."""
        self._column.activate()
        least = self._column.totalMinimumSize().height()
        self.resize(self.width(), max(self._column.totalHeightForWidth(self.width()), least))

    def _is_whole(self, person_id: str) -> bool:
        """Tell whether nothing is missing; say what is, with the keyboard there."""
        if not person_id:
            several = self.tr("Several people, or nobody, go by that. Choose one from the list.")
            nobody = self.tr("Choose whom it is for.")
            self._person_field.show_error(several if self.person.is_unclear() else nobody)
            self.person.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        if not self.line.text().strip():
            self._line_field.show_error(self.tr("Write a few words of what happened."))
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        if not self._show_day():
            self.when.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        return True

    def _told(self, piece: Feedback, name: str) -> str:
        seen = feedback_words.seen(piece.observed_on, self._desk.context.clock.today())
        return self.tr("Kept for {name}. {seen}. It waits to be said.").format(name=name, seen=seen)

    def _clear(self) -> None:
        self._rules = _NOTHING
        self.line.clear()
        self.when.clear()
        self.person.choose("")
        self.kind.choose(FeedbackKind.REINFORCING)
        for field in (self._person_field, self._line_field, self._when_field):
            field.clear_error()
        self.notice.quiet()

    def _on_when_text_changed(self) -> None:
        self._pause.start()

    def _on_line_text_changed(self) -> None:
        self._line_field.clear_error()
        self.held.hide()

    def _on_keep_clicked(self) -> None:
        self._then_complete = False
        self._keep(_NOTHING)

    def _on_more_clicked(self) -> None:
        self._then_complete = True
        self._keep(_NOTHING)

    def _on_held_confirmed(self) -> None:
        self._keep(self._rules)
