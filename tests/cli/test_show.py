"""What a command prints for people."""

from __future__ import annotations

import pytest

from ldcoach.cli.show import counted, print_rows, there_already


def test_no_text_commands_the_terminal_or_breaks_out_of_its_row(capsys: pytest.CaptureFixture[str]) -> None:
    print_rows([("Ada", "\x1b[2Jgone\x9b31m"), ("O'Brien-Sørensen", "two\r\nlines")], "nothing")
    assert capsys.readouterr().out.splitlines() == ["Ada                [2Jgone 31m", "O'Brien-Sørensen  two  lines"]


def test_columns_stand_in_line_in_any_script(capsys: pytest.CaptureFixture[str]) -> None:
    print_rows([("李小龍", "a"), ("Zoe\u0308 Li", "b"), ("x" * 70, "c")], "nothing")
    lines = capsys.readouterr().out.splitlines()
    assert lines == ["李小龍" + " " * 56 + "a", "Zoe\u0308 Li" + " " * 56 + "b", "x" * 70 + "  c"]


def test_no_rows_are_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    print_rows([], "Nobody yet.")
    assert capsys.readouterr().out == "Nobody yet.\n"


def test_one_is_told_as_one() -> None:
    assert [counted(many, "item") for many in (0, 1, 2)] == ["0 items", "1 item", "2 items"]
    assert [there_already(many) for many in (0, 1)] == ["0 were there already", "1 was there already"]
