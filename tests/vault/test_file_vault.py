"""The vault as a whole: creating, unlocking, changing, and everything that may happen to its files."""

from __future__ import annotations

import errno
import json
import os
import random
import unicodedata
from typing import TYPE_CHECKING, Any

import pytest

from ldcoach.app.parts import opening
from ldcoach.errors import LDCoachError, NewerRecord, RecordDamaged, RecordMissing, UnfitInput, WrongSecret
from ldcoach.paths import Home
from ldcoach.vault.cost import FLOOR, START, KeyCost
from ldcoach.vault.file_vault import FileVault
from ldcoach.vault.header import pack, parse, sealed
from ldcoach.vault.recovery import new_code, parse_code
from ldcoach.vault.slots import seconds_for

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ldcoach.services.ports import Keys, Vault
    from tests.vault.conftest import CrashAt, FailingDisk, Made

PASSPHRASE = "kettle otter nine velvet"
OTHER_PASSPHRASE = "gravel ferry tulip moon"
OTHER_ID = "71b01e47-ed3b-478c-8c16-c730f88738ea"


def canonical(fields: Any) -> bytes:
    return json.dumps(fields, sort_keys=True, separators=(",", ":")).encode()


def opens(unlock: Callable[[], Keys], made: Made) -> bool:
    """Tell whether a way in leads to the right key; a wrong key would be worse than none."""
    try:
        keys = unlock()
    except WrongSecret:
        return False
    assert keys.database_key() == made.database_key
    return True


def test_it_is_what_the_services_ask_for(made: Made) -> None:
    vault: Vault = FileVault(FLOOR)
    keys: Keys = vault.unlock(made.home, PASSPHRASE)
    assert keys.vault_id == parse(made.home.header.read_bytes()).vault_id


def test_both_secrets_lead_to_the_same_keys(vault: FileVault, made: Made) -> None:
    with_passphrase = vault.unlock(made.home, PASSPHRASE)
    with_code = vault.unlock_with_code(made.home, made.code.lower().replace("-", " "))
    assert with_passphrase.database_key() == with_code.database_key() == made.database_key
    assert with_passphrase.warnings == with_code.warnings == ()


def test_records_share_nothing(vault: FileVault, tmp_path: Path) -> None:
    made = [vault.create(Home(tmp_path / name), PASSPHRASE) for name in ("one", "two")]
    (first, first_code), (second, second_code) = made
    assert first.vault_id != second.vault_id
    assert first.database_key() != second.database_key()
    assert first_code != second_code
    with pytest.raises(WrongSecret, match="does not open this record"):
        vault.unlock_with_code(Home(tmp_path / "one"), second_code)


def test_the_same_letters_open_whichever_way_they_are_composed(vault: FileVault, tmp_path: Path) -> None:
    home, passphrase = Home(tmp_path / "record"), "grüne Äpfel é naïve"
    keys, _ = vault.create(home, unicodedata.normalize("NFD", passphrase))
    assert vault.unlock(home, unicodedata.normalize("NFC", passphrase)).database_key() == keys.database_key()


@pytest.mark.parametrize("wrong", ["", "kettle otter nine Velvet", "kettle otter nine velvet ", OTHER_PASSPHRASE])
def test_a_wrong_passphrase_is_called_wrong(vault: FileVault, made: Made, wrong: str) -> None:
    with pytest.raises(WrongSecret, match="did not open the record") as refusal:
        vault.unlock(made.home, wrong)
    assert refusal.value.exit_code == 3
    assert not wrong.strip() or wrong not in str(refusal.value)


def test_a_code_of_another_record_or_with_a_slip_is_called_so(vault: FileVault, made: Made) -> None:
    with pytest.raises(WrongSecret, match="does not open this record"):
        vault.unlock_with_code(made.home, new_code())
    with pytest.raises(WrongSecret, match="were typed"):
        vault.unlock_with_code(made.home, made.code[:-1])


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps the folder private by its place in the profile")
def test_a_new_key_file_is_the_first_of_its_kind_in_a_folder_that_was_not_there(
    vault: FileVault, tmp_path: Path
) -> None:
    home = Home(tmp_path / "not" / "there" / "yet")
    vault.create(home, "copper ferry lantern oats")
    header = parse(home.header.read_bytes())
    assert (header.epoch, header.seq, header.pending) == (1, 1, None)


