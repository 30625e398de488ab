"""Erasing: nobody else's rows, and not a word left, neither in tables nor free pages nor the journal nor a restored backup."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ldcoach.domain.erasure import Tombstone
from ldcoach.domain.keeping import Audit, Setting
from ldcoach.domain.people import Person
from ldcoach.domain.texts import Text
from ldcoach.errors import LDCoachError, NotFound, RecordDamaged, RecordInUse
from ldcoach.paths import Home
from ldcoach.services.backups import BackupKeys, BackupStamp, no_progress
from ldcoach.store import erasing
from ldcoach.store.backup import make_backup
from ldcoach.store.engine import connect
from ldcoach.store.erased_list import LIST_NAME, read_erased, write_erased
from ldcoach.store.record import EncryptedRecord, open_record
from ldcoach.store.restore import place_backup
from ldcoach.store.tables import TABLES
from tests.fakes import FixedClock
from tests.store.decryptor import decrypted
from tests.store.whole_person import Words, keep_whole_person
from tests.store.writer import Writer

ON = date(2026, 3, 2)


def rows_by_table(record: EncryptedRecord) -> dict[str, int]:
    return {table.name: record.count(kind) for kind, table in TABLES.items()}


def erase(record: EncryptedRecord, person: Person, clock: FixedClock) -> None:
    erasing.erase(record.session, person.id, clock.now(), ON)


@pytest.mark.parametrize(
    "rounds", [1, pytest.param(4, marks=pytest.mark.slow), pytest.param(20, marks=pytest.mark.soak)]
)
def test_not_a_word_is_left_in_the_decrypted_file(
    rounds: int, record: EncryptedRecord, write: Writer, home: Home, key: bytearray, clock: FixedClock
) -> None:
    stays = Words(1)
    for _ in range(3):
        keep_whole_person(write, stays)
    before = rows_by_table(record)
    for number in range(rounds):
        gone = Words(100 + number)
        person = keep_whole_person(write, gone, texts=40)
        assert len(gone.left_in(decrypted(home.database, bytes(key)))) == len(gone.made)
        erase(record, person, clock)
        data = decrypted(home.database, bytes(key))
        assert gone.left_in(data) == []
        assert stays.left_in(data) == stays.made
        assert record.check() == []
    after = rows_by_table(record)
    assert after.pop("audit") == before.pop("audit") + rounds
    assert after == before


def test_every_kind_of_row_is_in_the_whole_person(record: EncryptedRecord, write: Writer, clock: FixedClock) -> None:
    """The test above proves nothing for a table that this person has no row in."""
    person = keep_whole_person(write, Words(1))
    reach = erasing.reach(record.session, person.id, person.called)
    with_rows = {name for name, many in rows_by_table(record).items() if many}
    assert with_rows == {*reach.rows, "audit", "setting"}
    assert set(rows_by_table(record)) - with_rows == {
        "priority",
        "outcome",
        "skill",
        "goal_skill",
        "feedback_skill",
        "guide",
    }
    assert reach.rows["text"] == record.count(Text)
    assert rows_by_table(record)["person"] == 1


def test_texts_of_others_that_hold_the_name_are_counted_and_stay(record: EncryptedRecord, write: Writer) -> None:
    ada, bo = write.person("Ada Lind"), write.person("Bo Ek")
    write.text(ada, "Ada was here")
    write.text(bo, "spoke with ADA about it")
    write.text(bo, "spoke with nobody")
    assert erasing.reach(record.session, ada.id, ada.called).mentions == 1
    assert erasing.reach(record.session, ada.id, "...").mentions == 0
    assert record.count(Text) == 3


def test_what_is_kept_is_an_id_and_a_day(record: EncryptedRecord, write: Writer, clock: FixedClock) -> None:
    person = write.person()
    assert erasing.erased_at(record.session) is None
    erase(record, person, clock)
    assert erasing.tombstones(record.session) == (Tombstone(person.id, ON),)
    assert erasing.erased_at(record.session) == clock.now()
    assert record.every(Audit) == [Audit(at=clock.now(), act="erase", entity="person", entity_id=person.id)]
    with pytest.raises(NotFound):
        erase(record, person, clock)
    with pytest.raises(NotFound):
        erasing.reach(record.session, person.id, "Ada")


def test_settings_forget_the_person_and_keep_the_rest(
    record: EncryptedRecord, write: Writer, clock: FixedClock
) -> None:
    person, other = write.person(), write.person("Bo Ek")
    arranged = {"order": [other.id, person.id, 3], person.id: 1, "last": person.id, "next": other.id}
    write.keep(Setting(id="look", value=json.dumps(arranged)))
    write.keep(Setting(id=f"agenda.{person.id}", value="1"))
    write.keep(Setting(id="last", value=json.dumps(person.id)))
    write.keep(Setting(id="theme", value='"dark"'))
    erase(record, person, clock)
    assert {setting.id: json.loads(setting.value) for setting in record.every(Setting)} == {
        "look": {"order": [other.id, 3], "next": other.id},
        "last": None,
        "theme": "dark",
    }


def impatient(record: EncryptedRecord) -> None:
    """Let the connection that is used next not wait for readers."""
    raw = record.session.connections.raw()
    raw.execute("PRAGMA busy_timeout=10")
    raw.close()


def test_with_a_reader_open_nothing_is_begun(record: EncryptedRecord, write: Writer, clock: FixedClock) -> None:
    person = write.person()
    impatient(record)
    other = connect(record.session.path, bytearray(range(32)))
    other.execute("BEGIN")
    other.execute("SELECT count(*) FROM person").fetchone()
    write.person("Bo Ek")
    with pytest.raises(RecordInUse, match="Nothing was changed"):
        erase(record, person, clock)
    assert record.count(Person) == 2
    other.close()
    erase(record, person, clock)
    assert record.count(Person) == 1


def test_a_reader_that_comes_in_between_is_told_and_the_rest_is_done_at_the_next_opening(
    record: EncryptedRecord,
    write: Writer,
    home: Home,
    key: bytearray,
    clock: FixedClock,
    reopen: Callable[[], EncryptedRecord],
) -> None:
    gone = Words(5)
    person = keep_whole_person(write, gone)
    other = connect(home.database, key)

    alone = record.session.alone
    calls: list[int] = []

    def reading_in_between() -> object:
        calls.append(1)
        if len(calls) == 2:
            other.execute("BEGIN")
            other.execute("SELECT count(*) FROM person").fetchone()
        return alone()

    record.session.alone = reading_in_between  # type: ignore[method-assign,assignment]
    impatient(record)
    with pytest.raises(LDCoachError, match="traces may still lie"):
        erase(record, person, clock)
    other.close()
    record.session.alone = alone  # type: ignore[method-assign]
    record.close()
    again = reopen()
    assert gone.left_in(decrypted(home.database, bytes(key))) == []
    assert again.check() == []


# The list beside the backups


def test_the_list_is_sealed(tmp_path: Path) -> None:
    seal, stones = bytearray(32), (Tombstone("b", ON), Tombstone("a", ON))
    assert read_erased(tmp_path, seal) is None
    write_erased(tmp_path, stones, seal)
    assert read_erased(tmp_path, seal) == tuple(sorted(stones))
    assert [path.name for path in tmp_path.iterdir()] == [LIST_NAME]
    with pytest.raises(RecordDamaged):
        read_erased(tmp_path, bytearray(range(32)))
    whole = (tmp_path / LIST_NAME).read_text()
    for altered in (
        whole.replace('"a"', '"c"'),
        whole[:-9],
        "[]",
        "{}",
        '{"erased": 3, "seal": "00"}',
        "\x00",
        "[" * 9999,
    ):
        (tmp_path / LIST_NAME).write_text(altered)
        with pytest.raises(RecordDamaged, match="list of erased"):
            read_erased(tmp_path, seal)


@pytest.fixture
def keys(key: bytearray) -> BackupKeys:
    return BackupKeys(bytearray(key), bytearray(range(100, 132)))


def test_a_restored_backup_does_not_bring_anybody_back(
    record: EncryptedRecord, write: Writer, home: Home, keys: BackupKeys, clock: FixedClock, tmp_path: Path
) -> None:
    gone, stays = Words(5), Words(6)
    person, other = keep_whole_person(write, gone), keep_whole_person(write, stays)
    place = tmp_path / "usb"
    place.mkdir()
    stamp = BackupStamp("4f5c6f5e-0000-4000-8000-000000000001", clock.now(), b"slots")
    made = make_backup(record, place / "a.ldcbak", stamp, keys, no_progress)
    erase(record, person, clock)
    stones = {*erasing.tombstones(record.session), Tombstone("somebody else", ON)}
    record.close()

    placed = place_backup(made.file, home, keys, no_progress)
    assert (placed.erased_again, placed.erased_known) == (0, False)

    (place / LIST_NAME).write_text("altered")
    assert not place_backup(made.file, home, keys, no_progress).erased_known

    write_erased(place, stones, keys.seal)
    placed = place_backup(made.file, home, keys, no_progress)
    assert (placed.erased_again, placed.erased_known) == (1, True)
    data = decrypted(home.database, bytes(keys.database))
    assert gone.left_in(data) == []
    assert stays.left_in(data) == stays.made
    with closing(open_record(home, keys.database, clock)) as restored:
        assert [one.id for one in restored.every(Person)] == [other.id]
        assert set(erasing.tombstones(restored.session)) == stones
        assert restored.check() == []


def test_managed_backups_and_their_list_move_over_to_the_restored_record(
    record: EncryptedRecord, write: Writer, home: Home, keys: BackupKeys, clock: FixedClock
) -> None:
    person = write.person()
    home.backups.mkdir()
    stamp = BackupStamp("4f5c6f5e-0000-4000-8000-000000000001", clock.now(), b"slots")
    made = make_backup(record, home.backups / "a.ldcbak", stamp, keys, no_progress)
    erase(record, person, clock)
    write_erased(home.backups, erasing.tombstones(record.session), keys.seal)
    record.close()
    placed = place_backup(made.file, home, keys, no_progress)
    assert placed.erased_again == 1
    assert made.file.exists()
    assert placed.kept_aside is not None
    assert not Home(placed.kept_aside).backups.exists()


def test_a_replay_that_fails_changes_nothing(
    record: EncryptedRecord, write: Writer, home: Home, key: bytearray
) -> None:
    person = write.person()
    write.keep(Setting(id="look", value="1"))
    record.close()
    with closing(connect(home.database, key)) as bare:
        bare.execute("UPDATE setting SET value = 'no json'")
        with pytest.raises(ValueError, match="Expecting value"):
            erasing.replay(bare, [Tombstone(person.id, ON)])
        assert bare.execute("SELECT count(*) FROM person").fetchone() == (1,)


def test_a_person_of_another_record_with_the_same_name_is_left_alone(
    record: EncryptedRecord, write: Writer, clock: FixedClock
) -> None:
    first, second = write.person("Ada Lind"), write.person("Ada Lind")
    erase(record, first, clock)
    assert record.every(Person) == [replace(second)]
