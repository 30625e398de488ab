"""Automatic backups: when one is due, where it goes, what is kept, and proof that one opens."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from ldcoach.app.parts import opening, safety
from ldcoach.domain.backup_slots import Slot
from ldcoach.domain.kept_long import KeptLong
from ldcoach.domain.kinds import Visibility
from ldcoach.domain.people import Person
from ldcoach.errors import LDCoachError, NotFound, RecordDamaged, RefusedByPolicy, UnfitInput, WrongSecret
from ldcoach.paths import Home
from ldcoach.services.erasing import Erasing
from ldcoach.services.managed_backups import ManagedBackups
from ldcoach.services.opening import OpenRecord
from ldcoach.services.rescue import Rescue
from ldcoach.services.retention import Retention
from ldcoach.services.safety import Safety, Secret
from tests.conftest import NOW
from tests.fakes import FixedClock

PASSPHRASE = "kettle otter nine velvet"


@pytest.fixture
def safe(clock: FixedClock) -> Safety:
    return safety(replace(opening(cheap_key=True), clock=clock))


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed record, for copying: that is quicker than making one."""
    folder = tmp_path_factory.mktemp("empty") / "record"
    replace(opening(cheap_key=True), clock=FixedClock(NOW)).create(Home(folder), PASSPHRASE)[0].close()
    return folder


@pytest.fixture
def opened(safe: Safety, empty: Path, tmp_path: Path) -> Iterator[OpenRecord]:
    home = Home(tmp_path / "record")
    shutil.copytree(empty, home.folder)
    record = safe.opening.open(home, PASSPHRASE)
    yield record
    record.close()


@pytest.fixture
def managed(safe: Safety, opened: OpenRecord) -> ManagedBackups:
    return ManagedBackups(safe, opened)


@pytest.fixture
def usb(tmp_path: Path) -> Path:
    folder = tmp_path / "usb"
    folder.mkdir()
    return folder


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*.ldcbak"))


def add(opened: OpenRecord, name: str) -> Person:
    people = opened.desk.people
    return people.get(people.add(name).created)  # type: ignore[arg-type]


def test_one_a_day(managed: ManagedBackups, opened: OpenRecord, clock: FixedClock) -> None:
    assert managed.due()
    assert managed.last_good() is None
    kept = managed.run()
    assert kept.removed == ()
    assert kept.made.file.parent == opened.home.backups
    assert not managed.due()
    assert managed.last_good() == kept.made.made_at == clock.now()
    clock.advance(hours=24)
    assert managed.due()
    view = managed.view()
    assert (view.age_days, view.due, view.missing, view.wanted, view.by_policy) == (1, True, False, None, False)
    (line,) = view.lines
    assert (line.file, line.made_at, line.slots) == (kept.made.file, kept.made.made_at, tuple(Slot))


def test_its_name_says_nothing_of_anybody(managed: ManagedBackups, opened: OpenRecord) -> None:
    add(opened, "Ada Lind")
    name = managed.run().made.file.name
    assert name == f"ldcoach-{opened.keys.vault_id[:8]}-20261122-090000.ldcbak"


def test_only_you_may_look_into_the_folder(managed: ManagedBackups, opened: OpenRecord) -> None:
    managed.run()
    assert opened.home.backups.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in opened.home.backups.iterdir()} == {0o600}


def test_they_rotate(managed: ManagedBackups, opened: OpenRecord, clock: FixedClock) -> None:
    removed = 0
    for _ in range(24):
        removed += len(managed.run().removed)
        clock.advance(days=1)
    left = files(opened.home.backups)
    assert len(left) + removed == 24
    assert 9 <= len(left) <= 12
    assert [line.made_at for line in managed.view().lines][:7] == [
        clock.now() - timedelta(days=day) for day in range(1, 8)
    ]


def test_a_folder_of_ones_own(managed: ManagedBackups, opened: OpenRecord, usb: Path) -> None:
    managed.choose(usb)
    assert managed.view().folder == usb
    assert managed.run().made.file.parent == usb
    managed.choose(None)
    assert managed.view().folder == opened.home.backups
    for unfit in (usb / "gone", managed.run().made.file):
        with pytest.raises(UnfitInput, match="not there or cannot be written"):
            managed.choose(unfit)


