"""Damage is found, never answered wrongly; a backup brings all back, and salvage what can still be read."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from ldcoach.domain.feedback import Feedback
from ldcoach.domain.goals import Goal
from ldcoach.domain.people import Person
from ldcoach.domain.texts import Text
from ldcoach.errors import LDCoachError, NewerRecord, RecordDamaged, RecordInUse
from ldcoach.paths import Home
from ldcoach.services.backups import BackupKeys, BackupStamp, no_progress
from ldcoach.store.backup import make_backup
from ldcoach.store.checks import sound
from ldcoach.store.engine import connect
from ldcoach.store.record import EncryptedRecord, create_record, open_record
from ldcoach.store.restore import place_backup
from ldcoach.store.salvage import salvage
from tests.fakes import FixedClock, SequentialIds
from tests.store.damage import PAGE, flip_bit, swap_pages
from tests.store.writer import Writer

TEXTS = 400
SEED = 20260302
KEY = bytearray(range(32))


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A closed record of 20 people and 400 texts, which every test copies."""
    home, clock = Home(tmp_path_factory.mktemp("whole") / "record"), FixedClock()
    with closing(create_record(home, KEY, clock)) as record:
        write = Writer(record, clock, SequentialIds())
        people = [write.person(f"Person {number}") for number in range(20)]
        for person in people:
            write.goal(person)
            write.feedback(person, "clear minutes")
        for number in range(TEXTS):
            clock.advance(seconds=7)
            write.text(people[number % 20], f"text {number} " * 30)
        stamp = BackupStamp("4f5c6f5e-0000-4000-8000-000000000001", clock.now(), b"slots")
        made = make_backup(record, home.folder.parent / "a.ldcbak", stamp, keys_of_test(), no_progress)
        assert made.size > 60 * PAGE
    home.header.write_bytes(b"slots")
    home.header_copy.write_bytes(b"slots")
    return home


def keys_of_test() -> BackupKeys:
    return BackupKeys(bytearray(KEY), bytearray(range(100, 132)))


@pytest.fixture
def copy(whole: Home, home: Home) -> Home:
    shutil.copytree(whole.folder, home.folder)
    return home


def contents(home: Home, clock: FixedClock) -> list[object]:
    with closing(open_record(home, KEY, clock)) as record:
        faults = record.check()
        if faults:
            raise RecordDamaged(faults[0])
        return [*record.every(Person), *record.every(Text), *record.every(Goal), *record.every(Feedback)]


@pytest.mark.parametrize(
    "flips", [6, pytest.param(100, marks=pytest.mark.slow), pytest.param(1000, marks=pytest.mark.soak)]
)
@pytest.mark.timeout(3600)
def test_a_flipped_bit_anywhere_is_found_and_the_backup_restores_all(
    flips: int, whole: Home, home: Home, clock: FixedClock
) -> None:
    chance, expected = random.Random(SEED), contents(whole, clock)
    backup = whole.folder.parent / "a.ldcbak"
    for number in range(flips):
        shutil.copytree(whole.folder, home.folder)
        flip_bit(home.database, chance)
        with pytest.raises(RecordDamaged):
            contents(home, clock)
        if number % 10 == 0:
            place_backup(backup, home, keys_of_test(), no_progress)
            assert contents(home, clock) == expected
        for folder in home.folder.parent.glob("record*"):
            shutil.rmtree(folder)


@pytest.mark.parametrize(
    "flips", [4, pytest.param(100, marks=pytest.mark.slow), pytest.param(1000, marks=pytest.mark.soak)]
)
@pytest.mark.timeout(3600)
def test_a_flipped_bit_in_a_backup_is_found(flips: int, whole: Home, tmp_path: Path) -> None:
    chance, bad = random.Random(SEED), tmp_path / "bad.ldcbak"
    for _ in range(flips):
        shutil.copyfile(whole.folder.parent / "a.ldcbak", bad)
        flip_bit(bad, chance)
        with pytest.raises(LDCoachError):
            place_backup(bad, Home(tmp_path / "record"), keys_of_test(), no_progress)
        assert not (tmp_path / "record").exists()


def crashed(whole: Home, clock: FixedClock, folder: Path) -> tuple[Home, int]:
    """Return a copy of a record whose last 30 saves are in the journal only."""
    shutil.copytree(whole.folder, folder / "running")
    with closing(open_record(Home(folder / "running"), KEY, clock)) as record:
        write = Writer(record, clock, SequentialIds(9000))
        clock.advance(days=1)
        person = record.every(Person)[0]
        for number in range(30):
            clock.advance(seconds=7)
            write.text(person, f"late {number}")
        shutil.copytree(folder / "running", folder / "crashed")
    (folder / "crashed" / "ldcoach.db-shm").unlink()
    return Home(folder / "crashed"), TEXTS + 20


