"""Which meetings of a calendar are 1-2-1s, and with whom."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ldcoach.domain.ids import PersonId
from ldcoach.domain.people import Person
from ldcoach.domain.series import FoundEvent

__all__ = ["MatchedBy", "Meeting", "meeting_of"]

OF_TWO = 2
_ONE_TO_ONE = re.compile(
    r"(?<!\w)(?:1 ?[-:/]? ?2 ?[-:/]? ?1|1 ?[-:/x] ?1|1 ?on ?1|one[ -]?(?:to|2|on)[ -]?one|check[- ]?in|catch[- ]?up)"
    r"(?!\w)"
)
_PAIR = re.compile(r"(?:\s|^)(?:/|<-?>|\||&|\+)(?:\s|$)|\w/\w")


class MatchedBy(StrEnum):
    """How a meeting was known to be with somebody."""

    ATTENDEE = "attendee"
    TITLE = "title"
    CHOSEN = "chosen"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting that looks like a 1-2-1; `person_id` is None while nobody of the team was recognised."""

    event: FoundEvent
    person_id: PersonId | None
    matched_by: MatchedBy


def meeting_of(event: FoundEvent, people: Sequence[Person]) -> Meeting | None:
    """Return the meeting if it looks like a 1-2-1, with whom if one can tell; never guesses between two.

    One person of the team is invited, and nobody else or the title says so; else the title says so and names one.
    """
    title = _folded(event.title)
    says_so = bool(_ONE_TO_ONE.search(title))
    invited = [person for person in people if person.email and person.email.strip().casefold() in event.attendees]
    if len(invited) == 1 and (says_so or len(event.attendees) <= OF_TWO):
        return Meeting(event, invited[0].id, MatchedBy.ATTENDEE)
    if len(invited) > 1 or not (says_so or _PAIR.search(title)):
        return None
    named = _named(title, people)
    if len(named) == 1:
        return Meeting(event, named[0].id, MatchedBy.TITLE)
    return Meeting(event, None, MatchedBy.NOBODY) if says_so else None


def _named(title: str, people: Sequence[Person]) -> list[Person]:
    """Return whom a title names: by full name, and in what is left of it by the name that somebody is called."""
    named = []
    for person in people:
        rest = _without(title, person.name)
        if rest != title:
            named.append(person)
            title = rest
    called = [one for one in people if one not in named and any(_without(title, name) != title for name in _short(one))]
    return [*named, *called]


def _short(person: Person) -> Iterable[str]:
    return (person.called, person.name.split()[0])


def _without(title: str, name: str) -> str:
    """Return a title without a name that stands in it as words."""
    folded = _folded(name)
    return re.sub(rf"(?<!\w){re.escape(folded)}(?!\w)", " ", title) if folded else title


def _folded(text: str) -> str:
    """Return a text for comparing: one line, no case, no accents."""
    apart = unicodedata.normalize("NFD", " ".join(text.split()).casefold())
    return "".join(c for c in apart if not unicodedata.combining(c))
