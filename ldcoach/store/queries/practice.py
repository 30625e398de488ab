"""What was done since a day, without words: the ground of the manager's own measures."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import UTC, date, datetime, time
from functools import lru_cache
from json import loads
from typing import Any

import sqlalchemy as sa

from ldcoach.domain.ids import PersonId
from ldcoach.domain.kinds import ActionOwner, ActionStatus, ConversationStatus, FeedbackKind, Side
from ldcoach.domain.practice import GoalFacts, Piece, Promised, Raised, Slot
from ldcoach.services.ports.practice import Part, PracticeFacts
from ldcoach.store.mapping import from_micros, to_micros

__all__ = ["facts"]

_TEAM = "SELECT id FROM person WHERE status = 'active' AND relationship = 'direct_report'"
_SLOTS = """
SELECT c.person_id, c.planned_for, c.status, coalesce(c.started_at, c.planned_for), c.talk_share_estimate
FROM person p CROSS JOIN conversation c ON c.person_id = p.id AND c.planned_for >= :micros
"""
_PIECES = """
SELECT f.person_id, f.kind, f.observed_on, f.shared_on,
       f.situation <> '' AND f.behaviour <> '' AND f.impact <> '', f.rules_seen
FROM person p CROSS JOIN feedback f ON f.person_id = p.id AND f.observed_on >= :long_before
WHERE f.shared_on >= :since AND f.visibility = 'shared'
"""
_ACTION = "SELECT a.person_id, a.owner, a.status, t.at, a.due_on, a.done_on FROM"
_PROMISED = f"""
{_ACTION} person p CROSS JOIN text t INDEXED BY ix_text_timeline
  ON t.person_id = p.id AND t.kind = 'action' AND t.at >= :micros
CROSS JOIN action a ON a.text_id = t.id
UNION ALL
{_ACTION} action a JOIN text t ON t.id = a.text_id
WHERE a.status IN ('open', 'carried_over') AND coalesce(a.due_on, '9999-12-31') > '' AND t.at < :micros
"""
_RAISED = "SELECT first_raised_on, raised_by, count(*) FROM topic WHERE first_raised_on >= :since GROUP BY 1, 2"
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
_LONGEST_WAIT = 366
"""Days. Feedback that waited longer is not looked for, so that the index by observation serves."""

Rows = Iterable[tuple[Any, ...]]


def facts(connection: sa.Connection, since: date, parts: Collection[Part]) -> PracticeFacts:
    """Return the parts asked for, since a day by the clock of this machine."""
    bound = {
        "since": since.isoformat(),
        "micros": to_micros(datetime.combine(since, time()).astimezone(UTC)),
        "long_before": date.fromordinal(since.toordinal() - _LONGEST_WAIT).isoformat(),
    }
    # Rows of the driver itself: ten thousands of wrapped ones would cost as much again.
    run = connection.connection.cursor().execute
    read = {part: tuple(_READ[part](run(_SQL[part], bound))) for part in parts}
    reports = frozenset(PersonId(key) for (key,) in run(_TEAM))
    return PracticeFacts(reports=reports, **{part.value: found for part, found in read.items()})


def _slots(rows: Rows) -> Iterable[Slot]:
    day = _local_days()
    for person, planned, state, held, share in rows:
        status = _STATUS[state]
        held_on = day(held) if status is ConversationStatus.HELD else None
        yield Slot(person, day(planned), status, held_on, share)


def _pieces(rows: Rows) -> Iterable[Piece]:
    iso, seen = lru_cache(None)(date.fromisoformat), lru_cache(None)(_rules)
    for person, kind, observed, shared, complete, rules in rows:
        yield Piece(person, _KIND[kind], iso(observed), iso(shared), bool(complete), seen(rules))


def _promised(rows: Rows) -> Iterable[Promised]:
    day, iso = _local_days(), lru_cache(None)(date.fromisoformat)
    for person, owner, state, made, due, done in rows:
        due_on, done_on = (iso(each) if each else None for each in (due, done))
        yield Promised(person, _OWNER[owner], _STATE[state], day(made), due_on, done_on)


def _raised(rows: Rows) -> Iterable[Raised]:
    return (Raised(date.fromisoformat(on), Side(side), count) for on, side, count in rows)


def _goals(rows: Rows) -> Iterable[GoalFacts]:
    day = _local_days()
    return (GoalFacts(day(since), *map(bool, told)) for since, *told in rows)


def _rules(seen: str) -> tuple[str, ...]:
    return tuple(loads(seen))


def _local_days() -> Callable[[int], date]:
    """Return what tells the local day of a moment; one look for each quarter of an hour, by which zones shift."""

    @lru_cache(None)
    def of_quarter(quarter: int) -> date:
        return from_micros(quarter * _QUARTER).astimezone().date()

    return lambda micros: of_quarter(micros // _QUARTER)


_QUARTER = 15 * 60 * 1_000_000
_STATUS = {each.value: each for each in ConversationStatus}
_KIND = {each.value: each for each in FeedbackKind}
_OWNER = {each.value: each for each in ActionOwner}
_STATE = {each.value: each for each in ActionStatus}
_SQL = {
    Part.SLOTS: _SLOTS,
    Part.PIECES: _PIECES,
    Part.PROMISED: _PROMISED,
    Part.RAISED: _RAISED,
    Part.GOALS: _GOALS,
}
_READ: dict[Part, Callable[[Rows], Iterable[Any]]] = {
    Part.SLOTS: _slots,
    Part.PIECES: _pieces,
    Part.PROMISED: _promised,
    Part.RAISED: _raised,
    Part.GOALS: _goals,
}
