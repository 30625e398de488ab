"""The backup of the day makes itself, once, and does not nag."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from pytestqt.qtbot import QtBot

from ldcoach.errors import LDCoachError
from ldcoach.ui.auto_backup import FIRST_LOOK, AutoBackup
from ldcoach.ui.tasks import Tasks


@dataclass
class Backups:
    """Counts, and fails when told to."""

    wanted: bool = True
    error: LDCoachError | None = None
    made: int = 0
    heard: list[str] = field(default_factory=list)

    def due(self) -> bool:
        return self.wanted

    def run(self, progress: Callable[[int, int], None]) -> None:
        progress(1, 1)
        if self.error is not None:
            raise self.error
        self.made += 1


@pytest.fixture
def tasks(qapp: object) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    assert made.wait_for_all()


@pytest.fixture
def backups() -> Backups:
    return Backups()


@pytest.fixture
def looking(tasks: Tasks, backups: Backups) -> AutoBackup:
    made = AutoBackup(tasks, backups.due, backups.run)
    made.failed.connect(backups.heard.append)
    return made


def look(looking: AutoBackup, tasks: Tasks, qtbot: QtBot) -> None:
    looking.look()
    qtbot.waitUntil(lambda: not tasks.busy)


def test_one_that_is_due_is_made_and_told(looking: AutoBackup, backups: Backups, qtbot: QtBot) -> None:
    with qtbot.waitSignal(looking.made):
        looking.look()
    assert backups.made == 1


def test_one_that_is_not_due_is_not_made(looking: AutoBackup, backups: Backups, tasks: Tasks, qtbot: QtBot) -> None:
    backups.wanted = False
    with qtbot.assertNotEmitted(looking.made):
        look(looking, tasks, qtbot)
    assert backups.made == 0


def test_a_failure_is_told_once_until_it_succeeds_again(
    looking: AutoBackup, backups: Backups, tasks: Tasks, qtbot: QtBot
) -> None:
    backups.error = LDCoachError("The disk is full.")
    look(looking, tasks, qtbot)
    look(looking, tasks, qtbot)
    assert backups.heard == ["Today's backup could not be made. The disk is full."]
    backups.error = None
    look(looking, tasks, qtbot)
    backups.error = LDCoachError("The disk is full.")
    look(looking, tasks, qtbot)
    assert len(backups.heard) == 2


def test_two_looks_at_once_make_one_backup(looking: AutoBackup, backups: Backups, tasks: Tasks, qtbot: QtBot) -> None:
    looking.look()
    looking.look()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert backups.made == 1


def test_opening_is_not_slowed_down(looking: AutoBackup, backups: Backups) -> None:
    looking.begin()
    assert looking._timer.remainingTime() > FIRST_LOOK / 2
    assert backups.made == 0
