"""The diagnosis of a gap: one question at a time, the environment before the person, each answer kept at once."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton

from ldcoach.domain.actions import Action
from ldcoach.domain.diagnosis import UNKNOWN, Ending
from ldcoach.domain.gaps import Gap, PathStep
from ldcoach.domain.goals import Outcome
from ldcoach.domain.ids import GapId
from ldcoach.domain.people import Person
from ldcoach.errors import LDCoachError
from ldcoach.services.change import Change
from ldcoach.services.desk import Desk
from ldcoach.services.views import GapView
from ldcoach.ui.ask import Ask
from ldcoach.ui.focus import tab_as_laid_out
from ldcoach.ui.go import Go, Place
from ldcoach.ui.page import Page
from ldcoach.ui.pages.diagnosis.ending import Endings
from ldcoach.ui.pages.diagnosis.form import GapForm
from ldcoach.ui.pages.diagnosis.sheet import DiagnosisSheet
from ldcoach.ui.widgets.buttons import quiet, secondary
from ldcoach.ui.widgets.labels import label
from ldcoach.ui.widgets.notice import Notice, Tone
from ldcoach.ui.widgets.scaffold import Scaffold

_NARROW, _THREE_COLUMNS = 1000, 1240
_SHOWN = (Action, Gap, Outcome, PathStep, Person)
_CLOSING = ""
"""Stands for the closing card where a node is wanted."""


class DiagnosisPage(Page):
    """`Go.item_id` is a gap, 'gap#node' to stand at a question, or empty for a new gap of `Go.person_id`."""

    def __init__(self, desk: Desk, ask: Ask) -> None:
        super().__init__()
        self._desk = desk
        self._view: GapView | None = None
        self._here = _CLOSING
        self._scaffold = Scaffold(self)
        self.notice = Notice()
        self.form = GapForm(desk)
        self.sheet = DiagnosisSheet(self._write_note)
        self.areas, self.card, self.closing = self.sheet.areas, self.sheet.card, self.sheet.closing
        self.ending = Endings(self, self.closing, desk, ask)
        self.kept = label(self.tr("Kept as you go"), "muted", wrap=False)
        self.describe = quiet(self.tr("Change the &description"), "pencil")
        self.pause = secondary(self.tr("Pause here"), "pause")
        self._lay_out()
        self._connect()

    # Coming and going

    def enter(self, go: Go) -> None:
        """Show a gap at its next question, freshly read, or the form for a new one. Raises NotFound."""
        self.notice.quiet()
        gap_id, _, node = go.item_id.partition("#")
        if not gap_id:
            self._begin_new(go.person_id)
            return
        view = self._desk.gaps.view(GapId(gap_id))
        if self._view is None or self._view.gap.id != gap_id or node:
            self.form.hide()
            self._here = node or view.found.next
        self._show(view)
        self._focus()

    def refresh(self, change: Change) -> None:
        """Read again if the gap changed elsewhere; the question that stands here stays."""
        if self._view is None or not change.touches(*_SHOWN):
            return
        try:
            self._show(self._desk.gaps.view(self._view.gap.id))
        except LDCoachError:
            self._view = None
            self.asked.emit(Go(Place.GOALS))

    def leave(self) -> None:
        """Keep the note that is half typed."""
        self.card.seen.flush()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Y, N and U answer, Enter goes on; a control that takes letters keeps them."""
        plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        answer = self.card.key_of(event.key()) if plain and self.card.isVisible() else ""
        if answer:
            self.card.rows[answer].choice.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.card.rows[answer].choice.click()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.card.isVisible():
            focused = self.focusWidget()
            (focused if isinstance(focused, QPushButton) else self.card.go_on).click()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the areas above the question where there is no room beside it."""
        super().resizeEvent(event)
        width = self.window().width()
        self.sheet.set_narrow(narrow=width < _THREE_COLUMNS)
        self.kept.setHidden(width < _NARROW)

    # Showing

    def _begin_new(self, person_id: str) -> None:
        describing = self._view is None and bool(self.form.statement.text()) and not self.form.isHidden()
        self._view = None
        self._scaffold.show_title(self.tr("A gap in the work"), self.tr("Diagnosis"))
        people = self._desk.people.lines()
        if not people:
            self.form.hide()
            self.notice.say("info", self.tr("Nobody is on your team yet. Add a person first."))
        elif not describing:
            self.form.begin_new(people, person_id)
        self._show_parts()
        tab_as_laid_out(self)

    def _show(self, view: GapView) -> None:
        diagnosis, today = self._desk.gaps.diagnosis, self._desk.context.clock.today()
        self._view = view
        name = view.person.name if view.person else ""
        alone = self.tr("Diagnosis of your own \N{MIDDLE DOT} {name}")
        kicker = self.tr("Diagnosis, together with {name}") if view.together else alone
        self._scaffold.show_title(view.gap.statement, kicker.format(name=name))
        if self._here and self._here not in view.found.asked:
            self._here = view.found.next
        self.sheet.found.show_view(view, diagnosis, self._called(), today)
        self.pause.setText(self.tr("Back to the 1-2-1") if view.talk else self.tr("Pause here"))
        self.areas.show_found(diagnosis, view.found, view.gap.given, self._here)
        self._show_parts()
        if self._here:
            self._show_question(view)
        elif view.found.ending is not None:
            self.ending.show_view(view, diagnosis.closings[view.found.ending], today)
        tab_as_laid_out(self)

    def _show_parts(self) -> None:
        view, writing = self._view, not self.form.isHidden()
        self.sheet.setVisible(view is not None and not writing)
        self.sheet.show_question(asking=bool(self._here))
        for part in (self.describe, self.pause, self.kept):
            part.setVisible(view is not None and not writing)
        self.kept.setVisible(view is not None and not writing and self.window().width() >= _NARROW)

    def _show_question(self, view: GapView) -> None:
        node, called = self._desk.gaps.diagnosis.nodes[self._here], self._called()
        answer = view.gap.given.get(self._here, "")
        if self.card.property("node") != f"{view.gap.id}#{self._here}":
            self.card.setProperty("node", f"{view.gap.id}#{self._here}")
            first = view.found.asked[:1] == (self._here,)
            self.card.show_node(node, answer, called, together=view.together, first=first)
        self.card.seen.open(f"{view.gap.id}#{self._here}", view.notes.get(self._here, ""))
        check = view.checks.get(self._here) if answer == UNKNOWN else None
        self.card.show_check(check, node.check, called, self._desk.context.clock.today())
        self._show_go_on(view)

    def _show_go_on(self, view: GapView) -> None:
        answer = view.gap.given.get(self._here, "")
        self.card.show_go_on(answer, last=not self._following(view))

    def _called(self) -> str:
        person = self._view.person if self._view else None
        return person.called if person else ""

    def _following(self, view: GapView) -> str:
        """Return the question after this one, or nothing at the end."""
        asked = view.found.asked
        if self._here not in asked:
            return view.found.next
        at = asked.index(self._here) + 1
        return asked[at] if at < len(asked) else ""

    # Acting

    def _do(self, act: Callable[[], Change]) -> bool:
        try:
            change = act()
        except LDCoachError as error:
            self._say(str(error))
            return False
        self.notice.quiet()
        self.changed.emit(change)
        return True

    def _stand_at(self, node: str) -> None:
        self.card.seen.flush()
        if self._view is None:
            return
        self._here = node
        self._show(self._desk.gaps.view(self._view.gap.id))
        self._scaffold.to_top()
        self._focus()

    def _focus(self) -> None:
        if self.form.isHidden():
            self.sheet.focus()

    def _write_note(self, place: str, words: str, visit: bool, about_work: Collection[str]) -> Change:  # noqa: FBT001  # as `WriteNote` has it
        gap_id, _, node = place.partition("#")
        return self._desk.gaps.note(GapId(gap_id), node, words, visit=visit, about_work=about_work)

    def _say(self, sentence: str) -> None:
        self.notice.say("error", sentence)
        self._scaffold.to_top()

    def _on_card_picked(self, key: str) -> None:
        if self._view is not None:
            gap_id, node = self._view.gap.id, self._here
            if not self._do(lambda: self._desk.gaps.answer(gap_id, node, key)):
                self.card.setProperty("node", None)
                self._show(self._desk.gaps.view(gap_id))

    def _on_check_set(self) -> None:
        check = self.card.check
        if self._view is not None and check is not None:
            gap_id, node = self._view.gap.id, self._here
            self._do(lambda: self._desk.gaps.set_check(gap_id, node, check.owner(), check.due_on()))

    def _on_go_on_clicked(self) -> None:
        if self._view is not None:
            self._stand_at(self._following(self._view))

    def _on_back_wanted(self) -> None:
        if self._view is None:
            return
        asked = self._view.found.asked
        at = asked.index(self._here) if self._here in asked else len(asked)
        if at > 0:
            self._stand_at(asked[at - 1])

    def _on_describe_clicked(self) -> None:
        if self._view is not None:
            self.card.seen.flush()
            self.form.begin_edit(self._view)
            self._show_parts()

    def _on_form_done(self, change: Change) -> None:
        gap_id = GapId(change.created) if change.created else self._view.gap.id if self._view else GapId("")
        self._view = self._desk.gaps.view(gap_id)
        self._here = self._view.found.next or ("N0" if self._view.found.ending is Ending.DEFINE_GAP else "")
        self.changed.emit(change)
        self._stand_at(self._here)

    def _on_form_closed(self) -> None:
        if self._view is None:
            self.asked.emit(Go(Place.GOALS))
        else:
            self._stand_at(self._here)

    def _on_pause_clicked(self) -> None:
        self.card.seen.flush()
        view = self._view
        if view is None:
            return
        place, item = (Place.TALK, view.talk) if view.talk else (Place.GAP, view.gap.id)
        self.asked.emit(Go(place, view.gap.person_id or "", item))

    def _on_ending_changed(self, change: Change) -> None:
        self.notice.quiet()
        if self._view is not None and self.ending.removed == self._view.gap.id:
            self._view = None
        self.changed.emit(change)

    def _on_ending_told(self, tone: Tone, sentence: str) -> None:
        self.notice.say(tone, sentence)
        self._scaffold.to_top()

    # Building

    def _lay_out(self) -> None:
        for part in (self.kept, self.describe, self.pause):
            self._scaffold.buttons.addWidget(part)
        for each in (self.notice, self.form, self.sheet):
            self._scaffold.body.addWidget(each)
        self._scaffold.body.addStretch(1)

    def _connect(self) -> None:
        self.form.done.connect(self._on_form_done)
        self.form.closed.connect(self._on_form_closed)
        self.areas.chosen.connect(self._stand_at)
        self.describe.clicked.connect(self._on_describe_clicked)
        self.pause.clicked.connect(self._on_pause_clicked)
        card = self.card
        card.picked.connect(self._on_card_picked)
        card.check_set.connect(self._on_check_set)
        card.go_on.clicked.connect(self._on_go_on_clicked)
        card.back_wanted.connect(self._on_back_wanted)
        card.seen.kept.connect(self.changed)
        card.seen.failed.connect(self._say)
        self.closing.back_wanted.connect(self._on_back_wanted)
        self.ending.describe_wanted.connect(self._on_describe_clicked)
        self.ending.changed.connect(self._on_ending_changed)
        self.ending.told.connect(self._on_ending_told)
        self.ending.asked.connect(self.asked)
