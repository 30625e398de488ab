"""Skills of a framework: taken over from a file, found as one types, tied to goals and feedback; never a level."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import nsmallest

from ldcoach.domain.feedback import Feedback, FeedbackSkill
from ldcoach.domain.goals import Goal, GoalSkill, Skill
from ldcoach.domain.ids import FeedbackId, GoalId, SkillId
from ldcoach.domain.skills_table import (
    ATTRIBUTION,
    LONGEST_NAME,
    Framework,
    SkillSheet,
    folded_skill,
    read_skills,
)
from ldcoach.errors import NotFound, UnfitInput
from ldcoach.services.change import Change
from ldcoach.services.context import Context
from ldcoach.services.keeping import Keeping
from ldcoach.services.naming import one_named
from ldcoach.services.pen import Pen

Progress = Callable[[int, int], None]
"""Takes how much is done and all; raises to stop."""

RELEASE = "onet_release"
SHARE_OF_READING = 2
"""Reading is half of the work that progress tells of, keeping the other half."""
STEP = 500
_RELEASE_IN_NAME = re.compile(r"db[_-](\d{1,3})[_-](\d)")
_RELEASE = re.compile(r"\d{1,3}(?:\.\d{1,2})?")


@dataclass(frozen=True, slots=True)
class SkillImport:
    """What a file gave, how many of its skills are new, and how many of those here it names otherwise."""

    sheet: SkillSheet
    new: int
    renamed: int = 0


class Skills:
    """Knows the skills of the record; those of a framework are read once and searched in memory."""

    def __init__(self, context: Context, pen: Pen, keeping: Keeping) -> None:
        self._context = context
        self._record = context.record
        self._pen = pen
        self._keeping = keeping
        self._known: tuple[tuple[str, Skill], ...] = ()

    def warm_up(self) -> None:
        """Read the skills, so that the first letter typed finds as fast as the next."""
        self._index()

    def search(self, words: str, limit: int = 12) -> tuple[Skill, ...]:
        """Return skills whose names hold all the words, the likest first: accents and case do not matter."""
        parts = folded_skill(words).split()
        if not parts:
            return ()
        index = self._index()
        found = _holding(index, [f" {part}" for part in parts])
        if len(found) < limit:
            found = _holding(index, parts)
        whole = f" {' '.join(parts)}"
        likest = nsmallest(limit, found, key=lambda one: (_rank(one[0], whole, parts), len(one[0]), one[0]))
        return tuple(skill for _, skill in likest)

    def every(self) -> tuple[Skill, ...]:
        """Return all skills there are."""
        return tuple(skill for _, skill in self._index())

    def named(self, words: str) -> Skill:
        """Return the skill with this id, code, name or unambiguous beginning of a name; raises NotFound, Ambiguous."""
        coded = [skill for skill in self.every() if words in {skill.id, skill.code}]
        if len(coded) == 1:
            return coded[0]
        said = folded_skill(words)
        same = [skill for name, skill in self._index() if name == f" {said}"]
        if same:
            return same[0]
        return one_named(words, [(skill.id, skill.name, skill) for skill in self.search(words)], "skill")

    def count(self) -> int:
        """Return how many skills there are."""
        return self._record.count(Skill)

    def attributions(self) -> tuple[str, ...]:
        """Return the lines that the licences of the frameworks here ask to show."""
        kept = {skill.framework for _, skill in self._index()}
        release = str(self._keeping.setting(RELEASE, ""))
        told = f" {release}" if release else ""
        lines = (ATTRIBUTION[one].format(release=told) for one in Framework if one.value in kept)
        return tuple(line for line in lines if line)

    def preview(self, data: bytes, framework: Framework | None = None) -> SkillImport:
        """Read a file; changes nothing. Raises UnfitInput."""
        sheet = read_skills(data, framework)
        return SkillImport(sheet, sum(1 for _ in self._new(sheet)), sum(1 for _ in self._renamed(sheet)))

    def take_over(
        self,
        data: bytes,
        framework: Framework | None = None,
        *,
        release: str = "",
        progress: Progress | None = None,
    ) -> tuple[Change, SkillImport]:
        """Add the skills that are new and take over new names, all or none; `release` is the version of O*NET.

        `progress` may raise to stop; then nothing is kept.

        Raises:
            UnfitInput: the file cannot be read, or the release is no version.
        """
        if release and not _RELEASE.fullmatch(release):
            message = "A release is a number such as 30.0. Nothing was added; give it again."
            raise UnfitInput(message)
        sheet = read_skills(data, framework, _first_half(progress))
        new, renamed = list(self._new(sheet)), list(self._renamed(sheet))
        with self._record.work() as work:
            for skill in renamed:
                work.save(skill)
            for start in range(0, len(new), STEP):
                work.add(*new[start : start + STEP])
                if progress is not None:
                    progress(len(new) + start, SHARE_OF_READING * len(new))
            work.audit("import", Skill, sheet.framework.value)
        self._known = ()
        if release and sheet.framework is Framework.ONET:
            self._keeping.set(RELEASE, release)
        return Change.of(Skill), SkillImport(sheet, len(new), len(renamed))

    def add(self, name: str) -> Change:
        """Add a skill in one's own words; one that is there already is not added twice. Raises HeldText."""
        fit = " ".join(name.split())
        if not 0 < len(fit) <= LONGEST_NAME:
            message = f"A skill has between 1 and {LONGEST_NAME} characters. Nothing was saved; give it again."
            raise UnfitInput(message)
        said = folded_skill(fit)
        same = next((skill for known, skill in self._index() if known == f" {said}"), None)
        if same is not None:
            return Change.of(created=same.id)
        self._pen.hold(fit)
        skill_id = SkillId(self._context.ids.new())
        with self._record.work() as work:
            work.add(Skill(id=skill_id, framework=Framework.OWN.value, code=skill_id, name=fit))
            work.audit("add", Skill, skill_id)
        self._known = ()
        return Change.of(Skill, created=skill_id)

    def of_goal(self, goal_id: GoalId) -> tuple[Skill, ...]:
        """Return the skills that a goal builds."""
        return self._linked(link.skill_id for link in self._record.every(GoalSkill, goal_id=goal_id))

    def of_feedback(self, feedback_id: FeedbackId) -> tuple[Skill, ...]:
        """Return the skills that a piece of feedback speaks to."""
        return self._linked(link.skill_id for link in self._record.every(FeedbackSkill, feedback_id=feedback_id))

    def link_goal(self, goal_id: GoalId, skill_id: SkillId) -> Change:
        """Say that a goal builds a skill; saying it twice changes nothing."""
        goal, _ = self._record.get(Goal, goal_id), self._record.get(Skill, skill_id)
        if not self._record.every(GoalSkill, goal_id=goal_id, skill_id=skill_id):
            with self._record.work() as work:
                work.add(GoalSkill(id=self._context.ids.new(), goal_id=goal_id, skill_id=skill_id))
        return Change.of(GoalSkill, Goal, person=goal.person_id)

    def unlink_goal(self, goal_id: GoalId, skill_id: SkillId) -> Change:
        """Say that a goal does not build a skill."""
        goal = self._record.get(Goal, goal_id)
        self._unlink(GoalSkill, [link.id for link in self._record.every(GoalSkill, goal_id=goal_id, skill_id=skill_id)])
        return Change.of(GoalSkill, Goal, person=goal.person_id)

    def link_feedback(self, feedback_id: FeedbackId, skill_id: SkillId) -> Change:
        """Say that feedback speaks to a skill; saying it twice changes nothing."""
        piece, _ = self._record.get(Feedback, feedback_id), self._record.get(Skill, skill_id)
        if not self._record.every(FeedbackSkill, feedback_id=feedback_id, skill_id=skill_id):
            with self._record.work() as work:
                work.add(FeedbackSkill(id=self._context.ids.new(), feedback_id=feedback_id, skill_id=skill_id))
        return Change.of(FeedbackSkill, Feedback, person=piece.person_id)

    def unlink_feedback(self, feedback_id: FeedbackId, skill_id: SkillId) -> Change:
        """Say that feedback does not speak to a skill."""
        piece = self._record.get(Feedback, feedback_id)
        links = self._record.every(FeedbackSkill, feedback_id=feedback_id, skill_id=skill_id)
        self._unlink(FeedbackSkill, [link.id for link in links])
        return Change.of(FeedbackSkill, Feedback, person=piece.person_id)

    def _index(self) -> tuple[tuple[str, Skill], ...]:
        """Return every skill with its folded name after a space; read again when their number has changed."""
        if len(self._known) != self.count():
            self._known = tuple((f" {folded_skill(skill.name)}", skill) for skill in self._record.every(Skill))
        return self._known

    def _new(self, sheet: SkillSheet) -> Iterator[Skill]:
        framework = sheet.framework.value
        there = {skill.code for _, skill in self._index() if skill.framework == framework}
        for row in sheet.rows:
            if row.code not in there:
                yield Skill(id=SkillId(self._context.ids.new()), framework=framework, code=row.code, name=row.name)

    def _renamed(self, sheet: SkillSheet) -> Iterator[Skill]:
        """Yield the skills here that a later file gives another name; what is tied to them stays."""
        there = {skill.code: skill for _, skill in self._index() if skill.framework == sheet.framework.value}
        for row in sheet.rows:
            if row.code in there and there[row.code].name != row.name:
                yield replace(there[row.code], name=row.name)

    def _linked(self, ids: Iterator[SkillId]) -> tuple[Skill, ...]:
        return tuple(skill for key in ids if (skill := self._record.find(Skill, key)) is not None)

    def _unlink(self, kind: type, ids: list[str]) -> None:
        if not ids:
            message = "That skill is not tied to it. Nothing was changed."
            raise NotFound(message)
        with self._record.work() as work:
            for key in ids:
                work.remove(kind, key)


def release_in(file_name: str) -> str:
    """Return the release of O*NET that the name of its folder or archive tells, such as 'db_30_0_text', or nothing."""
    found = _RELEASE_IN_NAME.search(file_name)
    return f"{found[1]}.{found[2]}" if found else ""


def _first_half(progress: Progress | None) -> Progress | None:
    if progress is None:
        return None
    return lambda done, whole: progress(done, SHARE_OF_READING * max(whole, 1))


def _holding(index: Sequence[tuple[str, Skill]], parts: Sequence[str]) -> Sequence[tuple[str, Skill]]:
    """Return the entries whose folded names hold every part."""
    for part in parts:
        index = [one for one in index if part in one[0]]
    return index


def _rank(name: str, whole: str, parts: list[str]) -> int:
    """Return 0 for the name itself, then for a name that begins so, for words that begin so, for any place."""
    if name.startswith(whole):
        return 0 if name == whole else 1
    return 2 if all(f" {part}" in name for part in parts) else 3
