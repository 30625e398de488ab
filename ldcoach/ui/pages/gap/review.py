"""The forms with which a path is agreed, and looked at again."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from ldcoach.services.change import Change
from ldcoach.services.desk import Desk
from ldcoach.services.views import GapView
from ldcoach.ui.pages.days import DayEdit
from ldcoach.ui.pages.form_card import FormCard
from ldcoach.ui.widgets.field import Field
from ldcoach.ui.widgets.labels import body, label, small
from ldcoach.ui.widgets.segmented import Segmented

_NEXT_LOOK = timedelta(days=56)
_LATER = timedelta(days=28)
_WIDTH = 260
_CLOSED, _NOT_YET = "closed", "not_yet"


class AgreeForm(FormCard):
    """Both agree on the steps, and on the day of the next look."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(self.tr("Agree on the path"), "handshake", self.tr("We agree on it"), can_confirm=False)
        self._desk = desk
        self._view: GapView | None = None
        self.told, self.aside = body(""), small("")
        self.day = DayEdit()
        field = Field(self.tr("We look at it again on"), self.day)
        field.setFixedWidth(_WIDTH)
        for part in (self.told, self.aside, field):
            self.fields.addWidget(part)

    def open(self, view: GapView, today: date) -> None:
        """Ask for the day of the next look."""
        self._view = view
        name = view.person.called if view.person else ""
        self.told.setText(
            self.tr("Read the steps aloud with {name}. They become promises of both sides.").format(name=name)
        )
        shared = self.tr(
            "The description, the notes and the checks were prep notes so far. They are shared from then on."
        )
        self.aside.setText("" if view.together else shared)
        self.aside.setHidden(view.together)
        last = max((line.due_on for line in view.steps if line.due_on), default=today)
        self.day.set_earliest(today + timedelta(days=1))
        self.day.show_day(max(today + _NEXT_LOOK, last + timedelta(days=14)))
        self.begin(self._keep, self.day)

    def _keep(self, about_work: Collection[str]) -> Change:  # noqa: ARG002  # a day cannot be held
        if self._view is None:
            message = "no gap was opened"
            raise RuntimeError(message)
        return self._desk.path.agree(self._view.gap.id, self.day.day())


class ReviewForm(FormCard):
    """What one sees now: the gap is closed, or it is looked at again on a day."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(self.tr("What do you both see now?"), "eye", self.tr("Keep it"), can_confirm=False)
        self._desk = desk
        self._view: GapView | None = None
        choices = [(_CLOSED, self.tr("The gap is closed"), "check"), (_NOT_YET, self.tr("Not yet"), "hourglass")]
        self.seen = Segmented(self.tr("What do you both see now?"), choices)
        self.told = small("")
        self.day = DayEdit()
        self.day_field = Field(self.tr("We look at it again on"), self.day)
        self.day_field.setFixedWidth(_WIDTH)
        self.fields.addWidget(label(self.tr("Look at the measure and at two recent cases first."), "muted"))
        for part in (self.seen, self.told, self.day_field):
            self.fields.addWidget(part)
        self.seen.chosen.connect(self._show_seen)

    def open(self, view: GapView, today: date) -> None:
        """Ask what one sees."""
        self._view = view
        self.seen.choose(_NOT_YET)
        self.day.set_earliest(today + timedelta(days=1))
        self.day.show_day(today + _LATER)
        self._show_seen()
        self.begin(self._keep, self.seen.buttons()[1])

    def _show_seen(self) -> None:
        closed = self.seen.key() == _CLOSED
        self.day_field.setHidden(closed)
        again = self.tr("Add a step, or go through the questions again: the cause may be another one.")
        stays = self.tr("It leaves the lists. Everything about it stays in the record.")
        self.told.setText(stays if closed else again)

    def _keep(self, about_work: Collection[str]) -> Change:  # noqa: ARG002  # a day cannot be held
        if self._view is None:
            message = "no gap was opened"
            raise RuntimeError(message)
        closed = self.seen.key() == _CLOSED
        return self._desk.gaps.look_again(self._view.gap.id, None if closed else self.day.day())
