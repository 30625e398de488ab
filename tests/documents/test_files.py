"""Files that appear whole or not at all, and never in place of a record."""

from __future__ import annotations

import hashlib
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


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(LDCoachError, match="could not be saved there"):
        write_whole(tmp_path / "none" / "a.pdf", b"new")
    assert list(tmp_path.iterdir()) == []
