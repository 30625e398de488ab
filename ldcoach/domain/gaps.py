"""A performance gap, what was found out about it, and the path that closes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ldcoach.domain.diagnosis import EARLY, Ending, Found
from ldcoach.domain.ids import ActionId, GapId, GoalId, MeasureId, OutcomeId, PathStepId, PersonId
from ldcoach.domain.kinds import ActionOwner, ActionStatus, PathKind

_CHECK = "#check"


class GapStage(StrEnum):
    """Where a gap stands; nothing of it is kept, it follows from the answers, the steps and the days."""

    ASKING = "asking"
    DEFINE_GAP = "define_gap"
    PARKED = "parked"
    ELSEWHERE = "elsewhere"
    CHECKS_FIRST = "checks_first"
    NOTHING_FOUND = "nothing_found"
    PATH_TO_MAKE = "path_to_make"
    PATH_TO_AGREE = "path_to_agree"
    ON_THE_PATH = "on_the_path"
    LOOK_AGAIN = "look_again"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A result that is not where it needs to be.

    `answers` maps a node to its answer, and `node#check` to the action that finds out what is not known.
    """

    id: GapId
    person_id: PersonId | None = None
    outcome_id: OutcomeId | None = None
    statement: str
    examples: tuple[str, ...] = ()
    answers: Mapping[str, str]
    causes: tuple[str, ...] = ()
    agreed_on: date | None = None
    review_on: date | None = None

    @property
    def given(self) -> dict[str, str]:
        """The answers alone, by node."""
        return {place: key for place, key in self.answers.items() if not place.endswith(_CHECK)}

    def check_of(self, node: str) -> ActionId | None:
        """Return the action that finds out about a node, or None."""
        found = self.answers.get(node + _CHECK)
        return ActionId(found) if found else None

    def with_check(self, node: str, action_id: ActionId | None) -> dict[str, str]:
        """Return the answers with another check of a node, or without one."""
        kept = {place: key for place, key in self.answers.items() if place != node + _CHECK}
        return {**kept, node + _CHECK: action_id} if action_id else kept


@dataclass(frozen=True, slots=True, kw_only=True)
class PathStep:
    """One dated step towards closing a gap or reaching a goal; once agreed its action tells how it stands."""

    id: PathStepId
    gap_id: GapId | None = None
    goal_id: GoalId | None = None
    kind: PathKind
    description: str
    owner: ActionOwner
    due_on: date | None = None
    status: ActionStatus = ActionStatus.OPEN
    measure_id: MeasureId | None = None


_EARLY = {
    Ending.DEFINE_GAP: GapStage.DEFINE_GAP,
    Ending.PARK: GapStage.PARKED,
    Ending.FORMAL_PROCESS: GapStage.ELSEWHERE,
    Ending.ASK_FIRST: GapStage.ELSEWHERE,
    Ending.CHECKS_FIRST: GapStage.CHECKS_FIRST,
    Ending.NOTHING_FOUND: GapStage.NOTHING_FOUND,
}


def stage_of(gap: Gap, found: Found, *, steps: int, still_open: int, today: date) -> GapStage:
    """Return where a gap stands; `steps` counts those on its path, `still_open` those of them that are open."""
    due = gap.review_on is not None and gap.review_on <= today
    if found.ending in EARLY or not steps:
        resting = GapStage.LOOK_AGAIN if due and found.ending is Ending.PARK else None
        return resting or _EARLY.get(found.ending or Ending.PATH) or _before_steps(found)
    if gap.agreed_on is None:
        return GapStage.PATH_TO_AGREE
    if due:
        return GapStage.LOOK_AGAIN
    if still_open:
        return GapStage.ON_THE_PATH
    return GapStage.LOOK_AGAIN if gap.review_on else GapStage.CLOSED


def _before_steps(found: Found) -> GapStage:
    return GapStage.ASKING if found.ending is None else GapStage.PATH_TO_MAKE
