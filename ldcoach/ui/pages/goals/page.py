"""Goals of the team: what each hangs on, and what hangs on nothing yet."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtWidgets import QVBoxLayout

from ldcoach.domain.actions import Action
from ldcoach.domain.feedback import Feedback
from ldcoach.domain.gaps import Gap, PathStep
from ldcoach.domain.goals import Evidence, Goal, Learning, Outcome, Reading
from ldcoach.domain.people import Person
from ldcoach.errors import LDCoachError
from ldcoach.services.change import Change
from ldcoach.services.desk import Desk
from ldcoach.services.views import GoalLine
from ldcoach.ui.focus import tab_as_laid_out
from ldcoach.ui.go import Go, Place
from ldcoach.ui.page import Page
from ldcoach.ui.pages.gap.rows import GapsCard
from ldcoach.ui.pages.goals.loose_card import LooseCard
from ldcoach.ui.pages.goals.rows import GoalGroup
from ldcoach.ui.pages.person_filter import PersonFilter
from ldcoach.ui.widgets.buttons import primary
from ldcoach.ui.widgets.clearing import clear
from ldcoach.ui.widgets.empty import EmptyState
from ldcoach.ui.widgets.notice import Notice
from ldcoach.ui.widgets.scaffold import Scaffold
from ldcoach.ui.widgets.toggle import Toggle

_SHOWN = (Gap, Goal, Outcome, PathStep, Person, Feedback, Action, Evidence, Learning, Reading)


class GoalsPage(Page):
    """Goals of everybody, or of one person (`Go.person_id`)."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._groups: list[GoalGroup] = []
        self._scaffold = Scaffold(self, self.tr("Goals"))
        self.notice = Notice()
        self.person = PersonFilter(self.tr("Whose goals"))
        self.closed = Toggle(self.tr("Closed ones too"))
        self.new = primary(self.tr("&New goal"), "plus")
        self.nothing = EmptyState(
            self.tr("No goal yet. What would one see more of, if things went well?"),
            self.tr("Add the first goal"),
            "target",
        )
        self.gaps = GapsCard()
        self.loose = LooseCard()
        self._column = QVBoxLayout()
        self._column.setSpacing(16)
        for each in (self.person, self.new):
            self._scaffold.buttons.addWidget(each)
        self._scaffold.body.addWidget(self.notice)
        self._scaffold.body.addWidget(self.closed)
        self._scaffold.body.addLayout(self._column)
        self._scaffold.body.addWidget(self.nothing)
        self._scaffold.body.addWidget(self.gaps)
        self._scaffold.body.addWidget(self.loose)
        self._scaffold.body.addStretch(1)
        self.person.picked.connect(self._on_person_picked)
        self.closed.toggled.connect(self._on_closed_toggled)
        self.new.clicked.connect(self._on_new_clicked)
        self.nothing.acted.connect(self._on_new_clicked)
        self.gaps.asked.connect(self.asked)
        self.loose.asked.connect(self.asked)

    def enter(self, go: Go) -> None:
        """Show the goals, freshly read."""
        self.notice.quiet()
        self._show(go.person_id)

    def refresh(self, change: Change) -> None:
        """Read again if a goal or what hangs on it changed."""
        if change.touches(*_SHOWN):
            self._show(self.person.person_id() or "")

    def leave(self) -> None:
        """Nothing is written here."""

    def groups(self) -> list[GoalGroup]:
        """Return the cards, topmost first."""
        return list(self._groups)

    def _show(self, person_id: str) -> None:
        try:
            self.person.show_people(self._desk.people.lines())
            self.person.choose(person_id)
            lines = self._desk.goals.lines(self.person.person_id(), active_only=not self.closed.isChecked())
            gaps = self._desk.gaps.lines(self.person.person_id())
            loose = self._desk.loose_ends.all(self.person.person_id())
        except LDCoachError as error:
            self.notice.say("error", str(error))
            return
        clear(self._column)
        self._groups.clear()
        self._show_by_person([line for line in lines if line.outcome_name])
        self._show_unlinked([line for line in lines if not line.outcome_name])
        self.nothing.setVisible(not lines)
        whose = self.person.person_id()
        self.gaps.show_gaps(whose or "", gaps, self._desk.context.clock.today(), with_name=whose is None)
        self.loose.show_loose(loose, self._desk.context.clock.today())
        tab_as_laid_out(self)

    def _show_by_person(self, lines: Sequence[GoalLine]) -> None:
        for _, goals in groupby(lines, key=lambda line: line.person_id):
            mine = list(goals)
            self._add(GoalGroup(mine[0].person_name), mine, with_name=False)

    def _show_unlinked(self, lines: Sequence[GoalLine]) -> None:
        if lines:
            title = self.tr("Not linked to an outcome yet")
            group = GoalGroup(title, self.tr("Which outcome would move if this works?"), "unlink")
            self._add(group, lines, with_name=True)

    def _add(self, group: GoalGroup, lines: Sequence[GoalLine], *, with_name: bool) -> None:
        group.show_goals(lines, self._desk.context.clock.today(), with_name=with_name)
        group.asked.connect(self.asked)
        self._groups.append(group)
        self._column.addWidget(group)

    def _on_person_picked(self) -> None:
        self._show(self.person.person_id() or "")

    def _on_closed_toggled(self) -> None:
        self._show(self.person.person_id() or "")

    def _on_new_clicked(self) -> None:
        self.asked.emit(Go(Place.GOAL, self.person.person_id() or ""))
