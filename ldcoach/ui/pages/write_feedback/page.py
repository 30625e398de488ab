"""Writes one piece of feedback: soon, and in the words of what was seen."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut

from ldcoach.domain.goals import Goal, Outcome
from ldcoach.domain.ids import FeedbackId, GoalId, PersonId
from ldcoach.domain.kinds import FeedbackKind, Visibility
from ldcoach.domain.people import Person
from ldcoach.errors import HeldText, LDCoachError
from ldcoach.services.change import Change
from ldcoach.services.desk import Desk
from ldcoach.ui.go import Go, Place
from ldcoach.ui.page import Page
from ldcoach.ui.pages.write_feedback.age import told_age
from ldcoach.ui.pages.write_feedback.belongs import Belongs
from ldcoach.ui.pages.write_feedback.coaching import Coaching
from ldcoach.ui.pages.write_feedback.draft import Content, blank
from ldcoach.ui.pages.write_feedback.form import FeedbackForm
from ldcoach.ui.pages.write_feedback.keeping import DraftKeeping
from ldcoach.ui.pages.write_feedback.sheet import WriteSheet
from ldcoach.ui.tasks import Tasks

_GOAL = "goal:"
_CALM_MS = 400
"""What the words may belong to is looked up so long after they were kept, so that a next keystroke comes first."""


def about_goal(person_id: str, goal_id: str) -> Go:
    """Return the wish to note feedback that belongs to a goal."""
    return Go(Place.WRITE_FEEDBACK, person_id, _GOAL + goal_id)


class WriteFeedbackPage(Page):
    """`Go.item_id` is a kept piece, 'goal:' with a goal's id, or empty for a new piece for `Go.person_id`."""

    def __init__(self, desk: Desk, tasks: Tasks) -> None:
        super().__init__()
        self._desk = desk
        self._wish: Visibility | None = None
        self.form = FeedbackForm()
        self.belongs = Belongs(desk, tasks)
        self.goal, self.skill = self.belongs.goal, self.belongs.skill
        self.coaching = Coaching(desk, tasks, self.form, self)
        self.keeping = DraftKeeping(desk, self.coaching, self._content, self)
        self._calm = QTimer(self, singleShot=True, interval=_CALM_MS)
        self.sheet = WriteSheet(self, self.form, self.coaching.rail, self.belongs)
        self._connect()

    def enter(self, go: Go) -> None:
        """Begin a piece, or open a kept one; text that could not be kept stays until it is decided on."""
        if self.form.has_words() and self.keeping.is_unkept():
            self.sheet.notice.say(
                "warn", self.tr("This text is not kept yet. Decide on it first, then write the next one.")
            )
            return
        self.sheet.notice.quiet()
        self._start()
        self.belongs.warm_up()
        if go.item_id and not go.item_id.startswith(_GOAL):
            self._open(FeedbackId(go.item_id))
        else:
            self._begin(PersonId(go.person_id), go.item_id.removeprefix(_GOAL))

    def refresh(self, change: Change) -> None:
        """Offer goals and people anew; what is written stays."""
        if self.keeping.draft is not None and change.touches(Goal, Outcome, Person):
            self.belongs.show_goals(self.keeping.draft.person_id, self.goal.goal_id())

    def leave(self) -> None:
        """Keep what is half written as a prep note, or as what it was."""
        if self.form.has_words() and self.keeping.draft is not None:
            self.keeping.keep(self.keeping.visibility, exact=True)
            self.keeping.end_visit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the text fill the window, and no more."""
        super().resizeEvent(event)
        self.sheet.bound_form()

    def _connect(self) -> None:
        self.sheet.person.combo.activated.connect(self._on_person_activated)
        self.sheet.kind.chosen.connect(self._on_choice_made)
        self.belongs.picked.connect(self._on_choice_made)
        self.belongs.ready.connect(self._show_likely)
        for source in (self.coaching, self.keeping, self.belongs):
            source.changed.connect(self.changed)
            source.failed.connect(self._on_part_failed)
        self.form.touched.connect(self.coaching.show_dots)
        self.form.touched.connect(self._calm.stop)
        self._calm.timeout.connect(self._show_likely)
        self.form.paused.connect(self._on_form_paused)
        self.form.due.connect(self._on_form_due)
        self.form.left.connect(self.keeping.end_visit)
        self.coaching.read.connect(self.keeping.renew)
        self.keeping.held.connect(self._on_keeping_held)
        self.keeping.kept.connect(self._on_keeping_kept)
        self.sheet.held.confirmed.connect(self._on_held_confirmed)
        self.sheet.keep_prep.clicked.connect(self._on_keep_prep_clicked)
        self.sheet.ready.clicked.connect(self._on_ready_clicked)
        for keys, act in (
            ("Ctrl+Return", self._on_ready_clicked),
            ("Ctrl+Enter", self._on_ready_clicked),
            ("Ctrl+G", self.goal.goal.setFocus),
            ("F8", self.coaching.rail.go_on),
            ("Alt+N", self.coaching.set_aside_current),
        ):
            QShortcut(QKeySequence(keys), self, act, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _start(self) -> None:
        self.keeping.forget()
        self._wish = None
        self.sheet.release()
        today = self._desk.context.clock.today()
        self.form.day.set_latest(today)
        self.form.show_values(blank(today), day_chosen=False)
        self.skill.show_skills(())
        self.sheet.kind.choose(FeedbackKind.REINFORCING)
        self.form.ask_for_view(wanted=False)
        self.sheet.begin()

    def _open(self, feedback_id: FeedbackId) -> None:
        content, skills = self.keeping.open(feedback_id)
        self.form.show_values(content.typed, day_chosen=True)
        self.form.ask_for_view(wanted=content.visibility is Visibility.SHARED)
        self.sheet.kind.choose(content.kind)
        self.skill.show_skills(skills)
        self.sheet.show_ways(content.visibility)
        if self.keeping.draft is not None:
            self._show_person(self.keeping.draft.person_id, content.goal_id)
        self.keeping.look()
        self._show_likely()
        self.form.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin(self, person_id: PersonId, goal_id: str) -> None:
        people = self._desk.people.lines()
        only = people[0].person_id if len(people) == 1 else PersonId("")
        self.sheet.person.show_people(people)
        if person_id or only:
            self.keeping.begin(person_id or only)
            self._show_person(person_id or only, GoalId(goal_id) if goal_id else None)
            self.form.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._wait_for_person(anybody=bool(people))

    def _wait_for_person(self, *, anybody: bool) -> None:
        self.sheet.ask_for_whom()
        self.goal.show_goals([], None)
        self._say_age()
        self.coaching.show_dots()
        if anybody:
            self.sheet.person.combo.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.sheet.notice.say(
                "info", self.tr("Nobody is on your team yet. Add a person first, then note what you saw.")
            )

    def _show_person(self, person_id: PersonId, goal_id: GoalId | None, *, chosen_here: bool = False) -> None:
        self.sheet.show_for(self._desk.people.get(person_id).name, chosen_here=chosen_here)
        self.belongs.show_goals(person_id, goal_id)
        self.coaching.show_dots()
        self._say_age()

    def _show_likely(self) -> None:
        if self.keeping.draft is not None:
            self.belongs.show_likely(self.keeping.draft.person_id, self.form.typed())

    def _say_age(self) -> None:
        self.sheet.age.setText(told_age(self._desk, self.keeping, self.form.day.day()))

    def _content(self, visibility: Visibility) -> Content:
        kind = FeedbackKind(self.sheet.kind.key())
        return Content(self.form.typed(), kind, self.goal.goal_id(), visibility, self.skill.skill_ids())

    def _finish(self, visibility: Visibility) -> None:
        self.sheet.notice.quiet()
        self._wish = visibility
        if self.keeping.draft is None:
            return
        if not self.form.typed().words.strip():
            self.sheet.notice.say("info", self.tr("Write a few words of what happened first."))
            self.form.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.keeping.look()
        if visibility is Visibility.TO_SHARE and self.coaching.is_cautioned():
            self.sheet.notice.say(
                "warn", self.tr("The coach has a question first. Choose the button again to go on as it is.")
            )
            return
        if not self._keep(visibility, exact=True):
            return
        piece = self.keeping.draft.piece
        self._start()
        self.asked.emit(Go(Place.FEEDBACK, item_id=piece.id if piece else ""))

    def _keep(self, visibility: Visibility, *, exact: bool = False) -> bool:
        self.form.stop_waiting()
        return self.keeping.keep(visibility, exact=exact)

    def _on_person_activated(self) -> None:
        person_id = self.sheet.person.person_id()
        try:
            self.keeping.move(person_id)
        except LDCoachError as error:
            self.sheet.notice.say("error", str(error))
            return
        self._show_person(person_id, None, chosen_here=True)
        self.form.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_choice_made(self) -> None:
        self.keeping.look()
        if self.keeping.draft is not None and self.keeping.draft.piece is not None:
            self._keep(self.keeping.visibility)
        self._show_likely()

    def _on_form_due(self) -> None:
        if self.form.typed().words.strip():
            self._keep(self.keeping.visibility)

    def _on_form_paused(self) -> None:
        self.keeping.look()
        self._on_form_due()
        self._calm.start()

    def _on_part_failed(self, sentence: str) -> None:
        self.sheet.notice.say("error", sentence)

    def _on_keeping_held(self, held: HeldText) -> None:
        self.sheet.hold(held)
        self._say_age()

    def _on_keeping_kept(self) -> None:
        self.sheet.release()
        if self.keeping.draft is not None:
            self._say_age()

    def _on_held_confirmed(self) -> None:
        self.keeping.confirm()
        if self._wish is not None:
            self._finish(self._wish)
        else:
            self._keep(self.keeping.visibility)

    def _on_keep_prep_clicked(self) -> None:
        self._finish(Visibility.PREP)

    def _on_ready_clicked(self) -> None:
        shared = self.keeping.visibility is Visibility.SHARED
        self._finish(Visibility.SHARED if shared else Visibility.TO_SHARE)
