"""The promises of both sides, with a row to make one while it is agreed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from ldcoach.domain.ids import ActionId, ConversationId, GoalId
from ldcoach.domain.kinds import ActionOwner
from ldcoach.domain.people import Person
from ldcoach.errors import HeldText, LDCoachError
from ldcoach.services.change import Change
from ldcoach.services.promises import Promises
from ldcoach.services.views import GoalLine, Promise
from ldcoach.ui.pages.days import OptionalDay
from ldcoach.ui.pages.promise_rows import PromiseRows
from ldcoach.ui.widgets.buttons import secondary
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.flow import Flow
from ldcoach.ui.widgets.held import HeldCard
from ldcoach.ui.widgets.labels import muted
from ldcoach.ui.widgets.notice import Notice
from ldcoach.ui.widgets.segmented import Segmented

_LETTERS_OF_GOAL = 16


class PromiseCard(Card):
    """Open promises of one person; `changed` carries what a new, kept or reopened promise changed."""

    changed = Signal(object)

    def __init__(self, promises: Promises, title: str) -> None:
        super().__init__(title, tight=True)
        self._promises = promises
        self._person: Person | None = None
        self._conversation_id: ConversationId | None = None
        self._today = date.min
        self._holding: tuple[str, ...] = ()
        self.rows, self.form = PromiseRows(), PromiseForm()
        self.notice, self.held = Notice(), HeldCard()
        self._empty = muted(self.tr("Nothing promised yet. Who will do what, by when?"))
        for part in (self._empty, self.rows, self.notice, self.held, self.form):
            self.body.addWidget(part)
        self.body.addStretch()
        self.rows.ticked.connect(self._on_rows_ticked)
        self.form.agreed.connect(self._on_form_agreed)
        self.held.confirmed.connect(self._on_held_confirmed)
        self.held.change_wanted.connect(self.form.words.setFocus)

    def show_promises(
        self,
        person: Person,
        conversation_id: ConversationId,
        promises: Sequence[Promise],
        *,
        today: date,
        due_on: date,
        goals: Sequence[GoalLine] = (),
    ) -> None:
        """Show open promises; new ones belong to the 1-2-1, and `due_on` is proposed for them."""
        self.form.offer_goals(goals)
        if conversation_id != self._conversation_id:
            self.form.start(person.called, today, due_on)
            self.rows.forget()
            self.notice.quiet()
            self._release()
        self._person, self._conversation_id, self._today = person, conversation_id, today
        headings = {
            ActionOwner.EMPLOYEE: person.called,
            ActionOwner.BOTH: self.tr("Both of you"),
            ActionOwner.MANAGER: self.tr("You"),
            ActionOwner.OTHER_ROLE: self.tr("Somebody else"),
        }
        by_owner = [(head, [one for one in promises if one.owner is owner]) for owner, head in headings.items()]
        self.rows.show_groups(by_owner, today)
        self._empty.setVisible(not self.rows.rows())

    def _make(self, about_work: Collection[str]) -> None:
        if self._person is None:
            return
        make = partial(
            self._promises.make,
            self._person.id,
            self.form.words.text(),
            self.form.owner(),
            due_on=self.form.due_on(),
            conversation_id=self._conversation_id,
            goal_id=self.form.goal_id(),
            about_work=about_work,
        )
        if self._do(make):
            self._release()
            self.form.clear()

    def _do(self, act: Callable[[], Change]) -> bool:
        try:
            change = act()
        except HeldText as held:
            self._holding = held.rules
            self.held.say(str(held))
            return False
        except LDCoachError as error:
            self.notice.say("error", str(error))
            return False
        self.notice.quiet()
        self.changed.emit(change)
        return True

    def _release(self) -> None:
        self._holding = ()
        self.held.hide()

    def _on_form_agreed(self) -> None:
        self._make(frozenset())

    def _on_held_confirmed(self) -> None:
        self._make(frozenset(self._holding))

    def _on_rows_ticked(self, promise_id: str, kept: bool) -> None:  # noqa: FBT001  # Qt's signature
        self.rows.note(promise_id, kept=kept, today=self._today)
        act = self._promises.keep if kept else self._promises.reopen
        if not self._do(partial(act, ActionId(promise_id))):
            self.rows.note(promise_id, kept=not kept, today=self._today)


class PromiseForm(QWidget):
    """What, who, by when; `agreed` says that Enter or the button was pressed."""

    agreed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words = QLineEdit()
        self.words.setAccessibleName(self.tr("A new promise"))
        self.words.setPlaceholderText(self.tr("What will be done?"))
        self.words.returnPressed.connect(self.agreed)
        self.who = Segmented(self.tr("Who promises it"), self._owners(self.tr("Employee")))
        self.due = OptionalDay(self.tr("No date"), "d MMM yyyy")
        self.due.setAccessibleName(self.tr("By when"))
        self.due.setMinimumWidth(140)
        self.goal = QComboBox()
        self.goal.setAccessibleName(self.tr("Which goal it serves"))
        self.goal.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.goal.setMinimumContentsLength(_LETTERS_OF_GOAL)
        self.goal.hide()
        self.keep = secondary(self.tr("Add promise"), "plus")
        self.keep.clicked.connect(self.agreed)
        self._today = self._due_on = date.min
        choices = Flow(gap=8)
        for part in (self.who, self.due, self.goal, self.keep):
            choices.add(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.words)
        column.addWidget(choices)

    def start(self, called: str, today: date, due_on: date) -> None:
        """Begin for another person, with a date proposed."""
        for button, (_, label, _) in zip(self.who.buttons(), self._owners(called), strict=True):
            button.setText(label.replace("&", "&&"))
        self._today, self._due_on = today, due_on
        self.clear()

    def clear(self) -> None:
        """Take the words away, and propose owner and date again."""
        self.words.clear()
        self.who.choose(ActionOwner.EMPLOYEE)
        self.due.begin(self._today, self._due_on)
        self.goal.setCurrentIndex(0)

    def offer_goals(self, goals: Sequence[GoalLine]) -> None:
        """Offer these goals, and none; the choice stays if it can."""
        offered = [("", self.tr("No goal")), *((goal.goal_id, goal.title) for goal in goals)]
        if offered != [(self.goal.itemData(at), self.goal.itemText(at)) for at in range(self.goal.count())]:
            before = self.goal.currentData()
            self.goal.clear()
            for goal_id, title in offered:
                self.goal.addItem(title, goal_id)
            self.goal.setCurrentIndex(max(0, self.goal.findData(before)))
        self.goal.setVisible(bool(goals))

    def goal_id(self) -> GoalId | None:
        """Return the goal that is chosen, or None."""
        return GoalId(self.goal.currentData()) if self.goal.currentData() else None

    def owner(self) -> ActionOwner:
        """Return who promises."""
        return ActionOwner(self.who.key())

    def due_on(self) -> date | None:
        """Return the day, or None for no date."""
        return self.due.chosen()

    def _owners(self, called: str) -> list[tuple[str, str, str]]:
        return [
            (ActionOwner.EMPLOYEE, called, ""),
            (ActionOwner.MANAGER, self.tr("Me"), ""),
            (ActionOwner.BOTH, self.tr("Both"), ""),
        ]
