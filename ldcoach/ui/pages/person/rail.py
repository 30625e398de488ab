"""What stands beside a person's timeline: goals as chains, and open promises."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from ldcoach.domain.kinds import ActionOwner
from ldcoach.services.views import GoalLine, Promise
from ldcoach.ui.go import Go, Place
from ldcoach.ui.pages.promise_rows import PromiseRows
from ldcoach.ui.widgets.buttons import link, secondary
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.chain import Chain, Node
from ldcoach.ui.widgets.clearing import clear
from ldcoach.ui.widgets.labels import muted, small
from ldcoach.ui.widgets.look import rule
from ldcoach.ui.widgets.wrapping_button import WrappingButton

_MOST_GOALS = 3


class GoalsCard(Card):
    """Goals as chains of five nodes. `asked` carries a `Go`."""

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__(self.tr("Goals"))
        self._person_id = ""
        self.new = secondary(self.tr("New goal"), "plus", small=True)
        self.all = link(self.tr("All goals"), "target")
        self._goals = QVBoxLayout()
        self._goals.setSpacing(8)
        self.head.addWidget(self.new)
        self.body.addLayout(self._goals)
        self.body.addWidget(self.all, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)
        self.new.clicked.connect(self._on_new_clicked)
        self.all.clicked.connect(self._on_all_clicked)

    def show_goals(self, person_id: str, goals: Sequence[GoalLine]) -> None:
        """Show at most three goals; the rest is one click away."""
        self._person_id = person_id
        clear(self._goals)
        for at, goal in enumerate(goals[:_MOST_GOALS]):
            if at:
                self._goals.addWidget(rule())
            self._add(goal)
        if not goals:
            self._goals.addWidget(muted(self.tr("No goal yet. What would one see more of, if things went well?")))
        self.all.setVisible(len(goals) > _MOST_GOALS)

    def _add(self, goal: GoalLine) -> None:
        title = WrappingButton(goal.title)
        go = Go(Place.GOAL, goal.person_id, goal.goal_id)
        title.clicked.connect(lambda _checked, go=go: self.asked.emit(go))
        self._goals.addWidget(title)
        self._goals.addWidget(Chain(self._nodes(goal)))
        self._goals.addWidget(small(self._line(goal)))

    def _nodes(self, goal: GoalLine) -> list[Node]:
        there = (
            (self.tr("Priority"), goal.priority_name is not None),
            (self.tr("Outcome"), goal.outcome_name is not None),
            (self.tr("Goal"), True),
            (self.tr("Practice"), goal.practice_count > 0),
            (self.tr("Evidence"), goal.evidence_count > 0),
        )
        nexts = [full for _, full in there[1:]] + [True]
        return [
            Node(name, "full" if full else "open", gap_after=not (full and after))
            if at < len(there) - 1
            else Node(name, "full" if full else "open")
            for at, ((name, full), after) in enumerate(zip(there, nexts, strict=True))
        ]

    def _line(self, goal: GoalLine) -> str:
        if goal.outcome_name is None:
            return self.tr("Unlinked. Which outcome would move if this works?")
        if not goal.practice_count:
            return self.tr("For {outcome}. No practice noted yet.").format(outcome=goal.outcome_name)
        if not goal.evidence_count:
            return self.tr("For {outcome}. No evidence noted yet.").format(outcome=goal.outcome_name)
        return self.tr("For {outcome}.").format(outcome=goal.outcome_name)

    def _on_new_clicked(self) -> None:
        self.asked.emit(Go(Place.GOAL, self._person_id))

    def _on_all_clicked(self) -> None:
        self.asked.emit(Go(Place.GOALS, self._person_id))


class OpenPromises(Card):
    """Open promises, the manager's first. `ticked` carries an id and whether the promise is kept now."""

    ticked = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__(self.tr("Open promises"))
        self.rows = PromiseRows()
        self._none = muted(self.tr("Nothing is open."))
        self.body.addWidget(self.rows)
        self.body.addWidget(self._none)
        self.body.addStretch(1)
        self.rows.ticked.connect(self.ticked)

    def show_promises(self, called: str, promises: Iterable[Promise], today: date) -> None:
        """Show the promises by who made them; `called` is what the person is called."""
        headings = {
            ActionOwner.MANAGER: self.tr("Yours first"),
            ActionOwner.BOTH: self.tr("Of both of you"),
            ActionOwner.EMPLOYEE: self.tr("Of {name}").format(name=called),
            ActionOwner.OTHER_ROLE: self.tr("Of somebody else"),
        }
        rows = [*promises]
        groups = [(words, [one for one in rows if one.owner is owner]) for owner, words in headings.items()]
        self.rows.show_groups(groups, today)
        self._none.setVisible(not self.rows.rows())
