"""How a text is cut for the index, how a question is put to it, and where the words stand in an answer."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from ldcoach.domain.kinds import TextKind, Visibility

__all__ = ["Question", "ask", "fold", "likeness"]

_CJK = (
    "\u1100-\u11ff\u3005-\u3007\u3040-\u30ff\u3130-\u318f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_RUN = re.compile(f"[{_CJK}]+")
_HIRAGANA = re.compile("[\u3040-\u309f]+")
_PIECE = re.compile(f"[{_CJK}]+|[^\\s{_CJK}]+")
_CONTROL = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
_LETTER = f"[^\\W_{_CJK}]"
_BETWEEN = r"[\W_]+"
_MOST_WORDS = 24
_MOST_TERMS = 48
_MOST_LETTERS = 400
_BEFORE = 48
_LEAST_LETTERS = 4
_STEM, _ENDING = 5, 3
_SNIPPET = 200
_SAYS_LITTLE = frozenset(
    re.findall(
        r"\w+",
        "about after again also because been before both could does doing done each every from have having here into "
        "just made make more most much only other over said same should some such than that their them then there "
        "these they this those today very well went were what when where which while will with would yesterday your",
    )
)


def fold(body: str) -> str | None:
    """Return the text with runs of Chinese, Japanese and Korean cut into pairs, or None when it has none.

    The last letter of a run stands alone too, so that every single letter begins a token.
    """
    if body.isascii() or not _RUN.search(body):
        return None
    return _RUN.sub(lambda run: f" {_pairs(run[0], alone=True)} ", body)


def _pairs(run: str, *, alone: bool) -> str:
    pairs = [run[place : place + 2] for place in range(len(run) - 1)]
    return " ".join([*pairs, run[-1]] if alone or not pairs else pairs)


@dataclass(frozen=True, slots=True)
class Question:
    """A search ready for the index: `match` in its language, `words` to find the places again."""

    match: str
    words: re.Pattern[str]

    def snippet(self, body: str) -> tuple[str, tuple[tuple[int, int], ...]]:
        """Return the part of a text around the first word found, and the places of all words in it."""
        flat, places = _flatten(body)
        first = self.words.search(flat)
        found = places[first.start()] if first else 0
        start = 0 if found <= _BEFORE else _word_start(body, found - _BEFORE, found)
        shown = body[start : start + _SNIPPET]
        marks = tuple(_marks(self.words, flat, places, start, start + len(shown)))
        before, after = "\u2026" if start else "", "\u2026" if start + len(shown) < len(body) else ""
        line = "".join(" " if letter.isspace() else letter for letter in shown)
        moved = len(before) - start
        return f"{before}{line}{after}", tuple((left + moved, right + moved) for left, right in marks)


def ask(
    words: str, *, person_id: str | None = None, kinds: Iterable[TextKind] = (), visibility: Visibility | None = None
) -> Question | None:
    """Put typed words into the index's language: all of them, the last one by its beginning unless a space follows.

    A star after a word asks for its beginning too; nothing else typed has a meaning of its own. Returns None when no
    letter or digit is left.
    """
    plain = unicodedata.normalize("NFC", _CONTROL.sub(" ", words[:_MOST_LETTERS]))
    pieces = [piece for piece in _PIECE.findall(plain) if any(map(str.isalnum, piece))][:_MOST_WORDS]
    if not pieces:
        return None
    last = len(pieces) - (0 if words[-1].isspace() else 1)
    begun = [place == last or piece.endswith("*") for place, piece in enumerate(pieces)]
    pieces = [piece.rstrip("*") for piece in pieces]
    terms = [_term(piece, begins=begins) for piece, begins in zip(pieces, begun, strict=True)]
    tokens = [_tokens(kinds, "kind"), _tokens([visibility] if visibility else [], "vis")]
    if person_id is not None:
        tokens.append(f'{{tokens}} : "who{person_id.replace("-", "")}"')
    patterns = [_pattern(piece, begins=begins) for piece, begins in zip(pieces, begun, strict=True)]
    match = " AND ".join([f"{{body}} : ({' AND '.join(terms)})", *filter(None, tokens)])
    return Question(match, re.compile("|".join(patterns)))


def likeness(words: str, *, person_id: str, kinds: Iterable[TextKind]) -> str | None:
    """Put a text into the index's language so that a person's texts are found that share any telling word with it.

    A word is looked for by its beginning, so that handing finds handed; a run of Chinese, Japanese or Korean by each of
    its pairs, as the index has them. Returns None when no word tells anything.
    """
    plain = unicodedata.normalize("NFC", _CONTROL.sub(" ", words[:_MOST_LETTERS])).casefold()
    terms: dict[str, None] = {}
    for piece in _PIECE.findall(plain):
        if _RUN.match(piece):
            terms |= dict.fromkeys(_telling_pairs(piece))
        for word in re.findall(f"{_LETTER}+", piece):
            if len(word) >= _LEAST_LETTERS and word not in _SAYS_LITTLE:
                terms[f'"{word[: max(_STEM, len(word) - _ENDING)]}"*'] = None
    if not terms:
        return None
    whose = f'{{tokens}} : "who{person_id.replace("-", "")}"'
    return f"{{body}} : ({' OR '.join([*terms][:_MOST_TERMS])}) AND {whose} AND {_tokens(kinds, 'kind')}"


def _telling_pairs(run: str) -> list[str]:
    """Return the pairs of a run as terms, without those of Hiragana alone, which are endings rather than words."""
    if len(run) == 1:
        return [_term(run, begins=False)]
    pairs = _pairs(run, alone=False).split()
    return [f'"{pair}"' for pair in pairs if not _HIRAGANA.fullmatch(pair)]


def _term(piece: str, *, begins: bool) -> str:
    if _RUN.match(piece):
        return f'"{_pairs(piece, alone=False)}"{"*" if len(piece) == 1 else ""}'
    quoted = piece.replace('"', " ")
    return f'"{quoted}"{"*" if begins and piece[-1].isalnum() else ""}'


def _tokens(values: Iterable[TextKind | Visibility], prefix: str) -> str:
    names = [f'"{prefix}{value.value.replace("_", "")}"' for value in values]
    return f"{{tokens}} : ({' OR '.join(names)})" if names else ""


def _pattern(piece: str, *, begins: bool) -> str:
    flat, _ = _flatten(piece)
    parts = re.findall(f"{_LETTER}+", flat)
    if not parts:
        return re.escape(flat)
    after = f"{_LETTER}*" if begins else f"(?!{_LETTER})"
    return f"(?<!{_LETTER}){_BETWEEN.join(map(re.escape, parts))}{after}"


def _flatten(body: str) -> tuple[str, range | list[int]]:
    """Return the text in small letters without accents, and for each letter its place in the original."""
    if body.isascii():
        return body.lower(), range(len(body) + 1)
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(body):
        for part in unicodedata.normalize("NFD", letter) if not _RUN.match(letter) else letter:
            if not unicodedata.combining(part):
                small = part.lower()
                letters.append(small)
                places.extend([place] * len(small))
    places.append(len(body))
    return "".join(letters), places


def _word_start(body: str, place: int, limit: int) -> int:
    """Return the start of the first word at or after a place, but no later than the limit."""
    gap = re.compile(r"\s").search(body, place, limit)
    return gap.end() if gap else place


def _marks(
    words: re.Pattern[str], flat: str, places: range | list[int], start: int, end: int
) -> Iterable[tuple[int, int]]:
    for found in words.finditer(flat):
        # Accents written as letters of their own have no place of theirs: the mark goes on to the next letter.
        left, right = places[found.start()], max(places[found.end() - 1] + 1, places[found.end()])
        if left >= start and right <= end:
            yield left, right
