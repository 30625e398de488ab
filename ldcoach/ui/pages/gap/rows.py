"""Gaps in a list, each with where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from ldcoach.domain.gaps import GapStage
from ldcoach.services.views import GapLine
from ldcoach.ui.go import Go, Place
from ldcoach.ui.pages.gap import words as gap_words
from ldcoach.ui.widgets.buttons import secondary
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.clearing import clear
from ldcoach.ui.widgets.labels import muted, small
from ldcoach.ui.widgets.look import rule
from ldcoach.ui.widgets.pill import Pill
from ldcoach.ui.widgets.wrapping_button import WrappingButton

_IN_QUESTION = frozenset({GapStage.ASKING, GapStage.DEFINE_GAP, GapStage.ELSEWHERE})
"""Stages in which the questions are the place to go to."""


class GapsCard(Card):
    """The gaps of one person or of everybody. `asked` carries a `Go`."""

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__(self.tr("Gaps"), "unlink")
        self._person_id = ""
        self.titles: list[WrappingButton] = []
        self.new = secondary(self.tr("Look into a gap"), "plus", small=True)
        self.head.addWidget(self.new)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.body.addLayout(self._rows)
        self.new.clicked.connect(self._on_new_clicked)

    def show_gaps(self, person_id: str, lines: Sequence[GapLine], today: date, *, with_name: bool = False) -> None:
        """Show gaps that are not closed; `person_id` is whose a new one would be."""
        self._person_id = person_id
        clear(self._rows)
        self.titles = []
        still = [line for line in lines if line.stage is not GapStage.CLOSED]
        for at, line in enumerate(still):
            if at:
                self._rows.addWidget(rule())
            self._add(line, today, with_name=with_name)
        if not still:
            none = self.tr("A result that is not where it should be? Find the cause before a remedy.")
            self._rows.addWidget(muted(none))

    def _add(self, line: GapLine, today: date, *, with_name: bool) -> None:
        title = WrappingButton(line.gap.statement)
        title.setAccessibleName(self.tr("{name}: {gap}").format(name=line.person_name, gap=line.gap.statement))
        place = Place.DIAGNOSIS if line.stage in _IN_QUESTION else Place.GAP
        go = Go(place, line.gap.person_id or "", line.gap.id)
        title.clicked.connect(lambda _checked, go=go: self.asked.emit(go))
        self.titles.append(title)
        self._rows.addWidget(title)
        below = QHBoxLayout()
        below.setContentsMargins(4, 0, 0, 0)
        below.setSpacing(10)
        below.addWidget(Pill(gap_words.stage_words(line.stage), gap_words.stage_tone(line.stage)))
        parts = [line.person_name if with_name else "", gap_words.stage_line(line, today)]
        below.addWidget(small(" \N{MIDDLE DOT} ".join(part for part in parts if part)), 1)
        self._rows.addLayout(below)

    def _on_new_clicked(self) -> None:
        self.asked.emit(Go(Place.DIAGNOSIS, self._person_id))
