"""What a careful reader has to know beside a goal's thread: skills, what else changed, an own estimate."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ldcoach.domain.goals import Skill
from ldcoach.domain.ids import SkillId
from ldcoach.services.around_goal import Aside, estimate_in
from ldcoach.services.change import Change
from ldcoach.services.desk import Desk
from ldcoach.services.readings import Readings
from ldcoach.services.views import GoalView
from ldcoach.ui.pages.goal.acts import ThreadForm
from ldcoach.ui.pages.goal.sayable import SayableLines
from ldcoach.ui.widgets.buttons import icon_button, link, secondary
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.clearing import clear
from ldcoach.ui.widgets.drawn import Glyph
from ldcoach.ui.widgets.editor import Editor
from ldcoach.ui.widgets.field import Field
from ldcoach.ui.widgets.flow import Flow
from ldcoach.ui.widgets.found_line import FoundLine
from ldcoach.ui.widgets.labels import body, muted, small
from ldcoach.ui.widgets.number_fields import percent_field

_EDITOR_HEIGHT = 64
_OFFERED = 10


class AroundCard(Card):
    """Acts and facts beside the chain. `wanted` carries the act; `untied` and `feedback_wanted` the id of a skill."""

    wanted = Signal(str)
    feedback_wanted = Signal(str)
    untied = Signal(str)

    def __init__(self, readings: Readings) -> None:
        super().__init__(self.tr("Beside the chain"), "list-checks")
        self.buttons: dict[str, QPushButton] = {}
        flow = Flow(12)
        for act, words, icon in (
            ("plan", self.tr("Plan for an obstacle"), "repeat"),
            ("learning", self.tr("Add learning"), "book-open"),
            ("skill", self.tr("Name a skill"), "bookmark"),
            ("context", self.tr("What else changed"), "info"),
            ("file", self.tr("Readings from a file"), "upload"),
        ):
            self.buttons[act] = secondary(words, icon, small=True)
            self.buttons[act].clicked.connect(lambda _checked, name=act: self.wanted.emit(name))
            flow.add(self.buttons[act])
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self.sayable = SayableLines(readings)
        self.body.addLayout(self._lines)
        self.body.addWidget(self.sayable)
        self.body.addWidget(flow)

    def show_view(self, view: GoalView, attributions: Collection[str], spoken_to: Collection[SkillId] = ()) -> None:
        """Show what is known; `attributions` are lines that the licences of the skills ask for.

        `spoken_to` are the skills that feedback for the person speaks to.
        """
        clear(self._lines)
        for skill in view.skills:
            self._lines.addWidget(self._skill(skill, spoken_to=skill.id in spoken_to))
        if view.new_task:
            self._add("lightbulb", self.tr("New or complex about it: {words}").format(words=view.new_task))
        if view.what_else:
            self._add("info", self.tr("What else changed in that time: {words}").format(words=view.what_else))
        if view.estimate is not None:
            pattern = self.tr("Own estimate: about {share} % of the change, {sure} % sure. {reasons}")
            one = view.estimate
            self._add("circle-help", pattern.format(share=one.share, sure=one.sure, reasons=one.reasons))
        shown = [line for line in attributions if any(skill.framework in {"esco", "onet"} for skill in view.skills)]
        for line in shown:
            self._lines.addWidget(small(line))
        self.sayable.show_view(view)

    def _add(self, icon: str, words: str) -> None:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(Glyph(icon, "accent"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(body(words), 1)
        self._lines.addWidget(made)

    def _skill(self, skill: Skill, *, spoken_to: bool) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(Glyph("bookmark", "accent"))
        row.addWidget(body(self.tr("Builds: {skill}").format(skill=skill.name)), 1)
        if spoken_to:
            told = link(self.tr("Feedback on it"), "hand-heart")
            told.setAccessibleName(self.tr("Feedback on it: {skill}").format(skill=skill.name))
            told.clicked.connect(lambda _checked, key=skill.id: self.feedback_wanted.emit(key))
            row.addWidget(told)
        name = self.tr("Untie the skill: {skill}").format(skill=skill.name)
        untie = icon_button("x", name, small=True, bare=True)
        untie.clicked.connect(lambda _checked, key=skill.id: self.untied.emit(key))
        row.addWidget(untie)
        return made


class SkillForm(ThreadForm):
    """A skill of a framework, found as one types, or in own words."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.goals, self.tr("Which skill does it build?"), "bookmark", self.tr("Tie the skill"))
        self._skills = desk.skills
        self.skill = FoundLine(self.tr("Skill"), self.tr("Type a few letters, or own words"), self._find)
        self.fields.addWidget(Field(self.tr("Skill"), self.skill))
        self.fields.addWidget(muted(self.tr("It says what is practised. Nobody gets a level.")))

    def open(self, view: GoalView, today: date) -> None:  # noqa: ARG002  # every form opens alike
        """Ask for a skill."""
        self._view = view
        self._skills.warm_up()
        self.skill.forget()
        self.begin(self._keep, self.skill)

    def _find(self, words: str) -> list[tuple[str, str]]:
        return [(skill.id, skill.name) for skill in self._skills.search(words, _OFFERED)]

    def _keep(self, about_work: Collection[str]) -> Change:  # noqa: ARG002  # names cannot be confirmed
        key = self.skill.key() or self._skills.add(self.skill.text()).created
        return self._skills.link_goal(self.view.goal.id, SkillId(key))


