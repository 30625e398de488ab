"""What was done since a day, without words: the ground of the manager's own measures.

Everything comes out of indexes alone, and what there is very much of comes packed, one row for each person or day: a
row handed over costs more than finding it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import UTC, date, datetime, time
from json import loads
from typing import Any

import sqlalchemy as sa

from ldcoach.domain.ids import PersonId
from ldcoach.domain.kinds import ActionOwner, FeedbackKind, Side
from ldcoach.domain.practice import Day, DueDay, GoalFacts, Pending, Promises, Raised, SharedDay, Talks
from ldcoach.services.ports.practice import Part, PracticeFacts
from ldcoach.store.local_days import LocalDays, written_day
from ldcoach.store.mapping import to_micros

__all__ = ["facts"]

_TEAM = "SELECT id FROM person WHERE status = 'active' AND relationship = 'direct_report'"
_TALKS = """
SELECT p.id,
       json_group_array({held}) FILTER (WHERE c.status = 'held'),
       json_group_array(json_array({planned}, c.status, {held})) FILTER (
         WHERE c.status <> 'held' OR (c.planned_for <> coalesce(c.started_at, c.planned_for) AND {planned} <> {held})
       ),
       json_group_array(json_array({held}, c.talk_share_estimate))
         FILTER (WHERE c.talk_share_estimate IS NOT NULL AND c.status = 'held'),
       (SELECT coalesce(h.started_at, h.planned_for) FROM conversation h INDEXED BY ix_conversation_practice
        WHERE h.person_id = p.id AND h.status = 'held' AND coalesce(h.started_at, h.planned_for) < :micros
        ORDER BY coalesce(h.started_at, h.planned_for) DESC LIMIT 1)
FROM person p CROSS JOIN conversation c INDEXED BY ix_conversation_practice
  ON c.person_id = p.id AND coalesce(c.started_at, c.planned_for) >= :micros
GROUP BY p.id
"""
_SHARED = """
SELECT f.shared_on, json_group_array({shared} - {seen}),
       sum(f.kind = 'reinforcing'), sum(f.kind = 'redirecting'), sum(f.kind = 'feedforward'),
       json_group_array(json(f.rules_seen)) FILTER (WHERE f.rules_seen <> '[]')
FROM feedback f INDEXED BY ix_feedback_shared
WHERE f.visibility = 'shared' AND f.shared_on >= :since GROUP BY f.shared_on
"""
_WHOLE = """
SELECT f.shared_on, json_group_array(f.person_id) FROM feedback f INDEXED BY ix_feedback_whole
WHERE f.visibility = 'shared' AND f.situation <> '' AND f.behaviour <> '' AND f.impact <> '' AND f.shared_on >= :since
GROUP BY f.shared_on
"""
_DUE = """
SELECT a.due_on, a.owner, count(*), count(*) FILTER (WHERE a.done_on <= a.due_on)
FROM action a INDEXED BY ix_action_due WHERE a.status <> 'dropped' AND a.due_on >= :since GROUP BY a.due_on, a.owner
"""
_MADE = """
SELECT p.id, json_group_array({made})
FROM person p CROSS JOIN text t INDEXED BY ix_text_timeline
  ON t.person_id = p.id AND t.kind = 'action' AND t.at >= :micros
WHERE NOT EXISTS (SELECT 1 FROM action l INDEXED BY ix_action_left_out
                  WHERE (l.status = 'dropped' OR (l.status = 'done' AND l.done_on IS NULL)) AND l.text_id = t.id)
GROUP BY p.id
"""
_DONE = """
SELECT p.id, json_group_array({done})
FROM person p CROSS JOIN action a INDEXED BY ix_action_done ON a.person_id = p.id AND a.done_on >= :since
WHERE a.status <> 'dropped' GROUP BY p.id
"""
_OPEN = """
SELECT a.owner, t.at FROM action a JOIN text t ON t.id = a.text_id
WHERE a.status IN ('open', 'carried_over') AND coalesce(a.due_on, '9999-12-31') > ''
"""
_STILL_OPEN = """
SELECT a.person_id, count(*) FROM action a
WHERE a.status IN ('open', 'carried_over') AND coalesce(a.due_on, '9999-12-31') > '' AND a.done_on IS NULL
GROUP BY a.person_id
"""
_RAISED = """
SELECT first_raised_on, raised_by, count(*) FROM topic INDEXED BY ix_topic_raised
WHERE first_raised_on >= :since GROUP BY first_raised_on, raised_by
"""
_GOALS = """
SELECT coalesce((SELECT min(t.at) FROM text t WHERE t.owner_id = g.id AND t.kind = 'goal'), g.created_at),
       g.outcome_id IS NOT NULL, g.critical_behaviour <> '',
       g.target_value IS NOT NULL AND EXISTS (
         SELECT 1 FROM measure m JOIN reading r ON r.measure_id = m.id
         WHERE m.goal_id = g.id OR m.outcome_id = g.outcome_id
         GROUP BY m.id HAVING count(DISTINCT r."on") > 1
       )
