"""What is said when somebody stops a command, and that it is true."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ldcoach.cli.parts import Parts
from ldcoach.cli.root import run
from ldcoach.domain.conversations import Conversation
from ldcoach.domain.goals import Learning, Reading, Skill
from ldcoach.domain.keeping import Audit
from ldcoach.domain.leaving import Receipt
from ldcoach.domain.people import Person
from ldcoach.paths import Home
from ldcoach.services.opening import ClosedRecord, Records
from ldcoach.services.ports import Ids, Verdict
from tests.cli.conftest import PASSPHRASE, Shell

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a console sends this otherwise")
Stop = Callable[..., tuple[int, str]]
NOTHING = "ldcoach: Stopped. Nothing was taken over or changed; the record is as it was.\n"
SOME = "ldcoach: Stopped. What had been saved by then stays; look before asking again.\n"
NEXT_WEEK = datetime.now(UTC) + timedelta(days=7)
CALENDAR = f"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//x//y//EN
BEGIN:VEVENT
UID:1@work
DTSTAMP:20260101T000000Z
DTSTART:{NEXT_WEEK:%Y%m%dT090000Z}
DURATION:PT30M
SUMMARY:1-2-1 Mairi Campbell
END:VEVENT
END:VCALENDAR
"""
IMPORTS = {
    "people import": "Name\nDele Balogun\nTom Becker\n",
    "skill import": "id,label\na1,Listening\na2,Asking\n",
    "learning import": "person,title,completed\nMairi Campbell,A course,2026-01-05\nMairi Campbell,A book,2026-01-06\n",
    "measure import-readings --measure Stops": "date,value\n2026-01-05,4\n2026-01-06,5\n",
    "calendar import --title 1-2-1": CALENDAR,
}


class StoppedAt(Ids):
    """Ids of another, until somebody presses Ctrl+C."""

    def __init__(self, ids: Ids, after: int) -> None:
        self._ids = ids
        self._left = after

    def new(self) -> str:
        """Return a new id; the last of them comes with the stop."""
        self._left -= 1
        if self._left < 0:
            signal.raise_signal(signal.SIGINT)
        return self._ids.new()


@pytest.fixture
def stopped(parts: Parts, home: Path, passphrase_file: Path, capsys: pytest.CaptureFixture[str]) -> Stop:
    """Run a command that is stopped when it wants its next id but so many."""

    def call(*words: str, after: int) -> tuple[int, str]:
        usual = parts.opening.ids
        opening = replace(parts.opening, ids=lambda: StoppedAt(usual(), after))
        capsys.readouterr()
        known = ("--passphrase-file", str(passphrase_file))
        code = run(["--home", str(home), *words, *known], replace(parts, opening=opening))
        return code, capsys.readouterr().err

    return call


def kept(home: Path, parts: Parts) -> list[int]:
    """Return how many rows the record holds of what a list can bring."""
    opened = parts.opening.open(Home(home), PASSPHRASE)
    try:
        count = opened.desk.context.record.count
        return [count(kind) for kind in (Person, Skill, Learning, Reading, Conversation, Audit)]
    finally:
        opened.close()


@pytest.fixture
def _filled(shell: Shell) -> None:
    assert shell("people", "add", "Mairi Campbell").code == 0
    assert shell("people", "add", "Maria Silva").code == 0
    assert shell("outcome", "add", "Fewer stops").code == 0
    assert shell("measure", "add", "Stops", "--unit", "a week", "--outcome", "Fewer stops").code == 0


@pytest.mark.usefixtures("_filled")
@pytest.mark.parametrize("command", IMPORTS)
def test_a_stopped_import_takes_nothing_over_and_says_so(
    shell: Shell, stopped: Stop, home: Path, parts: Parts, tmp_path: Path, command: str
) -> None:
    file = tmp_path / ("work.ics" if "calendar" in command else "list.csv")
    file.write_text(IMPORTS[command], "utf-8")
    first, second, *more = command.split()
    before = kept(home, parts)
    assert stopped(first, second, str(file), *more, after=0) == (130, NOTHING)
    assert kept(home, parts) == before
    assert shell(first, second, str(file), *more).code == 0
    assert kept(home, parts) != before


@pytest.mark.usefixtures("_filled")
def test_what_was_saved_before_a_stop_is_not_denied(shell: Shell, stopped: Stop, home: Path, parts: Parts) -> None:
    for name in ("Mairi", "Maria"):
        noted = shell("note", "add", "--person", name, "--lane", "shared", "--text", "Closed the line plan early.")
        assert noted.code == 0
    folder = home.parent / "out"
    folder.mkdir()
    year = ("--from", "2020-01-01", "--to", "2099-12-31")
    ended = stopped("summary", "--all", *year, "--output", str(folder), "--no-answer-page", "--format", "md", after=3)
    assert ended == (130, SOME)
    assert len(list(folder.iterdir())) == 1
    opened = parts.opening.open(Home(home), PASSPHRASE)
    assert opened.desk.context.record.count(Receipt) == 1
    opened.close()


def test_an_answer_that_ends_before_it_begins_is_a_stop(bare: Shell, home: Path, passphrase_file: Path) -> None:
    assert bare("--home", str(home), "people", "add", "Mairi", "--passphrase-file", str(passphrase_file)).code == 0
    words = ("diagnose", "--person", "Mairi", "--passphrase-file", str(passphrase_file))
    ended = bare("--home", str(home), *words)
    assert ended.code == 130
    assert ended.err.endswith(NOTHING)


class StoppedWhile:
    """A judge of passphrases at whose desk somebody presses Ctrl+C."""

    def __call__(self, passphrase: str) -> Verdict:
        """Never come to a verdict."""
        assert passphrase
        raise KeyboardInterrupt


@pytest.mark.parametrize("words", [("init",), ("passphrase", "change", "--new-passphrase-file")], ids=" ".join)
def test_a_stop_before_the_files_change_says_that_they_did_not(
    home: Path, parts: Parts, passphrase_file: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    folder = home if "change" in words else home.parent / "new"
    more = (str(passphrase_file),) if "change" in words else ()
    asked = replace(parts, opening=replace(parts.opening, judge=StoppedWhile()))
    asked = replace(asked, safety=replace(parts.safety, opening=asked.opening))
    secret = ("--passphrase-file", str(passphrase_file))
    assert run(["--home", str(folder), *words, *more, *secret], asked) == 130
    assert capsys.readouterr().err == NOTHING


class StoppedRewriting:
    """A closed record during whose rewriting somebody presses Ctrl+C."""

    def opens_with(self, key: bytearray) -> bool:
        raise AssertionError(key)

    def rewrite(self, present: bytearray, following: bytearray) -> None:
        assert present != following
        raise KeyboardInterrupt


class Rewriting:
    """Records as they are, but that nobody comes to rewrite."""

    def __init__(self, records: Records) -> None:
        self.exists, self.create, self.open = records.exists, records.create, records.open

    def closed(self, home: Home) -> AbstractContextManager[ClosedRecord]:
        assert home.database.exists()
        return nullcontext(StoppedRewriting())


def test_a_stop_while_the_key_is_changed_does_not_say_that_nothing_was(
    shell: Shell, home: Path, parts: Parts, passphrase_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    opening = replace(parts.opening, records=Rewriting(parts.opening.records))
    words = ["--home", str(home), "passphrase", "rotate", "--passphrase-file", str(passphrase_file)]
    assert run(words, replace(parts, opening=opening)) == 130
    assert capsys.readouterr().err == SOME
    assert shell("people", "list").code == 0
