"""A key file of the first form, kept as it was written: whatever changes, all its ways in have to lead to its keys."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from ldcoach.paths import Home
from ldcoach.vault.cost import FLOOR
from ldcoach.vault.file_vault import FileVault
from ldcoach.vault.remembering import DeviceSlots
from ldcoach.vault.rotation import KeyRotation
from tests.vault.conftest import OTHER_PASSPHRASE, PASSPHRASE
from tests.vault.memory_keys import MemoryKeys

KEPT = Path(__file__).parent / "fixtures" / "vault-1.hdr"
CODE = "FMQ0-V8P3-PJ7J-JH50-6BF5-CB75-17YR-MQG6"
DEVICE = ("LDCoach ffe57ede-d185-4673-b504-c6aa8ea5785c", "b8688936-e38c-4fa4-9ac4-c80a39baf248")
DEVICE_KEY = base64.b64decode("C7668+SNSJP9wATtwxUAfZEsx5R9JetpUfP2zDUZXNw=")
DATABASE_KEY = "d27b27e42d83f158547faabb9b1b67f1380bb9776b8e0d815c8f7a4b37504ba4"
BACKUP_KEY = "af56518d35d47d403aef08c842e3bc009fa58461198a470d71677f04b719f493"
NEXT_CODE = "XFCW-5ZQ1-2P9R-QBGT-TFBW-V52T-K4A0-X2QP"
NEXT_DATABASE_KEY = "e1b414202a728e68e73428b241db98b46505a411c64d856569a6aacf16b2abee"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path)
    for path in (home.header, home.header_copy):
        path.write_bytes(KEPT.read_bytes())
    return home


def test_passphrase_code_and_device_lead_to_its_keys(vault: FileVault, home: Home) -> None:
    device = DeviceSlots(MemoryKeys({DEVICE: DEVICE_KEY}))
    for keys in (vault.unlock(home, PASSPHRASE), vault.unlock_with_code(home, CODE), device.unlock(home)):
        assert keys.database_key().hex() == DATABASE_KEY
        assert keys.backup_key().hex() == BACKUP_KEY
        assert keys.warnings == ()


def test_a_change_of_key_that_was_begun_then_is_finished_now(vault: FileVault, home: Home) -> None:
    rotation, keys = KeyRotation(FLOOR), vault.unlock_with_code(home, CODE)
    following = rotation.pending(home, keys)
    assert following is not None
    assert following.database_key().hex() == NEXT_DATABASE_KEY
    rotation.finish(home, keys, following)
    for again in (vault.unlock(home, OTHER_PASSPHRASE), vault.unlock_with_code(home, NEXT_CODE)):
        assert again.database_key().hex() == NEXT_DATABASE_KEY
