"""What is done where a diagnosis ends: a day kept, a topic raised, a gap taken out of the record, the path begun."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ldcoach.domain.diagnosis import Closing, Ending
from ldcoach.domain.ids import GapId
from ldcoach.domain.kinds import Side
from ldcoach.errors import LDCoachError
from ldcoach.services.change import Change
from ldcoach.services.desk import Desk
from ldcoach.services.views import GapView
from ldcoach.ui.ask import Ask
from ldcoach.ui.go import Go, Place
from ldcoach.ui.pages.diagnosis.closing import ClosingCard


class Endings(QObject):
    """Does what the closing card asks for.

    `changed` carries a `Change`, `told` a tone and a sentence, `asked` a `Go`; `describe_wanted` asks for the form.
    `removed` is the gap that was taken out last.
    """

    changed = Signal(object)
    told = Signal(str, str)
    asked = Signal(object)
    describe_wanted = Signal()

    def __init__(self, page: QWidget, card: ClosingCard, desk: Desk, ask: Ask) -> None:
        super().__init__(page)
        self._page, self._card, self._desk, self._ask = page, card, desk, ask
        self._view: GapView | None = None
        self.removed = GapId("")
        card.go_on_wanted.connect(self._on_card_go_on_wanted)
        card.remove_wanted.connect(self._on_card_remove_wanted)
        card.agenda_wanted.connect(self._on_card_agenda_wanted)

    def show_view(self, view: GapView, closing: Closing, today: date) -> None:
        """Show how the questions about a gap ended."""
        self._view = view
        self._card.show_closing(closing, view, today)

    def _do(self, act: Callable[[], Change]) -> bool:
        try:
            change = act()
        except LDCoachError as error:
            self.told.emit("error", str(error))
            return False
        self.changed.emit(change)
        return True

    def _on_card_go_on_wanted(self) -> None:
        if self._view is None:
            return
        gap, day = self._view.gap, self._card.day.day()
        if self._card.ending is Ending.DEFINE_GAP:
            self.describe_wanted.emit()
        elif self._card.day_field.isHidden() or self._do(lambda: self._desk.gaps.look_again(gap.id, day)):
            self.asked.emit(Go(Place.GAP, gap.person_id or "", gap.id))

    def _on_card_remove_wanted(self) -> None:
        if self._view is None:
            return
        gap = self._view.gap
        title = self.tr("Take it out of LDCoach?")
        text = self.tr("Its description, answers and notes are deleted for good. Earlier backups still hold them.")
        if not self._ask.confirm(self._page, title, text, self.tr("Take it out"), self.tr("Keep it")):
            return
        self.removed = gap.id
        if self._do(lambda: self._desk.gaps.let_go(gap.id)):
            self.asked.emit(Go(Place.GOALS, gap.person_id or ""))

    def _on_card_agenda_wanted(self) -> None:
        person = self._view.person if self._view else None
        if self._view is None or person is None:
            return
        topic = self.tr("Look at it together: {gap}").format(gap=self._view.gap.statement)
        if self._do(lambda: self._desk.topics.raise_one(person.id, topic, Side.MANAGER)):
            sentence = self.tr("It is a topic for the next 1-2-1 with {name}.")
            self.told.emit("info", sentence.format(name=person.called))
