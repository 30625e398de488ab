"""Introduces the window to the record of one home, and starts anew after a lock."""

from __future__ import annotations

import os
import sys
import threading
from typing import TYPE_CHECKING

from ldcoach.app.folders import APP, documents_folder
from ldcoach.app.qt_support import keep_support, load_binding
from ldcoach.paths import Home, resources

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from ldcoach.app.workbench import Workbench
    from ldcoach.services.kit import Kits
    from ldcoach.services.opening import Opening, OpenRecord
    from ldcoach.services.ports import Verdict
    from ldcoach.ui.door import Door
    from ldcoach.ui.main_window import MainWindow, PageFactories
    from ldcoach.ui.tasks import Step, Tasks

ENGLISH_PLURALS = "ldcoach_en.qm"
DESKTOP_ID = "org.ldcoach.LDCoach"
"""The name of the menu entry on Linux, by which Wayland finds name and icon of the window."""
LOCKED = "LDCOACH_LOCKED"
"""Tells the process that starts after a lock why it was locked; nothing else passes between the two."""


def open_window(home: Home, passphrase: str = "", given: Path | None = None) -> int:
    """Show the window on a home and return the exit code.

    A passphrase, as samples have, opens it at once; `given` is a file that a double click handed over.
    """
    load_binding()
    from ldcoach.ui.faults import catch_faults
    from ldcoach.ui.tasks import Tasks

    application, tasks = the_application(), Tasks()
    door = make_door(home, tasks)
    _hand_over_files(application, door, given)
    door.locked.connect(lambda reason: restart(home, reason))
    catch_faults(tasks)
    door.show_way_in(os.environ.pop(LOCKED, ""))
    if passphrase:
        door.open_with(passphrase)
    door.show()
    if sys.platform == "linux":
        _wear_mark(application)
    return application.exec()


def _wear_mark(application: QApplication) -> None:
    """Put the mark on window and panel, once the window is painted; Windows and macOS take it from the program."""
    from PySide6.QtCore import QTimer

    from ldcoach.ui.theme.icons import tile

    QTimer.singleShot(0, application, lambda: application.setWindowIcon(tile()))


def make_door(home: Home, tasks: Tasks) -> Door:
    """Introduce the window to the record of one home."""
    from ldcoach.ui.auto_lock import AutoLock, Heard
    from ldcoach.ui.door import Door

    def judge(passphrase: str) -> Verdict:
        from ldcoach.app.policy import judging, the_policy

        return judging(the_policy())(passphrase)

    def pages(opened: OpenRecord) -> PageFactories:
        from ldcoach.app.care import WaysOut
        from ldcoach.app.pages import page_factories
        from ldcoach.ui.pages.settings.page import THEME
        from ldcoach.ui.theme import apply

        apply.choose(the_application(), opened.desk.keeping.setting(THEME, apply.SYSTEM))
        return page_factories(opened, tasks, door.lock, WaysOut(door.leave_to_restore, door.leave_for_a_new_key))

    def attend(opened: OpenRecord, main: MainWindow) -> None:
        from ldcoach.app.care import back_up_by_itself, capture_at_any_time, type_without_waiting
        from ldcoach.app.reminding import remind

        type_without_waiting(main)
        back_up_by_itself(opened, tasks, main)
        capture_at_any_time(opened.desk, tasks, main)
        remind(opened.desk, main)

    def listen(heard: Heard) -> object:
        from ldcoach.ui.screen_events import listen

        return listen(heard)

    door = Door(_Keyhole(home), tasks, judge, pages, AutoLock(listen=listen), attend=attend)
    return door


def _hand_over_files(application: QApplication, door: Door, given: Path | None) -> None:
    """Let the door have the file that was named, and on macOS those that are opened later."""
    if given is None and sys.platform != "darwin":
        return
    from ldcoach.ui.given_file import FilesOpened, GivenFile

    if given is not None:
        door.give(GivenFile(given))
    if sys.platform == "darwin":
        FilesOpened(door.give, application)


def restart(home: Home, reason: str = "") -> None:
    """Start anew at the unlock page of a home, which says the reason: only a new process clears texts from memory."""
    os.environ[LOCKED] = reason
    # An installed program is its own executable; in a checkout Python has to be told what to run.
    ourselves = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "ldcoach"]
    command = [*ourselves, "--home", str(home.folder)]
    if os.name == "posix":
        os.execv(sys.executable, command)  # noqa: S606  # ourselves
    import subprocess  # ourselves

    subprocess.Popen(command, close_fds=True)  # noqa: S603
    sys.exit(0)


def the_application() -> QApplication:
    """Return the one application, dressed and speaking English."""
    from PySide6.QtCore import QLocale
    from PySide6.QtWidgets import QApplication

    from ldcoach.ui.collecting import Collector
    from ldcoach.ui.theme import apply

    present = QApplication.instance()
    if isinstance(present, QApplication):
        return present
    application = apply.new_application(sys.argv[0])
    Collector(application)
    application.setApplicationName(APP)
    application.setDesktopFileName(DESKTOP_ID)
    QLocale.setDefault(QLocale("en_GB"))
    _speak_english(application)
    apply.choose(application, apply.SYSTEM)
    return application


def _speak_english(application: QApplication) -> None:
    """Load the English catalogue, which holds the plurals."""
    from PySide6.QtCore import QTranslator

    translator = QTranslator(application)
    if translator.load(str(resources() / "i18n" / ENGLISH_PLURALS)):
        application.installTranslator(translator)


class _Keyhole:
    """What the door can do with the record of one home."""

    def __init__(self, home: Home) -> None:
        self.name = str(home.folder)
        self._home = home
        self._made: Opening | None = None
        # Two threads that import the same modules for the first time could each find one half made.
        self._turn = threading.Lock()

    @property
    def _opening(self) -> Opening:
        if self._made is None:
            from ldcoach.app.parts import opening

            self._made = opening()
        return self._made

    def exists(self) -> bool:
        if not self._home.folder.exists():
            from ldcoach.store.swap import finish_restore

            finish_restore(self._home)
        return self._home.header.exists() or self._home.header_copy.exists() or self._home.database.exists()

    def create(self, passphrase: str) -> tuple[OpenRecord, str]:
        with self._turn:
            return self._opening.create(self._home, passphrase)

    def open(self, passphrase: str) -> OpenRecord:
        with self._turn:
            return self._opening.open(self._home, passphrase)

    def open_with_code(self, code: str) -> OpenRecord:
        with self._turn:
            return self._opening.open_with_code(self._home, code)

    def is_remembered(self) -> bool:
        with self._turn:
            return self._opening.may_be_remembered(self._home)

    def open_remembered(self) -> OpenRecord:
        with self._turn:
            return self._opening.open_remembered(self._home)

    def renew(self, opened: OpenRecord, passphrase: str) -> str:
        return self._opening.renew(opened, passphrase)

    def workbench(self) -> Workbench:
        from ldcoach.app.workbench import Workbench

        return Workbench(self._home, self._opening)

    def kits(self) -> Kits:
        from ldcoach.app.kits import kits

        return kits()

    def documents(self) -> Path:
        return documents_folder()

    def warm_up(self, step: Step) -> None:
        with self._turn:
            import ldcoach.services.desk
            import ldcoach.store.record
            import ldcoach.ui.pages.today.page  # noqa: F401  # so that the first page is painted soon after

            self._opening.library.stop_rules()
        keep_support()
        self._opening.library.coaching_rules().patterns.compile_all(step)
