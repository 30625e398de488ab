"""Writes one piece of feedback: soon, and in the words of what was seen."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

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
from ldcoach.ui.pages.write_feedback.parts import KindChoice
from ldcoach.ui.pages.write_feedback.person import PersonChoice
from ldcoach.ui.tasks import Tasks
from ldcoach.ui.widgets.buttons import primary, secondary
from ldcoach.ui.widgets.columns import Columns
from ldcoach.ui.widgets.drawn import Glyph
from ldcoach.ui.widgets.held import HeldCard
from ldcoach.ui.widgets.labels import muted
from ldcoach.ui.widgets.notice import Notice
from ldcoach.ui.widgets.scaffold import Scaffold

_GOAL = "goal:"
_RAIL = 336
_ALL_ROOM = 1000
_AROUND_FORM = 244
"""Pixels that title, footer and margins take from the height of the page."""
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
        self._held_field: QWidget | None = None
        self._wish: Visibility | None = None
        self._scaffold = Scaffold(self)
        self._columns = Columns(rail_width=_RAIL)
        self.notice = Notice()
        self.kind = KindChoice()
        self.person_field = PersonChoice()
        self.person = self.person_field.combo
        self.form = FeedbackForm()
        self.belongs = Belongs(desk, tasks)
        self.goal, self.skill = self.belongs.goal, self.belongs.skill
        self.coaching = Coaching(desk, tasks, self.form, self)
        self.keeping = DraftKeeping(desk, self.coaching, self._content, self)
        self._calm = QTimer(self, singleShot=True, interval=_CALM_MS)
        self.held = HeldCard()
        self.age = muted("")
        self.keep_prep = secondary(self.tr("Keep as &prep note"))
        self.ready = primary(self.tr("&Ready to share"))
        self._lay_out()
        self._connect()

    def enter(self, go: Go) -> None:
        """Begin a piece, or open a kept one; text that could not be kept stays until it is decided on."""
        if self.form.has_words() and self.keeping.is_unkept():
            self.notice.say("warn", self.tr("This text is not kept yet. Decide on it first, then write the next one."))
            return
        self.notice.quiet()
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
        self._bound_form()

    def _lay_out(self) -> None:
        self._scaffold.buttons.addWidget(self.kind)
        self._scaffold.body.addWidget(self.notice)
        self._scaffold.body.addWidget(self.person_field)
        self._scaffold.body.addWidget(self._columns, 1)
        self._columns.main.addWidget(self.form, _ALL_ROOM)
        self._columns.main.addStretch(1)
        self._columns.rail.addWidget(self.held)
        self._columns.rail.addWidget(self.coaching.rail)
        self._columns.rail.addStretch(1)
        self._columns.rail.addWidget(self.belongs)
        footer = self._scaffold.footer
        footer.addWidget(Glyph("clock"))
        footer.addWidget(self.age, 1)
        footer.addWidget(self.keep_prep)
        footer.addWidget(self.ready)

    def _connect(self) -> None:
        self.person.activated.connect(self._on_person_activated)
        self.kind.chosen.connect(self._on_choice_made)
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
        self.held.change_wanted.connect(self._on_held_change_wanted)
        self.held.confirmed.connect(self._on_held_confirmed)
        self.keep_prep.clicked.connect(self._on_keep_prep_clicked)
        self.ready.clicked.connect(self._on_ready_clicked)
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
        self._release()
        today = self._desk.context.clock.today()
        self.form.day.set_latest(today)
        self.form.show_values(blank(today), day_chosen=False)
        self.skill.show_skills(())
        self.kind.choose(FeedbackKind.REINFORCING)
        self.form.ask_for_view(wanted=False)
        QTimer.singleShot(0, self._bound_form)
        self._show_buttons(Visibility.PREP)
        self._scaffold.to_top()

    def _open(self, feedback_id: FeedbackId) -> None:
        content, skills = self.keeping.open(feedback_id)
        self.form.show_values(content.typed, day_chosen=True)
        self.form.ask_for_view(wanted=content.visibility is Visibility.SHARED)
        self.kind.choose(content.kind)
        self.skill.show_skills(skills)
        self._show_buttons(content.visibility)
        if self.keeping.draft is not None:
            self._show_person(self.keeping.draft.person_id, content.goal_id)
        self.keeping.look()
        self._show_likely()
        self.form.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin(self, person_id: PersonId, goal_id: str) -> None:
        people = self._desk.people.lines()
        only = people[0].person_id if len(people) == 1 else PersonId("")
        self.person_field.show_people(people)
        if person_id or only:
            self.keeping.begin(person_id or only)
            self._show_person(person_id or only, GoalId(goal_id) if goal_id else None)
            self.form.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._wait_for_person(anybody=bool(people))

    def _wait_for_person(self, *, anybody: bool) -> None:
        self._scaffold.show_title(self.tr("Note feedback"))
        self.goal.show_goals([], None)
        self.person_field.show()
        self._let_write(on=False)
        self._say_age()
        self.coaching.show_dots()
        if anybody:
            self.person.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.notice.say("info", self.tr("Nobody is on your team yet. Add a person first, then note what you saw."))

    def _show_person(self, person_id: PersonId, goal_id: GoalId | None, *, chosen_here: bool = False) -> None:
        person = self._desk.people.get(person_id)
        self._scaffold.show_title(person.name, self.tr("Feedback for"))
        self.person_field.setVisible(chosen_here)
        self._let_write(on=True)
        self.belongs.show_goals(person_id, goal_id)
        self.coaching.show_dots()
        self._say_age()

    def _let_write(self, *, on: bool) -> None:
        for part in (self.form, self.belongs, self.keep_prep, self.ready):
            part.setEnabled(on)

    def _bound_form(self) -> None:
        """Let the text stay where it is while questions come and go beside it."""
        self.form.setMaximumHeight(max(self.form.minimumSizeHint().height(), self.height() - _AROUND_FORM))

    def _show_buttons(self, visibility: Visibility) -> None:
        shared = visibility is Visibility.SHARED
        self.keep_prep.setHidden(shared)
        self.ready.setText(self.tr("Keep the chan&ges") if shared else self.tr("&Ready to share"))

    def _show_likely(self) -> None:
        if self.keeping.draft is not None:
            self.belongs.show_likely(self.keeping.draft.person_id, self.form.typed())

    def _say_age(self) -> None:
        self.age.setText(told_age(self._desk, self.keeping, self.form.day.day()))

    def _content(self, visibility: Visibility) -> Content:
        kind = FeedbackKind(self.kind.key())
        return Content(self.form.typed(), kind, self.goal.goal_id(), visibility, self.skill.skill_ids())

    def _finish(self, visibility: Visibility) -> None:
        self.notice.quiet()
        self._wish = visibility
        if self.keeping.draft is None:
            return
        if not self.form.typed().words.strip():
            self.notice.say("info", self.tr("Write a few words of what happened first."))
            self.form.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.keeping.look()
        if visibility is Visibility.TO_SHARE and self.coaching.is_cautioned():
            self.notice.say(
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

    def _release(self) -> None:
        self._held_field = None
        self.held.hide()
        self.coaching.rail.show()
        self.form.unmark()

    def _on_person_activated(self) -> None:
        person_id = self.person_field.person_id()
        try:
            self.keeping.move(person_id)
        except LDCoachError as error:
            self.notice.say("error", str(error))
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
        self.notice.say("error", sentence)

    def _on_keeping_held(self, held: HeldText) -> None:
        self._held_field = self.form.mark(held.part, held.spans)
        self.held.say(str(held))
        self.coaching.rail.hide()
        self._say_age()
        if self._columns.collapsed:
            QTimer.singleShot(0, self._show_held)

    def _show_held(self) -> None:
        """Scroll to the card once it has found its place."""
        self._scaffold.show_part(self.held)

    def _on_keeping_kept(self) -> None:
        self._release()
        if self.keeping.draft is not None:
            self._say_age()

    def _on_held_change_wanted(self) -> None:
        (self._held_field or self.form.editor).setFocus(Qt.FocusReason.OtherFocusReason)

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
