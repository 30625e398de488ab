"""Fields for a day, and the days in them."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit, QWidget


class DayEdit(QDateEdit):
    """A day with a calendar; never later than `latest` where one is set."""

    def __init__(self, pattern: str = "dddd d MMMM") -> None:
        super().__init__()
        self.setCalendarPopup(True)
        self.setDisplayFormat(pattern)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001  # Qt's signature
        """Let Tab leave the field as a whole; Left and Right walk over day, month and year."""
        return QWidget.focusNextPrevChild(self, forward)

    def set_latest(self, day: date) -> None:
        """Refuse days after this one."""
        self.setMaximumDate(_qdate(day))

    def set_earliest(self, day: date) -> None:
        """Refuse days before this one."""
        self.setMinimumDate(_qdate(day))

    def show_day(self, day: date) -> None:
        """Show a day."""
        self.setDate(_qdate(day))

    def day(self) -> date:
        """Return the day that is shown."""
        shown = self.date()
        return date(shown.year(), shown.month(), shown.day())


class OptionalDay(DayEdit):
    """A day, or none: one step below the earliest day it says so in words."""

    def __init__(self, none: str, pattern: str = "d MMMM yyyy") -> None:
        super().__init__(pattern)
        self.setSpecialValueText(none)

    def begin(self, earliest: date, day: date | None) -> None:
        """Show a day or none; `earliest` is the first that can be chosen."""
        first = min(earliest, day) if day else earliest
        # Qt shows its special words at the least value.
        self.setMinimumDate(_qdate(first).addDays(-1))
        self.setDate(_qdate(day) if day else self.minimumDate())

    def chosen(self) -> date | None:
        """Return the day, or None."""
        return None if self.date() == self.minimumDate() else self.day()


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
