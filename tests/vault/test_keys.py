"""The master key and what comes from it."""

from __future__ import annotations

import pytest

from ldcoach.errors import LDCoachError
from ldcoach.vault.keys import MasterKey, Purpose, derive

VAULT_ID = "61b01e47-ed3b-478c-8c16-c730f88738ea"
OTHER_ID = "71b01e47-ed3b-478c-8c16-c730f88738ea"


def test_the_derivation_is_that_of_rfc_5869() -> None:
    # Test case 1 of the RFC uses an info that is no ASCII text; case 3 has neither salt nor info.
    expected = "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"
    assert derive(bytearray([0x0B] * 22), "", b"").hex() == expected


def test_each_database_key_is_fresh_and_the_same() -> None:
    keys = MasterKey(VAULT_ID, bytearray(range(32)))
    first, second = keys.database_key(), keys.database_key()
    assert first == second
    assert first is not second
    assert len(first) == 32


def test_purposes_and_records_have_keys_of_their_own() -> None:
    keys, other = MasterKey(VAULT_ID, bytearray(range(32))), MasterKey(OTHER_ID, bytearray(range(32)))
    derived = [bytes(key.derived(purpose)) for key in (keys, other) for purpose in Purpose]
    assert len(set(derived)) == len(derived)
    assert bytes(range(32)) not in derived


def test_closing_wipes_and_nothing_can_be_derived_afterwards() -> None:
    secret = bytearray(range(1, 33))
    keys = MasterKey(VAULT_ID, secret)
    keys.close()
    keys.close()
    assert secret == bytes(32)
    with pytest.raises(LDCoachError, match=r"^The record is locked\. Nothing was changed\. Unlock it to go on\.$"):
        keys.database_key()


def test_keys_do_not_show_themselves() -> None:
    shown = repr(MasterKey(VAULT_ID, bytearray(b"canary" * 5 + b"!!")))
    assert "canary" not in shown
    assert VAULT_ID not in shown
