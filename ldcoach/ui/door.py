"""The way in: first run, unlock or recovery, then the main window; and the way out, which leaves nothing in memory."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from ldcoach.errors import LDCoachError, RecordDamaged, WrongSecret
from ldcoach.ui.auto_lock import DEFAULT_MINUTES, LOCK_MINUTES, AutoLock, LockReason, fitting_minutes, why_locked
from ldcoach.ui.pages.doors.unlock import UnlockPage
from ldcoach.ui.tasks import Step, Tasks

if TYPE_CHECKING:
    from ldcoach.services.change import Change
    from ldcoach.services.opening import OpenRecord
    from ldcoach.services.ports import Verdict
    from ldcoach.ui.ask import Ask
    from ldcoach.ui.beginning import Beginning
    from ldcoach.ui.given_file import GivenFile
    from ldcoach.ui.keyhole import Keyhole
    from ldcoach.ui.main_window import MainWindow, PageFactories
    from ldcoach.ui.mending import Mending
    from ldcoach.ui.pages.doors.kit_saver import KitSaver


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
        ask: Ask | None = None,
        attend: Callable[[OpenRecord, MainWindow], object] | None = None,
    ) -> None:
        """`attend` begins what goes on beside the window while a record is open; it ends with the main window."""
        super().__init__()
        self._attend = attend
        self._asker = ask
        self._mending: Mending | None = None
        self._was_open = False
        self.setWindowTitle("LDCoach")
        self.setMinimumSize(640, 560)
        self.resize(1240, 860)
        self._keyhole = keyhole
        self._tasks = tasks
        self._judge = judge
        self._pages = pages
        self._auto_lock = auto_lock
        self._opened: OpenRecord | None = None
        self._beginning: Beginning | None = None
        self._warm = False
        self._locked_before = False
        self._given: GivenFile | None = None
        self.main: MainWindow | None = None
        tasks.crashed.connect(self._on_tasks_crashed)
        auto_lock.due.connect(self._lock_because)

    def show_way_in(self, reason: str = "") -> None:
        """Ask for the passphrase, saying why it was locked, or begin a record where there is none."""
        self._locked_before = bool(reason)
        if self._keyhole.exists():
            self._show_unlock(why_locked(reason) or (self._given.said() if self._given is not None else ""))
        else:
            self._show_first_run()

    def open_with(self, passphrase: str) -> None:
        """Open the record without asking, as a sample allows."""
        self._on_passphrase_given(passphrase)

    def enter(self, opened: OpenRecord) -> None:
        """Show the main window on an open record."""
        from ldcoach.ui.go import Go, Place  # noqa: PLC0415  # not before the first paint
        from ldcoach.ui.main_window import MainWindow  # noqa: PLC0415  # the same

        self._opened, self._beginning = opened, None
        self._was_open = True
        self.main = MainWindow(self._pages(opened))
        self.main.lock_wanted.connect(self.lock)
        self.main.published.connect(self._on_main_published)
        self.main.windowTitleChanged.connect(self.setWindowTitle)
        self._put(self.main)
        self.main.go(Go(Place.TODAY))
        if self._attend is not None:
            self._attend(opened, self.main)
        self._show_given(self.main)
        if opened.keys.warnings:
            self.main.say("warn", " ".join(opened.keys.warnings))
        self._auto_lock.begin(opened.desk.keeping.setting(LOCK_MINUTES, DEFAULT_MINUTES))

    def give(self, file: GivenFile) -> None:
        """Take a file that the system handed over; it is shown as soon as the record is open."""
        self._given = file
        if self.main is not None:
            self._show_given(self.main)

    def lock(self) -> None:
        """Keep what is half typed, put the record away and clear the screen; without an open record do nothing."""
        self._lock_because(str(LockReason.CHOSEN))

    def leave_to_restore(self, file: Path | None = None) -> None:
        """Put the open record away and offer its backups, one of them chosen."""
        self._put_away()
        self._mender().show_restore(file)

    def leave_for_a_new_key(self) -> None:
        """Put the open record away and ask for the passphrase, to encrypt it anew."""
        self._put_away()
        self._mender().show_new_key()

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

    def _show_given(self, main: MainWindow) -> None:
        given, self._given = self._given, None
        wish = given.wish() if given is not None else None
        if wish is not None:
            main.go(wish)
        elif given is not None:
            main.say("info", given.said())

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
        from ldcoach.ui.clipboard import the_clipboard  # noqa: PLC0415  # not before the first paint

        self._auto_lock.end()
        if self.main is not None:
            self._attempt(self.main.leave_pages)
        if self._opened is not None:
            self._attempt(the_clipboard().clear_ours)
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
        self._tasks.run(self._keyhole.warm_up, lambda _: None, lambda _: None)
        # After a lock a passer-by may sit there, so the device does not open what was locked.
        if isinstance(self.currentWidget(), UnlockPage) and not self._locked_before:
            self._tasks.run(lambda _: self._keyhole.is_remembered(), self._on_device_asked, lambda _: None)

    def _show_unlock(self, reason: str) -> None:
        page = UnlockPage(self._keyhole.name, reason)
        page.passphrase_given.connect(self._on_passphrase_given)
        page.code_given.connect(self._on_code_given)
        self._put(page)

    def _show_first_run(self) -> None:
        from ldcoach.ui.beginning import Beginning  # noqa: PLC0415  # most starts need only the unlock page

        beginning = self._beginning = Beginning(self._keyhole, self._tasks, self._judge, self._saver())
        beginning.made.connect(self._on_beginning_made)
        beginning.finished.connect(self.enter)
        self._put(beginning.page(self._opened))

    def _on_beginning_made(self, opened: OpenRecord) -> None:
        self._opened = opened
        self._auto_lock.begin(DEFAULT_MINUTES)

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
        if isinstance(error, RecordDamaged):
            self._mender().show_damage(str(error))
            return
        if isinstance(page, UnlockPage):
            (page.show_error if isinstance(error, WrongSecret) else page.show_trouble)(str(error))

    def _mender(self) -> Mending:
        """Return what leads through the pages for a closed record."""
        self._beginning = None
        if self._mending is None:
            from ldcoach.ui.mending import Mending  # noqa: PLC0415  # hardly any start needs it

            self._mending = Mending(self._keyhole.workbench(), self._tasks, self._ask(), self._saver(), self)
            self._mending.shown.connect(self._put)
            self._mending.left.connect(self._on_mending_left)
            self._mending.mended.connect(self._on_mending_mended)
        return self._mending

    def _ask(self) -> Ask:
        from ldcoach.ui.ask import DialogAsk  # noqa: PLC0415  # not before the first paint

        if self._asker is None:
            self._asker = DialogAsk()
        return self._asker

    def _saver(self) -> KitSaver:
        from ldcoach.ui.pages.doors.kit_saver import KitSaver  # noqa: PLC0415  # not before the first paint

        return KitSaver(self._keyhole.kits(), self._ask(), self._tasks, self._keyhole.documents())

    def _on_mending_left(self) -> None:
        """Go back to the way in; what was open before is still in memory, so the program starts anew for it."""
        if self._was_open:
            self._on_mending_mended(str(LockReason.CHOSEN))
        else:
            self.show_way_in(str(LockReason.CHOSEN))

    def _on_mending_mended(self, reason: str) -> None:
        self._put(QWidget())
        self.locked.emit(reason)

    def _begin_renewal(self, opened: OpenRecord) -> None:
        """After the recovery code: a new passphrase and a new code before anything else."""
        self._opened = opened
        self._auto_lock.begin(DEFAULT_MINUTES)
        self._show_first_run()

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
        elif self._beginning is not None:
            self._beginning.say_error(sentence)
        elif self._mending is not None:
            self._mending.say_error(sentence)
