"""Answers questions as a test says, and keeps what was asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QWidget


@dataclass
class CannedAsk:
    """Each answer is used for every question of its kind; `asked` holds the titles in order."""

    yes: bool = True
    words: str | None = ""
    day: date | None = None
    place: int | None = 0
    path: Path | None = None
    asked: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def confirm(self, parent: QWidget, title: str, text: str, yes: str, no: str) -> bool:
        self._note(parent, title, text)
        assert yes
        assert no
        return self.yes

    def tell(self, parent: QWidget, title: str, text: str) -> None:
        self._note(parent, title, text)

    def text(self, parent: QWidget, title: str, label: str, value: str = "", *, lines: bool = False) -> str | None:
        self._note(parent, title, f"{label}{value}" if lines else label)
        return self.words

    def secret(self, parent: QWidget, title: str, label: str) -> str | None:
        self._note(parent, title, label)
        return self.words

    def date(self, parent: QWidget, title: str, label: str, value: date) -> date | None:
        self._note(parent, title, f"{label} {value}")
        return self.day

    def choose(self, parent: QWidget, title: str, label: str, options: Sequence[str]) -> int | None:
        self._note(parent, title, label)
        assert self.place is None or self.place < len(options)
        return self.place

    def choose_file_to_save(self, parent: QWidget, title: str, suggested: Path, kinds: str) -> Path | None:
        self._note(parent, title, f"{suggested.name} {kinds}")
        return self.path

    def choose_file_to_open(self, parent: QWidget, title: str, kinds: str) -> Path | None:
        self._note(parent, title, kinds)
        return self.path

    def choose_folder(self, parent: QWidget, title: str) -> Path | None:
        self._note(parent, title, "")
        return self.path

    def _note(self, parent: QWidget, title: str, text: str) -> None:
        assert isinstance(parent, QWidget)
        self.asked.append(title)
        self.texts.append(text)
