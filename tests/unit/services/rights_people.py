"""People with marked texts in every lane, for tests of what leaves with a person."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import cast

from ldcoach.app.late_rights import LatePacks, LateRows
from ldcoach.documents.files import write_whole
from ldcoach.documents.writers import Writers
from ldcoach.domain import kinds
from ldcoach.domain.conversations import Reflection
from ldcoach.domain.gaps import Gap
from ldcoach.domain.goals import Evidence
from ldcoach.domain.ids import EvidenceId, GapId
from ldcoach.domain.people import Person
from ldcoach.domain.texts import Revision
from ldcoach.errors import WrongSecret
from ldcoach.services.desk import Desk
from ldcoach.services.ports.rights import RightsParts
from ldcoach.store.record import EncryptedRecord
from ldcoach.vault.cost import FLOOR
from ldcoach.vault.sealing import CodeSealer
from tests.fakes import FixedClock, SequentialIds
from tests.store.writer import Writer

STAYING, SHARED = "zqstay", "zqshow"
"""Words that begin so stand in what never leaves with a handover, and in what both have seen."""


class Files:
    """Whole files."""

    def write(self, target: object, content: bytes) -> str:
        """Write a file."""
        return write_whole(target, content)  # type: ignore[arg-type]


class OpenSealer:
    """Seals in name only, which costs nothing; the vault has tests of the real one."""

    code = "2222-2222-2222-2222-2222-2222"

    def seal(self, content: bytes) -> tuple[bytes, str]:
        """Turn the bytes round."""
        return content[::-1], self.code

    def inspect(self, sealed: bytes) -> None:
        """Find everything whole."""

    def open(self, sealed: bytes, code: str) -> bytes:
        """Turn the bytes round again, for the one code."""
        if code != self.code:
            message = "Another code."
            raise WrongSecret(message)
        return sealed[::-1]


def rights_parts(*, sealed: bool = False) -> RightsParts:
    """Return the real parts; the files are sealed only where a test is about that."""
    sealer = CodeSealer(FLOOR) if sealed else OpenSealer()
    return RightsParts(LateRows(), Writers(), LatePacks(), Files(), sealer)


def writer_of(desk: Desk) -> Writer:
    """Return what keeps rows in the record of a desk."""
    context = desk.context
    return Writer(
        cast("EncryptedRecord", context.record), cast("FixedClock", context.clock), cast("SequentialIds", context.ids)
    )


class Marks:
    """Makes words that stand nowhere else and remembers which may leave."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self.shared: list[str] = []
        self.staying: list[str] = []

    def show(self) -> str:
        """Return a mark for what both have seen."""
        self.shared.append(self._word(SHARED))
        return self.shared[-1]

    def stay(self) -> str:
        """Return a mark for what stays."""
        self.staying.append(self._word(STAYING))
        return self.staying[-1]

    @property
    def every(self) -> list[str]:
        """All marks."""
        return [*self.shared, *self.staying]

    def _word(self, kind: str) -> str:
        return f"{kind}{self._chance.randrange(10**12):012}"


def marked_person(write: Writer, marks: Marks, name: str, notes: int = 3) -> Person:
    """Keep a person with texts in every lane and of every kind; each holds a mark."""
    show, stay, now = marks.show, marks.stay, write.clock.now()
    person = write.person(name, how_they_like_feedback=stay())
    talk = write.held(person, now - timedelta(days=3), takeaway=show())
    write.text(
        person,
        talk.takeaway,
        kind=kinds.TextKind.TAKEAWAY,
        owner_id=talk.id,
        conversation_id=talk.id,
        visibility=kinds.Visibility.SHARED,
        author=kinds.Side.EMPLOYEE,
    )
    for number in range(notes):
        stage = {"owner_id": f"{talk.id}#open", "conversation_id": talk.id} if number % 2 else {}
        write.text(person, f"note {show()}", visibility=kinds.Visibility.SHARED, **stage)
        kept = write.text(person, f"note {stay()}", visibility=kinds.Visibility.PREP, **stage)
        write.keep(Revision(id=write.ids.new(), text_id=kept.id, body=stay(), replaced_at=now))
        write.text(person, stay(), visibility=kinds.Visibility.TO_SHARE, **stage)
    thought = write.text(person, stay(), kind=kinds.TextKind.REFLECTION, owner_id=talk.id)
    write.keep(Reflection(id=write.ids.new(), conversation_id=talk.id, prompts=(stay(),), text_ids=(thought.id,)))
    title = show()
    goal = write.goal(person, title)
    write.text(person, title, kind=kinds.TextKind.GOAL, owner_id=goal.id, visibility=kinds.Visibility.SHARED)
    write.goal(person, stay(), status=kinds.GoalStatus.DRAFT)
    for agreed, word in ((True, show()), (False, stay())):
        text = write.text(person, word, kind=kinds.TextKind.EVIDENCE, owner_id="", visibility=kinds.Visibility.SHARED)
        write.keep(
            Evidence(
                id=EvidenceId(write.ids.new()),
                goal_id=goal.id,
                kind=kinds.EvidenceKind.WORK_PRODUCT,
                on=now.date(),
                text_id=text.id,
                agreed_by_employee=agreed,
            )
        )
    write.feedback(
        person,
        show(),
        situation=show(),
        ask=stay(),
        visibility=kinds.Visibility.SHARED,
        shared_on=now.date(),
        goal_id=goal.id,
    )
    write.feedback(person, stay(), behaviour=stay())
    write.action(person, show(), goal_id=goal.id)
    write.keep(
        Gap(id=GapId(write.ids.new()), person_id=person.id, statement=stay(), answers={"N0": "unknown", "N1": stay()})
    )
    return person