@pytest.mark.parametrize(
    "rounds", [6, pytest.param(100, marks=pytest.mark.slow), pytest.param(1000, marks=pytest.mark.soak)]
)
@pytest.mark.timeout(3600)
def test_of_a_damaged_journal_a_beginning_is_kept_and_nothing_else(
    rounds: int, whole: Home, home: Home, clock: FixedClock, tmp_path: Path
) -> None:
    chance = random.Random(SEED)
    torn, before = crashed(whole, clock, tmp_path)
    journal = (torn.folder / "ldcoach.db-wal").read_bytes()
    lengths = set()
    for number in range(rounds):
        shutil.copytree(torn.folder, home.folder)
        data, place = bytearray(journal), chance.randrange(len(journal))
        if number % 3 == 0:
            del data[place:]
        elif number % 3 == 1:
            data[place] ^= 1 << chance.randrange(8)
        else:
            data[place : place + PAGE] = bytes(len(data[place : place + PAGE]))
        (home.folder / "ldcoach.db-wal").write_bytes(data)
        with closing(open_record(home, KEY, clock)) as record:
            assert record.check() == []
            bodies = [text.body for text in record.every(Text)][before:]
        assert bodies == [f"late {one}" for one in range(len(bodies))]
        lengths.add(len(bodies))
        shutil.rmtree(home.folder)
    assert len(lengths) > 2


def test_frames_of_the_journal_in_another_order_are_passed_over(whole: Home, clock: FixedClock, tmp_path: Path) -> None:
    torn, before = crashed(whole, clock, tmp_path)
    path = torn.folder / "ldcoach.db-wal"
    data, frame = path.read_bytes(), 24 + PAGE
    head, frames = data[:32], [data[place : place + frame] for place in range(32, len(data), frame)]
    frames[4:12] = reversed(frames[4:12])
    path.write_bytes(head + b"".join(frames))
    with closing(open_record(torn, KEY, clock)) as record:
        assert record.check() == []
        assert before <= record.count(Text) < before + 30


def test_pages_that_changed_places_are_found(copy: Home, clock: FixedClock) -> None:
    swap_pages(copy.database, 30, 31)
    with pytest.raises(RecordDamaged):
        contents(copy, clock)


# Salvage


def saved(home: Home, clock: FixedClock) -> EncryptedRecord:
    return open_record(home, KEY, clock)


def test_a_whole_record_is_copied_row_by_row(copy: Home, clock: FixedClock, whole: Home, tmp_path: Path) -> None:
    done = salvage(copy, Home(tmp_path / "new"), KEY, no_progress)
    assert (done.missing, done.loose, done.kept_aside) == ({}, {}, None)
    assert done.kept["text"] == TEXTS + 20
    assert contents(Home(tmp_path / "new"), clock) == contents(whole, clock)
    assert (tmp_path / "new" / "vault.hdr").read_bytes() == (tmp_path / "new" / "vault.hdr2").read_bytes() == b"slots"
    with closing(saved(Home(tmp_path / "new"), clock)) as record:
        assert len(record.search("minutes").hits) == 20
        assert record.generation() == 1


def test_the_journal_is_read_too_and_one_of_another_file_is_not(whole: Home, clock: FixedClock, tmp_path: Path) -> None:
    torn, before = crashed(whole, clock, tmp_path)
    assert salvage(torn, Home(tmp_path / "new"), KEY, no_progress).kept["text"] == before + 30
    other = Home(tmp_path / "other")
    create_record(other, KEY, clock).close()
    shutil.copyfile(torn.folder / "ldcoach.db-wal", other.folder / "ldcoach.db-wal")
    assert salvage(other, Home(tmp_path / "empty"), KEY, no_progress).kept["text"] == 0


@pytest.mark.parametrize(
    "rounds", [2, pytest.param(20, marks=pytest.mark.slow), pytest.param(100, marks=pytest.mark.soak)]
)
@pytest.mark.timeout(3600)
def test_nearly_everything_survives_damaged_pages(rounds: int, whole: Home, home: Home, clock: FixedClock) -> None:
    chance, everybody = random.Random(SEED), {person.id for person in _people(whole, clock)}
    nothing = 0
    for number in range(rounds):
        shutil.copytree(whole.folder, home.folder)
        for _ in range(1 + number % 3):
            flip_bit(home.database, chance)
        try:
            done = salvage(home, None, KEY, no_progress)
        except RecordDamaged:
            # The list of tables was hit, which in so small a record fills a tenth of the pages.
            nothing += 1
            shutil.rmtree(home.folder)
            continue
        assert done.kept_aside is not None
        with closing(saved(home, clock)) as record:
            assert record.check() == []
            kept = record.every(Text)
            assert {person.id for person in record.every(Person)} == everybody
        bodies = {text.body for text in kept}
        assert all(body == "clear minutes" or body.startswith("text ") for body in bodies)
        assert len(kept) == done.kept["text"] - done.loose.get("text", 0)
        assert len(kept) + done.missing.get("text", 0) + done.loose.get("text", 0) >= TEXTS + 20
        assert len(kept) >= TEXTS + 20 - 30 * (1 + number % 3)
        for folder in home.folder.parent.glob("record*"):
            shutil.rmtree(folder)
    assert nothing <= 1 + 0.4 * rounds


