"""The diagnosis that ships can be read, and one that cannot be used is refused by file, key and line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ldcoach.domain.diagnosis_faults import diagnosis_faults
from ldcoach.errors import UnfitInput
from ldcoach.library import FileLibrary
from ldcoach.library.diagnosis import load_diagnosis
from ldcoach.paths import resources

SHIPPED = resources() / "diagnosis" / "gap-en.toml"


def altered(tmp_path: Path, old: str, new: str) -> Path:
    text = SHIPPED.read_text("utf-8")
    assert old in text
    path = tmp_path / "own.toml"
    path.write_text(text.replace(old, new, 1), "utf-8")
    return path


def test_the_one_that_ships_is_sound() -> None:
    diagnosis = FileLibrary(resources()).diagnosis()
    assert (len(diagnosis.nodes), len(diagnosis.causes), len(diagnosis.ways)) == (17, 14, 34)
    assert diagnosis_faults(diagnosis) == ()
    assert diagnosis.nodes["N3"].answers[2].words == "We do not know yet"


def test_no_sentence_blames_shouts_or_begs() -> None:
    diagnosis = load_diagnosis(SHIPPED)
    nodes, ways, closings = diagnosis.nodes.values(), diagnosis.ways.values(), diagnosis.closings.values()
    told = json.dumps(
        [[node.question, node.note, node.why, node.check, [answer.means for answer in node.answers]] for node in nodes]
        + [[way.label, way.hint] for way in ways]
        + [[closing.title, closing.words] for closing in closings]
    ).lower()
    for word in ("!", "please", "oops", "fault", "failure", "weakness", "lazy", "attitude"):
        assert word not in told


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("version = 1", "", "version is missing"),
        ("version = 1", 'version = "1"', "version is not of the kind int"),
        ('part = "gate"', 'part = "soul"', "'soul', which is none of gate"),
        ('id = "N1"', 'id = "N0"', "twice: N0"),
        ('kinds = ["process_change"', 'kinds = ["magic"', "'magic', which is none of"),
        ("training = true", 'training = "yes"', "training is not of the kind bool"),
        ('owner = "manager"', 'owner = "nobody"', "'nobody', which is none of employee"),
        ('end = "park"', 'end = "bin"', "'bin', which is none of"),
        ('end = "park"', 'end = "path"', "cannot end here"),
        ('cause = "habit"', 'cause = "mood"', "no cause"),
        ('key = "motive"\nlabel', 'key = "motive"\ntraining = true\nlabel', "knowledge or skill"),
        ('sources = ["SEED2"]', "sources = [2]", "no text"),
        ("[[ways]]", "[[other]]", "has nothing for clarify_expectations"),
        ("answers = [", "answers = [1,", "is no table"),
        ('words = "Knowing what and why", ', "", "words is missing"),
        ("[[nodes]]", "[[nodes", "not valid TOML"),
    ],
)
def test_one_that_cannot_be_used_is_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(UnfitInput) as refusal:
        load_diagnosis(altered(tmp_path, old, new))
    assert said in str(refusal.value)
    assert "own.toml" in str(refusal.value)
    assert "Nothing was changed" in str(refusal.value)
