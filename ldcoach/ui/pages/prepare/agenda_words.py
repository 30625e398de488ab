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
    Reason.FEEDBACK_PLANNED: "hand-heart",
    Reason.FEEDBACK_WAITING: "hand-heart",
    Reason.GOAL_STILL: "target",
    Reason.READING_DUE: "chart-line",
    Reason.GAP_REVIEW: "unlink",
    Reason.CAREER_TALK: "book-open",
    Reason.QUESTION: "circle-help",
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
    if item.reason is Reason.FEEDBACK_WAITING and item.since is not None:
        return _tr("Feedback seen {when}, not shared yet").format(when=words.ago(item.since, today))
    return _gap(item, today)


def _topic(raised: str, item: AgendaItem, today: date) -> str:
    parts = [raised]
    if item.since:
        parts.append(words.day(item.since, today))
    if item.times == 1:
        parts.append(_tr("carried over once"))
    elif item.times:
        parts.append(QCoreApplication.translate("agenda", "carried %n time(s): decide, park or drop", "", item.times))
    return ", ".join(parts)


def _due(promise: str, due: date | None, today: date) -> str:
    if due is None:
        return _tr("{promise}, no date").format(promise=promise)
    pattern = _tr("{promise}, was due {day}") if due < today else _tr("{promise}, due {day}")
    return pattern.format(promise=promise, day=words.day(due, today))


def _gap(item: AgendaItem, today: date) -> str:
    never, since = {
        Reason.FEEDBACK_PLANNED: (
            _tr("Feedback planned for this talk"),
            _tr("Feedback seen {day}, planned for this talk"),
        ),
        Reason.FEEDBACK_WAITING: (_tr("Feedback not shared yet"), ""),
        Reason.GOAL_STILL: (_tr("Nothing practises this goal yet"), _tr("Nothing noted for this goal since {day}")),
        Reason.READING_DUE: (_tr("No reading yet"), _tr("A reading is due; the last was {day}")),
        Reason.CAREER_TALK: (_tr("No career conversation for six months; a guide is in the menu"), ""),
        Reason.QUESTION: (_tr("A question not asked lately"), ""),
        Reason.GAP_REVIEW: (_tr("A gap to look at again"), _tr("A gap to look at again; agreed for {day}")),
    }[item.reason]
    return never if item.since is None or not since else since.format(day=words.day(item.since, today))


def _tr(text: str) -> str:
    return QCoreApplication.translate("agenda", text)
