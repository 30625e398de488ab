"""Feedback: what waits to be said first, then what was said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Qt

from ldcoach.domain.conversations import Conversation
from ldcoach.domain.feedback import Feedback
from ldcoach.domain.goals import Skill
from ldcoach.domain.ids import FeedbackId, SkillId
from ldcoach.domain.kinds import Visibility
from ldcoach.domain.people import Person
from ldcoach.errors import LDCoachError
from ldcoach.services.change import Change
from ldcoach.services.desk import Desk
from ldcoach.services.views import ToShare
from ldcoach.ui.go import Go, Place
from ldcoach.ui.page import Page
from ldcoach.ui.pages import feedback_words
from ldcoach.ui.pages.feedback.on_skill import OnSkill, on_skill, skill_in
from ldcoach.ui.pages.feedback.rehearsal import RehearsalForm
from ldcoach.ui.pages.feedback.rows import FeedbackList, FirstFeedback, Piece
from ldcoach.ui.pages.feedback.share_form import ShareForm
from ldcoach.ui.pages.feedback.waiting import Step, WaitingList
from ldcoach.ui.pages.person_filter import PersonFilter
from ldcoach.ui.pages.undo_notice import UndoNotice
from ldcoach.ui.widgets.buttons import primary
from ldcoach.ui.widgets.scaffold import Scaffold

_Pieces = tuple[list[tuple[Feedback, str]], bool]
_Skills = Mapping[FeedbackId, tuple[Skill, ...]]
WINDOW = 20


class FeedbackPage(Page):
    """Every piece, of everybody or of one person (`Go.person_id`), or those on one skill ('skill:' with its id)."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown = {Visibility.PREP: WINDOW, Visibility.SHARED: WINDOW}
        self._names: dict[str, str] = {}
        self._scaffold = Scaffold(self, self.tr("Feedback"))
        self.notice = UndoNotice()
        self.person = PersonFilter(self.tr("Whose feedback"))
        self.note = primary(self.tr("&Note feedback"), "hand-heart")
        self.on_skill = OnSkill()
        self.first = FirstFeedback()
        self.waiting = WaitingList()
        self.prep = FeedbackList(
            self.tr("Prep notes"),
            self.tr("Not meant to be shared as they stand. An access request can reach them."),
            "file-text",
        )
        self.shared = FeedbackList(self.tr("Shared"), icon="users", nothing=self.tr("Nothing was shared yet."))
        self.form = ShareForm(desk.feedback)
        self.rehearsal = RehearsalForm(desk.delivery)
        self._lay_out()
        self._connect()

    def enter(self, go: Go) -> None:
        """Show the feedback, freshly read; `go.item_id` is the piece to begin at."""
        self.notice.quiet()
        self._shown = dict.fromkeys(self._shown, WINDOW)
        try:
            self._show_people()
            self.person.choose(go.person_id)
            self._name_skill(skill_in(go))
        except LDCoachError as error:
            self.notice.say("error", str(error))
            return
        self._show()
        self._scaffold.to_top()
        row = self.waiting.row(go.item_id) or self.prep.row(go.item_id) or self.shared.row(go.item_id)
        first = self.on_skill.all if self.on_skill.skill else self.note
        (row.open if row is not None else first).setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, change: Change) -> None:
        """Read again if feedback or people changed; an open form stays."""
        if change.touches(Feedback, Person, Conversation):
            self._show()

    def leave(self) -> None:
        """Keep an open form with what was typed: it stands here when one comes back."""

    def _lay_out(self) -> None:
        self._scaffold.buttons.addWidget(self.person)
        self._scaffold.buttons.addWidget(self.note)
        for each in (self.notice, self.on_skill, self.first, self.waiting, self.prep, self.shared):
            self._scaffold.body.addWidget(each)
        self._scaffold.body.addStretch(1)
        for form in self._forms():
            form.setParent(self)

    def _forms(self) -> tuple[ShareForm, RehearsalForm]:
        """Return the forms that open below the row of a piece."""
        return self.form, self.rehearsal

    def _connect(self) -> None:
        self.note.clicked.connect(self._on_note_clicked)
        self.first.begun.connect(self._on_note_clicked)
        self.person.picked.connect(self._on_person_picked)
        self.form.done.connect(self._on_form_done)
        self.form.closed.connect(self._on_form_closed)
        self.notice.undone.connect(self._on_notice_undone)
        self.waiting.share_wanted.connect(self._on_waiting_share_wanted)
        self.waiting.step_wanted.connect(self._on_waiting_step_wanted)
        self.rehearsal.done.connect(self._on_rehearsal_done)
        self.waiting.queue.chosen.connect(self._on_queue_chosen)
        self.prep.more_wanted.connect(self._on_prep_more_wanted)
        self.shared.more_wanted.connect(self._on_shared_more_wanted)
        for pieces in (self.waiting, self.prep, self.shared):
            pieces.opened.connect(self._on_list_opened)
            pieces.skill_wanted.connect(self._on_list_skill_wanted)
        self.on_skill.all_wanted.connect(self._on_all_wanted)

    def _show(self) -> None:
        try:
            self._show_people()
            self._rescue_forms()
            self._show_feedback()
        except LDCoachError as error:
            self.notice.say("error", str(error))
        self._return_forms()

    def _show_people(self) -> None:
        people = self._desk.people.lines(archived=True)
        self._names = {line.person_id: line.name for line in people}
        self.person.show_people([line for line in people if not line.archived])

    def _show_feedback(self) -> None:
        person_id, skill = self.person.person_id(), self.on_skill.skill
        among = self._desk.feedback_skills.on(skill.id, person_id=person_id) if skill else None
        every = self._desk.delivery.to_share(person_id)
        waiting = [line for line in every if among is None or line.feedback.id in among]
        prep, shared = self._latest(Visibility.PREP, among), self._latest(Visibility.SHARED, among)
        since, counts = self._desk.delivery.counts(person_id)
        today = self._desk.context.clock.today()
        self.waiting.show_counts("" if skill else feedback_words.counted(since, counts, today))
        self._show_lists(waiting, prep, shared)

    def _show_lists(self, waiting: Sequence[ToShare], prep: _Pieces, shared: _Pieces) -> None:
        today = self._desk.context.clock.today()
        pieces = [*(line.feedback for line in waiting), *(piece for piece, _ in (*prep[0], *shared[0]))]
        skills = self._desk.feedback_skills.of(piece.id for piece in pieces)
        self.waiting.show_lines(waiting, today, skills)
        self.prep.show_pieces(
            [(each, feedback_words.seen(each.feedback.observed_on, today)) for each in self._named(prep[0], skills)],
            more=prep[1],
        )
        self.shared.show_pieces(
            [(each, feedback_words.shared(each.feedback, today)) for each in self._named(shared[0], skills)],
            more=shared[1],
        )
        nothing, narrowed = not pieces, self.on_skill.skill is not None
        self.on_skill.show_found(any_is=not nothing)
        self.first.setVisible(nothing and not narrowed)
        self.waiting.setHidden(nothing or (narrowed and not waiting))
        self.prep.setVisible(bool(prep[0]))
        self.shared.setHidden(nothing or (narrowed and not shared[0]))

    def _latest(self, visibility: Visibility, among: frozenset[FeedbackId] | None) -> _Pieces:
        person_id, limit = self.person.person_id(), self._shown[visibility]
        return self._desk.feedback.latest(visibility, person_id=person_id, among=among, limit=limit)

    def _named(self, pieces: Iterable[tuple[Feedback, str]], skills: _Skills) -> list[Piece]:
        return [
            Piece(piece, words, self._names.get(piece.person_id, ""), skills.get(piece.id, ()))
            for piece, words in pieces
        ]

    def _name_skill(self, skill_id: SkillId | None) -> None:
        """Show only what speaks to a skill, or everything; raises NotFound for one that is gone."""
        self.on_skill.show_skill(self._desk.context.record.get(Skill, skill_id) if skill_id else None)

    def _rescue_forms(self) -> None:
        """Take the forms out of their rows, which are about to be made anew."""
        for form in self._forms():
            hidden = form.isHidden()
            form.setParent(self)
            form.setHidden(hidden)

    def _return_forms(self) -> None:
        """Put open forms back below their rows; without one a form goes away."""
        for form in self._forms():
            row = self.waiting.row(form.before.id) if form.before else None
            if row is None:
                form.hide()
            elif not form.isHidden():
                row.hold(form)
                form.show()

    def _hold_below(self, form: ShareForm | RehearsalForm, feedback_id: str) -> bool:
        """Put one form below a row and close the other; tell whether there is such a row."""
        row = self.waiting.row(feedback_id)
        if row is None:
            return False
        self.notice.quiet()
        for other in self._forms():
            if other is not form:
                other.hide()
        row.hold(form)
        return True

    def _on_note_clicked(self) -> None:
        self.asked.emit(Go(Place.WRITE_FEEDBACK, self.person.person_id() or ""))

    def _on_person_picked(self) -> None:
        self._shown = dict.fromkeys(self._shown, WINDOW)
        self._show()

    def _on_list_opened(self, feedback_id: str) -> None:
        self.asked.emit(Go(Place.WRITE_FEEDBACK, item_id=feedback_id))

    def _on_list_skill_wanted(self, skill_id: str) -> None:
        self.asked.emit(on_skill(self.person.person_id() or "", skill_id))

    def _on_all_wanted(self) -> None:
        self.asked.emit(Go(Place.FEEDBACK, self.person.person_id() or ""))

    def _on_waiting_share_wanted(self, feedback_id: str) -> None:
        try:
            piece, _ = self._desk.feedback.get(FeedbackId(feedback_id))
            called = self._desk.people.get(piece.person_id).called
        except LDCoachError as error:
            self.notice.say("error", str(error))
            return
        if self._hold_below(self.form, feedback_id):
            self.form.share(piece, called, self._desk.context.clock.today())

    def _on_waiting_step_wanted(self, step: Step, feedback_id: str) -> None:
        try:
            self._take(step, FeedbackId(feedback_id))
        except LDCoachError as error:
            self.notice.say("error", str(error))

    def _take(self, step: Step, feedback_id: FeedbackId) -> None:
        """Do what is wanted next with a piece."""
        delivery = self._desk.delivery
        if step is Step.REHEARSE:
            if self._hold_below(self.rehearsal, feedback_id):
                self.rehearsal.rehearse(feedback_id)
        elif step is Step.TALK:
            self.asked.emit(self._talk_of(feedback_id))
        elif step is Step.LET_GO:
            self._tell(delivery.let_go(feedback_id))
            kept = self.tr("It no longer waits; its words are among the prep notes.")
            self.notice.offer(kept, lambda: delivery.wait_again(feedback_id))
        else:
            acts = {Step.PLAN: delivery.plan, Step.UNPLAN: delivery.unplan, Step.KEEP: delivery.still_serves}
            self._tell(acts[step](feedback_id))

    def _talk_of(self, feedback_id: FeedbackId) -> Go:
        """Return where a piece is planned to be said, or where a 1-2-1 can be planned."""
        piece, _ = self._desk.feedback.get(feedback_id)
        lines = self._desk.delivery.to_share(piece.person_id)
        planned = next((line.planned_in for line in lines if line.feedback.id == feedback_id), None)
        return Go(Place.PREPARE, piece.person_id, planned) if planned else Go(Place.PERSON, piece.person_id)

    def _tell(self, change: Change) -> None:
        self._show()
        self.changed.emit(change)

    def _on_rehearsal_done(self, change: Change) -> None:
        self.notice.say("info", self.tr("Your first line is kept."))
        self.changed.emit(change)

    def _on_queue_chosen(self) -> None:
        self._show()

    def _on_form_done(self, change: Change) -> None:
        before = self.form.before
        self._show()
        if before is not None:
            name = self._names.get(before.person_id, "")
            self.notice.offer(
                self.tr("Noted as shared with {name}.").format(name=name), lambda: self.form.take_back(before)
            )
        self._scaffold.to_top()
        self.changed.emit(change)

    def _on_form_closed(self) -> None:
        row = self.waiting.row(self.form.before.id) if self.form.before else None
        if row is not None:
            row.share.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_notice_undone(self, change: Change) -> None:
        self._show()
        self.changed.emit(change)

    def _on_prep_more_wanted(self) -> None:
        self._shown[Visibility.PREP] += WINDOW
        self._show()

    def _on_shared_more_wanted(self) -> None:
        self._shown[Visibility.SHARED] += WINDOW
        self._show()
