"""Where IT's settings come from."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from ldcoach.domain.policy import Policy


class PolicySource(Protocol):
    """The settings of this computer, and files that are to become such."""

    def read(self) -> Policy:
        """Return what IT set on this computer; a source that cannot be read closes the security keys. Never raises."""

    def check(self, file: Path) -> Policy:
        """Return what a file in the form of `policy.toml` says; its faults tell what cannot be used.

        Raises:
            NotFound: there is no such file.
        """
