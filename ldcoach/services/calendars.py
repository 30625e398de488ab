"""The 1-2-1s as a calendar that leaves, and the 1-2-1s that a calendar brings in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from ldcoach.domain.conversations import Conversation
from ldcoach.domain.guides import Guide
from ldcoach.domain.ids import ConversationId, PersonId
from ldcoach.domain.kinds import ConversationStatus, PersonStatus
from ldcoach.domain.leaving import Receipt
from ldcoach.domain.meetings import MatchedBy, Meeting, meeting_of
from ldcoach.domain.people import MINUTES, Person
from ldcoach.domain.series import DOMAIN, CalendarEntry, FoundEvent, Said, Window, entries_of
from ldcoach.errors import UnfitInput
from ldcoach.services.change import Change
from ldcoach.services.context import Context
from ldcoach.services.guide_shelf import GuideShelf
from ldcoach.services.keeping import Keeping
from ldcoach.services.ports import Work
from ldcoach.services.ports.travel import Travel
from ldcoach.services.receipts import Receipts
from ldcoach.services.views.travel import CalendarView, MeetingLine, Taking

AHEAD = timedelta(days=92)
"""How far ahead a calendar's 1-2-1s are planned: a rhythm may change before long."""

TOLD, TAKEN = "calendar_told", "calendar_taken"
"""Settings: what calendars were told last, and which 1-2-1 each of their meetings became. Ids and times, no words.

Both are tables by the id of a person or a 1-2-1, so that erasing a person takes the whole entry.
"""

LARGEST_FILE = 5_000_000
"""Bytes of a calendar that is looked at; some years of a busy one."""

FORGOTTEN = timedelta(days=400)
GUIDE = "weekly"

Links = Mapping[str, PersonId | None]


@dataclass(frozen=True, slots=True)
class Taken:
    """Which 1-2-1 a meeting of a calendar became, and when the calendar said it was, in UTC."""

    talk_id: str
    start: datetime
    minutes: int


