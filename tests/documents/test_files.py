"""Files that appear whole or not at all, and never in place of a record."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from ldcoach.documents.files import write_whole
from ldcoach.errors import LDCoachError, UnfitInput

PARTS = ["ldcoach.db", "ldcoach.db-wal", "ldcoach.db-shm", "vault.hdr", "vault.hdr2", "ldcoach.lock", "ldcoach.ballast"]


@pytest.mark.parametrize("name", [*PARTS, "LDCoach.DB", "record.ldcbak", "erased.ldclist"])
def test_what_a_record_or_a_backup_is_called_is_never_written_over(tmp_path: Path, name: str) -> None:
    target = tmp_path / name
    target.write_bytes(b"years of work")
    with pytest.raises(UnfitInput, match="Nothing was written"):
        write_whole(target, b"a summary")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"years of work"]


def test_another_file_is_replaced_whole(tmp_path: Path) -> None:
    target = tmp_path / "summary.pdf"
    target.write_bytes(b"the former one, which was longer")
    assert write_whole(target, b"new") == hashlib.sha256(b"new").hexdigest()
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"new"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_what_is_no_file_stays(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    for name in ("pipe", "folder"):
        with pytest.raises(UnfitInput, match="no file"):
            write_whole(tmp_path / name, b"new")
    assert (tmp_path / "pipe").is_fifo()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "pipe"]


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="this system names no open files")
def test_a_name_of_the_system_for_a_file_that_is_open_is_refused(tmp_path: Path) -> None:
    with (tmp_path / "out.txt").open("w") as out:
        for name in (f"/dev/fd/{out.fileno()}", f"/proc/self/fd/{out.fileno()}", "/dev/stdout"):
            with pytest.raises(UnfitInput, match="no file"):
                write_whole(Path(name), b"new")
    assert (tmp_path / "out.txt").read_bytes() == b""


def test_a_link_to_a_part_of_a_record_is_refused_and_another_is_followed(tmp_path: Path) -> None:
    record, other = tmp_path / "ldcoach.db", tmp_path / "former.pdf"
    record.write_bytes(b"years of work")
    other.write_bytes(b"former")
    (tmp_path / "a.pdf").symlink_to(record)
    (tmp_path / "b.pdf").symlink_to(other)
    with pytest.raises(UnfitInput, match="record"):
        write_whole(tmp_path / "a.pdf", b"new")
    write_whole(tmp_path / "b.pdf", b"new")
    assert (record.read_bytes(), other.read_bytes()) == (b"years of work", b"new")


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(LDCoachError, match="could not be saved there"):
        write_whole(tmp_path / "none" / "a.pdf", b"new")
    assert list(tmp_path.iterdir()) == []
