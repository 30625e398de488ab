"""Nothing that is written can be read on the disk, in a deleted file that is still open, or in a log."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from ldcoach.app.parts import opening
from ldcoach.domain.feedback import Feedback
from ldcoach.domain.ids import ActionId, ConversationId, FeedbackId, GoalId, MeasureId, OutcomeId, PersonId, PriorityId
from ldcoach.domain.kinds import ActionOwner, EvidenceKind, Side, TextKind, Visibility
from ldcoach.domain.texts import Revision, Text
from ldcoach.errors import LDCoachError
from ldcoach.paths import Home
from ldcoach.services.desk import Desk
from ldcoach.services.opening import OpenRecord
from tests.conftest import NOW
from tests.fakes import FixedClock

PASSPHRASE = "velvet anchors under nine ladders"
LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Canaries:
    """Words that no library holds: a new one for each field."""

    def __init__(self) -> None:
        self.words: list[str] = []

    def __call__(self) -> str:
        """Return a new word, in a few others."""
        number = len(self.words)
        self.words.append(f"quorvex{LETTERS[number // 26]}{LETTERS[number % 26]}zumblat")
        return f"Agreed {self.words[-1]} for Monday"


@pytest.fixture
def canaries() -> Canaries:
    return Canaries()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setenv("SQLITE_TMPDIR", str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return Home(tmp_path / "home")


@pytest.fixture
def opened(home: Home, caplog: pytest.LogCaptureFixture) -> Iterator[OpenRecord]:
    caplog.set_level(logging.DEBUG)
    made, _ = opening(cheap_key=True).create(home, PASSPHRASE, clock=FixedClock(NOW))
    yield made
    made.close()


def write_everywhere(desk: Desk, canary: Canaries) -> None:
    """Write a word of its own into every field that takes text, and rewrite some, so that revisions are kept."""
    person = PersonId(
        desk.people.add(
            canary(), role_title=canary(), team=canary(), email=f"{canary().split()[1]}@example.org"
        ).created
    )
    desk.people.edit(replace(desk.people.get(person), preferred_name=canary(), how_they_like_feedback=canary()))
    desk.keeping.set("manager_name", canary())
    talk = ConversationId(desk.talks.plan(person, NOW).created)
    for lane in (Visibility.SHARED, Visibility.PREP):
        desk.notes.add(person, canary(), lane)
        desk.notes.keep(talk, person, "prepare", lane, canary(), visit=True)
        desk.notes.keep(talk, person, "prepare", lane, canary(), visit=True)
    topic = desk.topics.raise_one(person, canary(), Side.EMPLOYEE).created
    desk.talks.start(talk)
    desk.talks.discuss(talk, topic, canary())
    goal = write_goal(desk, person, canary)
    made = desk.promises.make(person, canary(), ActionOwner.EMPLOYEE, conversation_id=talk, goal_id=goal).created
    desk.promises.keep(ActionId(made))
    write_feedback(desk, person, canary)
    desk.talks.close(talk, takeaway=canary(), next_at=NOW + timedelta(days=7))
    desk.summaries.keep_own_words(person, canary(), canary())


def write_goal(desk: Desk, person: PersonId, canary: Canaries) -> GoalId:
    priority = PriorityId(desk.goals.add_priority(canary(), why_it_matters=canary()).created)
    outcome = OutcomeId(desk.goals.add_outcome(canary(), priority_id=priority, why_it_matters=canary()).created)
    measure = desk.goals.add_measure(canary(), canary(), outcome_id=outcome, data_source=canary()).created
    desk.goals.add_reading(MeasureId(measure), 3.5, note=canary())
    seen, why = canary(), canary()
    added = desk.goals.add(person, canary(), outcome_id=outcome, critical_behaviour=seen, why_it_matters=why)
    goal = GoalId(added.created)
    desk.goals.add_evidence(goal, EvidenceKind.OBSERVED_BEHAVIOUR, canary(), on=date(2026, 11, 20))
    return goal


def write_feedback(desk: Desk, person: PersonId, canary: Canaries) -> None:
    kept = desk.feedback.capture(
        person,
        canary(),
        situation=canary(),
        behaviour=canary(),
        impact=canary(),
        ask=canary(),
        next_step=canary(),
    )
    piece = FeedbackId(kept.created)
    desk.feedback.edit(desk.context.record.get(Feedback, piece), canary())
    desk.feedback.share(piece, employee_view=canary())
    desk.feedback.discard(FeedbackId(desk.feedback.capture(person, canary()).created))


def readable(folder: Path, words: list[str]) -> list[tuple[str, str]]:
    """Return the file and the word of every find, in any file of a folder and any deleted file this process has open."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    found = [(path.name, word) for path in files for word in _within(path, words)]
    found += [(path.name, word) for path in folder.rglob("*") for word in words if word in path.name]
    for descriptor in Path("/proc/self/fd").glob("*") if Path("/proc/self/fd").exists() else ():
        try:
            deleted = str(descriptor.readlink()).endswith("(deleted)")
        except OSError:
            continue
        if deleted and descriptor.is_file():
            found += [(str(descriptor.readlink()), word) for word in _within(descriptor, words)]
    return found


