"""Text broken into lines of a width, so that spaces between words survive in the file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ldcoach.documents.fonts import Fonts, Run
    from ldcoach.documents.look import Style

__all__ = ["Line", "broken"]

_EAST_ASIAN = "\u3005-\u3007\u3040-\u30ff\u3100-\u312f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_NEVER_FIRST = "\u3001\u3002\uff0c\uff0e\uff01\uff1f\uff1a\uff1b\uff09\u300d\u300f\u3011\u300b\u3009\u30fc\u2019\u201d"
_TOKENS = re.compile(
    rf" +|[{_EAST_ASIAN}][{_NEVER_FIRST}]*|[^ {_EAST_ASIAN}\-/]*[\-/]+(?=[^ \d])|[^ {_EAST_ASIAN}\-/]+|[\-/]+"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line as drawn. A line that was broken at a space ends in that space, though nobody sees it."""

    runs: tuple[Run, ...]
    width: float


def broken(text: str, style: Style, width: float, fonts: Fonts) -> list[Line]:
    """Break text at newlines and where it would grow wider than `width`, in points; never empty."""
    lines = []
    *earlier, last = text.split("\n")
    for hard, end in [*((part, " ") for part in earlier), (last, "")]:
        *soft, (final, visible) = _wrapped(hard.strip(" "), style, width, fonts)
        for drawn, wide in [*soft, (final + end, visible)]:
            lines.append(Line(tuple(fonts.runs(drawn, style.weight)), wide))
    return lines


def _wrapped(text: str, style: Style, limit: float, fonts: Fonts) -> Iterator[tuple[str, float]]:
    line, used, space = "", 0.0, ""
    for token in _TOKENS.findall(text):
        if token.startswith(" "):
            space = token
            continue
        wide, gap = fonts.width(token, style), fonts.width(space, style)
        if used + gap + wide <= limit:
            line, used, space = line + space + token, used + gap + wide, ""
            continue
        if line:
            yield line + (" " if space else ""), used
        *full, line = [token] if wide <= limit else _chopped(token, style, limit, fonts)
        yield from ((piece, fonts.width(piece, style)) for piece in full)
        used, space = fonts.width(line, style), ""
    yield line, used


def _chopped(token: str, style: Style, limit: float, fonts: Fonts) -> list[str]:
    pieces, used = [""], 0.0
    for character in token:
        wide = fonts.width(character, style)
        if used + wide > limit and pieces[-1]:
            pieces.append("")
            used = 0.0
        pieces[-1] += character
        used += wide
    return pieces
