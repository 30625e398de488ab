"""A record's key file made once, and a fresh copy of it for each test."""

from __future__ import annotations

import errno
import hashlib
import shutil
import struct
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ldcoach.paths import Home
from ldcoach.vault.cost import FLOOR
from ldcoach.vault.file_vault import FileVault

if TYPE_CHECKING:
    from collections.abc import Callable

PASSPHRASE = "kettle otter nine velvet"
OTHER_PASSPHRASE = "gravel ferry tulip moon"


@dataclass
class CrashAt:
    """Ends the program at the step with this number, counted from 0; remembers the steps before."""

    number: int | None = None
    steps: list[tuple[str, str]] = field(default_factory=list)

    class Crash(BaseException):
        """Nothing cleans up behind it."""

    def __call__(self, file: str, stage: str) -> None:
        if len(self.steps) == self.number:
            raise self.Crash
        self.steps.append((file, stage))


@dataclass
class FailingDisk:
    """Refuses one step on files of the given names, as a full or read-only disk does."""

    files: frozenset[str]
    stage: str
    code: int = errno.EROFS

    def __call__(self, file: str, stage: str) -> None:
        if file in self.files and stage == self.stage:
            raise OSError(self.code, "refused")


@dataclass(frozen=True)
class Made:
    """A record's home with what opens it and the key of its database."""

    home: Home
    code: str
    database_key: bytes

    def write_both(self, data: bytes) -> None:
        self.home.header.write_bytes(data)
        self.home.header_copy.write_bytes(data)


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Made:
    home = Home(tmp_path_factory.mktemp("original") / "record")
    keys, code = FileVault(FLOOR).create(home, PASSPHRASE)
    return Made(home, code, bytes(keys.database_key()))


@pytest.fixture
def copied(original: Made, tmp_path: Path) -> Callable[[str], Made]:
    def copy(name: str) -> Made:
        folder = Path(shutil.copytree(original.home.folder, tmp_path / name))
        return Made(Home(folder), original.code, original.database_key)

    return copy


@pytest.fixture
def made(copied: Callable[[str], Made]) -> Made:
    return copied("record")


@pytest.fixture
def vault() -> FileVault:
    return FileVault(FLOOR)


@pytest.fixture
def crash_at() -> type[CrashAt]:
    return CrashAt


@pytest.fixture
def failing_disk() -> type[FailingDisk]:
    return FailingDisk


@pytest.fixture(scope="session")
def framed() -> Callable[..., bytes]:
    """Give any body the right checksum, as somebody without the key can."""

    def frame(body: bytes, version: int = 1) -> bytes:
        start = struct.pack(">8sHI", b"LDCVAULT", version, len(body)) + body
        return start + hashlib.sha256(start).digest()

    return frame
