"""Feedback on the command line: captured in words, completed, planned, shared with the reply."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.cli.conftest import Ended, Shell

SEEN = "On Friday's cut-off call you closed the plan at 15:10 while two drops were open."


@pytest.fixture
def tom(shell: Shell) -> str:
    return str(shell("people", "add", "Tom Becker", "--json").document["id"])


def add(shell: Shell, *more: str) -> Ended:
    return shell("feedback", "add", "--person", "Tom", "--text", SEEN, *more, "--json")


@pytest.mark.usefixtures("tom")
def test_the_day_is_understood_as_it_is_said(shell: Shell) -> None:
    added = add(shell, "--observed", "yesterday")
    assert added.code == 0
    assert added.document["observed_on"] == (date.today() - timedelta(days=1)).isoformat()  # noqa: DTZ011
    assert add(shell, "--observed", "2026-03-02").document["observed_on"] == "2026-03-02"


@pytest.mark.usefixtures("tom")
@pytest.mark.parametrize(("said", "code"), [("monkey", 2), ("tomorrow", 1), ("2026-02-30", 2), ("9999-01-01", 1)])
def test_a_day_ahead_and_no_day_keep_nothing(shell: Shell, said: str, code: int) -> None:
    ended = add(shell, "--observed", said)
    assert ended.code == code
    assert "Nothing was saved" in ended.err
    assert shell("feedback", "list", "--json").document == []


@pytest.mark.usefixtures("tom")
def test_the_rules_that_asked_are_kept_by_id(shell: Shell) -> None:
    added = shell("feedback", "add", "--person", "Tom", "--text", "You are always lazy with the plan.", "--json")
    (listed,) = shell("feedback", "list", "--json").document
    assert "FB05" in listed["rules_seen"]
    assert listed["rules_seen"] == added.document["rules_seen"]


@pytest.mark.usefixtures("tom")
def test_a_piece_is_completed_in_parts(shell: Shell) -> None:
    kept = add(shell).document["id"]
    goal = shell("goal", "add", "--person", "Tom", "--title", "Re-plan before the cut-off", "--json").document["id"]

    ended = shell("feedback", "complete", "--id", kept, "--impact", "Both drivers waited.", "--goal", "Re-plan")

    assert ended.code == 0
    assert ended.out.startswith("Kept.")
    (piece,) = shell("feedback", "list", "--json").document
    assert (piece["impact"], piece["goal_id"], piece["text"]) == ("Both drivers waited.", goal, SEEN)
    assert "FB04" not in piece["rules_seen"]
    refused = shell("feedback", "complete", "--id", kept, "--impact", "You were off sick with depression.")
    assert refused.code == 1
    assert shell("feedback", "list", "--json").document == [piece]


@pytest.mark.usefixtures("tom")
def test_a_piece_is_planned_only_where_a_talk_is(shell: Shell) -> None:
    kept = add(shell).document["id"]
    ended = shell("feedback", "plan", "--id", kept)
    assert ended.code == 1
    assert "plan one first" in ended.line


@pytest.mark.usefixtures("tom")
def test_a_piece_is_shared_with_the_reply(shell: Shell) -> None:
    kept = add(shell, "--observed", "2026-03-02").document["id"]

    shared = shell("feedback", "share", "--id", kept, "--reply", "I thought they were confirmed.", "--json")

    assert shared.code == 0
    assert shared.document["visibility"] == "shared"
    assert shared.document["employee_view"] == "I thought they were confirmed."
    assert shared.document["shared_on"] == date.today().isoformat()  # noqa: DTZ011
    for said, code in (("2026-03-01", 1), ("tomorrow", 1), ("monkey", 2)):
        assert shell("feedback", "share", "--id", kept, "--on", said).code == code
    assert shell("feedback", "share", "--id", "nobody").code == 1
