"""Starting the program anew."""

from __future__ import annotations

from typing import Protocol


class Restart(Protocol):
    """Starts the program anew at the unlock page, so that memory is clean."""

    def __call__(self) -> None:
        """Leave this process; does not return in production."""
