"""What both saw in a 1-2-1, told again afterwards: topics, the takeaway, what was agreed, when next."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from ldcoach.domain.document import Block, Document, Heading, Paragraph, Quote, Table
from ldcoach.domain.ids import ConversationId
from ldcoach.domain.kinds import ActionOwner
from ldcoach.domain.letter import Letter
from ldcoach.domain.people import Person
from ldcoach.domain.telling import day

__all__ = ["Agreed", "FollowUp", "FollowUpGroup", "Point", "letter_of", "points_of", "tell"]

TABLE_WIDTHS = (0.58, 0.22, 0.2)
FOOTER = "Notes of our conversation, not a rating. Tell me if something is missing or wrong."


class FollowUpGroup(StrEnum):
    """The parts of a follow-up, in their order."""

    TOPICS = "topics"
    TAKEAWAY = "takeaway"
    ACTIONS = "actions"
    NEXT = "next"


@dataclass(frozen=True, slots=True)
class Agreed:
    """A promise made in the 1-2-1."""

    id: str
    words: str
    owner: ActionOwner
    due_on: date | None


@dataclass(frozen=True, slots=True)
class FollowUp:
    """All that could be told; `topics` are (id, title, whether it was carried over), `next_at` is local."""

    conversation_id: ConversationId
    person: Person
    manager: str
    on: date
    topics: tuple[tuple[str, str, bool], ...]
    takeaway: str
    actions: tuple[Agreed, ...]
    next_at: datetime | None


@dataclass(frozen=True, slots=True)
class Point:
    """One item that leaves unless it is held back."""

    id: str
    group: FollowUpGroup
    title: str
    detail: str = ""


def points_of(told: FollowUp) -> tuple[Point, ...]:
    """Return every item in the order of the document."""
    return tuple(_points(told))


def tell(told: FollowUp, staying: Collection[str] = ()) -> Document:
    """Return the follow-up without the items that stay."""
    points = [point for point in points_of(told) if point.id not in staying]
    return Document(
        kicker="Follow-up",
        title=f"Our 1-2-1 on {day(told.on)}",
        subtitle=told.person.name,
        language="en-GB",
        footer=FOOTER,
        page_label="Page {page} of {pages}",
        blocks=tuple(_blocks(told, points)),
    )


def letter_of(told: FollowUp, staying: Collection[str] = ()) -> Letter:
    """Return the follow-up as a letter to the employee."""
    name = f"{told.manager}" if told.manager else ""
    closing = f"\n\n{name}" if name else ""
    return Letter(
        to_name=told.person.name,
        to_address=told.person.email,
        subject=f"Our 1-2-1 on {day(told.on)}",
        opening=f"Hello {told.person.called},\n\nhere is what we talked about and what we agreed.{closing}",
        document=tell(told, staying),
    )


def _points(told: FollowUp) -> Iterator[Point]:
    for topic_id, title, carried in told.topics:
        yield Point(topic_id, FollowUpGroup.TOPICS, title, "for next time" if carried else "")
    if told.takeaway.strip():
        yield Point(f"{told.conversation_id}#takeaway", FollowUpGroup.TAKEAWAY, told.takeaway.strip())
    for agreed in told.actions:
        detail = ", ".join(part for part in (_owner(agreed, told), _due(agreed)) if part)
        yield Point(agreed.id, FollowUpGroup.ACTIONS, agreed.words, detail)
    if told.next_at is not None:
        yield Point(f"{told.conversation_id}#next", FollowUpGroup.NEXT, _moment(told.next_at))


def _blocks(told: FollowUp, points: Sequence[Point]) -> Iterator[Block]:
    groups = {group: [point for point in points if point.group is group] for group in FollowUpGroup}
    if groups[FollowUpGroup.TOPICS]:
        yield Heading("Topics")
        yield Paragraph("\n".join(f"\N{BULLET} {_with_detail(point)}" for point in groups[FollowUpGroup.TOPICS]))
    for point in groups[FollowUpGroup.TAKEAWAY]:
        yield Heading("What you take with you, in your words")
        yield Quote(point.title)
    if groups[FollowUpGroup.ACTIONS]:
        leaving = {point.id for point in groups[FollowUpGroup.ACTIONS]}
        rows = [(one.words, _owner(one, told), _due(one)) for one in told.actions if one.id in leaving]
        yield Heading("What we agreed")
        yield Table(("What", "Who", "By when"), tuple(rows), TABLE_WIDTHS)
    for point in groups[FollowUpGroup.NEXT]:
        yield Heading("When we talk next")
        yield Paragraph(point.title)
    if not points:
        yield Paragraph("Nothing was noted for both of us this time.")


def _with_detail(point: Point) -> str:
    return f"{point.title} ({point.detail})" if point.detail else point.title


def _owner(agreed: Agreed, told: FollowUp) -> str:
    manager = told.manager or "your manager"
    return {
        ActionOwner.EMPLOYEE: told.person.called,
        ActionOwner.MANAGER: manager,
        ActionOwner.BOTH: "both of us",
        ActionOwner.OTHER_ROLE: "somebody else",
    }[agreed.owner]


def _due(agreed: Agreed) -> str:
    return day(agreed.due_on) if agreed.due_on else ""


def _moment(at: datetime) -> str:
    return f"{day(at.date())}, {at:%H:%M}"
