"""What feedback speaks to: skills that a text is likely about, the skills of a piece, and the pieces on a skill."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from ldcoach.domain.feedback import Feedback, FeedbackSkill
from ldcoach.domain.goals import Skill
from ldcoach.domain.ids import FeedbackId, GoalId, PersonId, SkillId
from ldcoach.domain.skill_likeness import SkillLikeness
from ldcoach.services.context import Context
from ldcoach.services.skills import Skills

__all__ = ["FeedbackSkills"]

_MOST_LIKELY = 2


class FeedbackSkills:
    """Reads the record only, so any thread may ask; skills are tied while a piece is kept, by the feedback book."""

    def __init__(self, context: Context, skills: Skills) -> None:
        self._record = context.record
        self._skills = skills
        self._likeness: tuple[int, SkillLikeness[SkillId]] = 0, SkillLikeness(())

    def warm_up(self) -> None:
        """Read every skill, so that the first text is compared as fast as the next; meant for a job."""
        self._skills.warm_up()
        self._names()

    def likely(self, words: str, *, goal_id: GoalId | None = None, but: Collection[SkillId] = ()) -> tuple[Skill, ...]:
        """Return skills that a text may speak to: those its goal builds first, then the likest in its words."""
        built = self._skills.of_goal(goal_id) if goal_id else ()
        alike = self._names().likest(words, _MOST_LIKELY + len(but) + len(built))
        keys = dict.fromkeys([*(skill.id for skill in built), *alike])
        wanted = [key for key in keys if key not in but][:_MOST_LIKELY]
        return tuple(skill for key in wanted if (skill := self._record.find(Skill, key)) is not None)

    def of(self, pieces: Iterable[FeedbackId]) -> Mapping[FeedbackId, tuple[Skill, ...]]:
        """Return the skills that pieces speak to, for those that name any."""
        if not self._record.count(FeedbackSkill):
            return {}
        found = {piece: self._skills.of_feedback(piece) for piece in pieces}
        return {piece: skills for piece, skills in found.items() if skills}

    def on(self, skill_id: SkillId, *, person_id: PersonId | None = None) -> frozenset[FeedbackId]:
        """Return the ids of the pieces that speak to a skill, for one person or for everybody."""
        links = self._record.every(FeedbackSkill, skill_id=skill_id)
        pieces = [self._record.get(Feedback, link.feedback_id) for link in links]
        return frozenset(piece.id for piece in pieces if person_id in {None, piece.person_id})

    def spoken_to(self, skills: Iterable[Skill], person_id: PersonId) -> frozenset[SkillId]:
        """Return those of the skills that feedback for a person speaks to."""
        return frozenset(skill.id for skill in skills if self.on(skill.id, person_id=person_id))

    def _names(self) -> SkillLikeness[SkillId]:
        """Return the names of every skill for comparing; made again when their number has changed."""
        many = self._skills.count()
        if self._likeness[0] != many:
            self._likeness = many, SkillLikeness((skill.id, skill.name) for skill in self._skills.every())
        return self._likeness[1]
