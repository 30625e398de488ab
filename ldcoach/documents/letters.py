"""Text made fit to print: clean characters, and the names of scripts that cannot be drawn."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, TypeVar, cast

from ldcoach.documents.emoji import BOUND
from ldcoach.domain.document import Chart, Cited, Document, Point
from ldcoach.errors import UnfitInput

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["EMOJI", "clean", "clean_document", "drawn_texts", "readable", "refusal", "script_of", "settable"]

T = TypeVar("T")

EMOJI = "emoji or symbols"
"""The name that stands for pictographs among the scripts."""

_UNWRITTEN = (Cited, Point)
"""Parts of a document that hold no text that a person wrote."""

_LINE_ENDS = re.compile(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile(r"[\t\u1680\u2000-\u2008\u200a\u205f\u3000]")
_KEPT = frozenset("\n\t\u200c\u200d")
_LIKE = {"\u2010": "-", "\u2011": "-", "\u2009": "\u202f", "\u2015": "\u2014"}
_WORDED = {
    "CJK": "Chinese characters",
    "HIRAGANA": "Japanese characters",
    "KATAKANA": "Japanese characters",
    "KATAKANA-HIRAGANA": "Japanese characters",
    "HANGUL": "Korean characters",
    "FULLWIDTH": "Chinese characters",
    "IDEOGRAPHIC": "Chinese characters",
    "BOPOMOFO": "Chinese characters",
}
_PACKS = {
    "CJK": "Chinese",
    "FULLWIDTH": "Chinese",
    "IDEOGRAPHIC": "Chinese",
    "BOPOMOFO": "Chinese",
    "HIRAGANA": "Japanese",
    "KATAKANA": "Japanese",
    "KATAKANA-HIRAGANA": "Japanese",
    "HALFWIDTH": "Japanese",
    "HANGUL": "Korean",
}
"""What the pack is called that draws them."""

_LETTERS = frozenset(
    {
        "ARABIC",
        "ARMENIAN",
        "BENGALI",
        "CHEROKEE",
        "COPTIC",
        "CYRILLIC",
        "DEVANAGARI",
        "ETHIOPIC",
        "GEORGIAN",
        "GREEK",
        "GUJARATI",
        "GURMUKHI",
        "HEBREW",
        "JAVANESE",
        "KANNADA",
        "KHMER",
        "LAO",
        "LATIN",
        "MALAYALAM",
        "MONGOLIAN",
        "MYANMAR",
        "NKO",
        "ORIYA",
        "SINHALA",
        "SYRIAC",
        "TAMIL",
        "TELUGU",
        "THAANA",
        "THAI",
        "TIBETAN",
        "TIFINAGH",
    }
)
_SET_LETTER_BY_LETTER = frozenset(
    {
        "CJK",
        "HIRAGANA",
        "KATAKANA",
        "KATAKANA-HIRAGANA",
        "HANGUL",
        "FULLWIDTH",
        "HALFWIDTH",
        "IDEOGRAPHIC",
        "BOPOMOFO",
        "ARMENIAN",
        "GEORGIAN",
        "ETHIOPIC",
        "CHEROKEE",
        "TIFINAGH",
        "COPTIC",
        "GREEK",
        "CYRILLIC",
        "LATIN",
    }
)
_PICTOGRAPHS = ((0x1F000, 0x1FAFF), (0x2600, 0x27BF), (0x2B00, 0x2BFF), (0xE0000, 0xE007F))


def clean(text: str) -> str:
    """Return the text composed (NFC), lines ended by a newline, without control and direction characters.

    What holds an emoji together stays.
    """
    if text.isascii() and text.replace("\n", "").isprintable():
        return text  # most texts are, and a summary has hundreds
    text = _SPACES.sub(" ", _LINE_ENDS.sub("\n", text))
    parts = BOUND.split(text)
    parts[::2] = map(_without_unseen, parts[::2])
    return unicodedata.normalize("NFC", "".join(parts))


def _without_unseen(text: str) -> str:
    return "".join(_LIKE.get(c, c) for c in text if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf", "Cs"))


def readable(text: str) -> str:
    """Return the text for formats that other programs lay out: as written, but for what no file may hold.

    Joiners stay, since Persian words and emoji are spelled with them; controls, direction marks, halves
    of surrogates and the code points that XML forbids go.
    """
    text = _LINE_ENDS.sub("\n", text)
    return "".join(c for c in text if c in _KEPT or not _unfit_for_a_file(c))


def _unfit_for_a_file(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cf", "Cs") or ord(character) & 0xFFFE == 0xFFFE  # noqa: PLR2004


def clean_document(document: Document, cleaner: Callable[[str], str] = clean) -> Document:
    """Return the document with every text clean."""
    return _clean_within(document, cleaner)


def _clean_within(value: T, cleaner: Callable[[str], str]) -> T:
    if isinstance(value, str):
        return value if isinstance(value, Enum) else cast("T", cleaner(value))
    if isinstance(value, tuple):
        return type(value)(_clean_within(part, cleaner) for part in value)
    if isinstance(value, _UNWRITTEN):
        return value
    if is_dataclass(value) and not isinstance(value, type):
        changes = {field.name: _clean_within(getattr(value, field.name), cleaner) for field in fields(value)}
        return replace(value, **changes)
    return value


def drawn_texts(value: object) -> Iterable[str]:
    """Yield each text of a document that ink is spent on; the words for an unseen picture are not."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from drawn_texts(part)
    elif is_dataclass(value):
        for field in fields(value):
            if not (isinstance(value, Chart) and field.name == "alt"):
                yield from drawn_texts(getattr(value, field.name))


def script_of(character: str) -> str:
    """Name a character's script in words fit for a sentence, such as 'Arabic letters' or 'rare symbols'."""
    code = ord(character)
    if any(first <= code <= last for first, last in _PICTOGRAPHS):
        return EMOJI
    word = _first_word(character)
    if word in _WORDED:
        return _WORDED[word]
    return f"{word.capitalize()} letters" if word in _LETTERS else "rare symbols"


def settable(character: str) -> bool:
    """Tell whether a character can be set one after the other from left to right, given a font for it."""
    if unicodedata.bidirectional(character) in ("R", "AL", "AN"):
        return False
    word = _first_word(character)
    return word in _SET_LETTER_BY_LETTER or not unicodedata.category(character).startswith(("L", "M"))


def refusal(missing: Iterable[str]) -> UnfitInput:
    """Return the error for characters that no font can draw; it names scripts, never the text."""
    characters = sorted(set(missing))
    scripts = sorted({script_of(c) for c in characters} - {EMOJI})
    sentences = []
    if any(script_of(c) == EMOJI for c in characters):
        sentences.append("This document holds emoji or symbols that a PDF from LDCoach cannot show.")
    if scripts:
        also = "also holds" if sentences else "holds"
        sentences.append(f"This document {also} {_listed(scripts)}, {_what_to_do(characters)}")
    return UnfitInput(" ".join([*sentences, "Nothing was saved. HTML and Word files show all letters: save as one."]))


def _what_to_do(characters: list[str]) -> str:
    words = [c for c in characters if script_of(c) != EMOJI]
    if all(settable(c) for c in words):
        packs = _listed(sorted({_PACKS.get(_first_word(c), "other scripts") for c in words}))
        return f"which a PDF needs a font pack for. Ask IT to add the LDCoach font pack for {packs}."
    return "which no font pack of LDCoach can set in a PDF yet."


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _first_word(character: str) -> str:
    return unicodedata.name(character, "UNNAMED").split(" ", 1)[0]
