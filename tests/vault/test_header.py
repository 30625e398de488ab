"""The key file's bytes."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from ldcoach.errors import LDCoachError, NewerRecord, RecordDamaged
from ldcoach.vault.cost import FLOOR
from ldcoach.vault.header import MAX_BYTES, Header, pack, parse, sealed, verify
from ldcoach.vault.keys import MasterKey

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.vault.conftest import Made

    Frame = Callable[..., bytes]

OTHER_ID = "71b01e47-ed3b-478c-8c16-c730f88738ea"


def canonical(fields: Any) -> bytes:
    return json.dumps(fields, sort_keys=True, separators=(",", ":")).encode()


@pytest.fixture
def data(original: Made) -> bytes:
    return original.home.header.read_bytes()


@pytest.fixture
def fields(data: bytes) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(data[14:-32])
    return loaded


def test_a_header_comes_back_as_it_was(data: bytes, framed: Frame) -> None:
    assert pack(parse(data)) == data
    assert framed(data[14:-32]) == data


def test_the_mac_holds_for_its_key_and_its_content_only() -> None:
    master, stranger = (MasterKey(OTHER_ID, bytearray([filling] * 32)) for filling in (1, 2))
    header = sealed(Header(OTHER_ID, epoch=1, seq=1, slots=()), master)
    verify(header, master)
    for altered in (replace(header, seq=2), replace(header, epoch=2), replace(header, mac=bytes(32))):
        with pytest.raises(RecordDamaged, match="altered"):
            verify(altered, master)
    with pytest.raises(RecordDamaged):
        verify(header, stranger)


def test_every_flipped_bit_is_found(data: bytes) -> None:
    for place in range(len(data)):
        for bit in range(8):
            flipped = bytearray(data)
            flipped[place] ^= 1 << bit
            with pytest.raises(RecordDamaged):
                parse(bytes(flipped))


def test_every_truncation_is_found(data: bytes) -> None:
    for length in range(len(data)):
        with pytest.raises(RecordDamaged):
            parse(data[:length])


@pytest.mark.parametrize("count", [300, pytest.param(3_000, marks=pytest.mark.slow)])
def test_garbage_is_found(data: bytes, count: int, framed: Frame) -> None:
    chance = random.Random(count)
    for _ in range(count):
        body = chance.randbytes(chance.randrange(800))
        for garbage in (body, framed(body), data + body[: 1 + len(body) // 2] + b"\0"):
            with pytest.raises(RecordDamaged):
                parse(garbage)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b'"x"',
        b"[" * 60_000,
        b"\xff\xfe",
        b'{"pending":null}',
        b'{"pending":null,"slots":{}}',
        b"1" * 5_000,
    ],
)
def test_whole_files_of_another_structure_are_refused(body: bytes, framed: Frame) -> None:
    with pytest.raises(RecordDamaged):
        parse(framed(body))


def test_a_later_version_is_told_from_damage(fields: dict[str, Any], framed: Frame) -> None:
    with pytest.raises(NewerRecord, match="written by a newer LDCoach"):
        parse(framed(b"whatever the future holds", version=2))
    with pytest.raises(RecordDamaged):
        parse(framed(canonical(fields), version=0))


def test_more_than_64_kib_is_refused(fields: dict[str, Any], framed: Frame) -> None:
    body = canonical(fields | {"mac": "A" * MAX_BYTES})
    with pytest.raises(RecordDamaged):
        parse(framed(body))


def test_the_largest_count_is_read(fields: dict[str, Any], framed: Frame) -> None:
    assert parse(framed(canonical(fields | {"seq": 2**53 - 1}))).seq == 2**53 - 1


@pytest.mark.parametrize("spelling", [b" ", b"\n"])
def test_a_second_way_to_write_the_same_is_refused(data: bytes, spelling: bytes, framed: Frame) -> None:
    with pytest.raises(RecordDamaged):
        parse(framed(data[14:-32] + spelling))


def test_doubled_and_unknown_fields_are_refused(data: bytes, fields: dict[str, Any], framed: Frame) -> None:
    body = data[14:-32]
    for altered in (b'{"epoch":1,' + body[1:], canonical(fields | {"note": 1})):
        with pytest.raises(RecordDamaged):
            parse(framed(altered))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("seq", 0),
        ("seq", -1),
        ("seq", 2**53),
        ("seq", True),
        ("seq", 1.0),
        ("seq", "1"),
        ("epoch", 0),
        ("epoch", None),
        ("vault", "not a uuid"),
        ("vault", OTHER_ID.upper()),
        ("vault", 5),
        ("mac", ""),
        ("mac", "AAAA"),
        ("mac", 7),
        ("mac", "*" * 44),
        ("slots", None),
        ("slots", []),
    ],
)
def test_fields_outside_their_range_are_refused(
    fields: dict[str, Any], name: str, value: object, framed: Frame
) -> None:
    with pytest.raises(RecordDamaged):
        parse(framed(canonical(fields | {name: value})))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("m", 65_535),
        ("m", 0),
        ("m", -65_536),
        ("m", 2**31),
        ("m", 65_536.0),
        ("m", "65536"),
        ("t", 1),
        ("t", 17),
        ("t", True),
        ("p", 0),
        ("p", 17),
        ("name", "argon2i"),
        ("name", "hkdf-sha256"),
        ("salt", "AAAA"),
        ("extra", 1),
    ],
)
def test_parameters_are_refused_before_they_are_used(
    fields: dict[str, Any], name: str, value: object, framed: Frame
) -> None:
    passphrase = next(slot for slot in fields["slots"] if slot["type"] == "passphrase")
    passphrase["kdf"][name] = value
    with pytest.raises(RecordDamaged):
        parse(framed(canonical(fields)))


def test_the_floor_itself_is_accepted(fields: dict[str, Any], framed: Frame) -> None:
    header = parse(framed(canonical(fields)))
    assert header.slot("passphrase").cost == FLOOR


def test_at_most_eight_slots_with_one_passphrase_and_one_code(fields: dict[str, Any], framed: Frame) -> None:
    passphrase, code = fields["slots"]

    def keyring(number: int) -> dict[str, Any]:
        return {**code, "id": f"{number:08}{OTHER_ID[8:]}", "type": "keyring"}

    def held(*slots: dict[str, Any]) -> bytes:
        return framed(canonical(fields | {"slots": list(slots)}))

    assert len(parse(held(passphrase, code, *map(keyring, range(6)))).slots) == 8
    refused = [
        held(passphrase, code, *map(keyring, range(7))),
        held(passphrase),
        held(code),
        held(keyring(1)),
        held(passphrase, code, passphrase),
        held(passphrase, code, keyring(1), keyring(1)),
        held(passphrase, code | {"id": passphrase["id"]}),
        held(passphrase, code | {"type": "administrator"}),
    ]
    for altered in refused:
        with pytest.raises(RecordDamaged):
            parse(altered)


def test_messages_hold_nothing_of_the_file(fields: dict[str, Any], framed: Frame) -> None:
    with pytest.raises(LDCoachError) as refusal:
        parse(framed(canonical(fields | {"vault": "canary-in-the-header"})))
    assert "canary" not in str(refusal.value)
    assert refusal.value.__cause__ is None
    assert refusal.value.exit_code == 4
