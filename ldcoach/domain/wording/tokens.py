"""A text cut into words and marks, each with the place where it stood."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Tokens", "tokens_of"]

_STRAIGHT = str.maketrans("‘’ʼ“”„«»—–−‐‑…\r\v\f\x85\u2028\u2029", '\'\'\'"""""-----.\n\n\n\n\n\n')

_TOKEN = re.compile(
    r"""\d+(?:[-.,:/]\d+)*[^\W\d_]*%?   # a number, date or clock time with what is glued to it
    |[^\W\d_]\w*                        # a word; a hyphen parts two
    |'[^\W\d_]{1,2}\b                   # what an apostrophe leaves: 's, 're, 't
    |[.!?\n,;:()"]|(?<!\w)-|-(?!\w)     # marks that part sentences and clauses
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """`words` in small letters and `cased` as written; `spans` are their places in the original text."""

    words: list[str]
    cased: list[str]
    spans: list[tuple[int, int]]


def tokens_of(text: str) -> Tokens:
    """Cut a text up; what is neither word nor mark is passed over. Takes time in proportion to the length."""
    cased: list[str] = []
    spans: list[tuple[int, int]] = []
    # Every character is replaced by exactly one, so places stay what they were.
    for found in _TOKEN.finditer(text.translate(_STRAIGHT)):
        cased.append(found.group())
        spans.append(found.span())
    return Tokens([word.lower() for word in cased], cased, spans)
