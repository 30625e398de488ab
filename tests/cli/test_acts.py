"""What a command keeps, what it refuses to keep, and that `--json` is one document."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ldcoach.cli.parts import Parts
from ldcoach.domain.keeping import Audit
from ldcoach.domain.texts import Text
from ldcoach.paths import Home
from tests.cli.conftest import PASSPHRASE, Shell

HEALTH = "He told me that his doctor diagnosed depression."


@pytest.fixture
def team(shell: Shell) -> None:
    for name in ("Mairi Campbell", "Maria Silva", "Tom Becker"):
        assert shell("people", "add", name).code == 0


@pytest.mark.usefixtures("team")
def test_people_go_by_an_unambiguous_beginning(shell: Shell) -> None:
    kept = shell(
        "note", "add", "--person", "tom", "--lane", "shared", "--text", "Closed the line plan early.", "--json"
    )
    assert (kept.code, kept.err) == (0, "")
    assert set(kept.document) == {"id", "person_id", "lane"}
    unclear = shell("note", "add", "--person", "Ma", "--lane", "shared", "--text", "Closed it.")
    assert unclear.code == 1
    assert "Mairi Campbell" in unclear.line
    assert "Maria Silva" in unclear.line
    nobody = shell("agenda", "--person", "Zed")
    assert nobody.code == 1
    assert nobody.line
    by_id = shell("agenda", "--person", kept.document["person_id"])
    assert by_id.out.startswith("Tom Becker")


@pytest.mark.usefixtures("team")
@pytest.mark.parametrize("lane", ["shared", "prep"])
def test_a_held_note_is_1_and_written_nowhere(shell: Shell, home: Path, parts: Parts, lane: str) -> None:
    before = written(home, parts)
    ended = shell("note", "add", "--person", "Tom", "--lane", lane, "--text", HEALTH)
    assert ended.code == 1
    assert "health" in ended.line
    assert "depression" not in ended.line
    assert written(home, parts) == before
    assert shell("search", "depression", "--json").document == []


@pytest.mark.usefixtures("team")
def test_a_held_feedback_keeps_none_of_its_parts(shell: Shell, home: Path, parts: Parts) -> None:
    before = written(home, parts)
    words = ("--text", "Thank you for the list.", "--situation", "Monday at the line", "--impact", HEALTH)
    ended = shell("feedback", "add", "--person", "Tom", *words)
    assert ended.code == 1
    assert ended.line
    assert written(home, parts) == before


def written(home: Path, parts: Parts) -> tuple[list[Text], int]:
    """Return every text of the record and how long its audit list is."""
    opened = parts.opening.open(Home(home), PASSPHRASE)
    try:
        return opened.desk.context.record.every(Text), opened.desk.context.record.count(Audit)
    finally:
        opened.close()


@pytest.mark.usefixtures("team")
def test_json_is_one_document_for_every_command(shell: Shell, tmp_path: Path) -> None:
    today = date.today()  # noqa: DTZ011  # the day as the manager's own clock has it
    tom = ("--person", "Tom")
    period = ("--from", (today - timedelta(9)).isoformat(), "--to", today.isoformat())
    for words in (
        ("verify",),
        ("people", "add", "Ana Souza"),
        ("people", "list"),
        ("people", "list", "--archived"),
        ("note", "add", *tom, "--lane", "prep", "--text", "Ask, then wait."),
        ("feedback", "add", *tom, "--text", "Closed the plan with two drops open.", "--observed", today.isoformat()),
        ("feedback", "list"),
        ("outcome", "add", "--name", "Fewer unplanned stops", "--priority", "Reliable delivery"),
        ("outcome", "list"),
        ("goal", "add", *tom, "--title", "Hand over line faults", "--outcome", "Fewer"),
        ("goal", "list"),
        ("measure", "add", "--name", "Unplanned stops", "--unit", "a week", "--outcome", "Fewer"),
        ("measure", "add-reading", "--measure", "Unplanned", "--value", "5"),
        ("measure", "list"),
        ("thread", "--goal", "Hand over"),
        ("agenda", *tom),
        ("search", "plan"),
        ("summary", *tom, *period, "--preview"),
        *(
            ("summary", *tom, *period, "--format", each, "--output", str(tmp_path / f"tom.{each}"))
            for each in ("pdf", "docx", "html", "md", "json")
        ),
    ):
        ended = shell(*words, "--json")
        assert (ended.code, ended.err) == (0, ""), words
        assert isinstance(ended.document, dict | list), words


ODD = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60)


@pytest.mark.usefixtures("team")
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=ODD)
def test_no_words_bring_it_down(shell: Shell, words: str) -> None:
    for call in (
        ("search", "--json", "--", words),
        ("agenda", f"--person={words}"),
        ("people", "add", "--json", "--", words),
        ("thread", f"--goal={words}"),
    ):
        ended = shell(*call)
        if not words.strip() and call[0] in ("agenda", "thread"):
            assert ended.code == 2
            continue
        assert ended.code in (0, 1)
        assert ended.line if ended.code else ended.err == ""


@pytest.mark.usefixtures("team")
@pytest.mark.parametrize(
    "words", ['"', "a AND", "NEAR(", "*", "x:y", "' OR 1=1 --", "%_", "\U0001f642", "٣", "a" * 5000, "\n\t"]
)
def test_a_query_is_only_ever_words(shell: Shell, words: str) -> None:
    ended = shell("search", words, "--json")
    assert (ended.code, ended.document) == (0, [])


@pytest.mark.parametrize(
    ("name", "code"), [((), 2), (("--name", " "), 1), (("--name", "She has depression"), 1), (("--name", "x" * 301), 1)]
)
def test_a_priority_comes_with_its_outcome_or_not_at_all(shell: Shell, name: tuple[str, ...], code: int) -> None:
    assert shell("outcome", "add", *name, "--priority", "Safe care").code == code
    made = shell("outcome", "add", "--name", "Fewer falls", "--priority", "Calm nights", "--json").document
    again = shell("outcome", "add", "--name", "Fewer calls", "--priority", " calm  nights", "--json").document
    assert made["priority_id"] == again["priority_id"]
    assert [one["name"] for one in shell("outcome", "list", "--json").document] == ["Fewer falls", "Fewer calls"]


def test_what_stands_around_a_goal_is_kept_whole_or_not_at_all(shell: Shell) -> None:
    shell("people", "add", "Mairi Campbell")
    shell("goal", "add", "--person", "Mairi", "--title", "Hand over")
    words = ("goal", "note", "--goal", "Hand over", "--new-task", "A new plant")
    assert shell(*words, "--what-else", "She has depression").code == 1
    assert shell(*words, "--share", "20", "--sure", "30").code == 1
    kept = shell("goal", "note", "--goal", "Hand over", "--what-else", "A new valve", "--json").document
    assert (kept["new_task"], kept["what_else"], kept["estimate"]) == ("", "A new valve", None)
