"""A choice between everybody and one person."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox

from ldcoach.domain.ids import PersonId
from ldcoach.services.views import PersonLine

_WIDTH = 220


class PersonFilter(QComboBox):
    """`picked` says that the user chose somebody, or everybody."""

    picked = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setMinimumWidth(_WIDTH)
        self.activated.connect(self._on_self_activated)

    def show_people(self, people: Sequence[PersonLine]) -> None:
        """Offer everybody and each person; the choice stays if it can."""
        before = self.currentData()
        self.clear()
        self.addItem(self.tr("Everybody"), "")
        for line in people:
            self.addItem(line.name, line.person_id)
        self.choose(before or "")

    def choose(self, person_id: str) -> None:
        """Show a choice; nothing is emitted."""
        self.setCurrentIndex(max(self.findData(person_id), 0))

    def person_id(self) -> PersonId | None:
        """Return who is chosen; None means everybody."""
        return PersonId(self.currentData()) if self.currentData() else None

    def _on_self_activated(self) -> None:
        self.picked.emit()
