"""Quiet words at the top of the day: what begins soon, what goes on, what is due."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ldcoach.services.views import Reminder, ReminderKind
from ldcoach.ui import words
from ldcoach.ui.go import Go, Place
from ldcoach.ui.widgets.buttons import link
from ldcoach.ui.widgets.clearing import clear

_ICONS = {ReminderKind.GOING_ON: "messages-square", ReminderKind.SOON: "clock"}


class ReminderStrip(QWidget):
    """One line for each reminder about a 1-2-1 near its time; the cards below tell the rest. `asked` carries a `Go`."""

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.hide()

    def show_reminders(self, reminders: Iterable[Reminder], today: date) -> None:
        """Show what stands now; hidden while there is nothing."""
        clear(self._column)
        for reminder in reminders:
            if reminder.talk is not None and reminder.kind in _ICONS:
                go_on = reminder.kind is ReminderKind.GOING_ON
                moment = words.moment(reminder.talk.planned_for.astimezone(), today)
                pattern = self.tr("The 1-2-1 with {name} is open. Go on where it stopped.")
                said = pattern if go_on else self.tr("1-2-1 with {name}, {moment}. Prepare it.")
                line = link(said.format(name=reminder.talk.person_name, moment=moment), _ICONS[reminder.kind])
                place = Place.TALK if go_on else Place.PREPARE
                go = Go(place, reminder.talk.person_id, reminder.talk.conversation_id)
                line.clicked.connect(lambda _checked, go=go: self.asked.emit(go))
                self._column.addWidget(line, 0, Qt.AlignmentFlag.AlignLeft)
        self.setVisible(self._column.count() > 0)
