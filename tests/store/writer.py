"""Keeps rows of a story in a record, in one transaction each."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, TypeVar

from ldcoach.domain.actions import Action
from ldcoach.domain.conversations import Conversation
from ldcoach.domain.feedback import Feedback
from ldcoach.domain.goals import Goal
from ldcoach.domain.ids import ActionId, ConversationId, FeedbackId, GoalId, PersonId, TextId
from ldcoach.domain.kinds import ActionOwner, ConversationStatus, FeedbackKind, TextKind, Visibility
from ldcoach.domain.people import Person
from ldcoach.domain.texts import Text
from ldcoach.store.record import EncryptedRecord
from tests.fakes import FixedClock, SequentialIds

E = TypeVar("E")


class Writer:
    """Makes rows with sound defaults and keeps them."""

    def __init__(self, record: EncryptedRecord, clock: FixedClock, ids: SequentialIds) -> None:
        self.record = record
        self.clock = clock
        self.ids = ids

    def keep(self, entity: E) -> E:
        with self.record.work() as work:
            work.add(entity)
        return entity

    def person(self, name: str = "Ada Lind", **fields: Any) -> Person:
        return self.keep(Person(id=PersonId(self.ids.new()), name=name, **fields))

    def text(self, person: Person, body: str, **fields: Any) -> Text:
        values: dict[str, Any] = {
            "kind": TextKind.NOTE,
            "owner_id": person.id,
            "visibility": Visibility.PREP,
            "at": self.clock.now(),
        }
        return self.keep(Text(id=TextId(self.ids.new()), person_id=person.id, body=body, **(values | fields)))

    def goal(self, person: Person, title: str = "Hand work over", **fields: Any) -> Goal:
        return self.keep(Goal(id=GoalId(self.ids.new()), person_id=person.id, title=title, **fields))

    def planned(self, person: Person, at: datetime, **fields: Any) -> Conversation:
        conversation = ConversationId(self.ids.new())
        values: dict[str, Any] = {"guide_key": "weekly", "guide_version": 1}
        return self.keep(Conversation(id=conversation, person_id=person.id, planned_for=at, **(values | fields)))

    def held(self, person: Person, at: datetime, **fields: Any) -> Conversation:
        ended = at + timedelta(minutes=25)
        return self.planned(person, at, started_at=at, ended_at=ended, status=ConversationStatus.HELD, **fields)

    def feedback(self, person: Person, words: str, **fields: Any) -> Feedback:
        key = FeedbackId(self.ids.new())
        visibility = fields.get("visibility", Visibility.TO_SHARE)
        text = self.text(person, words, kind=TextKind.FEEDBACK, owner_id=key, visibility=visibility)
        values: dict[str, Any] = {"kind": FeedbackKind.REINFORCING, "observed_on": self.clock.today()}
        return self.keep(Feedback(id=key, person_id=person.id, text_id=text.id, **(values | fields)))

    def action(self, person: Person, words: str, owner: ActionOwner = ActionOwner.MANAGER, **fields: Any) -> Action:
        key = ActionId(self.ids.new())
        text = self.text(person, words, kind=TextKind.ACTION, owner_id=key, visibility=Visibility.SHARED)
        return self.keep(Action(id=key, person_id=person.id, text_id=text.id, owner=owner, **fields))
