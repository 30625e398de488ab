"""`feedback check`: one text, many, and labelled ones; no record, never a traceback."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ldcoach.cli.coach import as_line, as_plain_data
from ldcoach.domain.wording.looking import advice_on
from ldcoach.library import FileLibrary
from ldcoach.paths import resources
from tests.cli.conftest import Shell

SOUND = "In Tuesday's call you paused and asked what she needed, so she told us about the leak."
WEAK = "You're lazy, and everybody says so."


def lines_of(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.split("\n")[:-1]]


def test_a_text_gets_findings_strip_and_verdict(bare: Shell, tmp_path: Path) -> None:
    file = tmp_path / "words.txt"
    file.write_text(f"\ufeff{WEAK}\n", "utf-8")
    ended = bare("feedback", "check", str(file), "--json")
    assert ended.code == 0
    assert set(ended.document) == {"findings", "strip", "verdict"}
    assert ended.document["verdict"] == "weak"
    assert set(ended.document["strip"]) == {"time", "occasion", "behaviour", "impact"}
    label = next(finding for finding in ended.document["findings"] if finding["rule"] == "FB06")
    assert set(label) == {"rule", "severity", "start", "end", "question"}
    assert WEAK[label["start"] : label["end"]] == "You're lazy"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (SOUND, "specific"),
        ("You left the gate open.", "unfinished"),
        (WEAK, "weak"),
        ("He was off sick again.", "held"),
        ("", "unfinished"),
    ],
)
def test_standard_input_is_checked(text: str, verdict: str, bare: Shell) -> None:
    assert bare("feedback", "check", "-", "--json", typed=text.encode()).document["verdict"] == verdict


def test_people_read_the_verdict_the_dots_and_the_questions(bare: Shell) -> None:
    ended = bare("feedback", "check", "-", typed=WEAK.encode())
    assert ended.code == 0
    assert ended.out.startswith("Verdict: weak\n○ when")
    assert "FB06  Personality label (caution)\n  “You're lazy”" in ended.out


@pytest.mark.parametrize("text", [SOUND, WEAK, "", 'You said "no" to Zoë.', "He was off sick again."])
def test_a_line_is_the_same_json_as_a_document(text: str) -> None:
    advice = advice_on(text, FileLibrary(resources()).coaching_rules())
    assert as_line(advice) == json.dumps(as_plain_data(advice), ensure_ascii=False)


def test_each_line_gets_one_result_in_order(bare: Shell) -> None:
    typed = f"{WEAK}\n\n{SOUND}\r\nsaid in two\u2028parts\x85\x0c".encode()
    ended = bare("feedback", "check", "-", "--lines", typed=typed)
    assert [line["verdict"] for line in lines_of(ended.out)][:3] == ["weak", "unfinished", "specific"]
    assert len(lines_of(ended.out)) == 4
    assert bare("feedback", "check", "-", "--lines").out == ""
    assert len(lines_of(bare("feedback", "check", "-", "--lines", typed=b"\n\n").out)) == 2


def test_lines_and_one_text_agree(bare: Shell) -> None:
    alone = bare("feedback", "check", "-", "--json", typed=WEAK.encode()).document
    assert lines_of(bare("feedback", "check", "-", "--lines", typed=f"{WEAK}\n".encode()).out) == [alone]


def test_the_kind_decides_which_rules_look(bare: Shell) -> None:
    def rules(*options: str) -> set[str]:
        ended = bare("feedback", "check", "-", "--json", *options, typed=b"You left the gate open.")
        return {finding["rule"] for finding in ended.document["findings"]}

    assert "FB26" in rules("--kind", "redirecting")
    assert "FB26" not in rules("--kind", "reinforcing")


@pytest.mark.parametrize(
    "words", [(), ("a.txt", "--evaluate", "b.jsonl"), ("a.txt", "b.txt"), ("-", "--kind", "cheerful")]
)
def test_a_call_that_makes_no_sense(words: tuple[str, ...], bare: Shell) -> None:
    assert bare("feedback", "check", *words).code == 2


def test_what_cannot_be_read_is_told_in_one_line(bare: Shell, tmp_path: Path) -> None:
    assert "none.txt" in bare("feedback", "check", str(tmp_path / "none.txt")).line
    assert bare("feedback", "check", str(tmp_path)).code == 1
    bad = bare("feedback", "check", "-", typed=b"caf\xe9")
    assert bad.code == 1
    assert "UTF-8" in bad.line


LABELLED = [
    {"text": WEAK, "label": "weak", "rules": ["FB06", "FB09"], "occupation": "cook"},
    {"text": SOUND, "label": "Strong", "rules": []},
    {"text": "You left the gate open.", "label": "unfinished"},
    {"text": "He was off sick again.", "label": "held", "rules": ["FB17"]},
]


def test_labelled_texts_are_measured(bare: Shell, tmp_path: Path) -> None:
    file = tmp_path / "set.jsonl"
    file.write_text("\n".join(json.dumps(one) for one in LABELLED) + "\n\n", "utf-8")
    report = bare("feedback", "check", "--evaluate", str(file), "--json").document
    assert report["weak_flagged"] == {"count": 2, "of": 2, "share": 1.0}
    assert report["strong_flagged"] == {"count": 0, "of": 2, "share": 0.0}
    figures = {one["rule"]: one for one in report["rules"]}
    assert figures["FB06"]["precision"]["share"] == 1.0
    assert figures["FB09"]["caught"] == {"count": 1, "of": 1, "share": 1.0}
    told = bare("feedback", "check", "--evaluate", str(file))
    assert "weak texts flagged (recall)     100.0% 2/2" in told.out
    assert "Hearsay" in told.out


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "line 2: is not JSON"),
        ("[1]", "line 2: is not an object"),
        ('{"label": "weak"}', "line 2: text is missing"),
        ('{"text": "secret words", "label": "middling"}', "line 2: label is not one of"),
        ('{"text": "secret words"}', "line 2: label is not one of"),
        ('{"text": "secret words", "label": "weak", "rules": "FB06"}', "line 2: rules is not a list"),
        ("[" * 100_000, "line 2: is not JSON"),
    ],
)
def test_a_labelled_line_that_cannot_be_used_is_named_without_its_words(
    line: str, told: str, bare: Shell, tmp_path: Path
) -> None:
    file = tmp_path / "set.jsonl"
    file.write_text(f"{json.dumps(LABELLED[0])}\n{line}\n", "utf-8")
    ended = bare("feedback", "check", "--evaluate", str(file))
    assert ended.code == 1
    assert told in ended.line
    assert "secret" not in ended.err


def test_a_set_without_texts_is_told(bare: Shell, tmp_path: Path) -> None:
    file = tmp_path / "set.jsonl"
    file.write_text("\n", "utf-8")
    assert "no labelled text" in bare("feedback", "check", "--evaluate", str(file)).line


@given(raw=st.binary(max_size=120))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_end_well(raw: bytes, bare: Shell) -> None:
    assert bare("feedback", "check", "-", "--lines", typed=raw).code in {0, 1}
    assert bare("feedback", "check", "-", typed=raw).code in {0, 1}


def test_a_line_may_be_as_long_as_a_text(bare: Shell) -> None:
    whole = b"x" * 1_000_000
    for ending in (b"", b"\n", b"\r\n"):
        assert len(lines_of(bare("feedback", "check", "-", "--lines", typed=whole + ending).out)) == 1
    assert bare("feedback", "check", "-", "--lines", typed=whole + b"x\n").code == 1
