"""A line that finds as one types: what it offers comes from whoever it is given, however many there are."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit

Found = Sequence[tuple[str, str]]
"""Keys with their words, the likeliest first."""


class FoundLine(QLineEdit):
    """`picked` carries the key of what was chosen; the words stay in the line, and `key` keeps it."""

    picked = Signal(str)

    def __init__(self, name: str, placeholder: str, find: Callable[[str], Found]) -> None:
        """`find` is called for each letter typed and has some milliseconds."""
        super().__init__()
        self._find = find
        self._key = ""
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setClearButtonEnabled(True)
        self._found = QStandardItemModel(self)
        offering = QCompleter(self._found, self)
        offering.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.setCompleter(offering)
        self.textEdited.connect(self._on_text_edited)
        offering.activated.connect(self._on_completer_activated)

    def key(self) -> str:
        """Return the key of what was chosen and not changed since, or nothing."""
        return self._key

    def offered(self) -> list[tuple[str, str]]:
        """Return what is offered now."""
        items = (self._found.item(row) for row in range(self._found.rowCount()))
        return [(str(item.data(Qt.ItemDataRole.UserRole)), item.text()) for item in items]

    def forget(self) -> None:
        """Empty the line."""
        self._key = ""
        with QSignalBlocker(self):
            self.clear()
        self._found.clear()

    def _on_text_edited(self, text: str) -> None:
        self._key = ""
        self._found.clear()
        for key, words in self._find(text):
            item = QStandardItem(words)
            item.setData(key, Qt.ItemDataRole.UserRole)
            item.setEditable(False)
            self._found.appendRow(item)

    def _on_completer_activated(self, chosen: str) -> None:
        self._key = next((key for key, words in self.offered() if words == chosen), "")
        self.picked.emit(self._key)
