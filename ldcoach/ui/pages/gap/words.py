"""Gaps, their stages and their steps, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from ldcoach.domain.gaps import GapStage
from ldcoach.domain.kinds import ActionOwner, ActionStatus
from ldcoach.services.views import GapLine, MeasureLine, StepLine
from ldcoach.ui import words
from ldcoach.ui.pages.goal_words import amount
from ldcoach.ui.widgets.pill import Tone


def stage_words(stage: GapStage) -> str:
    """Return where a gap stands."""
    return {
        GapStage.ASKING: _tr("Questions open"),
        GapStage.DEFINE_GAP: _tr("To be described"),
        GapStage.PARKED: _tr("Parked"),
        GapStage.ELSEWHERE: _tr("Another process"),
        GapStage.CHECKS_FIRST: _tr("Checks first"),
        GapStage.NOTHING_FOUND: _tr("No cause found yet"),
        GapStage.PATH_TO_MAKE: _tr("Path to make"),
        GapStage.PATH_TO_AGREE: _tr("To be agreed"),
        GapStage.ON_THE_PATH: _tr("On the path"),
        GapStage.LOOK_AGAIN: _tr("Time to look again"),
        GapStage.CLOSED: _tr("Closed"),
    }[stage]


def stage_tone(stage: GapStage) -> Tone:
    """Return the tone that repeats what the words of a stage say."""
    if stage in {GapStage.LOOK_AGAIN, GapStage.PATH_TO_AGREE, GapStage.CHECKS_FIRST}:
        return "warn"
    return "accent" if stage is GapStage.ON_THE_PATH else "plain"


def stage_line(line: GapLine, today: date) -> str:
    """Return what comes next for a gap."""
    if line.stage is GapStage.PARKED and line.gap.review_on:
        return _tr("until {day}").format(day=words.day(line.gap.review_on, today))
    if line.stage is GapStage.ON_THE_PATH:
        done = line.steps - line.still_open
        steps = QCoreApplication.translate("GapWords", "%n step(s)", "", line.steps)
        review = words.day(line.gap.review_on, today) if line.gap.review_on else ""
        parts = [_tr("{done} of {steps} done").format(done=words.number(done), steps=steps)]
        return ", ".join(parts + ([_tr("next look {day}").format(day=review)] if review else []))
    return ""


def owner_choices(called: str) -> list[tuple[ActionOwner, str]]:
    """Return who can own a step or a check."""
    return [
        (ActionOwner.MANAGER, _tr("You")),
        (ActionOwner.EMPLOYEE, called),
        (ActionOwner.BOTH, _tr("You and {name}").format(name=called)),
        (ActionOwner.OTHER_ROLE, _tr("Somebody else")),
    ]


def owner_words(owner: ActionOwner, called: str) -> str:
    """Return who owns it."""
    return dict(owner_choices(called))[owner]


def step_state(line: StepLine, today: date) -> tuple[str, Tone]:
    """Return how a step stands, and the tone that repeats it."""
    if line.status is ActionStatus.DONE:
        return _tr("done"), "ok"
    if line.status is ActionStatus.DROPPED:
        return _tr("let go"), "plain"
    if line.due_on is None:
        return _tr("no day yet"), "warn"
    return words.due(line.due_on, today), "warn" if line.due_on < today else "plain"


def measure_words(line: MeasureLine, today: date) -> str:
    """Return what a measure showed first and last."""
    if line.latest is None or line.first is None:
        return _tr("No reading yet")
    unit = line.measure.unit
    now = _tr("{value} {unit} on {day}").format(
        value=amount(line.latest.value), unit=unit, day=words.short_date(line.latest.on, today)
    )
    if line.first.on == line.latest.on:
        return now
    return _tr("{first} on {day}, then {now}").format(
        first=amount(line.first.value), day=words.short_date(line.first.on, today), now=now
    )


def listed_notes(notes: Sequence[str]) -> str:
    """Return notes on one line each."""
    return "\n".join(note.strip() for note in notes)


def _tr(text: str) -> str:
    return QCoreApplication.translate("GapWords", text)
