"""Ties the coach to the fields: what it reads, underlines, asks, and what is set aside."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal

from ldcoach.domain.feedback import Feedback
from ldcoach.domain.wording.advice import Strip
from ldcoach.domain.wording.rules import Severity
from ldcoach.errors import LDCoachError
from ldcoach.services.change import Change
from ldcoach.services.desk import Desk
from ldcoach.services.reviews import Asked
from ldcoach.ui.pages.write_feedback.coach import CoachRail
from ldcoach.ui.pages.write_feedback.form import FeedbackForm
from ldcoach.ui.pages.write_feedback.parts import first_open
from ldcoach.ui.pages.write_feedback.reading import CoachReading
from ldcoach.ui.tasks import Tasks


class Coaching(QObject):
    """Asks, never writes. `read` follows each review, `changed` carries a `Change`, `failed` a sentence."""

    read = Signal()
    changed = Signal(object)
    failed = Signal(str)

    def __init__(self, desk: Desk, tasks: Tasks, form: FeedbackForm, parent: QObject) -> None:
        super().__init__(parent)
        self.rail = CoachRail()
        self._coach = desk.coach
        self._form = form
        self._reading = CoachReading(desk.reviews, tasks, self)
        self._warned: frozenset[str] = frozenset()
        self._piece: Feedback | None = None
        self._reading.read.connect(self._on_reading_read)
        self._reading.failed.connect(self.failed)
        self.rail.chosen.connect(self._on_rail_chosen)
        self.rail.set_aside.connect(self.set_aside)
        self.rail.mute_wanted.connect(self._on_rail_mute_wanted)
        self.rail.unmute_wanted.connect(self._on_rail_unmute_wanted)

    def begin(self) -> None:
        """Start with another piece."""
        self._reading.forget()
        self._warned = frozenset()
        self._piece = None
        self._show()

    def look(self, piece: Feedback, words: str) -> None:
        """Read a piece as it stands."""
        self._reading.look(piece, words)

    def rules_of(self, piece: Feedback, words: str, *, exact: bool) -> tuple[str, ...]:
        """Return the ids of the rules that see something; without `exact` a long text is not waited for."""
        return self._reading.rules_of(piece, words, exact=exact)

    def remember(self, piece: Feedback) -> None:
        """Keep with a piece that is on record what was called 'not so here'.

        Raises:
            LDCoachError: it could not be kept.
        """
        self._piece = piece
        for rule in sorted(self._reading.aside):
            self._coach.dismiss(rule, piece.text_id)

    def show_dots(self) -> None:
        """Fill the dots that are there, and ask for the first that is not."""
        review = self._reading.review if self._form.has_words() else None
        strip = review.strip if review else Strip()
        full = (self._form.day_counts(), strip.occasion, strip.behaviour, strip.impact)
        self._form.strip.show_dots(full, first_open(full))

    def is_cautioned(self) -> bool:
        """Go to a question about what could harm, once for each; tell whether there was one."""
        cards = self.rail.questions()
        cautions = {card.asked.rule for card in cards if card.asked.severity is Severity.CAUTION} - self._warned
        if cautions:
            self._warned |= cautions
            self.rail.choose(next(at for at, card in enumerate(cards) if card.asked.rule in cautions))
        return bool(cautions)

    def set_aside_current(self) -> None:
        """Call the question one is at, or the first, 'not so here'."""
        cards = self.rail.questions()
        current = self.rail.current() or (cards[0].asked if cards else None)
        if current is not None:
            self.set_aside(current.rule)

    def set_aside(self, rule_id: str) -> None:
        """Let a rule not ask about this piece again."""
        self._reading.set_aside(rule_id)
        try:
            if self._piece is not None:
                self.remember(self._piece)
            if self._coach.may_ask_to_mute(rule_id):
                self.rail.ask_to_mute(rule_id)
        except LDCoachError as error:
            self.failed.emit(str(error))
        self._form.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        review = self._reading.review
        questions, more = (review.questions, review.more) if review else ((), ())
        self.rail.show_questions(questions, more)
        self.rail.show_muted(any_are=bool(self._coach.muted()))
        self._underline()
        self.show_dots()

    def _underline(self) -> None:
        current = self.rail.current()
        asked = [card.asked.part for card in self.rail.questions() if card.asked.phrase]
        self._form.underline(asked, current.part if current and current.phrase else None)

    def _on_reading_read(self) -> None:
        self._show()
        self.read.emit()

    def _on_rail_chosen(self, asked: Asked) -> None:
        self._underline()
        self._form.go_to(asked.part)

    def _on_rail_mute_wanted(self, rule_id: str) -> None:
        self._change([self._coach.mute(rule_id)])

    def _on_rail_unmute_wanted(self) -> None:
        self._change([self._coach.unmute(rule_id) for rule_id in sorted(self._coach.muted())])

    def _change(self, changes: list[Change]) -> None:
        for change in changes:
            self.changed.emit(change)
        self._reading.renew()
