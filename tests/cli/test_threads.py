"""The chain on the command line: questions, plans, the thread end to end, loose ends, and skills."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Shell
from tests.frameworks import esco


@pytest.fixture
def goal(shell: Shell) -> str:
    assert shell("people", "add", "Mairi Campbell").code == 0
    return str(shell("goal", "add", "Hand over line faults", "--person", "Mairi", "--json").document["id"])


def test_a_goal_is_asked_about(shell: Shell, goal: str) -> None:
    asked = shell("goal", "check", "--goal", "Hand over", "--json").document
    assert asked["goal_id"] == goal
    assert asked["questions"][0]["id"] == "GS01"
    assert set(asked["questions"][0]) >= {"id", "severity", "field", "question"}
    assert "GS08  What is the likeliest obstacle" in shell("goal", "check", "--goal", "Hand over").out


def test_a_plan_is_kept_and_taken_away(shell: Shell, goal: str) -> None:
    call = ("goal", "plan", "--goal", "Hand", "--json")
    (plan,) = shell(*call, "--when", "the bell rings", "--then", "I write the card").document["plans"]
    assert "When the bell rings, then I write the card" in shell("thread", "--goal", goal).out
    assert shell(*call, "--remove", plan["id"]).document["plans"] == []
    assert "Nothing was saved" in shell("goal", "plan", "--goal", "Hand", "--when", "it rains").line


def test_the_thread_says_what_is_missing_and_what_may_be_said(shell: Shell, goal: str) -> None:
    told = shell("thread", "--goal", goal).out
    for words in ("no outcome yet", "no baseline", "no practice yet", "no evidence yet"):
        assert words in told
    assert shell("outcome", "add", "Fewer stops").code == 0
    assert shell("measure", "add", "Stops", "--unit", "a week", "--goal", goal).code == 0
    for day, value in (("2025-01-01", "9"), ("2025-01-08", "7.5")):
        assert shell("measure", "add-reading", "Stops", "--value", value, "--on", day).code == 0
    assert shell("goal", "note", "--goal", goal, "--what-else", "A new valve").code == 0
    thread = shell("thread", "--goal", goal, "--json").document
    assert "outcome" in thread["gaps"]
    assert "no outcome yet" in thread["missing"]
    (measure,) = thread["measures"]
    assert (measure["baseline"]["on"], measure["latest"]["value"]) == ("2025-01-01", 7.5)
    assert [one["claim"] for one in measure["may_say"]] == ["observation"]
    assert (thread["what_else"], thread["claim"]) == ("A new valve", "observation")


def test_loose_ends_are_listed(shell: Shell, goal: str) -> None:
    (one,) = shell("thread", "--unlinked", "--json").document
    assert (one["kind"], one["id"], one["person_name"]) == ("goal", goal, "Mairi Campbell")
    assert "Which result would move" in shell("thread", "--unlinked").out
    assert shell("thread").code == 2


def test_a_framework_is_looked_at_taken_over_and_tied(shell: Shell, goal: str, tmp_path: Path) -> None:
    file = tmp_path / "skills_en.csv"
    file.write_bytes(esco(40, 20))
    assert shell("skill", "import", str(file), "--preview", "--json").document["added"] == 0
    told = shell("skill", "import", str(file), "--framework", "esco", "--json").document
    assert (told["added"], told["framework"], told["refused"]) == (40, "esco", [])
    assert shell("skill", "import", str(file), "--json").document["already_there"] == 40
    found = shell("skill", "search", "negocier prices", "--json").document
    assert found[0]["name"] == "négocier prices 0"
    linked = shell("skill", "link", "--goal", goal, "--skill", found[0]["id"], "--json").document
    assert [one["name"] for one in linked["skills"]] == ["négocier prices 0"]
    assert "Builds: négocier prices 0" in shell("thread", "--goal", goal).out
    assert shell("skill", "link", "--goal", goal, "--skill", found[0]["code"], "--remove").code == 0
    assert shell("skill", "link", "--goal", goal, "--skill", "nothing like it").code == 1


def test_a_measure_is_compared_around_a_day_and_beside_another(shell: Shell, goal: str) -> None:
    for name in ("Stops", "Others"):
        call = ("measure", "add", name, "--unit", "a week", "--goal", goal, "--polarity", "lower_is_better")
        made = shell(*call, "--kind", "leading", "--source", "the lead", "--json").document
        assert (made["kind"], made["data_source"]) == ("leading", "the lead")
    days = ("2025-01-06", "2025-01-13", "2025-01-20", "2025-02-17", "2025-02-24", "2025-03-03")
    for name, values in (("Stops", "9 8 10 5 4 6"), ("Others", "9 8 10 8 7 9")):
        for day, value in zip(days, values.split(), strict=True):
            assert shell("measure", "add-reading", name, "--value", value, "--on", day).code == 0
    call = ("measure", "compare", "Stops", "--since", "2025-01-27")
    found = shell(*call, "--json").document
    assert (found["before"]["mean"], found["after"]["median"], found["change"]) == (9, 5, -4)
    assert (found["claim"], found["improved"]) == ("trend", True)
    assert shell(*call, "--beside", "Others", "--json").document["claim"] == "comparison"
    assert "3 more than Others" in shell(*call, "--beside", "Others").out
    assert "Too few readings before" in shell("measure", "compare", "Stops", "--since", "2025-01-01").out


def test_the_thread_tells_how_sure_they_are(shell: Shell) -> None:
    shell("people", "add", "Tom Becker")
    made = shell("goal", "add", "Write the card", "--person", "Tom", "--confidence", "6", "--json").document["id"]
    assert "How sure they are, by their own number: 6 of 10" in shell("thread", "--goal", made).out
    assert shell("thread", "--goal", made, "--json").document["goal"]["confidence"] == 6
