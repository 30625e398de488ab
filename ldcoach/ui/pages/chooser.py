"""A few answers to what a conversation is for, and the guides that fit each, with the reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QRadioButton, QVBoxLayout, QWidget

from ldcoach.domain.choosing import Choice, Offer
from ldcoach.domain.guides import Guide
from ldcoach.ui.focus import tab_as_laid_out
from ldcoach.ui.pages import guide_words
from ldcoach.ui.widgets.buttons import secondary
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.clearing import clear
from ldcoach.ui.widgets.drawn import Glyph
from ldcoach.ui.widgets.flow import Flow
from ldcoach.ui.widgets.labels import body, small, strong
from ldcoach.ui.widgets.pill import Pill

_CHIP_GAP = 8


class Chooser(QWidget):
    """Answers as chips above what fits. `taken` carries the key of a guide; `act` is the verb on its button."""

    taken = Signal(str)

    def __init__(self, act: str) -> None:
        super().__init__()
        self._act = act
        self._choices: Sequence[Choice] = ()
        self._guides: Mapping[str, Guide] = {}
        self._group = QButtonGroup(self)
        self.chips: list[QRadioButton] = []
        self.takes: list[QPushButton] = []
        self._flow = QVBoxLayout()
        self._found = QVBoxLayout()
        self._found.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(self._flow)
        column.addLayout(self._found)
        self._group.idToggled.connect(self._on_group_id_toggled)

    def show_choices(self, choices: Sequence[Choice], guides: Sequence[Guide]) -> None:
        """Show the answers; a guide that is not among `guides` is not offered. What is chosen stays chosen."""
        self._guides = {guide.key: guide for guide in guides}
        if choices != self._choices:
            self._choices = choices
            self._make_chips()
        self._show_found(self._group.checkedId())

    def choose(self, key: str) -> None:
        """Choose an answer by its key."""
        at = [choice.key for choice in self._choices].index(key)
        self.chips[at].setChecked(True)

    def focus(self) -> None:
        """Put the keyboard on the answer that is chosen, or on the first."""
        chip = self._group.checkedButton() or next(iter(self.chips), None)
        if chip is not None:
            chip.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_chips(self) -> None:
        for chip in self.chips:
            self._group.removeButton(chip)
        clear(self._flow)
        flow = Flow(_CHIP_GAP)
        self.chips = [QRadioButton(choice.saying.replace("&", "&&")) for choice in self._choices]
        for at, chip in enumerate(self.chips):
            chip.setProperty("segment", "chip")
            chip.setAccessibleName(self._choices[at].saying)
            chip.setAccessibleDescription(self.tr("What is this conversation for?"))
            self._group.addButton(chip, at)
            flow.add(chip)
        self._flow.addWidget(flow)

    def _show_found(self, at: int) -> None:
        clear(self._found)
        self.takes = []
        if not 0 <= at < len(self._choices):
            return
        choice = self._choices[at]
        offers = [offer for offer in choice.offers if offer.guide in self._guides]
        for place, offer in enumerate(offers):
            self._found.addWidget(self._row(offer, first=place == 0 and len(offers) > 1))
        if choice.route:
            self._found.addWidget(_route(choice.route))
        if choice.after:
            self._found.addWidget(small(self.tr("Afterwards: {what}").format(what=choice.after)))
        tab_as_laid_out(self)

    def _row(self, offer: Offer, *, first: bool) -> QWidget:
        guide = self._guides[offer.guide]
        card = Card(tone="sunken", tight=True)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(strong(guide.name), 1)
        if first:
            head.addWidget(Pill(self.tr("often the one"), "accent"))
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(body(offer.because))
        column.addWidget(small(guide_words.length(guide)))
        take = secondary(self._act, small=True)
        take.setAccessibleName(f"{self._act}: {guide.name}")
        take.clicked.connect(partial(self._on_take_clicked, guide.key))
        self.takes.append(take)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(column, 1)
        row.addWidget(take, 0, Qt.AlignmentFlag.AlignVCenter)
        card.body.addLayout(row)
        return card

    def _on_take_clicked(self, key: str, _on: bool = False) -> None:  # noqa: FBT001, FBT002  # Qt's signature
        self.taken.emit(key)

    def _on_group_id_toggled(self, at: int, on: bool) -> None:  # noqa: FBT001  # Qt's signature
        if on:
            self._show_found(at)


def _route(words: str) -> QWidget:
    card = Card(tone="sunken", tight=True)
    row = QHBoxLayout()
    row.setSpacing(10)
    row.addWidget(Glyph("info", "accent_text"), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(body(words), 1)
    card.body.addLayout(row)
    return card
