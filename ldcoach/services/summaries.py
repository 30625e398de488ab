"""The development summary: composed from what is shared, shown item by item, exported with a receipt."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ldcoach.domain.document import Document, Format, PaperSize
from ldcoach.domain.ids import FormId, PersonId, SummaryId
from ldcoach.domain.kinds import FormKind, SummaryAudience
from ldcoach.domain.leaving import Form, Receipt, Summary
from ldcoach.domain.letter import Attachment, Letter
from ldcoach.domain.masking import masked
from ldcoach.domain.people import Person
from ldcoach.domain.story import COMMENT, ItemGroup, Story, StoryBlock
from ldcoach.domain.summary_words import SummaryWords
from ldcoach.domain.telling import day, tell
from ldcoach.domain.telling_reply import asked_items, reply_page
from ldcoach.errors import UnfitInput
from ldcoach.services.change import Change
from ldcoach.services.context import Context
from ldcoach.services.export_gate import ExportGate
from ldcoach.services.goal_book import GoalBook
from ldcoach.services.keeping import Keeping
from ldcoach.services.languages import chosen
from ldcoach.services.own_words import OwnSentences, OwnWords
from ldcoach.services.pen import NOBODY, Pen
from ldcoach.services.policy import require_leaving, why_not
from ldcoach.services.ports import DocumentWriter
from ldcoach.services.ports.travel import Travel
from ldcoach.services.receipts import Receipts
from ldcoach.services.story_reading import StoryReader
from ldcoach.services.views.leaving import GateFinding, LeavingItem

MANAGER_NAME = "manager_name"
WHAT = "summary"
MAIL = ".eml"
FILE_STEM = "development-summary"
MEDIA = {
    Format.PDF: "application/pdf",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.HTML: "text/html",
    Format.MARKDOWN: "text/markdown",
    Format.JSON: "application/json",
}
KIND_WORDS = {"reinforcing": "Reinforcing feedback", "redirecting": "Redirecting feedback"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How a summary leaves: its format and paper, a password for a PDF, and whether a PDF asks for an answer."""

    file_format: Format = Format.PDF
    paper: PaperSize = PaperSize.A4
    password: str | None = None
    reply: bool = False


