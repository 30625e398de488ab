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
from ldcoach.domain.summary_words import SummaryWords

__all__ = ["Agreed", "FollowUp", "FollowUpGroup", "Point", "letter_of", "points_of", "tell"]

TABLE_WIDTHS = (0.58, 0.22, 0.2)


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
    """All that could be told; `topics` are (id, title, whether it was carried over), `next_at` is local.

    `words` are those of the language that it is told in.
    """

    conversation_id: ConversationId
    person: Person
    manager: str
    on: date
    topics: tuple[tuple[str, str, bool], ...]
    takeaway: str
    actions: tuple[Agreed, ...]
    next_at: datetime | None
    words: SummaryWords

    def say(self, key: str, **values: str) -> str:
        """Return a sentence of a follow-up with its places filled."""
        return self.words.say(f"follow_up.{key}", **values)


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
        kicker=told.say("kicker"),
        title=_title(told),
        subtitle=told.person.name,
        language=told.words.tag,
        footer=told.say("footer"),
        page_label=told.words.sentences["page.label"],
        blocks=tuple(_blocks(told, points)),
    )


def letter_of(told: FollowUp, staying: Collection[str] = ()) -> Letter:
    """Return the follow-up as a letter to the employee."""
    closing = f"\n\n{told.manager}" if told.manager else ""
    greeting = told.say("greeting", name=told.person.called)
    return Letter(
        to_name=told.person.name,
        to_address=told.person.email,
        subject=_title(told),
        opening=f"{greeting}\n\n{told.say('opening')}{closing}",
        document=tell(told, staying),
    )


def _title(told: FollowUp) -> str:
    return told.say("title", day=told.words.day(told.on))


def _points(told: FollowUp) -> Iterator[Point]:
    for topic_id, title, carried in told.topics:
        yield Point(topic_id, FollowUpGroup.TOPICS, title, told.say("carried") if carried else "")
    if told.takeaway.strip():
        yield Point(f"{told.conversation_id}#takeaway", FollowUpGroup.TAKEAWAY, told.takeaway.strip())
    for agreed in told.actions:
        detail = ", ".join(part for part in (_owner(agreed, told), _due(agreed, told)) if part)
        yield Point(agreed.id, FollowUpGroup.ACTIONS, agreed.words, detail)
    if told.next_at is not None:
        yield Point(f"{told.conversation_id}#next", FollowUpGroup.NEXT, _moment(told.next_at, told))


def _blocks(told: FollowUp, points: Sequence[Point]) -> Iterator[Block]:
    groups = {group: [point for point in points if point.group is group] for group in FollowUpGroup}
    if groups[FollowUpGroup.TOPICS]:
        yield Heading(told.say("topics"))
        yield Paragraph("\n".join(f"\N{BULLET} {_with_detail(point)}" for point in groups[FollowUpGroup.TOPICS]))
    for point in groups[FollowUpGroup.TAKEAWAY]:
        yield Heading(told.say("takeaway"))
        yield Quote(point.title)
    if groups[FollowUpGroup.ACTIONS]:
        leaving = {point.id for point in groups[FollowUpGroup.ACTIONS]}
        rows = [(one.words, _owner(one, told), _due(one, told)) for one in told.actions if one.id in leaving]
        head = (told.say("what"), told.say("who"), told.say("due"))
        yield Heading(told.say("agreed"))
        yield Table(head, tuple(rows), TABLE_WIDTHS)
    for point in groups[FollowUpGroup.NEXT]:
        yield Heading(told.say("next"))
        yield Paragraph(point.title)
    if not points:
        yield Paragraph(told.say("nothing"))


def _with_detail(point: Point) -> str:
    return f"{point.title} ({point.detail})" if point.detail else point.title


def _owner(agreed: Agreed, told: FollowUp) -> str:
    manager = told.manager or told.say("manager")
    return {
        ActionOwner.EMPLOYEE: told.person.called,
        ActionOwner.MANAGER: manager,
        ActionOwner.BOTH: told.say("both"),
        ActionOwner.OTHER_ROLE: told.say("other"),
    }[agreed.owner]


def _due(agreed: Agreed, told: FollowUp) -> str:
    return told.words.day(agreed.due_on) if agreed.due_on else ""


def _moment(at: datetime, told: FollowUp) -> str:
    return told.say("moment", day=told.words.day(at.date()), time=f"{at:%H:%M}")