def test_folder_and_files_are_for_this_user_only(vault: FileVault, tmp_path: Path) -> None:
    home = Home(tmp_path / "deep" / "record")
    home.folder.mkdir(parents=True, mode=0o755)
    vault.create(home, PASSPHRASE)
    assert home.folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in home.folder.iterdir()} == {0o600}


def test_neither_secret_nor_key_is_in_the_files(vault: FileVault, tmp_path: Path) -> None:
    home = Home(tmp_path / "record")
    keys, code = vault.create(home, PASSPHRASE)
    found = home.header.read_bytes() + home.header_copy.read_bytes()
    values = parse_code(code)
    for secret in (
        PASSPHRASE.encode(),
        code.encode(),
        bytes(values),
        bytes(keys.exposed()),
        bytes(keys.database_key()),
    ):
        assert secret not in found
        assert secret.hex().encode() not in found


def test_a_record_is_never_created_over_another(vault: FileVault, made: Made) -> None:
    before = made.home.header.read_bytes()
    with pytest.raises(UnfitInput, match="already"):
        vault.create(made.home, OTHER_PASSPHRASE)
    made.home.header.unlink()
    with pytest.raises(UnfitInput):
        vault.create(made.home, OTHER_PASSPHRASE)
    assert made.home.header_copy.read_bytes() == before


@pytest.mark.parametrize("empty", ["", "   ", "\n\t"])
def test_an_empty_passphrase_is_refused(vault: FileVault, made: Made, tmp_path: Path, empty: str) -> None:
    with pytest.raises(UnfitInput, match="empty"):
        vault.create(Home(tmp_path / "new"), empty)
    assert not vault.exists(Home(tmp_path / "new"))
    keys = vault.unlock_with_code(made.home, made.code)
    with pytest.raises(UnfitInput, match="empty"):
        vault.change_passphrase(made.home, keys, empty)
    assert opens(lambda: vault.unlock(made.home, PASSPHRASE), made)