class ContextForm(ThreadForm):
    """What is new about the task, what else changed, and how much of the change one thinks goes with the practice."""

    def __init__(self, desk: Desk) -> None:
        title = self.tr("What a careful reader would ask")
        super().__init__(desk.goals, title, "info", self.tr("Keep it"), can_confirm=True)
        self._around = desk.around
        self.what_else, self.new_task, self.reasons = (Editor("", words) for words in self._examples())
        for editor in (self.what_else, self.new_task, self.reasons):
            editor.setProperty("dense", "true")
            editor.setFixedHeight(_EDITOR_HEIGHT)
        self.share, self.sure = percent_field(), percent_field()
        flow = Flow()
        for field in (
            Field(self.tr("Share of the change, in percent"), self.share),
            Field(self.tr("How sure, in percent"), self.sure),
        ):
            field.setFixedWidth(260)
            flow.add(field)
        self.fields.addWidget(Field(self.tr("What else changed in that time?"), self.what_else))
        self.fields.addWidget(Field(self.tr("What is new or complex about the task?"), self.new_task))
        self.fields.addWidget(Field(self.tr("Own estimate, if there is one: what does it rest on?"), self.reasons))
        self.fields.addWidget(flow)

    def open(self, view: GoalView, today: date) -> None:  # noqa: ARG002  # every form opens alike
        """Show what is known."""
        self._view = view
        self.what_else.setPlainText(view.what_else)
        self.new_task.setPlainText(view.new_task)
        one = view.estimate
        self.reasons.setPlainText(one.reasons if one else "")
        self.share.setValue(one.share if one else 0)
        self.sure.setValue(one.sure if one else 0)
        self.begin(self._keep, self.what_else)

    def _examples(self) -> tuple[str, str, str]:
        return (
            self.tr("A new valve, another team, a season, a price"),
            self.tr("The first time with this tool; many people to agree with"),
            self.tr("Leave it empty where nobody has made one"),
        )

    def _keep(self, about_work: Collection[str]) -> Change:
        share, sure, reasons = self.share.value(), self.sure.value(), self.reasons.toPlainText()
        given = bool(reasons.strip() or share or sure)
        said = {
            Aside.WHAT_ELSE: self.what_else.toPlainText(),
            Aside.NEW_TASK: self.new_task.toPlainText(),
            Aside.ESTIMATE: estimate_in(share, sure, reasons).as_words() if given else "",
        }
        return self._around.say_all(self.view.goal.id, said, about_work=about_work)