class Calendars:
    """Sends planned 1-2-1s to a calendar, and takes over those that stand in one."""

    def __init__(
        self, context: Context, shelf: GuideShelf, keeping: Keeping, travel: Travel, receipts: Receipts
    ) -> None:
        self._context = context
        self._record = context.record
        self._shelf = shelf
        self._keeping = keeping
        self._travel = travel
        self._receipts = receipts

    def entries(self, person_id: PersonId | None = None) -> tuple[CalendarEntry, ...]:
        """Return what a calendar would be told now, of one person or of all; changes nothing."""
        told, zone = self._told(), ZoneInfo(self._travel.calendars.zone())
        people = self._record.every(Person) if person_id is None else [self._record.get(Person, person_id)]
        now = self._context.clock.now()
        return tuple(entry for person in people for entry in entries_of(person, self._planned(person), zone, told, now))

    def export(self, target: Path, person_id: PersonId | None = None) -> tuple[Change, tuple[CalendarEntry, ...]]:
        """Write a calendar; keep a receipt for each person in it and what it was told.

        Raises:
            UnfitInput: nothing is planned and nothing is to be cancelled; no file was written.
            LDCoachError: the file could not be written.
        """
        entries = self.entries(person_id)
        if not entries:
            message = "No 1-2-1 is planned, so there is nothing to put into a calendar. No file was written; plan one."
            raise UnfitInput(message)
        content = self._travel.calendars.render(entries, self._context.clock.now())
        people = [self._record.get(Person, each) for each in dict.fromkeys(entry.person_id for entry in entries)]
        told = self._told() | {entry.uid: Said.of(entry) for entry in entries}
        kept = {_id_of(uid): {**asdict(one), "start": one.start.isoformat()} for uid, one in told.items()}
        self._receipts.leave(
            target,
            content,
            people=people,
            what="calendar",
            kind="ics",
            item_ids=[_id_of(entry.uid) for entry in entries],
            also=partial(self._keeping.set_within, name=TOLD, value=kept),
            locked=True,
        )
        return Change(frozenset({Receipt}), frozenset(person.id for person in people)), entries

    def preview(self, data: bytes, links: Links | None = None) -> CalendarView:
        """Return the 1-2-1s of a calendar in the weeks ahead; changes nothing.

        `links` says for a series (`MeetingLine.series`) with whom it is, or None to leave it out.

        Raises:
            UnfitInput: the file is no calendar, damaged, or more than a calendar can be.
        """
        if len(data) > LARGEST_FILE:
            message = "This calendar is larger than 5 MB. Nothing was changed. Export a shorter stretch of time."
            raise UnfitInput(message)
        now = self._context.clock.now()
        window = Window(now, now + AHEAD, self._travel.calendars.zone())
        found = self._travel.calendars.read(data, window)
        people: dict[str, Person] = {
            one.id: one for one in self._record.every(Person) if one.status is PersonStatus.ACTIVE
        }
        ours = {talk.id for talk in self._record.every(Conversation)} | people.keys()
        foreign = [event for event in found if _id_of(event.uid) not in ours]
        met = [_linked(event, people, links or {}) for event in foreign]
        meetings = [one for one in met if one is not None]
        lines = tuple(self._lines(meetings, people))
        return CalendarView(lines, ours=len(found) - len(foreign), others=len(foreign) - len(meetings))

    def links_for(self, data: bytes, *, person_id: PersonId | None = None, title: str = "") -> Links:
        """Return links that leave all out but the 1-2-1s with a person, or those whose title holds some words.

        With both, what the title finds is with that person where one cannot tell. Raises as `preview`.
        """
        links: dict[str, PersonId | None] = {}
        for line in self.preview(data).lines:
            titled = title.casefold() in line.title.casefold()
            if titled and title and line.person_id is None:
                links[line.series] = person_id
            elif not titled or (person_id and line.person_id != person_id):
                links[line.series] = None
        return links

    def take_over(self, data: bytes, links: Links | None = None) -> tuple[Change, CalendarView]:
        """Plan what is new; move or cancel what the calendar moved or cancelled since it was taken over last.

        What the manager changed here stays. Raises as `preview`; then nothing was changed.
        """
        view = self.preview(data, links)
        todo = [line for line in view.lines if line.person_id and line.taking in {Taking.NEW, Taking.CHANGED}]
        if not todo:
            return Change.of(), view
        taken, guide = self._taken(), self._shelf.guide(GUIDE)
        with self._record.work() as work:
            self._shelf.keep(work, guide)
            for line in todo:
                taken[line.key] = Taken(self._take(work, line, taken.get(line.key), guide), line.start, line.minutes)
            recent = {key: one for key, one in taken.items() if one.start > self._context.clock.now() - FORGOTTEN}
            kept = {
                one.talk_id: {"key": key, "start": one.start.isoformat(), "minutes": one.minutes}
                for key, one in recent.items()
            }
            self._keeping.set_within(work, TAKEN, kept)
        people = frozenset(str(line.person_id) for line in todo)
        return Change(frozenset({Conversation}), people), view

    def _take(self, work: Work, line: MeetingLine, before: Taken | None, guide: Guide) -> str:
        if before is not None:
            talk = self._record.get(Conversation, before.talk_id)
            status = ConversationStatus.CANCELLED if line.cancelled else talk.status
            work.save(replace(talk, planned_for=line.start, planned_minutes=line.minutes, status=status))
            return talk.id
        talk = Conversation(
            id=ConversationId(self._context.ids.new()),
            person_id=PersonId(str(line.person_id)),
            guide_key=guide.key,
            guide_version=guide.version,
            planned_for=line.start,
            planned_minutes=line.minutes,
        )
        work.add(talk)
        return talk.id

    def _lines(self, meetings: Iterable[Meeting], people: Mapping[str, Person]) -> Iterator[MeetingLine]:
        taken = self._taken()
        busy = {(talk.person_id, talk.planned_for) for person in people.values() for talk in self._planned(person)}
        for meeting in meetings:
            event, person = meeting.event, people.get(meeting.person_id or "")
            key = _hashed(f"{event.uid}\n{event.occurrence}")
            minutes = event.minutes if event.minutes in MINUTES or person is None else person.planned_minutes
            line = MeetingLine(
                key=key,
                series=_hashed(event.uid),
                title=event.title,
                start=event.start,
                minutes=minutes,
                person_id=person.id if person else None,
                person_name=person.name if person else "",
                matched_by=meeting.matched_by,
                taking=Taking.LEFT_OUT,
                cancelled=event.cancelled,
            )
            is_busy = person is not None and (person.id, event.start) in busy
            line = replace(line, taking=self._taking(line, taken.get(key), is_busy=is_busy))
            if line.taking is Taking.NEW and person is not None:
                busy.add((person.id, event.start))
            yield line

    def _taking(self, line: MeetingLine, before: Taken | None, *, is_busy: bool) -> Taking:
        if line.person_id is None:
            return Taking.LEFT_OUT
        talk = self._record.find(Conversation, before.talk_id) if before else None
        if before is not None and talk is not None:
            told = (before.start, before.minutes) != (line.start, line.minutes) or line.cancelled
            waits = talk.status is ConversationStatus.PLANNED and talk.started_at is None
            return Taking.CHANGED if told and waits else Taking.KNOWN
        if line.cancelled:
            return Taking.LEFT_OUT
        return Taking.KNOWN if is_busy else Taking.NEW

    def _planned(self, person: Person) -> list[Conversation]:
        return self._record.every(Conversation, person_id=person.id, status=ConversationStatus.PLANNED)

    def _told(self) -> dict[str, Said]:
        kept = self._keeping.setting(TOLD, {})
        return {f"{key}@{DOMAIN}": Said(**{**one, "start": _moment(one)}) for key, one in kept.items()}

    def _taken(self) -> dict[str, Taken]:
        kept = self._keeping.setting(TAKEN, {})
        return {one["key"]: Taken(talk_id, _moment(one), one["minutes"]) for talk_id, one in kept.items()}


def _linked(event: FoundEvent, people: Mapping[str, Person], links: Links) -> Meeting | None:
    """Return the meeting as the manager linked it, else as it can be told."""
    series = _hashed(event.uid)
    if series in links:
        chosen = links[series]
        return Meeting(event, chosen, MatchedBy.CHOSEN) if chosen else None
    return meeting_of(event, list(people.values()))


def _id_of(uid: str) -> str:
    """Return the id of the person or the 1-2-1 that a UID of ours is made of."""
    return uid.removesuffix(f"@{DOMAIN}")


def _hashed(text: str) -> str:
    """Return what tells a text from others without holding it: a UID may hold an address."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _moment(kept: Mapping[str, str]) -> datetime:
    return datetime.fromisoformat(kept["start"])
