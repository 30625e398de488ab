"""The two copies on the disk."""

from __future__ import annotations

import errno
import os
import stat
import tracemalloc
from typing import TYPE_CHECKING

import pytest

from ldcoach.errors import LDCoachError, NewerRecord, RecordDamaged, RecordMissing
from ldcoach.paths import Home
from ldcoach.vault import header_files
from ldcoach.vault.header_files import HeaderFiles

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.vault.conftest import CrashAt, FailingDisk, Made

posix = pytest.mark.skipif(os.name != "posix", reason="Windows keeps files private by folder, not by mode")


def test_both_copies_are_read_and_say_the_same(made: Made) -> None:
    first, second = HeaderFiles(made.home).read()
    assert first.data == second.data
    assert {first.path, second.path} == {made.home.header, made.home.header_copy}


def test_an_empty_or_absent_folder_has_no_record(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "absent"):
        files = HeaderFiles(Home(folder))
        assert not files.any_exists()
        with pytest.raises(RecordMissing, match="no record in this folder"):
            files.read()


def test_a_database_without_its_key_file_is_damage_and_no_new_record(made: Made) -> None:
    made.home.header.unlink()
    made.home.header_copy.unlink()
    made.home.database.write_bytes(b"encrypted")
    files = HeaderFiles(made.home)
    assert files.any_exists()
    with pytest.raises(RecordDamaged, match="key file of this record is missing"):
        files.read()


def test_of_a_huge_key_file_no_more_is_read_than_one_may_hold(made: Made) -> None:
    for path in (made.home.header, made.home.header_copy):
        with path.open("r+b") as file:
            file.truncate(64 << 20)
    tracemalloc.start()
    try:
        with pytest.raises(RecordDamaged, match="key file of this record is damaged"):
            HeaderFiles(made.home).read()
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 2 << 20


def test_a_whole_copy_is_enough(made: Made) -> None:
    for spoilt in (made.home.header, made.home.header_copy):
        good = spoilt.read_bytes()
        spoilt.write_bytes(good[:-1])
        assert len(HeaderFiles(made.home).read()) == 1
        spoilt.write_bytes(good)


def test_a_later_version_in_either_copy_stops_the_reading(made: Made, framed: Callable[..., bytes]) -> None:
    made.home.header.write_bytes(framed(b"later", version=2))
    with pytest.raises(NewerRecord):
        HeaderFiles(made.home).read()


def test_a_copy_that_cannot_be_read_is_neither_damage_nor_a_wrong_secret(made: Made) -> None:
    made.home.header.unlink()
    made.home.header.symlink_to(made.home.header)  # leads to itself, so the system refuses to read it, even to root
    made.home.header_copy.write_bytes(b"")
    with pytest.raises(LDCoachError, match="permissions of the folder") as refusal:
        HeaderFiles(made.home).read()
    assert type(refusal.value) is LDCoachError


def test_a_folder_in_the_place_of_a_copy_is_damage(made: Made) -> None:
    made.home.header.unlink()
    made.home.header.mkdir()
    assert [copy.path for copy in HeaderFiles(made.home).read()] == [made.home.header_copy]
    made.home.header_copy.write_bytes(b"")
    with pytest.raises(RecordDamaged):
        HeaderFiles(made.home).read()


@posix
def test_copies_are_for_this_user_only(made: Made) -> None:
    HeaderFiles(made.home).write(made.home.header.read_bytes())
    for path in (made.home.header, made.home.header_copy):
        assert path.stat().st_mode & 0o777 == 0o600


def test_a_crash_at_any_step_leaves_old_or_new_whole(made: Made, crash_at: type[CrashAt]) -> None:
    old = made.home.header.read_bytes()
    new = old[:-1]
    complete = crash_at()
    HeaderFiles(made.home, complete).write(old)
    assert complete.steps == [
        (name, stage) for name in ("vault.hdr", "vault.hdr2") for stage in ("begun", "written", "replaced", "done")
    ]
    for number in range(len(complete.steps)):
        made.write_both(old)
        with pytest.raises(crash_at.Crash):
            HeaderFiles(made.home, crash_at(number)).write(new)
        found = made.home.header.read_bytes(), made.home.header_copy.read_bytes()
        assert found in {(old, old), (new, old), (new, new)}


def test_what_a_crash_left_behind_goes_with_the_next_write(made: Made, crash_at: type[CrashAt]) -> None:
    data = made.home.header.read_bytes()
    with pytest.raises(crash_at.Crash):
        HeaderFiles(made.home, crash_at(1)).write(data)
    assert len(list(made.home.folder.iterdir())) == 3
    assert HeaderFiles(made.home).write(data) == ()
    assert sorted(path.name for path in made.home.folder.iterdir()) == ["vault.hdr", "vault.hdr2"]


