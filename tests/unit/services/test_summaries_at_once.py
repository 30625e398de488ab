"""Many summaries in one go: each whole or not there, and a stop leaves what was written with its receipts."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from ldcoach.domain.ids import PersonId
from ldcoach.domain.kinds import Visibility
from ldcoach.domain.leaving import Receipt
from ldcoach.errors import UnfitInput
from ldcoach.services.desk import Desk
from ldcoach.services.summaries_at_once import SummariesAtOnce, Wanted
from tests.unit.services.test_summaries import FROM, TO

WANTED = Wanted(from_on=FROM, to_on=TO)


class Stopped(Exception):
    """Somebody stopped it."""


@pytest.fixture
def team(desk: Desk) -> list[PersonId]:
    people = [PersonId(desk.people.add(f"Person {letter}").created) for letter in "ABCD"]
    for person in people[:3]:
        desk.notes.add(person, "We looked at the gauge.", Visibility.SHARED)
    return people


@pytest.mark.parametrize("at", [0, 1, 2, 3])
def test_a_stop_leaves_whole_files_with_their_receipts(
    desk: Desk, team: list[PersonId], tmp_path: Path, at: int
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()

    def step(done: int, _every: int) -> None:
        if done == at:
            raise Stopped

    with pytest.raises(Stopped):
        SummariesAtOnce(desk.summaries).export(team, WANTED, folder, step)
    files = sorted(folder.iterdir())
    assert len(files) == min(at, 3)
    for file in files:
        assert "We looked at the gauge." in PdfReader(BytesIO(file.read_bytes())).pages[1].extract_text()
    left = desk.context.record.every(Receipt)
    assert [one.person_id for one in left] == team[: len(files)]
    again = SummariesAtOnce(desk.summaries).export(team, WANTED, folder, lambda _done, _every: None)
    assert len(list(folder.iterdir())) == len(files) + 3
    assert [one.person.id for one in again.skipped] == team[3:]


def test_nobody_is_named_by_a_file(desk: Desk, team: list[PersonId], tmp_path: Path) -> None:
    made = SummariesAtOnce(desk.summaries).export(team, WANTED, tmp_path, lambda _done, _every: None)
    assert len(made.left) == 3
    assert not any("Person" in one.file.name for one in made.left)


def test_a_folder_that_is_not_there_is_refused(desk: Desk, team: list[PersonId], tmp_path: Path) -> None:
    with pytest.raises(UnfitInput, match="no such folder"):
        SummariesAtOnce(desk.summaries).export(team, WANTED, tmp_path / "gone", lambda _done, _every: None)
    assert desk.context.record.every(Receipt) == []
