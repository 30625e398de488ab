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


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("5,5", 5.5),
        ("5.5", 5.5),
        ("-3", -3.0),
        ("1.234,5", 1234.5),
        ("1 234,5", 1234.5),
        ("1.234", 1.234),
        ("1e3", 1e3),
    ],
)
@pytest.mark.usefixtures("file")
def test_a_reading_may_have_a_decimal_comma(shell: Shell, words: str, value: float) -> None:
    told = shell("measure", "add-reading", "Unplanned", f"--value={words}", "--on", "2025-11-03", "--json")
    assert [one["value"] for one in told.document["readings"]] == [value]


@pytest.mark.parametrize(
    ("words", "told"),
    [("1,234", "two ways"), ("many", "not a number"), ("", "not a number"), ("5 %", "not a number"), ("1_0", "number")],
)
@pytest.mark.usefixtures("file")
def test_what_is_no_number_or_may_be_two_is_wrong_usage(shell: Shell, words: str, told: str) -> None:
    ended = shell("measure", "add-reading", "Unplanned", f"--value={words}")
    assert ended.code == 2
    assert told in ended.err
    assert shell("measure", "list", "--json").document[0]["readings"] == []


@pytest.mark.usefixtures("file")
def test_a_range_has_its_lower_end_below(shell: Shell) -> None:
    words = ("measure", "add", "Rest", "--unit", "h", "--outcome", "Fewer", "--polarity", "in_range")
    assert "lower end" in shell(*words, "--lower", "11,5", "--upper", "8").line
    made = shell(*words, "--lower", "8", "--upper", "11,5", "--json").document
    assert (made["lower"], made["upper"]) == (8.0, 11.5)