def test_while_the_disk_is_away_backups_go_beside_the_record(
    managed: ManagedBackups, opened: OpenRecord, usb: Path, clock: FixedClock
) -> None:
    managed.choose(usb)
    managed.run()
    usb.rename(usb.with_name("away"))
    view = managed.view()
    assert (view.missing, view.folder, view.wanted, view.due) == (True, opened.home.backups, usb, True)
    assert view.age_days == 0
    managed.run()
    assert not managed.due()
    clock.advance(days=1)
    managed.run()
    usb.with_name("away").rename(usb)
    assert managed.due()
    assert managed.run().made.file.parent == usb
    assert len(files(usb)) == len(files(opened.home.backups)) == 2
    assert not managed.view().missing


def test_the_organisation_may_name_the_folder(safe: Safety, opened: OpenRecord, usb: Path, tmp_path: Path) -> None:
    managed = ManagedBackups(safe, opened, usb)
    assert managed.run().made.file.parent == usb
    assert managed.view().by_policy
    with pytest.raises(RefusedByPolicy, match="organisation chose"):
        managed.choose(tmp_path)


def test_other_files_in_the_folder_are_never_touched(
    managed: ManagedBackups, opened: OpenRecord, safe: Safety, usb: Path, clock: FixedClock, tmp_path: Path
) -> None:
    other, _ = safe.opening.create(Home(tmp_path / "other"), PASSPHRASE)
    managed.choose(usb)
    ManagedBackups(safe, other).choose(usb)
    strange = ManagedBackups(safe, other).run().made.file
    other.close()
    mine = safe.back_up(opened, usb / "mine.ldcbak").file
    (usb / "broken.ldcbak").write_bytes(b"broken")
    (usb / "letter.txt").write_text("mine")
    for _ in range(20):
        managed.run()
        clock.advance(days=1)
    assert {strange.name, "mine.ldcbak", "broken.ldcbak", "letter.txt"} <= {path.name for path in usb.iterdir()}
    assert mine not in {line.file for line in managed.view().lines}


def test_a_wrong_clock_neither_stops_them_nor_empties_the_folder(
    managed: ManagedBackups, opened: OpenRecord, clock: FixedClock
) -> None:
    for day in range(3):
        clock.set(NOW + timedelta(days=day))
        managed.run()
    for year in (1971, 2039, 2001):
        clock.set(datetime(year, 5, 1, 12, tzinfo=NOW.tzinfo))
        assert managed.due()
        made = managed.run().made
        assert made.file.exists()
        assert len(files(opened.home.backups)) >= 4
    view = managed.view()
    assert view.age_days is None
    assert view.last_good is not None


def test_a_sample_is_not_backed_up_by_itself(safe: Safety, tmp_path: Path) -> None:
    sample, _ = safe.opening.create(Home(tmp_path / "sample"), PASSPHRASE, sample=True)
    assert not ManagedBackups(safe, sample).due()
    sample.close()


def test_a_backup_that_cannot_be_made_leaves_the_older_ones(
    managed: ManagedBackups, opened: OpenRecord, clock: FixedClock
) -> None:
    managed.run()
    before = files(opened.home.backups)
    clock.advance(days=1)

    def give_up(done: int, everything: int) -> None:
        raise LDCoachError("given up")

    with pytest.raises(LDCoachError, match="given up"):
        managed.run(give_up)
    assert files(opened.home.backups) == before
    assert managed.due()


