"""Planned 1-2-1s: prepare, start, move or cancel one, plan another."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt

from ldcoach.domain.conversations import Conversation
from ldcoach.domain.ids import ConversationId, PersonId
from ldcoach.domain.kinds import ConversationStatus
from ldcoach.domain.people import DEFAULT_MINUTES, Person
from ldcoach.errors import LDCoachError
from ldcoach.services.change import Change
from ldcoach.services.desk import Desk
from ldcoach.services.views import PersonLine, Upcoming
from ldcoach.ui import words
from ldcoach.ui.file_door import FileDoor
from ldcoach.ui.focus import tab_as_laid_out
from ldcoach.ui.go import Go, Place
from ldcoach.ui.page import Page
from ldcoach.ui.pages.talks.calendar_acts import CalendarActs
from ldcoach.ui.pages.talks.plan_form import Plan, PlanForm, usual_moment
from ldcoach.ui.pages.talks.rows import TalkGroups
from ldcoach.ui.pages.undo_notice import UndoNotice
from ldcoach.ui.widgets.buttons import primary, quiet, secondary
from ldcoach.ui.widgets.empty import EmptyState
from ldcoach.ui.widgets.scaffold import Scaffold

_AT_ONCE = 30


class TalksPage(Page):
    """All planned 1-2-1s; `Go.item_id` 'plan' opens the form, for `Go.person_id` if given; 'move:' an id moves one."""

    def __init__(self, desk: Desk, files: FileDoor) -> None:
        super().__init__()
        self._desk = desk
        self._people: list[PersonLine] = []
        self._talks: list[Upcoming] = []
        self._moving = ConversationId("")
        self._shown = _AT_ONCE
        self._scaffold = Scaffold(self, self.tr("1-2-1s"))
        self.add = primary(self.tr("&Plan a 1-2-1"), "calendar-plus")
        self.calendars = CalendarActs(self, desk, files)
        self.calendar = secondary(self.tr("&Calendar"), "calendar")
        self.calendar.setMenu(self.calendars.menu)
        self.notice = UndoNotice()
        self.form = PlanForm()
        self.groups = TalkGroups()
        self.more = quiet(self.tr("Show later ones"), "chevron-down")
        self.nothing = EmptyState(
            self.tr("Nothing is planned yet. A fixed slot is easier to keep."),
            self.tr("Plan a 1-2-1"),
            "messages-square",
        )
        self._lay_out()
        self._connect()

    def enter(self, go: Go) -> None:
        """Show what is planned, freshly read."""
        self.notice.quiet()
        self._shown = _AT_ONCE
        self._show()
        self._scaffold.to_top()
        moved = next((one for one in self._talks if go.item_id == f"move:{one.conversation_id}"), None)
        if moved is not None:
            self._on_groups_acted("move", moved)
        elif go.item_id == "plan" or go.person_id:
            self._ask_for_plan(PersonId(go.person_id))
        else:
            self.add.setFocus()

    def refresh(self, change: Change) -> None:
        """Read again if 1-2-1s or people changed; an open form stays."""
        if change.touches(Conversation, Person):
            try:
                self._show()
            except LDCoachError as error:
                self._say(error)

    def leave(self) -> None:
        """Nothing here is kept half typed: the open form waits as it is."""

    def _lay_out(self) -> None:
        self._scaffold.buttons.addWidget(self.calendar)
        self._scaffold.buttons.addWidget(self.add)
        for each in (self.notice, self.calendars.out, self.calendars.into, self.form, self.groups, self.nothing):
            self._scaffold.body.addWidget(each)
        self._scaffold.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._scaffold.body.addStretch(1)

    def _connect(self) -> None:
        self.add.clicked.connect(self._on_add_clicked)
        self.notice.undone.connect(self.changed)
        self.form.new_time_open.connect(self._on_form_new_time_open)
        self.calendars.changed.connect(self.changed)
        self.calendars.failed.connect(self._say)
        self.calendars.said.connect(self._on_calendars_said)
        self.calendars.shown.connect(self._on_calendars_shown)
        self.calendars.closed.connect(self.calendar.setFocus)
        self.form.planned.connect(self._on_form_planned)
        self.form.closed.connect(self.add.setFocus)
        self.groups.acted.connect(self._on_groups_acted)
        self.nothing.acted.connect(self._on_add_clicked)
        self.more.clicked.connect(self._on_more_clicked)

    def _show(self) -> None:
        self._talks = self._desk.talks.upcoming()
        self._people = self._desk.people.lines()
        count = self.tr("%n planned", "", len(self._talks))
        self._scaffold.show_title(self.tr("1-2-1s"), subtitle=count if self._talks else "")
        self.groups.show_talks(self._talks[: self._shown], self._desk.context.clock.today())
        self.more.setVisible(len(self._talks) > self._shown)
        self.nothing.setVisible(not self._talks and self.form.isHidden())
        tab_as_laid_out(self)

    def _say(self, error: LDCoachError) -> None:
        self.notice.say("error", str(error))

    def _ask_for_plan(self, person_id: PersonId) -> None:
        if not self._people:
            self.asked.emit(Go(Place.PEOPLE, item_id="add"))
            return
        line = next((one for one in self._people if one.person_id == person_id), None)
        first = line or next((one for one in self._people if one.next_planned is None), self._people[0])
        try:
            guides, choices = self._desk.guides.guides(), self._desk.guides.choices()
            minutes = self._desk.people.get(first.person_id).planned_minutes
        except LDCoachError as error:
            self._say(error)
            return
        self._moving = ConversationId("")
        today = self._desk.context.clock.today()
        self.form.ask_for(usual_moment(today, first.last_held, first.cadence_days), guides, self._people, choices)
        self.form.set_person(first.person_id, minutes or DEFAULT_MINUTES)
        self.nothing.hide()
        self._scaffold.to_top()

    def _on_add_clicked(self) -> None:
        self.notice.quiet()
        self._ask_for_plan(PersonId(""))

    def _on_calendars_said(self, sentence: str) -> None:
        self.notice.say("info", sentence)
        self._scaffold.to_top()

    def _on_calendars_shown(self) -> None:
        self.notice.quiet()
        self.form.hide()
        self._scaffold.to_top()
        tab_as_laid_out(self)

    def _on_form_planned(self, plan: Plan) -> None:
        try:
            if self._moving:
                change = self._move(self._moving, plan.at)
            else:
                change = self._desk.talks.plan(plan.person_id, plan.at, minutes=plan.minutes, guide_key=plan.guide_key)
        except LDCoachError as error:
            self.form.notice.say("error", str(error))
            return
        self.form.hide()
        self.add.setFocus()
        self.changed.emit(change)

    def _on_more_clicked(self) -> None:
        self._shown += _AT_ONCE
        self._show()

    def _on_groups_acted(self, act: str, talk: Upcoming) -> None:
        if act == "person":
            self.asked.emit(Go(Place.PERSON, talk.person_id))
        elif act == "prepare":
            self.asked.emit(Go(Place.PREPARE, talk.person_id, talk.conversation_id))
        elif act == "start":
            self._start(talk)
        elif act == "move":
            self._moving = talk.conversation_id
            self.form.ask_to_move(talk.person_name, talk.planned_for)
            self._scaffold.to_top()
        else:
            self._let_pass(talk, ConversationStatus.MISSED if act == "missed" else ConversationStatus.CANCELLED)

    def _start(self, talk: Upcoming) -> None:
        try:
            change = self._desk.talks.start(talk.conversation_id)
        except LDCoachError as error:
            self._say(error)
            return
        self.changed.emit(change)
        self.asked.emit(Go(Place.TALK, talk.person_id, talk.conversation_id))

    def _move(self, talk_id: ConversationId, at: datetime) -> Change:
        """Give a planned 1-2-1 another time, and offer to take that back."""
        talk = next(one for one in self._talks if one.conversation_id == talk_id)
        change = self._desk.talks.move(talk_id, at)
        said = self.tr("The 1-2-1 with {name} moved to {moment}.").format(
            name=talk.person_name, moment=words.moment(at.astimezone(), self._desk.context.clock.today())
        )
        self.notice.offer(said, partial(self._desk.talks.move, talk_id, talk.planned_for))
        return change

    def _let_pass(self, talk: Upcoming, status: ConversationStatus) -> None:
        """Say that a 1-2-1 is not held, and offer to take that back."""
        try:
            change = self._desk.talks.let_pass(talk.conversation_id, status)
        except LDCoachError as error:
            self._say(error)
            return
        if self._moving == talk.conversation_id:
            self.form.hide()
        said = {
            ConversationStatus.MISSED: self.tr("The 1-2-1 with {name} did not happen. Its topics stay open."),
            ConversationStatus.RESCHEDULED: self.tr("The 1-2-1 with {name} moves, to a day not known yet."),
            ConversationStatus.CANCELLED: self.tr("The 1-2-1 with {name} is cancelled. Its topics stay open."),
        }[status]
        take_back = partial(self._desk.talks.restore, talk.conversation_id)
        self.notice.offer(said.format(name=talk.person_name), take_back)
        self._scaffold.to_top()
        self.add.setFocus()
        self.changed.emit(change)

    def _on_form_new_time_open(self) -> None:
        talk = next((one for one in self._talks if one.conversation_id == self._moving), None)
        self.form.hide()
        if talk is not None:
            self._let_pass(talk, ConversationStatus.RESCHEDULED)
