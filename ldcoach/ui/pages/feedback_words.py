"""Kinds of feedback and what became of a piece, in words with an icon."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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


def still_open(dots: Sequence[str]) -> str:
    """Return which dots a piece lacks: Still open: occasion and impact."""
    names = {
        "time": _tr("time"),
        "occasion": _tr("occasion"),
        "behaviour": _tr("behaviour"),
        "impact": _tr("impact"),
    }
    return _tr("Still open: {dots}").format(dots=words.listed([names[dot] for dot in dots]))


def counted(since: date, counts: Mapping[FeedbackKind, int], today: date) -> str:
    """Return how much of each kind was seen: Seen since 30 August: six reinforcing, two redirecting."""
    kinds = {
        FeedbackKind.REINFORCING: _tr("{count} reinforcing"),
        FeedbackKind.REDIRECTING: _tr("{count} redirecting"),
        FeedbackKind.FEEDFORWARD: _tr("{count} with ideas for next time"),
    }
    parts = [pattern.format(count=words.number(counts[kind])) for kind, pattern in kinds.items() if counts.get(kind)]
    if not parts:
        return ""
    return _tr("Seen since {day}: {kinds}.").format(day=words.short_date(since, today), kinds=words.listed(parts))


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
