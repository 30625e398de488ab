"""The encrypted record: what the services ask for, each handed on to where it is done."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import TypeVar

from ldcoach.domain.goals import Reading
from ldcoach.domain.ids import ActionId, ConversationId, GapId, GoalId, MeasureId, PersonId
from ldcoach.domain.kinds import ActionOwner, ConversationStatus, FeedbackKind, TextKind, Visibility
from ldcoach.domain.texts import Text
from ldcoach.errors import NotFound
from ldcoach.paths import Home
from ldcoach.services.ports import Clock, Record, Work
from ldcoach.services.ports.practice import Part, PracticeFacts
from ldcoach.services.views import (
    DueMeasure,
    GapTally,
    GoalLine,
    GoalThread,
    Happening,
    LookBack,
    OpenTopic,
    PersonLine,
    Promise,
    SearchResult,
    StepLine,
    Timeline,
    Upcoming,
    WaitingFeedback,
)
from ldcoach.store.batch import add_batch, batches
from ldcoach.store.blank import give_back
from ldcoach.store.chain_reads import ChainReads
from ldcoach.store.checks import sound
from ldcoach.store.failures import plainly
from ldcoach.store.instance import is_there
from ldcoach.store.mapping import to_micros
from ldcoach.store.opening import create_session, open_session
from ldcoach.store.queries import conversations, feedback, gaps, goals, people, practice, rows, search, texts, timeline
from ldcoach.store.session import Session
from ldcoach.store.tables import table_of

__all__ = ["EncryptedRecord", "create_record", "is_there", "open_record", "session_of"]

E = TypeVar("E")


class EncryptedRecord(ChainReads):
    """The record as the services see it; every method may be called from any thread."""

    def __init__(self, session: Session, clock: Clock) -> None:
        self.session = session
        self._clock = clock

    def work(self) -> AbstractContextManager[Work]:
        """Begin a transaction; leaving it cleanly means that it is safely on the disk."""
        return self.session.work()

    def add_all(self, entities: Iterable[object]) -> None:
        """Keep very many rows, 20,000 at a time; when a batch fails, those before it are kept."""
        for batch in batches(entities):
            with self.session.writing() as connection:
                add_batch(connection, batch, to_micros(self._clock.now()))

    def get(self, kind: type[E], entity_id: str) -> E:
        """Return one row.

        Raises:
            NotFound: no such row.
        """
        found = self.find(kind, entity_id)
        if found is None:
            message = (
                f"This {table_of(kind).name.replace('_', ' ')} is not in the record. Nothing was changed; check its id."
            )
            raise NotFound(message)
        return found

    def find(self, kind: type[E], entity_id: str) -> E | None:
        """Return one row, or None."""
        with self.session.reading() as connection:
            return rows.find(connection, kind, entity_id)

    def every(self, kind: type[E], **equal: object) -> list[E]:
        """Return all rows whose fields equal the given values (None means empty), oldest first."""
        with self.session.reading() as connection:
            return rows.every(connection, kind, equal)

    def newest(self, kind: type[E], **equal: object) -> E | None:
        """Return the row made last among those whose fields equal the given values."""
        with self.session.reading() as connection:
            return rows.newest(connection, kind, equal)

    def count(self, kind: type) -> int:
        """Return how many rows there are of a kind."""
        with self.session.reading() as connection:
            return rows.count(connection, kind)

    def people(self, *, archived: bool = False) -> list[PersonLine]:
        """Return the team by name; with `archived` those who left it too."""
        with self.session.reading() as connection:
            return people.team(connection, archived=archived)

    def person_names(self) -> list[tuple[PersonId, str]]:
        """Return id and name of everybody, for name look-up and masking."""
        with self.session.reading() as connection:
            return people.names(connection)

    def upcoming(self, until: datetime, limit: int) -> list[Upcoming]:
        """Return planned 1-2-1s up to a moment, soonest first (overdue ones included)."""
        with self.session.reading() as connection:
            return conversations.upcoming(connection, until, limit)

    def promises(
        self, *, person_id: PersonId | None = None, owner: ActionOwner | None = None, limit: int = 200
    ) -> list[Promise]:
        """Return open actions, those due first, undated last."""
        with self.session.reading() as connection:
            return conversations.promises(connection, person_id=person_id, owner=owner, limit=limit)

    def waiting_feedback(self, *, person_id: PersonId | None = None, limit: int = 50) -> list[WaitingFeedback]:
        """Return feedback not yet shared, oldest observation first."""
        with self.session.reading() as connection:
            return feedback.waiting(connection, person_id=person_id, limit=limit)

    def feedback_kinds(self, since: date, *, person_id: PersonId | None = None) -> Mapping[FeedbackKind, int]:
        """Return how much feedback of each kind was seen since a day."""
        with self.session.reading() as connection:
            return feedback.kinds(connection, since, person_id=person_id)

    def goals_like(self, words: str, *, person_id: PersonId, limit: int = 3) -> list[GoalId]:
        """Return the person's active goals whose texts share words with a text, the likest first."""
        with self.session.reading() as connection:
            return feedback.goals_like(connection, words, person_id=person_id, limit=limit)

    def open_topics(self, person_id: PersonId) -> list[OpenTopic]:
        """Return the topics of a person that are open, oldest first."""
        with self.session.reading() as connection:
            return conversations.open_topics(connection, person_id)

    def next_of(self, person_id: PersonId) -> Upcoming | None:
        """Return the planned 1-2-1 of a person that comes first, an overdue one included."""
        with self.session.reading() as connection:
            return conversations.next_of(connection, person_id)

    def last_due(self, person_id: PersonId, until: datetime, limit: int) -> list[ConversationStatus]:
        """Return what became of the last 1-2-1s planned up to a moment that were held or missed, newest first."""
        with self.session.reading() as connection:
            return conversations.last_due(connection, person_id, until, limit)

    def look_back(self, person_id: PersonId, since: datetime, today: date) -> LookBack:
        """Return what was held since a moment and the gaps to look at again by today, in one statement."""
        with self.session.reading() as connection:
            return conversations.look_back(connection, person_id, since, today)

    def practice(self, since: date, parts: Collection[Part]) -> PracticeFacts:
        """Return what was planned, shared, promised and raised since a day; no text is read."""
        with self.session.reading() as connection:
            return practice.facts(connection, since, parts)

    def goal_lines(self, *, person_id: PersonId | None = None, active_only: bool = True) -> list[GoalLine]:
        """Return goals with their links and last movement, in one statement."""
        with self.session.reading() as connection:
            return goals.lines(connection, person_id=person_id, active_only=active_only)

    def due_measures(self, person_id: PersonId, today: date) -> list[DueMeasure]:
        """Return measures of the person's active goals (own or by outcome) whose next reading is due."""
        with self.session.reading() as connection:
            return goals.due_measures(connection, person_id, today)

    def timeline(
        self,
        person_id: PersonId,
        *,
        kinds: Iterable[Happening] = (),
        before: tuple[datetime, str] | None = None,
        limit: int = 30,
    ) -> Timeline:
        """Return one page of what was done together, newest first; no kinds means all."""
        with self.session.reading() as connection:
            return timeline.page(connection, person_id, kinds=kinds, before=before, limit=limit)

    def texts_of(
        self, owner_ids: Sequence[str], *, kinds: Iterable[TextKind] = (), visibility: Visibility | None = None
    ) -> list[Text]:
        """Return the texts that belong to the owners, oldest first."""
        with self.session.reading() as connection:
            return texts.of_owners(connection, owner_ids, kinds=kinds, visibility=visibility)

    def conversation_texts(self, conversation_id: ConversationId) -> list[Text]:
        """Return the texts written in one 1-2-1, oldest first."""
        with self.session.reading() as connection:
            return texts.of_conversation(connection, conversation_id)

    def person_texts(self, person_id: PersonId, since: datetime, until: datetime, visibility: Visibility) -> list[Text]:
        """Return a person's texts of one visibility in [since, until), oldest first."""
        with self.session.reading() as connection:
            return texts.of_person(connection, person_id, since, until, visibility)

    def readings(self, measure_id: MeasureId) -> list[Reading]:
        """Return the readings of a measure by date."""
        with self.session.reading() as connection:
            return goals.readings(connection, measure_id)

    def goal_thread(self, goal_id: GoalId) -> GoalThread:
        """Return the rows that hang on a goal; measures are its own and those of its outcome."""
        with self.session.reading() as connection:
            return goals.thread(connection, goal_id)

    def gap_tallies(self, person_id: PersonId | None = None) -> list[GapTally]:
        """Return gaps with how many steps they have, oldest first; without a person, those of active people."""
        with self.session.reading() as connection:
            return gaps.tallies(connection, person_id=person_id)

    def path_of(self, gap_id: GapId) -> list[StepLine]:
        """Return the steps of a gap's path with the promises they became, in the order they were made."""
        with self.session.reading() as connection:
            return gaps.steps(connection, gap_id)

    def promises_of(self, ids: Sequence[ActionId]) -> list[Promise]:
        """Return the actions with these ids, of any state, oldest first."""
        with self.session.reading() as connection:
            return gaps.promises_of(connection, ids)

    def search(
        self,
        words: str,
        *,
        person_id: PersonId | None = None,
        kinds: Iterable[TextKind] = (),
        visibility: Visibility | None = None,
        limit: int = 50,
    ) -> SearchResult:
        """Find texts by whole words and a last word's beginning; any input is safe."""
        with self.session.reading() as connection:
            return search.find_texts(
                connection, words, person_id=person_id, kinds=kinds, visibility=visibility, limit=limit
            )

    def is_sample(self) -> bool:
        """Tell whether the record is marked as a sample."""
        return self._meta("sample") == "1"

    def generation(self) -> int:
        """Return in how many sessions something was written; an older copy has a lower number."""
        return int(self._meta("generation"))

    def check(self, progress: Callable[[int, int], None] | None = None) -> list[str]:
        """Verify pages, structure, links and full text; an empty list means sound."""
        with plainly():
            raw = self.session.connections.raw()
            try:
                return sound(raw, progress)
            finally:
                give_back(raw)

    def close(self) -> None:
        """Checkpoint, dispose of every connection and release the lock."""
        self.session.close()

    def _meta(self, key: str) -> str:
        with self.session.reading() as connection:
            return str(connection.exec_driver_sql("SELECT value FROM meta WHERE key = ?", (key,)).scalar_one())


def create_record(home: Home, key: bytearray, clock: Clock, *, sample: bool = False) -> EncryptedRecord:
    """Make a new, empty record and open it; the key of 32 bytes is copied and wiped on close.

    Raises:
        UnfitInput: there is a record already.
        RecordInUse, LDCoachError: the folder is locked, cannot be written, or the disk is full.
    """
    return EncryptedRecord(create_session(home, key, clock, sample=sample), clock)


def open_record(home: Home, key: bytearray, clock: Clock, *, every_page: bool = False) -> EncryptedRecord:
    """Open the record; the key of 32 bytes is copied and wiped on close.

    With `every_page` a small record of which any page is damaged stays closed; else the damage shows where it is met.

    Raises:
        RecordMissing, RecordInUse, RecordDamaged, NewerRecord: as their names say.
        LDCoachError: the file cannot be read or written.
    """
    return EncryptedRecord(open_session(home, key, clock, every_page=every_page), clock)


def session_of(record: Record) -> Session:
    """Return the session behind a record that this store opened.

    Raises:
        TypeError: another store opened it; a fault of the program.
    """
    if not isinstance(record, EncryptedRecord):
        message = "this record was not opened by this store"
        raise TypeError(message)
    return record.session
