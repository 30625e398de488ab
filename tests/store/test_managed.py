"""The folders of automatic backups, and what the record knows of age."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ldcoach.domain.keeping import Audit
from ldcoach.domain.kept_long import KeptLong
from ldcoach.domain.kinds import Visibility
from ldcoach.domain.texts import Text
from ldcoach.errors import LDCoachError
from ldcoach.paths import Home
from ldcoach.services.backups import BackupKeys, BackupStamp, no_progress
from ldcoach.store import ageing
from ldcoach.store.backup import make_backup
from ldcoach.store.managed import found_in, prepare, remove, remove_upgrade_copies, usable
from ldcoach.store.record import EncryptedRecord
from tests.fakes import FixedClock
from tests.store.writer import Writer


def test_only_a_folder_that_is_there_is_used_and_only_our_own_is_made(tmp_path: Path) -> None:
    own = tmp_path / "backups"
    assert not usable(own)
    prepare(own, private=False)
    assert not own.exists()
    prepare(own, private=True)
    assert usable(own)
    (tmp_path / "file").write_text("in the way")
    assert not usable(tmp_path / "file")
    with pytest.raises(LDCoachError, match="No backup was made"):
        prepare(tmp_path / "file" / "backups", private=True)


def test_backups_are_found_newest_first_and_others_left_out(
    record: EncryptedRecord, clock: FixedClock, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    assert found_in(folder) == []
    folder.mkdir()
    keys = BackupKeys(bytearray(range(32)), bytearray(32))
    for day, name in enumerate("bca"):
        stamp = BackupStamp("4f5c6f5e-0000-4000-8000-000000000001", clock.now() + timedelta(days=day), b"slots")
        make_backup(record, folder / f"{name}.ldcbak", stamp, keys, no_progress)
    (folder / "d.ldcbak").write_bytes(b"damaged")
    assert [facts.file.stem for facts in found_in(folder)] == ["a", "c", "b"]
    remove(folder / "a.ldcbak")
    remove(folder / "a.ldcbak")
    assert [facts.file.stem for facts in found_in(folder)] == ["c", "b"]
    with pytest.raises(LDCoachError, match="could not be removed"):
        remove(tmp_path / "gone" / "a.ldcbak")


def test_copies_from_before_an_upgrade_go_by_their_age(tmp_path: Path) -> None:
    home = Home(tmp_path)
    moment = datetime(2026, 3, 2, tzinfo=UTC)
    for version, days in ((1, -1), (2, 1)):
        copy = home.backups / f"before-version-{version}"
        copy.mkdir(parents=True)
        at = (moment + timedelta(days=days)).timestamp()
        os.utime(copy, (at, at))
    assert remove_upgrade_copies(home, moment) == [home.backups / "before-version-1"]
    assert [path.name for path in home.backups.iterdir()] == ["before-version-2"]


def test_prep_notes_are_known_by_their_age(record: EncryptedRecord, write: Writer, clock: FixedClock) -> None:
    assert ageing.last_seen(record.session) is None
    ada, bo = write.person("Ada Lind"), write.person("Bo Ek")
    old = clock.now() - timedelta(days=100)
    for person, at, visibility in (
        (ada, old, Visibility.PREP), (ada, old + timedelta(days=1), Visibility.PREP), (ada, old, Visibility.SHARED),
        (ada, clock.now(), Visibility.PREP), (bo, old, Visibility.PREP),
    ):  # fmt: skip
        write.text(person, "a thought", at=at, visibility=visibility)
    before = clock.now() - timedelta(days=90)
    assert ageing.old(record.session, KeptLong.PREP_NOTES, before) == [(ada.id, 2, old), (bo.id, 1, old)]
    assert ageing.delete(record.session, KeptLong.PREP_NOTES, ada.id, before) == 2
    assert ageing.old(record.session, KeptLong.PREP_NOTES, before) == [(bo.id, 1, old)]
    assert record.count(Text) == 3
    assert record.check() == []


def test_old_entries_of_the_audit_list_go_unless_a_legal_hold_keeps_them(
    record: EncryptedRecord, write: Writer, clock: FixedClock
) -> None:
    ada, bo = write.person("Ada Lind"), write.person("Bo Ek", legal_hold=True)
    theirs = write.goal(bo)
    old, before = clock.now() - timedelta(days=500), clock.now() - timedelta(days=365)
    assert ageing.old_audit(record.session, old) is None
    for at, key in ((old, ada.id), (old + timedelta(days=1), ada.id), (old, theirs.id), (old, bo.id), (before, ada.id)):
        write.keep(Audit(at=at, act="looked at", entity="person", entity_id=key))
    assert ageing.old_audit(record.session, before) == (2, old)
    assert ageing.delete_audit(record.session, before) == 2
    assert ageing.old_audit(record.session, before) is None
    assert record.count(Audit) >= 3


def test_the_last_moment_never_goes_back_by_itself(record: EncryptedRecord, write: Writer, clock: FixedClock) -> None:
    write.person()
    seen = clock.now()
    clock.advance(days=-400)
    record.session._counted = False
    write.person("Bo Ek")
    assert ageing.last_seen(record.session) == seen
    ageing.trust_clock(record.session, clock.now())
    assert ageing.last_seen(record.session) == clock.now()
