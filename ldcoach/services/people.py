"""The team: who is in it, how they were brought in, and what has happened with each."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime

from ldcoach.domain.ids import PersonId
from ldcoach.domain.kinds import ConversationStatus, PersonStatus
from ldcoach.domain.one_line import LONGEST_LINE, cannot_be_shown, is_email, one_line
from ldcoach.domain.people import CADENCE_DAYS, DEFAULT_CADENCE_DAYS, DEFAULT_MINUTES, MINUTES, Person
from ldcoach.domain.roster import Remark, Roster, RosterRow, read_roster, same_person
from ldcoach.errors import HeldText, UnfitInput
from ldcoach.services.change import Change
from ldcoach.services.context import Context
from ldcoach.services.languages import chosen, fitting
from ldcoach.services.naming import one_named
from ldcoach.services.pen import NOBODY, Pen
from ldcoach.services.views import Happening, PersonLine, PersonView, Timeline

LAST_ONES = 6
LINES = {
    "name": "A name",
    "preferred_name": "A preferred name",
    "role_title": "A role",
    "team": "A team",
    "email": "An e-mail address",
}
_AGAIN = "Nobody was added or changed; give it again."


class People:
    """Everything about the roster and one person's page."""

    def __init__(self, context: Context, pen: Pen) -> None:
        self._context = context
        self._record = context.record
        self._pen = pen

    def lines(self, *, archived: bool = False) -> list[PersonLine]:
        """Return the team by name."""
        return self._record.people(archived=archived)

    def get(self, person_id: PersonId) -> Person:
        """Return one person; raises NotFound."""
        return self._record.get(Person, person_id)

    def named(self, words: str) -> Person:
        """Return the person with this id, full name, or unambiguous beginning of a name.

        Raises:
            NotFound, Ambiguous: the message names who there is.
        """
        names = self._record.person_names()
        found = one_named(words, [(person_id, name, person_id) for person_id, name in names], "person")
        return self._record.get(Person, found)

    def add(
        self,
        name: str,
        *,
        role_title: str = "",
        team: str = "",
        email: str = "",
        cadence_days: int = DEFAULT_CADENCE_DAYS,
        planned_minutes: int = DEFAULT_MINUTES,
        language: str = "",
        about_work: Collection[str] = NOBODY,
    ) -> Change:
        """Add one person; `language` is that of the forms and summaries for them, English by default.

        Raises:
            UnfitInput: the name is empty, a line is too long or cannot be shown, the address is none, the rhythm or the
                length is out of bounds, or nothing is written in that language.
            HeldText: a stop rule holds the role or the team.
        """
        person = _fit(
            Person(
                id=PersonId(self._context.ids.new()),
                name=name,
                role_title=role_title,
                team=team,
                email=email,
                cadence_days=cadence_days,
                planned_minutes=planned_minutes,
                language=chosen(dict(self.languages()), language, "", "form"),
            )
        )
        self._pen.hold(*_words_of(person), about_work=about_work)
        with self._record.work() as work:
            work.add(person)
            work.audit("add", Person, person.id)
        return Change.of(Person, person=person.id, created=person.id)

    def languages(self) -> tuple[tuple[str, str], ...]:
        """Return the languages that forms and summaries can be in, as (tag, what their readers call it)."""
        return tuple((tag, words.name) for tag, words in self._context.library.summary_words().items())

    def edit(self, person: Person, *, about_work: Collection[str] = NOBODY) -> Change:
        """Replace what is known of a person; raises as `add`."""
        before = self.get(person.id)
        fit = _fit(person, before)
        self._pen.hold(*_words_of(fit), about_work=about_work, standing=_words_of(before))
        with self._record.work() as work:
            work.save(fit)
            work.audit("edit", Person, fit.id)
        return Change.of(Person, person=fit.id)

    def archive(self, person_id: PersonId, *, back: bool = False) -> Change:
        """Take somebody off the present team, or bring them back; nothing is deleted."""
        status = PersonStatus.ACTIVE if back else PersonStatus.ARCHIVED
        return self.edit(replace(self.get(person_id), status=status))

    def preview_roster(self, data: bytes) -> tuple[Roster, tuple[RosterRow, ...]]:
        """Read a roster file; return it with the rows that are new to the record. Changes nothing.

        A role or team that a stop rule holds, and a language that nothing is written in, is left empty, with a remark.
        """
        roster = self._without_held(read_roster(data, self._context.library.roster_aliases()))
        known = self._record.every(Person)
        return roster, tuple(row for row in roster.rows if not any(same_person(row, person) for person in known))

    def import_roster(self, data: bytes) -> tuple[Change, Roster, tuple[RosterRow, ...]]:
        """Add the people of a roster file that are not in the record yet, all or none."""
        roster, new = self.preview_roster(data)
        people = [self._from_row(row) for row in new]
        if not people:
            return Change(frozenset(), frozenset()), roster, new
        with self._record.work() as work:
            work.add(*people)
            for person in people:
                work.audit("import", Person, person.id)
        return Change(frozenset({Person}), frozenset(person.id for person in people)), roster, new

    def page(self, person_id: PersonId) -> PersonView:
        """Return a person's page."""
        person = self.get(person_id)
        now = self._context.clock.now()
        return PersonView(
            person=person,
            upcoming=self._record.next_of(person_id),
            held_of_last=self._held_of_last(person_id, now),
            goals=tuple(self._record.goal_lines(person_id=person_id)),
            promises=tuple(self._record.promises(person_id=person_id)),
            timeline=self.timeline(person_id),
        )

    def timeline(
        self,
        person_id: PersonId,
        *,
        kinds: Iterable[Happening] = (),
        before: tuple[datetime, str] | None = None,
    ) -> Timeline:
        """Return the next page of what was done together, newest first."""
        return self._record.timeline(person_id, kinds=kinds, before=before)

    def _held_of_last(self, person_id: PersonId, now: datetime) -> tuple[int, int]:
        last = self._record.last_due(person_id, now, LAST_ONES)
        return sum(status is ConversationStatus.HELD for status in last), len(last)

    def _without_held(self, roster: Roster) -> Roster:
        rows = tuple(self._fit_row(row) for row in roster.rows)
        pairs = tuple(zip(rows, roster.rows, strict=True))
        held = [fit.line for fit, row in pairs if (fit.role_title, fit.team) != (row.role_title, row.team)]
        unknown = [fit.line for fit, row in pairs if row.language and not fit.language]
        remarks = (
            *(Remark(line, "its role or team may tell of health or belief, so it was left empty") for line in held),
            *(Remark(line, "nothing is written in its language, so it was left empty") for line in unknown),
        )
        return replace(roster, rows=rows, remarks=(*roster.remarks, *remarks))

    def _fit_row(self, row: RosterRow) -> RosterRow:
        role, team = (words if self._passes(words) else "" for words in (row.role_title, row.team))
        language = fitting(dict(self.languages()), row.language) if row.language else ""
        return replace(row, role_title=role, team=team, language=language)

    def _passes(self, words: str) -> bool:
        try:
            self._pen.hold(words)
        except HeldText:
            return False
        return True

    def _from_row(self, row: RosterRow) -> Person:
        person = Person(
            id=PersonId(self._context.ids.new()),
            name=row.name,
            preferred_name=row.preferred_name,
            role_title=row.role_title,
            team=row.team,
            email=row.email,
            started_on=row.started_on,
            language=row.language or next(iter(dict(self.languages()))),
        )
        return replace(person, cadence_days=row.cadence_days) if row.cadence_days else person


