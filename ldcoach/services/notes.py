"""Notes in two lanes: shared, and prep (which may be disclosed)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from ldcoach.domain.guides import Guide
from ldcoach.domain.ids import ConversationId, PersonId
from ldcoach.domain.kinds import TextKind, Visibility
from ldcoach.domain.texts import Text
from ldcoach.errors import UnfitInput
from ldcoach.services.change import Change
from ldcoach.services.context import Context
from ldcoach.services.pen import NOBODY, Pen
from ldcoach.services.ports import Work
from ldcoach.services.views import StageNotes

PREPARE = "prepare"
"""The stage code of the notes written while preparing."""

FILED = ":"
"""Stands between the key of a guide that was left midway and the code of its stage."""


def stage_owner(conversation_id: ConversationId, stage_code: str) -> str:
    """Return the owner id of a note on one stage: the 1-2-1's id, '#', the stage's code."""
    return f"{conversation_id}#{stage_code}"


class Notes:
    """Writes notes on a person and autosaves the lanes of a 1-2-1."""

    def __init__(self, context: Context, pen: Pen) -> None:
        self._context = context
        self._record = context.record
        self._pen = pen

    def add(
        self, person_id: PersonId, body: str, visibility: Visibility, *, about_work: Collection[str] = NOBODY
    ) -> Change:
        """Keep one note on a person; returns once it is safely on the disk."""
        if not body.strip():
            message = "The note is empty. Nothing was saved; write a few words first."
            raise UnfitInput(message)
        self._pen.hold(body, about_work=about_work)
        with self._record.work() as work:
            text = self._pen.new(
                work, TextKind.NOTE, body, owner_id=person_id, person_id=person_id, visibility=visibility
            )
            self._pen.confirm(work, text.id, about_work)
        return Change.of(Text, person=person_id, created=text.id)

    def keep(
        self,
        conversation_id: ConversationId,
        person_id: PersonId,
        stage_code: str,
        visibility: Visibility,
        body: str,
        *,
        visit: bool = False,
        about_work: Collection[str] = NOBODY,
    ) -> Change:
        """Autosave one lane of one stage; `visit` marks the first save since the field got focus.

        Raises:
            HeldText: a stop rule holds the text; what was saved before stays as it was.
        """
        owner = stage_owner(conversation_id, stage_code)
        kept = self._record.texts_of([owner], kinds=[TextKind.NOTE], visibility=visibility)
        self._pen.hold(body, about_work=about_work, standing=[text.body for text in kept])
        if not kept and not body.strip():
            return Change.of()
        with self._record.work() as work:
            if kept:
                text = self._pen.rewrite(work, kept[0], body, visit=visit)
            else:
                text = self._pen.new(
                    work,
                    TextKind.NOTE,
                    body,
                    owner_id=owner,
                    person_id=person_id,
                    conversation_id=conversation_id,
                    visibility=visibility,
                )
            self._pen.confirm(work, text.id, about_work)
        return Change.of(Text, person=person_id, created=text.id)

    def of(self, conversation_id: ConversationId) -> dict[str, StageNotes]:
        """Return what stands in the lanes, by stage code."""
        found: dict[str, StageNotes] = {}
        for text in self._record.conversation_texts(conversation_id):
            owner, _, code = text.owner_id.partition("#")
            if text.kind is TextKind.NOTE and owner == conversation_id and code:
                now = found.get(code, StageNotes("", ""))
                prep = text.visibility is Visibility.PREP
                found[code] = StageNotes(now.shared, text.body) if prep else StageNotes(text.body, now.prep)
        return found

    def file_away(self, work: Work, conversation_id: ConversationId, left: Guide, taken: Guide) -> None:
        """Keep the notes of a guide that is left under its key, and bring back those of the guide that is taken."""
        back = {f"{taken.key}{FILED}{stage.code}": stage.code for stage in taken.stages}
        away = {stage.code: f"{left.key}{FILED}{stage.code}" for stage in left.stages}
        for text in self._record.conversation_texts(conversation_id):
            owner, _, code = text.owner_id.partition("#")
            filed = back.get(code) or away.get(code)
            if text.kind is TextKind.NOTE and owner == conversation_id and filed:
                work.save(replace(text, owner_id=stage_owner(conversation_id, filed)))
