"""Presenter mode: only what the employee may see stays on the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ldcoach.services.desk import Desk
from ldcoach.ui.focus import holds_focus
from ldcoach.ui.pages.find.page import PRESENTING


class Presenting(QObject):
    """Hides private parts and shows them again; while it is on, Find or do keeps to what is shared too.

    `turned` carries whether it is on now; `changed` the Change of the setting.
    """

    turned = Signal(bool)
    changed = Signal(object)

    def __init__(self, desk: Desk, private: Sequence[QWidget], refuge: Callable[[], QWidget]) -> None:
        """`refuge` is where the keyboard goes when the part that it is in is hidden."""
        super().__init__()
        self._desk = desk
        self._private = private
        self._refuge = refuge
        self._before = False
        self.on = False

    def turn(self, *, on: bool) -> None:
        """Turn it on or off; raises LDCoachError when that could not be kept, and then hides all the same."""
        if on == self.on:
            return
        self.on = on
        if on and any(holds_focus(part) for part in self._private):
            self._refuge().setFocus()
        for part in self._private:
            part.setVisible(not on)
        self.turned.emit(on)
        keeping = self._desk.keeping
        if on:
            self._before = bool(keeping.setting(PRESENTING, default=False))
        self.changed.emit(keeping.set(PRESENTING, on or self._before))
