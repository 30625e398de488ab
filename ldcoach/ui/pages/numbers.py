"""Numbers as people type them."""

from __future__ import annotations

from math import isfinite

from PySide6.QtCore import QCoreApplication

from ldcoach.errors import UnfitInput


def amount_in(text: str) -> float:
    """Return the number in a text, with a point or a comma before the decimals.

    Raises:
        UnfitInput: there is none.
    """
    try:
        value = float(text.strip().replace(",", "."))
    except ValueError:
        value = float("nan")
    if not isfinite(value):
        message = QCoreApplication.translate(
            "numbers", "This is not a number. Nothing was saved; write it as 5 or 5.5."
        )
        raise UnfitInput(message)
    return value
