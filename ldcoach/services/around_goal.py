"""What is said around a goal: what is new, what else changed, what the practice did, and how sure they are."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from enum import StrEnum

from ldcoach.domain.claims import WHOLE, Estimate
from ldcoach.domain.goals import CONFIDENCE, Goal
from ldcoach.domain.ids import GoalId, PersonId
from ldcoach.domain.kinds import GoalStatus, TextKind, Visibility
from ldcoach.domain.texts import Text
from ldcoach.errors import UnfitInput
from ldcoach.services.change import Change
from ldcoach.services.context import Context
from ldcoach.services.pen import NOBODY, Pen
from ldcoach.services.views import Sureness


class Aside(StrEnum):
    """What a text beside a goal says; the value ends its owner's id, after a '#'."""

    NEW_TASK = "task"
    WHAT_ELSE = "else"
    ESTIMATE = "share"


class AroundGoal:
    """Keeps the texts beside a goal; they go when the goal goes."""

    def __init__(self, context: Context, pen: Pen) -> None:
        self._context = context
        self._record = context.record
        self._pen = pen

    def texts(self, goal_id: GoalId) -> dict[Aside, str]:
        """Return what was said, by what it is about."""
        owners = {f"{goal_id}#{aside}": aside for aside in Aside}
        kept = self._record.texts_of(list(owners), kinds=[TextKind.GOAL])
        return {owners[text.owner_id]: text.body for text in kept if text.body}

    def say(self, goal_id: GoalId, aside: Aside, words: str, *, about_work: Collection[str] = NOBODY) -> Change:
        """Keep one of them; raises as `say_all`."""
        return self.say_all(goal_id, {aside: words}, about_work=about_work)

    def say_all(self, goal_id: GoalId, said: Mapping[Aside, str], *, about_work: Collection[str] = NOBODY) -> Change:
        """Keep several, all or none; empty words take one back, and what stood there stays as an earlier version.

        Raises:
            HeldText: a stop rule holds one of them; nothing was written.
        """
        goal = self._record.get(Goal, goal_id)
        fit = {f"{goal_id}#{aside}": words.strip() for aside, words in said.items()}
        kept = {text.owner_id: text for text in self._record.texts_of(list(fit), kinds=[TextKind.GOAL])}
        self._pen.hold(*fit.values(), about_work=about_work, standing=[text.body for text in kept.values()])
        changed = {owner: words for owner, words in fit.items() if words != (kept[owner].body if owner in kept else "")}
        if not changed:
            return Change.of()
        with self._record.work() as work:
            for owner, words in changed.items():
                if owner in kept:
                    text = self._pen.rewrite(work, kept[owner], words, visit=True)
                else:
                    person, shared = goal.person_id, Visibility.SHARED
                    text = self._pen.new(
                        work, TextKind.GOAL, words, owner_id=owner, person_id=person, visibility=shared
                    )
                self._pen.confirm(work, text.id, about_work)
        return Change.of(Goal, Text, person=goal.person_id)

    def estimate(self, goal_id: GoalId) -> Estimate | None:
        """Return the estimate of the share, or None."""
        return Estimate.from_words(self.texts(goal_id).get(Aside.ESTIMATE, ""))

    def say_estimate(
        self, goal_id: GoalId, share: int, sure: int, reasons: str, *, about_work: Collection[str] = NOBODY
    ) -> Change:
        """Keep an estimate; raises as `estimate_in` and `say_all`."""
        words = estimate_in(share, sure, reasons).as_words()
        return self.say(goal_id, Aside.ESTIMATE, words, about_work=about_work)

    def forget_estimate(self, goal_id: GoalId) -> Change:
        """Take the estimate back."""
        return self.say(goal_id, Aside.ESTIMATE, "")

    def sure(self, person_id: PersonId) -> tuple[Sureness, ...]:
        """Return how sure a person says they are of each active goal, oldest goal first."""
        goals = self._record.every(Goal, person_id=person_id, status=GoalStatus.ACTIVE)
        return tuple(Sureness(goal.id, goal.title, goal.confidence) for goal in sorted(goals, key=lambda goal: goal.id))

    def say_sure(self, goal_id: GoalId, confidence: int | None) -> Change:
        """Keep how sure the employee says they are, 0 to 10, or that they have not said; raises UnfitInput."""
        if confidence is not None and confidence not in CONFIDENCE:
            message = "How sure somebody is goes from 0 to 10, or they have not said. Nothing was changed."
            raise UnfitInput(message)
        goal = self._record.get(Goal, goal_id)
        with self._record.work() as work:
            work.save(replace(goal, confidence=confidence))
            work.audit("edit", Goal, goal_id)
        return Change.of(Goal, person=goal.person_id)


def estimate_in(share: int, sure: int, reasons: str) -> Estimate:
    """Return an estimate: share of the change and how sure, both in percent.

    Raises:
        UnfitInput: a percentage outside 0 to 100, or no reasons.
    """
    if not (0 <= share <= WHOLE and 0 <= sure <= WHOLE):
        message = "A share and how sure one is lie between 0 and 100 percent. Nothing was saved."
        raise UnfitInput(message)
    if not reasons.strip():
        message = "An estimate needs its reasons. Nothing was saved; say what it rests on."
        raise UnfitInput(message)
    return Estimate(share=share, sure=sure, reasons=" ".join(reasons.split()))
