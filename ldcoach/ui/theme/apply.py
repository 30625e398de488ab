"""Dresses the application: style, palette, style sheet and the bundled font."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication, QStyleFactory

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
_DRESSED = "ldcoach_fonts_are_loaded"
_CHOSEN, _FOLLOWING = "ldcoach_chosen_theme", "ldcoach_follows_system"
SYSTEM = "system"


def system_tokens() -> Tokens:
    """Return the theme that the system asks for."""
    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return DARK if dark else LIGHT


def apply(app: QApplication, tokens: Tokens) -> None:
    """Show the whole application in a theme; call again to switch.

    Raises:
        FileNotFoundError: a bundled font is missing; the installation is incomplete.
    """
    if not app.property(_DRESSED):
        _load_fonts()
        app.setProperty(_DRESSED, 1)
    app.setProperty(PROPERTY, tokens["name"])
    app.setStyle(QStyleFactory.create("Fusion"))
    app.setFont(_body_font())
    app.setPalette(palette(tokens))
    app.setStyleSheet(style_sheet(tokens, resources() / "icons"))


def choose(app: QApplication, theme: str) -> None:
    """Show the theme 'light' or 'dark', or with any other name the system's, now and whenever that switches."""
    app.setProperty(_CHOSEN, theme)
    apply(app, _THEMES.get(theme) or system_tokens())
    if not app.property(_FOLLOWING):
        app.setProperty(_FOLLOWING, 1)
        app.styleHints().colorSchemeChanged.connect(lambda _scheme: choose(app, str(app.property(_CHOSEN))))


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
