"""The page that opens the record; it shows no name, no count and no hint."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QFrame, QGraphicsDropShadowEffect, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ldcoach.ui.pages.passphrase_line import PassphraseLine
from ldcoach.ui.widgets.buttons import primary, quiet
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.drawn import Glyph
from ldcoach.ui.widgets.field import Field
from ldcoach.ui.widgets.labels import body, heading, label, muted, small
from ldcoach.ui.widgets.look import rule

_CARD = 448
_FREE_TRIES = 5
_LONGEST_WAIT = 60


def seconds_to_wait(failures: int) -> int:
    """Return how long to wait after so many failures in a row: none for the first five, then doubling to a minute."""
    return 0 if failures < _FREE_TRIES else min(_LONGEST_WAIT, 2 ** (failures - _FREE_TRIES + 1))


class UnlockPage(QFrame):
    """`passphrase_given` and `code_given` carry what was typed; the owner answers with one of the `show_` methods."""

    passphrase_given = Signal(str)
    code_given = Signal(str)

    def __init__(self, record_name: str, reason: str = "") -> None:
        """`record_name` is the record's folder as the user knows it; `reason` says why it is locked."""
        super().__init__()
        self.setProperty("ground", "canvas")
        self.setWindowTitle("LDCoach")
        self._by_code = False
        self._failures = 0
        self._wait = 0
        self._beat = QTimer(self)
        self._beat.setInterval(1000)
        self._beat.timeout.connect(self.count_down)
        self.passphrase = PassphraseLine(self.tr("Passphrase"))
        self.code = QLineEdit()
        self.code.setPlaceholderText("XXXX XXXX XXXX XXXX XXXX XXXX XXXX XXXX")
        self.passphrase_field = Field(self.tr("Passphrase"), self.passphrase, named=self.passphrase.line)
        self.code_field = Field(self.tr("Recovery code"), self.code)
        self.unlock_button = primary(self.tr("Unlock"))
        self.other_button = quiet("", "life-buoy")
        self._card = self._build_card(record_name, reason)
        self._lay_out()
        self._connect()
        self._show_way(by_code=False)

    def is_untouched(self) -> bool:
        """Tell whether nobody has begun to type or to unlock."""
        return self.unlock_button.isEnabled() and not (self.passphrase.line.text() or self.code.text())

    def show_working(self) -> None:
        """Say that the record is being opened."""
        self.unlock_button.setText(self.tr("Opening\u2026"))
        self._set_open(accepts=False)

    def show_error(self, sentence: str) -> None:
        """Say why it did not open; what was typed stays, selected. From the fifth time on there is a wait."""
        self._failures += 1
        self._wait = seconds_to_wait(self._failures)
        self._field().show_error(sentence)
        self._line().selectAll()
        if self._wait:
            self._set_open(accepts=False)
            self._show_wait()
            self._beat.start()
        else:
            self._open_again()

    def show_trouble(self, sentence: str) -> None:
        """Say what is wrong when it is not the passphrase: a full disk, a newer record. This is no failed try."""
        self._field().show_error(sentence)
        self._open_again()

    def count_down(self) -> None:
        """Let one second of the wait pass."""
        self._wait -= 1
        if self._wait > 0:
            self._show_wait()
            return
        self._beat.stop()
        self._open_again()

    def _open_again(self) -> None:
        self.unlock_button.setText(self.tr("Unlock"))
        self._set_open(accepts=True)
        self._line().setFocus()

    def _set_open(self, *, accepts: bool) -> None:
        for each in (self.unlock_button, self.other_button, self.passphrase, self.code):
            each.setEnabled(accepts)

    def _show_wait(self) -> None:
        self.unlock_button.setText(self.tr("Try again in %n second(s)", "", self._wait))

    def _show_way(self, *, by_code: bool) -> None:
        self._by_code = by_code
        self.passphrase_field.setVisible(not by_code)
        self.code_field.setVisible(by_code)
        words = self.tr("Use the passph&rase") if by_code else self.tr("Use the &recovery code")
        self.other_button.setText(words)
        self._line().setFocus()

    def _line(self) -> QLineEdit:
        return self.code if self._by_code else self.passphrase.line

    def _field(self) -> Field:
        return self.code_field if self._by_code else self.passphrase_field

    def _on_unlock_button_clicked(self) -> None:
        typed = self._line().text()
        if not typed:
            empty = self.tr("Type the recovery code.") if self._by_code else self.tr("Type your passphrase.")
            self._field().show_error(empty)
            self._line().setFocus()
            return
        self._field().clear_error()
        (self.code_given if self._by_code else self.passphrase_given).emit(typed)

    def _on_other_button_clicked(self) -> None:
        self._field().clear_error()
        self._show_way(by_code=not self._by_code)

    def _connect(self) -> None:
        self.unlock_button.clicked.connect(self._on_unlock_button_clicked)
        self.other_button.clicked.connect(self._on_other_button_clicked)
        self.passphrase.line.returnPressed.connect(self.unlock_button.click)
        self.code.returnPressed.connect(self.unlock_button.click)

    def _build_card(self, record_name: str, reason: str) -> Card:
        card = Card()
        card.setFixedWidth(_CARD)
        inside = card.body
        inside.setContentsMargins(8, 8, 8, 0)
        inside.addWidget(heading(self.tr("Open your record")))
        if reason:
            inside.addWidget(muted(reason))
        inside.addSpacing(12)
        inside.addWidget(self.passphrase_field)
        inside.addWidget(self.code_field)
        inside.addSpacing(8)
        inside.addWidget(self.unlock_button)
        inside.addLayout(_in_the_middle(self.other_button))
        inside.addSpacing(4)
        inside.addWidget(rule())
        inside.addSpacing(4)
        inside.addLayout(_record_row(record_name, self.tr("Kept on this computer.")))
        return card

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground; the card's shadow, which takes as long as all the rest, follows in the next frame."""
        super().paintEvent(event)
        if self._card.graphicsEffect() is None:
            QTimer.singleShot(0, self, self._cast_shadow)

    def _cast_shadow(self) -> None:
        shadow = QGraphicsDropShadowEffect(self._card)
        shadow.setBlurRadius(32)
        shadow.setOffset(0, 8)
        shadow.setColor(QColor(16, 24, 40, 26))
        self._card.setGraphicsEffect(shadow)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 24, 16, 24)
        column.setSpacing(24)
        column.addStretch(2)
        brand = QHBoxLayout()
        brand.setSpacing(10)
        brand.addStretch()
        brand.addWidget(Glyph("ldcoach", "accent", 28))
        brand.addWidget(label("LDCoach", "prompt", wrap=False))
        brand.addStretch()
        column.addLayout(brand)
        # A row keeps the card as high as its wrapped error needs; alignment would ask for its one-line height.
        column.addLayout(_in_the_middle(self._card))
        promise = QHBoxLayout()
        promise.setSpacing(8)
        promise.addStretch(1)
        promise.addWidget(Glyph("shield-check", "muted", 16))
        words = self.tr("Only you can open this record. There is no administrator\u2019s door.")
        promise.addWidget(label(words, "muted", wrap=False))
        promise.addStretch(1)
        column.addLayout(promise)
        column.addStretch(3)


def _in_the_middle(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addStretch()
    row.addWidget(widget)
    row.addStretch()
    return row


def _record_row(name: str, remark: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addWidget(Glyph("folder", "muted", 18))
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(body(name))
    words.addWidget(small(remark))
    row.addLayout(words, 1)
    return row
