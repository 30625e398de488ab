"""Goals of the sample: one that moved, one that did not, one that is not linked yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from ldcoach.domain.goals import Evidence, Goal, Learning, Measure, Outcome, Priority, Reading
from ldcoach.domain.ids import (
    EvidenceId,
    GoalId,
    LearningId,
    MeasureId,
    OutcomeId,
    PersonId,
    PriorityId,
    ReadingId,
    TextId,
)
from ldcoach.domain.kinds import EvidenceKind, GoalKind, MeasureKind, Polarity, PriorityKind, TextKind, Visibility
from ldcoach.domain.people import Person
from ldcoach.domain.texts import Text
from ldcoach.services.ports import Ids
from ldcoach.services.sample.content import GoalStory, SampleContent, Trade

WEEK = timedelta(days=7)
TOLD_TO = 30
"""Stories are told of the first people; a large sample has plain weeks for the rest."""


@dataclass(frozen=True, slots=True)
class GoalRows:
    """Rows to keep, in order, and the goal of each person who has one."""

    rows: tuple[object, ...]
    goals: dict[PersonId, Goal]

    def of(self, person_id: PersonId) -> Goal | None:
        """Return a person's goal, if a story is told of them."""
        return self.goals.get(person_id)


def goal_rows(people: Sequence[tuple[Person, Trade]], content: SampleContent, ids: Ids, today: date) -> GoalRows:
    """Tell the goal stories of the first people whose trade has one."""
    stories = {story.trade: story for story in content.goals}
    priorities: dict[str, Priority] = {}
    rows: list[object] = []
    goals: dict[PersonId, Goal] = {}
    for person, trade in people[:TOLD_TO]:
        story = stories.get(trade.key)
        if story is None:
            continue
        if story.priority and story.priority not in priorities:
            priorities[story.priority] = _priority(story, ids)
            rows.append(priorities[story.priority])
        told = list(_told(person, story, priorities.get(story.priority), ids, today))
        goals[person.id] = next(row for row in told if isinstance(row, Goal))
        rows += told
    return GoalRows(tuple(rows), goals)


def began(story: GoalStory, today: date) -> date:
    """Return the day on which practice began in a story whose readings end last week."""
    return today - WEEK * (len(story.lag) + len(story.after))


def _priority(story: GoalStory, ids: Ids) -> Priority:
    return Priority(
        id=PriorityId(ids.new()),
        name=story.priority,
        kind=PriorityKind(story.priority_kind),
        why_it_matters="Named in this year's priorities.",
    )


def _told(person: Person, story: GoalStory, priority: Priority | None, ids: Ids, today: date) -> Iterator[object]:
    outcome = None
    if story.outcome:
        outcome = Outcome(
            id=OutcomeId(ids.new()),
            name=story.outcome,
            priority_id=priority.id if priority else None,
            why_it_matters=story.outcome_why,
        )
        yield outcome
    start = began(story, today)
    goal = _goal(person, story, outcome, ids, today)
    measure = _measure(story, outcome, goal, ids)
    yield goal
    yield _text(
        ids,
        TextKind.GOAL,
        goal.id,
        person.id,
        start - WEEK,
        f"{goal.title}\n{goal.critical_behaviour}\n{goal.why_it_matters}",
    )
    yield measure
    yield from _readings(story, measure, ids, start)
    if story.practice:
        yield Learning(
            id=LearningId(ids.new()),
            person_id=person.id,
            goal_id=goal.id,
            title=story.practice,
            kind="at work",
            started_on=start,
            applied_on=start + WEEK,
        )
    if story.evidence:
        yield from _evidence(story, goal, ids, today)


def _goal(person: Person, story: GoalStory, outcome: Outcome | None, ids: Ids, today: date) -> Goal:
    return Goal(
        id=GoalId(ids.new()),
        person_id=person.id,
        title=story.title,
        kind=GoalKind.BEHAVIOUR,
        outcome_id=outcome.id if outcome else None,
        critical_behaviour=story.behaviour,
        why_it_matters=story.why,
        target_value=story.target,
        target_on=today + WEEK * 6,
    )


def _measure(story: GoalStory, outcome: Outcome | None, goal: Goal, ids: Ids) -> Measure:
    return Measure(
        id=MeasureId(ids.new()),
        name=story.measure,
        unit=story.unit,
        kind=MeasureKind.LAGGING if outcome else MeasureKind.LEADING,
        polarity=Polarity(story.polarity),
        data_source="Weekly count",
        outcome_id=outcome.id if outcome else None,
        goal_id=None if outcome else goal.id,
    )


def _readings(story: GoalStory, measure: Measure, ids: Ids, start: date) -> Iterator[Reading]:
    first = start - WEEK * len(story.before)
    for week, value in enumerate((*story.before, *story.lag, *story.after)):
        yield Reading(id=ReadingId(ids.new()), measure_id=measure.id, on=first + WEEK * week, value=float(value))


def _evidence(story: GoalStory, goal: Goal, ids: Ids, today: date) -> Iterator[object]:
    evidence_id = EvidenceId(ids.new())
    on = today - WEEK
    text = _text(ids, TextKind.EVIDENCE, evidence_id, goal.person_id, on, story.evidence)
    yield text
    yield Evidence(
        id=evidence_id,
        goal_id=goal.id,
        kind=EvidenceKind.WORK_PRODUCT,
        on=on,
        text_id=text.id,
        agreed_by_employee=True,
    )


def _text(ids: Ids, kind: TextKind, owner: str, person_id: PersonId, on: date, body: str) -> Text:
    return Text(
        id=TextId(ids.new()),
        person_id=person_id,
        kind=kind,
        owner_id=owner,
        visibility=Visibility.SHARED,
        at=datetime.combine(on, time(10), tzinfo=UTC),
        body=body,
    )