def test_a_folder_that_cannot_be_made_is_said(vault: FileVault, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(LDCoachError, match="cannot be made here"):
        vault.create(Home(tmp_path / "file" / "record"), PASSPHRASE)


def test_a_disk_without_permissions_is_a_warning(
    vault: FileVault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, mode: int) -> None:
        raise OSError(errno.EPERM, "refused")

    monkeypatch.setattr(type(tmp_path), "chmod", refuse)
    keys, _ = vault.create(Home(tmp_path / "record"), PASSPHRASE)
    (warning,) = keys.warnings
    assert "cannot keep other users" in warning


def test_a_backup_opens_with_the_passphrase_of_its_day(vault: FileVault, made: Made) -> None:
    carried = vault.header_for_backup(made.home, vault.unlock_with_code(made.home, made.code))
    assert vault.unlock_copy(carried, PASSPHRASE).database_key() == made.database_key
    with pytest.raises(WrongSecret):
        vault.unlock_copy(carried, OTHER_PASSPHRASE)
    with pytest.raises(RecordDamaged):
        vault.unlock_copy(carried[:-1], PASSPHRASE)


def test_a_full_disk_at_creation_leaves_no_half_record(failing_disk: type[FailingDisk], tmp_path: Path) -> None:
    home = Home(tmp_path / "record")
    vault = FileVault(FLOOR, failing_disk(frozenset({"vault.hdr"}), "written", errno.ENOSPC))
    with pytest.raises(LDCoachError, match="Everything is as it was"):
        vault.create(home, PASSPHRASE)
    assert list(home.folder.iterdir()) == []
    assert not vault.exists(home)


def test_missing_damaged_and_newer_are_told_apart(
    vault: FileVault, made: Made, tmp_path: Path, framed: Callable[..., bytes]
) -> None:
    with pytest.raises(RecordMissing):
        vault.unlock(Home(tmp_path / "nothing"), PASSPHRASE)
    made.write_both(made.home.header.read_bytes()[:-40])
    with pytest.raises(RecordDamaged) as refusal:
        vault.unlock(made.home, PASSPHRASE)
    assert refusal.value.exit_code == 4
    made.write_both(framed(b"later", version=2))
    with pytest.raises(NewerRecord):
        vault.unlock(made.home, PASSPHRASE)


def test_a_changed_passphrase_replaces_the_old_one(vault: FileVault, made: Made) -> None:
    keys = vault.unlock(made.home, PASSPHRASE)
    vault.change_passphrase(made.home, keys, OTHER_PASSPHRASE)
    assert keys.warnings == ()
    assert opens(lambda: vault.unlock(made.home, OTHER_PASSPHRASE), made)
    assert not opens(lambda: vault.unlock(made.home, PASSPHRASE), made)
    assert opens(lambda: vault.unlock_with_code(made.home, made.code), made)
    assert made.home.header.read_bytes() == made.home.header_copy.read_bytes()
    assert parse(made.home.header.read_bytes()).seq == 2


def test_a_renewed_code_replaces_the_old_one(vault: FileVault, made: Made) -> None:
    keys = vault.unlock_with_code(made.home, made.code)
    renewed = vault.renew_recovery_code(made.home, keys)
    assert opens(lambda: vault.unlock_with_code(made.home, renewed), made)
    assert not opens(lambda: vault.unlock_with_code(made.home, made.code), made)
    assert opens(lambda: vault.unlock(made.home, PASSPHRASE), made)


def test_a_change_without_a_given_cost_keeps_the_cost_of_the_record(made: Made) -> None:
    vault = FileVault()
    vault.change_passphrase(made.home, vault.unlock(made.home, PASSPHRASE), OTHER_PASSPHRASE)
    assert parse(made.home.header.read_bytes()).slot("passphrase").cost == FLOOR


def test_a_new_record_costs_what_was_measured_on_this_computer(tmp_path: Path) -> None:
    measured: list[KeyCost] = []

    def slow_computer(cost: KeyCost) -> float:
        measured.append(cost)
        return 0.7 * cost.memory_kib * cost.passes / (FLOOR.memory_kib * FLOOR.passes)

    home = Home(tmp_path / "record")
    FileVault(measure=slow_computer).create(home, PASSPHRASE)
    assert measured[0] == START
    assert parse(home.header.read_bytes()).slot("passphrase").cost == KeyCost(64 * 1024, 2, START.lanes)


@pytest.mark.slow
def test_production_measures_and_a_guess_takes_half_a_second_or_more(tmp_path: Path) -> None:
    """What `app` introduces has no cost of its own, so the vault fits it to this computer."""
    home = Home(tmp_path / "record")
    opened, _ = opening().create(home, PASSPHRASE)
    opened.close()
    cost = parse(home.header.read_bytes()).slot("passphrase").cost
    assert cost is not None
    assert (cost.memory_kib, cost.passes) >= (FLOOR.memory_kib, FLOOR.passes)
    assert cost != FLOOR
    assert min(seconds_for(cost) for _ in range(3)) > 0.25


def test_what_the_app_introduces_measures_and_only_samples_do_not(tmp_path: Path) -> None:
    measured: list[KeyCost] = []

    def quick(cost: KeyCost) -> float:
        measured.append(cost)
        return 0.6

    for cheap, times in ((True, 0), (False, 1)):
        vault = opening(cheap_key=cheap).vault
        assert isinstance(vault, FileVault)
        vault._measure = quick
        measured.clear()
        vault.create(Home(tmp_path / str(cheap)), PASSPHRASE)
        assert len(measured) == times


def test_a_given_cost_is_used_for_the_next_passphrase(made: Made) -> None:
    dearer = KeyCost(64 * 1024, 3, 2)
    vault = FileVault(dearer)
    vault.change_passphrase(made.home, vault.unlock(made.home, PASSPHRASE), OTHER_PASSPHRASE)
    assert parse(made.home.header.read_bytes()).slot("passphrase").cost == dearer
    assert opens(lambda: vault.unlock(made.home, OTHER_PASSPHRASE), made)


def test_keys_of_another_record_change_nothing(vault: FileVault, made: Made, tmp_path: Path) -> None:
    strange, _ = vault.create(Home(tmp_path / "strange"), PASSPHRASE)
    before = made.home.header.read_bytes()
    with pytest.raises(RecordDamaged, match="another record"):
        vault.change_passphrase(made.home, strange, OTHER_PASSPHRASE)
    assert made.home.header.read_bytes() == before


def test_a_copy_of_another_record_is_passed_over(vault: FileVault, made: Made, tmp_path: Path) -> None:
    strange = Home(tmp_path / "strange")
    strange_keys, _ = vault.create(strange, PASSPHRASE)
    vault.renew_recovery_code(strange, strange_keys)
    keys = vault.unlock_with_code(made.home, made.code)
    made.home.header.write_bytes(strange.header.read_bytes())
    vault.change_passphrase(made.home, keys, OTHER_PASSPHRASE)
    assert opens(lambda: vault.unlock(made.home, OTHER_PASSPHRASE), made)


def test_closed_keys_change_nothing(vault: FileVault, made: Made) -> None:
    keys = vault.unlock_with_code(made.home, made.code)
    keys.close()
    before = made.home.header.read_bytes()
    with pytest.raises(LDCoachError, match="locked"):
        vault.renew_recovery_code(made.home, keys)
    assert made.home.header.read_bytes() == before


@pytest.mark.parametrize("act", [pytest.param("passphrase", marks=pytest.mark.slow), "code"])
def test_after_a_crash_at_any_step_exactly_one_secret_opens(
    vault: FileVault, copied: Callable[[str], Made], crash_at: type[CrashAt], act: str
) -> None:
    outcomes = []
    for number in range(8):
        made = copied(str(number))
        keys, crashing = vault.unlock_with_code(made.home, made.code), FileVault(FLOOR, crash_at(number))
        with pytest.raises(crash_at.Crash):
            _change(crashing, made, keys, act)
        outcomes.append(_old_secret_opens(vault, made, act))
        assert made.home.header.read_bytes() == made.home.header_copy.read_bytes()
    # Up to the moment the first copy is replaced the old secret holds, afterwards the new one.
    assert outcomes == [True, True] + [False] * 6


def _change(vault: FileVault, made: Made, keys: Keys, act: str) -> None:
    if act == "passphrase":
        vault.change_passphrase(made.home, keys, OTHER_PASSPHRASE)
    else:
        vault.renew_recovery_code(made.home, keys)


def _old_secret_opens(vault: FileVault, made: Made, act: str) -> bool:
    """Tell which of the two secrets opens; fail unless it is exactly one."""
    if act == "code":
        assert opens(lambda: vault.unlock(made.home, PASSPHRASE), made)
        return opens(lambda: vault.unlock_with_code(made.home, made.code), made)
    old = opens(lambda: vault.unlock(made.home, PASSPHRASE), made)
    assert opens(lambda: vault.unlock(made.home, OTHER_PASSPHRASE), made) is not old
    return old


def test_a_second_copy_that_fails_is_a_warning_and_healed_later(
    vault: FileVault, made: Made, failing_disk: type[FailingDisk]
) -> None:
    full = FileVault(FLOOR, failing_disk(frozenset({"vault.hdr2"}), "begun", errno.ENOSPC))
    keys = full.unlock(made.home, PASSPHRASE)
    full.change_passphrase(made.home, keys, OTHER_PASSPHRASE)
    assert "second copy" in keys.warnings[0]
    assert not opens(lambda: vault.unlock(made.home, PASSPHRASE), made)
    assert "written anew" in vault.unlock(made.home, OTHER_PASSPHRASE).warnings[0]
    assert made.home.header.read_bytes() == made.home.header_copy.read_bytes()


@pytest.mark.parametrize("spoilt", ["header", "header_copy"])
def test_a_flip_anywhere_in_one_copy_heals(vault: FileVault, made: Made, spoilt: str) -> None:
    path: Path = getattr(made.home, spoilt)
    good, chance = path.read_bytes(), random.Random(spoilt)
    for place in chance.sample(range(len(good)), 40):
        flipped = bytearray(good)
        flipped[place] ^= 1 << chance.randrange(8)
        path.write_bytes(flipped)
        keys = vault.unlock_with_code(made.home, made.code)
        assert keys.database_key() == made.database_key
        assert "written anew" in keys.warnings[0]
        assert path.read_bytes() == good


def test_a_flip_of_any_byte_in_both_copies_opens_nothing(vault: FileVault, made: Made) -> None:
    good = made.home.header.read_bytes()
    for place in range(len(good)):
        flipped = bytearray(good)
        flipped[place] ^= 1 << place % 8
        made.write_both(bytes(flipped))
        with pytest.raises(RecordDamaged):
            vault.unlock_with_code(made.home, made.code)
        assert made.home.header.read_bytes() == flipped


def test_a_folder_that_cannot_be_written_still_opens(made: Made, failing_disk: type[FailingDisk]) -> None:
    made.home.header.write_bytes(b"")
    vault = FileVault(FLOOR, failing_disk(frozenset({"vault.hdr", "vault.hdr2"}), "begun"))
    keys = vault.unlock_with_code(made.home, made.code)
    assert keys.database_key() == made.database_key
    assert "cannot write" in keys.warnings[0]
    with pytest.raises(LDCoachError, match="permissions of the folder") as refusal:
        vault.renew_recovery_code(made.home, keys)
    assert not isinstance(refusal.value, WrongSecret)


def test_an_altered_copy_does_not_hide_the_good_one(vault: FileVault, made: Made, framed: Callable[..., bytes]) -> None:
    good = made.home.header.read_bytes()
    fields = json.loads(good[14:-32])
    code = next(slot for slot in fields["slots"] if slot["type"] == "recovery")
    other_seq = framed(canonical(fields | {"seq": 9}))
    code["nonce"] = "A" * 16
    other_slot = framed(canonical(fields))
    for altered in (other_seq, other_slot):
        made.home.header.write_bytes(altered)
        assert opens(lambda: vault.unlock_with_code(made.home, made.code), made)
        assert made.home.header.read_bytes() == good


def test_an_older_copy_does_not_answer_to_a_former_passphrase(vault: FileVault, made: Made) -> None:
    old = made.home.header.read_bytes()
    vault.change_passphrase(made.home, vault.unlock(made.home, PASSPHRASE), OTHER_PASSPHRASE)
    made.home.header_copy.write_bytes(old)
    assert not opens(lambda: vault.unlock(made.home, PASSPHRASE), made)
    assert opens(lambda: vault.unlock(made.home, OTHER_PASSPHRASE), made)


@pytest.mark.parametrize("count", [200, pytest.param(2_000, marks=pytest.mark.slow)])
def test_altering_with_a_right_checksum_never_opens(
    vault: FileVault, made: Made, framed: Callable[..., bytes], count: int
) -> None:
    good, chance = made.home.header.read_bytes(), random.Random(count)
    reached = set()
    for _ in range(count):
        fields = json.loads(good[14:-32])
        chance.choice(ALTERATIONS)(fields, chance)
        altered = framed(canonical(fields))
        assert altered != good
        made.write_both(altered)
        with pytest.raises((RecordDamaged, WrongSecret)) as refusal:
            vault.unlock_with_code(made.home, made.code)
        reached.add(refusal.type)
    assert reached == {RecordDamaged, WrongSecret}


@pytest.mark.parametrize("count", [200, pytest.param(2_000, marks=pytest.mark.slow)])
def test_flipping_with_a_right_checksum_never_opens(
    vault: FileVault, made: Made, framed: Callable[..., bytes], count: int
) -> None:
    good, chance = made.home.header.read_bytes(), random.Random(count)
    for _ in range(count):
        body = bytearray(good[14:-32])
        for _ in range(chance.randint(1, 3)):
            body[chance.randrange(len(body))] ^= 1 << chance.randrange(8)
        if body == good[14:-32]:
            continue
        made.write_both(framed(bytes(body)))
        with pytest.raises(LDCoachError):
            vault.unlock_with_code(made.home, made.code)


def test_a_passphrase_slot_altered_within_the_bounds_never_opens(
    vault: FileVault, made: Made, framed: Callable[..., bytes]
) -> None:
    fields = json.loads(made.home.header.read_bytes()[14:-32])
    passphrase = next(slot for slot in fields["slots"] if slot["type"] == "passphrase")
    for name in ("t", "p"):
        passphrase["kdf"][name] += 1
        made.write_both(framed(canonical(fields)))
        with pytest.raises(WrongSecret):
            vault.unlock(made.home, PASSPHRASE)
        with pytest.raises(RecordDamaged, match="altered"):
            vault.unlock_with_code(made.home, made.code)
        passphrase["kdf"][name] -= 1


def test_a_header_sealed_under_another_key_never_opens(vault: FileVault, made: Made, tmp_path: Path) -> None:
    strange, _ = vault.create(Home(tmp_path / "strange"), PASSPHRASE)
    made.write_both(pack(sealed(parse(made.home.header.read_bytes()), strange)))
    with pytest.raises(RecordDamaged, match="altered"):
        vault.unlock_with_code(made.home, made.code)


def _slot(fields: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    slot: dict[str, Any] = chance.choice(fields["slots"])
    return slot


def _flipped(text: str, chance: random.Random) -> str:
    place = chance.randrange(len(text) - 4)
    return text[:place] + chance.choice("ABab01".replace(text[place], "")) + text[place + 1 :]


def _alter_seq(fields: dict[str, Any], chance: random.Random) -> None:
    fields["seq"] += chance.randint(1, 2**40)


def _alter_epoch(fields: dict[str, Any], chance: random.Random) -> None:
    fields["epoch"] += chance.randint(1, 2**20)


def _alter_vault(fields: dict[str, Any], _: random.Random) -> None:
    fields["vault"] = OTHER_ID


def _alter_mac(fields: dict[str, Any], chance: random.Random) -> None:
    fields["mac"] = _flipped(fields["mac"], chance)


def _alter_bytes(fields: dict[str, Any], chance: random.Random) -> None:
    name = chance.choice(["nonce", "wrapped"])
    slot = _slot(fields, chance)
    slot[name] = _flipped(slot[name], chance)


def _alter_salt(fields: dict[str, Any], chance: random.Random) -> None:
    kdf = _slot(fields, chance)["kdf"]
    kdf["salt"] = _flipped(kdf["salt"], chance)


def _alter_cost(fields: dict[str, Any], chance: random.Random) -> None:
    kdf = next(slot["kdf"] for slot in fields["slots"] if slot["type"] == "passphrase")
    kdf[chance.choice("mtp")] += chance.choice([-1, 1, 2, 2**31])


def _alter_id(fields: dict[str, Any], chance: random.Random) -> None:
    _slot(fields, chance)["id"] = OTHER_ID


def _swap_types(fields: dict[str, Any], _: random.Random) -> None:
    first, second = fields["slots"]
    first["type"], second["type"] = second["type"], first["type"]


def _swap_order(fields: dict[str, Any], _: random.Random) -> None:
    fields["slots"].reverse()


def _swap_keys(fields: dict[str, Any], _: random.Random) -> None:
    first, second = fields["slots"]
    first["wrapped"], second["wrapped"] = second["wrapped"], first["wrapped"]


def _drop_slot(fields: dict[str, Any], chance: random.Random) -> None:
    fields["slots"].remove(_slot(fields, chance))


def _add_slot(fields: dict[str, Any], _: random.Random) -> None:
    code = next(slot for slot in fields["slots"] if slot["type"] == "recovery")
    fields["slots"].append(code | {"id": OTHER_ID, "type": "keyring"})


def _add_field(fields: dict[str, Any], chance: random.Random) -> None:
    chance.choice([fields, _slot(fields, chance)])["note"] = 1


ALTERATIONS = (
    _alter_seq,
    _alter_epoch,
    _alter_vault,
    _alter_mac,
    _alter_bytes,
    _alter_salt,
    _alter_cost,
    _alter_id,
    _swap_types,
    _swap_order,
    _swap_keys,
    _drop_slot,
    _add_slot,
    _add_field,
)
