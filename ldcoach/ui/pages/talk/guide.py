"""The guide of a 1-2-1 that is being held: another one midway, and which of its questions were shown."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ldcoach.domain.kinds import Visibility
from ldcoach.errors import LDCoachError
from ldcoach.services.desk import Desk
from ldcoach.services.views import TalkView
from ldcoach.services.views.talks import ASKED
from ldcoach.ui.pages.chooser import Chooser
from ldcoach.ui.pages.prepare.guide_button import GuideButton


class TalkGuide(QObject):
    """Changes the guide.

    `leaving` comes before, so that what is half typed is kept; `changed` carries a `Change`, `failed` a sentence;
    `helping` says that the questions which lead to a guide have opened.
    """

    leaving = Signal()
    changed = Signal(object)
    failed = Signal(str)
    helping = Signal()

    def __init__(self, page: QWidget, desk: Desk) -> None:
        super().__init__(page)
        self._desk = desk
        self._view: TalkView | None = None
        self.button = GuideButton(icon_only=True)
        self.chooser = Chooser(self.tr("Take it"))
        self.chooser.hide()
        self.button.chosen.connect(self._on_button_chosen)
        self.button.help_wanted.connect(self._on_button_help_wanted)
        self.chooser.taken.connect(self._on_button_chosen)

    def show_talk(self, view: TalkView, *, may_change: bool) -> None:
        """Name the guide of a 1-2-1, and offer the others while it goes on."""
        self._view = view
        self.button.setVisible(may_change)
        self.button.show_guides(self._desk.talks.guides(), view.guide)

    def _on_button_chosen(self, key: str) -> None:
        view = self._view
        if view is None or key == view.guide.key:
            self.chooser.hide()
            return
        self.leaving.emit()
        try:
            change = self._desk.talks.choose_guide(view.conversation.id, key)
        except LDCoachError as error:
            self.failed.emit(str(error))
            return
        self.chooser.hide()
        self.changed.emit(change)

    def _on_button_help_wanted(self) -> None:
        self.chooser.show_choices(self._desk.guides.choices(), self._desk.talks.guides())
        self.chooser.show()
        self.helping.emit()
        self.chooser.focus()


class AskedQuestions:
    """Keeps which questions were shown in a 1-2-1, so that the next agenda can propose others."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._view: TalkView | None = None
        self._asked: list[str] = []

    def begin(self, view: TalkView) -> None:
        """Go on with what was shown in this 1-2-1 before."""
        self._view = view
        kept = view.notes.get(ASKED)
        self._asked = kept.prep.splitlines() if kept else []

    def note(self, question: str) -> None:
        """Keep one more; raises as `Notes.keep`."""
        if self._view is None or question in self._asked:
            return
        self._asked.append(question)
        place = (self._view.conversation.id, self._view.person.id, ASKED, Visibility.PREP)
        self._desk.notes.keep(*place, "\n".join(self._asked))
