"""The commands for the record's safety, as somebody in a terminal meets them."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from ldcoach.app import parts
from ldcoach.cli.parts import Parts
from ldcoach.cli.root import run
from ldcoach.paths import Home

PASSPHRASE = "kettle otter nine velvet"
OTHER = "gravel ferry tulip moon"
CANARY = "Marmaladesky"


@dataclass
class Terminal:
    """Runs commands on one home; remembers what the last one printed."""

    parts: Parts
    folder: Path
    capsys: pytest.CaptureFixture[str]
    out: str = ""
    err: str = ""

    @property
    def home(self) -> Home:
        return Home(self.folder / "record")

    def file(self, name: str, text: str) -> str:
        path = self.folder / name
        path.write_text(text + "\n", "utf-8")
        return str(path)

    def __call__(self, *words: str, passphrase: str | None = PASSPHRASE, home: Home | None = None) -> int:
        secret = ("--passphrase-file", self.file("secret.txt", passphrase)) if passphrase else ()
        code = run(["--home", str((home or self.home).folder), *words, *secret], self.parts)
        self.out, self.err = self.capsys.readouterr()
        assert "Traceback" not in self.err
        return code

    def told(self) -> Any:
        return json.loads(self.out)

    def people(self, **how: Any) -> list[str]:
        assert self("people", "list", "--json", **how) == 0
        return [person["name"] for person in self.told()]


@pytest.fixture(scope="session")
def cheap() -> Parts:
    """All parts as they are, with keys that are stretched for a moment only."""
    opens = parts.opening(cheap_key=True)
    return replace(parts.parts(), opening=opens, safety=parts.safety(opens))


@pytest.fixture
def say(cheap: Parts, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(cheap, tmp_path, capsys)


@pytest.fixture(scope="session")
def filled(cheap: Parts, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A closed record with one person, for copying, and its recovery code."""
    folder = tmp_path_factory.mktemp("filled") / "record"
    opened, code = cheap.opening.create(Home(folder), PASSPHRASE)
    opened.desk.people.add(f"Ada {CANARY}")
    opened.close()
    return folder, code


@pytest.fixture
def code(say: Terminal, filled: tuple[Path, str]) -> str:
    """A record with one person, and its recovery code."""
    folder, found = filled
    shutil.copytree(folder, say.home.folder)
    return found


@pytest.fixture
def backup(say: Terminal, code: str) -> Path:
    target = say.folder / "a.ldcbak"
    assert say("backup", "--output", str(target)) == 0
    assert "read back page by page" in say.out
    return target


@pytest.fixture
def held(say: Terminal, code: str) -> Iterator[None]:
    """The record, open elsewhere."""
    opened = say.parts.opening.open(say.home, PASSPHRASE)
    yield
    opened.close()


def test_a_record_is_begun_and_its_code_opens_it(say: Terminal) -> None:
    assert say("init", "--json") == 0
    found = str(say.told()["recovery_code"])
    assert say("people", "add", f"Ada {CANARY}") == 0
    opened = say.parts.opening.open_with_code(say.home, found)
    assert [line.name for line in opened.desk.people.lines()] == [f"Ada {CANARY}"]
    opened.close()


def test_round_trip_by_passphrase(say: Terminal, backup: Path) -> None:
    assert say("people", "add", "Later") == 0
    assert say("restore", str(backup), "--json") == 0
    aside = Home(Path(say.told()["kept_aside"]))
    assert aside.folder == say.folder / "record-before-restore-1"
    assert say.people() == [f"Ada {CANARY}"]
    assert say.people(home=aside) == [f"Ada {CANARY}", "Later"]
    assert say("verify") == 0


def test_round_trip_by_recovery_code(say: Terminal, backup: Path, code: str) -> None:
    shutil.rmtree(say.home.folder)
    words = ("--recovery-code-file", say.file("code.txt", code))
    assert say("verify", str(backup), *words, passphrase=None) == 0
    assert say("restore", str(backup), *words, passphrase=None) == 0
    assert "before" not in say.out
    assert say.people() == [f"Ada {CANARY}"]


def test_a_backup_holds_no_readable_word(backup: Path) -> None:
    data = backup.read_bytes()
    for words in (CANARY, PASSPHRASE, "CREATE TABLE"):
        assert words.encode() not in data


