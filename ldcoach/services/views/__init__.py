"""Read-models: what one view shows, gathered in few statements and frozen."""

from __future__ import annotations

from ldcoach.services.views.feedback import Rehearsal, ToShare, WaitingFeedback
from ldcoach.services.views.finding import SearchHit, SearchResult
from ldcoach.services.views.gaps import GapLine, GapTally, GapView, MeasureLine, StepLine
from ldcoach.services.views.goals import DueMeasure, GoalLine, GoalThread, GoalView, Sureness
from ldcoach.services.views.guides import ShelfLine
from ldcoach.services.views.leaving import LeavingItem
from ldcoach.services.views.people import PersonLine, PersonView
from ldcoach.services.views.promises import Promise
from ldcoach.services.views.reminders import Reminder, ReminderKind
from ldcoach.services.views.talks import (
    EarlierNotes,
    LookBack,
    OpenTopic,
    PrepareView,
    StageNotes,
    TalkView,
    Upcoming,
)
from ldcoach.services.views.timeline import Happening, Timeline, TimelineEntry
from ldcoach.services.views.today import TodayView

__all__ = [
    "DueMeasure",
    "EarlierNotes",
    "GapLine",
    "GapTally",
    "GapView",
    "GoalLine",
    "GoalThread",
    "GoalView",
    "Happening",
    "LeavingItem",
    "LookBack",
    "MeasureLine",
    "OpenTopic",
    "PersonLine",
    "PersonView",
    "PrepareView",
    "Promise",
    "Rehearsal",
    "Reminder",
    "ReminderKind",
    "SearchHit",
    "SearchResult",
    "ShelfLine",
    "StageNotes",
    "StepLine",
    "Sureness",
    "TalkView",
    "Timeline",
    "TimelineEntry",
    "ToShare",
    "TodayView",
    "Upcoming",
    "WaitingFeedback",
]
