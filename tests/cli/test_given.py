"""An option that names something is refused when it is empty, as a variable of a script may be."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Shell

DAYS = ("--from", "2026-01-01", "--to", "2026-12-31")


@pytest.mark.parametrize("nothing", ["", " "])
@pytest.mark.parametrize(
    ("words", "option"),
    [
        (("salvage",), "--output"),
        (("search", "plan"), "--person"),
        (("feedback", "list"), "--person"),
        (("feedback", "add", "--person", "Priya", "--text", "Closed the plan early."), "--goal"),
        (("goal", "add", "Hand over", "--person", "Priya"), "--outcome"),
        (("measure", "list"), "--outcome"),
        (("handover", "import", "x.ldhandover"), "--person"),
        (("retention",), "--hold"),
        (("passphrase", "rotate"), "--recovery-kit"),
    ],
    ids=lambda words: " ".join(words) if isinstance(words, tuple) else words,
)
def test_nothing_is_not_taken_for_everything(
    bare: Shell, tmp_path: Path, words: tuple[str, ...], option: str, nothing: str
) -> None:
    ended = bare("--home", str(tmp_path / "no record"), *words, option, nothing)
    assert (ended.code, ended.out) == (2, "")
    assert f"Invalid value for '{option}': it is empty." in ended.err


def test_a_summary_is_never_left_unlocked_by_an_empty_name(shell: Shell, tmp_path: Path) -> None:
    assert shell("people", "add", "Priya Nair").code == 0
    target = tmp_path / "x.pdf"
    ended = shell("summary", "--person", "Priya", *DAYS, "--output", str(target), "--password-file", "")
    assert (ended.code, target.exists()) == (2, False)
