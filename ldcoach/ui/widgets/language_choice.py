"""A list of the languages that a text can be in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from ldcoach.services.languages import fitting
from ldcoach.ui.widgets.labels import field_label


class LanguageChoice(QComboBox):
    """Names of languages; each goes by its tag."""

    def __init__(self) -> None:
        super().__init__()
        self._given, self._shown = "", -1

    def show_languages(self, languages: Sequence[tuple[str, str]], tag: str) -> None:
        """Offer (tag, name) pairs, and choose the one that `tag` means, else the first."""
        self._given = tag
        self.clear()
        for each, name in languages:
            self.addItem(name, each)
        self.setCurrentIndex(max(self.findData(fitting([each for each, _ in languages], tag)), 0))
        self._shown = self.currentIndex()

    def kept(self) -> str:
        """Return the tag as it was given, such as 'de-AT', unless another language was chosen."""
        return self._given if self._given and self.currentIndex() == self._shown else self.tag()

    def tag(self) -> str:
        """Return the tag of the chosen language; empty while none is offered."""
        return str(self.currentData() or "")


class LanguageLine(QWidget):
    """The choice with its label before it, in one line; hidden where there is nothing to choose."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.choice = LanguageChoice()
        self.choice.setAccessibleName(self.tr("Language"))
        self.choice.activated.connect(self._on_choice_activated)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(field_label(self.tr("Language"), self.choice))
        line.addWidget(self.choice)
        line.addStretch(1)
        self.hide()

    def show_languages(self, languages: Sequence[tuple[str, str]], tag: str) -> None:
        """Offer (tag, name) pairs, and choose the one that `tag` means."""
        self.choice.show_languages(languages, tag)
        self.setVisible(len(languages) > 1)

    def _on_choice_activated(self) -> None:
        self.chosen.emit()
