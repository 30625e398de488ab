"""Every guide that ships is sound, and any file that is none is refused by file, key and line."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ldcoach.domain.guides import AskOf, Guide, faults, guide_from_dict, scaled_minutes
from ldcoach.domain.values import Misfit
from ldcoach.errors import LDCoachError, UnfitInput
from ldcoach.library import FileLibrary
from ldcoach.library.guides import load_guide
from ldcoach.paths import resources

FILES = sorted((resources() / "guides").glob("*.toml"))
TEXTS = {path.name: path.read_text(encoding="utf-8") for path in FILES}
KEYS = {
    *("grow", "clear", "oskar", "mi", "sbi", "sbii", "coin", "aid", "feedforward", "cedar"),
    *("weekly", "career", "onboard30", "onboard60", "onboard90", "stay", "gap", "return", "skip"),
}
REFUSAL = re.compile(r"own\.toml, line (\d+): \S.*Nothing was changed\.", re.DOTALL)
many = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def guides() -> tuple[Guide, ...]:
    return FileLibrary(resources()).guides()


def refusal(path: Path) -> str:
    """Return what is said of a file; it has to name file and line, and to leave the file alone."""
    before = path.read_bytes()
    with pytest.raises(UnfitInput) as raised:
        load_guide(path)
    assert path.read_bytes() == before
    message = str(raised.value)
    found = REFUSAL.match(message)
    assert found, message
    assert 1 <= int(found[1]) <= before.decode("utf-8").count("\n") + 1
    return message


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8", newline="")
    return path


def test_nineteen_guides_ship_with_their_stages_and_questions(guides: tuple[Guide, ...]) -> None:
    assert {guide.key for guide in guides} == KEYS
    assert sum(len(guide.stages) for guide in guides) == 84
    assert sum(len(stage.questions) for guide in guides for stage in guide.stages) == 284
    assert [fault for guide in guides for fault in faults(guide)] == []


def test_the_employee_speaks_first_in_every_guide(guides: tuple[Guide, ...]) -> None:
    for guide in guides:
        talked = [stage for stage in guide.stages if stage.ask_of is not AskOf.MANAGER]
        assert guide.stages[-len(talked) :] == tuple(talked), "what one asks oneself comes before the talk"
        assert [stage.questions[0] for stage in talked if re.search(r"\b(did|have) I\b", stage.questions[0])] == []


def test_every_guide_can_be_shortened(guides: tuple[Guide, ...]) -> None:
    for guide in guides:
        for planned in (15, 30, 60):
            assert sum(scaled_minutes(guide, planned)) == planned


def test_what_guides_draw_on_is_known(guides: tuple[Guide, ...]) -> None:
    known = FileLibrary(resources()).references()
    assert {key for guide in guides for key in guide.sources} == set(known)


def test_the_chooser_leads_to_every_guide(guides: tuple[Guide, ...]) -> None:
    choices = FileLibrary(resources()).choices()
    assert {offer.guide for choice in choices for offer in choice.offers} == KEYS
    assert [choice.key for choice in choices if choice.route] == ["not_here"]
    assert all(offer.because.endswith((".", "?")) for choice in choices for offer in choice.offers)


@pytest.mark.parametrize("name", TEXTS)
def test_every_guide_is_read_from_its_file(tmp_path: Path, name: str) -> None:
    guide = load_guide(written(tmp_path, TEXTS[name]))
    assert load_guide(written(tmp_path, "\ufeff" + TEXTS[name].replace("\n", "\r\n"))) == guide


wrong_values = st.one_of(
    st.integers(max_value=-1),
    st.integers(min_value=10**6),
    st.booleans(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(st.characters(categories=["Cc"]), min_size=1, max_size=4),
    st.just(""),
    st.just([]),
    st.just([[]]),
    st.just({}),
    st.text(min_size=401, max_size=420),
)


def as_toml(value: object) -> str:
    """Return a value as TOML writes it; JSON's escapes are TOML's too."""
    if isinstance(value, dict):
        return "{}"
    if isinstance(value, list):
        return "[" + ", ".join(as_toml(item) for item in value) + "]"
    if isinstance(value, str):
        return json.dumps(value).replace("\x7f", "\\u007f")
    return json.dumps(value)


@many
@given(st.sampled_from(sorted(TEXTS)), wrong_values, st.data())
def test_a_wrong_value_is_refused_on_its_line(tmp_path: Path, name: str, value: object, data: st.DataObject) -> None:
    lines = TEXTS[name].split("\n")
    single = [at for at, line in enumerate(lines) if re.match(r"\w+ = [^\[]", line)]
    at = data.draw(st.sampled_from(single))
    key = lines[at].partition(" ")[0]
    lines[at] = f"{key} = {as_toml(value)}"
    text = "\n".join(lines)
    if not unsound(text):
        return
    message = refusal(written(tmp_path, text))
    # A stage's minutes may be fit by themselves, when only the sum is wrong; that is said of the sum.
    assert key in message


@many
@given(st.sampled_from(sorted(TEXTS)), st.data())
def test_a_file_that_is_cut_or_torn_is_refused(tmp_path: Path, name: str, data: st.DataObject) -> None:
    text = TEXTS[name]
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    torn = text[:start] + data.draw(st.sampled_from(["", "\x00", "[[", '"""', "= =", "\u2028"])) + text[end:]
    if unsound(torn):
        refusal(written(tmp_path, torn))


