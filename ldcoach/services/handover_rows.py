"""Turns a handover into rows of this record, under ids of its own."""

from __future__ import annotations

from collections.abc import Callable, Collection

from ldcoach.domain.actions import Action
from ldcoach.domain.conversations import Conversation, Topic
from ldcoach.domain.feedback import Feedback
from ldcoach.domain.goals import Evidence, Goal, Outcome
from ldcoach.domain.guides import Guide
from ldcoach.domain.handover import (
    HandedEvidence,
    HandedFeedback,
    HandedGoal,
    HandedPromise,
    HandedTalk,
    HandedText,
    HandedTopic,
    Handover,
)
from ldcoach.domain.ids import (
    ActionId,
    ConversationId,
    EvidenceId,
    FeedbackId,
    GoalId,
    PersonId,
    TextId,
    TopicId,
)
from ldcoach.domain.kinds import ConversationStatus, Side, TextKind, Visibility
from ldcoach.domain.people import MINUTES
from ldcoach.domain.texts import Text
from ldcoach.errors import NotFound
from ldcoach.services.desk import Desk
from ldcoach.services.handover_goals import FROM, HandoverGoals
from ldcoach.services.ports import Work
from ldcoach.services.story_reading import view_owner

__all__ = ["FROM", "HandoverRows"]

_FALLBACK = "weekly"
"""The guide of 1-2-1s that were held with one this record does not have."""


