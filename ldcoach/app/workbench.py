"""Introduces a closed record to what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from ldcoach.paths import Home
    from ldcoach.services.backups import Progress, Salvaged
    from ldcoach.services.opening import Opening
    from ldcoach.services.rescue import Rescue, WaysBack
    from ldcoach.services.safety import Restored, Safety, Secret
    from ldcoach.services.ways_in import Rotated


class Workbench:
    """The record of one home while nobody has it open."""

    def __init__(self, home: Home, opening: Opening) -> None:
        self._home = home
        self._opening = opening

    def today(self) -> date:
        """Return the day."""
        return self._opening.clock.today()

    def ways_back(self) -> WaysBack:
        """Look for backups near the record."""
        return self._rescue.ways_back(self._home)

    def restore(self, file: Path, secret: Secret, progress: Progress) -> Restored:
        """Put a backup in the record's place."""
        return self._safety.restore(file, self._home, secret, progress)

    def salvage(self, secret: Secret, progress: Progress) -> Salvaged:
        """Put what can be read in the record's place."""
        return self._rescue.salvage(self._home, secret, progress=progress)

    def rotate(self, passphrase: str) -> Rotated:
        """Give the record a new key."""
        from ldcoach.services.ways_in import WaysIn

        return WaysIn(self._opening).rotate(self._home, passphrase)

    @property
    def _safety(self) -> Safety:
        from ldcoach.app.parts import safety

        return safety(self._opening)

    @property
    def _rescue(self) -> Rescue:
        from ldcoach.services.rescue import Rescue

        return Rescue(self._safety)
