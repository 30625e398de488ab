"""A key store in memory, which may be made to fail."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ldcoach.errors import KeyStoreUnavailable

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass
class MemoryKeys:
    """Keeps keys by service and name; while `locked` it answers nothing."""

    kept: dict[tuple[str, str], bytes] = field(default_factory=dict)
    locked: bool = False
    asked: int = 0

    def find(self, service: str, names: Iterable[str]) -> dict[str, bytearray]:
        self._answer()
        return {name: bytearray(self.kept[service, name]) for name in names if (service, name) in self.kept}

    def keep(self, service: str, name: str, key: bytearray) -> None:
        self._answer()
        self.kept[service, name] = bytes(key)

    def forget(self, service: str, names: Iterable[str]) -> None:
        self._answer()
        for name in names:
            self.kept.pop((service, name), None)

    def _answer(self) -> None:
        self.asked += 1
        if self.locked:
            raise KeyStoreUnavailable("The key store of this test is locked.")
