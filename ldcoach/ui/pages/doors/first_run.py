"""The first run: where the record lives, its key, the recovery code, and the first person."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from ldcoach.services.ports import Verdict
from ldcoach.ui.pages.doors.code_step import CodeStep
from ldcoach.ui.pages.doors.first_run_steps import KeyStep, PersonStep, Step, WhereStep
from ldcoach.ui.pages.doors.kit_saver import KitSaver
from ldcoach.ui.widgets.buttons import primary, quiet, secondary
from ldcoach.ui.widgets.drawn import Glyph
from ldcoach.ui.widgets.labels import label, small
from ldcoach.ui.widgets.look import set_look
from ldcoach.ui.widgets.notice import Notice
from ldcoach.ui.widgets.scaffold import Scaffold

_WHERE, _KEY, _CODE, _PERSON = range(4)
_STEPS_WIDTH, _NARROW = 288, 1000


class FirstRunPage(QWidget):
    """Leads through four steps, or through the two in the middle as a `renewal` after the recovery code was used.

    `passphrase_chosen` carries the passphrase; the owner makes the record and answers with `show_recovery_code` or
    `show_error`. `code_kept` says that two groups of the code were typed back. `finished` carries name, role and days
    between 1-2-1s; an empty name means 'later'.
    """

    passphrase_chosen = Signal(str)
    code_kept = Signal()
    finished = Signal(str, str, int)

    def __init__(self, folder: str, judge: Callable[[str], Verdict], saver: KitSaver, *, renewal: bool = False) -> None:
        """`folder` is shown; `judge` says what a passphrase is worth."""
        super().__init__()
        self.setProperty("ground", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("LDCoach")
        self._saver = saver
        self._renewal = renewal
        self.key, self.code, self.person = KeyStep(judge), CodeStep(saver.unlike), PersonStep()
        self.steps: tuple[Step, ...] = (WhereStep(folder), self.key, self.code, self.person)
        self.stack = QStackedWidget()
        self.notice = Notice()
        self.back = secondary(self.tr("Back"))
        self.later = quiet(self.tr("Add people later"))
        self.go_on = primary(self.tr("Continue"), "arrow-right", trailing=True)
        self._missing = label("", "muted", wrap=False)
        self._list = _StepList(self._titles()[self._first : self._last + 1])
        self._lay_out()
        self._connect()
        self._show(self._first)

    @property
    def _first(self) -> int:
        return _KEY if self._renewal else _WHERE

    @property
    def _last(self) -> int:
        return _CODE if self._renewal else _PERSON

    def show_working(self) -> None:
        """Say that the record is being made."""
        working = self.tr("Changing the key\u2026") if self._renewal else self.tr("Making the record\u2026")
        self.go_on.setText(working)
        for each in (self.go_on, self.back, self.key):
            each.setEnabled(False)

    def show_recovery_code(self, code: str) -> None:
        """Go on to the recovery code; the record exists from here on."""
        self.key.first.line.clear()
        self.key.second.line.clear()
        self.code.show_code(code)
        self._show(_CODE)

    def show_error(self, sentence: str) -> None:
        """Say what kept the last step from being done; everything typed stays."""
        self._show(self.stack.currentIndex())
        self.notice.say("error", sentence)

    def _show(self, step: int) -> None:
        self.notice.quiet()
        self.stack.setCurrentIndex(step)
        self._list.show_step(step - self._first)
        steps = self._last + 1 - self._first
        number = self.tr("Step {step} of {all}").format(step=step + 1 - self._first, all=steps)
        self._scaffold.show_title(self._headings()[step], number, self._subtitles()[step])
        self.key.setEnabled(True)
        self.back.setVisible(step == _KEY and not self._renewal)
        self.back.setEnabled(True)
        self.later.setVisible(step == _PERSON)
        self.go_on.setText(self.tr("Begin") if step == _PERSON else self.tr("Continue"))
        self._on_step_moved()
        self._first_of(step).setFocus()

    def _first_of(self, step: int) -> QWidget:
        return {_KEY: self.key.first.line, _CODE: self.code.save, _PERSON: self.person.name}.get(step, self.go_on)

    def _on_step_moved(self) -> None:
        missing = self.steps[self.stack.currentIndex()].missing()
        self._missing.setText(missing)
        self.go_on.setEnabled(not missing)

    def _on_go_on_clicked(self) -> None:
        step = self.stack.currentIndex()
        if step == _WHERE:
            self._show(_KEY)
        elif step == _KEY:
            self.show_working()
            self.passphrase_chosen.emit(self.key.passphrase())
        elif step == _CODE:
            self._leave_code()
        else:
            person = self.person
            self.finished.emit(person.name.text().strip(), person.role.text().strip(), person.cadence_days())

    def _leave_code(self) -> None:
        self.code.forget()
        self.code_kept.emit()
        if self._renewal:
            self.finished.emit("", "", 0)
        else:
            self._show(_PERSON)

    def _on_code_save_wanted(self, code: str) -> None:
        self._saver.save(self, code, self.code.say)

    def _on_later_clicked(self) -> None:
        self.finished.emit("", "", self.person.cadence_days())

    def _on_back_clicked(self) -> None:
        self._show(_WHERE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the list of steps out of a narrow window; the step's number stands above the title."""
        super().resizeEvent(event)
        self._list.setVisible(self.width() >= _NARROW)

    def _connect(self) -> None:
        self.go_on.clicked.connect(self._on_go_on_clicked)
        self.later.clicked.connect(self._on_later_clicked)
        self.back.clicked.connect(self._on_back_clicked)
        self.code.save_wanted.connect(self._on_code_save_wanted)
        for line in (self.key.second.line, self.code.lines[1], self.person.name, self.person.role):
            line.returnPressed.connect(self.go_on.click)
        for step in self.steps:
            step.moved.connect(self._on_step_moved)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._list)
        page = QWidget()
        self._scaffold = Scaffold(page)
        row.addWidget(page, 1)
        self._scaffold.body.addWidget(self.notice)
        for step in self.steps:
            step.setMaximumWidth(720)
            self.stack.addWidget(step)
        self._scaffold.body.addWidget(self.stack, 1)
        footer = self._scaffold.footer
        footer.addWidget(self.back)
        footer.addStretch(1)
        for each in (self._missing, self.later, self.go_on):
            footer.addWidget(each)

    def _titles(self) -> tuple[tuple[str, str], ...]:
        return (
            (self.tr("Where the record lives"), self.tr("On this computer")),
            (self.tr("Your key"), self.tr("A passphrase")),
            (self.tr("A spare key"), self.tr("The recovery code, on paper")),
            (self.tr("Your first person"), self.tr("A name and a rhythm")),
        )

    def _headings(self) -> tuple[str, ...]:
        return (
            self.tr("A place for good conversations"),
            self.tr("Choose a new passphrase") if self._renewal else self.tr("Choose a passphrase"),
            self.tr("Keep the new spare key") if self._renewal else self.tr("Keep a spare key"),
            self.tr("Your first person"),
        )

    def _subtitles(self) -> tuple[str, ...]:
        return (
            self.tr("Structured 1-2-1s, timely feedback and goals, kept by you."),
            self.tr("Nobody can reset it for you: not IT, not us. That is what keeps the record yours."),
            self.tr("It is shown now and never again. The former code no longer opens the record.")
            if self._renewal
            else self.tr("It is shown now and never again."),
            self.tr("One is enough to see how it works."),
        )


