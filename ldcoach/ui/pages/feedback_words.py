"""Kinds of feedback and what became of a piece, in words with an icon."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from ldcoach.domain.feedback import Feedback
from ldcoach.domain.kinds import FeedbackKind
from ldcoach.ui import words

KIND_ICONS = {
    FeedbackKind.REINFORCING: "trending-up",
    FeedbackKind.REDIRECTING: "repeat",
    FeedbackKind.FEEDFORWARD: "lightbulb",
}
_SHORT = 160


def kind_words(kind: FeedbackKind) -> str:
    """Return what a kind of feedback is called."""
    return {
        FeedbackKind.REINFORCING: _tr("Reinforcing"),
        FeedbackKind.REDIRECTING: _tr("Redirecting"),
        FeedbackKind.FEEDFORWARD: _tr("Ideas for next time"),
    }[kind]


def seen(on: date, today: date) -> str:
    """Return when something was seen, with the day: Seen 4 days ago, on Wednesday 18 November."""
    if (today - on).days <= 1:
        return _tr("Seen {day}").format(day=words.day(on, today))
    return _tr("Seen {ago}, on {day}").format(ago=words.ago(on, today), day=words.day(on, today))


def shared(piece: Feedback, today: date) -> str:
    """Return when a piece was said: Shared on 19 November, the day after."""
    if piece.shared_on is None:
        return _tr("Shared")
    days = (piece.shared_on - piece.observed_on).days
    if days <= 0:
        later = _tr("the same day")
    elif days == 1:
        later = _tr("the day after")
    else:
        later = QCoreApplication.translate("FeedbackWords", "%n day(s) later", "", days)
    return _tr("Shared {day}, {later}").format(day=words.day(piece.shared_on, today), later=later)


def shortened(text: str, room: int = _SHORT) -> str:
    """Return a text on one line, cut at a word; the whole of it is one click away."""
    line = " ".join(text.split())
    return line if len(line) <= room else f"{line[:room].rsplit(' ', 1)[0]} \N{HORIZONTAL ELLIPSIS}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("FeedbackWords", text)
