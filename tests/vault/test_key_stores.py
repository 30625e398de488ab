"""Which stores of the system are trusted with a key."""

from __future__ import annotations

import sys
import types
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from ldcoach.errors import KeyStoreUnavailable
from ldcoach.vault import key_stores
from ldcoach.vault.key_stores import reason_against, trusted_backend, trusted_for

if TYPE_CHECKING:
    from collections.abc import Callable

SECRET_SERVICE = "keyring.backends.SecretService:Keyring"


@dataclass
class Store:
    """A store of the system that works, as `keyring` shows it."""

    priority: float = 5
    kept: dict[tuple[str, str], str] = field(default_factory=dict)


class Roaming(Store):
    """As on Windows, where what is kept follows the user unless told otherwise."""

    persist = "enterprise"


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, object], None]:
    """Let a class stand where `keyring` has one of its own; the desktop of the developer is left alone."""

    def put(name: str, kind: object) -> None:
        module, _, attribute = name.partition(":")
        stand_in = types.ModuleType(module)
        setattr(stand_in, attribute, kind)
        monkeypatch.setitem(sys.modules, module, stand_in)

    return put


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("keyrings.alt.file:PlaintextKeyring", "other programs can read"),
        ("keyrings.alt.file:EncryptedKeyring", "other programs can read"),
        ("keyring.backends.null:Keyring", "keeps nothing"),
        ("keyring.backends.fail:Keyring", "having none"),
        ("keyring.backends.chainer:ChainerBackend", "whichever store comes first"),
        ("somebody.elses:Keyring", "not one that the system brings"),
        ("keyring.backends.SecretService:Other", "not one that the system brings"),
        ("", "not one that the system brings"),
    ],
)
def test_a_store_that_does_not_protect_keys_is_refused_with_the_reason(name: str, reason: str) -> None:
    assert reason in reason_against(name)
    with pytest.raises(KeyStoreUnavailable, match=reason) as refusal:
        trusted_backend((name,))
    assert "Nothing was changed" in str(refusal.value)


def test_the_systems_own_stores_are_trusted() -> None:
    for platform in ("win32", "darwin", "linux", "freebsd"):
        assert trusted_for(platform)
        assert [reason_against(name) for name in trusted_for(platform)] == [""] * len(trusted_for(platform))
    assert trusted_for("win32") == ("keyring.backends.Windows:WinVaultKeyring",)
    assert trusted_for("darwin") == ("keyring.backends.macOS:Keyring",)
    assert trusted_for("linux")[0] == SECRET_SERVICE


def test_the_first_that_works_is_used(install: Callable[[str, object], None]) -> None:
    first, second = trusted_for("linux")
    install(first, lambda: pytest.fail("it has no priority and is not made"))
    install(second, Store)
    Store.priority = 4.9
    try:
        assert isinstance(trusted_backend((first, second)), Store)
    finally:
        Store.priority = 5


def test_a_store_that_is_refused_does_not_hide_one_that_is_trusted(install: Callable[[str, object], None]) -> None:
    install(SECRET_SERVICE, type("Just", (Store,), {"priority": 1}))
    assert isinstance(trusted_backend(("keyring.backends.null:Keyring", SECRET_SERVICE)), Store)


@pytest.mark.parametrize("priority", [0, -1])
def test_a_store_that_says_it_does_not_work_is_passed_over(
    install: Callable[[str, object], None], priority: int
) -> None:
    install(SECRET_SERVICE, type("Weak", (Store,), {"priority": priority}))
    with pytest.raises(KeyStoreUnavailable, match="SecretService does not answer"):
        trusted_backend((SECRET_SERVICE,))


def test_every_reason_is_given(install: Callable[[str, object], None]) -> None:
    names = (SECRET_SERVICE, "keyring.backends.null:Keyring")
    install(SECRET_SERVICE, None)
    with pytest.raises(KeyStoreUnavailable) as refusal:
        trusted_backend(names)
    assert "(SecretService does not answer; keyring.backends.null keeps nothing at all)" in str(refusal.value)


def test_windows_keeps_the_key_on_this_computer(install: Callable[[str, object], None]) -> None:
    (name,) = trusted_for("win32")
    install(name, Roaming)
    backend = trusted_backend((name,))
    assert isinstance(backend, Roaming)
    assert backend.persist == "local machine"
    install(SECRET_SERVICE, Store)
    assert not hasattr(trusted_backend((SECRET_SERVICE,)), "persist")


def test_neither_the_environment_nor_a_settings_file_is_asked(
    install: Callable[[str, object], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    install(SECRET_SERVICE, Store)
    assert type(trusted_backend((SECRET_SERVICE,))) is Store
    assert "get_keyring" not in vars(key_stores)
