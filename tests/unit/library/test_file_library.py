"""The library reads what ships, and names file, key and line of what it cannot use."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ldcoach.domain.guides import faults
from ldcoach.domain.wording import stop_findings
from ldcoach.errors import NotFound, UnfitInput
from ldcoach.library import FileLibrary
from ldcoach.library.guides import load_guide, load_guides
from ldcoach.library.rules import load_stop_rules
from ldcoach.library.source import Source
from ldcoach.paths import resources


@pytest.fixture
def library() -> FileLibrary:
    return FileLibrary(resources())


def altered(tmp_path: Path, old: str, new: str) -> Path:
    text = (resources() / "guides" / "grow-coaching.toml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "own.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def test_the_guides_that_ship_are_sound(library: FileLibrary) -> None:
    guides = library.guides()
    assert {("weekly", 30), ("grow", 30), ("sbi", 10)} <= {(guide.key, guide.minutes) for guide in guides}
    assert all(faults(guide) == () for guide in guides)
    assert [guide.name for guide in guides] == sorted((guide.name for guide in guides), key=str.casefold)


def test_no_question_that_ships_would_be_held(library: FileLibrary) -> None:
    rules = library.stop_rules()
    questions = [question for guide in library.guides() for stage in guide.stages for question in stage.questions]
    assert [question for question in questions if stop_findings(question, rules)] == []


def test_a_guide_is_found_by_key_and_version(library: FileLibrary) -> None:
    assert library.guide("weekly").name == "Weekly check-in"
    assert library.guide("weekly", 1) == library.guide("weekly")
    for key, version in (("nothing", None), ("weekly", 99)):
        with pytest.raises(NotFound, match="The guides here are"):
            library.guide(key, version)


def test_the_newest_version_wins_and_older_ones_stay(tmp_path: Path) -> None:
    shutil.copytree(resources() / "guides", tmp_path / "guides")
    newer = altered(tmp_path, "version = 1", "version = 2")
    shutil.move(newer, tmp_path / "guides" / "newer.toml")
    library = FileLibrary(tmp_path)
    assert [guide.version for guide in library.guides() if guide.key == "grow"] == [2]
    assert library.guide("grow", 1).version == 1
    assert library.guides("fr") == library.guides()


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("What have you tried so far, and what", "Why", "stages[1].questions[1]"),
        ('intent = "Widen', 'intents = "Widen', "stages[2].intent"),
        ("minutes = 30", "minutes = 31", "minutes"),
        ("version = 1", 'version = "1"', "version"),
    ],
)
def test_an_unsound_guide_is_refused_with_file_key_and_line(tmp_path: Path, old: str, new: str, key: str) -> None:
    path = altered(tmp_path, old, new)
    lines = path.read_text(encoding="utf-8").splitlines()
    with pytest.raises(UnfitInput) as raised:
        load_guide(path)
    message = str(raised.value)
    assert key in message
    number = int(message.removeprefix("own.toml, line ").partition(":")[0])
    if key == "stages[2].intent":
        assert lines[number - 1] == "[[stages]]"
        assert lines[number] == 'code = "O"'
    else:
        assert new in lines[number - 1]


def test_two_files_with_the_same_guide_are_refused(tmp_path: Path) -> None:
    shutil.copy(resources() / "guides" / "grow-coaching.toml", tmp_path / "a.toml")
    shutil.copy(resources() / "guides" / "grow-coaching.toml", tmp_path / "b.toml")
    with pytest.raises(UnfitInput, match=r"b\.toml, line 1"):
        load_guides(tmp_path)


@pytest.mark.parametrize("data", [b"key = ", b"\xff\xfe", b"# " + b"x" * 1_000_001])
def test_a_file_that_is_no_content_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "own.toml"
    path.write_bytes(data)
    with pytest.raises(UnfitInput, match=r"own\.toml"):
        Source(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnfitInput, match=r"stop\.toml"):
        FileLibrary(tmp_path).stop_rules()


def test_a_pattern_that_is_none_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "stop.toml"
    text = (resources() / "rules" / "stop.toml").read_text(encoding="utf-8")
    path.write_text(text.replace("'religio(?:n|us)|", "'religio(?:n|us|", 1), encoding="utf-8")
    bad = next(
        number for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if "us|mosque" in line
    )
    with pytest.raises(UnfitInput, match=rf"stop\.toml, line {bad}: rules\[1\]\.flag\[3\]"):
        load_stop_rules(path)


def test_the_rules_and_headers_that_ship_are_read_once(library: FileLibrary) -> None:
    assert [rule.id for rule in library.stop_rules().rules] == ["FB17", "FB18"]
    assert library.stop_rules() is library.stop_rules()
    assert set(library.roster_aliases()) == {"fields", "sensitive", "cadence", "language"}
