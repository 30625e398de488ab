"""Files sealed under a code that is told by voice."""

from __future__ import annotations

import base64
import hashlib
import json
import struct

import pytest
from argon2.exceptions import HashingError
from hypothesis import given, settings
from hypothesis import strategies as st

from ldcoach.errors import LDCoachError, NewerRecord, UnfitInput, WrongSecret
from ldcoach.vault import sealing
from ldcoach.vault.cost import FLOOR
from ldcoach.vault.recovery import VOICE, MistypedCode, new_code
from ldcoach.vault.sealing import MAGIC, CodeSealer

CONTENT = "what both have seen \u2713".encode() * 50
LEAD = struct.Struct(">8sHH")
KEPT_CODE = "BB1R-S7ES-R679-DFW4-6XN5-A6WJ"
KEPT = base64.b64decode(
    "TERTRUFMRUQAAQCueyJrZGYiOiJhcmdvbjJpZCIsImxhbmVzIjoxLCJtZW1vcnlfa2liIjo2NTUzNiwibm9uY2UiOiJJeE5jQ1FG"
    "UWZ2WTU0LzVyIiwicGFzc2VzIjoyLCJwcm9vZiI6ImxJNFFJV3NDY1RpNi9HbFl5bUZWMlpNdTE5ZzQ1V1NtOHB1U21YS2dNUTg9"
    "Iiwic2FsdCI6IlpxeUtYRHlvemlLR3ZXdndFQldPZGc9PSJ9SYOgVo/nidqjaYXVNY7s/s8TIljCJM86O6Q6Ejw6XLIctiQskq2u"
    "0y+xV5de03PNOSDzclQLnPM+W9+rvuHECL3Etg=="
)
"""A file of the first form: whatever changes, it has to open."""


@pytest.fixture(scope="module")
def sealed() -> tuple[bytes, str]:
    return CodeSealer(FLOOR).seal(CONTENT)


def _with_head(sealed: bytes, changes: dict[str, object], version: int = 1) -> bytes:
    """Change fields of the head and put the checksum right, as somebody hostile would."""
    _, _, length = LEAD.unpack_from(sealed)
    end = LEAD.size + length
    head = json.loads(sealed[LEAD.size : end]) | changes
    packed = json.dumps(head, sort_keys=True, separators=(",", ":")).encode()
    lead, body = LEAD.pack(MAGIC, version, len(packed)) + packed, sealed[end + 32 :]
    return lead + hashlib.sha256(lead + body).digest() + body


def test_a_code_is_six_groups_of_four(sealed: tuple[bytes, str]) -> None:
    assert [len(group) for group in sealed[1].split("-")] == [4] * 6


def test_it_opens_with_its_code_however_that_is_typed(sealed: tuple[bytes, str]) -> None:
    data, code = sealed
    assert CodeSealer().open(data, code.lower().replace("-", " ")) == CONTENT
    assert CONTENT[:20] not in data


def test_a_file_of_the_first_form_opens() -> None:
    assert CodeSealer().open(KEPT, KEPT_CODE) == b"what both have seen"


def test_what_is_sealed_now_opens_now() -> None:
    data, code = CodeSealer(FLOOR).seal(CONTENT)
    assert CodeSealer().open(data, code) == CONTENT


@pytest.mark.parametrize("failure", [HashingError("Memory allocation error"), MemoryError()])
def test_too_little_memory_is_told(monkeypatch: pytest.MonkeyPatch, failure: Exception) -> None:
    def fail(*_arguments: object) -> bytes:
        raise failure

    monkeypatch.setattr(sealing, "hash_secret_raw", fail)
    with pytest.raises(LDCoachError, match="not enough free memory"):
        CodeSealer().open(KEPT, KEPT_CODE)


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", "no file that LDCoach sealed"),
        (KEPT[:12], "no file that LDCoach sealed"),
        (b"XX" + KEPT[2:], "no file that LDCoach sealed"),
        (KEPT[:-1], "no file that LDCoach sealed"),
        (KEPT[:-1] + bytes([KEPT[-1] ^ 1]), "no file that LDCoach sealed"),
    ],
)
def test_each_refusal_says_what_happened(data: bytes, refusal: str) -> None:
    with pytest.raises(UnfitInput, match=refusal):
        CodeSealer().open(data, KEPT_CODE)


def test_the_same_content_never_gives_the_same_file(sealed: tuple[bytes, str]) -> None:
    again, code = CodeSealer(FLOOR).seal(CONTENT)
    assert again != sealed[0]
    assert code != sealed[1]


def test_another_files_code_is_told_from_a_mistyped_one(sealed: tuple[bytes, str]) -> None:
    data, code = sealed
    with pytest.raises(WrongSecret, match="does not open this file") as wrong:
        CodeSealer().open(data, new_code(VOICE))
    assert not isinstance(wrong.value, MistypedCode)
    slip = ("2" if code[0] != "2" else "3") + code[1:]
    with pytest.raises(MistypedCode, match="group 1"):
        CodeSealer().open(data, slip)
    with pytest.raises(MistypedCode, match="24 characters"):
        CodeSealer().open(data, "7K2M")


def test_no_code_of_a_record_passes_as_one_of_a_file(sealed: tuple[bytes, str]) -> None:
    with pytest.raises(MistypedCode):
        CodeSealer().open(sealed[0], new_code())


@pytest.mark.parametrize("change", [{"memory_kib": 2**21}, {"passes": 16}, {"lanes": 0}, {"lanes": True}, {"kdf": "x"}])
def test_parameters_out_of_bounds_are_refused_before_any_work(
    sealed: tuple[bytes, str], change: dict[str, object]
) -> None:
    with pytest.raises(UnfitInput, match="no file that LDCoach sealed"):
        CodeSealer().inspect(_with_head(sealed[0], change))


def test_a_newer_file_is_named_as_such(sealed: tuple[bytes, str]) -> None:
    with pytest.raises(NewerRecord, match="sealed by a newer LDCoach"):
        CodeSealer().inspect(_with_head(sealed[0], {"new": "field"}, version=2))


def test_what_is_encrypted_cannot_be_changed_with_a_new_checksum(sealed: tuple[bytes, str]) -> None:
    data, code = sealed
    _, _, length = LEAD.unpack_from(data)
    end = LEAD.size + length
    body = bytes([data[-1] ^ 1]) + data[end + 33 :]
    forged = data[:end] + hashlib.sha256(data[:end] + body).digest() + body
    with pytest.raises(UnfitInput, match="no file that LDCoach sealed"):
        CodeSealer().open(forged, code)


@given(data=st.data())
@settings(max_examples=150)
def test_every_accident_is_found_without_a_code(sealed: tuple[bytes, str], data: st.DataObject) -> None:
    whole = bytearray(sealed[0])
    if data.draw(st.booleans()):
        place = data.draw(st.integers(0, len(whole) - 1))
        whole[place] ^= data.draw(st.integers(1, 255))
    else:
        del whole[data.draw(st.integers(0, len(whole) - 1)) :]
    with pytest.raises(LDCoachError):
        CodeSealer().inspect(bytes(whole))


@given(st.binary(max_size=300))
@settings(max_examples=100)
def test_no_bytes_at_all_do_more_than_be_refused(data: bytes) -> None:
    with pytest.raises(UnfitInput):
        CodeSealer().inspect(MAGIC + data)