class Summaries:
    """Composes, previews and exports development summaries."""

    def __init__(
        self,
        context: Context,
        pen: Pen,
        goals: GoalBook,
        keeping: Keeping,
        writer: DocumentWriter,
        travel: Travel,
        receipts: Receipts,
    ) -> None:
        self._context = context
        self._record = context.record
        self._pen = pen
        self._keeping = keeping
        self._writer = writer
        self._travel = travel
        self._receipts = receipts
        self._own = OwnSentences(context, pen)
        self._reader = StoryReader(context, goals)
        self._gate = ExportGate(context)

    def story(
        self,
        person_id: PersonId,
        from_on: date,
        to_on: date,
        *,
        audience: SummaryAudience = SummaryAudience.EMPLOYEE,
        language: str = "",
        named: bool = False,
    ) -> Story:
        """Gather all that may leave for an audience, both days included; `language` is the person's by default.

        Raises:
            UnfitInput: the period ends before it begins, or there is no summary in that language.
        """
        if to_on < from_on:
            message = "The period ends before it begins. Nothing was made; give the earlier day first."
            raise UnfitInput(message)
        story = replace(
            self._reader.read(person_id, from_on, to_on),
            manager=self._keeping.setting(MANAGER_NAME, ""),
            audience=audience,
            named=named,
            made_on=self._context.clock.today(),
        )
        story = replace(story, language=self._language(language, story.person))
        return story if audience is SummaryAudience.EMPLOYEE else self._reader.for_others(story)

    def languages(self) -> tuple[tuple[str, str], ...]:
        """Return the languages that a summary can be told in, as (tag, what its readers call it)."""
        return tuple((tag, words.name) for tag, words in self._context.library.summary_words().items())

    def locked_by(self) -> dict[Format, str]:
        """Return who lets no summary leave, by format, as a sentence; empty where nobody minds."""
        policy = self._context.policy
        return {each: why_not(policy, each, locked=each is Format.PDF) for each in Format}

    def write_in(
        self,
        story: Story,
        *,
        so_what: str = "",
        conditions: str = "",
        human: str = "",
        about_work: Collection[str] = NOBODY,
    ) -> Story:
        """Add the manager's own sentences to the story; raises HeldText."""
        self._pen.hold(so_what, conditions, human, about_work=about_work)
        return replace(story, so_what=so_what.strip(), conditions=conditions.strip(), human=human.strip())

    def own_words(self, person_id: PersonId) -> OwnWords:
        """Return the manager's sentences as last kept for this person's summary."""
        return self._own.of(person_id)

    def keep_own_words(
        self,
        person_id: PersonId,
        so_what: str,
        conditions: str,
        human: str = "",
        *,
        about_work: Collection[str] = NOBODY,
    ) -> Change:
        """Keep the manager's sentences until the summary is written; raises HeldText, with the text's place."""
        return self._own.keep(person_id, OwnWords(so_what, conditions, human), about_work)

    def items(self, story: Story, staying: Collection[str] = ()) -> tuple[LeavingItem, ...]:
        """List every item that could leave, with the names of other people found in it."""
        others = self._other_names(story.person)
        behind = {goal.id: " ".join(goal.told_words) for goal in story.goals}
        behind |= {item_id: view.words for item_id, view in story.views.items() if item_id not in behind}
        return tuple(
            LeavingItem(
                item_id,
                group,
                title,
                detail,
                item_id not in staying,
                _named(f"{title} {detail} {behind.get(item_id, '')}", others),
                on,
            )
            for group, item_id, title, detail, on in _rows(story)
        )

    def name_in(self, person: Person, words: str) -> str:
        """Return the first name of somebody else that stands in the words, or an empty text."""
        return _named(words, self._other_names(person))

    def findings(self, story: Story, staying: Collection[str] = ()) -> tuple[GateFinding, ...]:
        """Return what must not leave as it stands and what is asked about, each with its place."""
        left = story.without(staying)
        return (*self._gate.stops(left), *self._gate.cautions(left))

    def document(self, story: Story, staying: Collection[str] = (), shape: Shape | None = None) -> Document:
        """Compose the document that would leave."""
        return self._composed(story, staying, shape or Shape(), uid="")

    def render(self, story: Story, staying: Collection[str] = (), shape: Shape | None = None) -> bytes:
        """Return the document as a PDF's bytes, for the preview; nothing is written."""
        return self._writer.render(self.document(story, staying, shape))

    def export(
        self,
        story: Story,
        target: Path,
        *,
        staying: Collection[str] = (),
        to_whom: str = "",
        shape: Shape | None = None,
    ) -> tuple[Change, Receipt]:
        """Write the file, or an e-mail draft that holds it where the name ends in .eml, and keep a receipt.

        Raises:
            RefusedByPolicy: IT does not let it leave like this.
            UnfitInput: a stop rule holds a text of it, or the employee has not seen any summary yet.
            LDCoachError: the file could not be written.
        """
        shape = shape or Shape()
        require_leaving(self._context.policy, shape.file_format, locked=bool(shape.password))
        self._require_seen(story)
        left = story.without(staying)
        self._gate.require_open(left)
        form = self._form(left, shape)
        content = self._content(story, staying, shape, form)
        mailed = target.suffix.lower() == MAIL
        if mailed:
            content = self._travel.letters.draft(self._letter(left, shape, content))
        summary = self._kept(left, form)
        (receipt,) = self._receipts.leave(
            target,
            content,
            people=(story.person,),
            what=WHAT,
            kind="eml" if mailed else shape.file_format.value,
            item_ids=left.item_ids,
            beside=(summary, *([form] if form else [])),
            to_whom=to_whom,
            locked=bool(shape.password),
        )
        return Change.of(Receipt, Summary, person=story.person.id, created=receipt.id), receipt

    def receipts(self, person_id: PersonId) -> list[Receipt]:
        """Return what left for a person, oldest first."""
        return self._record.every(Receipt, person_id=person_id)

    def _language(self, wanted: str, person: Person) -> str:
        return chosen(self._context.library.summary_words(), wanted, person.language, "summary")

    def _words(self, story: Story) -> SummaryWords:
        return self._context.library.summary_words()[story.language]

    def _composed(self, story: Story, staying: Collection[str], shape: Shape, uid: str) -> Document:
        words = self._words(story)
        document = replace(tell(story, words, staying), paper=shape.paper)
        if shape.reply and _asks(story, shape):
            document = replace(document, reply=reply_page(story.without(staying), words, uid))
        if story.masked:
            names = [name for person_id, name in self._record.person_names() if person_id != story.person.id]
            document = masked(document, story.person, names, words, story.manager)
        return document

    def _content(self, story: Story, staying: Collection[str], shape: Shape, form: Form | None) -> bytes:
        document = self._composed(story, staying, shape, uid=form.uid if form else "")
        return self._writer.render(document, file_format=shape.file_format, password=shape.password)

    def _form(self, story: Story, shape: Shape) -> Form | None:
        if not (shape.reply and _asks(story, shape)):
            return None
        return Form(
            id=FormId(self._context.ids.new()),
            uid=self._context.ids.new(),
            person_id=story.person.id,
            kind=FormKind.ACKNOWLEDGEMENT,
            made_at=self._context.clock.now(),
        )

    def _kept(self, story: Story, form: Form | None) -> Summary:
        blocks: dict[str, object] = {
            "items": list(story.item_ids),
            "order": [block.value for block in story.blocks],
            "named": story.named,
        }
        if form is not None:
            asked = [item_id for item_id, _ in asked_items(story, self._words(story))]
            blocks |= {"form": form.uid, "asked": asked}
        return Summary(
            id=SummaryId(self._context.ids.new()),
            person_id=story.person.id,
            from_on=story.from_on,
            to_on=story.to_on,
            audience=story.audience,
            language=story.language,
            blocks=blocks,
        )

    def _letter(self, story: Story, shape: Shape, content: bytes) -> Letter:
        words = self._words(story)
        theirs = story.audience is SummaryAudience.EMPLOYEE
        period = words.period(story.from_on, story.to_on)
        key = "mail.body" if theirs else "mail.body_other"
        return Letter(
            to_name=story.person.name if theirs else "",
            to_address=story.person.email if theirs else "",
            subject=words.say("mail.subject") if theirs else words.say("page.kicker"),
            opening=words.say(key, name=story.person.called, period=period),
            attachments=(Attachment(f"{FILE_STEM}.{shape.file_format}", MEDIA[shape.file_format], content),),
        )

    def _require_seen(self, story: Story) -> None:
        if story.audience is SummaryAudience.EMPLOYEE or story.seen_on is not None:
            return
        message = (
            "The employee sees a summary before anyone else. Nothing was written. "
            "Save it for them first, then note the day on which they saw it."
        )
        raise UnfitInput(message)

    def _other_names(self, person: Person) -> frozenset[str]:
        own = set(person.name.split()) | {person.called}
        names = (name for person_id, name in self._record.person_names() if person_id != person.id)
        return frozenset(part for name in names for part in (name, name.split()[0]) if part not in own)


