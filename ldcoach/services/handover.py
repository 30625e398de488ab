"""Handing a person over to the next manager: what they have seen and did not object to, sealed under a code."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

from ldcoach.domain.document import Block, Document, Entry, Heading, Paragraph
from ldcoach.domain.handover import (
    Handed,
    HandedEvidence,
    HandedFeedback,
    HandedGoal,
    HandedPromise,
    HandedText,
    HandedTopic,
    Handover,
)
from ldcoach.domain.handover_file import to_bytes
from ldcoach.domain.ids import PersonId
from ldcoach.domain.keeping import Setting
from ldcoach.domain.leaving import Receipt
from ldcoach.domain.people import Person
from ldcoach.domain.third_parties import names_of_others
from ldcoach.errors import NotFound, UnfitInput
from ldcoach.services.change import Change
from ldcoach.services.clock import day_of
from ldcoach.services.desk import Desk
from ldcoach.services.handover_gathering import gathered
from ldcoach.services.ports.rights import RightsParts
from ldcoach.services.receipts import Receipts, nothing_more
from ldcoach.services.summaries import MANAGER_NAME

__all__ = ["CONTENT", "GROUPS", "HandedOver", "HandoverLine", "HandoverView", "Handovers", "group_of", "title_of"]

_Linked = TypeVar("_Linked", HandedFeedback, HandedPromise)
SEALED = "ldhandover"
CONTENT = "handover.json"
"""The one file inside a handover."""
_OBJECTIONS = "objections/{}"
GROUPS = {
    HandedGoal: "goals",
    HandedEvidence: "evidence",
    HandedFeedback: "feedback",
    HandedPromise: "promises",
    HandedTopic: "topics",
    HandedText: "notes",
}
_TITLES = {
    "goals": "Goals",
    "evidence": "Evidence",
    "feedback": "Feedback",
    "promises": "Promises",
    "topics": "Topics",
    "notes": "Notes and your own words",
}


@dataclass(frozen=True, slots=True)
class HandoverLine:
    """One item as it is shown before it leaves; `seen_on` is the day on which the employee saw it."""

    id: str
    group: str
    title: str
    words: str
    seen_on: date
    names: tuple[str, ...]
    leaves: bool


@dataclass(frozen=True, slots=True)
class HandoverView:
    """What would leave; `stays` counts texts about the person that never do, such as prep notes and drafts."""

    person: Person
    lines: tuple[HandoverLine, ...]
    stays: int

    @property
    def leaving(self) -> int:
        """How many items leave."""
        return sum(line.leaves for line in self.lines)


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A handover that was written; `code` is shown once and kept nowhere."""

    receipt: Receipt
    code: str
    items: int


