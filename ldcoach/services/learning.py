"""Learning of any kind: begun or completed elsewhere, and what was then done with it at work."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from ldcoach.domain.completions import Completion, CompletionSheet, Known, matched
from ldcoach.domain.completions_csv import read_table
from ldcoach.domain.completions_xapi import read_statements
from ldcoach.domain.goals import Goal, Learning
from ldcoach.domain.ids import GoalId, LearningId, PersonId
from ldcoach.domain.kinds import EvidenceKind, Provenance
from ldcoach.domain.people import Person
from ldcoach.errors import HeldText, UnfitInput
from ldcoach.services.change import Change
from ldcoach.services.context import Context
from ldcoach.services.days import require_past
from ldcoach.services.goal_book import GoalBook
from ldcoach.services.pen import NOBODY, Pen

LONGEST_TITLE = 300
STATEMENTS = (".json", ".jsonl")


@dataclass(frozen=True, slots=True)
class Arriving:
    """One completion as it would be kept; `known` when there is nothing new in it."""

    person_id: PersonId
    person_name: str
    learning: Learning
    known: bool


@dataclass(frozen=True, slots=True)
class CompletionPreview:
    """What a file would bring; `strangers` are completions of people who are not in the record.

    `held` are the places of those whose title a stop rule holds; they are left out.
    """

    arriving: tuple[Arriving, ...]
    strangers: tuple[Completion, ...]
    held: tuple[int, ...]
    sheet: CompletionSheet

    @property
    def new(self) -> tuple[Arriving, ...]:
        """What is not in the record yet."""
        return tuple(one for one in self.arriving if not one.known)


class LearningBook:
    """Learning on the path to a goal. Completion is where it starts; use at work is its result."""

    def __init__(self, context: Context, pen: Pen, goals: GoalBook) -> None:
        self._context = context
        self._record = context.record
        self._pen = pen
        self._goals = goals

    def lines(self, person_id: PersonId) -> list[Learning]:
        """Return a person's learning, oldest first."""
        return self._record.every(Learning, person_id=person_id)

    def add(
        self,
        person_id: PersonId,
        title: str,
        *,
        kind: str = "",
        provider: str = "",
        goal_id: GoalId | None = None,
        started_on: date | None = None,
        about_work: Collection[str] = NOBODY,
    ) -> Change:
        """Add a course, a book, shadowing or practice.

        Raises:
            UnfitInput: no title, one that is too long, or a day that lies ahead.
            HeldText: a stop rule holds the words.
        """
        self._record.get(Person, person_id)
        if goal_id is not None:
            self._record.get(Goal, goal_id)
        self._require_past(started_on)
        self._pen.hold(title, kind, provider, about_work=about_work)
        learning = Learning(
            id=LearningId(self._context.ids.new()),
            person_id=person_id,
            goal_id=goal_id,
            title=_fit(title),
            kind=kind.strip(),
            provider=provider.strip(),
            started_on=started_on,
        )
        with self._record.work() as work:
            work.add(learning)
            work.audit("add", Learning, learning.id)
        return Change.of(Learning, Goal, person=person_id, created=learning.id)

    def link(self, learning_id: LearningId, goal_id: GoalId | None) -> Change:
        """Tie learning to a goal, or to none."""
        return self._save(replace(self._record.get(Learning, learning_id), goal_id=goal_id))

    def complete(self, learning_id: LearningId, on: date) -> Change:
        """Note that it was gone through to its end; that is where it starts. Raises UnfitInput for a day ahead."""
        self._require_past(on)
        return self._save(replace(self._record.get(Learning, learning_id), completed_on=on))

    def apply(
        self, learning_id: LearningId, on: date, words: str = "", *, about_work: Collection[str] = NOBODY
    ) -> Change:
        """Note that it was used at work; words become evidence of the goal it is tied to.

        Raises:
            UnfitInput: the day lies ahead, or there are words and no goal that they could be evidence of.
            HeldText: a stop rule holds the words; nothing was changed.
        """
        self._require_past(on)
        learning = self._record.get(Learning, learning_id)
        if words.strip():
            if learning.goal_id is None:
                message = (
                    "This learning is tied to no goal yet. Nothing was saved; tie it to one, then say what was seen."
                )
                raise UnfitInput(message)
            kind = EvidenceKind.OBSERVED_BEHAVIOUR
            self._goals.add_evidence(learning.goal_id, kind, words, on=on, about_work=about_work)
        return self._save(replace(learning, applied_on=on))

    def preview(self, data: bytes, name: str) -> CompletionPreview:
        """Read completions from xAPI statements (a name ending in .json or .jsonl) or a CSV file; changes nothing.

        Raises:
            UnfitInput: the file cannot be read.
        """
        today = self._context.clock.today()
        if name.casefold().endswith(STATEMENTS):
            sheet, provenance = read_statements(data, today), Provenance.IMPORTED_XAPI
        else:
            headers = self._context.library.completion_headers()
            sheet, provenance = read_table(data, headers, today), Provenance.IMPORTED_CSV
        people = {person.id: person for person in self._record.every(Person)}
        known = Known([(person.id, person.name, person.email) for person in people.values()])
        mine, strangers = matched(sheet.completions, known)
        held = {one.place for _, one in mine if not self._passes(one.title, one.provider)}
        kept = self._by_item(people)
        arriving = tuple(
            Arriving(
                person, people[person].name, *self._joined(kept.get((person, one.external_id)), person, one, provenance)
            )
            for person, one in mine
            if one.place not in held
        )
        return CompletionPreview(arriving, strangers, tuple(sorted(held)), sheet)

    def take_over(self, data: bytes, name: str) -> tuple[Change, CompletionPreview]:
        """Keep what is new in a file, all or none; raises as `preview`."""
        preview = self.preview(data, name)
        with self._record.work() as work:
            for one in preview.new:
                if self._record.find(Learning, one.learning.id) is None:
                    work.add(one.learning)
                else:
                    work.save(one.learning)
                work.audit("import", Learning, one.learning.id)
        people = frozenset(str(one.person_id) for one in preview.new)
        return Change(frozenset({Learning, Goal}), people), preview

    def _by_item(self, people: Iterable[PersonId]) -> dict[tuple[PersonId, str], Learning]:
        present = set(people)
        every = self._record.every(Learning)
        return {(one.person_id, one.external_id): one for one in every if one.external_id and one.person_id in present}

    def _joined(
        self, kept: Learning | None, person: PersonId, one: Completion, provenance: Provenance
    ) -> tuple[Learning, bool]:
        """Return the learning with what a file adds to it, and whether that is nothing."""
        if kept is None:
            new = LearningId(self._context.ids.new())
            kept_as = Learning(
                id=new,
                person_id=person,
                title=one.title,
                provider=one.provider,
                started_on=one.started_on,
                completed_on=one.completed_on,
                provenance=provenance,
                external_id=one.external_id,
            )
            return kept_as, False
        joined = replace(
            kept,
            started_on=kept.started_on or one.started_on,
            completed_on=kept.completed_on or one.completed_on,
        )
        return joined, joined == kept

    def _passes(self, *words: str) -> bool:
        try:
            self._pen.hold(*words)
        except HeldText:
            return False
        return True

    def _require_past(self, day: date | None) -> None:
        require_past(day, self._context.clock.today(), "the day on which it was")

    def _save(self, learning: Learning) -> Change:
        with self._record.work() as work:
            work.save(learning)
        return Change.of(Learning, Goal, person=learning.person_id, created=learning.id)


def _fit(title: str) -> str:
    fit = " ".join(title.split())
    if not 0 < len(fit) <= LONGEST_TITLE:
        message = f"A title has between 1 and {LONGEST_TITLE} characters. Nothing was saved; give it again."
        raise UnfitInput(message)
    return fit
