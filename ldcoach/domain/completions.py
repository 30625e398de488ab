"""What a learning platform says was begun or completed; completion is where learning starts, never its result."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ldcoach.domain.ids import PersonId
from ldcoach.domain.roster import RefusedRow
from ldcoach.domain.roster_headers import matching_key

__all__ = ["LONGEST_TITLE", "Completion", "CompletionSheet", "Known", "Learner", "external_id_of", "folded", "matched"]

LONGEST_TITLE = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Learner:
    """Whoever a platform names: by name, e-mail address, or the SHA-1 of 'mailto:' and the address."""

    name: str = ""
    email: str = ""
    email_sha1: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """One learner's way through one item; `place` is the line or statement it was first read from, from 1."""

    place: int
    learner: Learner
    external_id: str
    title: str
    provider: str = ""
    started_on: date | None = None
    completed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CompletionSheet:
    """What a file gave: items by learner, what was not taken and why, and how much was of no concern."""

    completions: tuple[Completion, ...]
    refused: tuple[RefusedRow, ...]
    passed_over: int = 0
    left_out: tuple[str, ...] = ()


def folded(completions: Iterable[Completion]) -> tuple[Completion, ...]:
    """Join what is said of one learner and one item: the first beginning, the first completion."""
    joined: dict[tuple[str, str, str, str], Completion] = {}
    for one in completions:
        key = (matching_key(one.learner.name), matching_key(one.learner.email), one.learner.email_sha1, one.external_id)
        joined[key] = _joined(joined.get(key), one)
    return tuple(joined.values())


def _joined(other: Completion | None, one: Completion) -> Completion:
    if other is None:
        return one
    return replace(
        other,
        started_on=_first(other.started_on, one.started_on),
        completed_on=_first(other.completed_on, one.completed_on),
    )


def _first(left: date | None, right: date | None) -> date | None:
    return min((day for day in (left, right) if day is not None), default=None)


class Known:
    """The people of the record, as a platform may name them."""

    def __init__(self, people: Sequence[tuple[PersonId, str, str]]) -> None:
        """Take id, name and e-mail address of each; a name or an address that two share stands for neither."""
        self._by_email = _unshared((matching_key(email), key) for key, _, email in people if email)
        self._by_hash = _unshared((_mailbox_hash(email), key) for key, _, email in people if email)
        self._by_name = _unshared((matching_key(name), key) for key, name, _ in people)

    def find(self, learner: Learner) -> PersonId | None:
        """Return who is meant, or None."""
        for table, key in (
            (self._by_email, matching_key(learner.email)),
            (self._by_hash, learner.email_sha1.casefold()),
            (self._by_name, matching_key(learner.name)),
        ):
            if key and key in table:
                return table[key]
        return None


def _unshared(known: Iterable[tuple[str, PersonId]]) -> dict[str, PersonId]:
    """Return who goes by each key, without those by which two go."""
    people: dict[str, set[PersonId]] = {}
    for key, person in known:
        people.setdefault(key, set()).add(person)
    return {key: found.pop() for key, found in people.items() if len(found) == 1}


def matched(
    completions: Iterable[Completion], known: Known
) -> tuple[tuple[tuple[PersonId, Completion], ...], tuple[Completion, ...]]:
    """Return the completions of people in the record, and those of others.

    A platform may name one person by name in one place and by address in another; an item is theirs once.
    """
    mine: dict[tuple[PersonId, str], Completion] = {}
    others = []
    for one in completions:
        person = known.find(one.learner)
        if person is None:
            others.append(one)
        else:
            key = (person, one.external_id)
            mine[key] = _joined(mine.get(key), one)
    return tuple((person, one) for (person, _), one in mine.items()), tuple(others)


def external_id_of(learning: Mapping[str, str]) -> str:
    """Return a stable id for an item that has none of its own, from its title and provider."""
    told = "\0".join(matching_key(learning.get(part, "")) for part in ("title", "provider"))
    return f"title:{hashlib.sha256(told.encode()).hexdigest()[:32]}"


def _mailbox_hash(email: str) -> str:
    return hashlib.sha1(f"mailto:{email.strip().lower()}".encode(), usedforsecurity=False).hexdigest()
