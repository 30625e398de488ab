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


def test_a_number_in_powers_of_ten_is_read_as_spreadsheets_write_it(shell: Shell, file: Path) -> None:
    file.write_text("Date,Value\n2025-11-03,1.5E+05\n2025-11-04,1e999\n2025-11-05,1e-999\n", "utf-8")
    sheet = shell("measure", "import-readings", str(file), "--measure", "Unplanned", "--json").document["sheet"]
    assert [one["value"] for one in sheet["rows"]] == [150_000.0]
    reasons = {one["line"]: one["reason"] for one in sheet["refused"]}
    assert reasons == {
        3: "its value is larger than a number that can be kept",
        4: "its value is no number that could be read",
    }


@pytest.mark.parametrize("unit", ["", "  "])
def test_a_measure_without_a_unit_is_refused(shell: Shell, unit: str) -> None:
    assert shell("outcome", "add", "Fewer stops").code == 0
    ended = shell("measure", "add", "Stops", "--unit", unit, "--outcome", "Fewer stops")
    assert (ended.code, shell("measure", "list", "--json").document) == (1, [])
    assert "The unit is missing. Nothing was saved" in ended.line


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_day_of_a_goal_or_a_reading_is_of_our_time(shell: Shell, file: Path, day: str) -> None:
    assert shell("people", "add", "Priya Nair").code == 0
    goal = shell("goal", "add", "Hand over", "--person", "Priya", "--by", day)
    assert goal.code == 1
    assert "lies between 1900 and" in goal.line
    assert shell("measure", "add-reading", "Unplanned", "--value", "3", "--on", day).code == 1
    file.write_text(f"Date,Value\n{day},3\n", "utf-8")
    sheet = shell("measure", "import-readings", str(file), "--measure", "Unplanned", "--json").document["sheet"]
    assert (sheet["rows"], len(sheet["refused"])) == ([], 1)
    assert shell("goal", "list", "--json").document == []
    assert shell("goal", "add", "Hand over", "--person", "Priya", "--by", "2028-02-29").code == 0


def test_a_name_that_is_too_long_is_refused_by_its_kind(shell: Shell) -> None:
    assert shell("people", "add", "Priya Nair").code == 0
    assert shell("outcome", "add", "Fewer stops").code == 0
    long = "x" * 301
    for words, what in (
        (("outcome", "add", long), "outcome"),
        (("outcome", "add", "Fewer", "--priority", long), "priority"),
        (("measure", "add", long, "--unit", "a week", "--outcome", "Fewer"), "measure"),
        (("measure", "add", "Stops", "--unit", long, "--outcome", "Fewer"), "unit"),
        (("goal", "add", long, "--person", "Priya"), "goal"),
    ):
        ended = shell(*words)
        assert ended.code == 1
        assert f"The name of the {what} has 301 characters; at most 300 characters fit. Nothing was saved" in ended.line


def test_the_ends_of_a_range_go_with_a_range(shell: Shell) -> None:
    assert shell("outcome", "add", "Fewer stops").code == 0
    words = ("measure", "add", "Load", "--unit", "%", "--outcome", "Fewer stops")
    assert shell(*words, "--lower", "5").code == 2
    assert "needs a lower or an upper end" in shell(*words, "--polarity", "in_range").line
    assert shell("measure", "list", "--json").document == []


@pytest.mark.parametrize(
    "words",
    [
        ("goal", "add", "--person", "Priya"),
        ("measure", "add", "--unit", "a week", "--outcome", "Fewer"),
        ("measure", "add-reading", "Stops", "--measure", "Stops", "--value", "3"),
        ("measure", "compare", "--since", "2026-01-01"),
    ],
)
def test_wrong_usage_is_told_before_a_passphrase_is_asked_for(
    bare: Shell, tmp_path: Path, words: tuple[str, ...]
) -> None:
    assert bare("--home", str(tmp_path / "nowhere"), *words).code == 2
