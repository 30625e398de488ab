"""What would go into a calendar, and what one would bring."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from ldcoach.domain.ids import PersonId
from ldcoach.domain.series import CalendarEntry
from ldcoach.services.views import PersonLine
from ldcoach.services.views.travel import CalendarView, MeetingLine, Taking
from ldcoach.ui import words
from ldcoach.ui.widgets.buttons import primary, quiet
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.clearing import clear
from ldcoach.ui.widgets.field import Field
from ldcoach.ui.widgets.flow import Flow
from ldcoach.ui.widgets.labels import body, muted, small, strong
from ldcoach.ui.widgets.locked_by import LockedBy


class CalendarOutCard(Card):
    """Every entry that would leave. `confirmed` and `closed` are the two ways out."""

    confirmed = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("Into your calendar"), "calendar")
        self.rows = QVBoxLayout()
        self.rows.setSpacing(6)
        self.save = primary(self.tr("Save the calendar file"), "save")
        self.leave = quiet(self.tr("Leave it"))
        _lay_out(self, self.rows, self.save, self.leave)
        says = self.tr("Only when and with whom leaves; others may see your calendar. Notes never leave.")
        self.body.insertWidget(0, muted(says))
        self.locked = LockedBy()
        self.body.addWidget(self.locked)
        self.save.clicked.connect(self.confirmed)
        self.leave.clicked.connect(self._on_leave_clicked)
        self.hide()

    def show_entries(self, entries: Sequence[CalendarEntry], today: date, locked_by: str = "") -> None:
        """Show what would leave; `locked_by` says who does not let it."""
        clear(self.rows)
        for entry in entries:
            self.rows.addWidget(_pair(entry.title, self._when(entry, today)))
        if not entries:
            self.rows.addWidget(body(self.tr("No 1-2-1 is planned yet, so there is nothing to save.")))
        self.save.setVisible(bool(entries))
        self.save.setDisabled(bool(locked_by))
        self.locked.show_locked(locked_by)
        self.show()
        (self.save if entries and not locked_by else self.leave).setFocus()

    def _when(self, entry: CalendarEntry, today: date) -> str:
        at = entry.start.astimezone()
        moment = words.moment(at, today)
        if entry.cancelled:
            return self.tr("cancelled there: {moment}").format(moment=moment)
        if not entry.every_days:
            return moment
        rhythm = words.rhythm(entry.every_days)
        return self.tr("{rhythm}, from {moment}").format(rhythm=rhythm, moment=moment)

    def _on_leave_clicked(self) -> None:
        self.hide()
        self.closed.emit()


class CalendarInCard(Card):
    """What a calendar would bring, a row for each series. `linked`, `confirmed` and `closed` are wishes."""

    linked = Signal()
    confirmed = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("From a calendar"), "calendar-plus")
        self.says = body("")
        self.others = small("")
        self.rows = QVBoxLayout()
        self.rows.setSpacing(8)
        self.choices: dict[str, QComboBox] = {}
        self.plan = primary("")
        self.leave = quiet(self.tr("Leave it"))
        _lay_out(self, self.rows, self.plan, self.leave)
        self.body.insertWidget(0, self.says)
        self.body.insertWidget(2, self.others)
        self.plan.clicked.connect(self.confirmed)
        self.leave.clicked.connect(self._on_leave_clicked)
        self.hide()

    def show_view(self, view: CalendarView, people: Sequence[PersonLine], today: date) -> None:
        """Show a calendar that was read; nothing is planned yet."""
        clear(self.rows)
        self.choices = {}
        series: dict[str, list[MeetingLine]] = {}
        for line in view.lines:
            series.setdefault(line.series, []).append(line)
        for key, lines in series.items():
            self._add(key, lines, people, today)
        self.others.setText(self.tr("%n other meeting(s) are left alone.", "", view.others))
        self.others.setVisible(view.others > 0)
        self.show_counts(view)
        self.show()
        (self.plan if self.plan.isVisibleTo(self) else self.leave).setFocus()

    def show_counts(self, view: CalendarView) -> None:
        """Say how many would be planned; the rows stay as they are."""
        count = view.count(Taking.NEW) + view.count(Taking.CHANGED)
        self.plan.setText(self.tr("Plan {how_many} as 1-2-1(s)", "", count).format(how_many=words.number(count)))
        self.plan.setVisible(count > 0)
        if not view.lines:
            self.says.setText(self.tr("No new 1-2-1 stands in it for the next three months. Nothing is changed."))
        elif count == 0:
            self.says.setText(self.tr("Nothing in it is new. Nothing is changed."))
        else:
            self.says.setText(self.tr("Nothing is planned yet. See with whom each one is."))

    def links(self) -> dict[str, PersonId | None]:
        """Return with whom each series is, as it is chosen now."""
        return {key: PersonId(choice.currentData()) or None for key, choice in self.choices.items()}

    def _add(self, key: str, lines: Sequence[MeetingLine], people: Sequence[PersonLine], today: date) -> None:
        first = lines[0]
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(4)
        column.addWidget(_pair(first.title or self.tr("Without a title"), self._when(lines, today)))
        choice = QComboBox()
        choice.addItem(self.tr("Leave it out"), "")
        for person in people:
            choice.addItem(person.name, person.person_id)
        choice.setCurrentIndex(max(choice.findData(first.person_id or ""), 0))
        choice.setMaximumWidth(320)
        choice.currentIndexChanged.connect(self.linked)
        field = Field(self.tr("With whom"), choice)
        choice.setAccessibleName(self.tr("With whom is {title}").format(title=first.title))
        column.addWidget(field)
        self.choices[key] = choice
        self.rows.addWidget(row)

    def _when(self, lines: Sequence[MeetingLine], today: date) -> str:
        moment = words.moment(lines[0].start.astimezone(), today)
        if lines[0].cancelled:
            return self.tr("cancelled there: {moment}").format(moment=moment)
        if len(lines) == 1:
            return moment
        times = self.tr("%n time(s)", "", len(lines))
        return self.tr("{times}, from {moment}").format(times=times, moment=moment)

    def _on_leave_clicked(self) -> None:
        self.hide()
        self.closed.emit()


def _lay_out(card: Card, rows: QVBoxLayout, *buttons: QWidget) -> None:
    flow = Flow(gap=12)
    for button in buttons:
        flow.add(button)
    card.body.setSpacing(12)
    card.body.addLayout(rows)
    card.body.addWidget(flow)


def _pair(above: str, below: str) -> QWidget:
    pair = QWidget()
    column = QVBoxLayout(pair)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(strong(above))
    column.addWidget(small(below))
    return pair
