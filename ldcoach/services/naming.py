"""Finding one thing by its id, its name, or an unambiguous beginning of its name; finding names in words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TypeVar

from ldcoach.errors import Ambiguous, NotFound, UnfitInput

T = TypeVar("T")

LONGEST_NAME = 300
"""Characters of a name or a title: it has to fit where it is shown; what is longer belongs in a text."""
_SHOWN = 60
_ENOUGH_OF_AN_ID = 8
# Letters that do not come apart into a plain one and an accent, and apostrophes, which many leave out.
_TYPED_OTHERWISE = str.maketrans(
    {"’": "", "‘": "", "ʼ": "", "'": "", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"}
)


def fit_name(words: str, what: str) -> str:
    """Return a name or a title as one line with single spaces; `what` is the noun for the message, such as 'goal'.

    Raises:
        UnfitInput: there is none, or it is long.
    """
    fit = " ".join(words.split())
    if not fit:
        message = f"A name is missing for the {what}. Nothing was saved; write a few words."
        raise UnfitInput(message)
    if len(fit) > LONGEST_NAME:
        message = (
            f"The name of the {what} has {len(fit)} characters; at most {LONGEST_NAME} characters fit. "
            "Nothing was saved; make it shorter."
        )
        raise UnfitInput(message)
    return fit


def fit_unit(words: str) -> str:
    """Return the unit of a measure as one line; raises as `fit_name`."""
    if not words.strip():
        message = "The unit is missing. Nothing was saved; say what is counted, such as 'stops a week'."
        raise UnfitInput(message)
    return fit_name(words, "unit")


def one_named(words: str, things: Iterable[tuple[str, str, T]], what: str) -> T:
    """Return the thing meant; `things` are (id, name, thing), `what` is the noun for the message.

    The closest way of meaning one counts: the id or the whole name, how the name begins, the same without minding
    accents and apostrophes, how the id begins.

    Raises:
        NotFound: nothing goes by those words.
        Ambiguous: several do; the message lists them, with ids where names are alike.
    """
    known = list(things)
    meant = next(filter(None, _by_closeness(words.strip(), known)), [])
    if len(meant) == 1:
        return meant[0][2]
    shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
    if not meant:
        message = f"No {what} in this record goes by '{shown}'. Give its id, its name, or how its name begins."
        raise NotFound(message)
    candidates = ", ".join(_told_apart(meant))
    message = f"'{shown}' fits more than one {what}: {candidates}. Give more of the name, or the id."
    raise Ambiguous(message)


def _by_closeness(words: str, known: list[tuple[str, str, T]]) -> Iterator[list[tuple[str, str, T]]]:
    if not words:
        return
    wanted, plain = words.casefold(), _plain(words)
    yield [one for one in known if one[0] == words or one[1].casefold() == wanted]
    yield [one for one in known if one[1].casefold().startswith(wanted)]
    yield [one for one in known if _plain(one[1]) == plain]
    yield [one for one in known if _plain(one[1]).startswith(plain)]
    yield [one for one in known if len(words) >= _ENOUGH_OF_AN_ID and one[0].startswith(wanted)]


def _plain(name: str) -> str:
    """Return a name as it is typed on a keyboard without its letters; the name itself where nothing would be left."""
    spread = unicodedata.normalize("NFKD", name.casefold().translate(_TYPED_OTHERWISE))
    return " ".join("".join(letter for letter in spread if not unicodedata.combining(letter)).split()) or name


def _told_apart(meant: list[tuple[str, str, T]]) -> Iterator[str]:
    often = Counter(name.casefold() for _, name, _ in meant)
    for thing_id, name, _ in meant:
        yield name if often[name.casefold()] == 1 else f"{name} ({thing_id})"


def name_in(words: str, names: Iterable[str]) -> str:
    """Return the first of the names, by alphabet, that stands in the words as a word, or an empty text."""
    found = (name for name in sorted(names) if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words))
    return next(found, "")