class Handovers:
    """Shows and writes handovers of one open record."""

    def __init__(self, desk: Desk, parts: RightsParts) -> None:
        self._desk = desk
        self._record = desk.context.record
        self._parts = parts

    def preview(
        self, person_id: PersonId, objections: Collection[str] | None = None, *, withheld: Collection[str] = ()
    ) -> HandoverView:
        """Return every item that the employee has seen.

        `objections` stand for those kept, if given; `withheld` come on top of them.

        Raises:
            NotFound: no such person, or an objection to what is not in the list.
        """
        person = self._record.get(Person, person_id)
        whole, stays = gathered(self._record, person, self._manager(), self._desk.context.clock.now())
        out = self._staying(whole, person_id, objections, withheld)
        names = names_of_others(person, self._record.every(Person))
        lines = tuple(_line(item, names.found_in(*item.told), leaves=item.id not in out) for item in whole.items)
        return HandoverView(person, lines, stays)

    def object(self, person_id: PersonId, item_ids: Collection[str]) -> Change:
        """Keep which items the employee objects to; they stay out of every handover until the list changes.

        Raises:
            NotFound: one of them is not in the list.
        """
        self.preview(person_id, item_ids)
        return self._desk.keeping.set(_OBJECTIONS.format(person_id), sorted(item_ids))

    def objections(self, person_id: PersonId) -> frozenset[str]:
        """Return the items that the employee objects to, as they are kept."""
        kept = self._record.find(Setting, _OBJECTIONS.format(person_id))
        return frozenset(json.loads(kept.value)) if kept else frozenset()

    def document(self, person_id: PersonId, withheld: Collection[str] = ()) -> Document:
        """Return what would leave, for the employee to read before it does; `withheld` as `preview`."""
        whole = self._leaving(person_id, withheld)
        blocks: list[Block] = [Paragraph(_FOR_READING)]
        for group, title in _TITLES.items():
            found = [item for item in whole.items if group_of(item) == group]
            if found:
                blocks.append(Heading(title))
                blocks += [
                    Entry(f"{_day(_seen_on(item))}", "\n".join(word for word in item.told if word)) for item in found
                ]
        return Document(
            kicker="What the next manager would get",
            title=whole.person.name,
            subtitle=f"As of {_day(day_of(whole.made_at))}",
            language="en-GB",
            footer="For you to read before it is handed over",
            page_label="Page {page} of {pages}",
            blocks=tuple(blocks),
        )

    def show_to_employee(
        self, person_id: PersonId, target: Path, withheld: Collection[str] = ()
    ) -> tuple[Change, Receipt]:
        """Write what would leave as a PDF for the employee, with a receipt; raises as `DocumentWriter.render`.

        `withheld` are kept as objections, on top of those that are, once the file is written.
        """
        whole, content = (
            self._leaving(person_id, withheld),
            self._parts.writer.render(self.document(person_id, withheld)),
        )
        return self._left(person_id, target, content, "handover_to_read", "pdf", whole, withheld)

    def export(self, person_id: PersonId, target: Path, withheld: Collection[str] = ()) -> tuple[Change, HandedOver]:
        """Write the sealed file and keep a receipt; the code is returned and kept nowhere.

        `withheld` are kept as objections, on top of those that are, once the file is written: both or neither.

        Raises:
            NotFound: no such person.
            UnfitInput: there is nothing to hand over.
            LDCoachError: the file could not be written; no receipt was kept.
        """
        whole = self._leaving(person_id, withheld)
        if not whole.items:
            message = (
                "There is nothing yet that the person has seen, so there is nothing to hand over. No file was made."
            )
            raise UnfitInput(message)
        packed = self._parts.packs.put_together({CONTENT: to_bytes(whole)}, whole.made_at)
        sealed, code = self._parts.sealer.seal(packed)
        change, receipt = self._left(person_id, target, sealed, "handover", SEALED, whole, withheld)
        return change, HandedOver(receipt, code, len(whole.items))

    def _left(
        self,
        person_id: PersonId,
        target: Path,
        content: bytes,
        what: str,
        kind: str,
        whole: Handover,
        withheld: Collection[str],
    ) -> tuple[Change, Receipt]:
        receipts = Receipts(self._desk.context, self._parts.files)
        person = self._record.get(Person, person_id)
        ids = [item.id for item in whole.items]
        out = sorted(self.objections(person_id) | set(withheld))
        name = _OBJECTIONS.format(person_id)
        (receipt,) = receipts.leave(
            target,
            content,
            people=(person,),
            what=what,
            kind=kind,
            item_ids=ids,
            also=partial(self._desk.keeping.set_within, name=name, value=out) if withheld else nothing_more,
            locked=kind == SEALED,
        )
        return Change.of(Receipt, person=person_id, created=receipt.id), receipt

    def _leaving(self, person_id: PersonId, withheld: Collection[str]) -> Handover:
        person = self._record.get(Person, person_id)
        whole, _ = gathered(self._record, person, self._manager(), self._desk.context.clock.now())
        return _without(whole, self._staying(whole, person_id, None, withheld))

    def _staying(
        self, whole: Handover, person_id: PersonId, objections: Collection[str] | None, withheld: Collection[str]
    ) -> frozenset[str]:
        """Return the ids that stay, and with a goal what shows it; only ids that are given now have to be there."""
        given = frozenset(withheld) | frozenset(objections or ())
        if not given <= {item.id for item in whole.items}:
            message = (
                "One of the items is not in the list of what would leave. Nothing was changed; look at the list again."
            )
            raise NotFound(message)
        out = given | (self.objections(person_id) if objections is None else frozenset())
        return out | {item.id for item in whole.evidence if item.goal in out}

    def _manager(self) -> str:
        return str(self._desk.keeping.setting(MANAGER_NAME, "") or "")


_FOR_READING = (
    "This is what your next manager would get, and nothing else: what you and your present manager both know. Prep "
    "notes, drafts and reflections are not in it. Say what you do not want to go; it stays behind then."
)


def group_of(item: Handed) -> str:
    """Return the group in which an item is shown."""
    return GROUPS[type(item)]


def title_of(item: Handed) -> str:
    """Return a few words for what an item is."""
    if isinstance(item, HandedText):
        return item.kind.value.replace("_", " ")
    return group_of(item).removesuffix("s")


def _line(item: Handed, names: tuple[str, ...], *, leaves: bool) -> HandoverLine:
    words = "\n".join(word for word in item.told if word)
    return HandoverLine(item.id, group_of(item), title_of(item), words, _seen_on(item), names, leaves)


def _seen_on(item: Handed) -> date:
    return item.shared_on if isinstance(item, HandedFeedback) else day_of(item.at)


def _without(whole: Handover, out: Collection[str]) -> Handover:
    """Return a handover without some items, and without what would point to them."""
    goals = tuple(goal for goal in whole.goals if goal.id not in out)
    kept = {goal.id for goal in goals}
    texts = tuple(replace(text, about="") if text.about in out else text for text in whole.texts if text.id not in out)
    promises = tuple(one for one in whole.promises if one.id not in out)
    talks = {one.talk for one in texts} | {one.talk for one in promises}
    return replace(
        whole,
        goals=goals,
        evidence=tuple(one for one in whole.evidence if one.id not in out and one.goal in kept),
        feedback=tuple(_linked(one, kept) for one in whole.feedback if one.id not in out),
        promises=tuple(_linked(one, kept) for one in promises),
        topics=tuple(one for one in whole.topics if one.id not in out),
        texts=texts,
        talks=tuple(talk for talk in whole.talks if talk.id in talks),
    )


def _linked(item: _Linked, goals: Collection[str]) -> _Linked:
    return item if item.goal in goals else replace(item, goal="")


def _day(on: date) -> str:
    return f"{on.day} {on:%B %Y}"
