"""Whatever is handed in is read up to a bound, and refused with one plain line."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ldcoach.app import main
from ldcoach.cli.parts import Parts
from ldcoach.cli.root import run
from tests.cli.conftest import PASSPHRASE, Shell

ZERO = Path("/dev/zero")
needs_zero = pytest.mark.skipif(not ZERO.exists(), reason="needs a device without an end")


@needs_zero
def test_a_list_without_an_end_is_refused(shell: Shell) -> None:
    done = shell("people", "import", str(ZERO))
    assert done.code == 1
    assert "larger than 2 MB" in done.line


@needs_zero
@pytest.mark.parametrize("option", [(), ("--lines",)])
def test_a_text_without_an_end_is_refused(bare: Shell, option: tuple[str, ...]) -> None:
    done = bare("feedback", "check", str(ZERO), *option)
    assert done.code == 1
    assert "1 MB" in done.line


@needs_zero
@pytest.mark.parametrize("option", ["--passphrase-file", "--recovery-code-file"])
def test_a_secret_without_an_end_is_refused(bare: Shell, home: Path, passphrase_file: Path, option: str) -> None:
    words = {"--passphrase-file": str(passphrase_file), option: str(ZERO)}
    command = ("recover",) if option == "--recovery-code-file" else ("people", "list")
    done = bare("--home", str(home), *command, *(part for pair in words.items() for part in pair))
    assert done.code == 1
    assert "longer than any" in done.line


def test_a_secret_is_never_cut_short_without_a_word(bare: Shell, home: Path, tmp_path: Path) -> None:
    long = tmp_path / "long.txt"
    long.write_text(PASSPHRASE + "x" * 5000)
    done = bare("--home", str(home), "people", "list", "--passphrase-file", str(long))
    assert done.code == 1
    assert "longer than any passphrase" in done.line


@pytest.mark.parametrize("content", [b"", b"\n", b"\xff\xfe\x00", b"\x00" * 100 + b"\n"])
def test_a_secret_that_is_none_is_refused(bare: Shell, home: Path, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "secret"
    file.write_bytes(content)
    done = bare("--home", str(home), "people", "list", "--passphrase-file", str(file))
    assert done.code in {1, 3}
    assert done.line


def test_a_key_file_without_an_end_is_damage(bare: Shell, home: Path, passphrase_file: Path) -> None:
    for name in ("vault.hdr", "vault.hdr2"):
        with (home / name).open("ab") as file:
            file.truncate(200_000_000)
    done = bare("--home", str(home), "people", "list", "--passphrase-file", str(passphrase_file))
    assert done.code == 4
    assert bare("--home", str(home), "doctor").code == 0


def test_a_backup_that_promises_more_than_it_holds_is_refused(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "vast.ldcbak"
    file.write_bytes(b"LDCBAK" + b"\xff" * 4096)
    assert shell("verify", str(file)).code in {1, 4}


@pytest.mark.parametrize("home", ["/proc/self/nothing", "/dev/null", "x" * 5000, "/dev/null/record", "~nobody-here/x"])
def test_a_home_that_cannot_be_is_said(
    bare: Shell, monkeypatch: pytest.MonkeyPatch, passphrase_file: Path, home: str
) -> None:
    monkeypatch.setenv("LDCOACH_HOME", home)
    for command in (("people", "list"), ("init",), ("backup", "--output", "x.ldcbak")):
        done = bare(*command, "--passphrase-file", str(passphrase_file))
        assert done.code == 1
        assert done.line


def test_a_text_longer_than_any_note_is_refused(shell: Shell) -> None:
    shell("people", "add", "Priya Nair")
    done = shell("note", "add", "--person", "Priya", "--lane", "prep", "--text", "word " * 20_001)
    assert done.code == 1
    assert "longer than 100,000 characters" in done.line


WORDS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=12)
COMMANDS = st.sampled_from(
    [
        "people",
        "note",
        "agenda",
        "feedback",
        "goal",
        "diagnose",
        "summary",
        "verify",
        "search",
        "doctor",
        "check",
        "list",
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(COMMANDS | WORDS, max_size=5), st.binary(max_size=60))
def test_any_words_end_with_a_known_code(shell: Shell, words: list[str], typed: bytes) -> None:
    if "init" in words or "demo" in words or any(word.startswith("-") for word in words):
        return
    done = shell(*words, typed=typed) if words else shell("doctor", typed=typed)
    assert done.code in {0, 1, 2, 3, 4, 5, 6}


def test_strange_variables_do_no_harm(
    bare: Shell, monkeypatch: pytest.MonkeyPatch, home: Path, passphrase_file: Path
) -> None:
    for name in ("LDCOACH_LOCKED", "PYTHON_KEYRING_BACKEND", "XDG_DATA_HOME", "LANG", "LC_ALL", "TZ"):
        monkeypatch.setenv(name, "\\../%s\u202e" + "x" * 3000)
    done = bare("--home", str(home), "people", "list", "--json", "--passphrase-file", str(passphrase_file))
    assert (done.code, done.document) == (0, [])
    assert os.environ["LANG"]


@pytest.mark.parametrize("named", ["", "  "])
def test_a_home_without_a_name_is_not_taken_for_the_usual_one(bare: Shell, passphrase_file: Path, named: str) -> None:
    done = bare("--home", named, "people", "list", "--passphrase-file", str(passphrase_file))
    assert done.code == 2
    assert "--home names no folder" in done.err


@pytest.mark.skipif(os.name == "nt", reason="a name of bytes that are no text")
def test_a_home_of_any_name_that_the_system_has(bare: Shell, tmp_path: Path, passphrase_file: Path) -> None:
    home = os.fsdecode(os.fsencode(tmp_path) + b"/r\xff %20?#")
    secret = ("--passphrase-file", str(passphrase_file))
    assert bare("--home", home, "init", *secret).code == 0
    assert bare("--home", home, "people", "add", "Priya Nair", *secret).code == 0
    assert bare("--home", home, "verify", *secret).code == 0


def test_without_any_standard_input_the_record_stays_locked(
    home: Path, parts: Parts, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for words in (("people", "list"), ("people", "list", "--passphrase-file", "-"), ("feedback", "check", "-")):
        monkeypatch.setattr(sys, "stdin", None)
        code = run(["--home", str(home), *words], parts)
        assert code == {"list": 3, "-": 1}.get(words[-1], 0) or words[0] == "feedback"
        assert "inside LDCoach" not in capsys.readouterr().err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
def test_an_answer_that_cannot_be_printed_is_not_called_a_failure_of_the_act(
    home: Path, parts: Parts, passphrase_file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch, contextlib.suppress(OSError), Path("/dev/full").open("w") as full:
        patch.setattr(sys, "stdout", full)
        words = ["people", "add", "Priya Nair", "--passphrase-file", str(passphrase_file)]
        assert run(["--home", str(home), *words], parts) == 1
    assert "could not be printed. What was asked for is done" in capsys.readouterr().err


def test_a_time_zone_that_cannot_be_is_taken_for_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "UTC+25")
    time.tzset()
    try:
        assert main(["--version"]) == 0
        assert datetime.now().astimezone().utcoffset() == timedelta(0)
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize(
    "command",
    [
        ("summary", "--person", "Priya", "--from", "2026-01-01", "--to", "2026-12-31"),
        ("access-pack", "--person", "Priya"),
        ("handover", "--person", "Priya"),
        ("prep-form", "export", "--person", "Priya"),
        ("calendar", "export"),
    ],
    ids=lambda words: words[0],
)
def test_nothing_that_leaves_is_written_over_the_record(shell: Shell, home: Path, command: tuple[str, ...]) -> None:
    assert shell("people", "add", "Priya Nair").code == 0
    (home / "old.ldcbak").write_bytes(b"a backup")
    for name in ("ldcoach.db", "old.ldcbak"):
        done = shell(*command, "--output", str(home / name))
        assert done.code in {1, 2}
        assert done.err
    assert (home / "old.ldcbak").read_bytes() == b"a backup"
    assert [one["name"] for one in shell("people", "list", "--json").document] == ["Priya Nair"]
