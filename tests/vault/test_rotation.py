"""A new master key: what the key file says at each moment of the change."""

from __future__ import annotations

import errno
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from ldcoach.errors import LDCoachError, RecordDamaged, UnfitInput, WrongSecret
from ldcoach.paths import Home
from ldcoach.vault.cost import FLOOR, KeyCost
from ldcoach.vault.file_vault import FileVault
from ldcoach.vault.header import Header, Pending, pack, parse, sealed
from ldcoach.vault.header_slots import Slot, slot_context
from ldcoach.vault.remembering import DeviceSlots
from ldcoach.vault.rotation import KeyRotation, _context
from tests.vault.conftest import OTHER_PASSPHRASE, PASSPHRASE
from tests.vault.memory_keys import MemoryKeys

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ldcoach.services.ports import Rotation
    from ldcoach.vault.keys import MasterKey
    from tests.vault.conftest import CrashAt, FailingDisk, Made


@pytest.fixture
def rotation() -> KeyRotation:
    return KeyRotation(FLOOR)


@pytest.fixture
def keys(vault: FileVault, made: Made) -> MasterKey:
    return vault.unlock_with_code(made.home, made.code)


def header(made: Made) -> Header:
    return parse(made.home.header.read_bytes())


def canonical(fields: Any) -> bytes:
    return json.dumps(fields, sort_keys=True, separators=(",", ":")).encode()


def test_it_is_what_the_services_ask_for(made: Made, keys: MasterKey) -> None:
    rotation: Rotation = KeyRotation(FLOOR)
    assert rotation.pending(made.home, keys) is None


def test_until_it_is_finished_everything_opens_as_before(
    rotation: KeyRotation, vault: FileVault, made: Made, keys: MasterKey
) -> None:
    following, code = rotation.begin(made.home, keys, PASSPHRASE)
    assert following.database_key() != made.database_key
    assert following.vault_id == keys.vault_id
    assert following.warnings == ()
    assert vault.unlock(made.home, PASSPHRASE).database_key() == made.database_key
    assert vault.unlock_with_code(made.home, made.code).database_key() == made.database_key
    with pytest.raises(WrongSecret):
        vault.unlock_with_code(made.home, code)


def test_afterwards_the_passphrase_and_the_new_code_open_and_nothing_else(
    rotation: KeyRotation, vault: FileVault, made: Made, keys: MasterKey
) -> None:
    DeviceSlots(store := MemoryKeys()).remember(made.home, keys)
    old = made.home.header.read_bytes()
    following, code = rotation.begin(made.home, keys, PASSPHRASE)
    rotation.finish(made.home, keys, following)
    assert keys.warnings == following.warnings == ()
    for opened in (vault.unlock(made.home, PASSPHRASE), vault.unlock_with_code(made.home, code)):
        assert opened.database_key() == following.database_key()
        assert opened.warnings == ()
    with pytest.raises(WrongSecret):
        vault.unlock_with_code(made.home, made.code)
    assert not DeviceSlots(store).is_worth_asking(made.home)
    found = header(made)
    assert (found.epoch, found.seq, found.pending) == (2, parse(old).seq + 2, None)
    assert made.home.header.read_bytes() == made.home.header_copy.read_bytes()
    with pytest.raises(RecordDamaged):
        vault.change_passphrase(made.home, keys, OTHER_PASSPHRASE)


def test_dropping_it_leaves_all_as_it_was(rotation: KeyRotation, vault: FileVault, made: Made, keys: MasterKey) -> None:
    before = header(made)
    _, code = rotation.begin(made.home, keys, PASSPHRASE)
    rotation.drop(made.home, keys)
    assert rotation.pending(made.home, keys) is None
    after = header(made)
    assert replace(after, seq=before.seq, mac=before.mac) == before
    assert vault.unlock_with_code(made.home, made.code).database_key() == made.database_key
    with pytest.raises(WrongSecret):
        vault.unlock_with_code(made.home, code)


def test_whoever_opens_in_between_finds_the_next_key(
    rotation: KeyRotation, vault: FileVault, made: Made, keys: MasterKey
) -> None:
    following, code = rotation.begin(made.home, keys, PASSPHRASE)
    again = vault.unlock_with_code(made.home, made.code)
    found = rotation.pending(made.home, again)
    assert found is not None
    assert found.database_key() == following.database_key()
    rotation.finish(made.home, again, found)
    assert "cut off has been finished" in found.warnings[0]
    assert vault.unlock_with_code(made.home, code).database_key() == following.database_key()


