"""What `--json` prints is what the page on it says."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Shell

PAGE = Path(__file__).parents[2] / "docs" / "cli.md"
ROW = re.compile(r"\| `([^|]+)` \| (array|object) \| ([^|]+) \|")
DAYS = ("--from", "2026-01-01", "--to", "2027-12-31")
MAIRI = ("--person", "Mairi")


def written() -> dict[str, tuple[str, set[str]]]:
    """Return, by command, whether its document is an array or an object, and the keys."""
    rows = {command: (kind, keys) for command, kind, keys in ROW.findall(PAGE.read_text("utf-8"))}
    found = {command: (kind, set(re.findall(r"`(\w+)`", keys))) for command, (kind, keys) in rows.items()}
    found["insights --months"][1].update(found["insights"][1] - {"insights"})
    found["insights --months"][1].discard("insights")
    return found


SHAPES = written()
CALLS: dict[str, Callable[[Path], tuple[str, ...]]] = {
    "people list": lambda _: ("people", "list"),
    "people import": lambda folder: ("people", "import", str(folder / "team.csv")),
    "note add": lambda _: ("note", "add", *MAIRI, "--lane", "prep", "--text", "Ask first."),
    "agenda": lambda _: ("agenda", *MAIRI),
    "feedback list": lambda _: ("feedback", "list"),
    "feedback check": lambda folder: ("feedback", "check", str(folder / "said.txt")),
    "goal list": lambda _: ("goal", "list"),
    "outcome list": lambda _: ("outcome", "list"),
    "measure list": lambda _: ("measure", "list"),
    "thread --goal": lambda _: ("thread", "--goal", "Hand over"),
    "thread --unlinked": lambda _: ("thread", "--unlinked"),
    "diagnose --answers": lambda folder: ("diagnose", "--answers", str(folder / "answers.json")),
    "insights": lambda _: ("insights",),
    "insights --months": lambda _: ("insights", "--months"),
    "summary --preview": lambda _: ("summary", *MAIRI, *DAYS, "--preview"),
    "summary --output": lambda folder: ("summary", *MAIRI, *DAYS, "--output", str(folder / "a.md")),
    "handover --preview": lambda _: ("handover", *MAIRI, "--preview"),
    "access-pack --preview": lambda _: ("access-pack", *MAIRI, "--preview"),
    "search": lambda _: ("search", "sheet"),
}


@pytest.fixture
def folder(shell: Shell, tmp_path: Path) -> Path:
    """Files to read, beside a record with something of everything."""
    (tmp_path / "team.csv").write_text("Name\nTom Becker\n", "utf-8")
    (tmp_path / "said.txt").write_text("Great job.", "utf-8")
    (tmp_path / "answers.json").write_text('{"N0": "yes"}', "utf-8")
    for words in (
        ("people", "add", "Mairi Campbell"),
        ("note", "add", *MAIRI, "--lane", "shared", "--text", "The new sheet hangs at line 2."),
        ("outcome", "add", "Fewer stops"),
        ("goal", "add", *MAIRI, "--title", "Hand over line faults", "--outcome", "Fewer"),
        ("measure", "add", "Stops", "--unit", "a week", "--outcome", "Fewer"),
        ("feedback", "add", *MAIRI, "--text", "Closed the plan with two drops open."),
    ):
        assert shell(*words).code == 0
    return tmp_path


@pytest.mark.parametrize("command", SHAPES)
def test_a_document_has_the_keys_that_are_written_down(shell: Shell, bare: Shell, folder: Path, command: str) -> None:
    call = bare if command == "feedback check" else shell
    found: Any = call(*CALLS[command](folder), "--json").document
    kind, keys = SHAPES[command]
    assert isinstance(found, list if kind == "array" else dict)
    for one in found if isinstance(found, list) else [found]:
        assert set(one) == keys
    assert found
