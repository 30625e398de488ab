"""The one way a written text reaches the record: stop rules first, earlier versions kept."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from ldcoach.domain.feedback import DismissedRule
from ldcoach.domain.ids import ConversationId, PersonId, TextId
from ldcoach.domain.kinds import Side, TextKind, Visibility
from ldcoach.domain.texts import Revision, Text
from ldcoach.domain.wording import stop_findings
from ldcoach.errors import HeldText, UnfitInput
from ldcoach.services.context import Context
from ldcoach.services.ports import Work

NOBODY = frozenset[str]()
LONGEST_TEXT = 100_000
"""Characters of one text: some forty pages, so that what was pasted by mistake does not slow every search."""
_TOO_LONG = f"This text is longer than {LONGEST_TEXT:,} characters. Nothing was saved; keep it in two or more parts."


class Pen:
    """Writes texts inside a transaction that the calling service owns."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def hold(self, *bodies: str, about_work: Collection[str] = NOBODY, standing: Collection[str] = NOBODY) -> None:
        """Refuse texts that a stop rule holds.

        `about_work` names the rules for which the manager confirmed 'this is about the work, not
        about a person'. `standing` are the words that the record holds in these places already: they
        were asked about when they were written, so an act that leaves them as they are asks no second time.

        Raises:
            HeldText: nothing was written; the message asks the rule's question.
            UnfitInput: one is longer than any note; nothing was written.
        """
        rules = self._context.library.stop_rules()
        names = tuple(name for _, name in self._context.record.person_names())
        for part, body in enumerate(bodies):
            if body in standing:
                continue
            if len(body) > LONGEST_TEXT:
                raise UnfitInput(_TOO_LONG)
            findings = [found for found in stop_findings(body, rules, names) if found.rule not in about_work]
            if findings:
                raise HeldText(
                    f"{findings[0].question} Nothing was saved.",
                    tuple(found.rule for found in findings),
                    tuple((found.start, found.end) for found in findings),
                    part,
                )

    def new(
        self,
        work: Work,
        kind: TextKind,
        body: str,
        *,
        owner_id: str,
        person_id: PersonId | None,
        conversation_id: ConversationId | None = None,
        visibility: Visibility,
        author: Side = Side.MANAGER,
    ) -> Text:
        """Keep a new text; the caller has asked `hold` before."""
        text = Text(
            id=TextId(self._context.ids.new()),
            person_id=person_id,
            conversation_id=conversation_id,
            kind=kind,
            owner_id=owner_id,
            visibility=visibility,
            at=self._context.clock.now(),
            body=body,
            author=author,
        )
        work.add(text)
        return text

    def rewrite(self, work: Work, text: Text, body: str, *, visit: bool, visibility: Visibility | None = None) -> Text:
        """Replace what a text says; with `visit` (the first save since the field got focus) keep what it said."""
        if visit and text.body and text.body != body:
            revision = self._context.ids.new()
            work.add(Revision(id=revision, text_id=text.id, body=text.body, replaced_at=self._context.clock.now()))
        changed = replace(text, body=body, visibility=visibility or text.visibility)
        if changed != text:
            work.save(changed)
        return changed

    def confirm(self, work: Work, text_id: TextId, about_work: Collection[str]) -> None:
        """Keep that the manager called a held text 'about the work': rule id and time, never the words."""
        if not about_work:
            return
        known = {kept.rule_id for kept in self._context.record.every(DismissedRule, text_id=text_id)}
        for rule in sorted(set(about_work) - known):
            work.add(DismissedRule(id=self._context.ids.new(), rule_id=rule, text_id=text_id))
