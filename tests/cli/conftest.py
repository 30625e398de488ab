"""Calls of the command line in this process, over records whose passphrase costs little."""

from __future__ import annotations

import io
import json
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from ldcoach.app.parts import opening, safety
from ldcoach.app.parts import parts as all_parts
from ldcoach.cli.parts import Parts
from ldcoach.cli.root import run
from ldcoach.paths import Home
from ldcoach.vault.cost import FLOOR
from ldcoach.vault.sealing import CodeSealer

PASSPHRASE = "seven quiet herons wade"


@dataclass(frozen=True)
class Ended:
    """How a call ended."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on standard output."""
        return json.loads(self.out)

    @property
    def line(self) -> str:
        """The one line on standard error; nothing stands on standard output."""
        assert self.out == ""
        assert self.err.endswith("\n")
        assert self.err.count("\n") == 1
        assert self.err.startswith("ldcoach: ")
        return self.err.strip()


Shell = Callable[..., Ended]
"""Runs a command of the words given on the record of this test; `typed` is its standard input; options end at a '--'."""


@pytest.fixture(scope="session")
def parts() -> Parts:
    opens, made = opening(cheap_key=True), all_parts()
    rights = replace(made.rights, sealer=CodeSealer(FLOOR))
    return replace(made, opening=opens, safety=safety(opens), rights=rights)


@pytest.fixture(scope="session")
def made_once(parts: Parts, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One empty record, which every test copies."""
    folder = tmp_path_factory.mktemp("made") / "record"
    opened, _ = parts.opening.create(Home(folder), PASSPHRASE)
    opened.close()
    return folder


@pytest.fixture
def home(made_once: Path, tmp_path: Path) -> Path:
    """An empty record of this test alone."""
    folder = tmp_path / "record"
    shutil.copytree(made_once, folder)
    return folder


@pytest.fixture
def passphrase_file(tmp_path: Path) -> Path:
    path = tmp_path / "passphrase.txt"
    path.write_text(f"{PASSPHRASE}\n", "utf-8")
    return path


@pytest.fixture
def bare(parts: Parts, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    """Run exactly the words given."""

    def call(*words: str, typed: bytes = b"") -> Ended:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed), "utf-8"))
        capsys.readouterr()
        code = run(words, parts)
        told = capsys.readouterr()
        assert "Traceback" not in told.out + told.err
        return Ended(code, told.out, told.err)

    return call


@pytest.fixture
def shell(bare: Shell, home: Path, passphrase_file: Path) -> Shell:
    """Run a command on the record of this test, with its passphrase."""

    def call(*words: str, typed: bytes = b"") -> Ended:
        end = words.index("--") if "--" in words else len(words)
        known = ("--passphrase-file", str(passphrase_file))
        return bare("--home", str(home), *words[:end], *known, *words[end:], typed=typed)

    return call
