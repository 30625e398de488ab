"""The close page: what was agreed, what is carried over, and when you meet again."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import timedelta
from functools import partial

from ldcoach.domain.follow_up import FollowUp
from ldcoach.domain.ids import ConversationId, GoalId
from ldcoach.domain.kinds import ConversationStatus, TopicStatus
from ldcoach.errors import LDCoachError, UnfitInput
from ldcoach.services.change import Change
from ldcoach.services.desk import Desk
from ldcoach.services.views import Promise, TalkView
from ldcoach.ui import words
from ldcoach.ui.file_door import FileDoor
from ldcoach.ui.focus import tab_as_laid_out
from ldcoach.ui.go import Go, Place
from ldcoach.ui.page import Page
from ldcoach.ui.pages.close.follow_up_card import FollowUpCard
from ldcoach.ui.pages.close.parts import ChecklistCard, NextCard, OpenTopicsCard
from ldcoach.ui.pages.close.reflection_card import ReflectionCard
from ldcoach.ui.pages.close.sure_card import SureCard
from ldcoach.ui.pages.feedback_words import shortened
from ldcoach.ui.pages.kept_lane import KeptLane, NotePlace
from ldcoach.ui.pages.promise_card import PromiseCard
from ldcoach.ui.pages.talks.plan_form import usual_moment
from ldcoach.ui.widgets.buttons import primary, secondary
from ldcoach.ui.widgets.columns import Columns
from ldcoach.ui.widgets.labels import muted
from ldcoach.ui.widgets.notice import Notice
from ldcoach.ui.widgets.scaffold import Scaffold

TAKEAWAY = "takeaway"
_SHORT = 60


class ClosePage(Page):
    """Closes one 1-2-1; `Go.item_id` is its id."""

    def __init__(self, desk: Desk, files: FileDoor) -> None:
        super().__init__()
        self._desk = desk
        self._view: TalkView | None = None
        self.scaffold = Scaffold(self)
        self.notice = Notice()
        self.columns = Columns()
        self.takeaway = KeptLane("shared", self._write_takeaway, self.tr("&Takeaway"))
        self.promises = PromiseCard(desk.promises, self.tr("What was promised"))
        self.topics = OpenTopicsCard()
        self.follow_up = FollowUpCard(desk.follow_ups, files)
        self.next, self.checklist, self.sure = NextCard(), ChecklistCard(), SureCard()
        self.reflection = ReflectionCard(desk.reflections)
        self.back = secondary(self.tr("&Back to the talk"), "arrow-left")
        self.saved = muted("")
        self.close_talk = primary(self.tr("&Close the 1-2-1"), "check")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.scaffold.body.addWidget(self.notice)
        self.scaffold.body.addWidget(self.columns, 1)
        self.scaffold.body.addWidget(self.reflection)
        self.scaffold.body.addStretch()
        self.takeaway.editor.setFixedHeight(120)
        for card in (self.takeaway, self.promises, self.topics, self.follow_up):
            self.columns.main.addWidget(card)
        self.columns.main.addStretch(1)
        self.columns.rail.addWidget(self.next)
        self.columns.rail.addWidget(self.checklist)
        self.columns.rail.addWidget(self.sure)
        self.columns.rail.addStretch(1)
        self.scaffold.footer.addWidget(self.back)
        self.scaffold.footer.addWidget(self.saved, 1)
        self.scaffold.footer.addWidget(self.close_talk)

    def _connect(self) -> None:
        self.takeaway.kept.connect(self._on_takeaway_kept)
        self.takeaway.held_back.connect(self._on_takeaway_held_back)
        self.takeaway.failed.connect(self._on_takeaway_failed)
        self.takeaway.editor.textChanged.connect(self._show_missing)
        self.promises.changed.connect(self.changed)
        self.follow_up.changed.connect(self.changed)
        self.follow_up.shown.connect(self._on_follow_up_shown)
        self.topics.settled.connect(self._on_topics_settled)
        self.next.changed_mind.connect(self._show_missing)
        self.sure.said.connect(self._on_sure_said)
        self.back.clicked.connect(self._on_back_clicked)
        self.close_talk.clicked.connect(self._on_close_talk_clicked)
        self.reflection.kept.connect(self.changed)
        self.reflection.failed.connect(self._on_reflection_failed)
        self.reflection.done.connect(self._on_reflection_done)

    def enter(self, go: Go) -> None:
        """Show the 1-2-1 that `go.item_id` names; raises NotFound, or UnfitInput when it is closed already."""
        view = self._desk.talks.view(ConversationId(go.item_id))
        if view.conversation.status is not ConversationStatus.PLANNED:
            message = "This 1-2-1 is closed already. Nothing was changed; its notes are on the person's page."
            raise UnfitInput(message)
        self.notice.quiet()
        self.saved.setText("")
        self._show_step(looking_back=False)
        if self._view is None or self._view.conversation.id != view.conversation.id:
            self.topics.forget()
            self.checklist.show_list(view.guide.exit)
            follow_ups, person = self._desk.follow_ups, view.person
            self.follow_up.set_up(person.called, self._compose_follow_up, follow_ups.languages(), person.language)
        self._propose_next(view)
        self._show(view)
        self.scaffold.to_top()
        self.takeaway.editor.setFocus()

    def refresh(self, change: Change) -> None:
        """Read again while the 1-2-1 is open and something of this person changed."""
        view = self._view
        if view is None or view.person.id not in change.people:
            return
        try:
            self._show(self._desk.talks.view(view.conversation.id))
        except LDCoachError as error:
            self.notice.say("error", str(error))

    def leave(self) -> None:
        """Keep the takeaway, or what was answered when looking back."""
        if not self.reflection.isHidden():
            self.reflection.settle()
        if self._view is not None and self._view.conversation.status is ConversationStatus.PLANNED:
            self.takeaway.settle()

    def _show(self, view: TalkView) -> None:
        self._view = view
        today, called = self._desk.context.clock.today(), view.person.called
        if view.conversation.status is not ConversationStatus.PLANNED:
            return
        self.scaffold.show_title(view.person.name, self.tr("Close the 1-2-1 with"))
        self.takeaway.say_caption(
            self.tr(
                "What matters most, in {name}’s own words. {name} sees this. "
                "Worth asking: how sure are you that it will work, and what would make it surer?"
            ).format(name=called)
        )
        self.takeaway.open(NotePlace(view.conversation.id, view.person.id, TAKEAWAY), view.conversation.takeaway)
        self.promises.show_promises(
            view.person,
            view.conversation.id,
            view.promises,
            today=today,
            due_on=today + timedelta(days=max(view.person.cadence_days, 1)),
            goals=view.goals,
        )
        self.topics.show_topics(view.topics, called)
        self.sure.show_goals(self._desk.around.sure(view.person.id), called)
        self.follow_up.refresh()
        self._show_missing()
        tab_as_laid_out(self)

    def _show_step(self, *, looking_back: bool) -> None:
        """Show what is closed together, or the minute that the manager has alone."""
        self.reflection.setVisible(looking_back)
        for part in (self.columns, self.back, self.close_talk):
            part.setHidden(looking_back)

    def _propose_next(self, view: TalkView) -> None:
        today, conversation = self._desk.context.clock.today(), view.conversation
        others = [
            line
            for line in self._desk.talks.upcoming()
            if line.person_id == view.person.id and line.conversation_id != conversation.id
        ]
        if others:
            self.next.show_planned(others[0], today)
            return
        moment = usual_moment(today, conversation.planned_for, view.person.cadence_days)
        self.next.propose(moment, today, self.tr("{rhythm}.").format(rhythm=words.rhythm(view.person.cadence_days)))

    def _show_missing(self) -> None:
        view = self._view
        if view is None:
            return
        called, missing = view.person.called, list[str]()
        if not self.takeaway.text().strip():
            missing.append(self.tr("No words of {name} yet.").format(name=called))
        missing += self._open_questions(view)
        if self.next.moment() is None and not self.next.planned:
            missing.append(self.tr("No next 1-2-1 is planned."))
        self.checklist.show_missing(missing)

    def _open_questions(self, view: TalkView) -> list[str]:
        """Ask what a promise made here lacks; nothing of it blocks."""
        made = [promise for promise in view.promises if promise.conversation_id == view.conversation.id]
        if not view.promises:
            return [self.tr("Nothing is promised yet.")]
        asked = [(self.tr("By when? {words}"), one.words) for one in made if one.due_on is None]
        asked += [(self.tr("Which goal does it serve? {words}"), one.words) for one in made if self._unlinked(one)]
        return [pattern.format(words=shortened(said, _SHORT)) for pattern, said in asked]

    def _unlinked(self, promise: Promise) -> bool:
        return promise.goal_id is None and bool(self._view and self._view.goals)

    def _compose_follow_up(self) -> FollowUp:
        self.takeaway.settle()
        talk = self._view.conversation.id if self._view is not None else ConversationId("")
        told_in = self.follow_up.language.choice.tag()
        return self._desk.follow_ups.compose(talk, next_at=self.next.moment(), language=told_in)

    def _write_takeaway(self, place: NotePlace, text: str, *, visit: bool, about_work: Collection[str]) -> Change:
        del visit  # a draft has no earlier versions; closing makes it a text
        return self._desk.talks.draft_takeaway(place.conversation_id, text, about_work=about_work)

    def _do(self, act: Callable[[], Change]) -> bool:
        try:
            change = act()
        except LDCoachError as error:
            self.notice.say("error", str(error))
            return False
        self.changed.emit(change)
        return True

    def _on_follow_up_shown(self) -> None:
        tab_as_laid_out(self)

    def _on_takeaway_kept(self, change: Change) -> None:
        self.saved.setText(self.tr("Saved on this computer"))
        self.changed.emit(change)

    def _on_takeaway_held_back(self) -> None:
        self.saved.setText(self.tr("Not saved: only on this screen"))

    def _on_takeaway_failed(self, sentence: str) -> None:
        self.saved.setText(self.tr("Not saved: only on this screen"))
        self.notice.say("error", sentence)

    def _on_topics_settled(self, topic_id: str, status: str) -> None:
        view = self._view
        if view is None:
            return
        acts: dict[str, Callable[[], Change]] = {
            TopicStatus.DISCUSSED: partial(self._desk.talks.discuss, view.conversation.id, topic_id),
            TopicStatus.PARKED: partial(self._desk.topics.park, topic_id),
            TopicStatus.OPEN: partial(self._desk.topics.reopen, topic_id),
        }
        if not self._do(acts[status]):
            self.refresh(Change.of(person=view.person.id))

    def _on_sure_said(self, goal_id: str, number: int | None) -> None:
        self._do(partial(self._desk.around.say_sure, GoalId(goal_id), number))

    def _on_back_clicked(self) -> None:
        if self._view is not None:
            self.asked.emit(Go(Place.TALK, self._view.person.id, self._view.conversation.id))

    def _on_close_talk_clicked(self) -> None:
        view = self._view
        if view is None:
            return
        self.takeaway.settle()
        if self.takeaway.unkept:
            self.notice.say("warn", self.tr("The takeaway is not saved yet. See to it first, then close."))
            self.takeaway.editor.setFocus()
            return
        close = partial(
            self._desk.talks.close,
            view.conversation.id,
            takeaway=self.takeaway.text(),
            next_at=self.next.moment(),
            about_work=self.takeaway.about_work,
        )
        if self._do(close):
            self._look_back(view)

    def _look_back(self, view: TalkView) -> None:
        """Offer the manager a minute alone; the 1-2-1 is closed already."""
        self.scaffold.show_title(view.person.name, self.tr("Closed. Next, for you alone"))
        self.saved.setText("")
        self.reflection.ask(view.conversation.id, view.person.id)
        self._show_step(looking_back=True)
        self.scaffold.to_top()
        tab_as_laid_out(self)
        self.reflection.focus()

    def _on_reflection_failed(self, sentence: str) -> None:
        self.notice.say("error", sentence)

    def _on_reflection_done(self) -> None:
        if self._view is not None:
            self.asked.emit(Go(Place.PERSON, self._view.person.id))
