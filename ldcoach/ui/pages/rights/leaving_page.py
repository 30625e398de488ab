"""What the pages share that list all of one person that would leave: read beside the window, and read again."""

from __future__ import annotations

from collections.abc import Sequence

from ldcoach.domain.ids import PersonId
from ldcoach.domain.people import Person
from ldcoach.errors import LDCoachError
from ldcoach.services.change import Change
from ldcoach.ui.focus import tab_as_laid_out
from ldcoach.ui.go import Go, Place
from ldcoach.ui.page import Page
from ldcoach.ui.pages.rights.items import RightsItems
from ldcoach.ui.reading import Reading
from ldcoach.ui.tasks import Tasks
from ldcoach.ui.widgets.buttons import quiet
from ldcoach.ui.widgets.locked_by import LockedBy
from ldcoach.ui.widgets.notice import Notice
from ldcoach.ui.widgets.scaffold import Scaffold


class LeavingPage(Page):
    """`Go.person_id` says whose. What a page of this kind reads, it reads with `_reading`."""

    def __init__(self, tasks: Tasks, nothing: str) -> None:
        """`nothing` is said where nothing would leave."""
        super().__init__()
        self._person_id = PersonId("")
        self._reading = Reading(self, tasks)
        self._scaffold = Scaffold(self)
        self.back = quiet(self.tr("Back to the person"), "arrow-left")
        self.notice = Notice()
        self.locked = LockedBy()
        self.items = RightsItems(self.tr("What would leave"), self.tr("Names somebody else"), nothing)
        self._scaffold.buttons.addWidget(self.back)
        self.back.clicked.connect(self._on_back_clicked)
        self.items.ticked.connect(self._on_items_ticked)
        self.items.grown.connect(self._on_items_grown)

    def refresh(self, change: Change) -> None:
        """Read again if something about this person changed while the page is seen."""
        if self.isVisible() and self._person_id in change.people and not change.touches(Person):
            self._read()

    def leave(self) -> None:
        """Want nothing any more that is being read."""
        self._reading.drop()

    def _begin(self, go: Go, title: str) -> None:
        """Say that a person's items are being read, and read them."""
        self._person_id = PersonId(go.person_id)
        self.notice.quiet()
        self._scaffold.show_title(title, "", "")
        self.items.show_reading()
        self._read()
        self._scaffold.to_top()
        self.items.parts.setFocus()

    def _read(self) -> None:
        """Read the person's items and show them."""
        raise NotImplementedError

    def _remark(self, *parts: str, names: Sequence[str]) -> str:
        """Return what is said below an item: what is known of it, and whom it names."""
        named = self.tr("Names {names}").format(names=", ".join(names)) if names else ""
        return " \N{MIDDLE DOT} ".join(part for part in (*parts, named) if part)

    def _on_failed(self, error: LDCoachError) -> None:
        self.notice.say("error", str(error))
        self._scaffold.to_top()

    def _on_items_ticked(self, item_id: str, leaves: bool) -> None:  # noqa: FBT001  # a signal's argument
        raise NotImplementedError

    def _on_items_grown(self) -> None:
        tab_as_laid_out(self)

    def _on_back_clicked(self) -> None:
        self.asked.emit(Go(Place.PERSON, self._person_id))