FROM goal g WHERE g.status = 'active'
"""

Run = Callable[[str], Iterable[tuple[Any, ...]]]


def facts(connection: sa.Connection, since: date, parts: Collection[Part]) -> PracticeFacts:
    """Return the parts asked for, since a day by the clock of this machine."""
    bound = {"since": since.isoformat(), "micros": to_micros(datetime.combine(since, time()).astimezone(UTC))}
    cursor = connection.connection.cursor()  # the driver's own rows cost half of those that are wrapped
    days = LocalDays(since)

    def run(statement: str) -> Iterable[tuple[Any, ...]]:
        found: list[tuple[Any, ...]] = cursor.execute(statement, bound).fetchall()
        return found

    read = {part.value: _READ[part](run, days) for part in parts}
    return PracticeFacts(reports=frozenset(PersonId(key) for (key,) in run(_TEAM)), **read)


def _talks(run: Run, days: LocalDays) -> Mapping[PersonId, Talks]:
    held_at = "coalesce(c.started_at, c.planned_for)"
    rows = run(_TALKS.format(planned=days.sql("c.planned_for"), held=days.sql(held_at)))
    people, held, others, shares, before = _columns(rows, 5)
    packed = zip(people, *map(_unpacked, (held, others, shares)), before, strict=True)
    return {PersonId(person): _talks_of(days, *told) for person, *told in packed}


def _talks_of(
    days: LocalDays,
    held: list[Day],
    others: list[tuple[Day, str, Day]],
    shares: list[tuple[Day, int]],
    before: int | None,
) -> Talks:
    """Return the 1-2-1s with one person; `others` are those not held on the day they were planned for."""
    held.sort()
    planned, otherwise = held.copy(), defaultdict[str, list[Day]](list)
    for plan, status, on in others:
        if status == "held":
            del planned[bisect_left(planned, on)]
        otherwise[status].append(plan)
    for plans in otherwise.values():
        planned += plans
    return Talks(
        planned=sorted(planned),
        held=held if before is None else [days.at(before).toordinal(), *held],
        moved=sorted(otherwise["rescheduled"]),
        lost=sorted(otherwise["cancelled"] + otherwise["missed"]),
        shares=sorted((on, share) for on, share in shares),
    )


def _columns(rows: Iterable[tuple[Any, ...]], count: int) -> list[tuple[Any, ...]]:
    """Return rows as columns; there are so many even when there is no row."""
    return list(zip(*rows, strict=True)) or [()] * count


def _unpacked(column: Iterable[str]) -> Any:  # noqa: ANN401 - what the query packed
    """Return what each row holds as JSON; read in one go, since each reading has a cost of its own."""
    return loads(f"[{','.join(column)}]")


def _shared(run: Run, _days: LocalDays) -> tuple[SharedDay, ...]:
    days, people = _columns(run(_WHOLE), 2)
    whole = dict(zip(days, _unpacked(people), strict=True))
    rows = run(_SHARED.format(shared=written_day("f.shared_on"), seen=written_day("f.observed_on")))
    days, waits, reinforcing, redirecting, feedforward, found = _columns(rows, 6)
    kinds = zip(reinforcing, redirecting, feedforward, strict=True)
    each = zip(days, _unpacked(waits), kinds, _unpacked(found), strict=True)
    return tuple(
        [
            SharedDay(date.fromisoformat(on), waited, dict(zip(_KINDS, counts, strict=True)), rules, whole.get(on, ()))
            for on, waited, counts, rules in each
        ]
    )


def _due(run: Run, _days: LocalDays) -> tuple[DueDay, ...]:
    return tuple([DueDay(date.fromisoformat(on), _OWNERS[owner], *counts) for on, owner, *counts in run(_DUE)])


def _promises(run: Run, days: LocalDays) -> Mapping[PersonId, Promises]:
    made = _in_order(run(_MADE.format(made=days.sql("t.at"))))
    done = _in_order(run(_DONE.format(done=written_day("a.done_on"))))
    still_open: dict[str, int] = dict(run(_STILL_OPEN))
    return {
        PersonId(each): Promises(made.get(each, ()), done.get(each, ()), still_open.get(each, 0))
        for each in made.keys() | done.keys() | still_open.keys()
    }


def _in_order(rows: Iterable[tuple[str, str]]) -> Mapping[str, list[Day]]:
    """Return packed days by person, in order."""
    people, packed = _columns(rows, 2)
    return {person: sorted(days) for person, days in zip(people, _unpacked(packed), strict=True)}


def _pending(run: Run, days: LocalDays) -> tuple[Pending, ...]:
    return tuple(Pending(_OWNERS[owner], days.at(made)) for owner, made in run(_OPEN))


def _raised(run: Run, _days: LocalDays) -> tuple[Raised, ...]:
    return tuple(Raised(date.fromisoformat(on), Side(side), count) for on, side, count in run(_RAISED))


def _goals(run: Run, days: LocalDays) -> tuple[GoalFacts, ...]:
    return tuple(GoalFacts(days.at(since), *map(bool, told)) for since, *told in run(_GOALS))


_OWNERS: Mapping[str, ActionOwner] = {owner.value: owner for owner in ActionOwner}
_KINDS = (FeedbackKind.REINFORCING, FeedbackKind.REDIRECTING, FeedbackKind.FEEDFORWARD)
_READ: dict[Part, Callable[[Run, LocalDays], Any]] = {
    Part.TALKS: _talks,
    Part.SHARED: _shared,
    Part.DUE: _due,
    Part.PROMISES: _promises,
    Part.PENDING: _pending,
    Part.RAISED: _raised,
    Part.GOALS: _goals,
}
