"""The file that a summary becomes: its document in any format, the page for an answer, and the letter around it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from ldcoach.domain.document import Document, Format, PaperSize
from ldcoach.domain.ids import FormId, SummaryId
from ldcoach.domain.kinds import FormKind, SummaryAudience
from ldcoach.domain.leaving import Form, Summary
from ldcoach.domain.letter import Attachment, Letter
from ldcoach.domain.masking import masked
from ldcoach.domain.people import Person
from ldcoach.domain.story import Story
from ldcoach.domain.summary_words import SummaryWords
from ldcoach.domain.telling import tell
from ldcoach.domain.telling_reply import asked_items, reply_page
from ldcoach.services.context import Context
from ldcoach.services.ports import DocumentWriter

__all__ = ["FILE_STEM", "Shape", "SummaryFiles"]

FILE_STEM = "development-summary"
MEDIA = {
    Format.PDF: "application/pdf",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.HTML: "text/html",
    Format.MARKDOWN: "text/markdown",
    Format.JSON: "application/json",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How a summary leaves: its format and paper, a password for a PDF, and whether a PDF asks for an answer."""

    file_format: Format = Format.PDF
    paper: PaperSize = PaperSize.A4
    password: str | None = None
    reply: bool = False

    def asks(self, story: Story) -> bool:
        """Tell whether an answer is asked for: of the employee, in a format that has fields."""
        return self.reply and story.audience is SummaryAudience.EMPLOYEE and self.file_format is Format.PDF


class SummaryFiles:
    """Makes what leaves of one record; writes nothing."""

    def __init__(self, context: Context, writer: DocumentWriter) -> None:
        self._context = context
        self._writer = writer

    def words(self, story: Story) -> SummaryWords:
        """Return the sentences of the story's language."""
        return self._context.library.summary_words()[story.language]

    def document(
        self, story: Story, staying: Collection[str], shape: Shape, uid: str = "", *, with_evidence: bool = True
    ) -> Document:
        """Compose the document; `uid` names the form that its last page is."""
        words = self.words(story)
        document = replace(tell(story, words, staying, with_evidence=with_evidence), paper=shape.paper)
        if shape.asks(story):
            document = replace(document, reply=reply_page(story.without(staying), words, uid))
        if story.masked:
            people = (one for one in self._context.record.every(Person) if one.id != story.person.id)
            names = [name for one in people for name in (one.name, one.preferred_name) if name]
            document = masked(document, story.person, names, words, story.manager)
        return document

    def content(self, story: Story, staying: Collection[str], shape: Shape, form: Form | None) -> bytes:
        """Return the file's bytes; raises as `DocumentWriter.render`."""
        document = self.document(story, staying, shape, uid=form.uid if form else "")
        return self._writer.render(document, file_format=shape.file_format, password=shape.password)

    def preview(self, story: Story, staying: Collection[str], shape: Shape) -> bytes:
        """Return the document as a PDF that nothing locks, to be looked at."""
        return self._writer.render(self.document(story, staying, shape))

    def form(self, story: Story, shape: Shape) -> Form | None:
        """Return the form that the answer comes back on, if one is asked for."""
        if not shape.asks(story):
            return None
        return Form(
            id=FormId(self._context.ids.new()),
            uid=self._context.ids.new(),
            person_id=story.person.id,
            kind=FormKind.ACKNOWLEDGEMENT,
            made_at=self._context.clock.now(),
        )

    def row(self, story: Story, form: Form | None) -> Summary:
        """Return what the record keeps of a summary: what was in it and what was asked, by id."""
        blocks: dict[str, object] = {
            "items": list(story.item_ids),
            "order": [block.value for block in story.blocks],
            "named": story.named,
        }
        if form is not None:
            asked = [item_id for item_id, _ in asked_items(story, self.words(story))]
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

    def letter(self, story: Story, shape: Shape, content: bytes) -> Letter:
        """Return the e-mail that takes the file to whom it is for."""
        words = self.words(story)
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
