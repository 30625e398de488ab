"""What a command prints for people."""

from __future__ import annotations

import pytest

from ldcoach.cli.show import print_rows


def test_no_text_commands_the_terminal_or_breaks_out_of_its_row(capsys: pytest.CaptureFixture[str]) -> None:
    print_rows([("Ada", "\x1b[2Jgone\x9b31m"), ("O'Brien-Sørensen", "two\r\nlines")], "nothing")
    assert capsys.readouterr().out.splitlines() == ["Ada                [2Jgone 31m", "O'Brien-Sørensen  two  lines"]


def test_no_rows_are_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    print_rows([], "Nobody yet.")
    assert capsys.readouterr().out == "Nobody yet.\n"
