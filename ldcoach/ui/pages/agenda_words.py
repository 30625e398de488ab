"""Why something stands on the agenda, in words with an icon."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from ldcoach.domain.agenda import AgendaItem, Reason
from ldcoach.ui import words

_ICONS = {
    Reason.EMPLOYEE_TOPIC: "message-square",
    Reason.CARRIED_TOPIC: "history",
    Reason.MANAGER_TOPIC: "message-square",
    Reason.YOUR_PROMISE: "clock",
    Reason.THEIR_PROMISE: "handshake",
    Reason.FEEDBACK_WAITING: "hand-heart",
    Reason.GOAL_STILL: "target",
    Reason.READING_DUE: "chart-line",
    Reason.GAP_REVIEW: "unlink",
}


def reason_icon(item: AgendaItem) -> str:
    """Return the name of the icon that goes with a reason."""
    return "history" if item.times else _ICONS[item.reason]


def reason_words(item: AgendaItem, called: str, today: date) -> str:
    """Return the reason of an item; `called` is what the person is called."""
    if item.reason is Reason.EMPLOYEE_TOPIC:
        return _topic(_tr("Raised by {who}").format(who=called), item, today)
    if item.reason in {Reason.CARRIED_TOPIC, Reason.MANAGER_TOPIC}:
        return _topic(_tr("Raised by you"), item, today)
    if item.reason is Reason.YOUR_PROMISE:
        return _due(_tr("Your promise"), item.since, today)
    if item.reason is Reason.THEIR_PROMISE:
        return _due(_tr("{who}’s promise").format(who=called), item.since, today)
    return _gap(item, today)


def _topic(raised: str, item: AgendaItem, today: date) -> str:
    parts = [raised]
    if item.since:
        parts.append(words.day(item.since, today))
    if item.times:
        parts.append(QCoreApplication.translate("agenda", "put off %n time(s)", "", item.times))
    return ", ".join(parts)


def _due(promise: str, due: date | None, today: date) -> str:
    if due is None:
        return _tr("{promise}, no date").format(promise=promise)
    pattern = _tr("{promise}, was due {day}") if due < today else _tr("{promise}, due {day}")
    return pattern.format(promise=promise, day=words.day(due, today))


def _gap(item: AgendaItem, today: date) -> str:
    never, since = {
        Reason.FEEDBACK_WAITING: (_tr("Feedback not shared yet"), _tr("Feedback seen {day}, not shared yet")),
        Reason.GOAL_STILL: (_tr("Nothing practises this goal yet"), _tr("Nothing noted for this goal since {day}")),
        Reason.READING_DUE: (_tr("No reading yet"), _tr("A reading is due; the last was {day}")),
        Reason.GAP_REVIEW: (_tr("A gap to look at again"), _tr("A gap to look at again; agreed for {day}")),
    }[item.reason]
    return never if item.since is None else since.format(day=words.day(item.since, today))


def _tr(text: str) -> str:
    return QCoreApplication.translate("agenda", text)
