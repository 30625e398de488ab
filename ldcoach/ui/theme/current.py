"""Which theme is on; painted widgets and icons ask at the moment they draw."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor

from ldcoach.ui.theme.tokens import DARK, LIGHT, Tokens

PROPERTY = "ldcoach_theme"
"""The property of the application that holds the theme's name."""


def tokens() -> Tokens:
    """Return the tokens that the application shows; light before any was applied."""
    app = QCoreApplication.instance()
    return DARK if app is not None and app.property(PROPERTY) == DARK["name"] else LIGHT


def colour(token: str) -> QColor:
    """Return a token's colour in the theme that is on."""
    return QColor(tokens()[token])
