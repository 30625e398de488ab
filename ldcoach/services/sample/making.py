"""Makes a sample record: people, their goals, and a week-by-week past that ends on a given day."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from ldcoach.domain.conversations import KeptGuide
from ldcoach.domain.guides import Guide, guide_as_dict
from ldcoach.domain.ids import PersonId
from ldcoach.domain.keeping import Setting
from ldcoach.domain.kinds import PersonStatus
from ldcoach.domain.people import NoteAgreement, Person
from ldcoach.services.ports import BatchRecord, Ids, Library
from ldcoach.services.sample.content import SampleContent, Trade
from ldcoach.services.sample.goals import GoalRows, goal_rows
from ldcoach.services.sample.past import Past
from ldcoach.services.sample.rhythm import Rhythm
from ldcoach.services.sample.seen import RulesSeen
from ldcoach.services.sample.words import Words

MANAGER = "Sam Carter"
GUIDE_OF_WEEKS = "weekly"
GUIDES = ("weekly", "grow", "sbi")
CADENCES = (7, 7, 7, 7, 14)
FIRST_HOUR = 14
SMALL_TEAM = 40
"""Up to this size everybody has a name of their own without a number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleSize:
    """How large a sample is, and what makes it the same again."""

    people: int
    years: int
    seed: int
    today: date


def make_sample(
    record: BatchRecord,
    library: Library,
    content: SampleContent,
    ids: Ids,
    size: SampleSize,
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Fill an empty record; the same content, ids, size and seed give the same rows."""
    random = Random(size.seed)  # repeatable stories, not secrets
    people = list(_people(random, content, ids, size))
    record.add_all([*_settings(), *(_kept(library.guide(key), ids) for key in GUIDES)])
    record.add_all(person for person, _ in people)
    record.add_all(_agreement(person, ids, size.today) for person, _ in people)
    goals = goal_rows([(person, trade) for person, trade in people], content, ids, size.today)
    record.add_all(goals.rows)
    guide = library.guide(GUIDE_OF_WEEKS)
    seen = RulesSeen(library.coaching_rules())
    record.add_all(_pasts(people, guide, goals, content, random, seen, ids, size, progress))


def _pasts(
    people: list[tuple[Person, Trade]],
    guide: Guide,
    goals: GoalRows,
    content: SampleContent,
    random: Random,
    seen: RulesSeen,
    ids: Ids,
    size: SampleSize,
    progress: Callable[[int, int], None] | None,
) -> Iterator[object]:
    """Yield everybody's past as one stream, so that the record can save it in large batches."""
    for done, (person, trade) in enumerate(people, start=1):
        rhythm = Rhythm.of(random, person, size.today, size.years, today_at=FIRST_HOUR if done == 1 else None)
        words = Words(trade, content.tails, random)
        yield from Past(person, guide, goals.of(person.id), size.today, words, seen, ids).rows(rhythm)
        if progress:
            progress(done, len(people))


def _people(random: Random, content: SampleContent, ids: Ids, size: SampleSize) -> Iterator[tuple[Person, Trade]]:
    names = _names(random, content)
    for number in range(size.people):
        trade = content.trades[number % len(content.trades)]
        name = next(names)
        started = size.today - timedelta(days=random.randrange(200, 365 * size.years + 600))
        yield (
            Person(
                id=PersonId(ids.new()),
                name=name,
                role_title=random.choice(trade.roles),
                team=trade.team
                if size.people <= SMALL_TEAM
                else f"{trade.team} {number // len(content.trades) % 9 + 1}",
                email=f"person{number + 1}@example.com",
                started_on=started,
                cadence_days=random.choice(CADENCES),
                status=PersonStatus.ACTIVE,
            ),
            trade,
        )


def _names(random: Random, content: SampleContent) -> Iterator[str]:
    """Yield names, each once: the cast first, then made ones; when all are used, with a middle initial."""
    yield from content.cast
    seen, countries = set(content.cast), content.countries
    number = 0
    while True:
        country = countries[number % len(countries)]
        number += 1
        name = f"{random.choice(country.first)} {random.choice(country.family)}"
        if name in seen:
            first, family = name.rsplit(" ", 1)
            name = f"{first} {random.choice('ABCDEFGHIJKLMNOPRSTVW')}. {family}"
        if name not in seen:
            seen.add(name)
            yield name


def _settings() -> list[Setting]:
    return [Setting(id="manager_name", value=f'"{MANAGER}"')]


def _kept(guide: Guide, ids: Ids) -> KeptGuide:
    body: Mapping[str, Any] = guide_as_dict(guide)
    return KeptGuide(
        id=ids.new(),
        key=guide.key,
        version=guide.version,
        name=guide.name,
        language=guide.language,
        source="built-in",
        body=body,
    )


def _agreement(person: Person, ids: Ids, today: date) -> NoteAgreement:
    return NoteAgreement(
        id=ids.new(),
        person_id=person.id,
        agreed_on=min(person.started_on or today, today),
        what_is_recorded="What we agree, feedback we talked about, and promises of both of us.",
        who_can_see="The two of us; prep notes may be disclosed on request.",
    )
