"""Effort that hangs on no goal yet, kindly: it may be tied, and it may stay as it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ldcoach.services.views.goals import Loose
from ldcoach.ui import words
from ldcoach.ui.go import Go, Place
from ldcoach.ui.pages.feedback_words import shortened
from ldcoach.ui.widgets.buttons import icon_button, link
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.clearing import clear
from ldcoach.ui.widgets.drawn import Glyph
from ldcoach.ui.widgets.labels import body, label, muted, strong

_MOST = 3
_LONGEST = 90
_ICONS = {"feedback": "hand-heart", "action": "circle", "learning": "book-open"}
_PLACES = {"feedback": Place.WRITE_FEEDBACK, "action": Place.PERSON, "learning": Place.PERSON}


class LooseCard(Card):
    """Feedback, promises and learning without a goal, three of each until more are asked for. `asked` carries a Go."""

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__(self.tr("Not tied to a goal yet"), "unlink")
        self._all: set[str] = set()
        self._loose: Sequence[Loose] = ()
        self._today = date.min
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        caption = self.tr("Good work need not hang on a goal. Where it does, tying it shows what it adds up to.")
        self.body.addWidget(muted(caption))
        self.body.addLayout(self._column)
        self.hide()

    def show_loose(self, loose: Sequence[Loose], today: date) -> None:
        """Show what hangs on nothing; goals have their own place."""
        self._loose, self._today = [one for one in loose if one.kind in _ICONS], today
        self._show()

    def openers(self) -> list[QPushButton]:
        """Return the buttons that open an entry, topmost first."""
        return [each for each in self.findChildren(QPushButton) if each.property("opens")]

    def _show(self) -> None:
        clear(self._column)
        for kind, name in (
            ("feedback", self.tr("Feedback of the last three months")),
            ("action", self.tr("Open promises")),
            ("learning", self.tr("Learning")),
        ):
            mine = [one for one in self._loose if one.kind == kind]
            if mine:
                self._column.addWidget(strong(name))
            shown = mine if kind in self._all else mine[:_MOST]
            for one in shown:
                self._column.addWidget(self._row(one))
            if len(shown) < len(mine):
                self._column.addWidget(self._more(kind, name, len(mine) - len(shown)), 0, Qt.AlignmentFlag.AlignLeft)
        self.setVisible(bool(self._loose))

    def _row(self, one: Loose) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        told = self.tr("{name}: {words}").format(name=one.person_name, words=shortened(one.words, _LONGEST))
        row.addWidget(Glyph(_ICONS[one.kind], "accent"))
        row.addWidget(body(told), 1)
        if one.on is not None:
            row.addWidget(label(words.day(one.on, self._today), "small", wrap=False))
        opener = icon_button("chevron-right", self.tr("Open: {words}").format(words=told), small=True, bare=True)
        opener.setProperty("opens", one.id)
        opener.clicked.connect(lambda _checked: self.asked.emit(_go(one)))
        row.addWidget(opener)
        return made

    def _more(self, kind: str, name: str, left: int) -> QPushButton:
        button = link(self.tr("Show {count} more").format(count=words.number(left)), "chevron-down")
        button.setAccessibleName(f"{name}: {button.text()}")
        button.clicked.connect(lambda _checked: self._on_more_clicked(kind))
        return button

    def _on_more_clicked(self, kind: str) -> None:
        self._all.add(kind)
        self._show()


def _go(one: Loose) -> Go:
    place = _PLACES[one.kind]
    return Go(place, one.person_id, one.id if place is Place.WRITE_FEEDBACK else "")