def _words_of(person: Person) -> tuple[str, ...]:
    """Return what was written about a person in free words; a name is a name."""
    return person.role_title, person.team, person.how_they_like_feedback


def _fit(person: Person, before: Person | None = None) -> Person:
    if person.cadence_days not in CADENCE_DAYS or person.planned_minutes not in MINUTES:
        message = (
            f"1-2-1s are planned every {CADENCE_DAYS.start} to {CADENCE_DAYS[-1]} days, for {MINUTES.start} to "
            f"{MINUTES[-1]} minutes. Nobody was added or changed; give other numbers."
        )
        raise UnfitInput(message)
    fit = replace(
        person,
        name=one_line(person.name),
        preferred_name=one_line(person.preferred_name),
        role_title=one_line(person.role_title),
        team=one_line(person.team),
        email=one_line(person.email),
    )
    for field in LINES:
        if before is None or getattr(fit, field) != one_line(getattr(before, field)):
            _require_line(field, getattr(fit, field))
    return fit


def _require_line(field: str, words: str) -> None:
    """Refuse what a list of people would not be read for; what was kept before there were bounds may stay."""
    if len(words) > LONGEST_LINE or (field == "name" and not words):
        least = 1 if field == "name" else 0
        message = f"{LINES[field]} has between {least} and {LONGEST_LINE} characters. {_AGAIN}"
    elif cannot_be_shown(words):
        message = f"{LINES[field]} holds characters that cannot be shown. {_AGAIN}"
    elif field == "email" and words and not is_email(words):
        message = f"This is not one e-mail address. {_AGAIN}"
    else:
        return
    raise UnfitInput(message)