def test_a_warning_of_the_disk_comes_after_that_of_the_key(
    vault: FileVault, made: Made, keys: MasterKey, failing_disk: type[FailingDisk]
) -> None:
    KeyRotation(FLOOR).begin(made.home, keys, PASSPHRASE)
    half = KeyRotation(FLOOR, failing_disk(frozenset({"vault.hdr2"}), "begun", errno.ENOSPC))
    found = half.pending(made.home, keys)
    assert found is not None
    half.finish(made.home, keys, found)
    assert ["cut off" in found.warnings[0], "second copy" in found.warnings[1]] == [True, True]


def test_the_cost_stays_unless_another_is_given(made: Made, keys: MasterKey) -> None:
    dearer = KeyCost(64 * 1024, 3, 2)
    for cost, expected in ((None, FLOOR), (dearer, dearer)):
        rotation = KeyRotation(cost)
        rotation.begin(made.home, keys, PASSPHRASE)
        pending = header(made).pending
        assert pending is not None
        assert pending.slots[0].cost == expected
        rotation.drop(made.home, keys)


def test_a_second_beginning_is_refused(rotation: KeyRotation, made: Made, keys: MasterKey) -> None:
    rotation.begin(made.home, keys, PASSPHRASE)
    before = made.home.header.read_bytes()
    with pytest.raises(LDCoachError, match="begun before"):
        rotation.begin(made.home, keys, PASSPHRASE)
    assert made.home.header.read_bytes() == before


def test_nothing_is_finished_that_was_not_begun(rotation: KeyRotation, made: Made, keys: MasterKey) -> None:
    with pytest.raises(LDCoachError, match="No change"):
        rotation.finish(made.home, keys, keys)
    assert header(made).epoch == 1


def test_an_empty_passphrase_begins_nothing(rotation: KeyRotation, made: Made, keys: MasterKey) -> None:
    with pytest.raises(UnfitInput, match="empty"):
        rotation.begin(made.home, keys, " ")
    assert header(made).pending is None


def test_a_backup_made_in_between_carries_the_present_key_alone(
    rotation: KeyRotation, vault: FileVault, made: Made, keys: MasterKey
) -> None:
    rotation.begin(made.home, keys, PASSPHRASE)
    carried = vault.header_for_backup(made.home, keys)
    assert parse(carried).pending is None
    assert vault.unlock_copy_with_code(carried, made.code).database_key() == made.database_key


def test_a_full_disk_begins_nothing(made: Made, keys: MasterKey, failing_disk: type[FailingDisk]) -> None:
    full = KeyRotation(FLOOR, failing_disk(frozenset({"vault.hdr"}), "written", errno.ENOSPC))
    with pytest.raises(LDCoachError, match="Everything is as it was"):
        full.begin(made.home, keys, PASSPHRASE)
    assert header(made).pending is None


@pytest.mark.parametrize(("number", "begun"), [(1, False), (2, True), (5, True), (7, True)])
def test_after_a_crash_while_it_begins_the_record_opens_as_before(
    vault: FileVault, made: Made, keys: MasterKey, crash_at: type[CrashAt], number: int, begun: bool
) -> None:
    with pytest.raises(crash_at.Crash):
        KeyRotation(FLOOR, crash_at(number)).begin(made.home, keys, PASSPHRASE)
    again = vault.unlock_with_code(made.home, made.code)
    assert again.database_key() == made.database_key
    assert (KeyRotation().pending(made.home, again) is not None) is begun
    assert made.home.header.read_bytes() == made.home.header_copy.read_bytes()


@pytest.mark.parametrize("act", ["finish", "drop"])
def test_after_a_crash_at_any_later_step_one_of_the_two_keys_is_reached(
    vault: FileVault, made: Made, keys: MasterKey, crash_at: type[CrashAt], act: str
) -> None:
    following, code = KeyRotation(FLOOR).begin(made.home, keys, PASSPHRASE)
    begun, states = made.home.header.read_bytes(), []
    for number in range(8):
        made.write_both(begun)
        with pytest.raises(crash_at.Crash):
            _do(KeyRotation(FLOOR, crash_at(number)), act, made, keys)
        try:
            reached = vault.unlock_with_code(made.home, made.code)
        except WrongSecret:
            reached = vault.unlock_with_code(made.home, code)
            assert reached.database_key() == following.database_key()
        assert made.home.header.read_bytes() == made.home.header_copy.read_bytes()
        states.append((header(made).epoch, KeyRotation().pending(made.home, reached) is not None))
    after = (2, False) if act == "finish" else (1, False)
    assert states == [(1, True)] * 2 + [after] * 6


