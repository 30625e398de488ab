"""Read-models of gaps and the paths that close them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ldcoach.domain.diagnosis import Found, Offer
from ldcoach.domain.gaps import Gap, GapStage, PathStep
from ldcoach.domain.goals import Measure, Outcome, Reading
from ldcoach.domain.ids import ConversationId
from ldcoach.domain.kinds import ActionStatus
from ldcoach.domain.people import Person
from ldcoach.services.views.promises import Promise

STILL_OPEN = frozenset({ActionStatus.OPEN, ActionStatus.CARRIED_OVER})


@dataclass(frozen=True, slots=True)
class GapTally:
    """A gap as it is kept, whose it is, and how many steps its path has; `still_open` are not done or let go."""

    gap: Gap
    person_name: str
    steps: int
    still_open: int


@dataclass(frozen=True, slots=True)
class GapLine:
    """A gap in a list, with where it stands."""

    gap: Gap
    person_name: str
    steps: int
    still_open: int
    stage: GapStage


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step of a path with the promise it became, if it did, and what it is measured by."""

    step: PathStep
    promise: Promise | None
    measure_name: str

    @property
    def status(self) -> ActionStatus:
        """How it stands: the promise tells, once there is one."""
        return self.promise.status if self.promise else self.step.status

    @property
    def due_on(self) -> date | None:
        """Until when: the promise may have been put off."""
        return self.promise.due_on if self.promise else self.step.due_on


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A measure of the result, with its first and its latest reading."""

    measure: Measure
    first: Reading | None
    latest: Reading | None


@dataclass(frozen=True, slots=True)
class GapView:
    """A gap whole: what is asked, what was found, what was noted at each node, checks by node, and the path.

    `together` says that it was answered with the person, or agreed with them; before that it is preparation. `talk` is
    the 1-2-1 with them that is going on now.
    """

    gap: Gap
    person: Person | None
    outcome: Outcome | None
    together: bool
    talk: ConversationId | None
    found: Found
    offers: tuple[Offer, ...]
    stage: GapStage
    notes: Mapping[str, str]
    checks: Mapping[str, Promise]
    steps: tuple[StepLine, ...]
    measures: tuple[MeasureLine, ...]

    @property
    def open_steps(self) -> tuple[StepLine, ...]:
        """The steps that are not done or let go."""
        return tuple(line for line in self.steps if line.status in STILL_OPEN)
