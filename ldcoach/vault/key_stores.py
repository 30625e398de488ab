"""Which key stores of the operating system are trusted, and why others are not.

`keyring.get_keyring()` is never asked: an environment variable, a settings file or an installed package can
point it at a store that keeps keys in a readable file, or nowhere.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from ldcoach.errors import KeyStoreUnavailable

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Backend", "reason_against", "trusted_backend", "trusted_for"]

_TRUSTED: dict[str, tuple[str, ...]] = {
    "win32": ("keyring.backends.Windows:WinVaultKeyring",),
    "darwin": ("keyring.backends.macOS:Keyring",),
}
_OF_DESKTOPS = ("keyring.backends.SecretService:Keyring", "keyring.backends.kwallet:DBusKeyring")
_ALL_TRUSTED = frozenset(name for names in (*_TRUSTED.values(), _OF_DESKTOPS) for name in names)

_AGAINST = (
    ("keyring.backends.null:", "keeps nothing at all"),
    ("keyring.backends.fail:", "stands for having none"),
    ("keyring.backends.chainer:", "passes keys on to whichever store comes first"),
    ("keyrings.alt.", "keeps keys in files that other programs can read"),
)
_UNKNOWN = "is not one that the system brings along"
_NONE = (
    "This computer has no key store that LDCoach can trust ({reasons}). Nothing was changed; use the passphrase. "
    "On Linux, a desktop with the Secret Service, such as GNOME or KDE, brings one."
)
_PERSIST_HERE = "local machine"


class Backend(Protocol):
    """What is used of a store that `keyring` knows."""

    def get_password(self, service: str, username: str) -> str | None:
        """Return what is kept under a name, or None."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep something under a name."""

    def delete_password(self, service: str, username: str) -> None:
        """Forget a name; fails where there is none."""


def trusted_for(platform: str) -> tuple[str, ...]:
    """Return the names of the stores that are trusted on a platform, as `module:class`, the best first."""
    return _TRUSTED.get(platform, _OF_DESKTOPS)


def trusted_backend(names: Sequence[str] = trusted_for(sys.platform)) -> Backend:
    """Return the first store that works here. This may ask the desktop, and so take its time.

    Args:
        names: the stores to try, as `module:class`.

    Raises:
        KeyStoreUnavailable: none does, with the reason for each.
    """
    reasons: list[str] = []
    for name in names:
        against = reason_against(name)
        if against:
            reasons.append(f"{name.split(':')[0]} {against}")
            continue
        backend = _made(name)
        if backend is not None:
            return backend
        reasons.append(f"{name.split(':')[0].rpartition('.')[2]} does not answer")
    raise KeyStoreUnavailable(_NONE.format(reasons="; ".join(reasons)))


def reason_against(name: str) -> str:
    """Return why a store, named `module:class`, must not hold a key; empty where it may."""
    if name in _ALL_TRUSTED:
        return ""
    return next((reason for start, reason in _AGAINST if name.startswith(start)), _UNKNOWN)


def _made(name: str) -> Backend | None:
    """Return the store if it works here; `keyring` says that it does not by raising all sorts of things."""
    module, _, kind = name.partition(":")
    try:
        found = getattr(import_module(module), kind)
        if found.priority <= 0:
            return None
        backend: Backend = found()
    except Exception:  # noqa: BLE001
        return None
    if hasattr(backend, "persist"):
        # Windows would else carry the key to every computer of the domain.
        backend.persist = _PERSIST_HERE
    return backend
