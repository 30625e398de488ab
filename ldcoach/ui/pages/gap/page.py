"""A gap and the path that closes it: visible, connected, and looked at again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from ldcoach.domain.actions import Action
from ldcoach.domain.gaps import Gap, GapStage, PathStep
from ldcoach.domain.goals import Measure, Outcome, Reading
from ldcoach.domain.ids import ActionId, GapId
from ldcoach.domain.kinds import PathKind, Side
from ldcoach.domain.people import Person
from ldcoach.errors import LDCoachError
from ldcoach.services.change import Change
from ldcoach.services.desk import Desk
from ldcoach.services.views import GapView, StepLine
from ldcoach.ui.ask import Ask
from ldcoach.ui.focus import tab_as_laid_out
from ldcoach.ui.go import Go, Place
from ldcoach.ui.page import Page
from ldcoach.ui.pages.form_card import FormCard
from ldcoach.ui.pages.gap import words as gap_words
from ldcoach.ui.pages.gap.path import CausesCard, PathCard
from ldcoach.ui.pages.gap.rail import GapRail
from ldcoach.ui.pages.gap.review import AgreeForm, ReviewForm
from ldcoach.ui.pages.gap.step_form import StepForm
from ldcoach.ui.widgets.buttons import primary, secondary
from ldcoach.ui.widgets.columns import Columns
from ldcoach.ui.widgets.flow import Flow
from ldcoach.ui.widgets.notice import Notice
from ldcoach.ui.widgets.pill import Pill
from ldcoach.ui.widgets.scaffold import Scaffold

_SHOWN = (Action, Gap, Measure, Outcome, PathStep, Person, Reading)
_MAY_GO_ON = frozenset({GapStage.PATH_TO_MAKE, GapStage.PATH_TO_AGREE, GapStage.ON_THE_PATH, GapStage.LOOK_AGAIN})


class GapPage(Page):
    """`Go.item_id` is a gap."""

    def __init__(self, desk: Desk, ask: Ask) -> None:
        super().__init__()
        self._desk = desk
        self._ask = ask
        self._gap_id = GapId("")
        self._view: GapView | None = None
        self._scaffold = Scaffold(self)
        self.notice = Notice()
        self.stage = Pill("")
        self.questions = secondary(self.tr("&Questions"), "circle-help")
        self.agenda = secondary(self.tr("On the a&genda"), "messages-square")
        self.brief = secondary(self.tr("&Brief for a sponsor"), "file-text")
        self.go_on = primary("", "arrow-right", trailing=True)
        self.step, self.agree, self.review = StepForm(desk), AgreeForm(desk), ReviewForm(desk)
        self.causes, self.path, self.rail = CausesCard(), PathCard(), GapRail()
        self._columns = Columns()
        self._lay_out()
        self._connect()

    def enter(self, go: Go) -> None:
        """Show a gap, freshly read; a form that stands open for it stays. Raises NotFound."""
        self.notice.quiet()
        view = self._desk.gaps.view(GapId(go.item_id))
        if view.gap.id != self._gap_id:
            self._close_forms()
        self._gap_id = view.gap.id
        self._show(view)
        self._scaffold.to_top()
        self.go_on.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, change: Change) -> None:
        """Read again if the gap or what hangs on it changed; an open form stays."""
        if not self._gap_id or not change.touches(*_SHOWN):
            return
        try:
            self._show(self._desk.gaps.view(self._gap_id))
        except LDCoachError:
            # Taken out of the record elsewhere: nothing to show until another is opened.
            self._gap_id, self._view = GapId(""), None

    def leave(self) -> None:
        """An open form stays as it is until one comes back to it."""

    def _forms(self) -> tuple[FormCard, ...]:
        return self.step, self.agree, self.review

    def _close_forms(self) -> None:
        for form in self._forms():
            form.hide()

    def _show(self, view: GapView) -> None:
        today, diagnosis = self._desk.context.clock.today(), self._desk.gaps.diagnosis
        self._view = view
        name = view.person.name if view.person else ""
        self._scaffold.show_title(view.gap.statement, self.tr("Gap \N{MIDDLE DOT} {name}").format(name=name))
        self.stage.show_state(gap_words.stage_words(view.stage), gap_words.stage_tone(view.stage))
        self.causes.show_view(view)
        self.path.show_view(view, diagnosis, today)
        self.rail.show_view(view, diagnosis, today)
        self.path.setVisible(bool(view.steps) or view.stage in _MAY_GO_ON)
        self.brief.setVisible(view.gap.agreed_on is not None)
        self.agenda.setVisible(view.gap.agreed_on is None)
        self.go_on.setText(self._next(view.stage))
        tab_as_laid_out(self)

    def _next(self, stage: GapStage) -> str:
        return {
            GapStage.PATH_TO_MAKE: self.tr("Add the first step"),
            GapStage.PATH_TO_AGREE: self.tr("Agree on the path"),
            GapStage.ON_THE_PATH: self.tr("Look again"),
            GapStage.LOOK_AGAIN: self.tr("Look again"),
            GapStage.CLOSED: self.tr("Look again"),
            GapStage.ASKING: self.tr("Go on with the questions"),
        }.get(stage, self.tr("Answer the questions again"))

    def _open(self, form: FormCard) -> None:
        if self._view is None:
            return
        self._close_forms()
        self.notice.quiet()
        today = self._desk.context.clock.today()
        if form is self.step:
            self.step.begin_new(self._view, today)
        elif form is self.agree:
            self.agree.open(self._view, today)
        else:
            self.review.open(self._view, today)
        self._scaffold.to_top()

    def _do(self, act: Callable[[], Change]) -> bool:
        try:
            change = act()
        except LDCoachError as error:
            self.notice.say("error", str(error))
            self._scaffold.to_top()
            return False
        self.notice.quiet()
        self.changed.emit(change)
        return True

    def _ask_questions(self, node: str = "") -> None:
        if self._view is not None:
            item = f"{self._gap_id}#{node}" if node else self._gap_id
            self.asked.emit(Go(Place.DIAGNOSIS, self._view.gap.person_id or "", item))

    def _on_go_on_clicked(self) -> None:
        stage = self._view.stage if self._view else GapStage.ASKING
        forms = {
            GapStage.PATH_TO_MAKE: self.step,
            GapStage.PATH_TO_AGREE: self.agree,
            GapStage.ON_THE_PATH: self.review,
            GapStage.CLOSED: self.review,
        }
        if stage is GapStage.LOOK_AGAIN and self._view is not None and self._view.steps:
            self._open(self.review)
        elif stage in forms:
            self._open(forms[stage])
        else:
            self._ask_questions()

    def _on_questions_clicked(self) -> None:
        self._ask_questions()

    def _on_agenda_clicked(self) -> None:
        view = self._view
        if view is None or view.person is None:
            return
        person, topic = view.person, self.tr("Look at it together: {gap}").format(gap=view.gap.statement)
        if self._do(lambda: self._desk.topics.raise_one(person.id, topic, Side.MANAGER)):
            self.notice.say("info", self.tr("It is a topic for the next 1-2-1 with {name}.").format(name=person.called))

    def _on_brief_clicked(self) -> None:
        if self._view is not None:
            self.asked.emit(Go(Place.BRIEF, self._view.gap.person_id or "", self._gap_id))

    def _on_path_add_wanted(self, kind: str) -> None:
        self._open(self.step)
        if kind:
            self.step.choose(PathKind(kind))

    def _on_path_edit_wanted(self, line: StepLine) -> None:
        if self._view is not None:
            self._close_forms()
            self.step.begin_edit(self._view, line.step, self._desk.context.clock.today())
            self._scaffold.to_top()

    def _on_path_remove_wanted(self, line: StepLine) -> None:
        title = self.tr("Let this step go?")
        kept = self.tr("It stays in the record as let go.") if line.promise else self.tr("It is taken off the path.")
        if self._ask.confirm(self, title, kept, self.tr("Let it go"), self.tr("Keep it")):
            self._do(lambda: self._desk.path.remove(line.step.id))

    def _on_ticked(self, action_id: str, kept: bool) -> None:  # noqa: FBT001  # Qt's signature
        act = self._desk.promises.keep if kept else self._desk.promises.reopen
        if not self._do(lambda: act(ActionId(action_id))):
            self._show(self._desk.gaps.view(self._gap_id))

    def _on_form_done(self, change: Change) -> None:
        self.changed.emit(change)
        self.go_on.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_form_closed(self) -> None:
        self.go_on.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        self._scaffold.buttons.addWidget(self.go_on)
        acts = Flow(gap=12)
        self.stage.setFixedHeight(self.questions.sizeHint().height())
        for part in (self.stage, self.questions, self.agenda, self.brief):
            acts.add(part)
        for each in (self.notice, acts, *self._forms(), self._columns):
            self._scaffold.body.addWidget(each)
        self._columns.main.addWidget(self.path)
        self._columns.main.addWidget(self.causes)
        self._columns.main.addStretch(1)
        self._columns.rail.addWidget(self.rail)
        self._columns.rail.addStretch(1)
        self._scaffold.body.addStretch(1)

    def _connect(self) -> None:
        self.questions.clicked.connect(self._on_questions_clicked)
        self.agenda.clicked.connect(self._on_agenda_clicked)
        self.brief.clicked.connect(self._on_brief_clicked)
        self.go_on.clicked.connect(self._on_go_on_clicked)
        self.path.add_wanted.connect(self._on_path_add_wanted)
        self.path.edit_wanted.connect(self._on_path_edit_wanted)
        self.path.remove_wanted.connect(self._on_path_remove_wanted)
        self.path.ticked.connect(self._on_ticked)
        self.rail.ticked.connect(self._on_ticked)
        self.rail.answer_wanted.connect(self._ask_questions)
        for form in self._forms():
            form.done.connect(self._on_form_done)
            form.closed.connect(self._on_form_closed)
