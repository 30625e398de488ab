"""Readings from a file on the command line: a preview first, then once and never twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Shell


@pytest.fixture
def file(tmp_path: Path, shell: Shell) -> Path:
    assert shell("outcome", "add", "Fewer unplanned stops").code == 0
    assert shell("measure", "add", "Unplanned stops", "--unit", "stops a week", "--outcome", "Fewer").code == 0
    written = tmp_path / "stops.csv"
    written.write_text("Date;Value\n2025-11-03;9\n2025-11-10;7,5\n2025-11-17;many\n", "utf-8")
    return written


def test_a_preview_changes_nothing_and_the_import_adds_once(shell: Shell, file: Path) -> None:
    call = ("measure", "import-readings", str(file), "--measure", "Unplanned", "--json")
    assert len(shell(*call, "--preview").document["sheet"]["rows"]) == 2
    assert shell("measure", "list", "--json").document[0]["readings"] == []
    assert shell(*call).document["added"] == 2
    again = shell(*call).document
    assert (again["added"], len(again["sheet"]["known"])) == (0, 2)
    assert [one["value"] for one in shell("measure", "list", "--json").document[0]["readings"]] == [9.0, 7.5]


def test_for_people_it_names_the_lines_that_were_not_taken(shell: Shell, file: Path) -> None:
    ended = shell("measure", "import-readings", str(file), "--measure", "Unplanned")
    assert ended.code == 0
    assert "2 readings added, 0 were there already." in ended.out
    assert "Line 4 was not taken" in ended.err
    assert "many" not in ended.err


def test_a_file_that_is_not_there_changes_nothing(shell: Shell, file: Path) -> None:
    ended = shell("measure", "import-readings", str(file) + ".gone", "--measure", "Unplanned")
    assert ended.code == 1
    assert "Nothing was changed" in ended.line
