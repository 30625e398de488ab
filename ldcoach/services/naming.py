"""Finding one thing by its id, its name, or an unambiguous beginning of its name; finding names in words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeVar

from ldcoach.errors import Ambiguous, NotFound

T = TypeVar("T")


def one_named(words: str, things: Iterable[tuple[str, str, T]], what: str) -> T:
    """Return the thing meant; `things` are (id, name, thing), `what` is the noun for the message.

    Raises:
        NotFound: nothing goes by those words.
        Ambiguous: several do; the message lists them.
    """
    known = list(things)
    wanted = words.strip().casefold()
    exact = [(name, thing) for found, name, thing in known if found == words.strip() or name.casefold() == wanted]
    begun = exact or [(name, thing) for _, name, thing in known if wanted and name.casefold().startswith(wanted)]
    if len(begun) == 1:
        return begun[0][1]
    if not begun:
        message = f"No {what} in this record goes by '{words}'. Give its id, its name, or how its name begins."
        raise NotFound(message)
    candidates = ", ".join(name for name, _ in begun)
    message = f"'{words}' fits more than one {what}: {candidates}. Give more of the name, or the id."
    raise Ambiguous(message)


def name_in(words: str, names: Iterable[str]) -> str:
    """Return the first of the names, by alphabet, that stands in the words as a word, or an empty text."""
    found = (name for name in sorted(names) if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words))
    return next(found, "")
