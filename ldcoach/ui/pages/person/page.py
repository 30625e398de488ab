"""One person: what we have done together, and what comes next."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout

from ldcoach.domain.actions import Action
from ldcoach.domain.conversations import Conversation
from ldcoach.domain.feedback import Feedback
from ldcoach.domain.gaps import Gap, PathStep
from ldcoach.domain.goals import Evidence, Goal, Learning, Outcome, Priority
from ldcoach.domain.ids import ActionId, PersonId
from ldcoach.domain.kinds import PersonStatus
from ldcoach.domain.leaving import Form, Summary
from ldcoach.domain.people import Person
from ldcoach.domain.texts import Text
from ldcoach.errors import LDCoachError
from ldcoach.services.change import Change
from ldcoach.services.desk import Desk
from ldcoach.services.views import Happening, PersonView
from ldcoach.ui import words
from ldcoach.ui.ask import Ask
from ldcoach.ui.file_door import FileDoor
from ldcoach.ui.focus import tab_as_laid_out
from ldcoach.ui.go import Go, Place
from ldcoach.ui.page import Page
from ldcoach.ui.pages.gap.rows import GapsCard
from ldcoach.ui.pages.person.care import PersonCare
from ldcoach.ui.pages.person.history import PersonHistory
from ldcoach.ui.pages.person.next_strip import NextStrip
from ldcoach.ui.pages.person.prep_form_acts import dropped_pdf
from ldcoach.ui.pages.person.rail import GoalsCard, OpenPromises
from ldcoach.ui.pages.person.together import FILTERS
from ldcoach.ui.pages.person.travel import PersonTravel
from ldcoach.ui.pages.talks.plan_form import Plan, PlanForm, usual_moment
from ldcoach.ui.widgets.avatar import Avatar
from ldcoach.ui.widgets.buttons import icon_button, primary, secondary
from ldcoach.ui.widgets.columns import Columns
from ldcoach.ui.widgets.drawn import Glyph
from ldcoach.ui.widgets.labels import small
from ldcoach.ui.widgets.notice import Notice
from ldcoach.ui.widgets.scaffold import Scaffold

_NARROW = 900
_SHOWN = (
    Action,
    Conversation,
    Evidence,
    Feedback,
    Form,
    Gap,
    Goal,
    Learning,
    Outcome,
    PathStep,
    Person,
    Priority,
    Summary,
    Text,
)


class PersonPage(Page):
    """A person's page; `Go.person_id` says whose."""

    def __init__(self, desk: Desk, ask: Ask, files: FileDoor) -> None:
        super().__init__()
        self._desk = desk
        self.travel = PersonTravel(self, desk, files)
        self.forms, self.follow_up = self.travel.forms, self.travel.follow_up
        self.care = PersonCare(self, desk.people, ask)
        self._person_id = PersonId("")
        self._view: PersonView | None = None
        self._prepare_after_plan = False
        self._scaffold = Scaffold(self)
        self.avatar = Avatar()
        self.more = icon_button("ellipsis", self.tr("More for this person"))
        self.summary = secondary(self.tr("&Summary"), "send")
        self.feedback = secondary(self.tr("Note &feedback"), "hand-heart")
        self.prepare = primary(self.tr("&Prepare 1-2-1"), "arrow-right", trailing=True)
        self.notice = Notice()
        self.plan = PlanForm()
        self.strip = NextStrip()
        self.history = PersonHistory(self, desk)
        self.together = self.history.together
        self.goals = GoalsCard()
        self.promises = OpenPromises()
        self.gaps = GapsCard()
        self.setAcceptDrops(True)
        self._lay_out()
        self._connect()

    def enter(self, go: Go) -> None:
        """Show the person, freshly read, from the top."""
        if go.person_id != self._person_id:
            self._start_with(PersonId(go.person_id))
        self.promises.rows.forget()
        self.notice.quiet()
        self.history.to_top()
        self._show()
        self._scaffold.to_top()
        self.prepare.setFocus()

    def refresh(self, change: Change) -> None:
        """Read again if the change touches this person, or what goals hang on."""
        of_all = not change.people or change.touches(Outcome, Priority)
        if self._person_id and change.touches(*_SHOWN) and (of_all or self._person_id in change.people):
            try:
                self._show()
            except LDCoachError as error:
                self._say(error)

    def leave(self) -> None:
        """Nothing here is kept half typed: the open form waits as it is."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """P prepares, F notes feedback, 1 to 4 filter; a control that takes letters keeps them."""
        keys = [Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4]
        plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        if plain and event.key() == Qt.Key.Key_P:
            self.prepare.click()
        elif plain and event.key() == Qt.Key.Key_F:
            self.feedback.click()
        elif plain and event.key() in keys:
            self.history.filter(list(FILTERS)[keys.index(Qt.Key(event.key()))])
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the strip reflow; the summary moves into the menu where there is no room for its button."""
        super().resizeEvent(event)
        narrow = self.window().width() < _NARROW
        self.strip.reflow(narrow=narrow)
        self.summary.setHidden(narrow)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one PDF: a form that came back."""
        if dropped_pdf(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Show what the form would bring."""
        path = dropped_pdf(event)
        if path is not None:
            event.acceptProposedAction()
            self.forms.bring_dropped(path)

    def _lay_out(self) -> None:
        self._scaffold.lead.addWidget(self.avatar)
        for button in (self.more, self.summary, self.feedback, self.prepare):
            self._scaffold.buttons.addWidget(button)
        columns = Columns()
        columns.main.addWidget(self.together)
        columns.main.addStretch(1)
        columns.rail.addWidget(self.forms.card)
        columns.rail.addWidget(self.goals)
        columns.rail.addWidget(self.promises)
        columns.rail.addWidget(self.gaps)
        columns.rail.addLayout(self._foot())
        columns.rail.addStretch(1)
        for each in (self.notice, self.forms.preview, self.follow_up, self.care.form, self.plan, self.strip):
            self._scaffold.body.addWidget(each)
        self._scaffold.body.addWidget(columns, 1)

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(Glyph("shield-check", size=16))
        foot.addWidget(small(self.tr("What you write here can be part of an access request.")), 1)
        return foot

    def _connect(self) -> None:
        self.more.clicked.connect(self._on_more_clicked)
        self.summary.clicked.connect(self._on_summary_clicked)
        self.feedback.clicked.connect(self._on_feedback_clicked)
        self.prepare.clicked.connect(self._on_prepare_clicked)
        self.care.changed.connect(self.changed)
        self.care.asked.connect(self.asked)
        self.care.failed.connect(self._say)
        self.care.summary_wanted.connect(self._on_summary_clicked)
        self.care.follow_up_wanted.connect(self.travel.follow_up_last)
        self.travel.changed.connect(self.changed)
        self.travel.failed.connect(self._say)
        self.travel.said.connect(self._on_travel_said)
        self.travel.shown.connect(self._on_travel_shown)
        self.plan.planned.connect(self._on_plan_planned)
        self.strip.plan_wanted.connect(self._on_strip_plan_wanted)
        self.strip.rhythm_chosen.connect(self.care.keep_rhythm)
        self.history.asked.connect(self.asked)
        self.together.plan_wanted.connect(self._on_strip_plan_wanted)
        self.goals.asked.connect(self.asked)
        self.gaps.asked.connect(self.asked)
        self.promises.ticked.connect(self._on_promises_ticked)

    def _start_with(self, person_id: PersonId) -> None:
        self._person_id = person_id
        self.care.form.hide()
        self.plan.hide()
        self.strip.form.hide()
        self.history.begin()

    def _show(self) -> None:
        view = self._view = self._desk.people.page(self._person_id)
        today = self._desk.context.clock.today()
        self.care.show_person(view.person)
        self.travel.show_person(view.person)
        self._show_head(view.person)
        self.strip.show_person(view, today)
        self.goals.show_goals(self._person_id, view.goals)
        self.gaps.show_gaps(self._person_id, self._desk.gaps.lines(self._person_id), today)
        self._show_promises()
        self.history.show_view(view)

    def _show_promises(self) -> None:
        if self._view is not None:
            today = self._desk.context.clock.today()
            self.promises.show_promises(self._view.person.called, self._view.promises, today)

    def _show_head(self, person: Person) -> None:
        since = ""
        if person.started_on is not None:
            month = words.month(person.started_on, self._desk.context.clock.today())
            since = self.tr("with you since {month}").format(month=month)
        archived = self.tr("archived") if person.status is PersonStatus.ARCHIVED else ""
        parts = (person.role_title, person.team, since, archived)
        self._scaffold.show_title(person.name, subtitle=" \N{MIDDLE DOT} ".join(part for part in parts if part))
        self.avatar.show_name(person.name)

    def _say(self, error: LDCoachError) -> None:
        self.notice.say("error", str(error))
        self._scaffold.to_top()

    def _ask_for_plan(self, *, prepare: bool) -> None:
        if self._view is None:
            return
        self._prepare_after_plan = prepare
        try:
            last = self._desk.people.timeline(self._person_id, kinds=[Happening.CONVERSATION]).entries
            guides, choices = self._desk.guides.guides(), self._desk.guides.choices()
        except LDCoachError as error:
            self._say(error)
            return
        person, today = self._view.person, self._desk.context.clock.today()
        self.plan.ask_for(
            usual_moment(today, last[0].at if last else None, person.cadence_days), guides, choices=choices
        )
        self.plan.set_person(self._person_id, person.planned_minutes)

    def _on_prepare_clicked(self) -> None:
        if self._view is None:
            return
        if self._view.upcoming is None:
            self._ask_for_plan(prepare=True)
            return
        self.asked.emit(Go(Place.PREPARE, self._person_id, self._view.upcoming.conversation_id))

    def _on_feedback_clicked(self) -> None:
        self.asked.emit(Go(Place.WRITE_FEEDBACK, self._person_id))

    def _on_summary_clicked(self) -> None:
        self.asked.emit(Go(Place.SUMMARY, self._person_id))

    def _on_strip_plan_wanted(self) -> None:
        self._ask_for_plan(prepare=False)

    def _on_plan_planned(self, plan: Plan) -> None:
        try:
            change = self._desk.talks.plan(plan.person_id, plan.at, minutes=plan.minutes, guide_key=plan.guide_key)
        except LDCoachError as error:
            self.plan.notice.say("error", str(error))
            return
        self.plan.hide()
        self.changed.emit(change)
        if self._prepare_after_plan:
            self.asked.emit(Go(Place.PREPARE, self._person_id, change.created))

    def _on_promises_ticked(self, action_id: str, kept: bool) -> None:  # noqa: FBT001  # a signal's argument
        act = self._desk.promises.keep if kept else self._desk.promises.reopen
        try:
            change = act(ActionId(action_id))
        except LDCoachError as error:
            self._say(error)
            self._show_promises()
            return
        self.promises.rows.note(action_id, kept=kept, today=self._desk.context.clock.today())
        self.changed.emit(change)

    def _on_travel_said(self, sentence: str) -> None:
        self.notice.say("info", sentence)
        self._scaffold.to_top()

    def _on_travel_shown(self) -> None:
        self.notice.quiet()
        self._scaffold.to_top()
        tab_as_laid_out(self)

    def _on_more_clicked(self) -> None:
        self.care.menu().popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 4)))
