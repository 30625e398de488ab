"""What can be done with a guide as a whole: copy it, and change, put away or delete one's own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy

from ldcoach.errors import LDCoachError
from ldcoach.services.change import Change
from ldcoach.services.own_guides import OwnGuides
from ldcoach.services.views.guides import ShelfLine
from ldcoach.ui.ask import Ask
from ldcoach.ui.widgets.buttons import quiet, secondary
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.flow import Flow
from ldcoach.ui.widgets.labels import body

Act = Callable[[str], Change]
"""Does something with the guide of a key."""


class GuideCare(Card):
    """A card for the rail.

    `changed` and `removed` carry a `Change`, `failed` an `LDCoachError`; `written_on` carries the key of an own guide
    that the manager wants to write on, after a copy was made if need be.
    """

    changed = Signal(object)
    removed = Signal(object)
    failed = Signal(object)
    written_on = Signal(str)

    def __init__(self, own: OwnGuides, ask: Ask) -> None:
        super().__init__(" ", "bookmark", tight=True)
        self._own = own
        self._ask = ask
        self._line: ShelfLine | None = None
        self.words = body("")
        self.change = secondary(self.tr("C&hange it"), "pencil", small=True)
        self.copy = secondary(self.tr("&Copy and change"), "copy", small=True)
        self.away = quiet(self.tr("Put it away"), small=True)
        self.back = quiet(self.tr("Offer it again"), small=True)
        self.delete = quiet(self.tr("Delete it"), small=True)
        # What is left of the height belongs below the card, not between its parts.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.body.addWidget(self.words)
        flow = Flow(8)
        for button in (self.change, self.copy, self.away, self.back, self.delete):
            flow.add(button)
        self.body.addWidget(flow)
        self._connect()

    def show_line(self, line: ShelfLine) -> None:
        """Offer what can be done with another guide."""
        self._line = line
        if line.own:
            self.title.setText(self.tr("Your own guide"))
            used = self.tr("1-2-1s use it, so what they were held with stays as it was when you change it.")
            self.words.setText(used if line.used else self.tr("No 1-2-1 uses it so far."))
        else:
            self.title.setText(self.tr("Make it yours"))
            self.words.setText(self.tr("A copy can have other steps, questions and minutes. This one stays as it is."))
        shown = {
            self.change: line.own,
            self.copy: True,
            self.away: line.own and not line.put_away,
            self.back: line.own and line.put_away,
            self.delete: line.own and not line.used,
        }
        for button, there in shown.items():
            button.setVisible(there)

    def _connect(self) -> None:
        self.change.clicked.connect(self._on_change_clicked)
        self.copy.clicked.connect(self._on_copy_clicked)
        self.away.clicked.connect(self._on_away_clicked)
        self.back.clicked.connect(self._on_back_clicked)
        self.delete.clicked.connect(self._on_delete_clicked)

    def _on_change_clicked(self) -> None:
        if self._line is not None:
            self.written_on.emit(self._line.guide.key)

    def _on_copy_clicked(self) -> None:
        if self._line is None:
            return
        name = self.tr("{guide}, my own").format(guide=self._line.guide.name)
        try:
            change = self._own.copy(self._line.guide.key, name)
        except LDCoachError as error:
            self.failed.emit(error)
            return
        self.changed.emit(change)
        self.written_on.emit(change.created)

    def _on_away_clicked(self) -> None:
        if self._line is not None:
            self._do(self._own.put_away, self._line)

    def _on_back_clicked(self) -> None:
        if self._line is not None:
            self._do(self._own.bring_back, self._line)

    def _on_delete_clicked(self) -> None:
        if self._line is None:
            return
        title = self.tr("Delete {guide}?").format(guide=self._line.guide.name)
        text = self.tr("No 1-2-1 uses it. The guide and what you began to change in it are gone for good.")
        if not self._ask.confirm(self, title, text, self.tr("Delete the guide"), self.tr("Leave it there")):
            return
        try:
            change = self._own.remove(self._line.guide.key)
        except LDCoachError as error:
            self.failed.emit(error)
            return
        self.removed.emit(change)

    def _do(self, act: Act, line: ShelfLine) -> None:
        try:
            change = act(line.guide.key)
        except LDCoachError as error:
            self.failed.emit(error)
            return
        self.changed.emit(change)
