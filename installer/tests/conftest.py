"""The installers that tests look at, built once, or those of the folder that LDCOACH_INSTALLERS names."""

from __future__ import annotations

import os
import subprocess
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from installer import build


@pytest.fixture(scope="session")
def installers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    given = os.environ.get("LDCOACH_INSTALLERS")
    if given:
        return Path(given)
    folder = tmp_path_factory.mktemp("installers")
    assert build.main(["linux", "--work", str(folder / "build"), "--output", str(folder / "dist")]) == 0
    return folder / "dist"


@dataclass(frozen=True)
class Program:
    """A frozen program, called as from a terminal without a screen."""

    file: Path
    home: Path

    def called(self, *words: str, typed: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [str(self.file), "--home", str(self.home), *words],
            input=typed,
            capture_output=True,
            check=False,
            env=self.surroundings,
            cwd=self.home.parent,
            timeout=900,
        )

    def run(self, *words: str, typed: bytes = b"") -> str:
        """Return what a call prints; it has to end with 0."""
        done = self.called(*words, typed=typed)
        assert done.returncode == 0, (words, done.stderr.decode()[-2000:])
        return done.stdout.decode()

    @property
    def surroundings(self) -> Mapping[str, str]:
        # Nothing of the checkout or its Python may help.
        return {"PATH": "/usr/bin:/bin", "HOME": str(self.home.parent), "LANG": "C", "QT_QPA_PLATFORM": "offscreen"}


@pytest.fixture(scope="session")
def unpacked(installers: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the archive without root unpacks to."""
    (archive,) = installers.glob("*.tar.xz")
    folder = tmp_path_factory.mktemp("unpacked")
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="tar")
    (found,) = folder.iterdir()
    return found
