"""How emoji are spelled: signs that are drawn, and those around them that say how and are not."""

from __future__ import annotations

import re

__all__ = ["BOUND", "UNDRAWN", "visible"]

_SIGNS = "\u203c-\u3299\U0001f000-\U0001faff"
_TONES = "\U0001f3fb-\U0001f3ff"
UNDRAWN = re.compile(f"[\u200d\u20e3\ufe0e\ufe0f{_TONES}\U000e0020-\U000e007f]")
"""Joiners, keycaps, variation selectors, skin tones and the letters of a region's flag.

One colour has no tones, and families are drawn as the people in them, one after the other.
"""
BOUND = re.compile(
    f"((?<=[{_SIGNS}\ufe0e\ufe0f])\u200d(?=[{_SIGNS}])|(?<=\U0001f3f4)[\U000e0030-\U000e007a]{{3,6}}\U000e007f)"
)
"""What holds an emoji together and would otherwise count as an unseen character; one group, fit for `split`."""


def visible(text: str) -> str:
    """Return the text without what is not drawn."""
    return UNDRAWN.sub("", text)
