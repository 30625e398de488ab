"""Learning on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Shell


@pytest.fixture
def file(tmp_path: Path, shell: Shell) -> Path:
    assert shell("people", "add", "Mairi Campbell").code == 0
    written = tmp_path / "done.csv"
    written.write_text("Name,Course,Completed on\nMairi Campbell,Finding faults,2026-03-12\nWen,F,soon\n", "utf-8")
    return written


def test_completions_are_previewed_added_once_and_only_started(shell: Shell, file: Path) -> None:
    assert shell("learning", "import", str(file), "--preview", "--json").document["added"] == 0
    ended = shell("learning", "import", str(file))
    assert "1 added, 0 were there already, 0 of people who are not in the record." in ended.out
    assert "Number 3 was not taken" in ended.err
    assert shell("learning", "import", str(file), "--json").document["added"] == 0
    assert "started, 2026-03-12" in shell("learning", "list", "--person", "Mairi").out


def test_use_at_work_is_what_counts(shell: Shell, file: Path) -> None:
    assert file.exists()
    assert shell("goal", "add", "Hand over line faults", "--person", "Mairi").code == 0
    made = shell("learning", "add", "Shadow the night shift", "--person", "Mairi", "--goal", "Hand", "--json").document
    assert shell("learning", "applied", made["id"], "--on", "2026-04-01", "--words", "Handed over two").code == 0
    assert "used at work on 2026-04-01" in shell("learning", "list", "--person", "Mairi").out
    assert shell("learning", "applied", "none", "--on", "2026-04-01").code == 1


def test_what_a_file_holds_beyond_beginnings_and_completions_is_told(shell: Shell, file: Path) -> None:
    file.write_text("Name,Course,Completed on,Score\nMairi Campbell,Finding faults,2026-03-12,7\n", "utf-8")
    assert "Left out: Score.\n" in shell("learning", "import", str(file), "--preview").err
    statement = '{"actor": {"name": "Wen"}, "verb": {"id": "http://adlnet.gov/expapi/verbs/commented"}}'
    lines = file.with_suffix(".jsonl")
    lines.write_text(f"{statement}\n{statement}\n", "utf-8")
    assert "Passed over: 2 statements of something other" in shell("learning", "import", str(lines)).err
