"""Planned 1-2-1s in groups, each with what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ldcoach.services.views import Upcoming
from ldcoach.ui import words
from ldcoach.ui.widgets.avatar import Avatar
from ldcoach.ui.widgets.buttons import icon_button, quiet, rename, secondary
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.clearing import clear
from ldcoach.ui.widgets.labels import muted
from ldcoach.ui.widgets.look import rule
from ldcoach.ui.widgets.pill import Pill

_NARROW = 700


class TalkRow(QWidget):
    """One planned 1-2-1.

    `acted` carries 'person', 'prepare', 'start', 'move', 'missed' or 'cancel', and the `Upcoming`.
    """

    acted = Signal(str, object)

    def __init__(self, talk: Upcoming, today: date) -> None:
        super().__init__()
        self.talk = talk
        at = talk.planned_for.astimezone()
        self._overdue = at.date() < today and not talk.started
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 6, 0, 6)
        self._row.setSpacing(12)
        who = QHBoxLayout()
        who.setSpacing(12)
        who.addWidget(Avatar(talk.person_name, small=True), 0, Qt.AlignmentFlag.AlignVCenter)
        who.addLayout(self._words(talk, words.moment(at, today)), 1)
        self._row.addLayout(who, 1)
        self._row.addLayout(self._buttons(talk, words.moment(at, today)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons below the words where there is no room beside them."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def _words(self, talk: Upcoming, moment: str) -> QVBoxLayout:
        column, head = QVBoxLayout(), QHBoxLayout()
        column.setSpacing(0)
        head.setSpacing(8)
        name = QPushButton(talk.person_name.replace("&", "&&"))
        name.setProperty("kind", "title")
        told = self.tr("{name}, {moment}").format(name=talk.person_name, moment=moment)
        name.setAccessibleName(told)
        name.clicked.connect(lambda _checked: self.acted.emit("person", talk))
        head.addWidget(name)
        if talk.started:
            head.addWidget(Pill(self.tr("begun"), "accent"))
        head.addStretch()
        when = self.tr("was planned for {moment}").format(moment=moment) if self._overdue else moment
        line = muted(
            self.tr("{when}, {minutes}, {guide}").format(
                when=words.sentence(when), minutes=words.minutes(talk.planned_minutes), guide=talk.guide_name
            )
        )
        line.setContentsMargins(6, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(line)
        return column

    def _buttons(self, talk: Upcoming, moment: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.prepare = secondary(self.tr("Prepare"), small=True)
        self.start = secondary(self.tr("Go on") if talk.started else self.tr("Start"), small=True)
        self.move_it = quiet(self.tr("Move"), small=True)
        self.cancel = icon_button("x", "", small=True, bare=True)
        self.missed = quiet(self.tr("Did not happen"), small=True)
        # What is shown before it lies in the row would come up as a window of its own.
        (self.cancel if self._overdue else self.missed).hide()
        acts = (
            (self.prepare, "prepare", self.tr("Prepare the 1-2-1 with {name} {moment}")),
            (self.start, "start", self.tr("Start the 1-2-1 with {name} {moment}")),
            (self.move_it, "move", self.tr("Move the 1-2-1 with {name} {moment}")),
            (self.missed, "missed", self.tr("The 1-2-1 with {name} {moment} did not happen")),
            (self.cancel, "cancel", self.tr("Cancel the 1-2-1 with {name} {moment}")),
        )
        for button, act, name in acts:
            rename(button, name.format(name=talk.person_name, moment=moment))
            button.clicked.connect(lambda _checked, act=act: self.acted.emit(act, talk))
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch()
        return row


class TalkGroups(QWidget):
    """Cards for what did not happen yet, today, this week and later; `acted` as in `TalkRow`."""

    acted = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)
        self._rows: list[TalkRow] = []

    def show_talks(self, talks: Sequence[Upcoming], today: date) -> None:
        """Show planned 1-2-1s, soonest first, under what they have in common."""
        clear(self._column)
        self._rows.clear()
        for heading, group in self._groups(talks, today):
            card = Card(heading)
            for at, talk in enumerate(group):
                if at:
                    card.body.addWidget(rule())
                row = TalkRow(talk, today)
                row.acted.connect(self.acted)
                card.body.addWidget(row)
                self._rows.append(row)
            self._column.addWidget(card)

    def rows(self) -> list[TalkRow]:
        """Return the rows that are shown, topmost first."""
        return list(self._rows)

    def _groups(self, talks: Sequence[Upcoming], today: date) -> list[tuple[str, list[Upcoming]]]:
        sunday = today + timedelta(days=6 - today.weekday())
        groups: dict[str, list[Upcoming]] = {
            self.tr("Did not happen yet"): [],
            self.tr("Today"): [],
            self.tr("This week"): [],
            self.tr("Later"): [],
        }
        before, now, week, later = groups.values()
        for talk in talks:
            day = talk.planned_for.astimezone().date()
            (before if day < today else now if day == today else week if day <= sunday else later).append(talk)
        return [(heading, group) for heading, group in groups.items() if group]
