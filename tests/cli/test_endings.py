"""Every way a call can end: its exit code, and one line that says what happened."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ldcoach import __version__
from ldcoach.paths import Home
from tests.cli.conftest import PASSPHRASE, Ended, Shell

ROOT = Path(__file__).resolve().parents[2]
HOLD = """
import sys
from pathlib import Path
from ldcoach.app.parts import opening
from ldcoach.paths import Home
opened = opening(cheap_key=True).open(Home(Path(sys.argv[1])), sys.argv[2])
print("open", flush=True)
sys.stdin.readline()
opened.close()
"""


def outside(*words: str, typed: str = "") -> Ended:
    """Run the program in a process of its own, as a shell does."""
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-m", "ldcoach", *words],
        input=typed,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env=surroundings,
        timeout=120,
    )
    return Ended(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def held_elsewhere(home: Path) -> Iterator[None]:
    """Another process has the record open."""
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", HOLD, str(home), PASSPHRASE]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=surroundings) as other:
        assert other.stdin
        assert other.stdout
        assert other.stdout.readline() == "open\n"
        yield
        other.stdin.write("\n")
        other.stdin.flush()
        assert other.wait(60) == 0


def test_done_is_0(shell: Shell) -> None:
    added = shell("people", "add", "Mairi Campbell", "--role", "Fitter")
    assert (added.code, added.out, added.err) == (0, "Added Mairi Campbell.\n", "")
    assert shell("people", "list").out == "Mairi Campbell  Fitter\n"


def test_no_record_yet_is_1(bare: Shell, tmp_path: Path) -> None:
    ended = bare("--home", str(tmp_path / "nothing"), "people", "list")
    assert ended.code == 1
    assert "There is no record in this folder yet" in ended.line
    assert not (tmp_path / "nothing").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("people", "add"),
        ("people", "dance"),
        ("dance",),
        ("note", "add", "--person", "Mairi", "--lane", "secret", "--text", "x"),
        ("agenda", "--person", "Mairi", "--minutes", "soon"),
        ("demo", "--people", "0"),
        ("summary", "--person", "Mairi", "--from", "yesterday", "--to", "2026-11-20"),
    ],
    ids=" ".join,
)
def test_wrong_usage_is_2_and_is_shown_how(bare: Shell, home: Path, words: tuple[str, ...]) -> None:
    ended = bare("--home", str(home), *words)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("Usage: ldcoach")


def test_a_wrong_passphrase_is_3(bare: Shell, home: Path) -> None:
    ended = bare("--home", str(home), "people", "list", "--passphrase-file", "-", typed=b"seven quiet herons\n")
    assert ended.code == 3
    assert "did not open the record" in ended.line
    assert "herons" not in ended.line


def test_no_passphrase_and_nobody_to_ask_is_3(bare: Shell, home: Path) -> None:
    ended = bare("--home", str(home), "people", "list")
    assert ended.code == 3
    assert "--passphrase-file" in ended.line


@pytest.mark.parametrize("place", ["first page", "last page"])
def test_one_flipped_byte_is_4(shell: Shell, home: Path, place: str) -> None:
    assert shell("people", "add", "Mairi Campbell").code == 0
    assert shell("verify").code == 0
    database = Home(home).database
    data = bytearray(database.read_bytes())
    data[2000 if place == "first page" else -2000] ^= 0x01
    database.write_bytes(data)
    ended = shell("verify")
    assert ended.code == 4
    assert "changed" in ended.line
    assert database.read_bytes() == bytes(data)


def test_both_headers_damaged_is_4(shell: Shell, home: Path) -> None:
    for path in (Home(home).header, Home(home).header_copy):
        path.write_bytes(path.read_bytes()[:100])
    assert shell("people", "list").code == 4


def test_one_damaged_header_is_no_harm(shell: Shell, home: Path) -> None:
    Home(home).header.write_bytes(b"")
    assert shell("people", "list").code == 0


@pytest.mark.usefixtures("held_elsewhere")
def test_a_record_that_another_process_has_open_is_6(shell: Shell) -> None:
    ended = shell("people", "list")
    assert ended.code == 6
    assert "Another LDCoach has this record open" in ended.line


def test_the_passphrase_comes_from_standard_input(bare: Shell, home: Path) -> None:
    for line in (f"{PASSPHRASE}\n", f"{PASSPHRASE}\r\nmore\n", f"\ufeff{PASSPHRASE}"):
        ended = bare("--home", str(home), "people", "list", "--passphrase-file", "-", typed=line.encode())
        assert (ended.code, ended.err) == (0, "")


@pytest.mark.parametrize("content", [b"", b"\n", b"\xff\xfe\x00s"], ids=["empty", "blank", "no text"])
def test_an_unfit_passphrase_file_is_1(bare: Shell, home: Path, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "passphrase"
    file.write_bytes(content)
    ended = bare("--home", str(home), "people", "list", "--passphrase-file", str(file))
    assert ended.code == 1
    assert "passphrase file" in ended.line


def test_init_makes_a_record_once(bare: Shell, tmp_path: Path, passphrase_file: Path) -> None:
    words = ("--home", str(tmp_path / "new"), "init", "--json", "--passphrase-file", str(passphrase_file))
    first = bare(*words)
    assert first.code == 0
    assert set(first.document) == {"home", "recovery_code"}
    before = {path: path.read_bytes() for path in (tmp_path / "new").iterdir()}
    second = bare(*words)
    assert second.code == 1
    assert "already" in second.line
    assert {path: path.read_bytes() for path in (tmp_path / "new").iterdir()} == before


def test_a_process_of_its_own_ends_the_same_ways(home: Path, passphrase_file: Path) -> None:
    version = outside("--version")
    assert (version.code, version.err) == (0, "")
    assert __version__ in version.out
    wrong = outside("--home", str(home), "people", "list", "--passphrase-file", "-", typed="no\n")
    assert wrong.code == 3
    assert wrong.line
    fine = outside("--home", str(home), "people", "list", "--json", "--passphrase-file", str(passphrase_file))
    assert (fine.code, fine.document, fine.err) == (0, [], "")


WHILE_LOADING = """
import os, signal
from ldcoach.__main__ import _end_at_once_while_loading as begin
{before}
begin()
os.kill(os.getpid(), signal.SIGINT)
print("went on")
"""


@pytest.mark.skipif(os.name == "nt", reason="a console sends this otherwise")
@pytest.mark.parametrize(
    ("before", "code", "out", "err"),
    [
        ("", 130, "", "ldcoach: Stopped. Nothing was changed.\n"),
        ("os.close(2)", 130, "", ""),
        ("signal.signal(signal.SIGINT, signal.SIG_IGN)", 0, "went on\n", ""),
    ],
    ids=["as usual", "without standard error", "where it is ignored"],
)
def test_an_interruption_while_loading_ends_at_once(before: str, code: int, out: str, err: str) -> None:
    script = WHILE_LOADING.format(before=before)
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, env=surroundings)
    assert (done.returncode, done.stdout, done.stderr) == (code, out, err)
