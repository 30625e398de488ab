"""The diagnosis from a file and on a terminal, the list of gaps, and the brief."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ldcoach.cli.parts import Parts
from ldcoach.domain.ids import GapId
from ldcoach.domain.kinds import ActionOwner, PathKind
from ldcoach.paths import Home
from tests.cli.conftest import PASSPHRASE, Shell

AROUND = dict.fromkeys(("N3", "N4", "N5", "N6", "N7", "N8", "N9"), "yes")
CLEAR = {"N0": "yes", "N1": "yes", "N2": "no"} | AROUND
SKILL = CLEAR | {"N10": "no", "N11": "no", "N13": "no", "N13b": "doing"}


def told(bare: Shell, answers: object, *, code: int = 0) -> Any:
    content = answers if isinstance(answers, bytes) else json.dumps(answers).encode()
    ended = bare("diagnose", "--answers", "-", "--json", typed=content)
    assert ended.code == code
    return ended.document if code == 0 else ended.line


def test_answers_from_a_file_need_no_record(bare: Shell, tmp_path: Path) -> None:
    file = tmp_path / "answers.json"
    file.write_text(json.dumps(CLEAR | {"N3": "no", "N8": "unknown", "N10": "no", "N11": "no", "N13": "yes"}), "utf-8")
    document = bare("--home", str(tmp_path / "nowhere"), "diagnose", "--answers", str(file), "--json").document
    assert (document["finished"], document["ending"], document["next"]) == (True, "path", None)
    assert [(cause["id"], cause["owner"]) for cause in document["causes"]] == [
        ("expectations", "manager"),
        ("needs_job_aid", "both"),
    ]
    assert document["causes"][0]["who_can_act"] == "You can act: you set the standard."
    assert document["causes"][0]["path_kinds"] == ["clarify_expectations", "worked_example", "job_aid"]
    assert document["checks"] == [
        {"id": "N8", "check": "Ask what happens to someone who does it right, and to someone who does not."}
    ]
    assert "training_course" not in json.dumps(document)
    assert not (tmp_path / "nowhere").exists()


def test_a_course_comes_last_and_with_a_word_of_caution(bare: Shell) -> None:
    last = told(bare, SKILL | {"N4": "no"})["path_kinds"][-1]
    assert (last["id"], last["cause"], bool(last["note"])) == ("training_course", "skill", True)
    assert told(bare, SKILL)["path_kinds"][-1]["note"] == ""


def test_an_unfinished_file_says_what_is_asked_next(bare: Shell) -> None:
    document = told(bare, {"N0": "YES ", "N1": "yes", "N2": "no", "N3": "no"})
    assert (document["finished"], document["ending"]) == (False, None)
    assert document["next"]["id"] == "N4"
    assert document["next"]["answers"] == ["yes", "no", "unknown"]
    assert [cause["id"] for cause in document["causes"]] == ["expectations"]
    assert told(bare, {})["next"]["id"] == "N0"


@pytest.mark.parametrize(
    ("answers", "ending", "word"),
    [
        ({"N0": "no"}, "define_gap", "two dated examples"),
        ({"N0": "yes", "N1": "no"}, "park", "wait"),
        ({"N0": "yes", "N1": "yes", "N2": "yes"}, "formal_process", "Leave LDCoach"),
        ({"N0": "yes", "N1": "yes", "N2": "unknown"}, "ask_first", "Write nothing more"),
        (CLEAR | {"N10": "yes", "N14": "yes", "N15": "no"}, "nothing_found", "Watch one more"),
        (CLEAR | {"N10": "yes", "N14": "unknown", "N15": "no"}, "checks_first", "Do the checks"),
    ],
)
def test_each_early_ending_has_a_clear_word(bare: Shell, answers: dict[str, str], ending: str, word: str) -> None:
    document = told(bare, answers)
    assert (document["finished"], document["ending"], document["causes"]) == (True, ending, [])
    assert word in document["advice"]


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ({"N99": "yes"}, "N99"),
        ({"N3": "maybe"}, "maybe"),
        ({"N13b": "yes"}, "knowing"),
        ({"N0": "no", "N3": "no"}, "N3 is not asked"),
        (CLEAR | {"N10": "yes", "N13": "no"}, "N13 is not asked"),
        ({"N0": 1}, "one object of texts"),
        ({"N0": None}, "one object of texts"),
        ({"N0": {"a": "b"}}, "one object of texts"),
        (["N0"], "one object of texts"),
        (b'{"N0": "yes", "N0": "no"}', "twice"),
        (b'{"N0": "yes", " N0": "no"}', "twice"),
        (b"not json", "no JSON"),
        (b"", "no JSON"),
        (b"\xff\xfe\x00", "no JSON"),
        (b"[" * 90_000, "no JSON"),
        (b'{"N0": "' + b"y" * 200_000 + b'"}', "larger than 100 kB"),
    ],
)
def test_answers_that_cannot_be_used_are_refused_in_one_line(bare: Shell, content: object, word: str) -> None:
    assert word in told(bare, content, code=1)


def test_a_refusal_repeats_nothing_that_somebody_wrote(bare: Shell) -> None:
    secret = "Mairi said she is tired of the rota"
    assert "Mairi" not in told(bare, {"N3": secret}, code=1)
    assert "Mairi" not in told(bare, {secret: "yes"}, code=1)


def test_a_file_that_is_not_there_and_options_that_do_not_go_together(bare: Shell, shell: Shell) -> None:
    assert "cannot be read" in bare("diagnose", "--answers", "nowhere.json").line
    assert bare("diagnose").code == 2
    assert bare("diagnose", "--person", "Mairi", "--answers", "f").code == 2
    assert bare("diagnose", "--person", "Mairi", "--json").code == 2
    assert shell("diagnose", "--person", "Nobody").code == 1


def test_for_people_it_says_causes_ways_and_checks(bare: Shell) -> None:
    out = bare("diagnose", "--answers", "-", typed=json.dumps(SKILL | {"N5": "unknown", "N4": "no"}).encode()).out
    assert "Cause: No or late feedback." in out
    assert "  Build a feedback loop." in out
    assert "Check: Walk one real case from start to end together." in out
    assert "It will not last" in out
    assert "set aside" not in out


# On a terminal


def test_question_by_question_each_answer_is_kept_and_one_can_go_on(shell: Shell) -> None:
    shell("people", "add", "Mairi Campbell")
    first = shell(
        "diagnose", "--person", "Mairi", "--gap", "Samples come late", typed=b"yes\ny\nno\n?\nnonsense\nn\np\n"
    )
    assert first.code == 0
    assert "Nobody can meet a standard" in first.out
    assert "Type the number" in first.out
    assert "Paused." in first.out
    (line,) = shell("gap", "list", "--json").document
    assert line["answers"] == {"N0": "yes", "N1": "yes", "N2": "no", "N3": "no"}
    assert (line["name"], line["stage"], line["causes"]) == ("Mairi Campbell", "asking", ["expectations"])

    again = shell("diagnose", "--person", "Mairi", typed=b"y\nb\n1\nu\nyes\nyes\nyes\nyes\nyes\nno\nno\nno\n2\n")

    assert again.code == 0
    assert "Cause: Cannot yet do it." in again.out
    assert "Check: List the last three times" in again.out
    (line,) = shell("gap", "list", "--json", "--person", "Mairi").document
    assert (line["stage"], line["causes"], line["answers"]["N3"]) == ("path_to_make", ["skill"], "yes")
    assert "path to make" in shell("gap", "list").out


def test_a_gap_is_described_first_and_held_words_are_asked_for_again(shell: Shell) -> None:
    shell("people", "add", "Mairi Campbell")
    typed = b"She was diagnosed with depression\n\n\n9 samples a week, 2 wanted\n12 November: three\n\nno\n"
    ended = shell("diagnose", "--person", "Mairi", typed=typed)
    assert ended.code == 0
    assert "Nothing was saved" in ended.err
    assert "Describe the gap first" in ended.out
    (line,) = shell("gap", "list", "--json").document
    assert line["statement"] == "9 samples a week, 2 wanted"


def test_no_gaps_yet(shell: Shell) -> None:
    assert shell("gap", "list").out == "No gaps yet.\n"
    assert shell("gap", "list", "--json").document == []


# The brief


def agreed(parts: Parts, home: Path) -> None:
    opened = parts.opening.open(Home(home), PASSPHRASE)
    desk = opened.desk
    person = desk.people.named("Mairi").id
    gap = GapId(desk.gaps.begin(person, "Samples come late").created)
    for node, key in (SKILL | {"N5": "no"}).items():
        desk.gaps.answer(gap, node, key)
    today = desk.context.clock.today()
    desk.path.add(gap, PathKind.PROCESS_CHANGE, "Print earlier", ActionOwner.OTHER_ROLE, today)
    desk.path.agree(gap, today.replace(year=today.year + 1))
    opened.close()


def test_the_brief_is_previewed_written_and_receipted(shell: Shell, parts: Parts, home: Path, tmp_path: Path) -> None:
    shell("people", "add", "Mairi Campbell")
    shell("diagnose", "--person", "Mairi", "--gap", "Not agreed", typed=b"p\n")
    agreed(parts, home)
    target = tmp_path / "brief.pdf"
    assert "not agreed yet" in shell("gap", "brief", "--gap", "Not", "--to", "X", "--output", str(target)).line

    items = shell("gap", "brief", "--gap", "Samples", "--preview", "--json").document["items"]
    assert {item["id"] for item in items if not item["leaves"]} == {"person", "skill"}
    assert shell("gap", "brief", "--gap", "Samples").code == 2
    assert "for whom" in shell("gap", "brief", "--gap", "Samples", "--output", str(target)).line
    assert not target.exists()

    done = shell("gap", "brief", "--gap", "Samples", "--to", "Head of quality", "--output", str(target), "--json")

    assert target.read_bytes().startswith(b"%PDF")
    assert done.document["receipt"]["to_whom"] == "Head of quality"


def test_an_answer_that_is_no_text_is_asked_for_again(shell: Shell) -> None:
    shell("people", "add", "Mairi Campbell")
    ended = shell("diagnose", "--person", "Mairi", "--gap", "Samples come late", typed=b"\xff\xfe\ny\np\n")
    assert (ended.code, ended.err) == (0, "")
    assert shell("gap", "list", "--json").document[0]["answers"] == {"N0": "yes"}
