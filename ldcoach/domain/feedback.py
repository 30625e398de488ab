"""A piece of feedback: what was seen, what followed, what could come next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ldcoach.domain.ids import FeedbackId, GoalId, PersonId, SkillId, TextId
from ldcoach.domain.kinds import FeedbackKind, FeedbackSource, Visibility


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """Situation, behaviour, impact and next step; `employee_view` holds their words, unedited."""

    id: FeedbackId
    person_id: PersonId
    text_id: TextId
    kind: FeedbackKind
    observed_on: date
    situation: str = ""
    behaviour: str = ""
    impact: str = ""
    ask: str = ""
    next_step: str = ""
    source: FeedbackSource = FeedbackSource.FIRST_HAND
    goal_id: GoalId | None = None
    visibility: Visibility = Visibility.TO_SHARE
    shared_on: date | None = None
    employee_view: str = ""
    rules_seen: tuple[str, ...] = ()

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts that were filled, in reading order."""
        every = (self.situation, self.behaviour, self.impact, self.ask, self.next_step, self.employee_view)
        return tuple(part for part in every if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackSkill:
    """Feedback that speaks to a skill."""

    id: str
    feedback_id: FeedbackId
    skill_id: SkillId


@dataclass(frozen=True, slots=True, kw_only=True)
class DismissedRule:
    """'Not so here' for one text, or a rule muted everywhere (text_id None)."""

    id: str
    rule_id: str
    text_id: TextId | None = None
    muted: bool = False
