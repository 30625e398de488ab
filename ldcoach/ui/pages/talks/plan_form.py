"""The small form that plans a 1-2-1, or gives a planned one another time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from PySide6.QtCore import Qt, QTime, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout

from ldcoach.domain.cadence import next_moment
from ldcoach.domain.choosing import Choice
from ldcoach.domain.guides import Guide
from ldcoach.domain.ids import PersonId
from ldcoach.domain.people import DEFAULT_MINUTES
from ldcoach.services.views import PersonLine
from ldcoach.ui.pages.chooser import Chooser
from ldcoach.ui.pages.days import DayEdit
from ldcoach.ui.widgets.buttons import primary, quiet
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.field import Field
from ldcoach.ui.widgets.flow import Flow
from ldcoach.ui.widgets.labels import small
from ldcoach.ui.widgets.notice import Notice
from ldcoach.ui.widgets.number_fields import minutes_field, time_field

USUAL_GUIDE = "weekly"


@dataclass(frozen=True, slots=True)
class Plan:
    """What was filled in; `at` is aware and in UTC."""

    person_id: PersonId
    at: datetime
    minutes: int
    guide_key: str


def usual_moment(today: date, last_held: datetime | None, cadence_days: int) -> datetime:
    """Return the next moment, local and naive, that fits the rhythm; `last_held` is aware."""
    local = last_held.astimezone().replace(tzinfo=None) if last_held is not None else None
    return next_moment(today, local, cadence_days)


class PlanForm(Card):
    """Person, date, time, minutes and guide.

    `planned` carries a `Plan`; `closed` says that it was left; `new_time_open` that a 1-2-1 moves to no day yet.
    """

    planned = Signal(object)
    closed = Signal()
    new_time_open = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("Plan a 1-2-1"), "calendar")
        self.notice = Notice()
        self.person = QComboBox()
        self.date = DayEdit("ddd d MMM yyyy")
        self.time = time_field()
        self.minutes = minutes_field()
        self.guide = QComboBox()
        self.what_for = quiet(self.tr("What is this conversation for?"), "circle-help")
        self.chooser = Chooser(self.tr("Take it"))
        self.save = primary(self.tr("Plan it"))
        self.cancel = quiet(self.tr("Leave it"))
        self.no_day = quiet(self.tr("The new day is not known yet"))
        self.no_day.clicked.connect(self.new_time_open)
        self.purpose = small("")
        self._guides: dict[str, Guide] = {}
        self._usual_minutes = DEFAULT_MINUTES
        self._person_id = PersonId("")
        self._lay_out()
        self.save.clicked.connect(self._on_save_clicked)
        self.cancel.clicked.connect(self._on_cancel_clicked)
        self.guide.currentIndexChanged.connect(self._on_guide_changed)
        self.guide.activated.connect(self._on_guide_activated)
        self.what_for.clicked.connect(self._on_what_for_clicked)
        self.chooser.taken.connect(self._on_chooser_taken)
        self.hide()

    def _lay_out(self) -> None:
        self._person_field = Field(self.tr("W&ith"), self.person)
        self._minutes_field = Field(self.tr("&Minutes"), self.minutes)
        self._guide_field = Field(self.tr("&Guide"), self.guide)
        date_field, time_field = Field(self.tr("&Day"), self.date), Field(self.tr("&Time"), self.time)
        widths = (
            (self._person_field, 200),
            (date_field, 168),
            (time_field, 96),
            (self._minutes_field, 88),
            (self._guide_field, 264),
        )
        flow = Flow()
        for field, width in widths:
            field.setFixedWidth(width)
            flow.add(field)
        row = QHBoxLayout()
        row.addWidget(self.save)
        row.addWidget(self.cancel)
        row.addStretch()
        row.addWidget(self.no_day)
        row.addWidget(self.what_for)
        self.chooser.hide()
        self.body.addWidget(flow)
        self.body.addWidget(self.purpose)
        self.body.addWidget(self.chooser)
        self.body.addWidget(self.notice)
        self.body.addLayout(row)

    def ask_for(
        self, at: datetime, guides: Sequence[Guide], people: Sequence[PersonLine] = (), choices: Sequence[Choice] = ()
    ) -> None:
        """Ask for a new 1-2-1, proposing the naive local time `at`; `choices` help to choose the guide."""
        self._begin(self.tr("Plan a 1-2-1"), self.tr("Plan it"), at)
        self._show_parts(moving=False, choose_person=bool(people))
        self._guides = {guide.key: guide for guide in guides}
        self.chooser.show_choices(choices, guides)
        self.what_for.setVisible(bool(choices))
        self.guide.clear()
        for guide in guides:
            self.guide.addItem(guide.name, guide.key)
        self.choose_guide(USUAL_GUIDE)
        self.person.clear()
        for line in people:
            self.person.addItem(line.name, line.person_id)
        (self.person if people else self.date).setFocus()

    def ask_to_move(self, name: str, at: datetime) -> None:
        """Ask for another time of a 1-2-1 with `name`, planned for the aware moment `at`."""
        title = self.tr("Another time with {name}").format(name=name)
        self._begin(title, self.tr("Move it"), at.astimezone().replace(tzinfo=None))
        self._show_parts(moving=True, choose_person=False)
        self.date.setFocus()

    def set_person(self, person_id: PersonId, minutes: int) -> None:
        """Plan for one person, with the usual length in minutes."""
        self._person_id = person_id
        self._usual_minutes = minutes
        self.minutes.setValue(minutes)
        at = self.person.findData(person_id)
        if at >= 0:
            self.person.setCurrentIndex(at)

    def choose_guide(self, key: str) -> None:
        """Show the guide of that key, if there is one."""
        at = self.guide.findData(key)
        if at >= 0:
            self.guide.setCurrentIndex(at)

    def take_guide(self, key: str) -> None:
        """Show the guide of that key, if there is one, and propose its minutes."""
        self.choose_guide(key)
        self._take_minutes_of(key)

    def plan(self) -> Plan:
        """Return what is filled in."""
        chosen = self.person.currentData() if not self._person_field.isHidden() else self._person_id
        local = datetime.combine(self.date.day(), self._hour())
        return Plan(PersonId(chosen), local.astimezone(UTC), self.minutes.value(), self.guide.currentData() or "")

    def show_moment(self, at: datetime) -> None:
        """Show another naive local time."""
        self.date.show_day(at.date())
        self.time.setTime(QTime(at.hour, at.minute))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Escape, plan with Enter."""
        if event.key() == Qt.Key.Key_Escape:
            self._on_cancel_clicked()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._on_save_clicked()
        else:
            super().keyPressEvent(event)

    def _begin(self, title: str, act: str, at: datetime) -> None:
        self.title.setText(title)
        self.save.setText(act)
        self.notice.quiet()
        self.show_moment(at)
        self.show()

    def _show_parts(self, *, moving: bool, choose_person: bool) -> None:
        self._person_field.setVisible(choose_person)
        self._minutes_field.setVisible(not moving)
        self._guide_field.setVisible(not moving)
        self.purpose.setVisible(not moving)
        self.what_for.setVisible(not moving)
        self.no_day.setVisible(moving)
        self.chooser.hide()

    def _hour(self) -> time:
        shown = self.time.time()
        return time(shown.hour(), shown.minute())

    def _on_save_clicked(self) -> None:
        self.planned.emit(self.plan())

    def _on_guide_changed(self) -> None:
        guide = self._guides.get(self.guide.currentData() or "")
        self.purpose.setText(guide.purpose if guide else "")

    def _on_guide_activated(self) -> None:
        self._take_minutes_of(self.guide.currentData() or "")

    def _take_minutes_of(self, key: str) -> None:
        """Propose how long a guide is; the one of every week takes what is usual with the person."""
        guide = self._guides.get(key)
        self.minutes.setValue(guide.minutes if guide and key != USUAL_GUIDE else self._usual_minutes)

    def _on_what_for_clicked(self) -> None:
        self.chooser.setVisible(self.chooser.isHidden())
        if self.chooser.isVisible():
            self.chooser.focus()

    def _on_chooser_taken(self, key: str) -> None:
        self.take_guide(key)
        self.chooser.hide()
        self.save.setFocus()

    def _on_cancel_clicked(self) -> None:
        self.hide()
        self.closed.emit()