def _asks(story: Story, shape: Shape) -> bool:
    """Tell whether there is somebody to ask: the employee, in a format that has fields."""
    return story.audience is SummaryAudience.EMPLOYEE and shape.file_format is Format.PDF


def _rows(story: Story) -> Iterator[tuple[str, str, str, str, date | None]]:
    """Yield group, id, title, detail and day of every item, in the order of the document."""
    for goal in story.goals:
        yield ItemGroup.GOALS, goal.id, goal.goal.title, goal.outcome, None
    for words in story.takeaways:
        yield ItemGroup.WORDS, words.id, day(words.on), words.text.body, words.on
    for piece in story.feedback:
        seen = piece.feedback.observed_on
        title = f"{day(seen)} · {KIND_WORDS.get(piece.feedback.kind, 'Ideas for next time')}"
        yield ItemGroup.FEEDBACK, piece.id, title, " ".join(part for part in piece.told if part), seen
    for promise in story.promises:
        yield ItemGroup.PROMISES, promise.id, promise.words, day(promise.made_on), promise.made_on
    for note in story.notes:
        yield ItemGroup.NOTES, note.id, day(note.on), note.text.body, note.on
    for answer in story.answers:
        title = f"{day(answer.on)} · {'on a summary' if answer.about == COMMENT else 'preparation form'}"
        yield ItemGroup.ANSWERS, answer.id, title, answer.text.body, answer.on


def _named(words: str, names: frozenset[str]) -> str:
    """Return the first of the names that stands in the words as a word, or an empty text."""
    found = (name for name in sorted(names) if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words))
    return next(found, "")


def order_of(blocks: Sequence[str]) -> tuple[StoryBlock, ...]:
    """Return the blocks of page one by their names, in that order; what is no block is passed over."""
    return tuple(dict.fromkeys(StoryBlock(name) for name in blocks if name in set(StoryBlock)))
