"""Answers that nobody reads to the end, or that have nowhere to go, and what is then said of the act."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from ldcoach.cli.parts import Parts
from ldcoach.cli.root import run
from tests.cli.conftest import Shell

Stream = Callable[[int], io.TextIOWrapper]
FULL = Path("/dev/full")


def buffered(descriptor: int) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BufferedWriter(io.FileIO(descriptor, "w", closefd=False)), "ascii")


def unbuffered(descriptor: int) -> io.TextIOWrapper:
    """Write as Python does when it is told to keep nothing back."""
    return io.TextIOWrapper(io.FileIO(descriptor, "w", closefd=False), "ascii", write_through=True)


@contextmanager
def nobody_reading() -> Iterator[int]:
    reads, writes = os.pipe()
    os.close(reads)
    yield writes
    os.close(writes)


@pytest.fixture(params=[buffered, unbuffered])
def stream(request: pytest.FixtureRequest) -> Stream:
    made: Stream = request.param
    return made


@pytest.mark.parametrize(("words", "code"), [(("people", "add", "Priya Nair"), 0), (("people", "add"), 2)])
def test_a_reader_who_left_changes_nothing_of_how_it_ends(
    shell: Shell, home: Path, parts: Parts, passphrase_file: Path, stream: Stream, words: tuple[str, ...], code: int
) -> None:
    known = ("--passphrase-file", str(passphrase_file))
    with nobody_reading() as pipe, pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdout", stream(pipe))
        patch.setattr(sys, "stderr", stream(pipe))
        assert run(["--home", str(home), *words, *known], parts) == code
    names = [one["name"] for one in shell("people", "list", "--json").document]
    assert names == (["Priya Nair"] if code == 0 else [])


@pytest.mark.skipif(not FULL.exists(), reason="needs a device that is full")
def test_an_answer_that_found_no_room_is_told_as_what_it_is(
    shell: Shell, home: Path, parts: Parts, passphrase_file: Path, stream: Stream, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["people", "add", "Priya Nair", "--passphrase-file", str(passphrase_file)]
    with FULL.open("wb") as full, pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdout", stream(full.fileno()))
        assert run(["--home", str(home), *words], parts) == 1
    assert "could not be printed. What was asked for is done" in capsys.readouterr().err
    assert [one["name"] for one in shell("people", "list", "--json").document] == ["Priya Nair"]


def test_what_is_printed_is_utf_8_whatever_was_agreed(
    home: Path, parts: Parts, passphrase_file: Path, stream: Stream, tmp_path: Path
) -> None:
    words = ["people", "add", "Zoë 李", "--passphrase-file", str(passphrase_file)]
    with (tmp_path / "out").open("wb") as out, pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdout", stream(out.fileno()))
        assert run(["--home", str(home), *words], parts) == 0
    assert (tmp_path / "out").read_text("utf-8") == "Added Zoë 李.\n"


@pytest.mark.skipif(os.name == "nt", reason="needs a terminal of its own")
def test_no_text_commands_the_terminal_it_is_shown_on(
    shell: Shell, home: Path, parts: Parts, passphrase_file: Path, stream: Stream
) -> None:
    assert shell("people", "add", "Priya Nair").code == 0
    assert shell("goal", "add", "Hand \x1b[31mover\x9b2J", "--person", "Priya").code == 0
    reads, writes = os.openpty()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdout", stream(writes))
        words = ["thread", "--goal", "Hand", "--passphrase-file", str(passphrase_file)]
        assert run(["--home", str(home), *words], parts) == 0
    os.close(writes)
    shown = _all_of(reads)
    assert "Hand  [31mover 2J (Priya Nair)" in shown
    assert not set(shown) & {"\x1b", "\x9b"}


def _all_of(terminal: int) -> str:
    """Return all that came to a terminal whose other side is closed; it is handed over in parts."""
    parts = []
    with suppress(OSError):  # how Linux says that no more will come
        while part := os.read(terminal, 100_000):
            parts.append(part)
    os.close(terminal)
    return b"".join(parts).decode()


@pytest.mark.skipif(not FULL.exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("closed", [False, True])
def test_a_recovery_code_that_could_not_be_shown_is_told_as_lost(
    shell: Shell, home: Path, parts: Parts, passphrase_file: Path, closed: bool
) -> None:
    known = ("--passphrase-file", str(passphrase_file))
    for words in (("--home", str(home), "passphrase", "rotate"), ("--home", f"{home}-new", "init", "--json")):
        told = io.StringIO()
        with FULL.open("wb", buffering=0) as full, pytest.MonkeyPatch.context() as patch:
            patch.setattr(sys, "stdout", None if closed else buffered(full.fileno()))
            patch.setattr(sys, "stderr", told)
            assert run((*words, *known), parts) == 1
        assert "with it the new recovery code" in told.getvalue()
    assert shell("people", "list").code == 0


def test_without_a_standard_error_long_work_is_done_all_the_same(
    home: Path, parts: Parts, passphrase_file: Path, tmp_path: Path
) -> None:
    known = ("--home", str(home))
    for words in (("verify",), ("backup", "--output", str(tmp_path / "kept.ldcbak"))):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sys, "stderr", None)
            assert run((*known, *words, "--passphrase-file", str(passphrase_file)), parts) == 0
