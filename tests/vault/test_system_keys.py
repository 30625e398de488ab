"""The key store of the system: what it may do to us, and how long."""

from __future__ import annotations

import base64
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from ldcoach.errors import KeyStoreUnavailable
from ldcoach.vault.system_keys import KeyStore, SystemKeys

if TYPE_CHECKING:
    from collections.abc import Iterator

SERVICE = "LDCoach 61b01e47-ed3b-478c-8c16-c730f88738ea"
KEY = bytearray(range(32))


class Denied(Exception):
    """What a store of the system raises; it may name things of the user's."""


@dataclass
class Desktop:
    """A key store as `keyring` shows it."""

    kept: dict[tuple[str, str], str] = field(default_factory=dict)
    swallows: bool = False
    denies: bool = False

    def get_password(self, service: str, username: str) -> str | None:
        self._answer()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._answer()
        if not self.swallows:
            self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]

    def _answer(self) -> None:
        if self.denies:
            message = "canary of the desktop"
            raise Denied(message)


@pytest.fixture
def desktop() -> Desktop:
    return Desktop()


@pytest.fixture
def store(desktop: Desktop) -> KeyStore:
    return SystemKeys(lambda: desktop)


@pytest.fixture
def never() -> Iterator[threading.Event]:
    """Something to wait for that comes with the end of the test only."""
    event = threading.Event()
    yield event
    event.set()


def test_a_key_is_kept_as_44_letters_and_found_again(store: KeyStore, desktop: Desktop) -> None:
    store.keep(SERVICE, "one", KEY)
    ((place, text),) = desktop.kept.items()
    assert place == (SERVICE, "one")
    assert len(text) == 44
    assert base64.b64decode(text) == KEY
    assert store.find(SERVICE, ["one", "two"]) == {"one": KEY}
    assert store.find("LDCoach other", ["one"]) == {}


def test_forgetting_removes_what_is_there_and_minds_nothing_else(store: KeyStore, desktop: Desktop) -> None:
    store.keep(SERVICE, "one", KEY)
    store.keep(SERVICE, "two", KEY)
    store.forget(SERVICE, ["one", "never kept"])
    assert set(desktop.kept) == {(SERVICE, "two")}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no base64 at all",
        base64.b64encode(bytes(32)).decode() + "\n",
        base64.b64encode(bytes(31)).decode(),
        base64.b64encode(bytes(33)).decode(),
    ],
)
def test_what_is_no_key_is_not_taken_for_one(store: KeyStore, desktop: Desktop, text: str) -> None:
    desktop.kept[SERVICE, "one"] = text
    assert store.find(SERVICE, ["one"]) == {}


def test_a_store_that_swallows_keys_is_noticed(store: KeyStore, desktop: Desktop) -> None:
    desktop.swallows = True
    with pytest.raises(KeyStoreUnavailable, match="did not keep"):
        store.keep(SERVICE, "one", KEY)


def test_a_store_that_denies_is_told_without_its_words(store: KeyStore, desktop: Desktop) -> None:
    store.keep(SERVICE, "one", KEY)
    desktop.denies = True
    acts = (
        lambda: store.find(SERVICE, ["one"]),
        lambda: store.keep(SERVICE, "one", KEY),
        lambda: store.forget(SERVICE, ["one"]),
    )
    for act in acts:
        with pytest.raises(KeyStoreUnavailable, match=r"said no \(Denied\)") as refusal:
            act()
        assert "canary" not in str(refusal.value)
        assert refusal.value.__cause__ is None
        assert refusal.value.__suppress_context__


def test_the_reason_for_having_no_store_comes_through() -> None:
    def choose() -> Desktop:
        message = "There is none here."
        raise KeyStoreUnavailable(message)

    with pytest.raises(KeyStoreUnavailable, match=r"^There is none here\.$"):
        SystemKeys(choose).find(SERVICE, ["one"])


def test_a_store_that_hangs_is_left_behind_within_two_seconds(never: threading.Event) -> None:
    def hang() -> Desktop:
        never.wait()
        return Desktop()

    begun = time.monotonic()
    with pytest.raises(KeyStoreUnavailable, match="did not answer in time"):
        SystemKeys(hang).find(SERVICE, ["one"])
    assert 1 < time.monotonic() - begun < 2


def test_each_act_has_its_own_patience(never: threading.Event) -> None:
    def hang() -> Desktop:
        never.wait()
        return Desktop()

    hasty = SystemKeys(hang, to_read=60, to_write=0.01)
    for act in (lambda: hasty.keep(SERVICE, "one", KEY), lambda: hasty.forget(SERVICE, ["one"])):
        with pytest.raises(KeyStoreUnavailable, match="in time"):
            act()
    with pytest.raises(KeyStoreUnavailable, match="in time"):
        SystemKeys(hang, to_read=0.01, to_write=60).find(SERVICE, ["one"])


def test_a_store_that_hangs_does_not_keep_the_program_from_ending() -> None:
    code = """
import threading
from ldcoach.errors import KeyStoreUnavailable
from ldcoach.vault.system_keys import SystemKeys
try:
    SystemKeys(lambda: threading.Event().wait(), to_read=0.01).find("service", ["one"])
except KeyStoreUnavailable:
    print("went on", flush=True)
"""
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert ended.stdout == "went on\n"
    assert ended.stderr == ""


def test_keyring_is_not_loaded_before_it_is_needed() -> None:
    code = """
import sys
import ldcoach.vault.remembering
print(sorted(name for name in sys.modules if name.split(".")[0] in {"keyring", "secretstorage", "jeepney"}))
"""
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert ended.stdout == "[]\n"
