"""The development summary: composed from what is shared, shown item by item, exported with a receipt."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from ldcoach.domain import telling as told
from ldcoach.domain.actions import Action
from ldcoach.domain.conversations import Conversation
from ldcoach.domain.document import Document, Format
from ldcoach.domain.feedback import Feedback
from ldcoach.domain.goals import Goal
from ldcoach.domain.ids import PersonId, ReceiptId, SummaryId
from ldcoach.domain.kinds import ConversationStatus, GoalStatus, TextKind, Visibility
from ldcoach.domain.leaving import Receipt, Summary
from ldcoach.domain.people import Person
from ldcoach.domain.story import FeedbackItem, GoalItem, ItemGroup, PromiseItem, Story, WordsItem, may_leave
from ldcoach.domain.texts import Text
from ldcoach.errors import UnfitInput
from ldcoach.services.change import Change
from ldcoach.services.clock import day_of, start_of
from ldcoach.services.context import Context
from ldcoach.services.goal_book import GoalBook
from ldcoach.services.keeping import Keeping
from ldcoach.services.pen import NOBODY, Pen
from ldcoach.services.policy import require_leaving
from ldcoach.services.ports import DocumentWriter
from ldcoach.services.views import GoalView, LeavingItem

SHOWN_STATUS = {GoalStatus.ACTIVE, GoalStatus.PAUSED, GoalStatus.ACHIEVED, GoalStatus.CLOSED_NOT_MET}
MANAGER_NAME = "manager_name"
OWN_WORDS = TextKind.COMMENT
"""How the manager's own sentences for a summary are kept until it is written."""