def _do(rotation: KeyRotation, act: str, made: Made, keys: MasterKey) -> None:
    if act == "drop":
        rotation.drop(made.home, keys)
    else:
        following = rotation.pending(made.home, keys)
        assert following is not None
        rotation.finish(made.home, keys, following)


def test_neither_key_nor_code_is_in_the_file(rotation: KeyRotation, made: Made, keys: MasterKey) -> None:
    following, code = rotation.begin(made.home, keys, PASSPHRASE)
    found = made.home.header.read_bytes()
    for secret in (bytes(following.exposed()), bytes(keys.exposed()), code.encode(), PASSPHRASE.encode()):
        assert secret not in found
        assert secret.hex().encode() not in found


def test_the_next_key_is_bound_to_its_record_and_its_turn(
    rotation: KeyRotation, vault: FileVault, made: Made, keys: MasterKey, tmp_path: Path
) -> None:
    rotation.begin(made.home, keys, PASSPHRASE)
    found = header(made)
    pending = found.pending
    assert pending is not None
    flipped = bytes([pending.wrapped[0] ^ 1]) + pending.wrapped[1:]
    strange, _ = vault.create(Home(tmp_path / "strange"), PASSPHRASE)
    altered = (
        replace(found, pending=replace(pending, wrapped=flipped)),
        replace(found, pending=replace(pending, nonce=bytes(12))),
        replace(found, epoch=2),
    )
    for one in altered:
        made.write_both(pack(sealed(one, keys)))
        with pytest.raises(RecordDamaged, match="its key cannot be read"):
            rotation.pending(made.home, keys)
    mixed = replace(parse((tmp_path / "strange" / "vault.hdr").read_bytes()), pending=pending)
    (tmp_path / "strange" / "vault.hdr").write_bytes(pack(sealed(mixed, strange)))
    with pytest.raises(RecordDamaged, match="its key cannot be read"):
        rotation.pending(Home(tmp_path / "strange"), strange)


def test_what_is_pending_keeps_to_its_form(
    rotation: KeyRotation, made: Made, keys: MasterKey, framed: Callable[..., bytes]
) -> None:
    rotation.begin(made.home, keys, PASSPHRASE)
    data = made.home.header.read_bytes()
    fields = json.loads(data[14:-32])
    assert pack(parse(data)) == data
    pending = fields["pending"]
    unfit: list[Any] = [
        {},
        [],
        "text",
        7,
        True,
        {"nonce": "", "wrapped": ""},
        pending | {"nonce": pending["wrapped"]},
        pending | {"wrapped": pending["nonce"]},
        pending | {"slots": []},
        pending | {"slots": pending["slots"][:1]},
        pending | {"slots": {}},
        pending | {"more": 1},
    ]
    for each in unfit:
        with pytest.raises(RecordDamaged):
            parse(framed(canonical(fields | {"pending": each})))


def test_a_full_key_file_stays_far_below_its_limit(made: Made, keys: MasterKey, rotation: KeyRotation) -> None:
    for _ in range(6):
        DeviceSlots(MemoryKeys()).remember(made.home, keys)
    rotation.begin(made.home, keys, PASSPHRASE)
    assert len(made.home.header.read_bytes()) < 8 * 1024
    found = header(made)
    assert isinstance(found.pending, Pending)
    assert len(found.slots) == 8
    assert [slot.kind for slot in found.pending.slots] == ["passphrase", "recovery"]


def test_what_wrappings_are_bound_to_never_changes() -> None:
    """Another wording here would lock out every record that was written before."""
    header = Header("61b01e47-ed3b-478c-8c16-c730f88738ea", epoch=3, seq=9, slots=())
    slot = Slot("71b01e47-ed3b-478c-8c16-c730f88738ea", "keyring", bytes(16), None)
    assert _context(header) == b'{"epoch":4,"type":"pending","vault":"61b01e47-ed3b-478c-8c16-c730f88738ea"}'
    assert slot_context(header.vault_id, header.epoch, slot) == (
        b'{"epoch":3,"id":"71b01e47-ed3b-478c-8c16-c730f88738ea","kdf":{"name":"hkdf-sha256",'
        b'"salt":"AAAAAAAAAAAAAAAAAAAAAA=="},"magic":"LDCVAULT","type":"keyring",'
        b'"vault":"61b01e47-ed3b-478c-8c16-c730f88738ea","version":1}'
    )
