"""What is no file at all where a file of the record, a backup or a folder is looked for."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Shell

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes with a name in a folder")
PARTS = (("vault.hdr", "vault.hdr2"), ("ldcoach.db",), ("ldcoach.db-wal",))


def put(home: Path, names: tuple[str, ...], kind: str) -> None:
    for name in names:
        (home / name).unlink(missing_ok=True)
        if kind == "pipe":
            os.mkfifo(home / name)
        else:
            (home / name).mkdir()


@POSIX
@pytest.mark.parametrize("kind", ["pipe", "folder"])
@pytest.mark.parametrize("names", PARTS, ids=lambda names: names[0])
def test_what_is_no_file_is_damage_and_nobody_waits_for_it(
    shell: Shell, bare: Shell, home: Path, tmp_path: Path, names: tuple[str, ...], kind: str
) -> None:
    kept = tmp_path / "kept.ldcbak"
    assert shell("backup", "--output", str(kept)).code == 0
    put(home, names, kind)
    assert shell("people", "list").code == 4
    verified = shell("verify", "--json")
    assert (verified.code, verified.document["sound"]) == (4, False)
    assert bare("--home", str(home), "doctor", "--json").code == 0
    salvaged = shell("salvage", "--output", str(tmp_path / "saved"))
    assert salvaged.code == (0 if names == ("ldcoach.db-wal",) else 4)
    assert shell("restore", str(kept)).code == 0
    assert shell("people", "list").code == 0


def test_one_key_file_is_enough_to_salvage_with(shell: Shell, home: Path, tmp_path: Path) -> None:
    put(home, ("vault.hdr2",), "folder")
    assert shell("salvage", "--output", str(tmp_path / "saved")).code == 0


def test_of_an_empty_database_nothing_can_be_salvaged(shell: Shell, home: Path, tmp_path: Path) -> None:
    (home / "ldcoach.db").write_bytes(b"")
    done = shell("salvage", "--output", str(tmp_path / "saved"))
    assert done.code == 4
    assert "restore --newest" in done.line
    (home / "ldcoach.db").unlink()
    assert shell("salvage", "--output", str(tmp_path / "saved")).line == done.line
    assert not (tmp_path / "saved").exists()


@POSIX
def test_a_pipe_is_no_backup_and_no_place_for_one(shell: Shell, home: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.ldcbak"
    os.mkfifo(pipe)
    for words in (("restore", str(pipe)), ("verify", str(pipe)), ("backup", "--output", str(pipe))):
        assert shell(*words).code == 1
    assert shell("restore", "--newest").code == 1
    assert pipe.is_fifo()


@POSIX
def test_a_link_that_leads_to_itself_is_no_home(
    bare: Shell, shell: Shell, passphrase_file: Path, tmp_path: Path
) -> None:
    kept, loop = tmp_path / "kept.ldcbak", tmp_path / "loop"
    assert shell("backup", "--output", str(kept)).code == 0
    loop.symlink_to(loop)
    done = bare("--home", str(loop), "restore", str(kept), "--passphrase-file", str(passphrase_file))
    assert done.code == 1
    assert "Nothing was restored" in done.line


@pytest.mark.parametrize(
    "words",
    [
        ("people", "list", "--passphrase-file", ""),
        ("passphrase", "change", "--new-passphrase-file", ""),
        ("recover", "--passphrase-file", ""),
        ("erase", "--yes", "--person", ""),
        ("agenda", "--person", " "),
        ("gap", "brief", "--gap", ""),
    ],
    ids=lambda words: words[0],
)
def test_an_empty_name_is_wrong_usage(bare: Shell, home: Path, words: tuple[str, ...]) -> None:
    done = bare("--home", str(home), *words)
    assert done.code == 2
    assert "it is empty" in done.err


def test_a_file_in_the_place_of_the_folder_of_backups_is_told(shell: Shell, home: Path) -> None:
    (home / "backups").write_text("x", "utf-8")
    done = shell("backup", "--managed")
    assert done.code == 1
    assert "A file has the name of a folder" in done.line


@POSIX
def test_a_pipe_for_the_list_of_the_erased_is_no_list(shell: Shell, tmp_path: Path) -> None:
    kept = tmp_path / "kept.ldcbak"
    assert shell("backup", "--output", str(kept)).code == 0
    os.mkfifo(tmp_path / "erased.ldclist")
    restored = shell("restore", str(kept), "--json")
    assert restored.code == 0
    assert "no list of erased people" in restored.document["warning"]


@POSIX
def test_folders_above_a_record_are_for_this_user_only_too(
    bare: Shell, shell: Shell, passphrase_file: Path, tmp_path: Path
) -> None:
    kept = tmp_path / "kept.ldcbak"
    former = os.umask(0)
    try:
        assert shell("backup", "--output", str(kept)).code == 0
        for words in (("init",), ("restore", str(kept))):
            home = tmp_path / words[0] / "deep" / "record"
            assert bare("--home", str(home), *words, "--passphrase-file", str(passphrase_file)).code == 0
            assert {path.stat().st_mode & 0o777 for path in (home, *home.parents[:2])} == {0o700}
    finally:
        os.umask(former)