class Summaries:
    """Composes, previews and exports development summaries."""

    def __init__(self, context: Context, pen: Pen, goals: GoalBook, keeping: Keeping, writer: DocumentWriter) -> None:
        self._context = context
        self._record = context.record
        self._pen = pen
        self._goals = goals
        self._keeping = keeping
        self._writer = writer

    def story(self, person_id: PersonId, from_on: date, to_on: date) -> Story:
        """Gather all that is shared in a period, both days included.

        Raises:
            UnfitInput: the period ends before it begins.
        """
        if to_on < from_on:
            message = "The period ends before it begins. Nothing was made; give the earlier day first."
            raise UnfitInput(message)
        since, until = start_of(from_on), start_of(to_on + timedelta(days=1))
        shared = self._record.person_texts(person_id, since, until, Visibility.SHARED)
        drafts = self._record.person_texts(person_id, since, until, Visibility.TO_SHARE)
        held = [
            talk
            for talk in self._record.every(Conversation, person_id=person_id, status=ConversationStatus.HELD)
            if since <= (talk.ended_at or talk.planned_for) < until
        ]
        return Story(
            person=self._record.get(Person, person_id),
            manager=self._keeping.setting(MANAGER_NAME, ""),
            from_on=from_on,
            to_on=to_on,
            talks=len(held),
            goals=self._goal_items(person_id),
            feedback=self._feedback_items(person_id, from_on, to_on),
            promises=self._promise_items(person_id, shared),
            takeaways=_words(shared, TextKind.TAKEAWAY, "takeaway"),
            notes=_words(shared, TextKind.NOTE, "note"),
            prep_notes=_written(self._record.person_texts(person_id, since, until, Visibility.PREP)),
            drafts=_written(text for text in drafts if text.owner_id not in _owners(person_id)),
        )

    def write_in(
        self, story: Story, *, so_what: str = "", conditions: str = "", about_work: Collection[str] = NOBODY
    ) -> Story:
        """Add the manager's own sentences to the story; raises HeldText."""
        self._pen.hold(so_what, conditions, about_work=about_work)
        return replace(story, so_what=so_what.strip(), conditions=conditions.strip())

    def own_words(self, person_id: PersonId) -> tuple[str, str]:
        """Return the manager's sentences as last kept for this person's summary: so what, and conditions."""
        kept = {text.owner_id: text.body for text in self._kept_words(person_id)}
        so_what, conditions = (kept.get(owner, "") for owner in _owners(person_id))
        return so_what, conditions

    def keep_own_words(
        self, person_id: PersonId, so_what: str, conditions: str, *, about_work: Collection[str] = NOBODY
    ) -> Change:
        """Keep the manager's sentences until the summary is written; raises HeldText, with the text's place."""
        kept = {text.owner_id: text for text in self._kept_words(person_id)}
        standing = [text.body for text in kept.values()]
        self._pen.hold(so_what, conditions, about_work=about_work, standing=standing)
        with self._record.work() as work:
            for owner, body in zip(_owners(person_id), (so_what, conditions), strict=True):
                if owner in kept:
                    text = self._pen.rewrite(work, kept[owner], body, visit=False)
                elif body.strip():
                    text = self._pen.new(
                        work, OWN_WORDS, body, owner_id=owner, person_id=person_id, visibility=Visibility.TO_SHARE
                    )
                else:
                    continue
                self._pen.confirm(work, text.id, about_work)
        return Change.of(Text, person=person_id)

    def items(self, story: Story, staying: Collection[str] = ()) -> tuple[LeavingItem, ...]:
        """List every item that could leave, with the names of other people found in it."""
        others = self._other_names(story.person)
        behind = {goal.id: " ".join(goal.told_words) for goal in story.goals}
        return tuple(
            LeavingItem(
                item_id,
                group,
                title,
                detail,
                item_id not in staying,
                _named(f"{title} {detail} {behind.get(item_id, '')}", others),
            )
            for group, item_id, title, detail in _rows(story)
        )

    def name_in(self, person: Person, words: str) -> str:
        """Return the first name of somebody else that stands in the words, or an empty text."""
        return _named(words, self._other_names(person))

    def document(self, story: Story, staying: Collection[str] = ()) -> Document:
        """Compose the document that would leave."""
        return told.tell(story, staying)

    def render(self, story: Story, staying: Collection[str] = ()) -> bytes:
        """Return the document as a file's bytes, for the preview; nothing is written."""
        return self._writer.render(self.document(story, staying))

    def export(
        self,
        story: Story,
        target: Path,
        *,
        staying: Collection[str] = (),
        to_whom: str = "",
        file_format: Format = Format.PDF,
        password: str | None = None,
    ) -> tuple[Change, Receipt]:
        """Write the file, then keep a receipt: what left, when and to whom, never the text.

        Raises:
            RefusedByPolicy: IT does not let it leave like this.
        """
        require_leaving(self._context.policy, file_format, locked=bool(password))
        document = self.document(story, staying)
        sha256 = self._writer.write(document, target, file_format=file_format, password=password)
        receipt = Receipt(
            id=ReceiptId(self._context.ids.new()),
            person_id=story.person.id,
            what="summary",
            format=file_format,
            at=self._context.clock.now(),
            to_whom=to_whom or story.person.name,
            sha256=sha256,
            item_ids=tuple(item for item in story.item_ids if item not in staying),
        )
        kept = Summary(
            id=SummaryId(self._context.ids.new()),
            person_id=story.person.id,
            from_on=story.from_on,
            to_on=story.to_on,
            blocks={"items": list(receipt.item_ids), "receipt": receipt.id},
        )
        try:
            with self._record.work() as work:
                work.add(receipt, kept)
                work.audit("export", Receipt, receipt.id)
        except BaseException:
            target.unlink(missing_ok=True)  # nothing leaves without a receipt
            raise
        return Change.of(Receipt, Summary, person=story.person.id, created=receipt.id), receipt

    def receipts(self, person_id: PersonId) -> list[Receipt]:
        """Return what left for a person, oldest first."""
        return self._record.every(Receipt, person_id=person_id)

    def _kept_words(self, person_id: PersonId) -> list[Text]:
        return self._record.texts_of(_owners(person_id), kinds=[OWN_WORDS])

    def _goal_items(self, person_id: PersonId) -> tuple[GoalItem, ...]:
        goals = [goal for goal in self._record.every(Goal, person_id=person_id) if goal.status in SHOWN_STATUS]
        items = [_goal_item(self._goals.view(goal.id)) for goal in goals]
        return tuple(sorted(items, key=lambda item: (not item.outcome, item.chart is None)))

    def _feedback_items(self, person_id: PersonId, from_on: date, to_on: date) -> tuple[FeedbackItem, ...]:
        pieces = [
            piece
            for piece in self._record.every(Feedback, person_id=person_id, visibility=Visibility.SHARED)
            if piece.shared_on and from_on <= piece.shared_on <= to_on
        ]
        texts = self._record.texts_of([piece.id for piece in pieces], kinds=[TextKind.FEEDBACK])
        words = {text.owner_id: text.body for text in texts if may_leave(text.visibility)}
        return tuple(FeedbackItem(piece, words[piece.id]) for piece in pieces if piece.id in words)

    def _promise_items(self, person_id: PersonId, shared: list[Text]) -> tuple[PromiseItem, ...]:
        made = {text.owner_id: text for text in shared if text.kind is TextKind.ACTION}
        actions = self._record.every(Action, person_id=person_id)
        return tuple(
            PromiseItem(action, made[action.id].body, day_of(made[action.id].at))
            for action in actions
            if action.id in made
        )

    def _other_names(self, person: Person) -> frozenset[str]:
        own = set(person.name.split()) | {person.called}
        names = (name for person_id, name in self._record.person_names() if person_id != person.id)
        return frozenset(part for name in names for part in (name, name.split()[0]) if part not in own)


