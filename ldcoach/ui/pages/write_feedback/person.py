"""Asks whom a piece of feedback is for, where that is not known yet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox

from ldcoach.domain.ids import PersonId
from ldcoach.services.views import PersonLine
from ldcoach.ui.widgets.field import Field

_WIDTH = 360


class PersonChoice(Field):
    """`combo` offers everybody on the team and has nobody chosen at first."""

    def __init__(self) -> None:
        self.combo = QComboBox()
        super().__init__("", self.combo)
        self.rename(self.tr("&Whom it is for"))
        self.combo.setPlaceholderText(self.tr("Choose a person"))
        self.setMaximumWidth(_WIDTH)

    def show_people(self, people: Sequence[PersonLine]) -> None:
        """Offer people; nobody is chosen."""
        self.combo.clear()
        for line in people:
            self.combo.addItem(line.name, line.person_id)
        self.combo.setCurrentIndex(-1)

    def person_id(self) -> PersonId:
        """Return who was chosen."""
        return PersonId(self.combo.currentData())
