"""The employee's preparation form: made for one person, and taken over when it comes back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from ldcoach.domain.conversations import Conversation, Topic
from ldcoach.domain.ids import FormId, PersonId, TopicId
from ldcoach.domain.kinds import ConversationStatus, FormKind, Side, TextKind, TopicStatus, Visibility
from ldcoach.domain.leaving import Form
from ldcoach.domain.letter import Attachment, Letter
from ldcoach.domain.people import Person
from ldcoach.domain.prep_form import (
    UID_FIELD,
    Answer,
    FormSheet,
    FormWords,
    Question,
    QuestionWords,
    answers_of,
    field_names,
    same_words,
)
from ldcoach.domain.texts import Text
from ldcoach.errors import HeldText, UnfitInput
from ldcoach.services.change import Change
from ldcoach.services.clock import day_of
from ldcoach.services.context import Context
from ldcoach.services.languages import chosen
from ldcoach.services.pen import Pen
from ldcoach.services.policy import require_way
from ldcoach.services.ports import Work
from ldcoach.services.ports.travel import Travel
from ldcoach.services.receipts import Receipts
from ldcoach.services.views.travel import AnswerLine, FormView, Taking

FILE_NAME = "preparation-form.pdf"
LARGEST_FILE = 10_000_000
SPOKEN = TextKind.COMMENT
"""How the answers that are no topics are kept: the employee's own words, shared."""

NO_FIELDS = frozenset[str]()


def all_fields() -> frozenset[str]:
    """Return the names of all fields that an answer may stand in."""
    return frozenset(name for question in Question for name in field_names(question))


