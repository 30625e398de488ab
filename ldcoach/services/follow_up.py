"""The follow-up of a 1-2-1: only what both saw, shown item by item, sent by the manager's own hand."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from ldcoach.domain.actions import Action
from ldcoach.domain.conversations import Conversation, Topic, TopicInConversation
from ldcoach.domain.document import Format
from ldcoach.domain.follow_up import Agreed, FollowUp, letter_of, points_of, tell
from ldcoach.domain.ids import ConversationId, PersonId
from ldcoach.domain.kinds import ActionStatus, ConversationStatus, Side, TextKind, TopicStatus
from ldcoach.domain.leaving import Receipt
from ldcoach.domain.people import Person
from ldcoach.domain.story import may_leave
from ldcoach.errors import UnfitInput
from ldcoach.services.change import Change
from ldcoach.services.clock import day_of
from ldcoach.services.context import Context
from ldcoach.services.keeping import Keeping
from ldcoach.services.languages import chosen
from ldcoach.services.policy import require_leaving, why_not
from ldcoach.services.ports import DocumentWriter
from ldcoach.services.ports.travel import Travel
from ldcoach.services.receipts import Receipts
from ldcoach.services.summaries import MANAGER_NAME
from ldcoach.services.views.travel import FollowUpItem

CARRIED = "carried_over"
WHAT = "follow_up"
CLIPBOARD = "clipboard"


class FollowUpKind(StrEnum):
    """The files a follow-up can become; the value is also the file's suffix."""

    MAIL = "eml"
    MARKDOWN = "md"


class FollowUps:
    """Composes, previews and sends follow-ups."""

    def __init__(
        self, context: Context, keeping: Keeping, writer: DocumentWriter, travel: Travel, receipts: Receipts
    ) -> None:
        self._context = context
        self._record = context.record
        self._keeping = keeping
        self._writer = writer
        self._travel = travel
        self._receipts = receipts

    def last_of(self, person_id: PersonId) -> ConversationId:
        """Return the 1-2-1 held last with a person.

        Raises:
            UnfitInput: none was held yet.
        """
        held = self._record.every(Conversation, person_id=person_id, status=ConversationStatus.HELD)
        if not held:
            message = "No 1-2-1 was held with this person yet. Nothing was written; close one first."
            raise UnfitInput(message)
        return max(held, key=lambda talk: (talk.ended_at or talk.planned_for, talk.id)).id

    def languages(self) -> tuple[tuple[str, str], ...]:
        """Return the languages that a follow-up can be told in, as (tag, what its readers call it)."""
        return tuple((tag, words.name) for tag, words in self._context.library.summary_words().items())

    def compose(
        self, conversation_id: ConversationId, *, next_at: datetime | None = None, language: str = ""
    ) -> FollowUp:
        """Gather what both saw; `next_at`, aware, is the next moment while it is not planned yet.

        `language` is the person's by default; raises UnfitInput where there is no follow-up in it.
        """
        talk = self._record.get(Conversation, conversation_id)
        person = self._record.get(Person, talk.person_id)
        known = self._context.library.summary_words()
        at = next_at or self._next(talk)
        return FollowUp(
            conversation_id=talk.id,
            person=person,
            manager=self._keeping.setting(MANAGER_NAME, ""),
            on=day_of(talk.started_at or talk.planned_for),
            topics=self._topics(talk),
            takeaway=talk.takeaway,
            actions=self._agreed(talk),
            next_at=at.astimezone() if at else None,
            words=known[chosen(known, language, person.language, "follow-up")],
        )

    def items(self, told: FollowUp, staying: Collection[str] = ()) -> tuple[FollowUpItem, ...]:
        """List every item that could leave."""
        return tuple(
            FollowUpItem(point.id, point.group, point.title, point.detail, point.id not in staying)
            for point in points_of(told)
        )

    def text(self, told: FollowUp, staying: Collection[str] = ()) -> str:
        """Return what would leave, as plain text; changes nothing."""
        return self._travel.letters.text(letter_of(told, staying))

    def locked_by(self, way: str) -> str:
        """Return who lets no follow-up leave by a way (a `FollowUpKind` or the clipboard), empty where nobody minds."""
        return why_not(self._context.policy, way)

    def export(
        self, told: FollowUp, target: Path, kind: FollowUpKind, staying: Collection[str] = ()
    ) -> tuple[Change, Receipt]:
        """Write the follow-up and keep a receipt: what left, when and to whom, never the text.

        Raises:
            RefusedByPolicy: IT does not let it leave like this.
            LDCoachError: the file could not be written.
        """
        if kind is FollowUpKind.MAIL:
            content = self._travel.letters.draft(letter_of(told, staying))
        else:
            require_leaving(self._context.policy, Format.MARKDOWN, locked=False)
            content = self._writer.render(tell(told, staying), file_format=Format.MARKDOWN)
        leaving = _leaving(told, staying)
        receipts = self._receipts.leave(
            target, content, people=(told.person,), what=WHAT, kind=kind.value, item_ids=leaving
        )
        return Change.of(Receipt, person=told.person.id, created=receipts[0].id), receipts[0]

    def copy(self, told: FollowUp, staying: Collection[str] = ()) -> tuple[Change, str]:
        """Return the text that the manager puts into the clipboard, after keeping a receipt; raises RefusedByPolicy."""
        text = self.text(told, staying)
        receipts = self._receipts.note(
            text.encode(), people=(told.person,), what=WHAT, kind=CLIPBOARD, item_ids=_leaving(told, staying)
        )
        return Change.of(Receipt, person=told.person.id, created=receipts[0].id), text

    def _topics(self, talk: Conversation) -> tuple[tuple[str, str, bool], ...]:
        """Return what was talked about, then the employee's topics that wait for the next 1-2-1."""
        places = sorted(
            self._record.every(TopicInConversation, conversation_id=talk.id), key=lambda place: place.position
        )
        there = [(self._record.get(Topic, place.topic_id), place.outcome == CARRIED) for place in places]
        if talk.status is ConversationStatus.PLANNED:
            waiting = self._record.every(Topic, person_id=talk.person_id, status=TopicStatus.OPEN)
            there = [(topic, carried) for topic, carried in there if topic.status is TopicStatus.DISCUSSED]
            there += [(topic, True) for topic in waiting]
        shown = [(topic, carried) for topic, carried in there if not carried or topic.raised_by is Side.EMPLOYEE]
        ordered = sorted(shown, key=lambda each: each[1])
        return tuple((topic.id, topic.title, carried) for topic, carried in ordered)

    def _agreed(self, talk: Conversation) -> tuple[Agreed, ...]:
        actions = [
            action
            for action in self._record.every(Action, person_id=talk.person_id, conversation_id=talk.id)
            if action.status is not ActionStatus.DROPPED
        ]
        texts = self._record.texts_of([action.id for action in actions], kinds=[TextKind.ACTION])
        words = {text.owner_id: text.body for text in texts if may_leave(text.visibility)}
        return tuple(
            Agreed(action.id, words[action.id], action.owner, action.due_on) for action in actions if action.id in words
        )

    def _next(self, talk: Conversation) -> datetime | None:
        planned = self._record.every(Conversation, person_id=talk.person_id, status=ConversationStatus.PLANNED)
        after = [one.planned_for for one in planned if one.id != talk.id and one.planned_for > talk.planned_for]
        return min(after, default=None)


def _leaving(told: FollowUp, staying: Collection[str]) -> list[str]:
    return [point.id for point in points_of(told) if point.id not in staying]
