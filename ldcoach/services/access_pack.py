"""The answer to an access request: everything in the record about one person, looked through and written whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from ldcoach.domain.access_document import GROUP_TITLES, AccessFacts, Withheld, named, tell_everything
from ldcoach.domain.access_items import AccessGroup, AccessItem, Rows, gather
from ldcoach.domain.document import Format
from ldcoach.domain.goals import Goal, Outcome, Priority, Skill
from ldcoach.domain.ids import PersonId
from ldcoach.domain.keeping import Audit, Setting
from ldcoach.domain.leaving import Receipt
from ldcoach.domain.people import Person
from ldcoach.domain.rows_in_words import written_in
from ldcoach.domain.third_parties import names_of_others
from ldcoach.errors import NotFound, UnfitInput
from ldcoach.services.access_clearing import Clearing
from ldcoach.services.access_files import as_json, contents_text
from ldcoach.services.change import Change
from ldcoach.services.clock import day_of
from ldcoach.services.desk import Desk
from ldcoach.services.pen import Pen
from ldcoach.services.ports.documents import Step, unwatched
from ldcoach.services.ports.rights import RightsParts
from ldcoach.services.receipts import Receipts
from ldcoach.services.summaries import MANAGER_NAME

__all__ = ["EVERYTHING", "REASON", "AccessLine", "AccessPacks", "AccessView", "Choice", "Written"]

REASON = "It is about another person, too."
_WHOLE = 100


@dataclass(frozen=True, slots=True)
class Choice:
    """What the manager decided: items that stay out, whether names of others do, and the reason for both."""

    withheld: frozenset[str] = frozenset()
    mask_names: bool = False
    reason: str = REASON


EVERYTHING = Choice()


@dataclass(frozen=True, slots=True)
class AccessLine:
    """One item as it is shown before it leaves; `names` are those of other people found in it."""

    id: str
    group: AccessGroup
    part: str
    title: str
    on: date | None
    words: str
    names: tuple[str, ...]
    leaves: bool


@dataclass(frozen=True, slots=True)
class AccessView:
    """What would leave. `mentions` texts about others hold the name and do not leave; `audit` counts entries."""

    person: Person
    lines: tuple[AccessLine, ...]
    audit: int
    mentions: int

    @property
    def naming(self) -> tuple[AccessLine, ...]:
        """The items that name somebody else."""
        return tuple(line for line in self.lines if line.names)


@dataclass(frozen=True, slots=True)
class Written:
    """A pack that was written; `readable` is the format of its pages, `note` says why it is not PDF, if it is not."""

    receipt: Receipt
    files: tuple[str, ...]
    items: int
    withheld: int
    readable: Format
    note: str


class AccessPacks:
    """Shows and writes access packs of one open record."""

    def __init__(self, desk: Desk, parts: RightsParts) -> None:
        self._desk = desk
        self._record = desk.context.record
        self._parts = parts

    def preview(self, person_id: PersonId, choice: Choice = EVERYTHING) -> AccessView:
        """Return every item, with the names of other people found in it; changes nothing.

        Raises:
            NotFound: no such person, or no item by one of the ids withheld.
        """
        gathered = self._gathered(person_id)
        gathered.require(choice.withheld)
        names = names_of_others(gathered.person, self._record.every(Person))
        lines = tuple(self._line(item, names.found_in(*_texts(item)), choice) for item in gathered.items)
        mentions = self._parts.rows.mentions(self._record, person_id, gathered.person.called)
        return AccessView(gathered.person, lines, len(gathered.audit), mentions)

    def export(
        self, person_id: PersonId, target: Path, choice: Choice = EVERYTHING, step: Step = unwatched
    ) -> tuple[Change, Written]:
        """Write the pack whole or not at all, and keep a receipt without content.

        Where no font can draw some letters, the pages are HTML, which other programs draw with theirs. `step` is told
        how far it is and may raise to stop: nothing is written then.

        Raises:
            NotFound: as `preview`.
            UnfitInput: there is no reason for what is withheld.
            HeldText: a stop rule holds the reason.
            LDCoachError: the file could not be written; no receipt was kept.
        """
        gathered = self._gathered(person_id)
        gathered.require(choice.withheld)
        reason = self._reason(choice)
        clearing = self._clearing(gathered, choice)
        kept = [clearing.item(item) for item in gathered.items if item.id not in choice.withheld]
        facts = self._facts(gathered, choice, reason, clearing)
        files, readable, note = self._files(kept, facts, step)
        content = self._parts.packs.put_together(files, self._desk.context.clock.now())
        step(_WHOLE, _WHOLE)
        receipts = Receipts(self._desk.context, self._parts.files)
        ids = [item.id for item in kept]
        (receipt,) = receipts.leave(
            target, content, people=(gathered.person,), what="access_pack", kind="zip", item_ids=ids
        )
        withheld = len(gathered.items) - len(kept)
        written = Written(receipt, tuple(files), len(kept), withheld, readable, note)
        return Change.of(Receipt, person=person_id, created=receipt.id), written

    def _gathered(self, person_id: PersonId) -> _Gathered:
        return _Gathered(self._record.get(Person, person_id), self._parts.rows.everything(self._record, person_id))

    def _reason(self, choice: Choice) -> str:
        reason = choice.reason.strip()
        if (choice.withheld or choice.mask_names) and not reason:
            message = "Say why something is withheld: the reason goes into the pack. Nothing was written."
            raise UnfitInput(message)
        if reason != REASON:
            Pen(self._desk.context).hold(reason)
        return reason

    def _line(self, item: AccessItem, names: tuple[str, ...], choice: Choice) -> AccessLine:
        words = "\n".join(dict.fromkeys(text for text in _texts(item) if text.strip()))
        part, title = GROUP_TITLES[item.group], named(item.head)
        return AccessLine(item.id, item.group, part, title, item.on, words, names, item.id not in choice.withheld)

    def _clearing(self, gathered: _Gathered, choice: Choice) -> Clearing:
        """Return what takes the words of withheld items, and names if that was chosen, out of what leaves."""
        names = names_of_others(gathered.person, self._record.every(Person)) if choice.mask_names else None
        out = {text for item in gathered.items if item.id in choice.withheld for text in _texts(item)}
        return Clearing(out - {gathered.person.name}, names)

    def _facts(self, gathered: _Gathered, choice: Choice, reason: str, clearing: Clearing) -> AccessFacts:
        counts = Counter(item.group for item in gathered.items if item.id in choice.withheld)
        return AccessFacts(
            person=gathered.person,
            manager=str(self._desk.keeping.setting(MANAGER_NAME, "") or ""),
            on=day_of(self._desk.context.clock.now()),
            audit=gathered.audit,
            settings=gathered.settings,
            withheld=[Withheld(group, counts[group]) for group in AccessGroup if counts[group]],
            reason=reason,
            places=clearing.places,
            links={
                key: clearing.text(words, counted=False)
                for key, words in self._links(gathered, choice.withheld).items()
            },
        )

    def _links(self, gathered: _Gathered, withheld: Collection[str]) -> dict[str, str]:
        """Return what the ids of goals, outcomes and skills, and the places of a diagnosis, stand for."""
        links: dict[str, str] = {one.id: one.question for one in self._desk.context.library.diagnosis().nodes.values()}
        goals = [row for row in gathered.rows.get(Goal, ()) if isinstance(row, Goal)]
        links |= {goal.id: goal.title for goal in goals if goal.id not in withheld}
        links |= {row.id: row.name for row in self._record.every(Outcome)}
        links |= {row.id: row.name for row in self._record.every(Priority)}
        links |= {row.id: row.name for row in self._record.every(Skill)}
        return links

    def _files(
        self, items: Sequence[AccessItem], facts: AccessFacts, step: Step
    ) -> tuple[dict[str, bytes], Format, str]:
        document = tell_everything(items, facts)
        readable, note = Format.PDF, ""
        try:
            pages = self._parts.writer.render(document, step=step)
        except UnfitInput as refused:
            readable = Format.HTML
            note = f"{str(refused).removesuffix(' Nothing was saved.')} The pages are HTML instead."
            pages = self._parts.writer.render(document, file_format=Format.HTML)
        files = {
            "contents.txt": contents_text(items, facts, readable).encode(),
            f"everything.{readable.value}": pages,
            "everything.json": as_json(items, facts),
        }
        return files, readable, note


@dataclass(frozen=True)
class _Gathered:
    """What the record holds about one person."""

    person: Person
    rows: Rows

    @cached_property
    def items(self) -> tuple[AccessItem, ...]:
        return gather(self.rows)

    @property
    def audit(self) -> tuple[Audit, ...]:
        return tuple(row for row in self.rows.get(Audit, ()) if isinstance(row, Audit))

    @property
    def settings(self) -> tuple[Setting, ...]:
        return tuple(row for row in self.rows.get(Setting, ()) if isinstance(row, Setting))

    def require(self, ids: Collection[str]) -> None:
        """Refuse ids that are no items, and the person itself."""
        known = {item.id for item in self.items} - {self.person.id}
        if not set(ids) <= known:
            message = "One of the items to withhold is not in the list. Nothing was written; look with --preview."
            raise NotFound(message)


def _texts(item: AccessItem) -> list[str]:
    """Return every text that somebody wrote inside an item."""
    return [text for row in item.rows for text in written_in(row)]
