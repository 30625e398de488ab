"""Puts what happened into the words of a timeline row."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QCoreApplication

from ldcoach.domain.kinds import ActionOwner, ActionStatus, FeedbackKind, Visibility
from ldcoach.services.views import Happening, TimelineEntry
from ldcoach.ui import words
from ldcoach.ui.widgets.timeline_row import Entry

translate = QCoreApplication.translate
_LONGEST = 220


def as_entry(entry: TimelineEntry, called: str, origin: str | None = None) -> Entry:
    """Return the row for something done together; `called` is what the person is called.

    `origin` names the former manager who handed it over, '' if they gave no name, None if it is of this record.
    """
    make = {
        Happening.CONVERSATION: _conversation,
        Happening.FEEDBACK: _feedback,
        Happening.ACTION: _action,
        Happening.NOTE: _note,
        Happening.SUMMARY: _summary,
    }[entry.kind]
    row = make(entry, words.short_day(entry.at.astimezone().date()), called)
    if origin is None:
        return row
    former = origin or translate("Timeline", "the former manager")
    title = _promised(entry, called, former) if entry.kind is Happening.ACTION else row.title
    said = translate("Timeline", "from {manager}").format(manager=former)
    return replace(row, title=title, aside=" \N{MIDDLE DOT} ".join(part for part in (row.aside, said) if part))


def _conversation(entry: TimelineEntry, day: str, called: str) -> Entry:  # noqa: ARG001  # one shape for all
    length = words.minutes(entry.minutes) if entry.minutes else ""
    title = translate("Timeline", "1-2-1, {minutes}") if length else translate("Timeline", "1-2-1")
    title = title.format(minutes=length)
    return Entry(entry.id, day, title, "messages-square", aside=entry.title, sentence=_short(entry.words))


def _feedback(entry: TimelineEntry, day: str, called: str) -> Entry:  # noqa: ARG001  # one shape for all
    titles = {
        FeedbackKind.REINFORCING: translate("Timeline", "Reinforcing feedback"),
        FeedbackKind.REDIRECTING: translate("Timeline", "Redirecting feedback"),
        FeedbackKind.FEEDFORWARD: translate("Timeline", "Feedback for next time"),
    }
    kind, shared = FeedbackKind(entry.state), entry.visibility is Visibility.SHARED
    redirecting = kind is FeedbackKind.REDIRECTING
    return Entry(
        entry.id,
        day,
        titles[kind],
        "repeat" if redirecting else "hand-heart",
        "prep" if redirecting else "shared",
        pill=translate("Timeline", "shared") if shared else translate("Timeline", "not shared yet"),
        pill_tone="ok" if shared else "warn",
        sentence=_short(entry.words),
        link=entry.goal_title or "",
    )


def _action(entry: TimelineEntry, day: str, called: str) -> Entry:
    states = {
        ActionStatus.OPEN: translate("Timeline", "open"),
        ActionStatus.DONE: translate("Timeline", "kept"),
        ActionStatus.DROPPED: translate("Timeline", "let go"),
        ActionStatus.CARRIED_OVER: translate("Timeline", "open, carried over"),
    }
    title = _promised(entry, called)
    done = entry.state == ActionStatus.DONE
    icon = "circle-check" if done else "circle"
    aside = states.get(ActionStatus(entry.state), "")
    return Entry(entry.id, day, title, icon, "accent" if done else "muted", aside, link=entry.goal_title or "")


def _promised(entry: TimelineEntry, called: str, former: str = "") -> str:
    """Return who promised what; the manager is `former` where it was promised to another one."""
    owners = {
        ActionOwner.MANAGER: translate("Timeline", "You: {what}"),
        ActionOwner.EMPLOYEE: translate("Timeline", "{name}: {what}"),
        ActionOwner.BOTH: translate("Timeline", "You and {name}: {what}"),
    }
    if former:
        owners[ActionOwner.MANAGER] = translate("Timeline", "{manager}: {what}")
        owners[ActionOwner.BOTH] = translate("Timeline", "{manager} and {name}: {what}")
    pattern = owners.get(entry.owner, "{what}") if entry.owner else "{what}"
    return pattern.format(name=called, manager=former, what=_short(entry.words or entry.title))


def _note(entry: TimelineEntry, day: str, called: str) -> Entry:  # noqa: ARG001  # one shape for all
    prep = entry.visibility is not Visibility.SHARED
    title = translate("Timeline", "Prep note") if prep else translate("Timeline", "Shared note")
    return Entry(entry.id, day, title, "file-text", "prep" if prep else "shared", sentence=_short(entry.words))


def _summary(entry: TimelineEntry, day: str, called: str) -> Entry:
    first, _, last = entry.title.partition("/")
    title = translate("Timeline", "Summary")
    if last:
        pattern = translate("Timeline", "Summary, {first} to {last}")
        title = pattern.format(first=_month(first), last=_month(last))
    aside = translate("Timeline", "saved for {name}").format(name=called)
    return Entry(entry.id, day, title, "send", "muted", aside, sentence=_short(entry.words))


def _month(iso: str) -> str:
    when = date.fromisoformat(iso)
    return words.month(when, when)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rsplit(' ', 1)[0]} \N{HORIZONTAL ELLIPSIS}"
