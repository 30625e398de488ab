"""Parts of a guide to read: its stages, and what to know about it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ldcoach.domain.choosing import Reference
from ldcoach.domain.guides import AskOf, Guide, Stage
from ldcoach.services.views.guides import ShelfLine
from ldcoach.ui import words
from ldcoach.ui.pages import guide_words
from ldcoach.ui.widgets.card import Card, Tone
from ldcoach.ui.widgets.clearing import clear
from ldcoach.ui.widgets.drawn import Glyph
from ldcoach.ui.widgets.labels import body, kicker, muted, small
from ldcoach.ui.widgets.look import rule
from ldcoach.ui.widgets.pill import Pill
from ldcoach.ui.widgets.pill import Tone as PillTone

_ICON = 16


class StagesRead(QWidget):
    """The stages of a guide, one card below the other."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)

    def show_stages(self, guide: Guide) -> None:
        """Show the stages of another guide."""
        clear(self._column)
        for at, stage in enumerate(guide.stages):
            self._column.addWidget(_StageRead(stage, at, len(guide.stages)))


class _StageRead(Card):
    def __init__(self, stage: Stage, at: int, count: int) -> None:
        super().__init__(stage.name)
        step = kicker(self.tr("Step {at} of {count}").format(at=at + 1, count=count))
        self.layout().insertWidget(0, step)  # type: ignore[union-attr]  # a card always has a box layout
        tone: PillTone = "warn" if stage.ask_of is AskOf.MANAGER else "plain"
        # That a question is for the employee goes without saying.
        if stage.ask_of is not AskOf.EMPLOYEE:
            self.head.addWidget(Pill(guide_words.asked_of(stage.ask_of), tone))
        self.head.addWidget(Pill(words.minutes(stage.minutes), "plain", "clock"))
        self.body.addWidget(muted(stage.intent))
        self.body.addSpacing(4)
        for question in stage.questions:
            self.body.addLayout(_line("message-circle", question))
        self.body.addSpacing(4)
        self.body.addWidget(rule())
        if stage.record:
            noting = self.tr("Worth noting: {list}").format(list="; ".join(stage.record))
            self.body.addLayout(_line("pencil", noting, aside=True))
        done = self.tr("Done when: {state}").format(state=stage.done_when)
        self.body.addLayout(_line("circle-check", done, aside=True))


class AboutGuide(QWidget):
    """When a guide fits and when not, what is true at its end, what is not for notes, and its sources."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)

    def show_guide(self, line: ShelfLine) -> None:
        """Show what is known of another guide."""
        clear(self._column)
        guide = line.guide
        self._column.addWidget(self._when(guide))
        self._column.addWidget(_listed(self.tr("At the end"), "flag", "circle-check", guide.exit))
        never = _listed(self.tr("Not for notes"), "shield-check", "x", guide.never, "prep")
        self._column.addWidget(never)
        if line.references:
            self._column.addWidget(self._sources(line.references, own=line.own))

    def _when(self, guide: Guide) -> Card:
        card = Card(self.tr("When it fits"), "info", tight=True)
        card.body.addWidget(body(guide.use))
        card.body.addSpacing(4)
        card.body.addWidget(small(self.tr("Where it does not fit")))
        card.body.addWidget(body(guide.avoid))
        if guide.note:
            card.body.addSpacing(4)
            card.body.addWidget(small(self.tr("Good to know")))
            card.body.addWidget(body(guide.note))
        return card

    def _sources(self, references: Sequence[Reference], *, own: bool) -> Card:
        card = Card(self.tr("What it draws on"), "book-open", tight=True)
        for reference in references:
            card.body.addWidget(body(reference.title))
            taken = reference.taken
            if reference.second_hand:
                taken = self.tr("{taken} An account of it was read, not the original.").format(taken=taken)
            said = small(taken)
            said.setContentsMargins(0, 0, 0, 4)
            card.body.addWidget(said)
        if not own:
            card.body.addWidget(small(self.tr("The questions are LDCoach's own words.")))
        return card


def _listed(title: str, icon: str, mark: str, entries: Sequence[str], tone: Tone = "plain") -> Card:
    card = Card(title, icon, tone, tight=True)
    for entry in entries:
        card.body.addLayout(_line(mark, entry, ink="prep" if tone == "prep" else "accent"))
    return card


def _line(icon: str, text: str, *, aside: bool = False, ink: str = "accent") -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(10)
    row.addWidget(Glyph(icon, "muted" if aside else ink, _ICON), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(small(text) if aside else body(text), 1)
    return row
