"""One choice out of a few, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QWidget

from ldcoach.ui.theme.icons import icon
from ldcoach.ui.widgets.buttons import ICON_GAP

Option = tuple[str, str, str]
"""Key, words, name of an icon or empty."""


class Segmented(QWidget):
    """Radio buttons drawn as one bar, or as chips; `chosen` carries the key that the user picked."""

    chosen = Signal(str)

    def __init__(self, name: str, options: Sequence[Option], *, chips: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._keys = [key for key, _, _ in options]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8 if chips else 0)
        for at, (_, words, icon_name) in enumerate(options):
            place = "chip" if chips else _place(at, len(options))
            button = _segment(words, icon_name, place, name)
            self._group.addButton(button, at)
            row.addWidget(button)
        row.addStretch()
        self._group.idClicked.connect(self._on_group_id_clicked)

    def key(self) -> str:
        """Return the key that is chosen, or nothing."""
        at = self._group.checkedId()
        return self._keys[at] if at >= 0 else ""

    def choose(self, key: str) -> None:
        """Show a choice; nothing is emitted."""
        self._group.button(self._keys.index(key)).setChecked(True)

    def focus(self) -> None:
        """Put the keyboard on the choice that is made, or on the first."""
        (self._group.checkedButton() or self._group.buttons()[0]).setFocus()

    def buttons(self) -> list[QRadioButton]:
        """Return the radio buttons in their order."""
        return [button for button in self._group.buttons() if isinstance(button, QRadioButton)]

    def _on_group_id_clicked(self, at: int) -> None:
        self.chosen.emit(self._keys[at])


def _place(at: int, count: int) -> str:
    if count == 1:
        return "only"
    return {0: "first", count - 1: "last"}.get(at, "middle")


def _segment(words: str, icon_name: str, place: str, group: str) -> QRadioButton:
    made = QRadioButton(words)
    made.setProperty("segment", place)
    made.setAccessibleDescription(group)
    if icon_name:
        made.setIconSize(QSize(18, 18) + ICON_GAP)
        made.setIcon(icon(icon_name, "muted"))
        # The style draws a radio button's icon as if it were off, always.
        made.toggled.connect(lambda on: made.setIcon(icon(icon_name, "accent_text" if on else "muted")))
    return made
