"""What waits to be said: how long, what is still open, in which 1-2-1 it is planned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ldcoach.domain.goals import Skill
from ldcoach.domain.ids import FeedbackId
from ldcoach.services.views import ToShare
from ldcoach.ui import words
from ldcoach.ui.focus import holds_focus
from ldcoach.ui.pages import feedback_words
from ldcoach.ui.pages.feedback.rows import FeedbackRow, Piece
from ldcoach.ui.widgets.buttons import link, secondary
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.clearing import clear, unseen
from ldcoach.ui.widgets.labels import label, muted, small
from ldcoach.ui.widgets.look import rule
from ldcoach.ui.widgets.pill import Pill
from ldcoach.ui.widgets.segmented import Segmented

_INSET = 40
ALL, COMPLETE, OLD = "all", "complete", "old"


class Step(StrEnum):
    """What can be done next with a piece that waits."""

    PLAN = "plan"
    UNPLAN = "unplan"
    TALK = "talk"
    REHEARSE = "rehearse"
    KEEP = "keep"
    LET_GO = "let_go"


class WaitingRow(FeedbackRow):
    """A row with what can be done next; `step_wanted` carries a `Step` and the id of the piece."""

    step_wanted = Signal(object, str)

    def __init__(self, line: ToShare, today: date, skills: tuple[Skill, ...] = ()) -> None:
        seen = feedback_words.seen(line.feedback.observed_on, today)
        super().__init__(Piece(line.feedback, line.words, line.person_name, skills), seen, can_share=True)
        self._about = f"{line.person_name}: {feedback_words.shortened(line.words, 40)}"
        if line.still_open:
            self.open.setText(self.tr("Complete"))
            self.open.setAccessibleName(self.tr("Complete: {about}").format(about=self._about))
        if line.still_open:
            pill = QHBoxLayout()
            pill.setContentsMargins(_INSET, 0, 0, 0)
            pill.addWidget(Pill(feedback_words.still_open(line.still_open), "warn", "circle"), 1)
            self._column.addLayout(pill)
        self._column.addLayout(self._next_steps(line, today))
        if line.asks:
            self._column.addLayout(self._question(line))

    def _next_steps(self, line: ToShare, today: date) -> QHBoxLayout:
        # No flow of buttons: asked again and again for its height, a page of such rows took seconds to lay out.
        steps = QHBoxLayout()
        steps.setSpacing(4)
        steps.setContentsMargins(_INSET, 0, 0, 0)
        self.rehearse = self._link(self.tr("Rehearse"), "message-circle", Step.REHEARSE)
        if line.planned_for is not None:
            on = self.tr("On the agenda of {moment}").format(moment=_moment(line.planned_for, today))
            self.plan = self._link(on, "calendar", Step.TALK)
            self.unplan = self._link(self.tr("Take it off"), "minus", Step.UNPLAN)
            made = [self.plan, self.unplan, self.rehearse]
        elif line.next_talk is not None:
            plan = self.tr("Plan for {moment}").format(moment=_moment(line.next_talk, today))
            self.plan = self._link(plan, "calendar-plus", Step.PLAN)
            made = [self.plan, self.rehearse]
        else:
            self.plan = self._link(self.tr("Plan a 1-2-1 for it"), "calendar-plus", Step.TALK)
            made = [self.plan, self.rehearse]
        for button in made:
            steps.addWidget(button)
        steps.addStretch()
        return steps

    def _question(self, line: ToShare) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.setContentsMargins(_INSET, 0, 0, 0)
        days = QCoreApplication.translate("FeedbackWords", "%n day(s) have passed. Does it still serve?", "", line.days)
        self.keep = secondary(self.tr("Keep it"), small=True)
        self.leave = secondary(self.tr("Let it go"), small=True)
        for button, step in ((self.keep, Step.KEEP), (self.leave, Step.LET_GO)):
            button.setAccessibleName(f"{button.text()}: {self._about}")
            button.clicked.connect(partial(self._on_step_clicked, step))
        row.addWidget(label(days, "strong"), 1)
        row.addWidget(self.keep)
        row.addWidget(self.leave)
        return row

    def _link(self, text: str, icon: str, step: Step) -> QPushButton:
        made = link(text, icon)
        made.setAccessibleName(f"{text}: {self._about}")
        made.clicked.connect(partial(self._on_step_clicked, step))
        return made

    def _on_step_clicked(self, step: Step) -> None:
        self.step_wanted.emit(step, self._id)


class WaitingList(Card):
    """Everything that waits, or only what is to be completed, or what waits long; signals as those of a row."""

    opened = Signal(str)
    share_wanted = Signal(str)
    skill_wanted = Signal(str)
    step_wanted = Signal(object, str)

    def __init__(self) -> None:
        super().__init__(self.tr("Waiting to be said"), "clock")
        self._by_id: dict[str, WaitingRow] = {}
        options = ((ALL, "", ""), (COMPLETE, "", ""), (OLD, "", ""))
        self.queue = Segmented(self.tr("Which of them"), options, chips=True)
        self.queue.choose(ALL)
        self.counts = small("")
        self._holder = QWidget()
        self._rows = QVBoxLayout(self._holder)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(14)
        self._lines: Sequence[ToShare] = ()
        self._skills: Mapping[FeedbackId, tuple[Skill, ...]] = {}
        self._today = date.min
        self.body.addWidget(self.counts)
        self.body.addWidget(self.queue)
        self.body.addSpacing(8)
        self.body.addWidget(self._holder)

    def show_lines(self, lines: Sequence[ToShare], today: date, skills: Mapping[FeedbackId, tuple[Skill, ...]]) -> None:
        """Show what waits, what was seen first on top; the keyboard stays on the same piece."""
        self._lines, self._today, self._skills = lines, today, skills
        kept = next((key for key, row in self._by_id.items() if holds_focus(row)), "")
        counts = (len(lines), sum(bool(line.still_open) for line in lines), sum(line.asks for line in lines))
        names = (self.tr("All"), self.tr("To complete"), self.tr("Still to be said?"))
        for button, name, count in zip(self.queue.buttons(), names, counts, strict=True):
            button.setText(self.tr("{name} · {count}").format(name=name, count=count))
            button.setEnabled(bool(count) or name == names[0])
        if not counts[(ALL, COMPLETE, OLD).index(self.queue.key())]:
            self.queue.choose(ALL)
        self.queue.setVisible(bool(counts[1] or counts[2]))
        with unseen(self._holder):
            self._fill()
        if kept in self._by_id:
            self._by_id[kept].open.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_counts(self, sentence: str) -> None:
        """Say above the list how much of each kind was seen."""
        self.counts.setText(sentence)
        self.counts.setVisible(bool(sentence))

    def rows(self) -> list[WaitingRow]:
        """Return the rows, topmost first."""
        return list(self._by_id.values())

    def row(self, feedback_id: str) -> WaitingRow | None:
        """Return the row of a piece, if it is shown."""
        return self._by_id.get(feedback_id)

    def _fill(self) -> None:
        clear(self._rows)
        self._by_id.clear()
        shown = [line for line in self._lines if _belongs(line, self.queue.key())]
        for at, line in enumerate(shown):
            if at:
                self._rows.addWidget(rule())
            skills = self._skills.get(line.feedback.id, ())
            self._add(WaitingRow(line, self._today, skills), line.feedback.id)
        if not self._lines:
            self._rows.addWidget(muted(self.tr("Nothing waits to be said.")))

    def _add(self, row: WaitingRow, feedback_id: str) -> None:
        row.opened.connect(self.opened)
        row.share_wanted.connect(self.share_wanted)
        row.skill_wanted.connect(self.skill_wanted)
        row.step_wanted.connect(self.step_wanted)
        row.foresee(self.window().width())
        self._by_id[feedback_id] = row
        self._rows.addWidget(row)


def _belongs(line: ToShare, queue: str) -> bool:
    return queue == ALL or (queue == COMPLETE and bool(line.still_open)) or (queue == OLD and line.asks)


def _moment(at: datetime, today: date) -> str:
    return words.near_moment(at.astimezone(), today)
