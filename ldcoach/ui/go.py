"""Where a page can ask to go."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Place(StrEnum):
    """Every page that can be gone to."""

    TODAY = "today"
    PEOPLE = "people"
    PERSON = "person"
    TALKS = "talks"
    PREPARE = "prepare"
    TALK = "talk"
    CLOSE = "close"
    FEEDBACK = "feedback"
    WRITE_FEEDBACK = "write_feedback"
    GOALS = "goals"
    GOAL = "goal"
    DIAGNOSIS = "diagnosis"
    GAP = "gap"
    BRIEF = "brief"
    SUMMARY = "summary"
    INSIGHTS = "insights"
    LIBRARY = "library"
    GUIDE = "guide"
    WRITE_GUIDE = "write_guide"
    ACCESS = "access"
    HANDOVER = "handover"
    TAKE_OVER = "take_over"
    ERASE = "erase"
    SETTINGS = "settings"
    SAFETY = "safety"
    RETENTION = "retention"
    FIND = "find"


@dataclass(frozen=True, slots=True)
class Go:
    """A wish to see a page, with the person or row it is about."""

    place: Place
    person_id: str = ""
    item_id: str = ""
