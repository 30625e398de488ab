"""Introduces an open record to what keeps it safe: managed backups, a new recovery code, the ways out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from ldcoach.services.backups import Progress
    from ldcoach.services.change import Change
    from ldcoach.services.desk import Desk
    from ldcoach.services.managed_backups import BackupsView, Drill, Kept, ManagedBackups
    from ldcoach.services.opening import OpenRecord
    from ldcoach.ui.auto_backup import AutoBackup
    from ldcoach.ui.main_window import MainWindow
    from ldcoach.ui.pages.feedback.capture import CaptureWindow
    from ldcoach.ui.tasks import Tasks


@dataclass(frozen=True, slots=True)
class WaysOut:
    """What closes the open record and leads on to a page of its own."""

    restore: Callable[[Path | None], object]
    new_key: Callable[[], object]


class RecordCare:
    """The safety of one open record."""

    def __init__(self, opened: OpenRecord, ways_out: WaysOut) -> None:
        from ldcoach.app.parts import opening

        self._opened = opened
        self._opening = opening()
        self._ways_out = ways_out

    def view(self) -> BackupsView:
        """Gather what is known of the backups."""
        return managed_backups(self._opened).view()

    def back_up(self, progress: Progress) -> Kept:
        """Make a backup."""
        return managed_backups(self._opened).run(progress)

    def drill(self, progress: Progress) -> Drill:
        """Prove that the newest backup opens."""
        return managed_backups(self._opened).drill(progress)

    def choose(self, folder: Path | None) -> Change:
        """Let backups go into a folder, None for the one beside the record."""
        return managed_backups(self._opened).choose(folder)

    def new_code(self, passphrase: str) -> str:
        """Make a new recovery code for whoever knows the passphrase; the former one opens the record no more."""
        self._opening.vault.unlock(self._opened.home, passphrase).close()
        return self._opening.vault.renew_recovery_code(self._opened.home, self._opened.keys)

    def leave_to_restore(self, file: Path | None) -> None:
        """Close the record and offer its backups."""
        self._ways_out.restore(file)

    def leave_for_a_new_key(self) -> None:
        """Close the record and ask for the passphrase, to encrypt it anew."""
        self._ways_out.new_key()


def back_up_by_itself(opened: OpenRecord, tasks: Tasks, main: MainWindow) -> AutoBackup:
    """Begin to make the backups of an open record, for as long as its main window lives."""
    from ldcoach.domain.keeping import Setting
    from ldcoach.services.change import Change
    from ldcoach.ui.auto_backup import AutoBackup

    backups = managed_backups(opened)
    made = AutoBackup(tasks, backups.due, backups.run, main)
    made.made.connect(lambda: main.publish(Change.of(Setting)))
    made.failed.connect(lambda sentence: main.say("warn", sentence))
    made.begin()
    return made


def type_without_waiting(main: MainWindow) -> None:
    """Let what is typed be read for the page that is seen alone.

    Who is on the team and what is set concern every page at once, so that nothing of a person stays in one that is
    not seen once they were erased.
    """
    from ldcoach.domain.keeping import Setting
    from ldcoach.domain.people import Person

    main.spare_unseen((Person, Setting))


def capture_at_any_time(desk: Desk, tasks: Tasks, main: MainWindow) -> None:
    """Let feedback be noted from anywhere, for as long as the main window lives; the small window is made when due."""
    made: list[CaptureWindow] = []

    def capture(person_id: str) -> None:
        if not made:
            made.append(_capture_window(desk, tasks, main))
        made[0].capture(person_id)

    main.capture_wanted.connect(capture)


def _capture_window(desk: Desk, tasks: Tasks, main: MainWindow) -> CaptureWindow:
    from ldcoach.app.reminding import bring_forward
    from ldcoach.ui.pages.feedback.capture import CaptureWindow

    made = CaptureWindow(desk, tasks, main)
    made.changed.connect(main.publish)
    made.asked.connect(main.go)
    made.asked.connect(lambda _: bring_forward(main))
    made.kept.connect(lambda _feedback_id, sentence: main.say("info", sentence))
    main.leaving.connect(made.leave)
    return made


def managed_backups(opened: OpenRecord) -> ManagedBackups:
    """Return the backups that LDCoach makes of an open record by itself."""
    from ldcoach.app.parts import opening, safety
    from ldcoach.services.managed_backups import ManagedBackups

    return ManagedBackups(safety(opening()), opened)
