"""The safety of a real record, as the window is given it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ldcoach.app import care, parts
from ldcoach.app.care import RecordCare, WaysOut
from ldcoach.errors import LDCoachError, WrongSecret
from ldcoach.paths import Home
from ldcoach.services.backup_age import stale_backup
from ldcoach.services.opening import OpenRecord
from ldcoach.ui.main_window import MainWindow
from ldcoach.ui.tasks import Tasks

PASSPHRASE = "copper ferry lantern oats"


def quietly(done: int, everything: int) -> None:
    """Hear how far it is."""


@dataclass
class Kept:
    """An open record, its first code, and which ways out were taken."""

    opened: OpenRecord
    code: str
    taken: list[object] = field(default_factory=list)

    @property
    def care(self) -> RecordCare:
        return RecordCare(self.opened, WaysOut(self.taken.append, lambda: self.taken.append("key")))


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    opened, code = parts.opening(cheap_key=True).create(Home(tmp_path / "record"), PASSPHRASE)
    opened.desk.people.add("Priya Nair")
    yield Kept(opened, code)
    opened.close()


def test_a_backup_is_made_shown_and_proved(kept: Kept) -> None:
    today = kept.opened.desk.context.clock.today()
    assert stale_backup(kept.opened.desk.keeping, today) is not None
    made = kept.care.back_up(quietly).made
    view = kept.care.view()
    assert [line.file for line in view.lines] == [made.file]
    assert view.age_days == 0
    assert kept.care.drill(quietly).backup.file == made.file
    assert stale_backup(kept.opened.desk.keeping, today) is None


def test_backups_go_where_they_are_told(kept: Kept, tmp_path: Path) -> None:
    other = tmp_path / "disk"
    other.mkdir()
    kept.care.choose(other)
    assert kept.care.back_up(quietly).made.file.parent == other
    with pytest.raises(LDCoachError):
        kept.care.choose(tmp_path / "gone")
    kept.care.choose(None)
    assert kept.care.view().wanted is None


def test_a_new_code_is_for_who_knows_the_passphrase_and_voids_the_former(kept: Kept) -> None:
    vault, home = parts.opening().vault, kept.opened.home
    with pytest.raises(WrongSecret):
        kept.care.new_code("not this one at all")
    vault.unlock_with_code(home, kept.code).close()
    code = kept.care.new_code(PASSPHRASE)
    vault.unlock_with_code(home, code).close()
    with pytest.raises(WrongSecret):
        vault.unlock_with_code(home, kept.code)


def test_the_ways_out_are_taken(kept: Kept) -> None:
    kept.care.leave_to_restore(Path("x.ldcbak"))
    kept.care.leave_for_a_new_key()
    assert kept.taken == [Path("x.ldcbak"), "key"]


def test_the_backup_of_the_day_makes_itself_and_is_published(kept: Kept, qtbot: QtBot) -> None:
    tasks, main = Tasks(), MainWindow({})
    qtbot.addWidget(main)
    itself = care.back_up_by_itself(kept.opened, tasks, main)
    with qtbot.waitSignal(main.published, timeout=20_000):
        itself.look()
    assert len(kept.care.view().lines) == 1
    assert tasks.wait_for_all()
