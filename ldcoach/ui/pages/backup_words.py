"""Backups in words: their size, their age, what they are kept for."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication, QLocale

from ldcoach.domain.backup_slots import Slot
from ldcoach.ui import words

_MEGA = 1_000_000


def size(count: int) -> str:
    """Return a number of bytes in megabytes: 3.2 MB."""
    return QCoreApplication.translate("backups", "{mega} MB").format(mega=QLocale().toString(count / _MEGA, "f", 1))


def kept_for(slots: tuple[Slot, ...]) -> str:
    """Return what a backup is kept for: day, week and month."""
    named = {
        Slot.DAILY: QCoreApplication.translate("backups", "day"),
        Slot.WEEKLY: QCoreApplication.translate("backups", "week"),
        Slot.MONTHLY: QCoreApplication.translate("backups", "month"),
    }
    if not slots:
        return QCoreApplication.translate("backups", "goes with the next backup")
    pattern = QCoreApplication.translate("backups", "kept for its {periods}")
    return pattern.format(periods=words.listed([named[slot] for slot in slots]))


def age(last: datetime | None, today: date) -> str:
    """Return how old the last good backup is, as a sentence."""
    if last is None:
        return QCoreApplication.translate("backups", "There is no backup yet.")
    day = last.astimezone().date()
    if day > today:
        ahead = QCoreApplication.translate("backups", "The last good backup, of {day}, lies ahead of the clock.")
        return ahead.format(day=words.short_date(day, today))
    pattern = QCoreApplication.translate("backups", "The last good backup was made {when}.")
    when = words.day(day, today) if (today - day).days <= 1 else words.ago(day, today)
    return pattern.format(when=when)