class HandoverRows:
    """Keeps chosen items of one handover for one person; `mapped` gives the id here of an id there."""

    def __init__(self, desk: Desk, handover: Handover, person_id: PersonId, mapped: Callable[[str], str]) -> None:
        self._desk = desk
        self._record = desk.context.record
        self._handover = handover
        self._person_id = person_id
        self._mapped = mapped
        self._chosen: Collection[str] = ()
        self._goals = HandoverGoals(desk, person_id, mapped)
        self.kinds: tuple[type, ...] = (Text, Conversation, Goal, Feedback, Action, Topic, Evidence, Outcome)

    def keep(self, work: Work, chosen: Collection[str]) -> None:
        """Keep the chosen items and what they hang on, in an order in which every link leads somewhere."""
        whole, self._chosen = self._handover, chosen
        texts = [one for one in whole.texts if one.id in chosen]
        promises = [one for one in whole.promises if one.id in chosen]
        for goal in (one for one in whole.goals if one.id in chosen):
            goal_id = self._goals.keep(work, goal)
            self._text(work, goal, TextKind.GOAL, "\n".join(filter(None, goal.own_words)), owner_id=goal_id)
        talks = {one.talk for one in texts} | {one.talk for one in promises}
        for talk in (one for one in whole.talks if one.id in talks):
            self._keep_talk(work, talk, texts)
        for text in texts:
            self._keep_text(work, text)
        for evidence in (one for one in whole.evidence if one.id in chosen):
            self._keep_evidence(work, evidence)
        for piece in (one for one in whole.feedback if one.id in chosen):
            self._keep_feedback(work, piece)
        for promise in promises:
            self._keep_promise(work, promise)
        for topic in (one for one in whole.topics if one.id in chosen):
            self._keep_topic(work, topic)
        self._note(work, len(chosen))

    def _text(
        self,
        work: Work,
        item: HandedText | HandedFeedback | HandedGoal | HandedPromise | HandedEvidence | HandedTopic,
        kind: TextKind,
        words: str,
        *,
        owner_id: str,
        author: Side = Side.MANAGER,
        talk: str = "",
    ) -> TextId:
        """Keep the words of an item, under an id of their own unless the item is a text itself."""
        text = Text(
            id=TextId(self._mapped(item.id if isinstance(item, HandedText) else f"{item.id}#text")),
            person_id=self._person_id,
            conversation_id=ConversationId(self._mapped(talk)) if talk else None,
            kind=kind,
            owner_id=owner_id,
            visibility=Visibility.SHARED,
            at=item.at,
            body=words,
            author=author,
        )
        work.add(text)
        work.audit("take_over", Text, text.id)
        return text.id

    def _keep_text(self, work: Work, text: HandedText) -> None:
        if text.about:
            owner = view_owner(self._mapped(text.about))
        elif not text.talk:
            owner = f"{self._person_id}#{FROM}"
        else:
            talk = self._mapped(text.talk)
            owner = f"{talk}#{text.stage}" if text.stage else talk
        self._text(work, text, text.kind, text.words, owner_id=owner, author=text.author, talk=text.talk)

    def _keep_talk(self, work: Work, talk: HandedTalk, texts: Collection[HandedText]) -> None:
        key = ConversationId(self._mapped(talk.id))
        if self._record.find(Conversation, key) is not None:
            return
        said = [text.words for text in texts if text.talk == talk.id and text.kind is TextKind.TAKEAWAY]
        guide = self._guide(talk.guide_key)
        self._desk.guides.keep(work, guide)
        work.add(
            Conversation(
                id=key,
                person_id=self._person_id,
                guide_key=guide.key,
                guide_version=guide.version,
                planned_for=talk.planned_for,
                planned_minutes=min(max(talk.planned_minutes, MINUTES.start), MINUTES[-1]),
                started_at=talk.started_at,
                ended_at=talk.ended_at,
                status=ConversationStatus.HELD,
                takeaway=said[0] if said else "",
            )
        )
        work.audit("take_over", Conversation, key)

    def _guide(self, key: str) -> Guide:
        try:
            return self._desk.guides.guide(key)
        except NotFound:
            return self._desk.guides.guide(_FALLBACK)

    def _keep_evidence(self, work: Work, handed: HandedEvidence) -> None:
        goal_id = self._goal_here(handed.goal)
        if goal_id is None:
            return
        key = EvidenceId(self._mapped(handed.id))
        text_id = self._text(work, handed, TextKind.EVIDENCE, handed.words, owner_id=key)
        work.add(
            Evidence(id=key, goal_id=goal_id, kind=handed.kind, on=handed.on, text_id=text_id, agreed_by_employee=True)
        )
        work.audit("take_over", Evidence, key)

    def _keep_feedback(self, work: Work, handed: HandedFeedback) -> None:
        key = FeedbackId(self._mapped(handed.id))
        piece = Feedback(
            id=key,
            person_id=self._person_id,
            text_id=self._text(work, handed, TextKind.FEEDBACK, handed.words, owner_id=key),
            kind=handed.kind,
            observed_on=handed.observed_on,
            situation=handed.situation,
            behaviour=handed.behaviour,
            impact=handed.impact,
            next_step=handed.next_step,
            source=handed.source,
            goal_id=self._goal_here(handed.goal),
            visibility=Visibility.SHARED,
            shared_on=handed.shared_on,
            employee_view=handed.employee_view,
        )
        work.add(piece)
        work.audit("take_over", Feedback, key)

    def _keep_promise(self, work: Work, handed: HandedPromise) -> None:
        key = ActionId(self._mapped(handed.id))
        action = Action(
            id=key,
            person_id=self._person_id,
            conversation_id=ConversationId(self._mapped(handed.talk)) if handed.talk else None,
            goal_id=self._goal_here(handed.goal),
            text_id=self._text(work, handed, TextKind.ACTION, handed.words, owner_id=key, talk=handed.talk),
            owner=handed.owner,
            due_on=handed.due_on,
            done_on=handed.done_on,
            status=handed.status,
        )
        work.add(action)
        work.audit("take_over", Action, key)

    def _keep_topic(self, work: Work, handed: HandedTopic) -> None:
        topic = Topic(
            id=TopicId(self._mapped(handed.id)),
            person_id=self._person_id,
            raised_by=handed.raised_by,
            title=handed.title,
            status=handed.status,
            first_raised_on=handed.first_raised_on,
        )
        work.add(topic)
        work.audit("take_over", Topic, topic.id)
        self._text(work, handed, TextKind.TOPIC, handed.title, owner_id=topic.id, author=handed.raised_by)

    def _goal_here(self, goal: str) -> GoalId | None:
        """Return the goal of this record that an item points to, if it was kept now or before."""
        if not goal:
            return None
        key = GoalId(self._mapped(goal))
        return key if goal in self._chosen or self._record.find(Goal, key) is not None else None

    def _note(self, work: Work, items: int) -> None:
        """Say on the person's page where these items come from."""
        now = self._desk.context.clock.now()
        manager = self._handover.manager or "the former manager"
        made = self._handover.made_at
        many = "1 item" if items == 1 else f"{items} items"
        words = f"Taken over from {manager}, as of {made.day} {made:%B %Y}: {many}. The manager in them is that one."
        work.add(
            Text(
                id=TextId(self._desk.context.ids.new()),
                person_id=self._person_id,
                kind=TextKind.NOTE,
                owner_id=f"{self._person_id}#{FROM}",
                visibility=Visibility.SHARED,
                at=now,
                body=words,
            )
        )
