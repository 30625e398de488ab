"""The calm card at the end of a diagnosis: what came out, and the one way on."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from ldcoach.domain.diagnosis import Closing, Ending
from ldcoach.services.views import GapView
from ldcoach.ui.pages.days import DayEdit
from ldcoach.ui.pages.diagnosis.keys import SteppingCard
from ldcoach.ui.widgets.buttons import link, primary, secondary
from ldcoach.ui.widgets.drawn import Glyph
from ldcoach.ui.widgets.field import Field
from ldcoach.ui.widgets.labels import body, muted, prompt

_ICONS = {
    Ending.DEFINE_GAP: "pencil",
    Ending.PARK: "hourglass",
    Ending.FORMAL_PROCESS: "log-out",
    Ending.ASK_FIRST: "circle-help",
    Ending.CHECKS_FIRST: "search",
    Ending.NOTHING_FOUND: "eye",
    Ending.PATH: "list-checks",
}
_LATER = {Ending.PARK: 28, Ending.CHECKS_FIRST: 14, Ending.NOTHING_FOUND: 14}
_DAY_WIDTH = 260


class ClosingCard(SteppingCard):
    """What is said at the end.

    `go_on_wanted` says that the primary button was pressed, `back_wanted` asks for the question before,
    `remove_wanted` that the gap shall leave the record, `agenda_wanted` that it shall be a topic.
    """

    go_on_wanted = Signal()
    remove_wanted = Signal()
    agenda_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.ending = Ending.PATH
        self.headline, self.told = prompt(""), body("")
        self.aside = muted("")
        self.day = DayEdit()
        self.day_field = Field(self.tr("Look at it again on"), self.day)
        self.day_field.setFixedWidth(_DAY_WIDTH)
        self._glyph = Glyph("list-checks", "accent", 28)
        self.back = secondary(self.tr("Back"), "arrow-left")
        self.remove = link(self.tr("Take it out of LDCoach"), "trash-2")
        self.agenda = link(self.tr("Put it on the next agenda"), "messages-square")
        self.go_on = primary("", "arrow-right", trailing=True)
        self._lay_out()
        self.back.clicked.connect(self.back_wanted)
        self.remove.clicked.connect(self.remove_wanted)
        self.agenda.clicked.connect(self.agenda_wanted)
        self.go_on.clicked.connect(self.go_on_wanted)

    def show_closing(self, closing: Closing, view: GapView, today: date) -> None:
        """Show how the questions ended."""
        self.ending = closing.key
        self._glyph.show_icon(_ICONS[closing.key], "accent")
        self.headline.setText(closing.title)
        self.told.setText(closing.words)
        self._show_aside(view)
        later = closing.key in _LATER
        self.day_field.setVisible(later)
        if later:
            proposed = today + timedelta(days=_LATER[closing.key])
            self.day.set_earliest(today)
            self.day.show_day(max(view.gap.review_on or proposed, today))
        outside = closing.key in {Ending.FORMAL_PROCESS, Ending.ASK_FIRST}
        self.remove.setVisible(outside)
        self.agenda.setHidden(outside)
        self.go_on.setText(self._next(closing.key))

    def focus(self) -> None:
        """Put the keyboard on the way on."""
        self.go_on.setFocus(Qt.FocusReason.OtherFocusReason)

    def _next(self, ending: Ending) -> str:
        return {
            Ending.DEFINE_GAP: self.tr("Describe the gap"),
            Ending.PARK: self.tr("Park it until then"),
            Ending.FORMAL_PROCESS: self.tr("Leave it here"),
            Ending.ASK_FIRST: self.tr("Leave it here"),
            Ending.CHECKS_FIRST: self.tr("Keep the day"),
            Ending.NOTHING_FOUND: self.tr("Keep the day"),
            Ending.PATH: self.tr("Make the path"),
        }[ending]

    def _show_aside(self, view: GapView) -> None:
        parts = [self.tr("Causes: {causes}.").format(causes=", ".join(one.label for one in view.found.causes))]
        if view.found.set_aside:
            parts.append(self.tr("There is enough to do around the work, so the questions about the person wait."))
        self.aside.setText(" ".join(parts) if view.found.causes else "")
        self.aside.setVisible(bool(self.aside.text()))

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.back)
        foot.addStretch()
        foot.addWidget(self.go_on)
        self.body.setSpacing(12)
        for above in (self._glyph, self.headline, self.told, self.aside, self.day_field):
            self.body.addWidget(above)
        # Beside the other buttons they would ask for more width than the column of a usual window has.
        for aside in (self.remove, self.agenda):
            self.body.addWidget(aside, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addSpacing(8)
        self.body.addLayout(foot)
        self.body.addStretch(1)
