"""The sample: the same each time, nothing in it that could not be written, nothing from the future."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime

import pytest

from ldcoach.domain.actions import Action
from ldcoach.domain.conversations import Conversation, Topic
from ldcoach.domain.feedback import Feedback
from ldcoach.domain.goals import Evidence, Goal, Learning, Outcome, Reading
from ldcoach.domain.kinds import ConversationStatus, TextKind
from ldcoach.domain.people import Person
from ldcoach.domain.texts import Text
from ldcoach.domain.wording import stop_findings
from ldcoach.library.file_library import FileLibrary
from ldcoach.paths import resources
from ldcoach.services.sample.content import SampleContent
from ldcoach.services.sample.making import SampleSize, make_sample
from tests.fakes import SequentialIds

TODAY = date(2026, 11, 22)
LIBRARY = FileLibrary(resources())


class Kept:
    """A record that keeps rows in a list."""

    def __init__(self) -> None:
        self.rows: list[object] = []

    def add_all(self, entities: Iterable[object]) -> None:
        """Keep the rows."""
        self.rows += entities


def content() -> SampleContent:
    files = (resources() / "sample" / f"{name}.toml" for name in ("people", "trades", "goals"))
    return SampleContent.from_data(*(tomllib.loads(path.read_text("utf-8")) for path in files))


def made(people: int, seed: int, today: date = TODAY) -> list[object]:
    kept = Kept()
    make_sample(kept, LIBRARY, content(), SequentialIds(), SampleSize(people=people, years=1, seed=seed, today=today))
    return kept.rows


@pytest.fixture(scope="module")
def rows() -> list[object]:
    return made(40, 7)


def all_words(rows: list[object]) -> Iterator[str]:
    for row in rows:
        if isinstance(row, Text):
            yield row.body
        elif isinstance(row, Person):
            yield from (row.role_title, row.team)
        elif isinstance(row, Feedback):
            yield from row.parts
        elif isinstance(row, Goal):
            yield from (row.title, row.critical_behaviour, row.why_it_matters)
        elif isinstance(row, Outcome):
            yield from (row.name, row.why_it_matters)
        elif isinstance(row, Conversation):
            yield row.takeaway


def test_the_same_seed_gives_the_same_rows_and_another_seed_others() -> None:
    assert made(6, 1) == made(6, 1)
    assert made(6, 1) != made(6, 2)


def test_no_stop_rule_holds_a_text_of_the_sample(rows: list[object]) -> None:
    rules = LIBRARY.stop_rules()
    names = tuple(row.name for row in rows if isinstance(row, Person))
    held = [words for words in set(all_words(rows)) if stop_findings(words, rules, names)]
    assert held == []


def test_every_place_for_a_name_was_filled(rows: list[object]) -> None:
    assert [words for words in all_words(rows) if "{" in words or "}" in words] == []


@pytest.mark.parametrize("today", [TODAY, date(2026, 3, 2), date(2026, 2, 28)])
def test_what_was_written_or_happened_lies_before_today_ends(today: date) -> None:
    ends = datetime(today.year, today.month, today.day, tzinfo=UTC)
    told = made(12, 3, today)
    assert [row for row in told if isinstance(row, Text) and row.at >= ends] == []
    assert [row for row in told if isinstance(row, Reading) and row.on > today] == []
    assert [row for row in told if isinstance(row, Evidence) and row.on > today] == []
    assert [row for row in told if isinstance(row, Learning) and row.started_on and row.started_on > today] == []
    assert [row for row in told if isinstance(row, Action) and row.done_on and row.done_on > today] == []
    assert [row for row in told if isinstance(row, Topic) and row.first_raised_on > today] == []
    for piece in (row for row in told if isinstance(row, Feedback)):
        assert piece.observed_on <= (piece.shared_on or piece.observed_on) < today
    for talk in (row for row in told if isinstance(row, Conversation)):
        assert (talk.planned_for >= ends) is (talk.status is ConversationStatus.PLANNED)


@pytest.mark.parametrize("people", [12, 40, 400])
def test_everybody_has_a_name_and_an_id_of_their_own(people: int) -> None:
    kept = Kept()
    size = SampleSize(people=people, years=0, seed=5, today=TODAY)
    make_sample(kept, LIBRARY, content(), SequentialIds(), size)
    team = [row for row in kept.rows if isinstance(row, Person)]
    assert len({person.name for person in team}) == len({person.email for person in team}) == people
    ids = [getattr(row, "id") for row in kept.rows]  # noqa: B009 - every row of a sample has an id
    assert len(set(ids)) == len(ids)


def test_every_person_has_a_past_and_one_1_2_1_ahead(rows: list[object]) -> None:
    talks = [row for row in rows if isinstance(row, Conversation)]
    for person in (row for row in rows if isinstance(row, Person)):
        theirs = [talk.status for talk in talks if talk.person_id == person.id]
        assert theirs.count(ConversationStatus.PLANNED) == 1
        assert theirs.count(ConversationStatus.HELD) > len(theirs) / 2


def test_every_takeaway_stands_in_its_1_2_1_too(rows: list[object]) -> None:
    texts = {row.owner_id: row.body for row in rows if isinstance(row, Text) and row.kind is TextKind.TAKEAWAY}
    held = {row.id: row.takeaway for row in rows if isinstance(row, Conversation) and row.takeaway}
    assert texts == held
