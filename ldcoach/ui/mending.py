"""What is done to a record that nobody has open: a backup restored, what is left copied out, a new key."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ldcoach.errors import LDCoachError
from ldcoach.ui.auto_lock import LockReason
from ldcoach.ui.tasks import Running, Step, Tasks

if TYPE_CHECKING:
    from ldcoach.services.backups import Salvaged
    from ldcoach.services.rescue import WaysBack
    from ldcoach.services.safety import Restored, Secret
    from ldcoach.services.ways_in import Rotated
    from ldcoach.ui.ask import Ask
    from ldcoach.ui.pages.doors.kit_saver import KitSaver
    from ldcoach.ui.pages.doors.new_key import NewKeyPage
    from ldcoach.ui.pages.doors.rescue import RescuePage


class Workbench(Protocol):
    """What can be done with a closed record; all but `today` may take long."""

    def today(self) -> date:
        """Return the day."""

    def ways_back(self) -> WaysBack:
        """Look for backups near the record."""

    def restore(self, file: Path, secret: Secret, progress: Step) -> Restored:
        """Put a backup in the record's place."""

    def salvage(self, secret: Secret, progress: Step) -> Salvaged:
        """Put what can be read in the record's place."""

    def rotate(self, passphrase: str) -> Rotated:
        """Give the record a new key."""


class Mending(QObject):
    """Leads through one of the pages.

    `shown` carries a page to put into the window, `left` says to go back to the way in, `mended` carries the reason
    with which the program starts anew.
    """

    shown = Signal(QWidget)
    left = Signal()
    mended = Signal(str)

    def __init__(self, bench: Workbench, tasks: Tasks, ask: Ask, saver: KitSaver, parent: QObject) -> None:
        super().__init__(parent)
        self._bench = bench
        self._tasks = tasks
        self._ask = ask
        self._saver = saver
        self._running: Running | None = None
        self._page: RescuePage | NewKeyPage | None = None

    def say_error(self, sentence: str) -> None:
        """Say on the page what went wrong."""
        if self._page is not None:
            self._page.show_error(LDCoachError(sentence))

    def show_damage(self, damage: str) -> None:
        """Look for the ways back from a damaged record, and show them."""
        self._look(damage, None)

    def show_restore(self, file: Path | None) -> None:
        """Offer the backups near a sound record, one of them chosen."""
        self._look("", file)

    def show_new_key(self) -> None:
        """Ask for the passphrase, then give the record a new key."""
        from ldcoach.ui.pages.doors.new_key import NewKeyPage  # noqa: PLC0415  # hardly any start needs it

        page = self._page = NewKeyPage(self._saver)
        page.back_wanted.connect(self.left)
        page.finished.connect(lambda: self.mended.emit(str(LockReason.NEW_KEY)))
        page.given.connect(lambda passphrase: self._rotate(page, passphrase))
        self.shown.emit(page)
        page.passphrase.line.setFocus()

    def _look(self, damage: str, file: Path | None) -> None:
        def found(ways: WaysBack) -> None:
            self._show_ways(ways, damage, file)

        def failed(error: LDCoachError) -> None:
            from ldcoach.services.rescue import WaysBack  # noqa: PLC0415  # hardly any start needs it

            self._show_ways(WaysBack((), salvage=True), damage or str(error), file)

        self._tasks.run(lambda _: self._bench.ways_back(), found, failed)

    def _show_ways(self, ways: WaysBack, damage: str, file: Path | None) -> None:
        from ldcoach.ui.pages.doors.rescue import RescuePage  # noqa: PLC0415  # hardly any start needs it

        salvage = bool(damage) and ways.salvage
        page = self._page = RescuePage(ways.backups, self._ask, self._bench.today(), damage=damage, salvage=salvage)
        if file is not None:
            page.choose(file)
        page.back_wanted.connect(self.left)
        page.finished.connect(lambda: self.mended.emit(str(LockReason.RESTORED)))
        page.chosen.connect(lambda chosen, secret: self._bring_back(page, chosen, secret))
        page.stop_wanted.connect(self._on_page_stop_wanted)
        self.shown.emit(page)
        page.secret.line.setFocus()

    def _bring_back(self, page: RescuePage, file: Path | None, secret: Secret) -> None:
        page.show_working()
        bench = self._bench
        if file is None:
            running = self._tasks.run(
                lambda step: bench.salvage(secret, step), page.show_salvaged, page.show_error, page.show_progress
            )
        else:
            running = self._tasks.run(
                lambda step: bench.restore(file, secret, step), page.show_restored, page.show_error, page.show_progress
            )
        running.ended.connect(page.settle)
        self._running = running

    def _rotate(self, page: NewKeyPage, passphrase: str) -> None:
        page.show_working()
        self._tasks.run(lambda _: self._bench.rotate(passphrase), page.show_code, page.show_error)

    def _on_page_stop_wanted(self) -> None:
        if self._running is not None:
            self._running.cancel()
