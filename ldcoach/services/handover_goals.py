"""Keeps the goals of a handover, with the outcomes and measures that they hang on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ldcoach.domain.goals import Goal, Measure, Outcome, Priority, Reading
from ldcoach.domain.handover import HandedGoal, HandedMeasure, HandedOutcome
from ldcoach.domain.ids import GoalId, MeasureId, OutcomeId, PersonId, PriorityId, ReadingId
from ldcoach.services.desk import Desk
from ldcoach.services.ports import Work

__all__ = ["FROM", "HandoverGoals"]

FROM = "handover"
"""The source of outcomes and priorities, and the owner's mark of notes, that came with a handover."""


class HandoverGoals:
    """Keeps goals for one person; `mapped` gives the id here of an id there."""

    def __init__(self, desk: Desk, person_id: PersonId, mapped: Callable[[str], str]) -> None:
        self._record = desk.context.record
        self._person_id = person_id
        self._mapped = mapped
        self._added: set[str] = set()

    def keep(self, work: Work, handed: HandedGoal) -> GoalId:
        """Keep a goal with its measures; an outcome of the same name that is here already keeps its own."""
        outcome_id, known = self._outcome(work, handed.outcome) if handed.outcome else (None, False)
        goal = Goal(
            id=GoalId(self._mapped(handed.id)),
            person_id=self._person_id,
            title=handed.title,
            kind=handed.kind,
            outcome_id=outcome_id,
            critical_behaviour=handed.critical_behaviour,
            why_it_matters=handed.why_it_matters,
            target_value=handed.target_value,
            target_on=handed.target_on,
            status=handed.status,
        )
        work.add(goal)
        work.audit("take_over", Goal, goal.id)
        kept: set[str] = set()
        for measure in handed.measures:
            if not (measure.of_outcome and known):
                kept |= self._measure(work, measure, goal.id, outcome_id)
        if handed.baseline in kept:
            work.save(replace(goal, baseline_reading_id=ReadingId(self._mapped(handed.baseline))))
        return goal.id

    def _outcome(self, work: Work, handed: HandedOutcome) -> tuple[OutcomeId, bool]:
        """Return the outcome of that name, and whether it was here already, with measures of its own."""
        every = self._record.every(Outcome)
        same = next((one for one in every if one.name.casefold() == handed.name.casefold()), None)
        key = OutcomeId(self._mapped(handed.id))
        if same is not None or key in self._added:
            return (same.id if same is not None else key), True
        priority_id = self._priority(work, handed) if handed.priority else None
        outcome = Outcome(
            id=key,
            name=handed.name,
            priority_id=priority_id,
            why_it_matters=handed.why_it_matters,
            owner_role=handed.owner_role,
            source=FROM,
        )
        work.add(outcome)
        self._added.add(key)
        return key, False

    def _priority(self, work: Work, handed: HandedOutcome) -> PriorityId:
        every = self._record.every(Priority)
        same = next((one for one in every if one.name.casefold() == handed.priority.casefold()), None)
        key = PriorityId(self._mapped(f"priority/{handed.priority.casefold()}"))
        if same is None and key not in self._added:
            work.add(Priority(id=key, name=handed.priority, kind=handed.priority_kind, source=FROM))
            self._added.add(key)
        return same.id if same is not None else key

    def _measure(self, work: Work, handed: HandedMeasure, goal_id: GoalId, outcome_id: OutcomeId | None) -> set[str]:
        """Keep a measure and its readings; return the ids there of the readings."""
        key = MeasureId(self._mapped(handed.id))
        work.add(
            Measure(
                id=key,
                name=handed.name,
                unit=handed.unit,
                kind=handed.kind,
                level=handed.level,
                polarity=handed.polarity,
                lower=handed.lower,
                upper=handed.upper,
                definition=handed.definition,
                data_source=handed.data_source,
                outcome_id=outcome_id if handed.of_outcome else None,
                goal_id=None if handed.of_outcome else goal_id,
                frequency_days=max(handed.frequency_days, 1),
            )
        )
        for one in handed.readings:
            reading = Reading(
                id=ReadingId(self._mapped(one.id)),
                measure_id=key,
                on=one.on,
                value=one.value,
                n=one.n,
                provenance=one.provenance,
            )
            work.add(reading)
        return {one.id for one in handed.readings}
