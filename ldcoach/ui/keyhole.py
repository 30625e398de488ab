"""What the door needs to have done with a record."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ldcoach.services.kit import Kits
    from ldcoach.services.opening import OpenRecord
    from ldcoach.ui.mending import Workbench
    from ldcoach.ui.tasks import Step


class Keyhole(Protocol):
    """What the door can do with a record, each in a task."""

    name: str
    """The record's folder, as the user knows it."""

    def exists(self) -> bool:
        """Tell whether there is a record."""

    def create(self, passphrase: str) -> tuple[OpenRecord, str]:
        """Make a record; return it with its recovery code."""

    def open(self, passphrase: str) -> OpenRecord:
        """Open it."""

    def open_with_code(self, code: str) -> OpenRecord:
        """Open it with the recovery code."""

    def is_remembered(self) -> bool:
        """Tell whether some device may open it without the passphrase."""

    def open_remembered(self) -> OpenRecord:
        """Open it with what this device keeps, or fail within two seconds."""

    def renew(self, opened: OpenRecord, passphrase: str) -> str:
        """Choose a new passphrase; return the new recovery code."""

    def warm_up(self, step: Step) -> None:
        """Load what opening will need, while the passphrase is typed; the long part can be stopped at each step."""

    def workbench(self) -> Workbench:
        """Return what can be done with the record while it is closed; takes no time."""

    def kits(self) -> Kits:
        """Return what writes recovery kits; takes no time."""

    def documents(self) -> Path:
        """Return the folder where the user keeps documents; takes no time."""
