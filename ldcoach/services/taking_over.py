"""Taking a person over from the former manager: shown first, then kept once, with where it came from."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID, uuid5

from ldcoach.domain.handover import Handed, Handover
from ldcoach.domain.handover_file import LARGEST, from_bytes
from ldcoach.domain.ids import PersonId
from ldcoach.domain.keeping import Setting
from ldcoach.domain.one_line import LONGEST_LINE
from ldcoach.domain.people import Person
from ldcoach.errors import HeldText, UnfitInput
from ldcoach.services.change import Change
from ldcoach.services.clock import day_of
from ldcoach.services.desk import Desk
from ldcoach.services.handover import CONTENT, group_of, title_of
from ldcoach.services.handover_rows import HandoverRows
from ldcoach.services.origins import Origin, Origins
from ldcoach.services.pen import Pen
from ldcoach.services.ports import Work
from ldcoach.services.ports.rights import RightsParts

__all__ = ["LARGEST_FILE", "Candidate", "ComingLine", "Origin", "State", "TakenView", "TakingOver"]

LARGEST_FILE = 32_000_000
"""Bytes of a sealed file."""
_OURS = UUID("6f0c2a52-9d5e-5c07-8a42-3a1b6f3c9e51")
"""Under this and the person in this record, each id of another record has one id here."""


class State(StrEnum):
    """What becomes of an item."""

    NEW = "new"
    KNOWN = "known"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody in this record who may be the same person."""

    id: PersonId
    name: str
    role_title: str


@dataclass(frozen=True, slots=True)
class ComingLine:
    """One item of a handover; `rules` hold it, if any."""

    id: str
    group: str
    title: str
    words: str
    on: date
    state: State
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TakenView:
    """What a handover brings. `joins` is the person it goes to, None for a new one; `candidates` have the same name."""

    name: str
    manager: str
    made_at: datetime
    joins: Candidate | None
    before: bool
    candidates: tuple[Candidate, ...]
    lines: tuple[ComingLine, ...]

    @property
    def new(self) -> tuple[ComingLine, ...]:
        """The items that are taken over."""
        return tuple(line for line in self.lines if line.state is State.NEW)


