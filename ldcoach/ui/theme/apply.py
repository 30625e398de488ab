"""Dresses the application: style, palette, style sheet and the bundled font."""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from ldcoach.paths import resources
from ldcoach.ui.theme.current import PROPERTY
from ldcoach.ui.theme.style import palette, style_sheet
from ldcoach.ui.theme.tokens import DARK, LIGHT, Tokens

FAMILY = "LDCoach Sans"
_CUTS = ("Regular", "Medium", "SemiBold")
"""The weights on screen; documents use more."""
_FALLBACKS = ("Noto Sans", "Segoe UI", "Noto Sans CJK SC", "Noto Sans Arabic")
_BODY_POINTS = 10.0
_THEMES = {"light": LIGHT, "dark": DARK}
_STYLE = "Fusion"
_STYLED, _DRESSED = "ldcoach_style_is_set", "ldcoach_fonts_are_loaded"
_CHOSEN, _SYSTEM, _FOLLOWING = "ldcoach_chosen_theme", "ldcoach_system_theme", "ldcoach_follows_system"
SYSTEM = "system"
_DARKER = 128
"""Below this lightness, of 255, a window is dark."""


def new_application(program: str) -> QApplication:
    """Start Qt in the style that the style sheet is written for.

    Named like this, the style is there from the first moment; setting it later would build two, and have Python make
    every enumeration of QStyle before the first window is painted.
    """
    made = QApplication([program, "-style", _STYLE])
    made.setProperty(_STYLED, 1)
    return made


def system_tokens(app: QApplication) -> Tokens:
    """Return the theme that the system asks for: that of its own palette, until it says that it has switched."""
    if app.property(_SYSTEM) is None:
        dark = app.palette().window().color().lightness() < _DARKER
        app.setProperty(_SYSTEM, (DARK if dark else LIGHT)["name"])
    return _THEMES[app.property(_SYSTEM)]


def apply(app: QApplication, tokens: Tokens) -> None:
    """Show the whole application in a theme; call again to switch.

    Raises:
        FileNotFoundError: a bundled font is missing; the installation is incomplete.
    """
    if not app.property(_DRESSED):
        _load_fonts()
        app.setProperty(_DRESSED, 1)
    if not app.property(_STYLED):
        app.setStyle(_STYLE)
        app.setProperty(_STYLED, 1)
    app.setProperty(PROPERTY, tokens["name"])
    app.setFont(_body_font())
    app.setPalette(palette(tokens))
    app.setStyleSheet(style_sheet(tokens, resources() / "icons"))


def choose(app: QApplication, theme: str) -> None:
    """Show the theme 'light' or 'dark', or with any other name the system's, now and whenever that switches."""
    app.setProperty(_CHOSEN, theme)
    apply(app, _THEMES.get(theme) or system_tokens(app))
    if not app.property(_FOLLOWING):
        app.setProperty(_FOLLOWING, 1)
        app.styleHints().colorSchemeChanged.connect(lambda: _follow(app))


def _follow(app: QApplication) -> None:
    dark = app.styleHints().colorScheme() == QtCore.Qt.ColorScheme.Dark
    app.setProperty(_SYSTEM, (DARK if dark else LIGHT)["name"])
    choose(app, str(app.property(_CHOSEN)))


def _body_font() -> QFont:
    font = QFont(FAMILY)
    font.setFamilies([FAMILY, *_FALLBACKS])
    font.setPointSizeF(_BODY_POINTS)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _load_fonts() -> None:
    for cut in _CUTS:
        path = resources() / "fonts" / f"LDCoachSans-{cut}.ttf"
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            message = (
                f"The font file {path.name} is missing or damaged. Install LDCoach again; the record is not affected."
            )
            raise FileNotFoundError(message)
