"""The manager's own sentences for a summary: kept between visits, checked like every text."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from ldcoach.domain.ids import PersonId
from ldcoach.domain.kinds import TextKind, Visibility
from ldcoach.domain.texts import Text
from ldcoach.services.change import Change
from ldcoach.services.context import Context
from ldcoach.services.pen import NOBODY, Pen

__all__ = ["OwnSentences", "OwnWords", "owners_of"]

OWN_WORDS = TextKind.COMMENT
"""How the sentences are kept; they are the manager's and not shared by themselves."""


class OwnWords(NamedTuple):
    """So what, the conditions outside the person, and what changed for people."""

    so_what: str = ""
    conditions: str = ""
    human: str = ""


def owners_of(person_id: PersonId) -> tuple[str, str, str]:
    """Return the owner ids of the sentences: the person's id, '#', which one."""
    return f"{person_id}#so_what", f"{person_id}#conditions", f"{person_id}#human"


class OwnSentences:
    """Keeps the sentences of one record."""

    def __init__(self, context: Context, pen: Pen) -> None:
        self._record = context.record
        self._pen = pen

    def of(self, person_id: PersonId) -> OwnWords:
        """Return the sentences as last kept."""
        kept = {text.owner_id: text.body for text in self._kept(person_id)}
        return OwnWords(*(kept.get(owner, "") for owner in owners_of(person_id)))

    def keep(self, person_id: PersonId, said: OwnWords, about_work: Collection[str] = NOBODY) -> Change:
        """Keep the sentences; raises HeldText, with the place of the one that is held."""
        kept = {text.owner_id: text for text in self._kept(person_id)}
        self._pen.hold(*said, about_work=about_work, standing=[text.body for text in kept.values()])
        with self._record.work() as work:
            for owner, body in zip(owners_of(person_id), said, strict=True):
                if owner in kept:
                    text = self._pen.rewrite(work, kept[owner], body, visit=False)
                elif body.strip():
                    text = self._pen.new(
                        work, OWN_WORDS, body, owner_id=owner, person_id=person_id, visibility=Visibility.TO_SHARE
                    )
                else:
                    continue
                self._pen.confirm(work, text.id, about_work)
        return Change.of(Text, person=person_id)

    def _kept(self, person_id: PersonId) -> list[Text]:
        return self._record.texts_of(owners_of(person_id), kinds=[OWN_WORDS])
