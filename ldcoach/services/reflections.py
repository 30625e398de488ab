"""The manager's own look back on a 1-2-1: two prompts, preparation only, never exported."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from ldcoach.domain.conversations import Conversation, Reflection
from ldcoach.domain.ids import ConversationId
from ldcoach.domain.kinds import ConversationStatus, TextKind, Visibility
from ldcoach.domain.reflecting import prompts_for
from ldcoach.domain.texts import Text
from ldcoach.services.change import Change
from ldcoach.services.context import Context
from ldcoach.services.pen import NOBODY, Pen


class Reflections:
    """Asks two questions after a 1-2-1 and keeps the answers as prep texts."""

    def __init__(self, context: Context, pen: Pen) -> None:
        self._context = context
        self._record = context.record
        self._pen = pen

    def prompts(self, conversation_id: ConversationId) -> tuple[str, ...]:
        """Return the prompts of a 1-2-1: those answered already, or the next two."""
        kept = self._kept(conversation_id)
        if kept is not None:
            return kept.prompts
        talk = self._record.get(Conversation, conversation_id)
        held = self._record.every(Conversation, person_id=talk.person_id, status=ConversationStatus.HELD)
        return prompts_for(sum(one.planned_for < talk.planned_for for one in held))

    def answers(self, conversation_id: ConversationId) -> tuple[str, ...]:
        """Return what was answered, in the order of the prompts; empty where nothing was."""
        kept = self._kept(conversation_id)
        if kept is None:
            return tuple("" for _ in self.prompts(conversation_id))
        bodies = {text.id: text.body for text in self._record.texts_of([kept.id], kinds=[TextKind.REFLECTION])}
        return tuple(bodies.get(text_id, "") for text_id in kept.text_ids)

    def keep(
        self,
        conversation_id: ConversationId,
        at: int,
        body: str,
        *,
        visit: bool = False,
        about_work: Collection[str] = NOBODY,
    ) -> Change:
        """Autosave the answer to the prompt at a place, from 0; `visit` as in `Notes.keep`.

        Raises:
            HeldText: a stop rule holds the text; what was saved before stays as it was.
        """
        before = self.answers(conversation_id)[at]
        self._pen.hold(body, about_work=about_work, standing=[before])
        kept = self._kept(conversation_id)
        talk = self._record.get(Conversation, conversation_id)
        if kept is None and not body.strip():
            return Change.of()
        if kept is None:
            kept = self._begin(talk)
        text = self._record.get(Text, kept.text_ids[at])
        with self._record.work() as work:
            self._pen.rewrite(work, text, body, visit=visit)
            self._pen.confirm(work, text.id, about_work)
        return Change.of(Text, person=talk.person_id, created=text.id)

    def _kept(self, conversation_id: ConversationId) -> Reflection | None:
        return self._record.newest(Reflection, conversation_id=conversation_id)

    def _begin(self, talk: Conversation) -> Reflection:
        """Make the row with an empty text for each prompt."""
        made = Reflection(
            id=self._context.ids.new(), conversation_id=talk.id, prompts=self.prompts(talk.id), text_ids=()
        )
        with self._record.work() as work:
            texts = [
                self._pen.new(
                    work,
                    TextKind.REFLECTION,
                    "",
                    owner_id=made.id,
                    person_id=talk.person_id,
                    conversation_id=talk.id,
                    visibility=Visibility.PREP,
                )
                for _ in made.prompts
            ]
            made = replace(made, text_ids=tuple(text.id for text in texts))
            work.add(made)
        return made
