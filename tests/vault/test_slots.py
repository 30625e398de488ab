"""Wrapping the master key."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from argon2.exceptions import HashingError

from ldcoach.errors import LDCoachError, WrongSecret
from ldcoach.vault import slots
from ldcoach.vault.cost import FLOOR
from ldcoach.vault.header import Header
from ldcoach.vault.header_slots import Slot, SlotKind
from ldcoach.vault.keys import MasterKey
from ldcoach.vault.slots import open_slot, seal_slot, seconds_for

if TYPE_CHECKING:
    from collections.abc import Callable

VAULT_ID = "61b01e47-ed3b-478c-8c16-c730f88738ea"
OTHER_ID = "71b01e47-ed3b-478c-8c16-c730f88738ea"
SECRET = bytes(range(26))


def _master() -> MasterKey:
    return MasterKey(VAULT_ID, bytearray(range(32)))


def _sealed(kind: SlotKind = "recovery") -> Header:
    header = Header(VAULT_ID, epoch=1, seq=1, slots=())
    cost = FLOOR if kind == "passphrase" else None
    return replace(header, slots=(seal_slot(header, kind, bytearray(SECRET), _master(), cost),))


@pytest.mark.parametrize("kind", ["passphrase", "recovery", "keyring"])
def test_a_slot_opens_with_its_secret_only(kind: SlotKind) -> None:
    header = _sealed(kind)
    assert open_slot(header, header.slots[0], bytearray(SECRET)).database_key() == _master().database_key()
    with pytest.raises(WrongSecret):
        open_slot(header, header.slots[0], bytearray(SECRET[::-1]))


def test_nothing_is_used_twice() -> None:
    first, second = _sealed().slots[0], _sealed().slots[0]
    for name in ("slot_id", "salt", "nonce", "wrapped"):
        assert getattr(first, name) != getattr(second, name)


@pytest.mark.parametrize(
    "change",
    [
        lambda header: replace(header, epoch=2),
        lambda header: replace(header, vault_id=OTHER_ID),
        lambda header: _with_slot(header, slot_id=OTHER_ID),
        lambda header: _with_slot(header, salt=bytes(16)),
        lambda header: _with_slot(header, nonce=bytes(12)),
        lambda header: _with_slot(header, wrapped=bytes(48)),
    ],
    ids=["epoch", "vault id", "slot id", "salt", "nonce", "wrapped"],
)
def test_a_slot_is_bound_to_its_surroundings(change: Callable[[Header], Header]) -> None:
    altered = change(_sealed())
    with pytest.raises(WrongSecret):
        open_slot(altered, altered.slots[0], bytearray(SECRET))


def test_a_slot_is_bound_to_its_cost() -> None:
    header = _with_slot(_sealed("passphrase"), cost=replace(FLOOR, passes=3))
    with pytest.raises(WrongSecret):
        open_slot(header, header.slots[0], bytearray(SECRET))


@pytest.mark.parametrize("failure", [HashingError("Memory allocation error"), MemoryError()])
def test_too_little_memory_is_told_and_measured_as_too_long(
    monkeypatch: pytest.MonkeyPatch, failure: Exception
) -> None:
    def fail(*_arguments: object) -> bytes:
        raise failure

    header = _sealed("passphrase")
    monkeypatch.setattr(slots, "hash_secret_raw", fail)
    with pytest.raises(LDCoachError, match="not enough free memory") as refusal:
        open_slot(header, header.slots[0], bytearray(SECRET))
    assert not isinstance(refusal.value, WrongSecret)
    assert seconds_for(FLOOR) == math.inf


def test_measuring_takes_time() -> None:
    assert 0 < seconds_for(FLOOR) < 60


def _with_slot(header: Header, **changes: object) -> Header:
    slot: Slot = replace(header.slots[0], **changes)  # type: ignore[arg-type]
    return replace(header, slots=(slot,))
