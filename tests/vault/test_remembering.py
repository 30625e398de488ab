"""Devices that open the record without the passphrase."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

import pytest

from ldcoach.errors import KeyStoreUnavailable, LDCoachError, RecordDamaged, UnfitInput, WrongSecret
from ldcoach.vault.cost import FLOOR
from ldcoach.vault.file_vault import FileVault
from ldcoach.vault.header import Header, pack, parse, sealed
from ldcoach.vault.key_file import own
from ldcoach.vault.remembering import DeviceSlots, service_name
from tests.vault.memory_keys import MemoryKeys

if TYPE_CHECKING:
    from collections.abc import Callable

    from ldcoach.services.ports import Remembering
    from ldcoach.vault.keys import MasterKey
    from tests.vault.conftest import CrashAt, FailingDisk, Made


@pytest.fixture
def store() -> MemoryKeys:
    return MemoryKeys()


@pytest.fixture
def devices(store: MemoryKeys) -> DeviceSlots:
    return DeviceSlots(store)


@pytest.fixture
def keys(vault: FileVault, made: Made) -> MasterKey:
    return vault.unlock_with_code(made.home, made.code)


def kinds(made: Made) -> list[str]:
    return [slot.kind for slot in header(made).slots]


def header(made: Made) -> Header:
    first, second = made.home.header.read_bytes(), made.home.header_copy.read_bytes()
    assert first == second
    return parse(first)


def test_it_is_what_the_services_ask_for(made: Made) -> None:
    remembering: Remembering = DeviceSlots(MemoryKeys())
    assert not remembering.is_worth_asking(made.home)


def test_nothing_is_remembered_until_the_manager_says_so(devices: DeviceSlots, store: MemoryKeys, made: Made) -> None:
    assert not devices.is_worth_asking(made.home)
    with pytest.raises(KeyStoreUnavailable, match="not remembered on this computer"):
        devices.unlock(made.home)
    assert store.asked == 0
    assert kinds(made) == ["passphrase", "recovery"]


def test_a_remembered_record_opens(devices: DeviceSlots, store: MemoryKeys, made: Made, keys: MasterKey) -> None:
    devices.remember(made.home, keys)
    assert keys.warnings == ()
    assert devices.is_worth_asking(made.home)
    assert devices.unlock(made.home).database_key() == made.database_key
    assert kinds(made) == ["passphrase", "recovery", "keyring"]
    ((place, _),) = store.kept.items()
    assert place == (service_name(keys.vault_id), header(made).slots[2].slot_id)
    told = [(way.slot_id, way.kind, way.here) for way in devices.ways_in(made.home)]
    passphrase, code, device = header(made).slots
    assert told == [
        (passphrase.slot_id, "passphrase", None),
        (code.slot_id, "recovery", None),
        (device.slot_id, "keyring", True),
    ]


def test_the_newest_copy_tells_whether_to_ask(devices: DeviceSlots, made: Made, keys: MasterKey) -> None:
    before = made.home.header.read_bytes()
    devices.remember(made.home, keys)
    for older in (made.home.header, made.home.header_copy):
        newest = made.home.header_copy.read_bytes()
        older.write_bytes(before)
        assert devices.is_worth_asking(made.home)
        made.write_both(newest)


def test_the_system_never_sees_a_key_of_the_record(
    devices: DeviceSlots, store: MemoryKeys, made: Made, keys: MasterKey
) -> None:
    devices.remember(made.home, keys)
    (kept,) = store.kept.values()
    assert len(kept) == 32
    assert kept not in {bytes(keys.exposed()), bytes(keys.database_key()), bytes(keys.backup_key())}
    assert kept.hex().encode() not in made.home.header.read_bytes()


def test_the_passphrase_and_the_code_open_as_before(
    devices: DeviceSlots, vault: FileVault, made: Made, keys: MasterKey
) -> None:
    devices.remember(made.home, keys)
    assert vault.unlock(made.home, "kettle otter nine velvet").database_key() == made.database_key
    assert vault.unlock_with_code(made.home, made.code).database_key() == made.database_key


def test_remembering_twice_replaces_the_slot(
    devices: DeviceSlots, store: MemoryKeys, made: Made, keys: MasterKey
) -> None:
    devices.remember(made.home, keys)
    (before,) = store.kept
    devices.remember(made.home, keys)
    (after,) = store.kept
    assert before != after
    assert kinds(made) == ["passphrase", "recovery", "keyring"]
    assert devices.unlock(made.home).database_key() == made.database_key


def test_each_device_has_a_slot_of_its_own_and_six_may(made: Made, keys: MasterKey) -> None:
    stores = [MemoryKeys() for _ in range(7)]
    for store in stores[:6]:
        DeviceSlots(store).remember(made.home, keys)
    assert kinds(made).count("keyring") == 6
    with pytest.raises(UnfitInput, match="6 devices already"):
        DeviceSlots(stores[6]).remember(made.home, keys)
    assert stores[6].kept == {}
    DeviceSlots(stores[5]).remember(made.home, keys)
    for store in stores[:6]:
        assert DeviceSlots(store).unlock(made.home).database_key() == made.database_key
    here = [way.here for way in DeviceSlots(stores[0]).ways_in(made.home)]
    assert here == [None, None, True, False, False, False, False, False]


def test_another_device_knows_nothing(devices: DeviceSlots, made: Made, keys: MasterKey) -> None:
    devices.remember(made.home, keys)
    with pytest.raises(KeyStoreUnavailable, match="not remembered on this computer"):
        DeviceSlots(MemoryKeys()).unlock(made.home)


def test_a_locked_store_says_so_and_changes_nothing(
    devices: DeviceSlots, store: MemoryKeys, made: Made, keys: MasterKey
) -> None:
    devices.remember(made.home, keys)
    before = made.home.header.read_bytes()
    store.locked = True
    for act in (lambda: devices.unlock(made.home), lambda: devices.remember(made.home, keys)):
        with pytest.raises(KeyStoreUnavailable, match="locked"):
            act()
    assert made.home.header.read_bytes() == before
    assert [way.here for way in devices.ways_in(made.home)] == [None, None, None]


def test_a_key_that_does_not_fit_is_told_from_a_wrong_passphrase(
    devices: DeviceSlots, store: MemoryKeys, made: Made, keys: MasterKey
) -> None:
    devices.remember(made.home, keys)
    (place,) = store.kept
    store.kept[place] = bytes(32)
    with pytest.raises(WrongSecret, match="remembers does not open the record any more"):
        devices.unlock(made.home)


def test_a_copy_from_before_it_was_remembered_says_so(devices: DeviceSlots, made: Made, keys: MasterKey) -> None:
    before = made.home.header.read_bytes()
    devices.remember(made.home, keys)
    # The newer copy was altered since, so the older one is looked at; it knows no device.
    stranger = type(keys)(keys.vault_id, bytearray(32))
    made.home.header.write_bytes(pack(sealed(header(made), stranger)))
    made.home.header_copy.write_bytes(before)
    with pytest.raises(KeyStoreUnavailable, match="not remembered on this computer"):
        devices.unlock(made.home)


def test_an_altered_header_never_opens(devices: DeviceSlots, made: Made, keys: MasterKey, vault: FileVault) -> None:
    devices.remember(made.home, keys)
    found = header(made)
    stranger = type(keys)(keys.vault_id, bytearray(32))
    made.write_both(pack(sealed(found, stranger)))
    with pytest.raises(RecordDamaged, match="altered"):
        devices.unlock(made.home)


def test_forgetting_takes_the_slot_and_the_key(
    devices: DeviceSlots, store: MemoryKeys, made: Made, keys: MasterKey
) -> None:
    other = DeviceSlots(MemoryKeys())
    other.remember(made.home, keys)
    devices.remember(made.home, keys)
    assert devices.forget(made.home, keys) == ()
    assert store.kept == {}
    assert kinds(made) == ["passphrase", "recovery", "keyring"]
    assert other.unlock(made.home).database_key() == made.database_key
    with pytest.raises(KeyStoreUnavailable):
        devices.unlock(made.home)


def test_forgetting_what_was_never_remembered_writes_nothing(devices: DeviceSlots, made: Made, keys: MasterKey) -> None:
    assert devices.forget(made.home, keys) == ()
    assert header(made).seq == 1


def test_forgetting_everywhere_leaves_the_two_that_a_person_holds(
    devices: DeviceSlots, store: MemoryKeys, made: Made, keys: MasterKey
) -> None:
    other = DeviceSlots(MemoryKeys())
    other.remember(made.home, keys)
    devices.remember(made.home, keys)
    assert devices.forget(made.home, keys, everywhere=True) == ()
    assert kinds(made) == ["passphrase", "recovery"]
    assert store.kept == {}
    with pytest.raises(KeyStoreUnavailable):
        other.unlock(made.home)


def test_forgetting_works_although_the_store_is_locked(
    devices: DeviceSlots, store: MemoryKeys, made: Made, keys: MasterKey
) -> None:
    devices.remember(made.home, keys)
    store.locked = True
    (warning,) = devices.forget(made.home, keys)
    assert "still there" in warning
    assert kinds(made) == ["passphrase", "recovery"]
    store.locked = False
    with pytest.raises(KeyStoreUnavailable):
        devices.unlock(made.home)


def test_what_was_half_written_is_told_when_forgetting(
    store: MemoryKeys, made: Made, keys: MasterKey, failing_disk: type[FailingDisk]
) -> None:
    DeviceSlots(store).remember(made.home, keys)
    trouble = failing_disk(frozenset({"vault.hdr2"}), "begun", errno.ENOSPC)
    (warning,) = DeviceSlots(store, trouble).forget(made.home, keys)
    assert "second copy" in warning


def test_dropping_removes_the_keys_and_leaves_the_file(
    devices: DeviceSlots, store: MemoryKeys, made: Made, keys: MasterKey
) -> None:
    assert devices.drop(made.home) == ()
    assert store.asked == 0
    devices.remember(made.home, keys)
    before = made.home.header.read_bytes()
    assert devices.drop(made.home) == ()
    assert store.kept == {}
    assert made.home.header.read_bytes() == before


def test_dropping_from_a_locked_store_is_a_warning(
    devices: DeviceSlots, store: MemoryKeys, made: Made, keys: MasterKey
) -> None:
    devices.remember(made.home, keys)
    store.locked = True
    (warning,) = devices.drop(made.home)
    assert "still there" in warning


def test_a_full_disk_leaves_neither_slot_nor_key(
    store: MemoryKeys, made: Made, keys: MasterKey, failing_disk: type[FailingDisk]
) -> None:
    full = DeviceSlots(store, failing_disk(frozenset({"vault.hdr"}), "written", errno.ENOSPC))
    with pytest.raises(LDCoachError, match="Everything is as it was"):
        full.remember(made.home, keys)
    assert store.kept == {}
    assert kinds(made) == ["passphrase", "recovery"]


def test_after_a_crash_at_any_step_the_passphrase_and_one_device_at_most_open(
    vault: FileVault, copied: Callable[[str], Made], crash_at: type[CrashAt]
) -> None:
    remembered = []
    for number in range(8):
        made, store = copied(str(number)), MemoryKeys()
        keys = vault.unlock_with_code(made.home, made.code)
        with pytest.raises(crash_at.Crash):
            DeviceSlots(store, crash_at(number)).remember(made.home, keys)
        assert vault.unlock_with_code(made.home, made.code).database_key() == made.database_key
        remembered.append(DeviceSlots(store).is_worth_asking(made.home))
    # The crash of a test runs the clean-up that a real one would not: no key is left, so nothing opens.
    assert remembered == [False, False] + [True] * 6


def test_a_backup_does_not_carry_what_a_device_remembers(
    devices: DeviceSlots, vault: FileVault, made: Made, keys: MasterKey
) -> None:
    devices.remember(made.home, keys)
    carried = parse(vault.header_for_backup(made.home, keys))
    assert [slot.kind for slot in carried.slots] == ["passphrase", "recovery"]
    assert vault.unlock_copy_with_code(pack(carried), made.code).database_key() == made.database_key


def test_keys_of_another_vault_are_a_fault_of_the_program(devices: DeviceSlots, made: Made) -> None:
    with pytest.raises(TypeError, match="not unlocked by this vault"):
        devices.remember(made.home, object())  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        own(object())  # type: ignore[arg-type]


def test_changing_the_passphrase_leaves_devices_alone(
    devices: DeviceSlots, vault: FileVault, made: Made, keys: MasterKey
) -> None:
    devices.remember(made.home, keys)
    FileVault(FLOOR).change_passphrase(made.home, keys, "gravel ferry tulip moon")
    assert devices.unlock(made.home).database_key() == made.database_key
