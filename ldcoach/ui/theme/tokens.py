"""The colours and spaces of both themes, and which of them must stand out from which."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

Tokens = Mapping[str, str]

LIGHT: Tokens = MappingProxyType(
    {
        "name": "light",
        "canvas": "#F6F7F9",
        "surface": "#FFFFFF",
        "sunken": "#EEF1F4",
        "nav": "#FBFCFD",
        "border": "#DDE2E8",
        "control": "#858F9C",
        "text": "#16202C",
        "muted": "#566372",
        "accent": "#2F5D8C",
        "accent_hover": "#264D75",
        "accent_press": "#1E3F61",
        "on_accent": "#FFFFFF",
        "accent_soft": "#E4EDF6",
        "accent_text": "#264D75",
        "prep": "#7A4B00",
        "prep_soft": "#FFF6E5",
        "prep_line": "#E8C88A",
        "shared": "#1B6247",
        "shared_soft": "#E8F5EF",
        "shared_line": "#9CCFB9",
        "danger": "#A92B2B",
        "danger_soft": "#FDF0F0",
        "warn": "#8A5200",
        "gap": "#B7791F",
        "focus": "#1F6FD0",
    }
)

DARK: Tokens = MappingProxyType(
    {
        "name": "dark",
        "canvas": "#12161C",
        "surface": "#1A2028",
        "sunken": "#222A34",
        "nav": "#151A21",
        "border": "#2E3844",
        "control": "#74828F",
        "text": "#E8EDF2",
        "muted": "#A3B0BD",
        "accent": "#7FB2E5",
        "accent_hover": "#99C2EB",
        "accent_press": "#6AA0D6",
        "on_accent": "#0D1B2A",
        "accent_soft": "#22354A",
        "accent_text": "#A9CDF0",
        "prep": "#F0C271",
        "prep_soft": "#2C2618",
        "prep_line": "#6A5423",
        "shared": "#8ED3B4",
        "shared_soft": "#182B25",
        "shared_line": "#2F6650",
        "danger": "#F19999",
        "danger_soft": "#321D20",
        "warn": "#F0C271",
        "gap": "#C99A45",
        "focus": "#8CC0FF",
    }
)

SPACE: Mapping[str, int] = MappingProxyType({"xs": 4, "s": 8, "m": 12, "l": 16, "xl": 24, "xxl": 32})

TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    ("text", "canvas"),
    ("text", "surface"),
    ("text", "sunken"),
    ("text", "nav"),
    ("text", "accent_soft"),
    ("text", "prep_soft"),
    ("text", "shared_soft"),
    ("text", "danger_soft"),
    ("muted", "canvas"),
    ("muted", "surface"),
    ("muted", "sunken"),
    ("muted", "nav"),
    ("muted", "danger_soft"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_accent", "accent_press"),
    ("accent", "surface"),
    ("accent", "canvas"),
    ("accent_text", "accent_soft"),
    ("accent_text", "surface"),
    ("accent_text", "canvas"),
    ("prep", "prep_soft"),
    ("shared", "shared_soft"),
    ("danger", "surface"),
    ("danger", "canvas"),
    ("danger", "danger_soft"),
    ("warn", "surface"),
    ("warn", "canvas"),
)
"""Text on ground: at least 4.5 : 1 (WCAG 2.2, 1.4.3)."""

EDGE_PAIRS: tuple[tuple[str, str], ...] = (
    ("control", "surface"),
    ("control", "canvas"),
    ("focus", "surface"),
    ("focus", "canvas"),
    ("focus", "nav"),
    ("focus", "accent_soft"),
    ("focus", "prep_soft"),
    ("focus", "shared_soft"),
    ("accent", "canvas"),
    ("accent", "sunken"),
    ("gap", "surface"),
)
"""Edges and marks on ground: at least 3 : 1 (WCAG 2.2, 1.4.11)."""

_LINEAR_BELOW = 0.04045


def _linear(channel: int) -> float:
    share = channel / 255
    return share / 12.92 if share <= _LINEAR_BELOW else ((share + 0.055) / 1.055) ** 2.4


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the WCAG contrast of two colours written as #RRGGBB, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)