class _StepList(QFrame):
    """The steps at the left: done, now, to come."""

    def __init__(self, titles: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self.setProperty("part", "nav")
        self.setFixedWidth(_STEPS_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 32, 24, 32)
        column.setSpacing(24)
        brand = QHBoxLayout()
        brand.setSpacing(10)
        brand.addWidget(Glyph("ldcoach", "accent", 24))
        brand.addWidget(label("LDCoach", "card_title", wrap=False), 1)
        column.addLayout(brand)
        column.addSpacing(8)
        self._titles = [title for title, _ in titles]
        self._marks = [Glyph("circle", "muted", 26) for _ in titles]
        self._labels: list[QLabel] = []
        for mark, (title, remark) in zip(self._marks, titles, strict=True):
            column.addLayout(self._row(mark, title, remark))
        column.addStretch()
        column.addWidget(small(self.tr("About four minutes in all.")))

    def show_step(self, step: int) -> None:
        """Mark what is done and where we are."""
        for at, (mark, words) in enumerate(zip(self._marks, self._labels, strict=True)):
            name = "circle-check" if at < step else "circle-dot" if at == step else "circle"
            mark.show_icon(name, "accent" if at <= step else "muted")
            set_look(words, "role", "strong" if at == step else "muted")
            state = self.tr("done") if at < step else self.tr("now") if at == step else self.tr("to come")
            words.setAccessibleName(f"{self._titles[at]}, {state}")

    def _row(self, mark: Glyph, title: str, remark: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(mark)
        words = QVBoxLayout()
        words.setSpacing(2)
        self._labels.append(label(title, "label"))
        words.addWidget(self._labels[-1])
        words.addWidget(small(remark))
        row.addLayout(words, 1)
        return row
