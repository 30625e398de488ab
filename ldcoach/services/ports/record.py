"""The encrypted record, open: rows, the reads of each matter, search and care."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Protocol, TypeVar

from ldcoach.domain.goals import Reading
from ldcoach.domain.ids import ActionId, ConversationId, GapId, GoalId, MeasureId, PersonId
from ldcoach.domain.kinds import ActionOwner, ConversationStatus, FeedbackKind, TextKind, Visibility
from ldcoach.domain.texts import Text
from ldcoach.services.ports.chain import ChainRecord
from ldcoach.services.ports.practice import PracticeRecord
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

E = TypeVar("E")
"""Any frozen domain dataclass that has a table."""


class Work(Protocol):
    """One transaction; all of it is kept or nothing."""

    def add(self, *entities: object) -> None:
        """Keep new rows, in the order given.

        Raises:
            LDCoachError: a row with that id is there already or a link points nowhere.
        """

    def save(self, *entities: object) -> None:
        """Replace rows that are there by id.

        Raises:
            NotFound: no such row.
        """

    def remove(self, kind: type, entity_id: str) -> None:
        """Delete one row and what hangs on it alone."""

    def audit(self, act: str, kind: type, entity_id: str) -> None:
        """Note that something was done, without content."""


class Record(PracticeRecord, ChainRecord, Protocol):
    """The encrypted record, open."""

    def work(self) -> AbstractContextManager[Work]:
        """Begin a transaction; leaving it cleanly means that it is safely on the disk."""

    def get(self, kind: type[E], entity_id: str) -> E:
        """Return one row.

        Raises:
            NotFound: no such row.
        """

    def find(self, kind: type[E], entity_id: str) -> E | None:
        """Return one row, or None."""

    def every(self, kind: type[E], **equal: object) -> list[E]:
        """Return all rows whose fields equal the given values (None means empty), oldest first."""

    def newest(self, kind: type[E], **equal: object) -> E | None:
        """Return the row made last among those whose fields equal the given values."""

    def people(self, *, archived: bool = False) -> list[PersonLine]:
        """Return the team by name, with last and next 1-2-1, in one statement."""

    def person_names(self) -> list[tuple[PersonId, str]]:
        """Return id and name of everybody, for name look-up and masking."""

    def upcoming(self, until: datetime, limit: int) -> list[Upcoming]:
        """Return planned 1-2-1s up to a moment, soonest first (overdue ones included)."""

    def promises(
        self, *, person_id: PersonId | None = None, owner: ActionOwner | None = None, limit: int = 200
    ) -> list[Promise]:
        """Return open actions, those due first, undated last."""

    def waiting_feedback(self, *, person_id: PersonId | None = None, limit: int = 50) -> list[WaitingFeedback]:
        """Return feedback not yet shared, oldest observation first."""

    def feedback_kinds(self, since: date, *, person_id: PersonId | None = None) -> Mapping[FeedbackKind, int]:
        """Return how much feedback of each kind was seen since a day; without a person, for active people."""

    def goals_like(self, words: str, *, person_id: PersonId, limit: int = 3) -> list[GoalId]:
        """Return the person's active goals whose texts share words with a text, the likest first."""

    def open_topics(self, person_id: PersonId) -> list[OpenTopic]:
        """Return the topics of a person that are open, oldest first."""

    def next_of(self, person_id: PersonId) -> Upcoming | None:
        """Return the planned 1-2-1 of a person that comes first, an overdue one included."""

    def last_due(self, person_id: PersonId, until: datetime, limit: int) -> list[ConversationStatus]:
        """Return what became of the last 1-2-1s planned up to a moment that were held or missed, newest first."""

    def look_back(self, person_id: PersonId, since: datetime, today: date) -> LookBack:
        """Return what was held since a moment and the gaps to look at again by today, in one statement."""

    def goal_lines(self, *, person_id: PersonId | None = None, active_only: bool = True) -> list[GoalLine]:
        """Return goals with their links and last movement, in one statement."""

    def due_measures(self, person_id: PersonId, today: date) -> list[DueMeasure]:
        """Return measures of the person's active goals (own or by outcome) whose next reading is due."""

    def timeline(
        self,
        person_id: PersonId,
        *,
        kinds: Iterable[Happening] = (),
        before: tuple[datetime, str] | None = None,
        limit: int = 30,
    ) -> Timeline:
        """Return one page of what was done together, newest first; no kinds means all."""

    def texts_of(
        self, owner_ids: Sequence[str], *, kinds: Iterable[TextKind] = (), visibility: Visibility | None = None
    ) -> list[Text]:
        """Return the `Text` rows that belong to the owners, oldest first."""

    def conversation_texts(self, conversation_id: ConversationId) -> list[Text]:
        """Return the `Text` rows written in one 1-2-1, oldest first."""

    def person_texts(self, person_id: PersonId, since: datetime, until: datetime, visibility: Visibility) -> list[Text]:
        """Return a person's `Text` rows of one visibility in [since, until), oldest first."""

    def readings(self, measure_id: MeasureId) -> list[Reading]:
        """Return the `Reading` rows of a measure by date."""

    def goal_thread(self, goal_id: GoalId) -> GoalThread:
        """Return the rows that hang on a goal; measures are its own and those of its outcome."""

    def gap_tallies(self, person_id: PersonId | None = None) -> list[GapTally]:
        """Return gaps with how many steps they have, oldest first; without a person, those of active people."""

    def path_of(self, gap_id: GapId) -> list[StepLine]:
        """Return the steps of a gap's path with the promises they became, in the order they were made."""

    def promises_of(self, ids: Sequence[ActionId]) -> list[Promise]:
        """Return the actions with these ids, of any state, oldest first."""

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

    def count(self, kind: type) -> int:
        """Return how many rows there are of a kind."""

    def is_sample(self) -> bool:
        """Tell whether the record is marked as a sample."""

    def generation(self) -> int:
        """Return in how many sessions something was written, this one included once it wrote."""

    def check(self, progress: Callable[[int, int], None] | None = None) -> list[str]:
        """Verify pages, structure, links and full text; an empty list means sound."""

    def close(self) -> None:
        """Checkpoint, dispose of every connection and release the lock."""


class BatchRecord(Protocol):
    """A way to keep very many rows: one durable save for each batch."""

    def add_all(self, entities: Iterable[object]) -> None:
        """Keep rows in their order; full text follows at the end of each batch."""
