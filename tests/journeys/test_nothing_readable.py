"""Whatever is written, no file of the record's home holds a word of it, nor does the log."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ldcoach.domain.ids import ConversationId, GoalId, MeasureId, PersonId
from ldcoach.domain.kinds import ActionOwner, EvidenceKind, Side, Visibility
from ldcoach.services.desk import Desk

CANARY = "Quetzalvogel"


def _write_everywhere(desk: Desk) -> None:
    mairi = PersonId(desk.people.add(f"{CANARY} Name", role_title=f"{CANARY} role", team=f"{CANARY} team").created)
    desk.topics.raise_one(mairi, f"{CANARY} topic", Side.EMPLOYEE)
    desk.notes.add(mairi, f"{CANARY} prep note", Visibility.PREP)
    desk.promises.make(mairi, f"{CANARY} promise", ActionOwner.BOTH)
    outcome = desk.goals.add_outcome(f"{CANARY} outcome", why_it_matters=f"{CANARY} why").created
    goal = GoalId(desk.goals.add(mairi, f"{CANARY} goal", critical_behaviour=f"{CANARY} behaviour").created)
    measure = desk.goals.add_measure(f"{CANARY} measure", "a week", goal_id=goal).created
    desk.goals.add_reading(MeasureId(measure), 4.0, note=f"{CANARY} source")
    desk.goals.add_evidence(goal, EvidenceKind.SELF_REPORT, f"{CANARY} evidence", on=desk.context.clock.today())
    desk.feedback.capture(mairi, f"{CANARY} seen", situation=f"{CANARY} situation", impact=f"{CANARY} impact")
    talk = ConversationId(desk.talks.plan(mairi, datetime(2026, 11, 23, 9, tzinfo=UTC)).created)
    desk.notes.keep(talk, mairi, "A", Visibility.SHARED, f"{CANARY} stage note")
    desk.notes.keep(talk, mairi, "A", Visibility.SHARED, f"{CANARY} stage note, again", visit=True)
    desk.talks.close(talk, takeaway=f"{CANARY} takeaway")
    desk.keeping.set("manager_name", f"{CANARY} manager")
    assert outcome
    assert len(desk.finding.find(CANARY, limit=200).hits) == 9


def _deleted_but_open() -> list[Path]:
    folder = Path("/proc/self/fd")
    if not folder.is_dir():
        return []
    return [entry for entry in folder.iterdir() if entry.is_symlink() and "(deleted)" in str(entry.readlink())]


def test_no_file_of_the_home_holds_a_word(desk: Desk, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        _write_everywhere(desk)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert any(path.name == "ldcoach.db" for path in files)
    for path in [*files, *_deleted_but_open()]:
        content = path.read_bytes()
        for encoding in ("utf-8", "utf-16-le"):
            assert CANARY.encode(encoding) not in content
            assert CANARY.lower().encode(encoding) not in content
    assert CANARY not in caplog.text
    assert all(CANARY not in path.name for path in files)
