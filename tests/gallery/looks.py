"""The three ways in which every page is looked at."""

from __future__ import annotations

from dataclasses import dataclass

from ldcoach.ui.theme.tokens import DARK, LIGHT, Tokens

WIDE, NARROW, HIGH = 1240, 800, 860


@dataclass(frozen=True, slots=True)
class Look:
    """A theme and a width in pixels; all pictures are 860 pixels high."""

    name: str
    tokens: Tokens
    width: int


LOOKS = (Look("light", LIGHT, WIDE), Look("dark", DARK, WIDE), Look("narrow", LIGHT, NARROW))
