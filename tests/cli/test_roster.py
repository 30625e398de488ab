"""A team comes in from a spreadsheet, once."""

from __future__ import annotations

from pathlib import Path

import pytest

from ldcoach.cli.parts import Parts
from ldcoach.paths import Home
from tests.cli.conftest import PASSPHRASE, Shell

NAMES = (
    "Nguyễn Thị Ánh",
    "O'Brien-Sørensen",
    "عمر",
    "李小龍",
    "Ana Souza",
    "Mairi Campbell",
    "Tom Becker",
    "Zoë Müller",
    "Łukasz Żak",
    "Jean-Luc d'Arc",
    "Ingrid Åström",
    "Sam",
)


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    rows = "".join(
        f'"{name}";Technician;"Line {at % 3}";0,{at}5;14;1990-01-0{at % 9 + 1}\r\n' for at, name in enumerate(NAMES)
    )
    path = tmp_path / "team.csv"
    path.write_bytes(("Name;Role;Team;FTE;Cadence;Birth date\r\n" + rows).encode("utf-8-sig"))
    return path


def names(shell: Shell) -> set[str]:
    return {line["name"] for line in shell("people", "list", "--json").document}


def test_a_preview_changes_nothing(shell: Shell, roster: Path) -> None:
    told = shell("people", "import", str(roster), "--preview", "--json").document
    assert (told["preview"], told["added"], told["already_there"]) == (True, [*NAMES], [])
    assert names(shell) == set()


def test_the_same_list_twice_adds_nobody_twice(shell: Shell, roster: Path) -> None:
    first = shell("people", "import", str(roster), "--json")
    assert (first.code, first.err) == (0, "")
    assert first.document["added"] == [*NAMES]
    assert first.document["left_out"] == ["FTE"]
    assert first.document["never_read"] == ["Birth date"]
    again = shell("people", "import", str(roster), "--json").document
    assert (again["added"], again["already_there"]) == ([], [*NAMES])
    people = shell("people", "list", "--json").document
    assert sorted(one["name"] for one in people) == sorted(NAMES)
    assert {one["cadence_days"] for one in people} == {14}


def test_everybody_is_found_by_their_own_letters(shell: Shell, roster: Path) -> None:
    shell("people", "import", str(roster))
    for name in NAMES:
        ended = shell("agenda", "--person", name)
        assert (ended.code, ended.err) == (0, "")
        assert ended.out.startswith(f"{name}: ")


def test_bad_rows_are_told_with_their_lines_and_good_ones_kept(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "team.csv"
    path.write_text(f"Name,Role\nMairi Campbell,Fitter\n,Nobody\n{'x' * 500},Long\n", "utf-8")
    told = shell("people", "import", str(path), "--json").document
    assert told["added"] == ["Mairi Campbell"]
    assert [one["line"] for one in told["refused"]] == [3, 4]


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00\x01\x02\x03" * 50, b"Weight;Colour\r\n3;red\r\n", "Name\r\nمرحبا".encode("utf-16"), b"%PDF-1.7\n"],
    ids=["empty", "zeros", "no name", "utf-16", "pdf"],
)
def test_what_is_no_list_is_refused_or_read_and_never_half(shell: Shell, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "team.csv"
    path.write_bytes(content)
    ended = shell("people", "import", str(path))
    assert ended.code in (0, 1)
    if ended.code == 1:
        assert ended.line
        assert names(shell) == set()


def test_a_file_that_is_not_there_is_1(shell: Shell, tmp_path: Path) -> None:
    for path in (tmp_path / "nothing.csv", tmp_path):
        ended = shell("people", "import", str(path))
        assert ended.code == 1
        assert "cannot be read" in ended.line


def test_addresses_are_kept_and_listed_for_a_program(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "team.csv"
    path.write_text("氏名,部署,メール\n山田太郎,営業,y@x.example\nTom Becker,,\n", "utf-8")
    assert shell("people", "import", str(path), "--json").document["left_out"] == []
    people = shell("people", "list", "--json").document
    assert [(one["name"], one["team"], one["email"]) for one in people] == [
        ("Tom Becker", "", ""),
        ("山田太郎", "営業", "y@x.example"),
    ]


def test_those_who_left_are_listed_apart(shell: Shell, home: Path, parts: Parts) -> None:
    for name in ("Tom Becker", "Zoë Müller"):
        assert shell("people", "add", name).code == 0
    opened = parts.opening.open(Home(home), PASSPHRASE)
    opened.desk.people.archive(opened.desk.people.named("zoe").id)
    opened.close()
    assert names(shell) == {"Tom Becker"}
    assert [one["name"] for one in shell("people", "list", "--archived", "--json").document] == ["Zoë Müller"]


def test_languages_come_with_the_list_and_one_that_is_not_there_is_named(
    shell: Shell, home: Path, parts: Parts, tmp_path: Path
) -> None:
    path = tmp_path / "team.csv"
    path.write_text("Name;Sprache\nJörg Weiß;Deutsch\nAnn Lee;en-GB\nCy Tal;Klingon\nDi Ros;\n", "utf-8")
    told = shell("people", "import", str(path), "--json").document
    assert told["remarks"] == [{"line": 4, "reason": "nothing is written in its language, so it was left empty"}]
    opened = parts.opening.open(Home(home), PASSPHRASE)
    kept = {name: opened.desk.people.named(name).language for name in ("Jörg", "Ann", "Cy", "Di")}
    opened.close()
    assert kept == {"Jörg": "de", "Ann": "en", "Cy": "en", "Di": "en"}
