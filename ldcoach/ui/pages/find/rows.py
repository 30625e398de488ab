"""What can be found or done: acts, places and texts, each with where it leads."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject

from ldcoach.domain.kinds import TextKind, Visibility
from ldcoach.services.notes import PREPARE, stage_owner
from ldcoach.services.views import GoalLine, PersonLine, SearchHit, Upcoming
from ldcoach.ui import words
from ldcoach.ui.go import Go, Place

Marks = tuple[tuple[int, int], ...]
"""Places (start, end) of what was looked for."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the palette; without `go` it is the lock. `person` is whom Tab narrows to: id and name."""

    icon: str
    text: str
    go: Go | None
    marks: Marks = ()
    below: str = ""
    beside: str = ""
    prep: bool = False
    person: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Known:
    """What the palette was opened on."""

    people: Sequence[PersonLine]
    upcoming: Sequence[Upcoming]
    goals: Sequence[GoalLine]
    today: date


def flat(text: str) -> str:
    """Return a text in small letters without accents, of the same length wherever that can be."""
    return "".join(unicodedata.normalize("NFD", letter)[0].lower()[:1] or letter for letter in text)


def marks_of(text: str, looked_for: str) -> Marks | None:
    """Return where the words looked for begin a word of the text, or None when one of them does not."""
    plain = flat(text)
    found: list[tuple[int, int]] = []
    for word in flat(looked_for).split():
        place = re.search(rf"(?<!\w){re.escape(word)}", plain)
        if place is None:
            return None
        found.append(place.span())
    return tuple(sorted(found))


def fitting(rows: Iterable[Row], looked_for: str) -> Iterator[Row]:
    """Yield the rows whose text holds all the words looked for, marked."""
    for row in rows:
        marks = marks_of(row.text, looked_for)
        if marks is not None:
            yield Row(row.icon, row.text, row.go, marks, row.below, row.beside, row.prep, row.person)


