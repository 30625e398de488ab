"""What the command line is given by `app`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from ldcoach.paths import Home
from ldcoach.services.kit import Kits
from ldcoach.services.opening import Opening, OpenRecord
from ldcoach.services.ports import PolicySource
from ldcoach.services.ports.rights import RightsParts
from ldcoach.services.safety import Safety


class MakeSample(Protocol):
    """Makes a sample record and returns it open, with its passphrase."""

    def __call__(self, home: Home, *, people: int, years: int, seed: int, today: date | None) -> tuple[OpenRecord, str]:
        """Make it; people and years bound its size."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts that commands use."""

    opening: Opening
    safety: Safety
    kits: Kits
    policy: PolicySource
    rights: RightsParts
    default_home: Path
    sample_home: Path
    make_sample: MakeSample
    sample_passphrase: str
    play: Callable[[OpenRecord, Path], list[Path]]
    open_window: Callable[[Home, str], int]


@dataclass(slots=True)
class Call:
    """One call of the command line: the parts and the home that was named, if any.

    `may_have_kept` is false while it is known that the call has changed nothing yet.
    """

    parts: Parts
    named_home: Path | None
    may_have_kept: bool = True

    @property
    def home(self) -> Home:
        """The home of the record."""
        return Home(self.named_home or self.parts.default_home)
