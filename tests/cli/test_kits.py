"""Recovery kits from the command line: written once, never over another file, and the code is never lost."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.cli.conftest import PASSPHRASE, Ended, Shell

NEW = "gravel ferry tulip moon"


def code_in(kit: Path) -> str:
    """Read the groups from the page as somebody with the paper would."""
    words = PdfReader(kit).pages[0].extract_text().split()
    groups = [word for word in words if (len(word) == 4 and word.isupper()) or (word.isdigit() and len(word) == 4)]
    return "-".join(group for group in groups if group != "2026")[:39]


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str, str], str]:
    def write(name: str, text: str) -> str:
        (tmp_path / name).write_text(text + "\n", "utf-8")
        return str(tmp_path / name)

    return write


@pytest.fixture
def init(bare: Shell, tmp_path: Path, passphrase_file: Path) -> Callable[..., Ended]:
    def call(*words: str) -> Ended:
        return bare("--home", str(tmp_path / "new"), "init", "--passphrase-file", str(passphrase_file), *words)

    return call


def test_without_a_kit_the_code_is_printed_once(init: Callable[..., Ended]) -> None:
    done = init()
    assert done.code == 0
    assert done.out.count("recovery code: ") == 1


def test_with_a_kit_the_code_is_in_it_alone(
    init: Callable[..., Ended], bare: Shell, tmp_path: Path, file: Callable[[str, str], str]
) -> None:
    kit = tmp_path / "kit.pdf"
    done = init("--recovery-kit", str(kit))
    assert done.code == 0
    assert "recovery code" not in done.out
    if os.name == "posix":
        assert stat.S_IMODE(kit.stat().st_mode) == 0o600
    code = code_in(kit)
    assert code not in done.out + done.err
    words = ("--recovery-code-file", file("code", code), "--passphrase-file", file("new.txt", NEW))
    assert bare("--home", str(tmp_path / "new"), "recover", *words).code == 0


@pytest.mark.parametrize("target", ["there.pdf", "gone/kit.pdf", "."])
def test_a_kit_that_cannot_be_new_is_refused_before_a_record_is_made(
    init: Callable[..., Ended], tmp_path: Path, target: str
) -> None:
    (tmp_path / "there.pdf").write_text("another kit")
    done = init("--recovery-kit", str(tmp_path / target))
    assert done.code == 1
    assert "Nothing was written or changed" in done.line
    assert not (tmp_path / "new").exists()
    assert (tmp_path / "there.pdf").read_text() == "another kit"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_code_that_the_kit_could_not_take_is_printed(init: Callable[..., Ended], tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    done = init("--recovery-kit", str(closed / "kit.pdf"))
    assert done.code == 1
    assert "recovery code: " in done.out


def test_recovering_into_a_taken_file_changes_nothing(
    bare: Shell, shell: Shell, tmp_path: Path, init: Callable[..., Ended], file: Callable[[str, str], str]
) -> None:
    kit, home = tmp_path / "kit.pdf", str(tmp_path / "new")
    init("--recovery-kit", str(kit))
    words = ("--recovery-code-file", file("code", code_in(kit)), "--passphrase-file", file("new.txt", NEW))
    assert bare("--home", home, "recover", *words, "--recovery-kit", str(kit)).code == 1
    assert bare("--home", home, "people", "list", "--passphrase-file", file("old.txt", PASSPHRASE)).code == 0
    second = tmp_path / "second.pdf"
    done = bare("--home", home, "recover", *words, "--recovery-kit", str(second))
    assert done.code == 0
    assert "recovery code: " not in done.out
    assert code_in(second) != code_in(kit)
    assert bare("--home", home, "recover", *words).code == 3