class Rows(QObject):
    """Puts what is known into rows."""

    def likely(self, known: Known) -> list[Row]:
        """Return the three acts that are likely next, before anything is typed."""
        soon = [self._prepare(one, known.today) for one in known.upcoming[:1]]
        note = Row("hand-heart", self.tr("Note feedback"), Go(Place.WRITE_FEEDBACK))
        return [*soon, note, *self._general()][:3]

    def acts(self, known: Known) -> list[Row]:
        """Return everything that can be done."""
        soon = {one.person_id: one for one in reversed(known.upcoming)}
        rows: list[Row] = []
        for person in known.people:
            who = (person.person_id, person.name)
            note = self.tr("Note feedback for {name}").format(name=person.name)
            rows.append(Row("hand-heart", note, Go(Place.WRITE_FEEDBACK, person.person_id), person=who))
            upcoming = soon.get(person.person_id)
            if upcoming is not None:
                rows.append(self._prepare(upcoming, known.today))
            else:
                plan = self.tr("Plan a 1-2-1 with {name}").format(name=person.name)
                rows.append(Row("calendar-plus", plan, Go(Place.TALKS, person.person_id, "plan"), person=who))
            summary = self.tr("Write the summary for {name}").format(name=person.name)
            rows.append(Row("file-text", summary, Go(Place.SUMMARY, person.person_id), person=who))
        note_any = Row("hand-heart", self.tr("Note feedback"), Go(Place.WRITE_FEEDBACK))
        return [note_any, *self._general(), *rows]

    def places(self, known: Known) -> list[Row]:
        """Return everything that can be gone to."""
        people = [
            Row("user", name, Go(Place.PERSON, who), beside=role, person=(who, name))
            for who, name, role in ((one.person_id, one.name, one.role_title) for one in known.people)
        ]
        goals = [
            Row(
                "target",
                one.title,
                Go(Place.GOAL, one.person_id, one.goal_id),
                beside=self.tr("Goal of {name}").format(name=one.person_name),
                person=(one.person_id, one.person_name),
            )
            for one in known.goals
        ]
        return [*people, *goals, *self.pages()]

    def pages(self) -> list[Row]:
        """Return the pages of the bar at the left."""
        return [
            Row("sun", self.tr("Today"), Go(Place.TODAY)),
            Row("users", self.tr("People"), Go(Place.PEOPLE)),
            Row("messages-square", self.tr("1-2-1s"), Go(Place.TALKS)),
            Row("hand-heart", self.tr("Feedback"), Go(Place.FEEDBACK)),
            Row("target", self.tr("Goals"), Go(Place.GOALS)),
            Row("book-open", self.tr("Library"), Go(Place.LIBRARY)),
            Row("settings", self.tr("Settings"), Go(Place.SETTINGS)),
            Row("shield-check", self.tr("The record\u2019s safety, backups"), Go(Place.SAFETY)),
        ]

    def lock(self) -> Row:
        """Return the row that locks the record."""
        return Row("lock", self.tr("Lock now"), None, beside="Ctrl+L")

    def found(self, hit: SearchHit, today: date) -> Row:
        """Return a text that was found, and where it stands."""
        day = words.short_date(hit.at.astimezone().date(), today)
        parts = [self._kind(hit.kind), hit.person_name, day, self._state(hit.visibility)]
        return Row(
            _ICONS.get(hit.kind, "file-text"),
            hit.snippet,
            _where(hit),
            hit.marks,
            below=" \N{MIDDLE DOT} ".join(part for part in parts if part),
            prep=hit.visibility is Visibility.PREP,
            person=(hit.person_id or "", hit.person_name),
        )

    def _general(self) -> list[Row]:
        return [
            Row("user-plus", self.tr("Add a person"), Go(Place.PEOPLE, item_id="add")),
            Row("calendar-plus", self.tr("Plan a 1-2-1"), Go(Place.TALKS, item_id="plan")),
        ]

    def _prepare(self, one: Upcoming, today: date) -> Row:
        who = (one.person_id, one.person_name)
        when = words.sentence(words.moment(one.planned_for.astimezone(), today))
        if one.started:
            text = self.tr("Go on with the 1-2-1 with {name}").format(name=one.person_name)
            return Row("play", text, Go(Place.TALK, one.person_id, one.conversation_id), beside=when, person=who)
        text = self.tr("Prepare the 1-2-1 with {name}").format(name=one.person_name)
        go = Go(Place.PREPARE, one.person_id, one.conversation_id)
        return Row("messages-square", text, go, beside=when, person=who)

    def _kind(self, kind: TextKind) -> str:
        return {
            TextKind.NOTE: self.tr("Note"),
            TextKind.FEEDBACK: self.tr("Feedback"),
            TextKind.FEEDBACK_PARTS: self.tr("Feedback"),
            TextKind.TAKEAWAY: self.tr("Takeaway"),
            TextKind.REFLECTION: self.tr("Reflection"),
            TextKind.COMMENT: self.tr("Summary"),
            TextKind.EVIDENCE: self.tr("Evidence"),
            TextKind.ACTION: self.tr("Promise"),
            TextKind.GOAL: self.tr("Goal"),
            TextKind.TOPIC: self.tr("Topic"),
            TextKind.GAP: self.tr("Gap"),
        }[kind]

    def _state(self, visibility: Visibility) -> str:
        return {
            Visibility.SHARED: self.tr("shared"),
            Visibility.TO_SHARE: self.tr("not shared yet"),
            Visibility.PREP: "",
        }[visibility]


_ICONS = {
    TextKind.FEEDBACK: "hand-heart",
    TextKind.FEEDBACK_PARTS: "hand-heart",
    TextKind.TAKEAWAY: "quote",
    TextKind.ACTION: "handshake",
    TextKind.GOAL: "target",
    TextKind.GAP: "unlink",
    TextKind.TOPIC: "message-square",
}


def _where(hit: SearchHit) -> Go:
    """Return the page on which a text stands."""
    person = hit.person_id or ""
    talk = hit.conversation_id
    if hit.kind in {TextKind.FEEDBACK, TextKind.FEEDBACK_PARTS}:
        return Go(Place.WRITE_FEEDBACK, person, hit.owner_id)
    if hit.kind is TextKind.GOAL:
        return Go(Place.GOAL, person, hit.owner_id.partition("#")[0])
    if hit.kind is TextKind.GAP:
        return Go(Place.GAP, person, hit.owner_id.partition("#")[0])
    if hit.kind is TextKind.COMMENT:
        return Go(Place.SUMMARY, person)
    if talk is not None and hit.kind is TextKind.NOTE:
        before = hit.owner_id == stage_owner(talk, PREPARE)
        return Go(Place.PREPARE if before else Place.TALK, person, talk)
    return Go(Place.PERSON, person) if person else Go(Place.GOALS)
