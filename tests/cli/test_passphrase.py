"""The commands for what opens the record."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from ldcoach.cli.parts import Parts
from ldcoach.cli.root import run
from ldcoach.paths import Home
from ldcoach.vault.remembering import DeviceSlots
from tests.vault.memory_keys import MemoryKeys

PASSPHRASE = "seven quiet herons wade"


@dataclass
class Terminal:
    """Runs commands on one home, with a key store of its own."""

    parts: Parts
    store: MemoryKeys
    home: Path
    file: Path
    capsys: pytest.CaptureFixture[str]
    out: str = ""
    err: str = ""

    def __call__(self, *words: str, secret: bool = True) -> int:
        known = ("--passphrase-file", str(self.file)) if secret else ()
        code = run(["--home", str(self.home), *words, *known], self.parts)
        self.out, self.err = self.capsys.readouterr()
        assert "Traceback" not in self.err
        return code

    def told(self) -> Any:
        return json.loads(self.out)

    def people(self, *, secret: bool = True) -> list[str]:
        assert self("people", "list", "--json", secret=secret) == 0
        return [person["name"] for person in self.told()]


@pytest.fixture
def say(parts: Parts, home: Path, passphrase_file: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    store = MemoryKeys()
    opening = replace(parts.opening, remembering=DeviceSlots(store))
    made = replace(parts, opening=opening, safety=replace(parts.safety, opening=opening))
    terminal = Terminal(made, store, home, passphrase_file, capsys)
    assert terminal("people", "add", "Ada Lind") == 0
    return terminal


def kinds(say: Terminal) -> list[str]:
    assert say("passphrase", "list", "--json", secret=False) == 0
    return [way["kind"] for way in say.told()]


def test_rotating_gives_a_new_key_and_a_new_code_and_loses_nothing(say: Terminal, tmp_path: Path) -> None:
    before = (say.home / "ldcoach.db").read_bytes()
    assert say("passphrase", "rotate", "--json") == 0
    told = say.told()
    assert told.keys() == {"home", "rotated", "remembered", "recovery_code", "note"}
    assert (told["rotated"], told["remembered"]) == (True, False)
    assert "Make a new backup" in told["note"]
    assert say.people() == ["Ada Lind"]
    assert say("verify") == 0
    pages = (before[start : start + 64] for start in range(0, len(before), 4096))
    now = (say.home / "ldcoach.db").read_bytes()
    assert not any(page in now for page in pages)
    (tmp_path / "code.txt").write_text(told["recovery_code"], "utf-8")
    assert say("recover", "--recovery-code-file", str(tmp_path / "code.txt")) == 0


def test_the_words_after_rotating_tell_of_old_copies(say: Terminal) -> None:
    assert say("passphrase", "rotate") == 0
    assert "recovery code: " in say.out
    assert "Backups and copies of the record made before are under the former key" in say.out


def test_the_kit_takes_the_new_code_off_the_screen(say: Terminal, tmp_path: Path) -> None:
    kit = tmp_path / "kit.pdf"
    assert say("passphrase", "rotate", "--recovery-kit", str(kit), "--json") == 0
    assert "recovery_code" not in say.told()
    assert kit.read_bytes().startswith(b"%PDF")


def test_a_kit_that_cannot_be_written_stops_it_before_it_begins(say: Terminal, tmp_path: Path) -> None:
    before = (say.home / "vault.hdr").read_bytes()
    assert say("passphrase", "rotate", "--recovery-kit", str(tmp_path / "no" / "kit.pdf")) == 1
    assert say.out == ""
    assert (say.home / "vault.hdr").read_bytes() == before


def test_rotating_needs_the_passphrase_and_a_record(say: Terminal, tmp_path: Path) -> None:
    before = (say.home / "vault.hdr").read_bytes()
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("gravel ferry tulip moon", "utf-8")
    assert say("passphrase", "rotate", "--passphrase-file", str(wrong), secret=False) == 3
    assert (say.home / "vault.hdr").read_bytes() == before
    say.home = tmp_path / "nothing"
    assert say("passphrase", "rotate") == 1
    assert "no record" in say.err
    assert say("passphrase", "list", secret=False) == 1


def test_a_record_that_is_open_elsewhere_is_not_rotated(say: Terminal) -> None:
    opened = say.parts.opening.open(Home(say.home), PASSPHRASE)
    try:
        assert say("passphrase", "rotate") == 6
    finally:
        opened.close()
    assert say.people() == ["Ada Lind"]


def test_a_remembered_record_opens_without_the_passphrase(say: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", NoTerminal())
    assert say("people", "list", secret=False) == 3
    assert say("passphrase", "remember", "--json") == 0
    assert say.told() == {"home": str(say.home), "remembered": True}
    assert say.people(secret=False) == ["Ada Lind"]
    assert kinds(say) == ["passphrase", "recovery", "keyring"]


def test_a_passphrase_that_is_given_goes_before_what_is_remembered(say: Terminal, tmp_path: Path) -> None:
    assert say("passphrase", "remember") == 0
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("gravel ferry tulip moon", "utf-8")
    assert say("people", "list", "--passphrase-file", str(wrong), secret=False) == 3


@pytest.mark.parametrize("harm", [lambda store: store.kept.clear(), lambda store: setattr(store, "locked", True)])
def test_where_the_key_store_does_not_help_the_passphrase_is_asked_for(
    say: Terminal, monkeypatch: pytest.MonkeyPatch, harm: Callable[[MemoryKeys], object]
) -> None:
    assert say("passphrase", "remember") == 0
    harm(say.store)
    monkeypatch.setattr(sys, "stdin", NoTerminal())
    assert say("people", "list", secret=False) == 3
    assert "give --passphrase-file" in say.err
    assert say.people() == ["Ada Lind"]


def test_forgetting_asks_for_the_passphrase_again(say: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", NoTerminal())
    assert say("passphrase", "remember") == 0
    assert say("passphrase", "forget", "--json", secret=False) == 0
    assert say.told() == {"home": str(say.home), "remembered": False}
    assert say.store.kept == {}
    assert say("people", "list", secret=False) == 3
    assert kinds(say) == ["passphrase", "recovery"]


def test_forgetting_everywhere(say: Terminal) -> None:
    other = DeviceSlots(MemoryKeys())
    opened = say.parts.opening.open(Home(say.home), PASSPHRASE)
    other.remember(Home(say.home), opened.keys)
    opened.close()
    assert say("passphrase", "list", secret=False) == 0
    assert "another device" in say.out
    assert say("passphrase", "forget") == 0
    assert kinds(say) == ["passphrase", "recovery", "keyring"]
    assert say("passphrase", "forget", "--everywhere") == 0
    assert "on every device" in say.out
    assert kinds(say) == ["passphrase", "recovery"]


def test_rotating_keeps_this_device_remembered(say: Terminal) -> None:
    assert say("passphrase", "remember") == 0
    (before,) = say.store.kept
    assert say("passphrase", "rotate", "--json") == 0
    assert say.told()["remembered"] is True
    (after,) = say.store.kept
    assert before != after
    assert say.people(secret=False) == ["Ada Lind"]


def test_a_key_store_that_goes_away_does_not_stop_the_rotation(say: Terminal) -> None:
    assert say("passphrase", "remember") == 0
    say.store.locked = True
    assert say("passphrase", "rotate", "--json") == 0
    assert say.told()["remembered"] is False
    assert say.people() == ["Ada Lind"]


def test_no_key_store_to_trust_is_one_line_and_nothing_else(say: Terminal) -> None:
    say.store.locked = True
    assert say("passphrase", "remember") == 1
    assert say.out == ""
    assert say.err.startswith("ldcoach: ")
    assert kinds(say) == ["passphrase", "recovery"]


class NoTerminal:
    """Standard input without anybody at it."""

    def isatty(self) -> bool:
        return False


def test_restoring_a_backup_forgets_what_was_remembered(say: Terminal, tmp_path: Path) -> None:
    backup = tmp_path / "a.ldcbak"
    assert say("passphrase", "remember") == 0
    assert say("backup", "--output", str(backup)) == 0
    assert say("restore", str(backup)) == 0
    assert say.store.kept == {}
    assert kinds(say) == ["passphrase", "recovery"]
    assert say.people() == ["Ada Lind"]
