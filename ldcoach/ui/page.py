"""What every page is: it shows one read-model, asks to go elsewhere, and says what changed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ldcoach.services.change import Change
from ldcoach.ui.go import Go


class Page(QWidget):
    """A page of the main window.

    `asked` carries a `Go`; `changed` carries a `Change`, which the main window publishes to every page.
    """

    asked = Signal(object)
    changed = Signal(object)

    def enter(self, go: Go) -> None:
        """Show what `go` names, freshly read."""
        raise NotImplementedError

    def refresh(self, change: Change) -> None:
        """Read again if the change touches what is shown; never lose text under the caret."""
        raise NotImplementedError

    def leave(self) -> None:
        """Save what is half typed before the page is hidden or the record is locked."""
