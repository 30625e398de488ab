"""The skills that a piece of feedback speaks to: found as one types, or offered by what was written."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ldcoach.domain.goals import Skill
from ldcoach.domain.ids import SkillId
from ldcoach.errors import LDCoachError
from ldcoach.services.skills import Skills
from ldcoach.ui.pages.write_feedback.parts import perhaps
from ldcoach.ui.widgets.buttons import icon_button
from ldcoach.ui.widgets.clearing import clear
from ldcoach.ui.widgets.drawn import Glyph
from ldcoach.ui.widgets.found_line import FoundLine
from ldcoach.ui.widgets.labels import body, field_label, small

_OFFERED = 8
_OWN = "own:"


class SkillChoice(QWidget):
    """A line that finds skills, and those that were chosen; more than one may be, and none need be.

    `picked` says that the choice changed, `changed` carries the `Change` of a skill in own words, `failed` a sentence.
    """

    picked = Signal()
    changed = Signal(object)
    failed = Signal(str)

    def __init__(self, skills: Skills) -> None:
        super().__init__()
        self._skills = skills
        self._chosen: dict[SkillId, str] = {}
        self._offered: tuple[SkillId, ...] = ()
        self.drops: list[QPushButton] = []
        self.line = FoundLine(self.tr("Skill it speaks to"), self.tr("Type a few letters, or own words"), self._find)
        self.source = small(self.tr("Skills come from a framework taken over in the Library, or from your own words."))
        self.chosen, self.perhaps = QVBoxLayout(), QVBoxLayout()
        self._lay_out()
        self.line.picked.connect(self._on_line_picked, Qt.ConnectionType.QueuedConnection)
        self.line.returnPressed.connect(self._on_line_return_pressed)

    def skill_ids(self) -> tuple[SkillId, ...]:
        """Return the skills that are chosen, in the order in which they were."""
        return tuple(self._chosen)

    def show_skills(self, skills: Sequence[Skill]) -> None:
        """Show which are chosen; nothing is emitted."""
        self._chosen = {skill.id: skill.name for skill in skills}
        self.line.forget()
        self.show_likely(())
        self._show_chosen()
        self.source.setVisible(not self._skills.count())

    def show_likely(self, skills: Sequence[Skill]) -> None:
        """Offer skills that the words may speak to."""
        offered = tuple(skill.id for skill in skills)
        if offered == self._offered:
            return
        self._offered = offered
        clear(self.perhaps)
        for skill in skills:
            pick = perhaps(skill.name)
            pick.clicked.connect(partial(self._on_pick_clicked, skill.id, skill.name))
            self.perhaps.addWidget(pick, 0, Qt.AlignmentFlag.AlignLeft)

    def _lay_out(self) -> None:
        row, column = QHBoxLayout(self), QVBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        column.setSpacing(6)
        for part in (self.chosen, self.perhaps):
            part.setSpacing(2)
        above = field_label(self.tr("S&kill it speaks to"), self.line)
        above.setProperty("role", "small")
        column.addWidget(above)
        column.addLayout(self.chosen)
        column.addWidget(self.line)
        column.addLayout(self.perhaps)
        column.addWidget(self.source)
        row.addWidget(Glyph("bookmark", "accent"), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)

    def _show_chosen(self) -> None:
        clear(self.chosen)
        self.drops = []
        for skill_id, name in self._chosen.items():
            made = QWidget()
            row = QHBoxLayout(made)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(8)
            row.addWidget(body(name), 1)
            drop = icon_button("x", self.tr("Take the skill off: {skill}").format(skill=name), small=True, bare=True)
            drop.clicked.connect(partial(self._on_drop_clicked, skill_id))
            self.drops.append(drop)
            row.addWidget(drop, 0, Qt.AlignmentFlag.AlignTop)
            self.chosen.addWidget(made)

    def _find(self, words: str) -> list[tuple[str, str]]:
        """Return what the letters may mean, own words last unless they name a skill that is there."""
        said = " ".join(words.split())
        found = [(str(skill.id), skill.name) for skill in self._skills.search(said, _OFFERED)]
        if said and said.casefold() not in {name.casefold() for _, name in found}:
            found.append((_OWN + said, self.tr("In your own words: {words}").format(words=said)))
        return found

    def _take(self, key: str) -> None:
        """Choose what was offered; own words become a skill now."""
        try:
            name = key.removeprefix(_OWN)
            if key.startswith(_OWN):
                change = self._skills.add(name)
                key = change.created
                self.changed.emit(change)
            self._choose(SkillId(key), self._skills.named(key).name)
        except LDCoachError as error:
            self.failed.emit(str(error))

    def _choose(self, skill_id: SkillId, name: str) -> None:
        self._chosen[skill_id] = name
        self.line.forget()
        self.show_likely(())
        self._show_chosen()
        self.source.hide()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.picked.emit()

    def _on_line_picked(self, key: str) -> None:
        if key:
            self._take(key)

    def _on_line_return_pressed(self) -> None:
        """Take the likeliest without the list."""
        offered = self.line.offered()
        if self.line.text().strip() and offered and not self.line.key():
            self._take(offered[0][0])

    def _on_pick_clicked(self, skill_id: SkillId, name: str) -> None:
        self._choose(skill_id, name)

    def _on_drop_clicked(self, skill_id: SkillId) -> None:
        del self._chosen[skill_id]
        self._show_chosen()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.picked.emit()
