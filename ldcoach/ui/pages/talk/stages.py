"""The walk through the stages of a 1-2-1: steps, the question of the stage, the quiet clock, back and next."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ldcoach.domain.pacing import Pace
from ldcoach.errors import LDCoachError
from ldcoach.services.change import Change
from ldcoach.services.desk import Desk
from ldcoach.services.views import TalkView
from ldcoach.ui.pages.prepare.ready_questions import from_note
from ldcoach.ui.pages.talk.guide import AskedQuestions
from ldcoach.ui.pages.talk.lanes import TalkLanes
from ldcoach.ui.pages.talk.parts import QuestionCard
from ldcoach.ui.widgets.buttons import primary, secondary
from ldcoach.ui.widgets.stepper import Stepper
from ldcoach.ui.widgets.timer import QuietTimer

LONGEST_TALK = timedelta(hours=3)
"""After that the talk is over and only being written up: the timer has nothing to say any more."""


class StageWalk(QObject):
    """Opens one stage after the other, in any order, with its notes.

    `moved` carries the `Change` of another stage, `ended` says that one goes on from the last one, `failed` carries a
    sentence.
    """

    moved = Signal(object)
    ended = Signal()
    failed = Signal(str)

    def __init__(self, page: QWidget, desk: Desk, lanes: TalkLanes) -> None:
        super().__init__(page)
        self._desk, self._lanes = desk, lanes
        self._view: TalkView | None = None
        self._stage = 0
        self._pace, self._asked = Pace(), AskedQuestions(desk)
        self.stepper, self.question, self.timer = Stepper(), QuestionCard(), QuietTimer()
        self.back, self.next = secondary(self.tr("&Back"), "arrow-left"), primary("")
        self.stepper.stage_chosen.connect(self.go_to)
        self.question.asked.connect(self._on_question_asked)
        self.timer.shown.connect(self._on_timer_shown)
        self.back.clicked.connect(self._on_back_clicked)
        self.next.clicked.connect(self._on_next_clicked)

    def begin(self, view: TalkView) -> None:
        """Begin with another 1-2-1 than before; its clock goes on since it was started."""
        self._asked.begin(view)
        self._stage = view.conversation.stage
        self.stepper.show_stages([stage.name for stage in view.guide.stages])
        begun = view.conversation.started_at
        gone = self._desk.context.clock.now() - begun if begun else timedelta()
        self.timer.setVisible(view.is_open and gone < LONGEST_TALK)
        self.timer.begin(view.conversation.planned_minutes, max(0, int(gone.total_seconds())))
        self._pace.begin(view.guide.stages[self._at(view)].code, self.timer.elapsed)
        if not view.is_open:
            self.timer.pause()

    def resume(self, view: TalkView) -> None:
        """Stand where the 1-2-1 stopped; `show` shows it."""
        self._stage = view.conversation.stage

    def show(self, view: TalkView) -> None:
        """Show the stage that is open; another guide than before begins at its first."""
        before, self._view = self._view, view
        if before is not None and before.conversation.id == view.conversation.id and before.guide.key != view.guide.key:
            self._stage = 0
            self.stepper.show_stages([stage.name for stage in view.guide.stages])
        stages, at = view.guide.stages, self._at(view)
        stage = stages[at]
        self.stepper.show_stage(at)
        self._pace.enter(stage.code, self.timer.elapsed)
        self.question.show_stage(stage, at, len(stages), view.stage_minutes[at], from_note(view.notes))
        self._on_timer_shown(self.timer.elapsed)
        self._lanes.open(view, stage.code)
        self.back.setEnabled(at > 0)
        self.next.setText(self._next_words(view, last=at == len(stages) - 1))

    def go_to(self, stage: int) -> None:
        """Keep what is noted and open another stage."""
        view = self._view
        if view is None:
            return
        self._lanes.settle()
        try:
            fresh = self._desk.talks.view(view.conversation.id)
            change = self._desk.talks.go_to_stage(view.conversation.id, stage) if fresh.is_open else Change.of()
        except LDCoachError as error:
            self.failed.emit(str(error))
            return
        self._stage = stage
        self.show(fresh)
        self.moved.emit(change)

    def go_to_code(self, code: str) -> None:
        """Open the stage with this code; the one that is open stays where the guide has no such."""
        codes = [stage.code for stage in self._view.guide.stages] if self._view is not None else []
        self.go_to(codes.index(code) if code in codes else self._stage)

    def _at(self, view: TalkView) -> int:
        return min(self._stage, len(view.guide.stages) - 1)

    def _next_words(self, view: TalkView, *, last: bool) -> str:
        if not last:
            return self.tr("&Next step")
        if view.is_open:
            return self.tr("&Next: agree and close")
        return self.tr("&Next: {name}’s page").format(name=view.person.called.replace("&", "&&"))

    def _on_back_clicked(self) -> None:
        self.go_to(max(0, self._stage - 1))

    def _on_next_clicked(self) -> None:
        if self._view is None:
            return
        if self._stage < len(self._view.guide.stages) - 1:
            self.go_to(self._stage + 1)
        else:
            self.ended.emit()

    def _on_timer_shown(self, gone: int) -> None:
        if not self.timer.isHidden():
            self.question.show_spent(self._pace.spent(self._pace.stage, gone))

    def _on_question_asked(self, question: str) -> None:
        if self._view is None or not self._view.is_open:
            return
        try:
            self._asked.note(question)
        except LDCoachError as error:
            self.failed.emit(str(error))
