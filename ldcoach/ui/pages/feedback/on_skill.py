"""Says that only the feedback on one skill is shown, and leads back to all of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from ldcoach.domain.goals import Skill
from ldcoach.domain.ids import SkillId
from ldcoach.ui.go import Go, Place
from ldcoach.ui.widgets.buttons import secondary
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.labels import body, muted

_SKILL = "skill:"


def on_skill(person_id: str, skill_id: str) -> Go:
    """Return the wish to see a person's feedback that speaks to a skill."""
    return Go(Place.FEEDBACK, person_id, _SKILL + skill_id)


def skill_in(go: Go) -> SkillId | None:
    """Return the skill that a wish is about, if it is about one."""
    return SkillId(go.item_id.removeprefix(_SKILL)) if go.item_id.startswith(_SKILL) else None


class OnSkill(Card):
    """Hidden while everything is shown; `all_wanted` says that the skill does not matter any more."""

    all_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(tone="sunken", tight=True)
        self.skill: Skill | None = None
        self._about = body("")
        self._nothing = muted(self.tr("No feedback here speaks to it yet."))
        self.all = secondary(self.tr("Show all feedback"), small=True)
        self.head.addWidget(self._about, 1)
        self.head.addWidget(self.all, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self._nothing)
        self.all.clicked.connect(self.all_wanted)
        self.show_skill(None)

    def show_skill(self, skill: Skill | None) -> None:
        """Name a skill, or go away."""
        self.skill = skill
        self._about.setText(self.tr("What speaks to: {skill}").format(skill=skill.name) if skill else "")
        self.setVisible(skill is not None)

    def show_found(self, *, any_is: bool) -> None:
        """Say whether there is any."""
        self._nothing.setHidden(any_is)