@many
@given(st.binary(max_size=300))
def test_any_bytes_are_refused_plainly(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "own.toml"
    path.write_bytes(data)
    with pytest.raises(LDCoachError, match=r"own\.toml"):
        load_guide(path)


def unsound(text: str) -> bool:
    """Tell whether a text is no sound guide, by Python's own reader and the guide's rules."""
    try:
        body: dict[str, Any] = tomllib.loads(text)
        return bool(faults(guide_from_dict(body)))
    except (ValueError, Misfit, RecursionError):
        return True


STAGE = TEXTS["feedforward.toml"].partition("[[stages]]")[2]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        (
            TEXTS["feedforward.toml"] + "\n".join(["[[stages]]" + STAGE] * 10_000)[:900_000].rpartition("\n[[")[0],
            "stages",
        ),
        ("x = " + "[" * 100_000, "nested too deeply"),
        ("version = " + "9" * 5_000, "version"),
        (TEXTS["feedforward.toml"].replace("version = 1", "version = " + "9" * 40), "version"),
        (TEXTS["feedforward.toml"].replace('key = "feedforward"', 'key = "own-thing"'), "key"),
        (TEXTS["feedforward.toml"].replace("version = 1", 'version = 1\nbased_on = "A Stay"'), "based_on"),
        ('key = "a"\nname = "b"\nname = "c"\n', "name"),
        ("", "stages"),
        ("stages = [1]", r"stages\[0\]"),
    ],
    ids=["ten thousand stages", "deep", "digits", "large", "own", "based on no key", "twice", "empty", "no table"],
)
def test_bombs_and_slips_are_refused_quickly(tmp_path: Path, text: str, part: str) -> None:
    assert re.search(part, refusal(written(tmp_path, text)))


@pytest.mark.parametrize(
    ("old", "new", "line", "key"),
    [
        ("version = 1", "version = 1\nnoet = 'x'", 3, "noet"),
        ("intent = ", "intnet = 'x'\nintent = ", 28, "stages[0].intnet"),
    ],
)
def test_a_misspelt_key_is_not_left_out_in_silence(tmp_path: Path, old: str, new: str, line: int, key: str) -> None:
    message = refusal(written(tmp_path, TEXTS["grow-coaching.toml"].replace(old, new, 1)))
    assert message.startswith(f"own.toml, line {line}: {key} is no key of a guide; check its spelling.")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no file without an end")
def test_a_file_without_an_end_is_not_read_to_it() -> None:
    with pytest.raises(UnfitInput, match="zero is larger than 1 MB"):
        load_guide(Path("/dev/zero"))
