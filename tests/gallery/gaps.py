"""A gap that the pictures show: diagnosed with the person, with a path they agreed on."""

from __future__ import annotations

from datetime import timedelta

from ldcoach.domain.ids import GapId, OutcomeId, PersonId
from ldcoach.domain.kinds import ActionOwner, PathKind
from ldcoach.services.desk import Desk

STATEMENT = "Samples reach the lab without a batch sheet"
_GATES = {"N0": "yes", "N1": "yes", "N2": "no"}
_BEFORE = {"N3": "no", "N4": "yes"}
_AFTER = {"N5": "no", "N6": "yes", "N7": "yes", "N8": "unknown", "N9": "yes"}
_PERSON = {"N10": "no", "N11": "no", "N13": "no", "N13b": "doing"}


def half_asked(desk: Desk, person_id: PersonId) -> GapId:
    """Return a gap in the middle of its questions, made once."""
    known = next((line.gap.id for line in desk.gaps.lines(person_id) if line.gap.statement == STATEMENT), None)
    return known or _begin(desk, person_id, STATEMENT)


def with_path(desk: Desk, person_id: PersonId) -> GapId:
    """Return a gap whose path is agreed, made once."""
    statement = "Hand-overs cause 14 repeat calls a week, 6 wanted"
    known = next((line.gap.id for line in desk.gaps.lines(person_id) if line.gap.statement == statement), None)
    return known or _agreed(desk, _begin(desk, person_id, statement))


def _begin(desk: Desk, person_id: PersonId, statement: str) -> GapId:
    outcomes = desk.goals.outcomes()
    outcome_id = outcomes[0].id if outcomes else OutcomeId(desk.goals.add_outcome("Fewer repeat calls").created)
    examples = ("12 November: three of nine came before the sheet was printed", "16 November: two of eight")
    made = desk.gaps.begin(person_id, statement, examples=examples, outcome_id=outcome_id, together=True)
    gap_id = GapId(made.created)
    for node, key in {**_GATES, **_BEFORE}.items():
        desk.gaps.answer(gap_id, node, key)
    desk.gaps.note(gap_id, "N3", "What \u201ccomplete\u201d means was never written down")
    desk.gaps.note(gap_id, "N4", "Rejects are seen the same day")
    desk.gaps.answer(gap_id, "N5", "unknown")
    return gap_id


def _agreed(desk: Desk, gap_id: GapId) -> GapId:
    for node, key in {**_AFTER, **_PERSON}.items():
        desk.gaps.answer(gap_id, node, key)
    desk.gaps.note(gap_id, "N5", "The list arrives after the shift has begun")
    today = desk.context.clock.today()
    steps = (
        (PathKind.CLARIFY_EXPECTATIONS, "Agree one page: what a complete sheet is", ActionOwner.MANAGER, 5),
        (PathKind.PROCESS_CHANGE, "Send the list 30 minutes earlier", ActionOwner.OTHER_ROLE, 14),
        (PathKind.PRACTICE_WITH_FEEDBACK, "Walk three intakes with the shift lead", ActionOwner.EMPLOYEE, 21),
    )
    for kind, words, owner, days in steps:
        desk.path.add(gap_id, kind, words, owner, today + timedelta(days=days))
    desk.path.agree(gap_id, today + timedelta(days=56))
    desk.promises.keep(desk.gaps.view(gap_id).steps[0].promise.action_id)  # type: ignore[union-attr]
    return gap_id
