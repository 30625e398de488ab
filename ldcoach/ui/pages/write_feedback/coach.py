"""The coach beside the editor: at most three questions, each with its reason and a way to set it aside."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ldcoach.services.reviews import Asked
from ldcoach.ui import words
from ldcoach.ui.pages.feedback_words import shortened
from ldcoach.ui.widgets.buttons import link, quiet, secondary
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.clearing import clear
from ldcoach.ui.widgets.drawn import Glyph
from ldcoach.ui.widgets.labels import body, card_title, muted, small, strong

_PHRASE = 28


class QuestionCard(Card):
    """One question. `chosen` says that it was clicked, `set_aside` that it is not so here."""

    chosen = Signal()
    set_aside = Signal()

    def __init__(self, asked: Asked) -> None:
        super().__init__(tight=True)
        self.asked = asked
        about = shortened(asked.phrase, _PHRASE) if asked.phrase else self.tr("Whole note")
        self.why_button = quiet(self.tr("Why"), small=True)
        self.why_button.setAccessibleName(self.tr("Why this question about {phrase}").format(phrase=about))
        self.aside_button = secondary(self.tr("Not so here"), small=True)
        self.aside_button.setAccessibleName(self.tr("Not so here: {phrase}").format(phrase=about))
        self.why = small(asked.why)
        self.why.hide()
        self.head.addWidget(strong(about) if asked.phrase else muted(about), 1)
        self.head.addWidget(self.why_button, 0, Qt.AlignmentFlag.AlignTop)
        self.head.addWidget(self.aside_button, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(body(asked.question))
        self.body.addWidget(self.why)
        self.setAccessibleName(self.tr("{phrase}: {question}").format(phrase=about, question=asked.question))
        self.why_button.clicked.connect(self._on_why_button_clicked)
        self.aside_button.clicked.connect(self.set_aside)

    def show_chosen(self, *, on: bool) -> None:
        """Frame the card of the question one is at."""
        self.set_tone("chosen" if on else "plain")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to what the question is about."""
        super().mousePressEvent(event)
        self.chosen.emit()

    def _on_why_button_clicked(self) -> None:
        self.why.setVisible(self.why.isHidden())
        self.why_button.setText(self.tr("Why") if self.why.isHidden() else self.tr("Less"))


class CoachRail(QWidget):
    """Cards in the order stop, caution, nudge; F8 walks them.

    `chosen` carries the `Asked` that one is at; `set_aside`, `mute_wanted` carry the id of a rule.
    """

    chosen = Signal(object)
    set_aside = Signal(str)
    mute_wanted = Signal(str)
    unmute_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._cards: list[QuestionCard] = []
        self._more: tuple[Asked, ...] = ()
        self._at = -1
        self._to_mute = ""
        self._told = 0
        self.count = muted("")
        self.count.setWordWrap(False)
        self._column = QVBoxLayout()
        self.more = link("", "chevron-down")
        self.rest = QVBoxLayout()
        self.mute = _mute_card(self.tr("You set this question aside five times. Should it ask no more, in any text?"))
        self.mute_button = secondary(self.tr("Ask it no more"), small=True)
        self.unmute = link(self.tr("Ask again what was set aside everywhere"))
        self._lay_out()
        self.more.clicked.connect(self._on_more_clicked)
        self.mute_button.clicked.connect(self._on_mute_button_clicked)
        self.unmute.clicked.connect(self.unmute_wanted)

    def show_questions(self, questions: Sequence[Asked], more: Sequence[Asked]) -> None:
        """Show what is asked now; a question that stands as it stood keeps its card, and with it the keyboard."""
        if [card.asked for card in self._cards] != list(questions):
            self._renew(questions)
        self._more = tuple(more)
        self.more.setVisible(bool(more))
        self.more.setText(self.tr("and {count} more").format(count=words.number(len(more))))
        clear(self.rest)
        total = len(questions) + len(more)
        self.count.setText(self.tr("%n question(s)", "", total) if total else self.tr("Nothing to ask."))
        if total != self._told:
            self._told = total
            _announce(self, self.tr("Coach: {count}").format(count=self.count.text()))

    def questions(self) -> list[QuestionCard]:
        """Return the cards, topmost first."""
        return list(self._cards)

    def current(self) -> Asked | None:
        """Return the question one is at, or None."""
        return self._cards[self._at].asked if 0 <= self._at < len(self._cards) else None

    def go_on(self) -> None:
        """Go to the next question, after the last to the first."""
        if self._cards:
            self.choose((self._at + 1) % len(self._cards))

    def choose(self, at: int) -> None:
        """Go to a question; it is read out."""
        self._at = at
        for place, card in enumerate(self._cards):
            card.show_chosen(on=place == at)
        _announce(self, self._cards[at].accessibleName())
        self.chosen.emit(self._cards[at].asked)

    def ask_to_mute(self, rule_id: str) -> None:
        """Ask whether a rule that was set aside often should ask no more."""
        self._to_mute = rule_id
        self.mute.show()

    def show_muted(self, *, any_are: bool) -> None:
        """Offer to let questions ask again that were set aside everywhere."""
        self.unmute.setVisible(any_are)

    def _lay_out(self) -> None:
        column, head = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._column.setSpacing(12)
        self.rest.setSpacing(6)
        head.addWidget(card_title(self.tr("Coach")), 1)
        head.addWidget(self.count)
        column.addLayout(head)
        column.addLayout(self._column)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(self.rest)
        self.mute.body.addWidget(self.mute_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.mute)
        column.addLayout(_remark("lightbulb", self.tr("Questions only. The words stay yours. F8 goes to the next.")))
        local = self.tr("Local does not mean secret: an access request can reach what you write here.")
        column.addLayout(_remark("info", local))
        column.addWidget(self.unmute, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self.more, self.mute, self.unmute):
            part.hide()

    def _renew(self, questions: Sequence[Asked]) -> None:
        before = self.current()
        clear(self._column)
        self._cards = []
        for asked in questions:
            card = QuestionCard(asked)
            card.chosen.connect(partial(self._on_card_chosen, card))
            card.set_aside.connect(partial(self.set_aside.emit, asked.rule))
            self._cards.append(card)
            self._column.addWidget(card)
        self._at = next((at for at, one in enumerate(questions) if before and one.rule == before.rule), -1)
        if self._at >= 0:
            self._cards[self._at].show_chosen(on=True)

    def _on_card_chosen(self, card: QuestionCard) -> None:
        self.choose(self._cards.index(card))

    def _on_more_clicked(self) -> None:
        if self.rest.count():
            clear(self.rest)
            return
        for asked in self._more:
            about = shortened(asked.phrase, _PHRASE) if asked.phrase else self.tr("Whole note")
            self.rest.addWidget(muted(self.tr("{phrase}: {question}").format(phrase=about, question=asked.question)))

    def _on_mute_button_clicked(self) -> None:
        self.mute.hide()
        self.mute_wanted.emit(self._to_mute)


def _mute_card(text: str) -> Card:
    card = Card(tone="sunken", tight=True)
    card.body.addWidget(body(text))
    return card


def _remark(icon: str, text: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(Glyph(icon, "muted", 16), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(small(text), 1)
    return row


def _announce(widget: QWidget, text: str) -> None:
    """Say something once the screen reader is silent."""
    event = QAccessibleAnnouncementEvent(widget, text)
    event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
    QAccessible.updateAccessibility(event)
