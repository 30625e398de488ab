"""Buttons by rank: one primary a page, the rest secondary, quiet or only an icon."""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton

from ldcoach.ui.theme.icons import icon

ICON_GAP = QSize(4, 0)
"""Room between icon and words beyond what the style leaves; the icon keeps to its outer side."""


_INKS = {"primary": "on_accent", "quiet": "accent_text", "link": "accent_text"}


def _button(text: str, kind: str, icon_name: str, *, small: bool = False, trailing: bool = False) -> QPushButton:
    made = QPushButton(text)
    made.setProperty("kind", kind)
    made.setAutoDefault(False)
    if small:
        made.setProperty("dense", "true")
    if icon_name:
        made.setIcon(icon(icon_name, _INKS.get(kind, "text"), trailing=trailing))
        made.setIconSize(QSize(16, 16) if small else QSize(18, 18))
        if kind != "icon":
            made.setIconSize(made.iconSize() + ICON_GAP)
    if trailing:
        made.setLayoutDirection(QtCore.Qt.LayoutDirection.RightToLeft)
    return made


def primary(text: str, icon_name: str = "", *, trailing: bool = False) -> QPushButton:
    """Return the one button that goes on; `trailing` puts its icon after the text."""
    return _button(text, "primary", icon_name, trailing=trailing)


def secondary(text: str, icon_name: str = "", *, small: bool = False, trailing: bool = False) -> QPushButton:
    """Return an outlined button, 36 pixels high, 28 when small."""
    return _button(text, "secondary", icon_name, small=small, trailing=trailing)


def quiet(text: str, icon_name: str = "", *, small: bool = False, trailing: bool = False) -> QPushButton:
    """Return a button without an outline."""
    return _button(text, "quiet", icon_name, small=small, trailing=trailing)


def link(text: str, icon_name: str = "") -> QPushButton:
    """Return a button that reads like a link to another place."""
    made = _button(text, "link", icon_name)
    made.setIconSize(QSize(16, 16) + ICON_GAP)
    made.setCursor(QtCore.Qt.CursorShape.PointingHandCursor)
    return made


def icon_button(name: str, accessible_name: str, *, small: bool = False, bare: bool = False) -> QPushButton:
    """Return a button that shows only an icon; its name is heard, and seen as a tool tip."""
    made = _button("", "icon", name, small=small)
    if bare:
        made.setProperty("bare", "true")
    rename(made, accessible_name)
    return made


def rename(button: QPushButton, accessible_name: str, icon_name: str = "") -> None:
    """Give an icon button another name, and another icon when one is given."""
    button.setAccessibleName(accessible_name)
    button.setToolTip(accessible_name)
    if icon_name:
        button.setIcon(icon(icon_name, "text"))
