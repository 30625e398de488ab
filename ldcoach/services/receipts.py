"""One way out for files: written whole, and a receipt kept of what left, when and to whom."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from ldcoach.domain.ids import ReceiptId
from ldcoach.domain.leaving import Receipt
from ldcoach.domain.people import Person
from ldcoach.errors import LDCoachError
from ldcoach.services.context import Context
from ldcoach.services.policy import require_way
from ldcoach.services.ports import Work
from ldcoach.services.ports.travel import WholeFiles


def _content_of(target: Path) -> bytes | None:
    try:
        return target.read_bytes() if target.is_file() else None
    except OSError:  # it may be there and not be ours to read; then it cannot be written over either
        return None


def nothing_more(_work: Work) -> None:
    """Keep nothing but the receipts."""


class Receipts:
    """Lets content leave and keeps receipts, which hold ids and a hash, never the text."""

    def __init__(self, context: Context, files: WholeFiles) -> None:
        self._context = context
        self._record = context.record
        self._files = files

    def leave(
        self,
        target: Path,
        content: bytes,
        *,
        people: Sequence[Person],
        what: str,
        kind: str,
        item_ids: Sequence[str],
        beside: Sequence[object] = (),
        also: Callable[[Work], None] = nothing_more,
        to_whom: str = "",
        locked: bool = False,
    ) -> tuple[Receipt, ...]:
        """Write a file, then keep a receipt for each person, with the new rows `beside`; nothing leaves without one.

        `also` keeps what else becomes true by this leaving, in the same transaction as the receipts.
        `to_whom` names who gets it when that is not the person. `locked` says that a password or a code guards it, or
        that no person wrote any text in it.

        Raises:
            RefusedByPolicy: IT does not let it leave as this kind, or not unlocked.
            LDCoachError: the file could not be written, or the receipt not kept; there is no new file then, and what
                had its name before is there.
        """
        require_way(self._context.policy, kind, locked=locked)
        former = _content_of(target)
        self._files.write(target, content)
        try:
            return self._noted(content, people, what, kind, item_ids, beside, to_whom, also)
        except BaseException:
            self._take_back(target.resolve(), former)
            raise

    def note(
        self,
        content: bytes,
        *,
        people: Sequence[Person],
        what: str,
        kind: str,
        item_ids: Sequence[str],
    ) -> tuple[Receipt, ...]:
        """Keep a receipt for each person of something that leaves by another way than a file.

        Raises:
            RefusedByPolicy: IT does not let it leave by this way.
        """
        require_way(self._context.policy, kind, locked=False)
        return self._noted(content, people, what, kind, item_ids, (), "")

    def _take_back(self, target: Path, former: bytes | None) -> None:
        """Take a file away again, and put back what had that name before."""
        target.unlink(missing_ok=True)
        if former is not None:
            with suppress(LDCoachError):  # on a disk that is full even for this, what failed first has to be told
                self._files.write(target, former)

    def _noted(
        self,
        content: bytes,
        people: Sequence[Person],
        what: str,
        kind: str,
        item_ids: Sequence[str],
        beside: Sequence[object],
        to_whom: str,
        also: Callable[[Work], None] = nothing_more,
    ) -> tuple[Receipt, ...]:
        receipts = tuple(
            Receipt(
                id=ReceiptId(self._context.ids.new()),
                person_id=person.id,
                what=what,
                format=kind,
                at=self._context.clock.now(),
                to_whom=to_whom or person.name,
                sha256=hashlib.sha256(content).hexdigest(),
                item_ids=tuple(item_ids),
            )
            for person in people
        )
        with self._record.work() as work:
            work.add(*beside, *receipts)
            also(work)
            for receipt in receipts:
                work.audit("export", Receipt, receipt.id)
        return receipts
