"""The employee's answer to a summary: shown before it is taken over, and kept beside the items it is about."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date

from ldcoach.domain.ids import PersonId
from ldcoach.domain.kinds import FormKind, Side, SummaryAudience, TextKind, Visibility
from ldcoach.domain.leaving import Form, Summary
from ldcoach.domain.people import Person
from ldcoach.domain.prep_form import UID_FIELD
from ldcoach.domain.reply import COMMENT_FIELD, Answered, Verdict, answered, item_field
from ldcoach.domain.texts import Text
from ldcoach.errors import HeldText, NotFound, UnfitInput
from ldcoach.services.change import Change
from ldcoach.services.clock import day_of
from ldcoach.services.context import Context
from ldcoach.services.pen import Pen
from ldcoach.services.ports import Work
from ldcoach.services.ports.travel import Travel
from ldcoach.services.story_reading import comment_owner, view_owner
from ldcoach.services.views.leaving import ReplyLine, ReplyView
from ldcoach.services.views.travel import Taking

__all__ = ["LARGEST_FILE", "NO_FIELDS", "Answers"]

LARGEST_FILE = 20_000_000
NO_FIELDS = frozenset[str]()


class Answers:
    """Takes over what employees say of their summaries."""

    def __init__(self, context: Context, pen: Pen, travel: Travel) -> None:
        self._context = context
        self._record = context.record
        self._pen = pen
        self._travel = travel

    def preview(
        self, data: bytes, *, password: str | None = None, about_work: Collection[str] = NO_FIELDS
    ) -> ReplyView:
        """Return what would be taken over; `about_work` names the fields that the manager called so. Changes nothing.

        Raises:
            UnfitInput: the file is no summary of this record, or none that can be trusted.
            FileLocked: it is locked with a password, and this is none or another.
        """
        if len(data) > LARGEST_FILE:
            message = "This file is larger than 20 MB, so it is no summary of ours. Nothing was taken over."
            raise UnfitInput(message)
        values = self._travel.forms.read_answer(data, password)
        form, summary = self._asked_by(values.get(UID_FIELD, ""))
        asked = [str(item) for item in summary.blocks.get("asked", ())]
        said = answered(values, len(asked))
        return ReplyView(
            uid=form.uid,
            person=self._record.get(Person, form.person_id),
            summary=summary,
            imported_at=form.imported_at,
            read=said.read,
            verdict=said.verdict,
            lines=tuple(self._lines(said, asked, summary, about_work)),
        )

    def take_over(
        self, data: bytes, *, password: str | None = None, about_work: Collection[str] = NO_FIELDS
    ) -> tuple[Change, ReplyView]:
        """Take over what is new: words beside their items, the comment, and that the summary was seen.

        Held words stay out unless `about_work` names their field. What was taken over before is not taken twice; words
        that were changed since keep their earlier version. Raises as `preview`.
        """
        view = self.preview(data, password=password, about_work=about_work)
        form, _ = self._asked_by(view.uid)
        with self._record.work() as work:
            for line in view.taken:
                self._keep(work, view, line)
            if form.imported_at is None or view.taken or _verdict(view) != view.summary.blocks.get("verdict"):
                work.save(replace(form, imported_at=self._context.clock.now()), self._seen(view))
                work.audit("import", Form, form.id)
        return Change.of(Form, Summary, Text, person=form.person_id, created=form.id), view

    def note_seen(self, person_id: PersonId, on: date) -> Change:
        """Note the day on which the employee saw the newest summary made for them.

        Raises:
            NotFound: none was made yet.
            UnfitInput: the day is before the summary was made, or has not come.
        """
        summary = self._record.newest(Summary, person_id=person_id, audience=SummaryAudience.EMPLOYEE)
        if summary is None:
            message = "No summary was made for this person yet. Nothing was noted; save one first."
            raise NotFound(message)
        if on > self._context.clock.today():
            message = "That day has not come yet. Nothing was noted; give the day on which they saw it."
            raise UnfitInput(message)
        if on < self._earliest(summary):
            message = "That day lies before the summary was made. Nothing was noted; give the day on which they saw it."
            raise UnfitInput(message)
        with self._record.work() as work:
            work.save(replace(summary, employee_seen_on=on))
        return Change.of(Summary, person=person_id, created=summary.id)

    def newest(self, person_id: PersonId) -> Summary | None:
        """Return the summary made last for the employee's own eyes."""
        return self._record.newest(Summary, person_id=person_id, audience=SummaryAudience.EMPLOYEE)

    def _earliest(self, summary: Summary) -> date:
        """Return the first day on which a summary can have been seen: when its form was made, else its first day."""
        forms = self._record.every(Form, uid=str(summary.blocks["form"])) if "form" in summary.blocks else []
        return day_of(forms[0].made_at) if forms else summary.from_on

    def _asked_by(self, uid: str) -> tuple[Form, Summary]:
        """Return the form that a uid belongs to and the summary that asked.

        Raises:
            UnfitInput: no summary of this record goes by it.
        """
        found = self._record.every(Form, uid=uid.strip()) if uid.strip() else []
        if found and found[0].kind is FormKind.PREP:
            message = "This is a preparation form, no answer to a summary. Nothing was taken over; import it as a form."
            raise UnfitInput(message)
        for form in found:
            for summary in self._record.every(Summary, person_id=form.person_id):
                if summary.blocks.get("form") == form.uid:
                    return form, summary
        message = (
            "This is no summary that was made with this record. "
            "Nothing was taken over; ask for the file that you sent, filled in."
        )
        raise UnfitInput(message)

    def _lines(
        self, said: Answered, asked: Sequence[str], summary: Summary, about_work: Collection[str]
    ) -> Iterator[ReplyLine]:
        for number, words in said.views.items():
            item_id = asked[number - 1]
            owner = view_owner(item_id)
            yield self._line(item_field(number), item_id, str(number), words, owner, about_work)
        if said.comment:
            owner = comment_owner(summary.id)
            yield self._line(COMMENT_FIELD, "", "", said.comment, owner, about_work)

    def _line(
        self, field: str, item_id: str, label: str, words: str, owner: str, about_work: Collection[str]
    ) -> ReplyLine:
        kept = self._said(owner)
        taking = Taking.NEW if kept is None else Taking.KNOWN if kept.body == words else Taking.CHANGED
        if taking is Taking.KNOWN:
            return ReplyLine(field, item_id, label, words, taking)
        try:
            self._pen.hold(words)
        except HeldText as held:
            taking = taking if field in about_work else Taking.HELD
            question = str(held).removesuffix(" Nothing was saved.")
            return ReplyLine(field, item_id, label, words, taking, tuple(dict.fromkeys(held.rules)), question)
        return ReplyLine(field, item_id, label, words, taking)

    def _said(self, owner: str) -> Text | None:
        return next(iter(self._record.texts_of([owner], kinds=[TextKind.COMMENT])), None)

    def _keep(self, work: Work, view: ReplyView, line: ReplyLine) -> None:
        owner = view_owner(line.item_id) if line.item_id else comment_owner(view.summary.id)
        kept = self._said(owner)
        if kept is not None:
            text = self._pen.rewrite(work, kept, line.words, visit=True)
        else:
            text = self._pen.new(
                work,
                TextKind.COMMENT,
                line.words,
                owner_id=owner,
                person_id=view.person.id,
                visibility=Visibility.SHARED,
                author=Side.EMPLOYEE,
            )
        self._pen.confirm(work, text.id, line.rules)

    def _seen(self, view: ReplyView) -> Summary:
        """Return the summary as seen; an answer was given by somebody who read it."""
        spoke = view.read or view.verdict is not None or bool(view.lines)
        today = day_of(self._context.clock.now())
        on = view.summary.employee_seen_on or (today if spoke else None)
        return replace(view.summary, employee_seen_on=on, blocks={**view.summary.blocks, "verdict": _verdict(view)})


def _verdict(view: ReplyView) -> str:
    """Return what the answer comes to: words beside an item are a disagreement, whichever button was pressed."""
    if view.verdict is Verdict.DIFFER or any(line.item_id for line in view.lines):
        return Verdict.DIFFER.value
    return view.verdict.value if view.verdict else "read"
