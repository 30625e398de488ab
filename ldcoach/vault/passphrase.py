"""What makes a passphrase good enough: long, and not among the first that a guesser tries."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from ldcoach.errors import UnfitInput
from ldcoach.paths import resources

__all__ = ["MINIMUM_LENGTH", "PassphraseVerdict", "chosen", "encoded", "judge"]

_EMPTY = "The passphrase is empty. Nothing was changed. Choose a few words that only you would put together."

MINIMUM_LENGTH = 15
"""In characters; NIST SP 800-63B-4 asks for 15 where a passphrase is the only factor."""

_ROWS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop",
    "qwertzuiop",
    "azertyuiop",
    "asdfghjkl",
    "qsdfghjklm",
    "zxcvbnm",
    "yxcvbnm",
    "wxcvbn",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "1q2w3e4r5t6y7u8i9o0p",
    "qazwsxedcrfvtgbyhnujmikolp",
    "!@#$%^&*()_+",
)
_RUN_LENGTH = 4
_LOOKALIKES = str.maketrans("013457@$!|", "oieastasii")
# A third of the wanted length: less than this beside a well-known part adds next to nothing.
_LEAST_OF_ONES_OWN = MINIMUM_LENGTH // 3
_SHORTEST_LISTED = 5

# Judged at every keystroke, so the time has a bound even where a whole page is pasted.
_LONGEST_JUDGED = 256

_STRENGTHS = ((28, 4), (20, 3), (15, 2))
_WEAK = 1


@dataclass(frozen=True, slots=True)
class PassphraseVerdict:
    """What is known of a passphrase while it is typed.

    `words` counts the different words; `strength` runs from 0 (a guesser's first tries) to 4, by what is
    left once the predictable parts are taken out. It is a hint by length and no measure of guesses.
    `sentence` says the most useful thing next.
    """

    long_enough: bool
    common: bool
    words: int
    strength: int
    sentence: str

    @property
    def acceptable(self) -> bool:
        """Tell whether it may be used; there are no rules about digits or signs."""
        return self.long_enough and not self.common


def encoded(passphrase: str) -> bytearray:
    """Return the bytes that open a slot, which the caller wipes.

    NFC first: the same letters come composed from one keyboard and decomposed from another.

    Raises:
        UnfitInput: it holds half a character, as some broken input methods send.
    """
    try:
        return bytearray(unicodedata.normalize("NFC", passphrase).encode("utf-8"))
    except UnicodeEncodeError:
        message = "The passphrase holds a character that cannot be used. Nothing was changed. Type it again."
        raise UnfitInput(message) from None


def chosen(passphrase: str) -> bytearray:
    """Return the bytes of a passphrase that somebody chooses, which the caller wipes; raises as `encoded`.

    Raises:
        UnfitInput: it is empty.
    """
    if not passphrase.strip():
        raise UnfitInput(_EMPTY)
    return encoded(passphrase)


def judge(passphrase: str, minimum: int = MINIMUM_LENGTH) -> PassphraseVerdict:
    """Judge a passphrase, offline.

    Args:
        passphrase: as typed so far.
        minimum: the least number of characters.
    """
    length = len(unicodedata.normalize("NFC", passphrase))
    own = _characters_of_ones_own(passphrase)
    long_enough = length >= minimum
    common = length >= _SHORTEST_LISTED and own < _LEAST_OF_ONES_OWN
    strength = _strength(own, long_enough=long_enough, common=common)
    sentence = _sentence(length, minimum, strength, common=common)
    return PassphraseVerdict(long_enough, common, len(_words(passphrase)), strength, sentence)


def _strength(own: int, *, long_enough: bool, common: bool) -> int:
    if common or not own:
        return 0
    if not long_enough:
        return _WEAK
    return next((strength for least, strength in _STRENGTHS if own >= least), _WEAK)


def _sentence(length: int, minimum: int, strength: int, *, common: bool) -> str:
    if not length:
        return f"At least {minimum} characters. Four or five words that do not belong together work well."
    if length < minimum:
        return f"{length} of at least {minimum} characters. One more word gets you there sooner than signs or digits."
    if common or not strength:
        return "This is among the first that a guesser tries. Choose words that only you would put together."
    return {
        1: "Long enough, but much of it is easy to guess. Add a word that has nothing to do with the others.",
        2: "Good enough. One more word makes it much harder to guess.",
        3: "Strong.",
        4: "Very strong.",
    }[strength]


def _words(passphrase: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]{2,}", unicodedata.normalize("NFC", passphrase).casefold()))


def _characters_of_ones_own(passphrase: str) -> int:
    """Count what is left without well-known phrases, keyboard walks and repetition.

    Digits are read both as they are and as the letters they stand in for; the guesser tries both.
    """
    folded = unicodedata.normalize("NFKD", passphrase[:_LONGEST_JUDGED]).casefold()
    written = "".join(folded.split())
    readings = (written, written.translate(_LOOKALIKES))
    if 2 * len(_plain(written)) > len(written):  # Signs among letters are decoration; among signs, they count.
        readings = (_plain(readings[0]), _plain(readings[1]))
    return min(len(_own_part(reading)) for reading in readings)


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _own_part(plain: str) -> str:
    for known in _blocklist():
        plain = plain.replace(known, " ")
    return _once(_without_runs(plain).replace(" ", ""))


def _without_runs(plain: str) -> str:
    """Blank out alphabet, digits and keyboard rows in either direction, four or more in a row."""
    blanked = list(plain)
    for start in range(len(plain) - _RUN_LENGTH + 1):
        if plain[start : start + _RUN_LENGTH] in _runs():
            blanked[start : start + _RUN_LENGTH] = " " * _RUN_LENGTH
    return "".join(blanked)


def _once(text: str) -> str:
    """Keep the first of what comes again: `aaaa` is `a`, `tuliptulip` is `tulip`; a double letter is no repetition."""
    return re.sub(r"(.)\1{2,}|(.{2,}?)\2+", lambda match: match[1] or match[2], text)


@cache
def _runs() -> frozenset[str]:
    both = (direction for row in _ROWS for direction in (row, row[::-1]))
    return frozenset(row[at : at + _RUN_LENGTH] for row in both for at in range(len(row) - _RUN_LENGTH + 1))


@cache
def _blocklist() -> tuple[str, ...]:
    """Return the known phrases, letters and digits only, the longest first."""
    text = (resources() / "rules" / "passphrases.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    folded = {_plain(unicodedata.normalize("NFKD", line).casefold()) for line in lines}
    return tuple(sorted((entry for entry in folded if len(entry) >= _SHORTEST_LISTED), key=len, reverse=True))
