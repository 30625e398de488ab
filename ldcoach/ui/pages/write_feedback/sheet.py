"""How the feedback page lies in the window: the text, what the coach asks beside it, and the ways on below."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from ldcoach.domain.kinds import Visibility
from ldcoach.errors import HeldText
from ldcoach.ui.pages.write_feedback.belongs import Belongs
from ldcoach.ui.pages.write_feedback.coach import CoachRail
from ldcoach.ui.pages.write_feedback.form import FeedbackForm
from ldcoach.ui.pages.write_feedback.parts import KindChoice
from ldcoach.ui.pages.write_feedback.person import PersonChoice
from ldcoach.ui.widgets.buttons import primary, secondary
from ldcoach.ui.widgets.columns import Columns
from ldcoach.ui.widgets.drawn import Glyph
from ldcoach.ui.widgets.held import HeldCard
from ldcoach.ui.widgets.labels import muted
from ldcoach.ui.widgets.notice import Notice
from ldcoach.ui.widgets.scaffold import Scaffold

_RAIL = 336
_ALL_ROOM = 1000
_AROUND_FORM = 244
"""Pixels that title, footer and margins take from the height of the page."""


class WriteSheet(QObject):
    """The widgets of the page in their places; it shows, and decides nothing."""

    def __init__(self, page: QWidget, form: FeedbackForm, rail: CoachRail, belongs: Belongs) -> None:
        super().__init__(page)
        self._page, self._form, self._rail, self._belongs = page, form, rail, belongs
        self._held_field: QWidget | None = None
        self._scaffold = Scaffold(page)
        self._columns = Columns(rail_width=_RAIL)
        self.notice = Notice()
        self.kind = KindChoice()
        self.person = PersonChoice()
        self.held = HeldCard()
        self.age = muted("")
        self.keep_prep = secondary(self.tr("Keep as &prep note"))
        self.ready = primary(self.tr("&Ready to share"))
        self._lay_out()
        self.held.change_wanted.connect(self._on_held_change_wanted)

    def begin(self) -> None:
        """Show the page from its top, with room for an empty piece."""
        QTimer.singleShot(0, self, self.bound_form)
        self.show_ways(Visibility.PREP)
        self._scaffold.to_top()

    def show_for(self, name: str, *, chosen_here: bool) -> None:
        """Show whom the piece is for; who was `chosen_here` may still be changed."""
        self._scaffold.show_title(name, self.tr("Feedback for"))
        self.person.setVisible(chosen_here)
        self._let_write(on=True)

    def ask_for_whom(self) -> None:
        """Ask whom the piece is for; nothing can be written before."""
        self._scaffold.show_title(self.tr("Note feedback"))
        self.person.show()
        self._let_write(on=False)

    def show_ways(self, visibility: Visibility) -> None:
        """Say on the buttons what can become of a piece that is seen by so many."""
        shared = visibility is Visibility.SHARED
        self.keep_prep.setHidden(shared)
        self.ready.setText(self.tr("Keep the chan&ges") if shared else self.tr("&Ready to share"))

    def bound_form(self) -> None:
        """Let the text fill the window, and stay where it is while questions come and go beside it."""
        room = self._page.height() - _AROUND_FORM
        self._form.setMaximumHeight(max(self._form.minimumSizeHint().height(), room))

    def hold(self, held: HeldText) -> None:
        """Show where words are held back and why, instead of the coach's questions."""
        self._held_field = self._form.mark(held.part, held.spans)
        self.held.say(str(held))
        self._rail.hide()
        if self._columns.collapsed:
            QTimer.singleShot(0, self, self._show_held)

    def release(self) -> None:
        """Take the mark and the card away."""
        self._held_field = None
        self.held.hide()
        self._rail.show()
        self._form.unmark()

    def _let_write(self, *, on: bool) -> None:
        for part in (self._form, self._belongs, self.keep_prep, self.ready):
            part.setEnabled(on)

    def _show_held(self) -> None:
        """Scroll to the card once it has found its place."""
        self._scaffold.show_part(self.held)

    def _on_held_change_wanted(self) -> None:
        (self._held_field or self._form.editor).setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        self._scaffold.buttons.addWidget(self.kind)
        self._scaffold.body.addWidget(self.notice)
        self._scaffold.body.addWidget(self.person)
        self._scaffold.body.addWidget(self._columns, 1)
        self._columns.main.addWidget(self._form, _ALL_ROOM)
        self._columns.main.addStretch(1)
        self._columns.rail.addWidget(self.held)
        self._columns.rail.addWidget(self._rail)
        self._columns.rail.addStretch(1)
        self._columns.rail.addWidget(self._belongs)
        footer = self._scaffold.footer
        footer.addWidget(Glyph("clock"))
        footer.addWidget(self.age, 1)
        footer.addWidget(self.keep_prep)
        footer.addWidget(self.ready)
