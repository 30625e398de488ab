"""Guides on the command line."""

from __future__ import annotations

from pathlib import Path

from ldcoach.paths import resources
from tests.cli.conftest import Shell


def test_guides_are_listed_with_ids_and_shown_by_a_beginning(shell: Shell) -> None:
    listed = shell("guide", "list", "--json").document
    assert len(listed) == 19
    assert {"id", "name", "version", "minutes", "stages", "own"} <= set(listed[0])
    whole = shell("guide", "show", "grow", "--json").document
    assert [stage["code"] for stage in whole["guide"]["stages"]] == ["G", "R", "O", "W"]
    text = shell("guide", "show", "clear co").out
    assert text.startswith("CLEAR coaching (45 min, 5 stages)")
    assert "   - What is the story so far, from where you stand?" in text
    unclear = shell("guide", "show", "Onboarding")
    assert unclear.code == 1
    assert "day 60" in unclear.line


def test_a_file_is_checked_without_a_record(bare: Shell, tmp_path: Path) -> None:
    text = (resources() / "guides" / "stay-interview.toml").read_text(encoding="utf-8")
    file = tmp_path / "ours.toml"
    file.write_text(text, encoding="utf-8")
    found = bare("guide", "check", str(file), "--json")
    assert (found.code, found.document["sound"], found.document["stages"]) == (0, True, 6)
    file.write_text(text.replace("minutes = 7", "minutes = -7"), encoding="utf-8")
    refused = bare("guide", "check", str(file))
    assert refused.code == 1
    assert "ours.toml, line" in refused.line
    assert "stages[1].minutes is -7" in refused.line
    missing = bare("guide", "check", str(tmp_path / "none.toml"))
    assert missing.code == 1
    assert "none.toml" in missing.line