def _within(path: Path, words: list[str]) -> list[str]:
    data = path.read_bytes()
    spelled = {word: (word.encode(), word.encode("utf-16-le"), word.upper().encode()) for word in words}
    return [word for word, ways in spelled.items() if any(each in data for each in ways)]


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="open descriptors are listed under /proc")
def test_the_search_finds_what_is_readable(tmp_path: Path) -> None:
    (tmp_path / "plain").write_text("there is a quorvex here", "utf-8")
    with (tmp_path / "gone").open("wb+") as gone:
        gone.write(b"another quorvex")
        gone.flush()
        (tmp_path / "gone").unlink()
        found = readable(tmp_path, ["quorvex", "zumblat"])
    assert [word for _, word in found] == ["quorvex", "quorvex"]


def test_nothing_written_can_be_read_from_the_disk_or_a_log(
    opened: OpenRecord, home: Home, tmp_path: Path, canaries: Canaries, caplog: pytest.LogCaptureFixture
) -> None:
    desk, record = opened.desk, opened.desk.context.record
    write_everywhere(desk, canaries)
    assert len(canaries.words) >= 40
    assert {text.kind for text in record.every(Text)} >= set(TextKind) - {TextKind.REFLECTION, TextKind.GAP}
    assert record.count(Revision) > 0
    secret = opened.keys.database_key()
    words = [*canaries.words, PASSPHRASE, secret.hex()]
    assert home.database.with_name("ldcoach.db-wal").stat().st_size > 0
    assert desk.finding.find(canaries.words[7]).hits
    assert readable(tmp_path, words) == []
    for held in ("He told me that his doctor diagnosed depression.", ""):
        with pytest.raises(LDCoachError) as refused:
            desk.notes.add(PersonId(record.person_names()[0][0]), held, Visibility.PREP)
        assert "depression" not in str(refused.value)
    record.check()
    opened.close()
    assert readable(tmp_path, [*words, "depression"]) == []
    assert secret not in b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    told = "\n".join(f"{one.getMessage()} {one.exc_text or ''}" for one in caplog.records)
    assert [word for word in words if word in told] == []


def test_the_database_looks_like_noise(opened: OpenRecord, home: Home, canaries: Canaries) -> None:
    write_everywhere(opened.desk, canaries)
    opened.close()
    data = home.database.read_bytes()
    assert not data.startswith(b"SQLite format 3")
    for known in (b"CREATE TABLE", b"person", b"sqlite_"):
        assert known not in data
    counts = [data.count(bytes([value])) for value in range(256)]
    even = len(data) / 256
    assert sum((count - even) ** 2 / even for count in counts) < 400
