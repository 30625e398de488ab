"""The talk page: the stages of the guide, two lanes of notes, and what is agreed on the way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from ldcoach.domain.actions import Action
from ldcoach.domain.conversations import Conversation, Topic
from ldcoach.domain.feedback import Feedback
from ldcoach.domain.ids import ConversationId
from ldcoach.domain.people import Person
from ldcoach.errors import LDCoachError
from ldcoach.services.change import Change
from ldcoach.services.desk import Desk
from ldcoach.services.views import TalkView
from ldcoach.ui import words
from ldcoach.ui.focus import tab_as_laid_out
from ldcoach.ui.go import Go, Place
from ldcoach.ui.page import Page
from ldcoach.ui.pages.promise_card import PromiseCard
from ldcoach.ui.pages.talk.guide import TalkGuide
from ldcoach.ui.pages.talk.lanes import TalkLanes
from ldcoach.ui.pages.talk.parts import EarlierCard, TopicsCard, ToShareCard
from ldcoach.ui.pages.talk.presenting import Presenting
from ldcoach.ui.pages.talk.stages import StageWalk
from ldcoach.ui.pages.talk.ways import TalkWays
from ldcoach.ui.widgets.buttons import icon_button, quiet, rename
from ldcoach.ui.widgets.flow import Flow
from ldcoach.ui.widgets.labels import small
from ldcoach.ui.widgets.notice import Notice
from ldcoach.ui.widgets.scaffold import Scaffold
from ldcoach.ui.widgets.tiles import Tiles

GAP_GUIDE = "gap"
"""The guide beside which the questions about a gap can be answered together."""

_LINE = 36
"""Pixels of a line of buttons: what is said between them stands at the height of their words."""
_SHOWN = (Action, Conversation, Feedback, Person, Topic)


class TalkPage(Page):
    """Holds one 1-2-1, or shows one that was held; `Go.item_id` is its id."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._view: TalkView | None = None
        self.scaffold = Scaffold(self)
        self.guides = TalkGuide(self, desk)
        self.guide, self.chooser = self.guides.button, self.guides.chooser
        self.notice, self.only_shared = Notice(), Notice()
        self.lanes = TalkLanes(desk.notes)
        self.shared, self.prep, self.prepared, self.saved = (
            self.lanes.shared,
            self.lanes.prep,
            self.lanes.prepared,
            self.lanes.saved,
        )
        self.walk = StageWalk(self, desk, self.lanes)
        self.stepper, self.question, self.timer = self.walk.stepper, self.walk.question, self.walk.timer
        self.back, self.next = self.walk.back, self.walk.next
        self.never = small("")
        self.to_share, self.earlier = ToShareCard(), EarlierCard()
        self.topics = TopicsCard()
        self.promises = PromiseCard(desk.promises, self.tr("Promises"))
        self.agreed = quiet(self.tr("&Topics and promises"), "list-checks")
        self.feedback = quiet(self.tr("Note &feedback"), "hand-heart")
        self.gap = quiet(self.tr("Look into a &gap"), "unlink")
        self.present = icon_button("eye", "")
        self._lay_out()
        self.presenting = Presenting(desk, (self.prep, self.never), lambda: self.shared.editor)
        self.ways = TalkWays(desk, self.presenting)
        self._connect()

    def _lay_out(self) -> None:
        for button in (self.present, self.guide, self.timer):
            self.scaffold.buttons.addWidget(button)
        agreed = Tiles()
        agreed.add_row(self.topics, self.promises)
        for part in (self.notice, self.only_shared, self.chooser, self.stepper, self.question):
            self.scaffold.body.addWidget(part)
        self.scaffold.body.addWidget(self.lanes, 1)
        self.scaffold.body.addWidget(self.never)
        self.scaffold.body.addWidget(self.to_share)
        self.scaffold.body.addWidget(agreed)
        self.scaffold.body.addWidget(self.earlier)
        between = Flow(gap=12)
        for each in (self.agreed, self.feedback, self.gap, self.saved):
            between.add(each)
        self.saved.setMinimumHeight(_LINE)
        self.scaffold.footer.addWidget(self.back, 0, Qt.AlignmentFlag.AlignBottom)
        self.scaffold.footer.addWidget(between, 1)
        self.scaffold.footer.addWidget(self.next, 0, Qt.AlignmentFlag.AlignBottom)

    def _connect(self) -> None:
        self.lanes.kept.connect(self._on_lanes_kept)
        self.lanes.failed.connect(self._on_lanes_failed)
        self.walk.moved.connect(self._on_walk_moved)
        self.walk.ended.connect(self._on_walk_ended)
        self.walk.failed.connect(self._on_lanes_failed)
        self.topics.discussed.connect(self._on_topics_discussed)
        self.promises.changed.connect(self.changed)
        self.agreed.clicked.connect(self._on_agreed_clicked)
        self.guides.leaving.connect(self.lanes.settle)
        self.guides.changed.connect(self._on_walk_moved)
        self.guides.failed.connect(self._on_lanes_failed)
        self.guides.helping.connect(self.scaffold.to_top)
        self.present.clicked.connect(self._on_present_clicked)
        self.presenting.turned.connect(self._on_presenting_turned)
        self.presenting.changed.connect(self.changed)
        self._connect_ways()

    def _connect_ways(self) -> None:
        ways = self.ways
        ways.asked.connect(self.asked)
        ways.refused.connect(self._on_ways_refused)
        self.gap.clicked.connect(ways.to_gap)
        self.feedback.clicked.connect(ways.to_new_feedback)
        self.to_share.opened.connect(ways.to_feedback)
        acts: dict[str, Callable[[], object]] = {
            "F8": self._on_present_clicked,
            "Ctrl+Shift+A": self._on_agreed_clicked,
            "Ctrl+Shift+G": ways.to_goal,
            "Ctrl+Shift+R": ways.to_reading,
            "Ctrl+Shift+P": self.timer.toggle,
        }
        for keys, act in acts.items():
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        self.agreed.setToolTip(self.tr("A new promise: Ctrl+Shift+A"))
        self.feedback.setToolTip(self.tr("Ctrl+Shift+F; a goal: Ctrl+Shift+G; a reading: Ctrl+Shift+R"))

    def enter(self, go: Go) -> None:
        """Begin or go on with the 1-2-1 that `go.item_id` names; raises NotFound."""
        conversation_id = ConversationId(go.item_id)
        view = self._desk.talks.view(conversation_id)
        if view.is_open and view.conversation.started_at is None:
            change = self._desk.talks.start(conversation_id)
            view = self._desk.talks.view(conversation_id)
            self.changed.emit(change)
        self.notice.quiet()
        if self._view is None or self._view.conversation.id != conversation_id:
            self._begin(view)
        self.walk.resume(view)
        self._show(view)
        self.scaffold.to_top()
        self.shared.editor.setFocus()

    def refresh(self, change: Change) -> None:
        """Read again when topics, promises or the 1-2-1 changed; notes under the caret stay as they are."""
        view = self._view
        if view is None or view.person.id not in change.people or not change.touches(*_SHOWN):
            return
        try:
            self._show(self._desk.talks.view(view.conversation.id))
        except LDCoachError as error:
            self.notice.say("error", str(error))

    def leave(self) -> None:
        """Keep both lanes."""
        self.lanes.settle()

    def _begin(self, view: TalkView) -> None:
        self.topics.forget()
        self.saved.setText("")
        self.chooser.hide()
        self.walk.begin(view)

    def _show(self, view: TalkView) -> None:
        self._view = view
        self.ways.show_talk(view)
        today, called = self._desk.context.clock.today(), view.person.called
        self.scaffold.show_title(view.person.name, self._kicker(view))
        self.never.setText(self.tr("Not for notes: {list}").format(list=" · ".join(view.guide.never)))
        self.gap.setVisible(view.guide.kind == GAP_GUIDE)
        self.topics.show_topics(view.topics, called)
        self.promises.show_promises(
            view.person,
            view.conversation.id,
            view.promises,
            today=today,
            due_on=today + timedelta(days=max(view.person.cadence_days, 1)),
            goals=view.goals,
        )
        self.guides.show_talk(view, may_change=view.is_open)
        self.walk.show(view)
        self._show_for_whom(view)
        tab_as_laid_out(self)

    def _show_for_whom(self, view: TalkView) -> None:
        """Show or hide what is for the manager alone."""
        on, called = self.presenting.on, view.person.called
        self.to_share.show_waiting(() if on else view.waiting)
        self.to_share.setVisible(bool(view.waiting) and not on and view.is_open)
        self.earlier.setVisible(self.earlier.show_notes(view.earlier, open_to_both=on))
        name = self.tr("Show what is mine too (F8)") if on else self.tr("Show only what {name} may see (F8)")
        rename(self.present, name.format(name=called), "eye-off" if on else "eye")
        self.only_shared.setVisible(on)
        if on:
            said = self.tr("Only what {name} may see is on the screen. F8 brings back the rest.")
            self.only_shared.say("info", said.format(name=called))

    def _kicker(self, view: TalkView) -> str:
        if view.is_open:
            return self.tr("1-2-1 with")
        held = (view.conversation.ended_at or view.conversation.planned_for).astimezone()
        return self.tr("1-2-1, {day}").format(day=words.full_day(held.date()))

    def _on_lanes_kept(self, change: Change) -> None:
        self.notice.quiet()
        self.changed.emit(change)

    def _on_lanes_failed(self, sentence: str) -> None:
        self.notice.say("error", sentence)

    def _on_walk_moved(self, change: Change) -> None:
        self.changed.emit(change)
        self.shared.editor.setFocus()

    def _on_walk_ended(self) -> None:
        view = self._view
        if view is None:
            return
        self.leave()
        unkept = self.lanes.unkept(view.conversation.id)
        if unkept is not None:
            self.walk.go_to_code(unkept)
            self.notice.say("warn", self.tr("A note of this step is not saved yet. See to it first, then go on."))
            return
        place = Place.CLOSE if view.is_open else Place.PERSON
        self.asked.emit(Go(place, view.person.id, view.conversation.id if place is Place.CLOSE else ""))

    def _on_topics_discussed(self, topic_id: str, on: bool) -> None:  # noqa: FBT001  # Qt's signature
        view = self._view
        if view is None:
            return
        talks, topics = self._desk.talks, self._desk.topics
        act: Callable[[], Change] = partial(topics.reopen, topic_id)
        if on:
            act = partial(talks.discuss, view.conversation.id, topic_id)
        self.topics.note(topic_id, talked_about=on)
        try:
            self.changed.emit(act())
        except LDCoachError as error:
            self.topics.note(topic_id, talked_about=not on)
            self.notice.say("error", str(error))

    def _on_agreed_clicked(self) -> None:
        self.scaffold.show_part(self.promises)
        self.promises.form.words.setFocus()

    def _on_ways_refused(self) -> None:
        self.notice.say("warn", self.tr("The next page shows more than both may see. Press F8 first."))

    def _on_present_clicked(self) -> None:
        try:
            self.presenting.turn(on=not self.presenting.on)
        except LDCoachError as error:
            self.notice.say("error", str(error))

    def _on_presenting_turned(self, on: bool) -> None:  # noqa: FBT001  # a signal's argument
        self.chooser.hide()
        self.notice.quiet()
        self.question.open_to_both(on=on)
        self.topics.open_to_both(on=on)
        if self._view is not None:
            self._show_for_whom(self._view)
        tab_as_laid_out(self)
