"""The days that a summary covers."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QDateEdit, QHBoxLayout

from ldcoach.ui.widgets.buttons import quiet, secondary
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.field import Field
from ldcoach.ui.widgets.flow import Flow
from ldcoach.ui.widgets.segmented import Segmented

USUAL_MONTHS = 6
_PRESETS = (3, 6, 12)


def months_back(today: date, months: int) -> date:
    """Return the first day of a period of so many months that ends today."""
    first = QDate(today.year, today.month, today.day).addMonths(-months).addDays(1)
    return date(first.year(), first.month(), first.day())


class PeriodForm(Card):
    """Presets and two dates, shown when asked for. `chosen` carries the first and the last day."""

    chosen = Signal(object, object)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("Which days does it cover?"), "calendar", tight=True)
        self._today = date(2000, 1, 1)
        options = [(str(months), self.tr("Last {count} months").format(count=months), "") for months in _PRESETS]
        self.presets = Segmented(self.tr("Usual periods"), options, chips=True)
        self.first, self.last = _day_edit(), _day_edit()
        self.use = secondary(self.tr("Use these days"))
        self.close_button = quiet(self.tr("Leave it"))
        flow = Flow(12)
        for field in (Field(self.tr("F&irst day"), self.first), Field(self.tr("&Last day"), self.last)):
            field.setFixedWidth(200)
            flow.add(field)
        self.body.addWidget(self.presets)
        self.body.addWidget(flow)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.use)
        row.addWidget(self.close_button)
        row.addStretch()
        self.body.addLayout(row)
        self.presets.chosen.connect(self._on_presets_chosen)
        self.use.clicked.connect(self._on_use_clicked)
        self.close_button.clicked.connect(self._on_close_button_clicked)
        self.hide()

    def begin(self, first: date, last: date, today: date) -> None:
        """Show the form with the days that hold now."""
        self._today = today
        self._show_days(first, last)
        self.show()
        self.first.setFocus()

    def _show_days(self, first: date, last: date) -> None:
        self.first.setDate(QDate(first.year, first.month, first.day))
        self.last.setDate(QDate(last.year, last.month, last.day))

    def _on_presets_chosen(self, months: str) -> None:
        self._show_days(months_back(self._today, int(months)), self._today)
        self._on_use_clicked()

    def _on_use_clicked(self) -> None:
        self.chosen.emit(_day(self.first.date()), _day(self.last.date()))

    def _on_close_button_clicked(self) -> None:
        self.hide()
        self.closed.emit()


def _day_edit() -> QDateEdit:
    made = QDateEdit()
    made.setCalendarPopup(True)
    made.setDisplayFormat("d MMMM yyyy")
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made


def _day(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())
