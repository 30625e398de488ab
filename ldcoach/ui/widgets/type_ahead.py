"""A choice that one types the beginning, or any part, of."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit


class TypeAhead(QComboBox):
    """Options that narrow as one types. `picked` says that the user settled on one, or on none."""

    picked = Signal()

    def __init__(self, name: str, placeholder: str = "") -> None:
        super().__init__()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.show_nothing_as(placeholder)
        self.setAccessibleName(name)
        self._last = ""
        found = QCompleter(self.model(), self)
        found.setFilterMode(Qt.MatchFlag.MatchContains)
        found.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        found.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setCompleter(found)
        self.activated.connect(self._settle)
        found.activated.connect(self._settle)
        self.line.editingFinished.connect(self._settle)

    @property
    def line(self) -> QLineEdit:
        """The line in which one types; asked for anew each time: a Python object kept for it was found dead."""
        line = self.lineEdit()
        if line is None:
            message = "a box that one cannot type in"
            raise RuntimeError(message)
        return line

    def setAccessibleName(self, name: str) -> None:
        """Name the line too, where the keyboard is."""
        super().setAccessibleName(name)
        if self.isEditable():
            self.line.setAccessibleName(name)

    def show_nothing_as(self, words: str) -> None:
        """Show other words while nothing is chosen."""
        self.line.setPlaceholderText(words)

    def show_options(self, options: Sequence[tuple[str, str]], chosen: str = "") -> None:
        """Offer keys with their words, the likeliest first; nothing is emitted."""
        with QSignalBlocker(self):
            self.clear()
            for key, words in options:
                self.addItem(words, key)
        self.choose(chosen)

    def choose(self, key: str) -> None:
        """Show a choice; nothing is emitted."""
        self._last = key if self.findData(key) >= 0 else ""
        self.setCurrentIndex(self.findData(key))
        if self.currentIndex() < 0:
            self.line.clear()

    def key(self) -> str:
        """Return the key of what is typed or chosen, by its whole words or a part that only one has; else nothing."""
        said = " ".join(self.line.text().split()).casefold()
        if not said:
            return ""
        words = [self.itemText(row).casefold() for row in range(self.count())]
        for fits in (str.__eq__, str.startswith, str.__contains__):
            rows = [row for row, each in enumerate(words) if fits(each, said)]
            if rows:
                return str(self.itemData(rows[0])) if len(rows) == 1 else ""
        return ""

    def is_unclear(self) -> bool:
        """Tell whether something is typed that fits none of the options, or several."""
        return bool(self.line.text().strip()) and not self.key()

    def _settle(self) -> None:
        """Show the choice in full; say so if it is another one than before."""
        key = self.key()
        if key:
            self.setCurrentIndex(self.findData(key))
        if key != self._last and not self.is_unclear():
            self._last = key
            self.picked.emit()
