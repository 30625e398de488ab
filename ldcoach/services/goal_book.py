"""Goals and what they hang on: priorities, outcomes, measures, readings, evidence."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from ldcoach.domain.goals import Evidence, Goal, Measure, Outcome, Priority, Reading
from ldcoach.domain.ids import EvidenceId, GoalId, MeasureId, OutcomeId, PersonId, PriorityId, ReadingId
from ldcoach.domain.kinds import (
    EvidenceKind,
    GoalKind,
    GoalStatus,
    MeasureKind,
    MeasureLevel,
    Polarity,
    PriorityKind,
    TextKind,
    Visibility,
)
from ldcoach.domain.texts import Text
from ldcoach.errors import UnfitInput
from ldcoach.services.amounts import require_cases, require_number, require_range
from ldcoach.services.change import Change
from ldcoach.services.context import Context
from ldcoach.services.days import require_past, require_target
from ldcoach.services.naming import fit_name, fit_unit, one_named
from ldcoach.services.pen import NOBODY, Pen
from ldcoach.services.thread import thread_of
from ldcoach.services.views import GoalLine, GoalView


class GoalBook:
    """Links effort to outcomes and keeps the readings."""

    def __init__(self, context: Context, pen: Pen) -> None:
        self._context = context
        self._record = context.record
        self._pen = pen

    def lines(self, person_id: PersonId | None = None, *, active_only: bool = True) -> list[GoalLine]:
        """Return goals with their links; without a person, everybody's."""
        return self._record.goal_lines(person_id=person_id, active_only=active_only)

    def priorities(self) -> list[Priority]:
        """Return the priorities."""
        return self._record.every(Priority)

    def outcomes(self) -> list[Outcome]:
        """Return the outcomes."""
        return self._record.every(Outcome)

    def measures(self) -> list[Measure]:
        """Return the measures."""
        return self._record.every(Measure)

    def readings(self, measure_id: MeasureId) -> list[Reading]:
        """Return the readings of a measure by date."""
        return self._record.readings(measure_id)

    def view(self, goal_id: GoalId) -> GoalView:
        """Return a goal end to end."""
        return thread_of(self._context, goal_id)

    def named(self, words: str, *, person_id: PersonId | None = None) -> Goal:
        """Return the goal with this id, title, or unambiguous beginning of a title; raises NotFound, Ambiguous."""
        goals = self._record.every(Goal, **({"person_id": person_id} if person_id else {}))
        return one_named(words, [(goal.id, goal.title, goal) for goal in goals], "goal")

    def outcome_named(self, words: str) -> Outcome:
        """Return the outcome with this id, name or beginning of a name."""
        return one_named(words, [(one.id, one.name, one) for one in self.outcomes()], "outcome")

    def measure_named(self, words: str) -> Measure:
        """Return the measure with this id, name or beginning of a name."""
        return one_named(words, [(one.id, one.name, one) for one in self.measures()], "measure")

    def add_priority(self, name: str, kind: PriorityKind = PriorityKind.OTHER, why_it_matters: str = "") -> Change:
        """Add what the organisation is trying to do."""
        self._pen.hold(name, why_it_matters)
        priority = Priority(
            id=PriorityId(self._context.ids.new()),
            name=fit_name(name, "priority"),
            kind=kind,
            why_it_matters=why_it_matters,
        )
        return self._add(priority)

    def add_outcome(
        self, name: str, *, priority_id: PriorityId | None = None, serving: str = "", why_it_matters: str = ""
    ) -> Change:
        """Add a result that someone outside would notice; `serving` names a priority, which is made when it is new."""
        self._pen.hold(name, why_it_matters, serving)
        served, new = self._priority_called(serving) if serving else (priority_id, [])
        outcome = Outcome(
            id=OutcomeId(self._context.ids.new()),
            name=fit_name(name, "outcome"),
            priority_id=served,
            why_it_matters=why_it_matters,
        )
        return self._add(*new, outcome)

    def _priority_called(self, words: str) -> tuple[PriorityId, list[Priority]]:
        """Return the priority of that name, and what has to be added for it."""
        name = fit_name(words, "priority")
        known = {one.name.casefold(): one.id for one in self.priorities()}
        if name.casefold() in known:
            return known[name.casefold()], []
        new = Priority(id=PriorityId(self._context.ids.new()), name=name, kind=PriorityKind.OTHER)
        return new.id, [new]

    def add_measure(
        self,
        name: str,
        unit: str,
        *,
        outcome_id: OutcomeId | None = None,
        goal_id: GoalId | None = None,
        polarity: Polarity = Polarity.HIGHER_IS_BETTER,
        lower: float | None = None,
        upper: float | None = None,
        kind: MeasureKind = MeasureKind.LAGGING,
        frequency_days: int = 7,
        data_source: str = "",
    ) -> Change:
        """Add a measure of an outcome or of a goal, one of the two; `lower` and `upper` bound a good range."""
        if (outcome_id is None) == (goal_id is None):
            message = "A measure belongs to one outcome or to one goal. Nothing was saved; name one of them."
            raise UnfitInput(message)
        require_number(lower, upper)
        require_range(lower, upper, ranged=polarity is Polarity.IN_RANGE)
        self._pen.hold(name, unit, data_source)
        measure = Measure(
            id=MeasureId(self._context.ids.new()),
            name=fit_name(name, "measure"),
            unit=fit_unit(unit),
            kind=kind,
            level=MeasureLevel.OUTCOME if outcome_id else MeasureLevel.BEHAVIOUR,
            polarity=polarity,
            lower=lower,
            upper=upper,
            data_source=data_source,
            outcome_id=outcome_id,
            goal_id=goal_id,
            frequency_days=frequency_days,
        )
        return self._add(measure)

    def add_reading(
        self, measure_id: MeasureId, value: float, *, on: date | None = None, n: int | None = None, note: str = ""
    ) -> Change:
        """Add a dated value; a day holds one reading of a measure.

        Raises:
            UnfitInput: the value or the number of cases is none, or the day cannot be meant or has a reading already.
        """
        require_number(value)
        require_cases(n)
        day = on or self._context.clock.today()
        require_past(day, self._context.clock.today(), "the day of the reading")
        if any(reading.on == day for reading in self.readings(measure_id)):
            message = f"There is a reading of {day.isoformat()} already. Nothing was changed; give another day."
            raise UnfitInput(message)
        self._pen.hold(note)
        reading = Reading(
            id=ReadingId(self._context.ids.new()), measure_id=measure_id, on=day, value=value, n=n, note=note
        )
        return self._add(reading)

    def add(
        self,
        person_id: PersonId,
        title: str,
        *,
        kind: GoalKind = GoalKind.BEHAVIOUR,
        outcome_id: OutcomeId | None = None,
        critical_behaviour: str = "",
        why_it_matters: str = "",
        target_value: float | None = None,
        target_on: date | None = None,
        confidence: int | None = None,
        about_work: Collection[str] = NOBODY,
    ) -> Change:
        """Add a goal for a person; an outcome may come later, the app shows it as unlinked until then.

        Raises:
            HeldText: nothing was written.
            UnfitInput: no title, one that is long, or a target or a day that cannot be meant.
        """
        require_number(target_value)
        require_target(target_on, self._context.clock.today())
        self._pen.hold(title, critical_behaviour, why_it_matters, about_work=about_work)
        goal = Goal(
            id=GoalId(self._context.ids.new()),
            person_id=person_id,
            title=fit_name(title, "goal"),
            kind=kind,
            outcome_id=outcome_id,
            critical_behaviour=critical_behaviour.strip(),
            why_it_matters=why_it_matters.strip(),
            target_value=target_value,
            target_on=target_on,
            confidence=confidence,
        )
        with self._record.work() as work:
            work.add(goal)
            text = self._pen.new(
                work,
                TextKind.GOAL,
                _words_of(goal),
                owner_id=goal.id,
                person_id=person_id,
                visibility=Visibility.SHARED,
            )
            self._pen.confirm(work, text.id, about_work)
        return Change.of(Goal, Text, person=person_id, created=goal.id)

    def edit(self, goal: Goal, *, visit: bool = True, about_work: Collection[str] = NOBODY) -> Change:
        """Replace a goal; earlier words are kept. Raises as `add`."""
        require_number(goal.target_value)
        before = self._record.get(Goal, goal.id)
        if goal.target_on != before.target_on:
            require_target(goal.target_on, self._context.clock.today())
        self._pen.hold(*_fields_of(goal), about_work=about_work, standing=_fields_of(before))
        goal = replace(goal, title=before.title if goal.title == before.title else fit_name(goal.title, "goal"))
        texts = self._record.texts_of([goal.id], kinds=[TextKind.GOAL])
        with self._record.work() as work:
            work.save(goal)
            for text in texts:
                self._pen.rewrite(work, text, _words_of(goal), visit=visit)
                self._pen.confirm(work, text.id, about_work)
        return Change.of(Goal, Text, person=goal.person_id)

    def link(self, goal_id: GoalId, outcome_id: OutcomeId | None) -> Change:
        """Tie a goal to an outcome, or untie it."""
        return self.edit(replace(self._record.get(Goal, goal_id), outcome_id=outcome_id))

    def serve(self, outcome_id: OutcomeId, priority_id: PriorityId | None) -> Change:
        """Say which priority an outcome serves, or that it serves none."""
        outcome = replace(self._record.get(Outcome, outcome_id), priority_id=priority_id)
        with self._record.work() as work:
            work.save(outcome)
            work.audit("edit", Outcome, outcome_id)
        return Change.of(Outcome, Goal)

    def settle(self, goal_id: GoalId, status: GoalStatus) -> Change:
        """Say where a goal stands."""
        return self.edit(replace(self._record.get(Goal, goal_id), status=status))

    def add_evidence(
        self,
        goal_id: GoalId,
        kind: EvidenceKind,
        words: str,
        *,
        on: date,
        agreed: bool = False,
        about_work: Collection[str] = NOBODY,
    ) -> Change:
        """Keep something dated that shows the behaviour or the result.

        Raises:
            HeldText: nothing was written.
            UnfitInput: no words, or a day that lies ahead.
        """
        if not (fit := " ".join(words.split())):
            message = "Evidence needs a few words. Nothing was saved; say what was seen or heard."
            raise UnfitInput(message)
        require_past(on, self._context.clock.today(), "the day of the evidence")
        self._pen.hold(words, about_work=about_work)
        goal = self._record.get(Goal, goal_id)
        evidence_id = EvidenceId(self._context.ids.new())
        with self._record.work() as work:
            text = self._pen.new(
                work,
                TextKind.EVIDENCE,
                fit,
                owner_id=evidence_id,
                person_id=goal.person_id,
                visibility=Visibility.SHARED if agreed else Visibility.TO_SHARE,
            )
            work.add(
                Evidence(id=evidence_id, goal_id=goal_id, kind=kind, on=on, text_id=text.id, agreed_by_employee=agreed)
            )
            self._pen.confirm(work, text.id, about_work)
        return Change.of(Evidence, Goal, person=goal.person_id, created=evidence_id)

    def _add(self, *entities: Priority | Outcome | Measure | Reading) -> Change:
        """Keep them all or none; the last is what was asked for."""
        with self._record.work() as work:
            for entity in entities:
                work.add(entity)
                work.audit("add", type(entity), entity.id)
        return Change.of(*map(type, entities), Goal, created=entities[-1].id)


def _words_of(goal: Goal) -> str:
    return "\n".join(part for part in _fields_of(goal) if part)


def _fields_of(goal: Goal) -> tuple[str, str, str]:
    return goal.title, goal.critical_behaviour, goal.why_it_matters
