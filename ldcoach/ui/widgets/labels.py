"""Labels by what they are for; all of them show plain text, whoever wrote it."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

PLAIN_TEXT = 0
"""Qt.TextFormat.PlainText, for the property `textFormat`: on its first use, Python makes each of the hundred
enumerations of `Qt`, which the first window need not wait for."""


def label(text: str, role: str = "", *, wrap: bool = True) -> QLabel:
    """Return a plain-text label; `role` picks its look in the style sheet, empty means body."""
    made = QLabel()
    made.setProperty("textFormat", PLAIN_TEXT)
    made.setText(text)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    if wrap:
        # Without the height that goes with the width, Qt asks for room as if every text were a square.
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        made.setSizePolicy(policy)
    return made


def heading(text: str) -> QLabel:
    """Return the title of a page."""
    return label(text, "heading")


def card_title(text: str) -> QLabel:
    """Return the title of a card."""
    return label(text, "card_title")


def kicker(text: str) -> QLabel:
    """Return the small accent line above a title."""
    return label(text, "kicker")


def body(text: str) -> QLabel:
    """Return running text."""
    return label(text)


def strong(text: str) -> QLabel:
    """Return running text that stands out."""
    return label(text, "strong")


def muted(text: str) -> QLabel:
    """Return running text that stays in the background."""
    return label(text, "muted")


def small(text: str) -> QLabel:
    """Return a small remark."""
    return label(text, "small")


def prompt(text: str) -> QLabel:
    """Return a question to ask in the conversation."""
    return label(text, "prompt")


def field_label(text: str, control: QWidget) -> QLabel:
    """Return the label above a control; an ampersand in `text` makes Alt and the next letter go there."""
    made = label(text, "label")
    made.setBuddy(control)
    return made
