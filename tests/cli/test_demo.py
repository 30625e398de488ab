"""The sample record: the same each time, and never in place of a real one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ldcoach.cli.parts import Parts
from ldcoach.cli.root import run
from ldcoach.errors import DiskFull
from ldcoach.paths import Home
from ldcoach.services.opening import OpenRecord
from ldcoach.store.engine import connect
from ldcoach.vault.cost import FLOOR
from ldcoach.vault.file_vault import FileVault
from tests.cli.conftest import Shell

TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
STAMPS = {"created_at", "updated_at"}


def test_a_home_with_a_real_record_is_refused_untouched(bare: Shell, home: Path) -> None:
    before = {path.name: path.read_bytes() for path in home.iterdir()}
    for more in ((), ("--fresh",)):
        ended = bare("--home", str(home), "demo", *more)
        assert ended.code == 1
        assert "not a sample" in ended.line
        assert {path.name: path.read_bytes() for path in home.iterdir()} == before


def dump(home: Home, passphrase: str) -> dict[str, list[str]]:
    """Return every row of every table, the moments left out at which it was written."""
    keys = FileVault(FLOOR).unlock(home, passphrase)
    connection = connect(home.database, keys.database_key())
    keys.close()
    try:
        return {name: _rows(connection, name) for (name,) in connection.execute(TABLES).fetchall()}
    finally:
        connection.close()


def _rows(connection: Any, table: str) -> list[str]:
    columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
    named = ", ".join(f'"{column}"' for column in columns if column not in STAMPS)
    return sorted(repr(row) for row in connection.execute(f'SELECT {named} FROM "{table}"'))


def test_the_same_seed_and_day_give_the_same_rows(bare: Shell, parts: Parts, tmp_path: Path) -> None:
    dumps = []
    for name, seed in (("one", 5), ("two", 5), ("three", 6)):
        told = bare(
            "--home", str(tmp_path / name), "demo", "--people", "3", "--seed", str(seed), "--today", "2026-11-20"
        )
        assert told.code == 0
        dumps.append(dump(Home(tmp_path / name), parts.sample_passphrase))
    assert sum(map(len, dumps[0].values())) > 300
    assert dumps[0] == dumps[1]
    assert dumps[0] != dumps[2]


def test_a_sample_is_opened_again_and_made_anew_only_when_asked(bare: Shell, tmp_path: Path, parts: Parts) -> None:
    home = tmp_path / "sample"
    words = ("--home", str(home), "demo", "--people", "3", "--today", "2026-11-20", "--json")
    told = bare(*words).document
    assert told == {"home": str(home), "passphrase": parts.sample_passphrase, "files": []}
    note = ("note", "add", "--person", "Mairi", "--lane", "shared", "--text", "Agreed to try the walk-over.")
    spoken = f"{parts.sample_passphrase}\n".encode()
    assert bare("--home", str(home), *note, "--passphrase-file", "-", typed=spoken).code == 0
    search = ("--home", str(home), "search", "agreed walk-over try", "--json", "--passphrase-file", "-")
    assert bare(*words).code == 0
    assert len(bare(*search, typed=spoken).document) == 1
    assert bare(*words, "--fresh").code == 0
    assert bare(*search, typed=spoken).document == []


@pytest.mark.parametrize("day", ["0001-01-01", "1900-12-31", "9999-12-31"])
def test_a_day_that_no_past_fits_before_is_wrong_usage(bare: Shell, tmp_path: Path, day: str) -> None:
    ended = bare("--home", str(tmp_path / "sample"), "demo", "--today", day)
    assert ended.code == 2
    assert "between 1901 and 2900" in ended.err
    assert not (tmp_path / "sample").exists()


def test_a_file_in_place_of_the_folder_for_pictures_stops_before_anything_is_made(bare: Shell, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    ended = bare("--home", str(tmp_path / "sample"), "demo", "--output", str(tmp_path / "file"))
    assert ended.code == 1
    assert "Nothing was made" in ended.line
    assert not (tmp_path / "sample").exists()


def test_a_sample_that_could_not_be_finished_is_not_taken_for_one(parts: Parts, bare: Shell, tmp_path: Path) -> None:
    home = Home(tmp_path / "sample")

    class Stops:
        """Makes a record, and is stopped before it is full."""

        def __call__(
            self, home: Home, *, people: int, years: int, seed: int, today: date | None
        ) -> tuple[OpenRecord, str]:
            parts.opening.create(home, "copper ferry lantern oats", sample=True)[0].close()
            raise DiskFull(f"{people} {years} {seed} {today}")

    code = run(["--home", str(home.folder), "demo"], replace(parts, make_sample=Stops()))
    assert code == 1
    assert not any(path.exists() for path in home.every_file())
    assert bare("--home", str(home.folder), "demo", "--people", "1").code == 0
