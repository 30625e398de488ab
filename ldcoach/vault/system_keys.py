"""Keys that the operating system keeps: asked for in a thread of their own, and never waited for long.

A desktop may ask the user before it answers, or not answer at all. The thread is left behind then; being a
daemon, it does not keep the program from ending.
"""

from __future__ import annotations

import base64
import threading
from typing import TYPE_CHECKING, Protocol, TypeVar

from ldcoach.errors import KeyStoreUnavailable
from ldcoach.vault.key_stores import Backend, trusted_backend
from ldcoach.vault.keys import KEY_LENGTH
from ldcoach.vault.memory import wipe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["KeyStore", "SystemKeys"]

T = TypeVar("T")

_TO_READ = 1.5
_TO_WRITE = 30.0

_SILENT = "The key store of this computer did not answer in time. Nothing was changed; use the passphrase."
_REFUSED = "The key store of this computer is locked or said no ({name}). Nothing was changed; use the passphrase."
_FORGETFUL = "The key store of this computer did not keep what it was given. Nothing was changed; use the passphrase."


class KeyStore(Protocol):
    """Keeps keys of 32 bytes under a service and a name."""

    def find(self, service: str, names: Iterable[str]) -> dict[str, bytearray]:
        """Return the keys that are there, by name; the caller wipes them.

        Raises:
            KeyStoreUnavailable: it cannot be asked.
        """

    def keep(self, service: str, name: str, key: bytearray) -> None:
        """Keep a key.

        Raises:
            KeyStoreUnavailable: it cannot be kept.
        """

    def forget(self, service: str, names: Iterable[str]) -> None:
        """Remove keys; a name that is not there is fine.

        Raises:
            KeyStoreUnavailable: it cannot be asked.
        """


class SystemKeys:
    """The key store of the operating system.

    Args:
        choose: returns the store to use; runs in the thread, since looking for one may hang too.
        to_read: seconds to wait for keys, so that the passphrase can be asked for within two.
        to_write: seconds to wait where the user has just asked for it and may have a question to answer.
    """

    def __init__(
        self, choose: Callable[[], Backend] = trusted_backend, to_read: float = _TO_READ, to_write: float = _TO_WRITE
    ) -> None:
        self._choose = choose
        self._to_read = to_read
        self._to_write = to_write

    def find(self, service: str, names: Iterable[str]) -> dict[str, bytearray]:
        """Return the keys that are there and have the right form, by name."""
        wanted = tuple(names)

        def look() -> dict[str, str | None]:
            backend = self._choose()
            return {name: backend.get_password(service, name) for name in wanted}

        found = ((name, _decoded(text)) for name, text in _within(self._to_read, look).items())
        return {name: key for name, key in found if key is not None}

    def keep(self, service: str, name: str, key: bytearray) -> None:
        """Keep a key, and read it back: there are stores that swallow what they are given."""
        text = base64.b64encode(key).decode("ascii")

        def put() -> bool:
            backend = self._choose()
            backend.set_password(service, name, text)
            return backend.get_password(service, name) == text

        if not _within(self._to_write, put):
            raise KeyStoreUnavailable(_FORGETFUL)

    def forget(self, service: str, names: Iterable[str]) -> None:
        """Remove the keys that are there."""
        unwanted = tuple(names)

        def remove() -> None:
            backend = self._choose()
            for name in unwanted:
                if backend.get_password(service, name) is not None:
                    backend.delete_password(service, name)

        _within(self._to_write, remove)


def _within(seconds: float, job: Callable[[], T]) -> T:
    """Return what a job returns, if it does in time.

    Raises:
        KeyStoreUnavailable: it took longer, or failed in whatever way.
    """
    answers: list[T] = []
    failures: list[Exception] = []

    def run() -> None:
        try:
            answers.append(job())
        except Exception as error:  # noqa: BLE001  # the stores' own errors have nothing in common
            failures.append(error)

    thread = threading.Thread(target=run, name="key-store", daemon=True)
    thread.start()
    thread.join(seconds)
    if answers:
        return answers[0]
    if not failures:
        raise KeyStoreUnavailable(_SILENT)
    if isinstance(failures[0], KeyStoreUnavailable):
        raise failures[0]
    # The store's own words may hold names of the user's; the kind of failure is enough.
    raise KeyStoreUnavailable(_REFUSED.format(name=type(failures[0]).__name__)) from None


def _decoded(text: str | None) -> bytearray | None:
    """Return a key as it was kept; None where there is none, or something else in its place."""
    try:
        key = bytearray(base64.b64decode(text or "", validate=True))
    except ValueError:
        return None
    if len(key) != KEY_LENGTH:
        wipe(key)
        return None
    return key