class TakingOver:
    """Opens handovers and keeps what is in them."""

    def __init__(self, desk: Desk, parts: RightsParts) -> None:
        self._desk = desk
        self._record = desk.context.record
        self._parts = parts
        self._origins = Origins(desk.context.record)

    def whole(self, sealed: bytes) -> bytes:
        """Return the bytes of a file that is worth asking for its code; raises as `unsealed`, but for the code."""
        if len(sealed) > LARGEST_FILE:
            message = "This file is larger than 32 MB, so it is no handover. Nothing was changed."
            raise UnfitInput(message)
        self._parts.sealer.inspect(sealed)
        return sealed

    def unsealed(self, sealed: bytes, code: str) -> Handover:
        """Return what is in a file; changes nothing.

        Raises:
            WrongSecret: the code was mistyped, or belongs to another file.
            UnfitInput: the file is no handover, damaged, altered, or more than one can be.
            NewerRecord: a newer LDCoach made it.
        """
        packed = self._parts.sealer.open(self.whole(sealed), code)
        files = self._parts.packs.take_apart(packed, {CONTENT}, LARGEST)
        return from_bytes(files[CONTENT])

    def preview(self, handover: Handover, join: PersonId | None = None, *, about_work: bool = False) -> TakenView:
        """Return what would come and to whom; changes nothing.

        `about_work` says that held texts are about the work, not about a person.

        Raises:
            NotFound: nobody goes by the id to join.
            UnfitInput: this handover went to somebody else before.
        """
        earlier = self._earlier(handover)
        if earlier is not None and join is not None and join != earlier.id:
            message = f"This handover went to {earlier.name} before. Nothing was changed; leave out the person to join."
            raise UnfitInput(message)
        joined = earlier if earlier is not None else self._record.get(Person, join) if join is not None else None
        return TakenView(
            name=handover.person.name,
            manager=handover.manager,
            made_at=handover.made_at,
            joins=_candidate(joined) if joined is not None else None,
            before=earlier is not None,
            candidates=self._candidates(handover) if joined is None else (),
            lines=self._lines(handover, joined, about_work=about_work),
        )

    def take_over(
        self, handover: Handover, join: PersonId | None = None, *, about_work: bool = False
    ) -> tuple[Change, TakenView]:
        """Keep what is new, all or nothing; held items stay out. Raises as `preview`."""
        view = self.preview(handover, join, about_work=about_work)
        joined = self._record.get(Person, view.joins.id) if view.joins is not None else None
        person = joined or self._new_person(handover)
        rows = HandoverRows(self._desk, handover, person.id, lambda key: _mapped(person.id, key))
        with self._record.work() as work:
            if joined is None:
                work.add(person)
                work.audit("take_over", Person, person.id)
            if view.new:
                rows.keep(work, {line.id for line in view.new})
                self._keep_origin(handover, person.id, {line.id for line in view.new}, work)
        return Change.of(Person, *rows.kinds, Setting, person=person.id, created=person.id), view

    def origins(self, person_id: PersonId) -> tuple[Origin, ...]:
        """Return from whom a person was taken over, oldest first."""
        return self._origins.of(person_id)

    def _earlier(self, handover: Handover) -> Person | None:
        """Return whom a handover of the same person went to before."""
        person_id = self._origins.person_of(_origin_key(handover))
        return self._record.find(Person, person_id) if person_id else None

    def _candidates(self, handover: Handover) -> tuple[Candidate, ...]:
        name, email = _alike(handover.person.name), _alike(handover.person.email)
        people = self._record.every(Person)
        same = (one for one in people if _alike(one.name) == name or (email and _alike(one.email) == email))
        return tuple(_candidate(one) for one in same)

    def _lines(self, handover: Handover, joined: Person | None, *, about_work: bool) -> tuple[ComingLine, ...]:
        """Return every item; evidence goes with its goal, so it waits where that is held."""
        known = self._known(joined.id) if joined is not None else frozenset[str]()
        lines = {item.id: self._line(item, joined, known, about_work=about_work) for item in handover.items}
        for one in handover.evidence:
            if lines[one.goal].state is State.HELD:
                lines[one.id] = replace(lines[one.id], state=State.HELD, rules=lines[one.goal].rules)
        return tuple(lines.values())

    def _line(self, item: Handed, joined: Person | None, known: Collection[str], *, about_work: bool) -> ComingLine:
        words = "\n".join(word for word in item.told if word)
        state: State = State.NEW
        rules: tuple[str, ...] = ()
        if joined is not None and _mapped(joined.id, item.id) in known:
            state = State.KNOWN
        elif not about_work:
            rules = self._held(item.told)
            state = State.HELD if rules else State.NEW
        return ComingLine(item.id, group_of(item), title_of(item), words, day_of(item.at), state, rules)

    def _held(self, words: Iterable[str]) -> tuple[str, ...]:
        try:
            Pen(self._desk.context).hold(*words)
        except HeldText as held:
            return tuple(dict.fromkeys(held.rules))
        return ()

    def _known(self, person_id: PersonId) -> frozenset[str]:
        return frozenset(key for origin in self.origins(person_id) for key in origin.items)

    def _new_person(self, handover: Handover) -> Person:
        handed = handover.person
        role, team = ("" if self._held((words,)) else words for words in (handed.role_title, handed.team))
        return Person(
            id=PersonId(self._desk.context.ids.new()),
            name=" ".join(handed.name.split())[:LONGEST_LINE],
            preferred_name=handed.preferred_name[:LONGEST_LINE],
            role_title=role,
            team=team,
            email=handed.email,
            started_on=handed.started_on,
            language=handed.language,
        )

    def _keep_origin(self, handover: Handover, person_id: PersonId, items: Collection[str], work: Work) -> None:
        """Keep from whom the items came, and the 1-2-1s that they hang on."""
        talks = {one.talk for one in handover.texts if one.id in items}
        talks |= {one.talk for one in handover.promises if one.id in items}
        origin = Origin(
            manager=handover.manager,
            made_at=handover.made_at,
            taken_at=self._desk.context.clock.now(),
            items=frozenset(_mapped(person_id, key) for key in (*items, *(talks - {""}))),
        )
        self._origins.keep(work, person_id, _origin_key(handover), origin)


def _mapped(person_id: PersonId, key: str) -> str:
    """Return the one id that a row of another record has here; no file can choose an id that is taken."""
    return str(uuid5(_OURS, f"{person_id}/{key}"))


def _origin_key(handover: Handover) -> str:
    return str(uuid5(_OURS, handover.person.id))


def _candidate(person: Person) -> Candidate:
    return Candidate(person.id, person.name, person.role_title)


def _alike(words: str) -> str:
    return " ".join(words.split()).casefold()