@pytest.mark.parametrize("stage", ["begun", "written"])
def test_a_full_disk_at_the_first_copy_changes_nothing(made: Made, stage: str, failing_disk: type[FailingDisk]) -> None:
    old = made.home.header.read_bytes()
    full = failing_disk(frozenset({"vault.hdr"}), stage, errno.ENOSPC)
    with pytest.raises(LDCoachError, match="Everything is as it was"):
        HeaderFiles(made.home, full).write(b"new")
    assert made.home.header.read_bytes() == made.home.header_copy.read_bytes() == old
    assert len(list(made.home.folder.iterdir())) == 2


@pytest.mark.parametrize(
    ("file", "stage"),
    [("vault.hdr", "done"), ("vault.hdr2", "begun"), ("vault.hdr2", "written"), ("vault.hdr2", "done")],
)
def test_trouble_after_the_first_copy_is_a_warning(
    made: Made, file: str, stage: str, failing_disk: type[FailingDisk]
) -> None:
    trouble = failing_disk(frozenset({file}), stage, errno.EIO)
    warnings = HeaderFiles(made.home, trouble).write(b"new")
    assert len(warnings) == 1
    assert "second copy" in warnings[0]
    assert made.home.header.read_bytes() == b"new"


def test_healing_a_like_copy_touches_nothing(made: Made, crash_at: type[CrashAt]) -> None:
    witness = crash_at()
    files = HeaderFiles(made.home, witness)
    assert files.heal(files.read()[0]) == ()
    assert witness.steps == []


@pytest.mark.parametrize("spoilt", ["header", "header_copy"])
@pytest.mark.parametrize("harm", ["missing", "empty", "flipped"])
def test_healing_writes_the_other_copy_from_the_good_one(made: Made, spoilt: str, harm: str) -> None:
    path: Path = getattr(made.home, spoilt)
    good = path.read_bytes()
    if harm == "missing":
        path.unlink()
    else:
        path.write_bytes(b"" if harm == "empty" else good[:-1] + bytes([good[-1] ^ 1]))
    files = HeaderFiles(made.home)
    (warning,) = files.heal(files.read()[0])
    assert "written anew" in warning
    assert path.read_bytes() == good


@pytest.mark.parametrize("stage", ["begun", "written", "done"])
def test_healing_that_fails_is_only_reported(made: Made, stage: str, failing_disk: type[FailingDisk]) -> None:
    made.home.header.write_bytes(b"")
    files = HeaderFiles(made.home, failing_disk(frozenset({"vault.hdr"}), stage))
    (warning,) = files.heal(files.read()[0])
    assert "cannot write" in warning


@posix
@pytest.mark.skipif(os.name == "posix" and os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_read_and_refuses_writing_plainly(made: Made) -> None:
    data = made.home.header.read_bytes()
    made.home.header_copy.unlink()
    made.home.folder.chmod(0o500)
    try:
        files = HeaderFiles(made.home)
        (warning,) = files.heal(files.read()[0])
        assert "cannot write" in warning
        with pytest.raises(LDCoachError, match="Everything is as it was"):
            files.write(data)
    finally:
        made.home.folder.chmod(0o700)


@posix
@pytest.mark.skipif(os.name == "posix" and os.geteuid() == 0, reason="root may read anything")
def test_a_forbidden_key_file_speaks_of_permissions(made: Made) -> None:
    made.home.header.chmod(0)
    made.home.header_copy.chmod(0)
    with pytest.raises(LDCoachError, match="permissions of the folder"):
        HeaderFiles(made.home).read()


def test_a_folder_that_cannot_be_looked_at_is_neither_empty_nor_a_record(made: Made) -> None:
    too_long = Home(made.home.folder / ("x" * 300))
    with pytest.raises(LDCoachError, match="permissions of the folder"):
        HeaderFiles(too_long).any_exists()


@posix
@pytest.mark.parametrize(("code", "warnings"), [(errno.EINVAL, 0), (errno.ENOTSUP, 0), (errno.EIO, 1)])
def test_a_disk_that_cannot_sync_a_folder_is_fine_and_one_that_fails_is_told(
    made: Made, monkeypatch: pytest.MonkeyPatch, code: int, warnings: int
) -> None:
    sync = os.fsync

    def fsync(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(code, "refused")
        sync(descriptor)

    monkeypatch.setattr(header_files.os, "fsync", fsync)
    assert len(HeaderFiles(made.home).write(b"new")) == warnings
    assert made.home.header.read_bytes() == made.home.header_copy.read_bytes() == b"new"


def test_windows_makes_names_durable_by_itself(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(header_files, "_MAKES_NAMES_DURABLE", True)
    monkeypatch.setattr(header_files.os, "open", lambda path, *_: opened.append(path))
    header_files._sync_folder(made.home.folder)
    assert opened == []
