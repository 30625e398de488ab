"""Which language a text that leaves is in: the one asked for, else the employee's, else English."""

from __future__ import annotations

from collections.abc import Collection

from ldcoach.errors import UnfitInput


def fitting(known: Collection[str], tag: str) -> str:
    """Return the short tag among `known`, English first, that a tag such as 'de-AT' means, or '' where none does."""
    whole = tag.strip().lower().replace("_", "-")
    return next((each for each in (whole, whole.split("-")[0]) if each in known), "")


def chosen(known: Collection[str], wanted: str, usual: str, what: str) -> str:
    """Return the short tag for `wanted` or, where that is empty, for `usual`, in English where there is none.

    Raises:
        UnfitInput: there is no `what`, such as 'summary', in the wanted language.
    """
    if not wanted.strip():
        return fitting(known, usual) or next(iter(known))
    found = fitting(known, wanted)
    if not found:
        message = f"There is no {what} in {wanted!r}. Nothing was made; choose one of {', '.join(known)}."
        raise UnfitInput(message)
    return found
