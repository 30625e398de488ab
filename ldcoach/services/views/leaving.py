"""Read-models of what would leave, and of the answer that came back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from ldcoach.domain.leaving import Summary
from ldcoach.domain.people import Person
from ldcoach.domain.reply import Verdict
from ldcoach.services.views.travel import Taking


@dataclass(frozen=True, slots=True)
class LeavingItem:
    """One item of a summary: what it is, and whether it leaves."""

    id: str
    group: str
    title: str
    detail: str
    leaves: bool
    finding: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class GateFinding:
    """What a rule asks before something leaves: `item_id`, or `block` for the manager's own words."""

    rule: str
    severity: str
    item_id: str
    block: str
    words: str
    question: str


@dataclass(frozen=True, slots=True)
class ReplyLine:
    """One answer of the page that came back: beside an item, or the comment (`item_id` empty)."""

    field: str
    item_id: str
    label: str
    words: str
    taking: Taking
    rules: tuple[str, ...] = ()
    question: str = ""


@dataclass(frozen=True, slots=True)
class ReplyView:
    """What would be taken over from the answer to a summary."""

    uid: str
    person: Person
    summary: Summary
    imported_at: datetime | None
    read: bool
    verdict: Verdict | None
    lines: tuple[ReplyLine, ...]

    @property
    def taken(self) -> tuple[ReplyLine, ...]:
        """The answers that the record takes."""
        return tuple(line for line in self.lines if line.taking in {Taking.NEW, Taking.CHANGED})
