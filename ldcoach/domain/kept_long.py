"""What of a record grows old, and after which age it is proposed to go (content specification 5.4)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum

__all__ = ["SPANS", "KeptLong", "age_of"]

_DAYS_A_MONTH = 365.25 / 12


class KeptLong(StrEnum):
    """A kind of thing that grows old."""

    PREP_NOTES = "prep_notes"
    NOT_HELD = "not_held"
    SHARED = "shared"
    THEMES = "themes"
    GOALS = "goals"
    SUMMARIES = "summaries"
    RECEIPTS = "receipts"
    AUDIT = "audit"


SPANS: Mapping[KeptLong, str] = {
    KeptLong.PREP_NOTES: "retention.prep_note_days",
    KeptLong.NOT_HELD: "retention.not_held_months",
    KeptLong.SHARED: "retention.shared_months",
    KeptLong.THEMES: "retention.theme_months",
    KeptLong.GOALS: "retention.goal_months",
    KeptLong.SUMMARIES: "retention.summary_months",
    KeptLong.RECEIPTS: "retention.summary_months",
    KeptLong.AUDIT: "retention.audit_months",
}
"""Where IT, or the manager, says how long; the name of each says whether it counts days or months."""


def age_of(kind: KeptLong, number: int) -> timedelta:
    """Return the age after which something is old, for a number of the unit that its span counts."""
    return timedelta(days=number if SPANS[kind].endswith("_days") else round(number * _DAYS_A_MONTH))
