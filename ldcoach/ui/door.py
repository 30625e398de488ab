"""The way in: first run, unlock or recovery, then the main window; and the way out, which leaves nothing in memory."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from ldcoach.errors import LDCoachError, WrongSecret
from ldcoach.ui.auto_lock import DEFAULT_MINUTES, LOCK_MINUTES, AutoLock, LockReason, fitting_minutes, why_locked
from ldcoach.ui.pages.unlock import UnlockPage
from ldcoach.ui.tasks import Step, Tasks

if TYPE_CHECKING:
    from ldcoach.services.change import Change
    from ldcoach.services.opening import OpenRecord
    from ldcoach.services.ports import Verdict
    from ldcoach.ui.main_window import MainWindow, PageFactories
    from ldcoach.ui.pages.first_run import FirstRunPage


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

    def warm_up(self) -> None:
        """Load what opening will need, while the passphrase is typed."""


class Door(QStackedWidget):
    """The window of the program. `locked` says that the record is closed and memory should be cleaned.

    It carries the reason, which `show_way_in` of the new process takes.
    """

    locked = Signal(str)

    def __init__(
        self,
        keyhole: Keyhole,
        tasks: Tasks,
        judge: Callable[[str], Verdict],
        pages: Callable[[OpenRecord], PageFactories],
        auto_lock: AutoLock,
    ) -> None:
        super().__init__()
        self.setWindowTitle("LDCoach")
        self.setMinimumSize(640, 560)
        self.resize(1240, 860)
        self._keyhole = keyhole
        self._tasks = tasks
        self._judge = judge
        self._pages = pages
        self._auto_lock = auto_lock
        self._opened: OpenRecord | None = None
        self._first_run: FirstRunPage | None = None
        self._warm = False
        self._locked_before = False
        self.main: MainWindow | None = None
        tasks.crashed.connect(self._on_tasks_crashed)
        auto_lock.due.connect(self._lock_because)

    def show_way_in(self, reason: str = "") -> None:
        """Ask for the passphrase, saying why it was locked, or begin a record where there is none."""
        self._locked_before = bool(reason)
        if self._keyhole.exists():
            self._show_unlock(why_locked(reason))
        else:
            self._show_first_run()

    def open_with(self, passphrase: str) -> None:
        """Open the record without asking, as a sample allows."""
        self._on_passphrase_given(passphrase)

    def enter(self, opened: OpenRecord) -> None:
        """Show the main window on an open record."""
        from ldcoach.ui.go import Go, Place  # noqa: PLC0415  # not before the first paint
        from ldcoach.ui.main_window import MainWindow  # noqa: PLC0415  # the same

        self._opened, self._first_run = opened, None
        self.main = MainWindow(self._pages(opened))
        self.main.lock_wanted.connect(self.lock)
        self.main.published.connect(self._on_main_published)
        self.main.windowTitleChanged.connect(self.setWindowTitle)
        self._put(self.main)
        self.main.go(Go(Place.TODAY))
        if opened.keys.warnings:
            self.main.say("warn", " ".join(opened.keys.warnings))
        self._auto_lock.begin(opened.desk.keeping.setting(LOCK_MINUTES, DEFAULT_MINUTES))

    def lock(self) -> None:
        """Keep what is half typed, put the record away and clear the screen; without an open record do nothing."""
        self._lock_because(str(LockReason.CHOSEN))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint; what comes next is loaded as soon as there is something to see."""
        super().paintEvent(event)
        if not self._warm:
            self._warm = True
            QTimer.singleShot(0, self._warm_up)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Put the record away before the program ends."""
        self._put_away()
        super().closeEvent(event)

    def _lock_because(self, reason: str) -> None:
        if self._opened is None:
            return
        self._put_away()
        self._put(QWidget())
        for other in QApplication.topLevelWidgets():
            if other is not self.window():
                other.hide()
        self.locked.emit(reason)

    def _put_away(self) -> None:
        """Close the record whatever else fails: a page that cannot keep its text must not leave it open."""
        self._auto_lock.end()
        if self.main is not None:
            self._attempt(self.main.leave_pages)
        self._tasks.wait_for_all()
        if self._opened is not None:
            self._attempt(self._opened.close)
            self._opened = None
        self.main = None

    def _attempt(self, act: Callable[[], None]) -> None:
        try:
            act()
        except ExceptionGroup as faults:
            for fault in faults.exceptions:
                self._tasks.crash(fault)
        except Exception as fault:  # noqa: BLE001  # whatever it is, it is told, and the record is closed
            self._tasks.crash(fault)

    def _put(self, page: QWidget) -> None:
        """Show a page in place of the one before, which is destroyed."""
        before = self.currentWidget()
        self.addWidget(page)
        self.setCurrentWidget(page)
        if before is not None:
            self.removeWidget(before)
            before.deleteLater()

    def _warm_up(self) -> None:
        self._tasks.run(lambda _: self._keyhole.warm_up(), lambda _: None, lambda _: None)
        # After a lock a passer-by may sit there, so the device does not open what was locked.
        if isinstance(self.currentWidget(), UnlockPage) and not self._locked_before:
            self._tasks.run(lambda _: self._keyhole.is_remembered(), self._on_device_asked, lambda _: None)

    def _show_unlock(self, reason: str) -> None:
        page = UnlockPage(self._keyhole.name, reason)
        page.passphrase_given.connect(self._on_passphrase_given)
        page.code_given.connect(self._on_code_given)
        self._put(page)

    def _show_first_run(self) -> None:
        from ldcoach.ui.pages.first_run import FirstRunPage  # noqa: PLC0415  # most starts need only the unlock page

        page = self._first_run = FirstRunPage(self._keyhole.name, self._judge)
        page.passphrase_chosen.connect(self._on_passphrase_chosen)
        page.finished.connect(self._on_first_run_finished)
        self._put(page)

    def _on_passphrase_given(self, passphrase: str) -> None:
        self._open(lambda _: self._keyhole.open(passphrase), self.enter)

    def _on_code_given(self, code: str) -> None:
        self._open(lambda _: self._keyhole.open_with_code(code), self._begin_renewal)

    def _open(self, job: Callable[[Step], OpenRecord], then: Callable[[OpenRecord], None]) -> None:
        page = self.currentWidget()
        if isinstance(page, UnlockPage):
            page.show_working()
            self._tasks.run(job, then, self._on_opening_failed)

    def _on_device_asked(self, remembered: bool) -> None:  # noqa: FBT001  # what the task returned
        page = self.currentWidget()
        if remembered and isinstance(page, UnlockPage) and page.is_untouched():
            page.show_working()
            self._tasks.run(lambda _: self._keyhole.open_remembered(), self.enter, self._on_device_failed)

    def _on_device_failed(self, error: LDCoachError) -> None:
        page = self.currentWidget()
        if isinstance(page, UnlockPage):
            page.show_trouble(str(error))

    def _on_opening_failed(self, error: LDCoachError) -> None:
        page = self.currentWidget()
        if isinstance(page, UnlockPage):
            (page.show_error if isinstance(error, WrongSecret) else page.show_trouble)(str(error))

    def _begin_renewal(self, opened: OpenRecord) -> None:
        """After the recovery code: a new passphrase and a new code before anything else."""
        self._opened = opened
        self._show_first_run()

    def _on_passphrase_chosen(self, passphrase: str) -> None:
        opened = self._opened
        if opened is None:
            self._tasks.run(lambda _: self._keyhole.create(passphrase), self._on_created, self._on_first_run_failed)
        else:
            self._tasks.run(
                lambda _: (opened, self._keyhole.renew(opened, passphrase)), self._on_created, self._on_first_run_failed
            )

    def _on_created(self, made: tuple[OpenRecord, str]) -> None:
        self._opened, code = made
        if self._first_run is not None:
            self._first_run.show_recovery_code(code)

    def _on_first_run_failed(self, error: LDCoachError) -> None:
        if self._first_run is not None:
            self._first_run.show_error(str(error))

    def _on_first_run_finished(self, name: str, role: str, cadence_days: int) -> None:
        opened = self._opened
        if opened is None:
            return
        try:
            if name:
                opened.desk.people.add(name, role_title=role, cadence_days=cadence_days)
        except LDCoachError as error:
            self._on_first_run_failed(error)
            return
        self.enter(opened)

    def _on_main_published(self, change: Change) -> None:
        from ldcoach.domain.keeping import Setting  # noqa: PLC0415  # not before the first paint

        if self._opened is not None and change.touches(Setting):
            self._auto_lock.minutes = fitting_minutes(self._opened.desk.keeping.setting(LOCK_MINUTES, DEFAULT_MINUTES))

    def _on_tasks_crashed(self, sentence: str) -> None:
        page = self.currentWidget()
        if self.main is not None:
            self.main.say("error", sentence)
        elif isinstance(page, UnlockPage):
            page.show_trouble(sentence)
        elif self._first_run is not None:
            self._first_run.show_error(sentence)