def _owners(person_id: PersonId) -> tuple[str, str]:
    """Return the owner ids of the manager's two sentences: the person's id, '#', which one."""
    return f"{person_id}#so_what", f"{person_id}#conditions"


def _rows(story: Story) -> Iterator[tuple[str, str, str, str]]:
    """Yield group, id, title and detail of every item, in the order of the document."""
    for goal in story.goals:
        yield ItemGroup.GOALS, goal.id, goal.goal.title, goal.outcome
    for words in story.takeaways:
        yield ItemGroup.WORDS, words.id, told.day(words.on), words.text.body
    for piece in story.feedback:
        title = f"{told.day(piece.feedback.observed_on)} · {told.KIND_WORDS[piece.feedback.kind]}"
        yield ItemGroup.FEEDBACK, piece.id, title, " ".join(part for part in piece.told if part)
    for promise in story.promises:
        yield ItemGroup.PROMISES, promise.id, promise.words, told.day(promise.made_on)
    for note in story.notes:
        yield ItemGroup.NOTES, note.id, told.day(note.on), note.text.body


def _goal_item(view: GoalView) -> GoalItem:
    return GoalItem(
        goal=view.goal,
        outcome=view.outcome.name if view.outcome else "",
        why=view.outcome.why_it_matters if view.outcome else "",
        priority=view.priority.name if view.priority else "",
        told=view.chart.alt if view.chart else "",
        chart=view.chart,
        claim=view.comparison.claim.value if view.comparison else "",
        evidence=tuple((one.on, words) for one, words in view.evidence if one.agreed_by_employee),
    )


def _words(shared: list[Text], kind: TextKind, label: str) -> tuple[WordsItem, ...]:
    return tuple(WordsItem(text, day_of(text.at), label) for text in shared if text.kind is kind and text.body.strip())


def _written(texts: Iterable[Text]) -> int:
    """Count texts that say something, feedback and its parts as one."""
    return sum(bool(text.body.strip()) and text.kind is not TextKind.FEEDBACK_PARTS for text in texts)


def _named(words: str, names: frozenset[str]) -> str:
    """Return the first of the names that stands in the words as a word, or an empty text."""
    found = (name for name in sorted(names) if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words))
    return next(found, "")