def test_what_backup_and_verify_tell_a_program(say: Terminal, backup: Path) -> None:
    assert say("backup", "--output", str(backup), "--json") == 0
    made = say.told()
    assert set(made) == {"file", "made_at", "vault_id", "schema", "size"}
    assert say("verify", str(backup), "--json") == 0
    assert say.told() == {"sound": True, "faults": [], **made}
    assert say("verify", "--json") == 0
    assert say.told() == {"sound": True, "faults": []}


def test_a_backup_opens_with_the_passphrase_of_its_day(say: Terminal, backup: Path) -> None:
    new = say.file("new.txt", OTHER)
    assert say("passphrase", "change", "--new-passphrase-file", new) == 0
    assert "still open with the former one" in say.out
    assert say("people", "list") == 3
    assert say("people", "list", passphrase=OTHER) == 0
    for command in ("verify", "restore"):
        assert say(command, str(backup), passphrase=OTHER) == 3
        assert "of the day it was made" in say.err
    assert say("verify", str(backup)) == 0
    assert say("restore", str(backup)) == 0
    assert say.people() == [f"Ada {CANARY}"]


def test_a_changed_byte_is_damage(say: Terminal, backup: Path) -> None:
    data = backup.read_bytes()
    for place in (3, 9, 40, 400, len(data) // 2, len(data) - 1):
        backup.write_bytes(data[:place] + bytes([data[place] ^ 4]) + data[place + 1 :])
        for command in ("verify", "restore"):
            assert say(command, str(backup)) == 4
            assert say.err.startswith("ldcoach: ")
            assert len(say.err.splitlines()) == 1
    backup.write_bytes(data)
    assert say("verify", str(backup)) == 0
    assert sorted(path.name for path in say.folder.iterdir()) == ["a.ldcbak", "record", "secret.txt"]


def test_a_wrong_code_is_told(say: Terminal, backup: Path, code: str) -> None:
    mistyped = say.file("code.txt", code[:-1] + ("2" if code[-1] != "2" else "3"))
    assert say("verify", str(backup), "--recovery-code-file", mistyped, passphrase=None) == 3
    assert "mistyped" in say.err
    assert say("recover", "--recovery-code-file", mistyped) == 3
    assert say.people() == [f"Ada {CANARY}"]
    other = Home(say.folder / "other")
    assert say("init", "--json", home=other) == 0
    strange = say.file("code.txt", say.told()["recovery_code"])
    assert say("verify", str(backup), "--recovery-code-file", strange, passphrase=None) == 3
    assert "of the day it was made" in say.err


@pytest.mark.usefixtures("held")
def test_a_record_that_is_open_elsewhere_is_left_alone(say: Terminal, tmp_path: Path) -> None:
    assert say("backup", "--output", str(tmp_path / "b.ldcbak")) == 6
    assert not (tmp_path / "b.ldcbak").exists()


def test_nothing_is_restored_over_a_record_that_is_open(say: Terminal, backup: Path, code: str, tmp_path: Path) -> None:
    opened = say.parts.opening.open(say.home, PASSPHRASE)
    try:
        assert say("restore", str(backup)) == 6
    finally:
        opened.close()
    assert not (tmp_path / "record-before-restore-1").exists()


@pytest.mark.parametrize("where", ["gone/a.ldcbak", "letter.txt", "record", "record/ldcoach.db"])
def test_a_place_that_will_not_do_is_told(where: str, say: Terminal, code: str) -> None:
    letter = say.file("letter.txt", "mine")
    assert say("backup", "--output", str(say.folder / where)) == 1
    assert "No backup was made" in say.err
    assert Path(letter).read_text() == "mine\n"
    assert say("verify") == 0


def test_wrong_passphrases_and_missing_files(say: Terminal, backup: Path) -> None:
    assert say("verify", str(backup), passphrase=OTHER) == 3
    assert say("backup", "--output", str(say.folder / "b.ldcbak"), passphrase=OTHER) == 3
    assert say("verify", str(say.folder / "none.ldcbak")) == 1
    assert say("restore", str(say.folder / "none.ldcbak")) == 1
    assert say("restore", say.file("letter.ldcbak", "not a backup")) == 4
    assert say("verify", "--recovery-code-file", "x") == 2
    assert say("verify", str(backup), "--recovery-code-file", "x") == 2


def test_recovering_sets_a_passphrase_and_a_code(say: Terminal, code: str) -> None:
    old = say.file("code.txt", code)
    assert say("recover", "--recovery-code-file", old, "--json", passphrase="too short") == 1
    assert say("recover", "--recovery-code-file", old, "--json", passphrase=OTHER) == 0
    new_code = say.told()["recovery_code"]
    assert say("people", "list") == 3
    assert say.people(passphrase=OTHER) == [f"Ada {CANARY}"]
    assert say("recover", "--recovery-code-file", old) == 3
    assert say("recover", "--recovery-code-file", say.file("code.txt", new_code)) == 0
    assert say.out.count("recovery code: ") == 1
    assert say.people() == [f"Ada {CANARY}"]


def test_the_new_code_can_go_into_a_kit_and_is_never_lost(say: Terminal, code: str) -> None:
    kit = say.folder / "kit.pdf"
    old = say.file("code.txt", code)
    assert say("recover", "--recovery-code-file", old, "--recovery-kit", str(kit), "--json") == 0
    assert kit.read_bytes().startswith(b"%PDF")
    assert "recovery_code" not in say.told()
    assert say("recover", "--recovery-code-file", say.file("code.txt", code)) == 3


def test_a_kit_that_cannot_be_written_stops_before_anything_is_changed(say: Terminal, code: str) -> None:
    old, nowhere = say.file("code.txt", code), str(say.folder / "gone" / "kit.pdf")
    assert say("recover", "--recovery-code-file", old, "--recovery-kit", nowhere, "--json") == 1
    assert say.out == ""
    assert say("recover", "--recovery-code-file", old) == 0


def test_the_passphrase_is_changed_by_who_knows_it(say: Terminal, code: str) -> None:
    new = say.file("new.txt", OTHER)
    assert say("passphrase", "change", "--new-passphrase-file", new, passphrase=OTHER) == 3
    assert say("passphrase", "change", "--new-passphrase-file", say.file("short.txt", "short")) == 1
    assert say.people() == [f"Ada {CANARY}"]
    assert say("passphrase", "change", "--new-passphrase-file", new, "--json") == 0
    assert say.told()["changed"] is True
    assert say.people(passphrase=OTHER) == [f"Ada {CANARY}"]


def test_without_a_record_there_is_nothing_to_recover_or_change(say: Terminal) -> None:
    words = say.file("any.txt", "any words at all")
    for command in (
        ("recover", "--recovery-code-file", words),
        ("passphrase", "change", "--new-passphrase-file", words),
    ):
        assert say(*command) == 1
        assert "There is no record" in say.err


def test_a_restore_that_was_stopped_between_two_names_is_finished(say: Terminal, backup: Path) -> None:
    """As after a power cut: the former folder is aside, the new one waits under its staged name."""
    assert say("restore", str(backup)) == 0
    say.home.folder.rename(say.folder / ".ldcoach-restored-record")
    assert say.people() == [f"Ada {CANARY}"]


def test_doctor_looks_and_changes_nothing(say: Terminal, backup: Path) -> None:
    before = {path: path.read_bytes() for path in say.home.folder.iterdir()}
    assert say("doctor", passphrase=None) == 0
    assert "! " not in say.out
    assert "made today" in say.out
    assert say("doctor", "--json", passphrase=None) == 0
    told = say.told()
    assert told["key_copies_equal"] is True
    assert told["newest_backup"]["file"] == str(backup)
    assert told["files"]["ldcoach.db"] == say.home.database.stat().st_size
    assert all(finding["fine"] for finding in told["findings"])
    assert {path: path.read_bytes() for path in say.home.folder.iterdir()} == before


@pytest.mark.parametrize(
    "spoil",
    ["copy gone", "copies differ", "no database", "cut", "no keys", "bad keys", "no backup", "bad backup"],
)
def test_doctor_points_at_what_needs_attention(spoil: str, say: Terminal, backup: Path) -> None:
    acts: dict[str, tuple[str, Callable[[], object]]] = {
        "copy gone": ("One copy of the key file", say.home.header_copy.unlink),
        "copies differ": ("differ", lambda: say.home.header.write_bytes(b"other")),
        "no database": ("database (ldcoach.db) is missing", say.home.database.unlink),
        "cut": ("was cut short", lambda: os.truncate(say.home.database, 5000)),
        "bad keys": ("No copy of the key file is as it was written", lambda: _with_bad_keys(say.home)),
        "no keys": ("Both copies of the key file are missing", lambda: _without_keys(say.home)),
        "no backup": ("There is no backup", backup.unlink),
        "bad backup": ("no backup that this LDCoach can use", lambda: backup.write_bytes(b"bad")),
    }
    words, act = acts[spoil]
    act()
    assert say("doctor", passphrase=None) == 0
    assert [line for line in say.out.splitlines() if line.startswith("! ") and words in line]


def test_doctor_where_nothing_is(say: Terminal) -> None:
    assert say("doctor", passphrase=None, home=Home(say.folder / "OneDrive - Firm" / "record")) == 0
    assert "! There is no record" in say.out
    assert "OneDrive" in say.out
    assert list(say.folder.iterdir()) == []


def _with_bad_keys(home: Home) -> None:
    home.header.write_bytes(b"other")
    home.header_copy.write_bytes(b"other")


def _without_keys(home: Home) -> None:
    home.header.unlink()
    home.header_copy.unlink()


def test_automatic_backups_from_a_terminal(say: Terminal, code: str) -> None:
    assert say("backup") == 2
    assert say("backup", "--managed", "--drill") == 2
    assert say("backup", "--drill") == 1
    assert "no backup to try" in say.err
    assert say("backup", "--managed", "--json") == 0
    made = Path(say.told()["file"])
    assert made.parent == say.home.backups
    assert CANARY not in made.name
    assert say("backup", "--drill", "--json") == 0
    assert say.told()["opened"] is True
    assert say("backup", "--drill") == 0
    assert "opens and is complete" in say.out


def test_the_newest_backup_is_found_by_itself(say: Terminal, code: str) -> None:
    assert say("restore") == 2
    assert say("restore", "--newest", "x.ldcbak") == 2
    assert say("restore", "--newest") == 1
    assert "There is no backup" in say.err
    assert say("backup", "--managed") == 0
    assert say("people", "add", "Later") == 0
    assert say("restore", "--newest", "--json") == 0
    assert say.told()["warning"] == ""
    assert say.people() == [f"Ada {CANARY}"]
    assert say("restore", "--newest") == 0
    assert say.err == ""


def test_a_restore_without_the_list_of_erased_people_says_so(say: Terminal, backup: Path) -> None:
    assert say("restore", str(backup)) == 0
    assert "erase them again" in say.err
    assert say("restore", str(backup), "--json") == 0
    assert "erase them again" in say.told()["warning"]


def test_what_can_be_read_is_copied_out(say: Terminal, code: str) -> None:
    with say.home.database.open("r+b") as file:
        file.seek(-100, 2)
        file.write(b"\x00\xff\x01")
    assert say("verify") == 4
    assert "ldcoach salvage" in say.err
    target = say.folder / "saved"
    assert say("salvage", "--output", str(target), "--json") == 0
    assert say.told()["kept"]["person"] == 1
    assert say.people(home=Home(target)) == [f"Ada {CANARY}"]
    assert say("salvage", "--output", str(target)) == 1
    assert say("salvage", passphrase=OTHER) == 3
    words = ("--recovery-code-file", say.file("code.txt", code))
    assert say("salvage", *words, passphrase=None) == 0
    assert "The damaged record is kept in" in say.out
    assert say("verify") == 0
    assert say.people() == [f"Ada {CANARY}"]


def test_erasing_from_a_terminal(say: Terminal, backup: Path) -> None:
    assert say("people", "add", "Bo Ek") == 0
    assert say("note", "add", "--person", "Bo", "--lane", "prep", "--text", "Ada spoke with Bo") == 0
    assert say("backup", "--managed") == 0
    assert say("erase", "--person", "Ada") == 2
    assert "--preview" in say.err
    assert say("erase", "--person", "Ada", "--preview") == 0
    assert "Nothing was changed" in say.out
    assert str(backup) in say.out
    assert say("erase", "--person", "Ada", "--preview", "--yes", "--json") == 0
    assert (say.told()["erased"], say.told()["rows"], say.told()["mentions"]) == (False, {"person": 1}, 1)
    assert len(say.people()) == 2
    assert say("erase", "--person", "Ada", "--yes", "--json") == 0
    told = say.told()
    assert (told["erased"], told["rows"], told["warning"], told["elsewhere"]) == (
        True,
        {"person": 1},
        "",
        [str(backup)],
    )
    assert say.people() == ["Bo Ek"]
    assert [path.suffix for path in sorted(say.home.backups.iterdir())] == [".ldclist", ".ldcbak"]
    assert say("erase", "--person", "Ada", "--yes") == 1
    assert say("erase", "--person", "Bo", "--yes") == 0
    assert "Bo Ek is erased" in say.out
    shutil.copy(say.home.backups / "erased.ldclist", say.folder)
    assert say("restore", str(backup)) == 0
    assert "from this record too: 1" in say.out
    assert say.people() == []
    assert say("verify") == 0


def test_a_legal_hold_from_a_terminal(say: Terminal, code: str) -> None:
    assert say("retention") == 0
    assert "Nothing has been kept for long" in say.out
    assert say("retention", "--hold", "Ada", "--release", "Ada") == 2
    assert say("retention", "--hold", "Ada") == 0
    assert "is under a legal hold" in say.out
    assert say("retention", "--json") == 0
    assert [held["name"] for held in say.told()["holds"]] == [f"Ada {CANARY}"]
    assert say("erase", "--person", "Ada", "--yes") == 5
    assert say("retention", "--delete-notes", "Ada") == 5
    assert say("erase", "--person", "Ada", "--preview") == 0
    assert "legal hold" in say.out
    assert say("retention", "--release", "Ada") == 0
    assert say("retention", "--delete-notes", "Ada", "--json") == 0
    assert say.told()["deleted"] == 0
    assert say("retention", "--delete-notes", "Ada") == 0
    assert "Prep notes deleted: 0" in say.out
    assert say("erase", "--person", "Ada", "--yes") == 0


def test_kinds_and_spans_from_a_terminal(say: Terminal, code: str) -> None:
    for option in ("--delete-goals", "--delete-summaries", "--delete-receipts", "--delete-themes"):
        assert say("retention", option, "Ada", "--json") == 0
        assert say.told()["deleted"] == 0
    assert say("retention", "--delete-audit") == 0
    assert "Entries of the list of acts deleted: 0" in say.out
    assert say("retention", "--span", "audit_months", "3", "--json") == 0
    assert say.told()["spans"]["audit_months"] == 3
    assert say("retention", "--span", "audit_months", "0") == 1
    assert say("retention", "--span", "acts", "3") == 1
    assert say("retention", "--delete-audit", "--delete-goals", "Ada") == 2
    assert say("retention", "--json") == 0
    assert say.told()["spans"] == {
        "prep_note_days": 90,
        "not_held_months": 6,
        "shared_months": 24,
        "theme_months": 12,
        "goal_months": 36,
        "summary_months": 36,
        "audit_months": 3,
    }


def test_a_synced_folder_is_warned_about(say: Terminal) -> None:
    assert say("init", home=Home(say.folder / "OneDrive - Firm" / "record")) == 0
    assert "OneDrive" in say.err


@pytest.mark.parametrize("command", [("people", "list"), ("note", "add", "--person", "Ada", "--lane", "prep")])
def test_a_byte_that_was_altered_anywhere_is_told_before_anything_is_done(
    say: Terminal, code: str, command: tuple[str, ...]
) -> None:
    assert code
    size = say.home.database.stat().st_size
    words = (*command, "--text", "x") if command[0] == "note" else command
    for place in (20, size // 3, size // 2, size - 5):
        with say.home.database.open("r+b") as file:
            file.seek(place)
            byte = file.read(1)[0]
            file.seek(place)
            file.write(bytes([byte ^ 1]))
            file.flush()
            before = say.home.database.read_bytes()
            assert say(*words) == 4
            assert "restore" in say.err.lower()
            assert say.home.database.read_bytes() == before
            file.seek(place)
            file.write(bytes([byte]))
    assert say("people", "list") == 0


def test_damage_is_printed_for_a_program_too(say: Terminal, backup: Path) -> None:
    os.truncate(say.home.database, say.home.database.stat().st_size - 1)
    backup.write_bytes(b"bad")
    for words in (("verify",), ("verify", str(backup))):
        assert say(*words, "--json") == 4
        told = say.told()
        assert told["sound"] is False
        assert len(told["faults"]) == 1


def test_a_database_that_is_gone_is_damage(say: Terminal, backup: Path) -> None:
    say.home.database.unlink()
    assert say("people", "list") == 4
    assert "ldcoach.db, is missing" in say.err
    assert say("restore", str(backup)) == 0
    assert say.people() == [f"Ada {CANARY}"]
