"""The strip under a person's name: when one talks next, and in which rhythm."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from ldcoach.domain.people import Person
from ldcoach.services.views import PersonView, Upcoming
from ldcoach.ui import words
from ldcoach.ui.pages.person.form import rhythm_choice, show_rhythm
from ldcoach.ui.widgets.buttons import quiet, secondary
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.field import Field
from ldcoach.ui.widgets.labels import body, card_title, kicker
from ldcoach.ui.widgets.number_fields import minutes_field


class NextStrip(Card):
    """Next 1-2-1, rhythm, and how many of the last ones were held.

    `plan_wanted` says that a first or next 1-2-1 is to be planned; `rhythm_chosen` carries days and minutes.
    """

    plan_wanted = Signal()
    rhythm_chosen = Signal(int, int)

    def __init__(self) -> None:
        super().__init__(tone="hero", tight=True)
        self._when = card_title("")
        self._rhythm = body("")
        self.plan = secondary(self.tr("Plan"), "calendar", small=True)
        self.change = quiet(self.tr("Change &rhythm"), "calendar")
        self.form = RhythmForm()
        self._row = QHBoxLayout()
        self._row.setContentsMargins(8, 0, 0, 0)
        self._row.setSpacing(24)
        self._row.addLayout(_part(self.tr("Next 1-2-1"), self._when), 2)
        self._row.addWidget(self.plan, 0, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        self._row.addLayout(_part(self.tr("Rhythm"), self._rhythm), 3)
        self._row.addWidget(self.change, 0, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        self.body.addLayout(self._row)
        self.body.addWidget(self.form)
        self.plan.clicked.connect(self.plan_wanted)
        self.change.clicked.connect(self._on_change_clicked)
        self.form.chosen.connect(self.rhythm_chosen)
        self.form.closed.connect(self.change.setFocus)

    def show_person(self, view: PersonView, today: date) -> None:
        """Show another person, or what changed."""
        self._when.setText(self._moment(view.upcoming, today))
        self.plan.setVisible(view.upcoming is None)
        self._rhythm.setText(self._kept(view))
        self.form.show_person(view.person)

    def reflow(self, *, narrow: bool) -> None:
        """Put the parts below one another in a narrow window."""
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._row.setDirection(down if narrow else across)
        self._row.setSpacing(8 if narrow else 24)

    def _moment(self, upcoming: Upcoming | None, today: date) -> str:
        if upcoming is None:
            return self.tr("Not planned yet")
        at = upcoming.planned_for.astimezone()
        until = at + timedelta(minutes=upcoming.planned_minutes)
        pattern = self.tr("Was planned for {day}, {start}") if at.date() < today else self.tr("{day}, {start} to {end}")
        told = pattern.format(day=words.day(at.date(), today), start=words.clock(at), end=words.clock(until))
        return words.sentence(told)

    def _kept(self, view: PersonView) -> str:
        every = words.rhythm(view.person.cadence_days)
        held, due = view.held_of_last
        if not due:
            return self.tr("{rhythm} \N{MIDDLE DOT} none held yet").format(rhythm=every)
        pattern = self.tr("{rhythm} \N{MIDDLE DOT} {held} of the last {due} held")
        return pattern.format(rhythm=every, held=words.number(held), due=words.number(due))

    def _on_change_clicked(self) -> None:
        self.form.show()
        self.form.rhythm.setFocus()


class RhythmForm(QWidget):
    """How often and how long. `chosen` carries days and minutes; `closed` says that it was left."""

    chosen = Signal(int, int)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rhythm = rhythm_choice()
        self.minutes = minutes_field()
        self.save = secondary(self.tr("Keep this rhythm"))
        self.cancel = quiet(self.tr("Leave it"))
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 8, 0, 0)
        row.setSpacing(12)
        for field, width in ((Field(self.tr("&How often"), self.rhythm), 180), (self._minutes_field(), 120)):
            field.setFixedWidth(width)
            row.addWidget(field)
        for button in (self.save, self.cancel):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch()
        self.save.clicked.connect(self._on_save_clicked)
        self.cancel.clicked.connect(self._on_cancel_clicked)
        self.hide()

    def show_person(self, person: Person) -> None:
        """Show what is agreed with a person."""
        if self.isHidden():
            show_rhythm(self.rhythm, person.cadence_days)
            self.minutes.setValue(person.planned_minutes)

    def _minutes_field(self) -> Field:
        return Field(self.tr("Usual &minutes"), self.minutes)

    def _on_save_clicked(self) -> None:
        self.hide()
        self.chosen.emit(self.rhythm.currentData(), self.minutes.value())

    def _on_cancel_clicked(self) -> None:
        self.hide()
        self.closed.emit()


def _part(above: str, below: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(2)
    column.addWidget(kicker(above))
    column.addWidget(below)
    return column