def test_the_drill(managed: ManagedBackups, opened: OpenRecord, clock: FixedClock) -> None:
    with pytest.raises(NotFound, match="no backup to try"):
        managed.drill()
    add(opened, "Ada Lind")
    made = managed.run().made
    assert managed.view().drilled is None
    drill = managed.drill()
    assert (drill.backup, drill.at) == (made, clock.now())
    assert managed.view().drilled == clock.now()
    assert sorted(path.name for path in opened.home.backups.iterdir()) == ["erased.ldclist", made.file.name]
    data = bytearray(made.file.read_bytes())
    data[len(data) // 2] ^= 1
    made.file.write_bytes(data)
    with pytest.raises(RecordDamaged):
        managed.drill()


def test_after_the_passphrase_was_changed_a_new_one_is_due(
    managed: ManagedBackups, opened: OpenRecord, safe: Safety, clock: FixedClock
) -> None:
    managed.run()
    assert not managed.due()
    clock.advance(seconds=5)
    safe.opening.change_passphrase(opened, PASSPHRASE, "gravel ferry tulip moon")
    assert managed.due()
    managed.run()
    assert not managed.due()


# Erasing


def test_erasing_replaces_the_managed_backups(
    managed: ManagedBackups, opened: OpenRecord, safe: Safety, usb: Path, clock: FixedClock
) -> None:
    ada, bo = add(opened, "Ada Lind"), add(opened, "Bo Ek")
    own = safe.back_up(opened, opened.home.folder.parent / "own.ldcbak").file
    managed.run()
    managed.choose(usb)
    clock.advance(days=1)
    old = managed.run().made.file
    upgrade = opened.home.backups / "before-version-0"
    upgrade.mkdir()
    shutil.copystat(old, upgrade)
    clock.set(datetime.now(NOW.tzinfo) + timedelta(days=3))
    erasing = Erasing(managed)
    seen = erasing.preview(ada.id)
    assert (seen.name, seen.rows, seen.legal_hold, seen.elsewhere) == ("Ada Lind", {"person": 1}, False, (own,))
    done = erasing.erase(ada.id)
    assert (done.rows, done.warning, done.elsewhere) == ({"person": 1}, "", (own,))
    assert done.backup is not None
    assert files(usb) == [done.backup.file.name]
    assert files(opened.home.backups) == []
    assert not upgrade.exists()
    assert {path.name for path in done.removed} >= {old.name, "before-version-0"}
    assert [line.name for line in opened.desk.people.lines()] == ["Bo Ek"]
    assert not managed.due()
    for folder in (usb, opened.home.backups):
        assert (folder / "erased.ldclist").exists()
    assert bo.name == "Bo Ek"


def test_older_backups_on_a_disk_that_is_away_go_when_it_is_back(
    managed: ManagedBackups, opened: OpenRecord, usb: Path, clock: FixedClock
) -> None:
    ada = add(opened, "Ada Lind")
    managed.choose(usb)
    old = managed.run().made.file
    usb.rename(usb.with_name("away"))
    clock.advance(hours=1)
    done = Erasing(managed).erase(ada.id)
    assert done.elsewhere == (usb,)
    usb.with_name("away").rename(usb)
    assert managed.due()
    managed.run()
    assert not old.exists()


def test_when_no_backup_can_be_made_the_person_is_erased_all_the_same(
    managed: ManagedBackups, opened: OpenRecord
) -> None:
    ada = add(opened, "Ada Lind")
    opened.home.backups.write_text("a file in the way")
    done = Erasing(managed).erase(ada.id)
    assert done.backup is None
    assert "Older backups still hold them" in done.warning
    assert opened.desk.people.lines() == []


def test_a_legal_hold_refuses(managed: ManagedBackups, opened: OpenRecord, safe: Safety, clock: FixedClock) -> None:
    ada = add(opened, "Ada Lind")
    retention = Retention(opened.desk.context, safe.ageing)
    retention.hold(ada.id, on=True)
    with pytest.raises(RefusedByPolicy, match="legal hold"):
        Erasing(managed).erase(ada.id)
    assert [held.name for held in retention.view().holds] == ["Ada Lind"]
    clock.advance(days=100)
    with pytest.raises(RefusedByPolicy):
        retention.delete(KeptLong.PREP_NOTES, ada.id)
    retention.hold(ada.id, on=False)
    assert Erasing(managed).erase(ada.id).rows == {"person": 1}


# Retention


def test_old_prep_notes_are_proposed_and_deleted_when_the_manager_says_so(
    opened: OpenRecord, safe: Safety, clock: FixedClock
) -> None:
    desk, retention = opened.desk, Retention(opened.desk.context, safe.ageing)
    ada, bo = add(opened, "Ada Lind"), add(opened, "Bo Ek")
    desk.notes.add(ada.id, "ask about the rota", Visibility.PREP)
    desk.notes.add(ada.id, "said thanks", Visibility.SHARED)
    begun = clock.now()
    clock.advance(days=89)
    desk.notes.add(ada.id, "a newer thought", Visibility.PREP)
    assert retention.view().notes == ()
    clock.advance(days=2)
    desk.people.archive(bo.id)
    view = retention.view()
    (old,) = view.notes
    assert (old.name, old.notes, old.oldest, old.legal_hold) == ("Ada Lind", 1, begun, False)
    assert [gone.name for gone in view.people] == ["Bo Ek"]
    assert not view.suspended
    _, deleted = retention.delete(KeptLong.PREP_NOTES, ada.id)
    assert deleted == 1
    assert retention.view().notes == ()
    assert len(desk.finding.find("newer").hits) == 1


@pytest.mark.parametrize("year", [1970, 2001])
def test_a_clock_set_back_suspends_every_proposal(
    year: int, opened: OpenRecord, safe: Safety, clock: FixedClock
) -> None:
    retention = Retention(opened.desk.context, safe.ageing)
    ada = add(opened, "Ada Lind")
    opened.desk.people.archive(ada.id)
    clock.set(datetime(year, 1, 2, tzinfo=NOW.tzinfo))
    view = retention.view()
    assert (view.suspended, view.people, view.notes, view.last_seen) == (True, (), (), NOW)
    with pytest.raises(UnfitInput, match="Nothing was deleted"):
        retention.delete(KeptLong.PREP_NOTES, ada.id)
    retention.trust_clock()
    assert not retention.view().suspended


def test_a_clock_far_ahead_deletes_nothing_by_itself(opened: OpenRecord, safe: Safety, clock: FixedClock) -> None:
    ada = add(opened, "Ada Lind")
    clock.set(datetime(2039, 1, 2, tzinfo=NOW.tzinfo))
    Retention(opened.desk.context, safe.ageing).view()
    ManagedBackups(safe, opened).run()
    assert opened.desk.people.get(ada.id) == ada


# Ways back


def test_the_newest_sound_backup_is_restored(
    managed: ManagedBackups, opened: OpenRecord, safe: Safety, clock: FixedClock
) -> None:
    rescue, home, secret = Rescue(safe), opened.home, Secret(PASSPHRASE)
    assert rescue.verify(opened) == []
    with pytest.raises(NotFound, match="no backup"):
        rescue.restore_newest(home, secret)
    add(opened, "Ada Lind")
    good = managed.run().made
    clock.advance(days=1)
    bad = managed.run().made.file
    opened.close()
    data = bytearray(bad.read_bytes())
    data[len(data) // 2] ^= 1
    bad.write_bytes(data)
    ways = rescue.ways_back(home)
    assert ([facts.file for facts in ways.backups], ways.salvage) == ([bad, good.file], True)
    restored = rescue.restore_newest(home, secret)
    assert restored.backup == good
    assert restored.warning == ""
    again = safe.opening.open(home, PASSPHRASE)
    assert [line.name for line in again.desk.people.lines()] == ["Ada Lind"]
    again.close()


def test_backups_of_another_record_are_passed_over(
    managed: ManagedBackups, opened: OpenRecord, safe: Safety, clock: FixedClock, tmp_path: Path
) -> None:
    add(opened, "Ada Lind")
    good = managed.run().made
    opened.close()
    clock.advance(days=1)
    other, _ = safe.opening.create(Home(tmp_path / "other"), "gravel ferry tulip moon")
    for name in ("b", "c"):
        safe.back_up(other, tmp_path / f"{name}.ldcbak")
    other.close()
    assert Rescue(safe).restore_newest(opened.home, Secret(PASSPHRASE)).backup == good
    with pytest.raises(WrongSecret):
        Rescue(safe).restore_newest(opened.home, Secret("quite another passphrase"))


def test_a_damaged_key_file_is_found_while_the_record_is_open(opened: OpenRecord, safe: Safety) -> None:
    for path in (opened.home.header, opened.home.header_copy):
        path.write_bytes(b"damaged")
    assert Rescue(safe).verify(opened) == ["The key file was altered or damaged outside LDCoach."]


def test_salvage_takes_the_place_and_keeps_the_damaged_one(opened: OpenRecord, safe: Safety, tmp_path: Path) -> None:
    add(opened, "Ada Lind")
    opened.close()
    rescue, secret = Rescue(safe), Secret(PASSPHRASE)
    with pytest.raises(UnfitInput, match="something in that folder"):
        rescue.salvage(opened.home, secret, tmp_path)
    saved = rescue.salvage(opened.home, secret)
    assert (saved.folder, saved.missing, saved.loose) == (opened.home.folder, {}, {})
    assert saved.kept["person"] == 1
    assert saved.kept_aside == tmp_path / "record-before-restore-1"
    again = safe.opening.open(opened.home, PASSPHRASE)
    assert [line.name for line in again.desk.people.lines()] == ["Ada Lind"]
    assert rescue.verify(again) == []
    again.close()
