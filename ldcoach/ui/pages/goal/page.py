"""One goal: whether effort reaches an outcome, and where the chain has gaps."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent

from ldcoach.domain.actions import Action
from ldcoach.domain.feedback import Feedback
from ldcoach.domain.goals import (
    Evidence,
    Goal,
    GoalSkill,
    IfThenPlan,
    Learning,
    Measure,
    Outcome,
    Priority,
    Reading,
)
from ldcoach.domain.ids import GoalId, SkillId
from ldcoach.domain.people import Person
from ldcoach.errors import LDCoachError
from ldcoach.services.change import Change
from ldcoach.services.desk import Desk
from ldcoach.services.ports import ChartDrawer
from ldcoach.services.views import GoalView
from ldcoach.ui.file_door import FileDoor
from ldcoach.ui.focus import tab_as_laid_out
from ldcoach.ui.go import Go, Place
from ldcoach.ui.page import Page
from ldcoach.ui.pages.feedback.on_skill import on_skill
from ldcoach.ui.pages.form_card import FormCard
from ldcoach.ui.pages.goal.acts import EvidenceForm, OutcomeForm, PriorityForm, ReadingForm, ThreadForm
from ldcoach.ui.pages.goal.context import AroundCard, ContextForm, SkillForm
from ldcoach.ui.pages.goal.entries import LEARNING, PLAN
from ldcoach.ui.pages.goal.form import GoalForm
from ldcoach.ui.pages.goal.practice import AppliedForm, LearningForm, PlanForm
from ldcoach.ui.pages.goal.readings_preview import ReadingsPreview, dropped_table
from ldcoach.ui.pages.goal.thread import GoalThread
from ldcoach.ui.pages.write_feedback.page import about_goal
from ldcoach.ui.widgets.buttons import primary, secondary
from ldcoach.ui.widgets.notice import Notice
from ldcoach.ui.widgets.pill import Pill
from ldcoach.ui.widgets.scaffold import Scaffold

_LINK, _READING = "link:", "reading:"
_NARROW, _ROOMY = 760, 860
_SHOWN = (
    Action,
    Evidence,
    Feedback,
    Goal,
    GoalSkill,
    IfThenPlan,
    Learning,
    Measure,
    Outcome,
    Person,
    Priority,
    Reading,
)


class GoalPage(Page):
    """`Go.item_id` is a goal, or empty for a new one of a person.

    Before the id of a goal, 'link:' links its outcome and 'reading:' adds a reading.
    """

    def __init__(self, desk: Desk, charts: ChartDrawer, files: FileDoor) -> None:
        super().__init__()
        self._desk = desk
        self._goal_id = GoalId("")
        self._view: GoalView | None = None
        self._scaffold = Scaffold(self)
        self.notice = Notice()
        self.gaps = Pill("", "warn")
        self.summary = secondary(self.tr("Use in &summary"), "file-text")
        self.edit = secondary(self.tr("&Change the goal"), "pencil")
        self.reading = primary(self.tr("Add &reading"))
        self.form = GoalForm(desk.goals, desk.goal_coach, files)
        self.plan_form, self.applied_form = PlanForm(desk), AppliedForm(desk)
        self.acts: dict[str, ThreadForm] = {
            "reading": ReadingForm(desk.goals),
            "evidence": EvidenceForm(desk.goals),
            "outcome": OutcomeForm(desk.goals),
            "priority": PriorityForm(desk.goals),
            "plan": self.plan_form,
            "learning": LearningForm(desk),
            "applied": self.applied_form,
            "skill": SkillForm(desk),
            "context": ContextForm(desk),
        }
        self.file = ReadingsPreview(desk.readings, files)
        self.chain = GoalThread(charts)
        self.around = AroundCard(desk.readings)
        self.setAcceptDrops(True)
        self._lay_out()
        self._connect()

    def enter(self, go: Go) -> None:
        """Show a goal, freshly read; a form that stands open for it stays."""
        self.notice.quiet()
        linking = go.item_id.startswith(_LINK)
        goal_id = GoalId(go.item_id.removeprefix(_LINK).removeprefix(_READING))
        if goal_id != self._goal_id or not any(not form.isHidden() for form in self._forms()):
            self._close_forms()
        self._goal_id = goal_id
        if not goal_id:
            self._begin_new(go.person_id)
            return
        self._show(self._desk.goals.view(goal_id))
        if linking:
            self._on_thread_wanted("outcome")
        elif go.item_id.startswith(_READING) and self.reading.isEnabled():
            self._on_reading_clicked()

    def refresh(self, change: Change) -> None:
        """Read again if the goal or what hangs on it changed; an open form stays."""
        if self._goal_id and change.touches(*_SHOWN):
            self._read()

    def leave(self) -> None:
        """An open form stays as it is until one comes back to it."""

    def changeEvent(self, event: QEvent) -> None:
        """Draw the chart anew in the colours of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._view is not None:
            self.chain.show_charts()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the thread for the width; leave the count of gaps out where the header has no room."""
        super().resizeEvent(event)
        self.chain.reflow(self.width())
        self._show_gaps()
        roomy = self.width() >= _ROOMY
        self.summary.setText(self.tr("Use in &summary") if roomy else "")
        self.edit.setText(self.tr("&Change the goal") if roomy else "")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one table: readings that another program kept."""
        if self._view is not None and dropped_table(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Show what the table would bring."""
        path = dropped_table(event)
        if self._view is not None and path is not None:
            event.acceptProposedAction()
            self._close_forms()
            self.file.bring_dropped(self._view, path)
            self._scaffold.to_top()

    def _lay_out(self) -> None:
        for button in (self.gaps, self.summary, self.edit, self.reading):
            self._scaffold.buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        for button, name in ((self.summary, self.tr("Use in summary")), (self.edit, self.tr("Change the goal"))):
            button.setAccessibleName(name)
            button.setToolTip(name)
        for each in (self.notice, *self._forms(), self.file, self.chain, self.around):
            self._scaffold.body.addWidget(each)
        self._scaffold.body.addStretch(1)

    def _connect(self) -> None:
        self.summary.clicked.connect(self._on_summary_clicked)
        self.edit.clicked.connect(self._on_edit_clicked)
        self.reading.clicked.connect(self._on_reading_clicked)
        self.chain.wanted.connect(self._on_thread_wanted)
        self.chain.opened.connect(self._on_thread_opened)
        self.around.wanted.connect(self._on_thread_wanted)
        self.around.untied.connect(self._on_around_untied)
        self.around.feedback_wanted.connect(self._on_around_feedback_wanted)
        self.file.done.connect(self._on_form_done)
        self.file.closed.connect(self._on_form_closed)
        for form in self._forms():
            form.done.connect(self._on_form_done)
            form.closed.connect(self._on_form_closed)

    def _forms(self) -> tuple[FormCard, ...]:
        return self.form, *self.acts.values()

    def _close_forms(self) -> None:
        for form in self._forms():
            form.hide()
        self.file.hide()

    def _begin_new(self, person_id: str) -> None:
        self._view = None
        self._scaffold.show_title(self.tr("New goal"), self.tr("Goals"))
        for part in (self.chain, self.around, self.gaps, self.summary, self.edit, self.reading):
            part.hide()
        people = self._desk.people.lines()
        if not people:
            self.notice.say("info", self.tr("Nobody is on your team yet. Add a person first, then set a goal."))
        elif self.form.isHidden():
            self.form.begin_new(people, person_id, self._desk.context.clock.today())

    def _read(self) -> None:
        try:
            self._show(self._desk.goals.view(self._goal_id))
        except LDCoachError as error:
            self.notice.say("error", str(error))

    def _show(self, view: GoalView) -> None:
        self._view = view
        self._goal_id = view.goal.id
        kicker = self.tr("Goal thread \N{MIDDLE DOT} {name}").format(name=view.person.name)
        self._scaffold.show_title(self.tr("From the priority to the evidence"), kicker)
        for part in (self.chain, self.around, self.summary, self.edit, self.reading):
            part.show()
        self.chain.show_view(view, self._desk.context.clock.today())
        spoken_to = self._desk.feedback_skills.spoken_to(view.skills, view.goal.person_id)
        self.around.show_view(view, self._desk.skills.attributions() if view.skills else (), spoken_to)
        self._show_gaps()
        tab_as_laid_out(self)

    def _show_gaps(self) -> None:
        count = self.chain.gaps()
        self.gaps.show_state(self.tr("%n gap(s) in the chain", "", count), "warn")
        self.gaps.setVisible(self._view is not None and count > 0 and self.width() >= _NARROW)

    def _open(self, name: str) -> None:
        if self._view is None:
            return
        self._close_forms()
        self.notice.quiet()
        today = self._desk.context.clock.today()
        if name == "goal":
            self.form.begin_edit(self._view.goal, today)
        else:
            self.acts[name].open(self._view, today)
        self._scaffold.to_top()

    def _on_summary_clicked(self) -> None:
        if self._view is not None:
            self.asked.emit(Go(Place.SUMMARY, self._view.person.id))

    def _on_edit_clicked(self) -> None:
        self._open("goal")

    def _on_reading_clicked(self) -> None:
        self._open("reading")

    def _on_thread_wanted(self, name: str) -> None:
        if name == "practice" and self._view is not None:
            self.asked.emit(about_goal(self._view.person.id, self._goal_id))
        elif name == "file" and self._view is not None:
            self._close_forms()
            self.file.bring(self._view)
            self._scaffold.to_top()
        elif name != "practice":
            self._open(name)

    def _on_thread_opened(self, key: str) -> None:
        if self._view is None:
            return
        if key.startswith((PLAN, LEARNING)):
            self._open_practice(self._view, key)
        else:
            self.asked.emit(Go(Place.WRITE_FEEDBACK, self._view.person.id, key))

    def _open_practice(self, view: GoalView, key: str) -> None:
        self._close_forms()
        self.notice.quiet()
        today = self._desk.context.clock.today()
        plan = next((one for one in view.plans if key == f"{PLAN}{one.id}"), None)
        learning = next((one for one in view.learning if key == f"{LEARNING}{one.id}"), None)
        if plan is not None:
            self.plan_form.open_plan(view, today, plan)
        elif learning is not None:
            self.applied_form.open_learning(view, today, learning)
        self._scaffold.to_top()

    def _on_around_feedback_wanted(self, skill_id: str) -> None:
        if self._view is not None:
            self.asked.emit(on_skill(self._view.goal.person_id, skill_id))

    def _on_around_untied(self, skill_id: str) -> None:
        try:
            change = self._desk.skills.unlink_goal(self._goal_id, SkillId(skill_id))
        except LDCoachError as error:
            self.notice.say("error", str(error))
            return
        self._on_form_done(change)

    def _on_form_done(self, change: Change) -> None:
        if not self._goal_id:
            self._goal_id = GoalId(change.created)
        self._read()
        self.reading.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit(change)

    def _on_form_closed(self) -> None:
        if self._view is None:
            self.asked.emit(Go(Place.GOALS))
        else:
            self.reading.setFocus(Qt.FocusReason.OtherFocusReason)
