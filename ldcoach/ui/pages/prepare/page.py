"""The prepare page: an agenda in four minutes."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial

from PySide6.QtGui import QKeySequence, QShortcut

from ldcoach.domain.agenda import Shape
from ldcoach.domain.ids import ConversationId
from ldcoach.domain.kinds import Side, Visibility
from ldcoach.errors import HeldText, LDCoachError
from ldcoach.services.change import Change
from ldcoach.services.desk import Desk
from ldcoach.services.notes import PREPARE
from ldcoach.services.views import PrepareView
from ldcoach.ui import words
from ldcoach.ui.focus import tab_as_laid_out
from ldcoach.ui.go import Go, Place
from ldcoach.ui.page import Page
from ldcoach.ui.pages.chooser import Chooser
from ldcoach.ui.pages.kept_lane import KeptLane, NotePlace, note_writer
from ldcoach.ui.pages.prepare.agenda_board import AgendaBoard
from ldcoach.ui.pages.prepare.guide_button import GuideButton
from ldcoach.ui.pages.prepare.parts import LengthCard, QuestionsCard, SinceCard
from ldcoach.ui.pages.prepare.ready_questions import READY, as_note, from_note
from ldcoach.ui.pages.undo_notice import UndoNotice
from ldcoach.ui.widgets.buttons import primary
from ldcoach.ui.widgets.columns import Columns
from ldcoach.ui.widgets.scaffold import Scaffold


class PreparePage(Page):
    """Prepares one planned 1-2-1; `Go.item_id` is its id."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._view: PrepareView | None = None
        self._held: tuple[str, ...] = ()
        self.scaffold = Scaffold(self)
        self.guide = GuideButton()
        self.chooser = Chooser(self.tr("Take it"))
        self.length = LengthCard()
        self.start = primary(self.tr("Start conversation"), "arrow-right", trailing=True)
        self.notice = UndoNotice()
        self.columns = Columns()
        self.board = AgendaBoard()
        self.since, self.questions = SinceCard(), QuestionsCard()
        self.notes = KeptLane(
            "prep", note_writer(desk.notes, Visibility.PREP), self.tr("&Prep notes (may be disclosed)")
        )
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.scaffold.buttons.addWidget(self.guide)
        self.scaffold.buttons.addWidget(self.start)
        self.scaffold.body.addWidget(self.notice)
        self.scaffold.body.addWidget(self.chooser)
        self.chooser.hide()
        self.scaffold.body.addWidget(self.columns, 1)
        self.columns.main.addWidget(self.board)
        self.columns.main.addStretch(1)
        for card in (self.length, self.since, self.questions):
            self.columns.rail.addWidget(card)
        self.columns.rail.addWidget(self.notes, 1)
        self.notes.editor.setMinimumHeight(160)
        self.notes.editor.setProperty("dense", "true")

    def _connect(self) -> None:
        self.start.clicked.connect(self._on_start_clicked)
        self.guide.chosen.connect(self._on_guide_chosen)
        self.guide.help_wanted.connect(self._on_guide_help_wanted)
        self.chooser.taken.connect(self._on_guide_chosen)
        self.length.chosen.connect(self._on_length_chosen)
        self.start.setToolTip(self.tr("Ctrl+Enter"))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._on_start_clicked)
        self.board.rearranged.connect(self._on_board_rearranged)
        self.board.put_aside.connect(self._on_board_put_aside)
        self.board.shaped.connect(self._on_board_shaped)
        self.board.add_topic.added.connect(self._on_add_topic_added)
        self.board.add_topic.held.confirmed.connect(self._on_add_topic_held_confirmed)
        self.notice.undone.connect(self.changed)
        self.questions.picked.connect(self._on_questions_picked)
        self.notes.kept.connect(self.changed)
        self.notes.failed.connect(self._on_notes_failed)

    def enter(self, go: Go) -> None:
        """Show the 1-2-1 that `go.item_id` names; raises NotFound."""
        self.notice.quiet()
        self._read(ConversationId(go.item_id))
        self.scaffold.to_top()
        rows = self.board.rows()
        (rows[0] if rows else self.board.add_topic.field).setFocus()

    def refresh(self, change: Change) -> None:
        """Read again when something of this person changed."""
        if self._view is None or self._view.person.id not in change.people:
            return
        try:
            self._read(self._view.conversation.id)
        except LDCoachError as error:
            self.notice.say("error", str(error))

    def leave(self) -> None:
        """Keep the prep notes."""
        self.notes.settle()

    def _read(self, conversation_id: ConversationId) -> None:
        view = self._desk.preparation.view(conversation_id)
        ready = from_note(self._desk.notes.of(conversation_id))
        self._view = view
        self._show(view, ready)

    def _show(self, view: PrepareView, ready: Collection[str]) -> None:
        today, called = self._desk.context.clock.today(), view.person.called
        at = view.conversation.planned_for.astimezone()
        kicker = self.tr("Prepare · {day} {time}").format(day=words.day(at.date(), today), time=words.clock(at))
        self.scaffold.show_title(view.person.name, kicker)
        self._show_guide(view)
        self.board.show_view(view, today)
        self.since.show_entries(view.since_last, called, view.last_held_on, today)
        self.questions.show_questions(view.questions, ready, view.fresh)
        caption = self.tr("Write nothing here that you would not want {name} to read.").format(name=called)
        self.notes.say_caption(caption)
        self.notes.open(NotePlace(view.conversation.id, view.person.id, PREPARE), view.prep_note)
        tab_as_laid_out(self)

    def _show_guide(self, view: PrepareView) -> None:
        begun = view.conversation.started_at is not None
        self.start.setText(self.tr("Go on with the conversation") if begun else self.tr("Start conversation"))
        self.guide.show_guides(self._desk.talks.guides(), view.guide)
        self.length.show_minutes(view.conversation.planned_minutes)

    def _on_guide_chosen(self, key: str) -> None:
        if self._view is not None and self._do(partial(self._desk.talks.choose_guide, self._view.conversation.id, key)):
            self.chooser.hide()
            self.guide.button.setFocus()

    def _on_guide_help_wanted(self) -> None:
        self.chooser.show_choices(self._desk.guides.choices(), self._desk.talks.guides())
        self.chooser.show()
        self.scaffold.to_top()
        self.chooser.focus()

    def _on_length_chosen(self, minutes: int) -> None:
        if self._view is not None:
            self._do(partial(self._desk.talks.set_minutes, self._view.conversation.id, minutes))

    def _do(self, act: Callable[[], Change]) -> bool:
        """Do one act of a service and show what came of it; False means that it was refused, and why is shown."""
        try:
            change = act()
        except LDCoachError as error:
            self.notice.say("error", str(error))
            return False
        self.changed.emit(change)
        return True

    def _on_start_clicked(self) -> None:
        view = self._view
        if view is None:
            return
        self.leave()
        if self._do(partial(self._desk.talks.start, view.conversation.id)):
            self.asked.emit(Go(Place.TALK, view.person.id, view.conversation.id))

    def _on_board_rearranged(self) -> None:
        tab_as_laid_out(self)

    def _on_board_shaped(self, shape: Shape) -> None:
        if self._view is None:
            return
        try:
            self._desk.preparation.reshape(self._view.conversation.id, shape)
        except LDCoachError as error:
            self.notice.say("error", str(error))

    def _on_board_put_aside(self, topic_id: str) -> None:
        self.board.walk(topic_id, 1)
        if self._do(partial(self._desk.topics.park, topic_id)):
            self.notice.offer(
                self.tr("The topic is put aside. It stays in the record."), partial(self._desk.topics.reopen, topic_id)
            )

    def _on_add_topic_added(self, title: str, side: str) -> None:
        self._raise_topic(title, Side(side), frozenset())

    def _on_add_topic_held_confirmed(self) -> None:
        add = self.board.add_topic
        self._raise_topic(add.field.text(), Side(add.side.key()), frozenset(self._held))

    def _raise_topic(self, title: str, side: Side, about_work: Collection[str]) -> None:
        view, add = self._view, self.board.add_topic
        if view is None:
            return
        try:
            change = self._desk.topics.raise_one(view.person.id, title, side, about_work=about_work)
        except HeldText as held:
            self._held = held.rules
            add.held.say(str(held))
        except LDCoachError as error:
            self.notice.say("error", str(error))
        else:
            self.notice.quiet()
            add.take()
            self.changed.emit(change)

    def _on_questions_picked(self, questions: tuple[str, ...]) -> None:
        view = self._view
        if view is not None:
            place = (view.conversation.id, view.person.id, READY, Visibility.PREP)
            self._do(partial(self._desk.notes.keep, *place, as_note(questions)))

    def _on_notes_failed(self, sentence: str) -> None:
        self.notice.say("error", sentence)
