"""What a value, a target or a range of a measure can be."""

from __future__ import annotations

from ldcoach.domain.reading_table import LARGEST_VALUE, MOST_CASES
from ldcoach.errors import UnfitInput

__all__ = ["require_cases", "require_number", "require_range"]


def require_number(*values: float | None) -> None:
    """Raise UnfitInput for what is given and no number that one can measure."""
    if not all(value is None or abs(value) <= LARGEST_VALUE for value in values):
        message = "That is not a number one can measure. Nothing was saved; give the value in digits."
        raise UnfitInput(message)


def require_range(lower: float | None, upper: float | None, *, ranged: bool) -> None:
    """Raise UnfitInput for ends in the wrong order, and for a measure that is `ranged` and has neither."""
    if ranged and lower is None and upper is None:
        message = "A range needs a lower or an upper end. Nothing was saved; give one of them or both."
        raise UnfitInput(message)
    if lower is not None and upper is not None and lower > upper:
        message = "The lower end of that range lies above its upper end. Nothing was saved; change one of them."
        raise UnfitInput(message)


def require_cases(count: int | None) -> None:
    """Raise UnfitInput for a number of cases that no reading can rest on."""
    if count is not None and not 0 < count <= MOST_CASES:
        message = f"A reading rests on 1 to {MOST_CASES:,} cases. Nothing was saved; give another number."
        raise UnfitInput(message)
