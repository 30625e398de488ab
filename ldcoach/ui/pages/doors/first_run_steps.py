"""The steps of the first run that take something, each one card."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QProgressBar, QVBoxLayout, QWidget

from ldcoach.services.ports import Verdict
from ldcoach.ui.pages.passphrase_line import PassphraseLine
from ldcoach.ui.pages.synced_notice import SyncedNotice
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.drawn import Glyph
from ldcoach.ui.widgets.field import Field
from ldcoach.ui.widgets.labels import body, label, muted, small

_STRONGEST = 4


class Step(QWidget):
    """One step; `moved` says that what is missing may have changed."""

    moved = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(16)

    def missing(self) -> str:
        """Return in words what is missing before going on, or nothing."""
        return ""


class WhereStep(Step):
    """Says where the record will live and who can open it."""

    def __init__(self, folder: str) -> None:
        super().__init__()
        card = Card(self.tr("Your record stays on this computer"), "folder")
        card.body.addWidget(body(self.tr("One encrypted record, in this folder:")))
        card.body.addWidget(label(folder, "strong"))
        card.body.addSpacing(8)
        for icon, words in (
            ("shield-check", self.tr("Nobody but you can open it. There is no administrator\u2019s door.")),
            ("lock", self.tr("No account, no server, no network. LDCoach sends nothing.")),
            ("info", self.tr("Local does not mean secret: an access request can reach what you write.")),
        ):
            card.body.addLayout(remark(icon, words))
        self.synced = SyncedNotice(folder)
        self.column.addWidget(self.synced)
        self.column.addWidget(card)
        self.column.addStretch()


class KeyStep(Step):
    """Takes the passphrase twice and says as it is typed what is still missing."""

    def __init__(self, judge: Callable[[str], Verdict]) -> None:
        super().__init__()
        self._judge = judge
        self.first = PassphraseLine(self.tr("Passphrase"))
        self.second = PassphraseLine(self.tr("Once more"))
        self._strength = QProgressBar()
        self._strength.setRange(0, _STRONGEST)
        self._strength.setTextVisible(False)
        self._strength.setAccessibleName(self.tr("Strength of the passphrase"))
        self._advice = small("")
        self._checks = [_Check(words) for words in self._names()]
        card = Card(self.tr("Passphrase"), "key-round")
        hint = self.tr("Four or five words that mean nothing together")
        card.body.addWidget(Field(self.tr("Passphrase"), self.first, hint, named=self.first.line))
        card.body.addWidget(self._strength)
        card.body.addWidget(self._advice)
        card.body.addWidget(Field(self.tr("Once more"), self.second, named=self.second.line))
        for check in self._checks:
            card.body.addWidget(check)
        self.column.addWidget(card)
        self.column.addStretch()
        for each in (self.first, self.second):
            each.line.textChanged.connect(self._on_line_text_changed)
        self._on_line_text_changed()

    def passphrase(self) -> str:
        """Return what was typed in the first line."""
        return self.first.line.text()

    def missing(self) -> str:
        """Name the first check that does not hold yet."""
        sentences = (
            self.tr("The passphrase is too short"),
            self.tr("Too many people use this one"),
            self.tr("The two are not the same yet"),
        )
        return next((s for s, check in zip(sentences, self._checks, strict=True) if not check.holds), "")

    def _names(self) -> tuple[str, str, str]:
        return (self.tr("Long enough"), self.tr("Not on the list of common ones"), self.tr("Both are the same"))

    def _on_line_text_changed(self) -> None:
        typed = self.passphrase()
        verdict = self._judge(typed)
        self._strength.setValue(verdict.strength if typed else 0)
        self._advice.setText(verdict.sentence)
        same = bool(typed) and typed == self.second.line.text()
        for check, holds in zip(
            self._checks, (verdict.long_enough, bool(typed) and not verdict.common, same), strict=True
        ):
            check.show_state(holds=holds)
        self.moved.emit()


class PersonStep(Step):
    """Takes the first person's name, role and rhythm; all of it can wait."""

    def __init__(self) -> None:
        super().__init__()
        self.name = QLineEdit()
        self.role = QLineEdit()
        self.rhythm = QComboBox()
        self._days = (7, 14, 28)
        words = (self.tr("Every week"), self.tr("Every two weeks"), self.tr("Every four weeks"))
        self.rhythm.addItems(list(words))
        self.rhythm.setCurrentIndex(1)
        card = Card(self.tr("Who do you want to begin with?"), "users")
        card.body.addWidget(Field(self.tr("Name"), self.name))
        card.body.addWidget(Field(self.tr("Role"), self.role, self.tr("May stay empty")))
        card.body.addWidget(Field(self.tr("1-2-1s"), self.rhythm))
        later = self.tr("The rest of the team can be added or imported afterwards.")
        card.body.addLayout(remark("info", later))
        self.column.addWidget(card)
        self.column.addStretch()
        self.name.textChanged.connect(self.moved)

    def cadence_days(self) -> int:
        """Return the days between two 1-2-1s."""
        return self._days[self.rhythm.currentIndex()]

    def missing(self) -> str:
        """Ask for a name."""
        return "" if self.name.text().strip() else self.tr("A name is missing")


class _Check(QWidget):
    def __init__(self, words: str) -> None:
        super().__init__()
        self.holds = False
        self._words = words
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(10)
        self._mark = Glyph("circle", "control", 16)
        self._label = label(words, "muted")
        row.addWidget(self._mark)
        row.addWidget(self._label, 1)

    def show_state(self, *, holds: bool) -> None:
        self.holds = holds
        self._mark.show_icon("circle-check" if holds else "circle", "accent" if holds else "control")
        state = self.tr("done") if holds else self.tr("still open")
        self._label.setAccessibleName(f"{self._words}, {state}")


def remark(icon: str, words: str) -> QHBoxLayout:
    """Return an icon with a remark beside it."""
    row = QHBoxLayout()
    row.setSpacing(10)
    row.addWidget(Glyph(icon, "muted", 16), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(muted(words), 1, Qt.AlignmentFlag.AlignTop)
    return row