class Forms:
    """Makes preparation forms and takes them over."""

    def __init__(self, context: Context, pen: Pen, travel: Travel, receipts: Receipts) -> None:
        self._context = context
        self._record = context.record
        self._pen = pen
        self._travel = travel
        self._receipts = receipts

    def languages(self) -> tuple[tuple[str, str], ...]:
        """Return the languages that a form can be in, as (tag, what its readers call it)."""
        return tuple((tag, words.name) for tag, words in self._travel.form_texts.prep_words().items())

    def export(self, person_id: PersonId, target: Path, *, language: str = "") -> tuple[Change, Form]:
        """Write a form for a person, as PDF or, where the file's name ends in .eml, as an e-mail draft that holds it.

        `language` is the person's by default.

        Raises:
            UnfitInput: there is no form in that language.
            RefusedByPolicy: IT lets no PDF leave, or no e-mail draft.
            LDCoachError: the file could not be written; no form was kept.
        """
        require_way(self._context.policy, "pdf", locked=True)
        person = self._record.get(Person, person_id)
        words = self._words(language, person)
        form = Form(
            id=FormId(self._context.ids.new()),
            uid=self._context.ids.new(),
            person_id=person.id,
            kind=FormKind.PREP,
            made_at=self._context.clock.now(),
        )
        sheet = FormSheet(form.uid, person.called, self._next_day(person), words)
        content = self._travel.forms.render(sheet)
        kind = "eml" if target.suffix.lower() == ".eml" else "pdf"
        if kind == "eml":
            content = self._travel.letters.draft(_letter(person, sheet, content))
        self._receipts.leave(
            target,
            content,
            people=(person,),
            what="prep_form",
            kind=kind,
            item_ids=(form.id,),
            beside=(form,),
            locked=True,
        )
        return Change.of(Form, person=person.id, created=form.id), form

    def preview(self, data: bytes, about_work: Collection[str] = NO_FIELDS) -> FormView:
        """Return what would be taken over; `about_work` names the fields that the manager called so. Changes nothing.

        Raises:
            UnfitInput: the file is no form of this record, or none that can be trusted.
        """
        if len(data) > LARGEST_FILE:
            message = "This file is larger than 10 MB, so it is no form of ours. Nothing was taken over."
            raise UnfitInput(message)
        values = self._travel.forms.read(data)
        form = self._form_of(values.get(UID_FIELD, ""))
        person = self._record.get(Person, form.person_id)
        asked = self._asked()
        lines = tuple(
            self._line(form, answer, asked[answer.question].label, about_work) for answer in answers_of(values)
        )
        return FormView(form.uid, person, form.imported_at, lines)

    def take_over(self, data: bytes, about_work: Collection[str] = NO_FIELDS) -> tuple[Change, FormView]:
        """Take over what is new in a form: topics raised by the employee, and their own words, shared.

        Held answers stay out unless `about_work` names their field. What was taken over before is not taken twice; an
        answer that was changed since keeps its earlier version. Raises as `preview`.
        """
        view = self.preview(data, about_work)
        form = self._form_of(view.uid)
        with self._record.work() as work:
            for line in view.taken:
                self._keep(work, form, line)
            if form.imported_at is None or view.taken:
                work.save(replace(form, imported_at=self._context.clock.now()))
                work.audit("import", Form, form.id)
        kinds = (Form, Topic, Text) if view.taken else (Form,)
        return Change.of(*kinds, person=form.person_id, created=form.id), view

    def latest(self, person_id: PersonId) -> tuple[Form | None, tuple[tuple[str, str], ...]]:
        """Return the form made last for a person, and the (question, words) of the one taken over last."""
        forms = [form for form in self._record.every(Form, person_id=person_id) if form.kind is FormKind.PREP]
        made = max(forms, key=lambda form: (form.made_at, form.id), default=None)
        back = [form for form in forms if form.imported_at is not None]
        if not back:
            return made, ()
        last = max(back, key=lambda form: (form.imported_at or form.made_at, form.id))
        asked = self._asked()
        owners = {_owner(last, question.value): question for question in Question}
        said = {text.owner_id: text.body for text in self._record.texts_of(list(owners), kinds=[SPOKEN])}
        return made, tuple((asked[question].label, said[owner]) for owner, question in owners.items() if owner in said)

    def _words(self, wanted: str, person: Person) -> FormWords:
        known = self._travel.form_texts.prep_words()
        return known[chosen(known, wanted, person.language, "preparation form")]

    def _asked(self) -> Mapping[Question, QuestionWords]:
        """Return the questions as the manager reads them, whatever the language of the form that came back."""
        return next(iter(self._travel.form_texts.prep_words().values())).questions

    def _next_day(self, person: Person) -> date | None:
        """Return the day of the next planned 1-2-1 that is not over."""
        planned = self._record.every(Conversation, person_id=person.id, status=ConversationStatus.PLANNED)
        days = sorted(day_of(talk.planned_for) for talk in planned)
        return next((day for day in days if day >= self._context.clock.today()), None)

    def _form_of(self, uid: str) -> Form:
        """Return the form that a uid belongs to.

        Raises:
            UnfitInput: no form of this record goes by it.
        """
        found = self._record.every(Form, uid=uid.strip()) if uid.strip() else []
        if not found or found[0].kind is not FormKind.PREP:
            message = (
                "This is not a preparation form that was made with this record. "
                "Nothing was taken over; ask for the form that you sent."
            )
            raise UnfitInput(message)
        return found[0]

    def _line(self, form: Form, answer: Answer, label: str, about_work: Collection[str]) -> AnswerLine:
        taking = self._taking(form, answer)
        if taking is Taking.KNOWN:
            return AnswerLine(answer, label, taking)
        try:
            self._pen.hold(answer.words)
        except HeldText as held:
            taking = taking if answer.field in about_work else Taking.HELD
            return AnswerLine(
                answer, label, taking, tuple(dict.fromkeys(held.rules)), str(held).removesuffix(" Nothing was saved.")
            )
        return AnswerLine(answer, label, taking)

    def _taking(self, form: Form, answer: Answer) -> Taking:
        if answer.question is Question.TOPICS:
            topics = self._record.every(Topic, person_id=form.person_id, raised_by=Side.EMPLOYEE)
            since = day_of(form.made_at)
            known = any(same_words(topic.title, answer.words) for topic in topics if topic.first_raised_on >= since)
            waits = any(same_words(t.title, answer.words) for t in topics if t.status is TopicStatus.OPEN)
            return Taking.KNOWN if known or waits else Taking.NEW
        kept = self._spoken(form, answer)
        if kept is None:
            return Taking.NEW
        return Taking.KNOWN if kept.body == answer.words else Taking.CHANGED

    def _spoken(self, form: Form, answer: Answer) -> Text | None:
        return next(iter(self._record.texts_of([_owner(form, answer.field)], kinds=[SPOKEN])), None)

    def _keep(self, work: Work, form: Form, line: AnswerLine) -> None:
        answer = line.answer
        if answer.question is Question.TOPICS:
            text = self._raise_topic(work, form, answer)
        elif (kept := self._spoken(form, answer)) is not None:
            text = self._pen.rewrite(work, kept, answer.words, visit=True)
        else:
            text = self._pen.new(
                work,
                SPOKEN,
                answer.words,
                owner_id=_owner(form, answer.field),
                person_id=form.person_id,
                visibility=Visibility.SHARED,
                author=Side.EMPLOYEE,
            )
        self._pen.confirm(work, text.id, line.rules)

    def _raise_topic(self, work: Work, form: Form, answer: Answer) -> Text:
        topic = Topic(
            id=TopicId(self._context.ids.new()),
            person_id=form.person_id,
            raised_by=Side.EMPLOYEE,
            title=answer.words,
            first_raised_on=self._context.clock.today(),
        )
        work.add(topic)
        return self._pen.new(
            work,
            TextKind.TOPIC,
            topic.title,
            owner_id=topic.id,
            person_id=form.person_id,
            visibility=Visibility.SHARED,
            author=Side.EMPLOYEE,
        )


def _owner(form: Form, field: str) -> str:
    """Return the owner id of an answer: the form's id, '#', the field."""
    return f"{form.id}#{field}"


def _letter(person: Person, sheet: FormSheet, content: bytes) -> Letter:
    return Letter(
        to_name=person.name,
        to_address=person.email,
        subject=sheet.words.mail_subject,
        opening=sheet.mail_body,
        attachments=(Attachment(FILE_NAME, "application/pdf", content),),
    )
