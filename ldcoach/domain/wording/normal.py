"""A text made even for matching, with the way back to where each character stood."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["MASK", "Even", "evened", "mask_words", "name_words"]

MASK = "\N{CYRILLIC LETTER MULTIOCULAR O}"
"""Stands for each letter of a masked name: a letter without case that nobody types."""

_SAME = str.maketrans(
    {
        "\N{LEFT SINGLE QUOTATION MARK}": "'",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{MODIFIER LETTER APOSTROPHE}": "'",
        "\N{LEFT DOUBLE QUOTATION MARK}": '"',
        "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
        "\N{DOUBLE LOW-9 QUOTATION MARK}": '"',
        "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}": '"',
        "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}": '"',
        "\N{HYPHEN}": "-",
        "\N{NON-BREAKING HYPHEN}": "-",
        "\N{FIGURE DASH}": "-",
        "\N{EN DASH}": "-",
        "\N{EM DASH}": "-",
        "\N{MINUS SIGN}": "-",
        "\N{NO-BREAK SPACE}": " ",
        "\N{NARROW NO-BREAK SPACE}": " ",
        "\n": " ",
        "\r": " ",
        "\t": " ",
    }
)
_PIECE = re.compile(r"\s+|\S+")
_WORD = re.compile(r"\w+")
_SHORTEST_NAME = 2


@dataclass(frozen=True, slots=True)
class Even:
    """`cased` and `folded` have one length; `starts[i]` and `ends[i]` are where character i stood in the original."""

    cased: str
    folded: str
    starts: tuple[int, ...] | range
    ends: tuple[int, ...] | range

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the place in the original of a non-empty stretch of the even text."""
        return self.starts[start], self.ends[end - 1]


def evened(text: str) -> Even:
    """Compose letters (NFC), straighten quotes and dashes, make runs of space one, drop unseen characters."""
    straight = text.translate(_SAME)
    if "  " not in straight and _is_even(straight):
        return Even(straight, _small(straight), range(len(text)), range(1, len(text) + 1))
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for found in _PIECE.finditer(straight):
        start, end = found.span()
        piece = found.group()
        if piece.isspace():
            places = [(" ", start, end)]
        elif _is_even(piece):
            places = [(letter, start + index, start + index + 1) for index, letter in enumerate(piece)]
        else:
            places = list(_composed(piece, start))
        for letter, first, last in places:
            letters.append(letter)
            starts.append(first)
            ends.append(last)
    cased = "".join(letters)
    return Even(cased, _small(cased), tuple(starts), tuple(ends))


def _is_even(text: str) -> bool:
    return text.isprintable() and unicodedata.is_normalized("NFC", text)


def _small(text: str) -> str:
    """Return the text in small letters, in as many characters: the few letters that would become two stay."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(one if len(one := letter.lower()) == 1 else letter for letter in text)


def _composed(word: str, offset: int) -> Iterator[tuple[str, int, int]]:
    """Yield each composed letter of a word and where it stood, without characters that nobody sees."""
    cuts = [index for index, letter in enumerate(word) if index == 0 or not unicodedata.combining(letter)]
    for start, end in pairwise([*cuts, len(word)]):
        for letter in unicodedata.normalize("NFC", word[start:end]):
            if unicodedata.category(letter) not in {"Cf", "Cc"}:
                yield letter, offset + start, offset + end


def name_words(names: Iterable[str]) -> frozenset[str]:
    """Return the words of people's names, as they are written; single letters are left out."""
    words = {word for name in names for word in _WORD.findall(evened(name).cased)}
    return frozenset(word for word in words if len(word) >= _SHORTEST_NAME and not word.islower())


def mask_words(even: Even, words: Collection[str]) -> str:
    """Return the folded text with every one of `words` covered; upper and lower case count."""
    if not words:
        return even.folded
    parts: list[str] = []
    last = 0
    for found in _WORD.finditer(even.cased):
        if found.group() in words:
            parts += (even.folded[last : found.start()], MASK * len(found.group()))
            last = found.end()
    return "".join((*parts, even.folded[last:]))
