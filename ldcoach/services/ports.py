"""What the services need from outside; `app` introduces the parts that do it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from ldcoach.domain.document import Chart, Document
from ldcoach.domain.goals import Reading
from ldcoach.domain.ids import ConversationId, GoalId, MeasureId, PersonId
from ldcoach.domain.kinds import ActionOwner, TextKind, Visibility
from ldcoach.domain.texts import Text
from ldcoach.paths import Home
from ldcoach.services.views import (
    DueMeasure,
    GoalLine,
    GoalThread,
    Happening,
    OpenTopic,
    PersonLine,
    Promise,
    SearchResult,
    Timeline,
    Upcoming,
    WaitingFeedback,
)

if TYPE_CHECKING:
    from ldcoach.domain.guides import Guide
    from ldcoach.domain.wording import StopRules

E = TypeVar("E")
"""Any frozen domain dataclass that has a table."""


class Clock(Protocol):
    """The time, injected so that tests and the demo own it."""

    def now(self) -> datetime:
        """Return the moment in UTC, aware."""

    def today(self) -> date:
        """Return the manager's local date."""


class Ids(Protocol):
    """New ids."""

    def new(self) -> str:
        """Return a UUIDv7 as text."""


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


class Record(Protocol):
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

    def open_topics(self, person_id: PersonId) -> list[OpenTopic]:
        """Return the topics of a person that are open, oldest first."""

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

    def check(self, progress: Callable[[int, int], None] | None = None) -> list[str]:
        """Verify pages, structure, links and full text; an empty list means sound."""

    def close(self) -> None:
        """Checkpoint, dispose of every connection and release the lock."""


class BatchRecord(Protocol):
    """A way to keep very many rows: one durable save for each batch."""

    def add_all(self, entities: Iterable[object]) -> None:
        """Keep rows in their order; full text follows at the end of each batch."""


class Keys(Protocol):
    """The keys of one unlocked record, in memory."""

    @property
    def vault_id(self) -> str:
        """The id in the header, not secret."""

    @property
    def warnings(self) -> tuple[str, ...]:
        """Sentences about what did not go as it should, though the record opened."""

    def database_key(self) -> bytearray:
        """Return 32 fresh bytes, which the caller wipes."""

    def backup_key(self) -> bytearray:
        """Return the key that seals backups: 32 fresh bytes, which the caller wipes."""

    def close(self) -> None:
        """Wipe the keys; afterwards `database_key` refuses."""


class Verdict(Protocol):
    """What is known of a passphrase before it is used; strength goes from 0 to 4."""

    @property
    def long_enough(self) -> bool:
        """Whether it has the least length."""

    @property
    def common(self) -> bool:
        """Whether others use it."""

    @property
    def strength(self) -> int:
        """From 0, very weak, to 4."""

    @property
    def sentence(self) -> str:
        """What would make it better."""


class Vault(Protocol):
    """The key slots beside the record."""

    def exists(self, home: Home) -> bool:
        """Tell whether there are key slots in this home."""

    def create(self, home: Home, passphrase: str) -> tuple[Keys, str]:
        """Make key slots for a new record; return its keys and the recovery code, shown once."""

    def unlock(self, home: Home, passphrase: str) -> Keys:
        """Open with the passphrase.

        Raises:
            RecordMissing, WrongSecret, RecordDamaged, NewerRecord: as their names say.
        """

    def unlock_with_code(self, home: Home, code: str) -> Keys:
        """Open with the recovery code; raises as `unlock`."""

    def change_passphrase(self, home: Home, keys: Keys, passphrase: str) -> None:
        """Replace the passphrase slot."""

    def renew_recovery_code(self, home: Home, keys: Keys) -> str:
        """Replace the recovery slot; the old code no longer opens this header."""

    def header_for_backup(self, home: Home, keys: Keys) -> bytes:
        """Return the key slots as they are now, for a backup to carry along."""

    def unlock_copy(self, header: bytes, passphrase: str) -> Keys:
        """Open key slots that a backup carries, with the passphrase of the day it was made; raises as `unlock`."""

    def unlock_copy_with_code(self, header: bytes, code: str) -> Keys:
        """Open key slots that a backup carries, with the recovery code of that day; raises as `unlock`."""


class Library(Protocol):
    """Guides and rules that ship with the program or come in packs."""

    def guides(self, language: str = "en") -> tuple[Guide, ...]:
        """Return the newest version of every guide."""

    def guide(self, key: str, version: int | None = None) -> Guide:
        """Return one guide; raises NotFound."""

    def stop_rules(self) -> StopRules:
        """Return the rules that hold a text."""

    def roster_aliases(self) -> Mapping[str, Any]:
        """Return the header aliases for the roster import."""


class DocumentWriter(Protocol):
    """Writes a document in one format."""

    def render(self, document: Document, *, password: str | None = None) -> bytes:
        """Return the file's bytes; raises UnfitInput for letters no bundled font can draw."""

    def write(self, document: Document, target: Path, *, password: str | None = None) -> str:
        """Write the file whole or not at all; return its SHA-256 in hex."""


class ChartDrawer(Protocol):
    """Draws a chart once, for screen and paper."""

    def svg(self, chart: Chart, colours: Mapping[str, str], width: float, height: float) -> bytes:
        """Return SVG; width and height in points."""


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page as pixels, four bytes each in the order red, green, blue, alpha."""

    width: int
    height: int
    rgba: bytes


class PagePreview(Protocol):
    """Turns a PDF into pictures."""

    def pages(self, pdf: bytes, width: int) -> list[PageImage]:
        """Return every page at a width in pixels."""


class Restart(Protocol):
    """Starts the program anew at the unlock page, so that memory is clean."""

    def __call__(self) -> None:
        """Leave this process; does not return in production."""