def _people(home: Home, clock: FixedClock) -> list[Person]:
    with closing(open_record(home, KEY, clock)) as record:
        return record.every(Person)


def root_of(home: Home, table: str) -> int:
    """Return the first page of a table, from 1; a small table has no other."""
    with closing(connect(home.database, KEY)) as connection:
        return int(connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0])


def spoil_page(home: Home, page: int) -> None:
    data = bytearray(home.database.read_bytes())
    data[(page - 1) * PAGE + 100] ^= 1
    home.database.write_bytes(data)


def test_people_whose_row_is_lost_are_made_anew_without_a_name(copy: Home, clock: FixedClock, tmp_path: Path) -> None:
    spoil_page(copy, root_of(copy, "person"))
    done = salvage(copy, Home(tmp_path / "new"), KEY, no_progress)
    assert done.missing["person"] == 20
    with closing(saved(Home(tmp_path / "new"), clock)) as record:
        assert [person.name for person in record.every(Person)] == [f"Name lost {number}" for number in range(1, 21)]
        assert record.count(Text) == TEXTS + 20
        assert record.check() == []


def test_what_hangs_on_something_lost_is_left_out_and_counted(copy: Home, clock: FixedClock, tmp_path: Path) -> None:
    with closing(connect(copy.database, KEY)) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("UPDATE feedback SET goal_id = 'gone' WHERE rowid < 5")
        connection.execute("UPDATE feedback SET text_id = 'gone' WHERE rowid = 7")
    done = salvage(copy, Home(tmp_path / "new"), KEY, no_progress)
    assert done.loose == {"feedback": 1}
    with closing(saved(Home(tmp_path / "new"), clock)) as record:
        assert record.count(Feedback) == 19
        assert record.check() == []


def test_what_the_record_says_of_itself_is_filled_in(copy: Home, clock: FixedClock, tmp_path: Path) -> None:
    for table in ("meta", "alembic_version"):
        spoil_page(copy, root_of(copy, table))
    salvage(copy, Home(tmp_path / "new"), KEY, no_progress)
    with closing(saved(Home(tmp_path / "new"), clock)) as record:
        assert (record.generation(), record.is_sample()) == (0, False)
        assert record.check() == []


def test_without_an_index_the_places_in_the_gap_are_tried(copy: Home, tmp_path: Path, clock: FixedClock) -> None:
    with closing(open_record(copy, KEY, clock)) as record, record.work() as work:
        for _ in range(900):
            work.audit("edit", Person, "somebody")
    whole_pages = copy.database.stat().st_size // PAGE
    for page in range(whole_pages - 6, whole_pages - 4):
        spoil_page(copy, page)
    done = salvage(copy, Home(tmp_path / "new"), KEY, no_progress)
    assert 600 < done.kept["audit"] <= 900
    assert done.missing.get("audit", 0) == 0


def test_nothing_can_be_read_without_the_first_page(copy: Home, tmp_path: Path) -> None:
    spoil_page(copy, 1)
    before = copy.database.read_bytes()
    with pytest.raises(RecordDamaged, match="nothing can be copied"):
        salvage(copy, None, KEY, no_progress)
    assert copy.database.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["record"]


def test_a_record_of_a_newer_program_is_left_to_it(copy: Home, tmp_path: Path) -> None:
    with closing(connect(copy.database, KEY)) as connection:
        connection.execute("UPDATE meta SET value = '99' WHERE key = 'schema'")
    with pytest.raises(NewerRecord):
        salvage(copy, Home(tmp_path / "new"), KEY, no_progress)
    assert not (tmp_path / "new").exists()


def test_a_record_that_is_open_is_not_salvaged(copy: Home, clock: FixedClock, tmp_path: Path) -> None:
    with closing(open_record(copy, KEY, clock)), pytest.raises(RecordInUse):
        salvage(copy, Home(tmp_path / "new"), KEY, no_progress)


def test_tables_that_do_not_make_a_sound_record_are_refused(
    copy: Home, tmp_path: Path, reopen: Callable[[], EncryptedRecord]
) -> None:
    with closing(connect(copy.database, KEY)) as connection:
        connection.execute("UPDATE meta SET value = 'altered' WHERE key = 'canary/short'")
        assert sound(connection, None) == ["Rows that LDCoach knows by heart read back otherwise."]
    with pytest.raises(RecordDamaged, match="does not make a sound record"):
        salvage(copy, Home(tmp_path / "new"), KEY, no_progress)
    assert not (tmp_path / "new").exists()
