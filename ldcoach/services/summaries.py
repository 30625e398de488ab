"""The development summary: composed from what is shared, shown item by item, exported with a receipt."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from ldcoach.domain.document import Document, Format
from ldcoach.domain.ids import PersonId
from ldcoach.domain.kinds import SummaryAudience
from ldcoach.domain.leaving import Receipt, Summary
from ldcoach.domain.people import Person
from ldcoach.domain.story import Story, StoryBlock
from ldcoach.domain.third_parties import Names, names_of_others
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
from ldcoach.services.summary_files import Shape, SummaryFiles
from ldcoach.services.summary_items import listed
from ldcoach.services.views.leaving import GateFinding, LeavingItem

MANAGER_NAME = "manager_name"
WHAT = "summary"
MAIL = ".eml"


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
        self._files = SummaryFiles(context, writer)
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
        return listed(story, self._files.words(story), self._others(story.person), staying)

    def name_in(self, person: Person, words: str) -> str:
        """Return the first name of somebody else that stands in the words, or an empty text."""
        return next(iter(self._others(person).found_in(words)), "")

    def findings(self, story: Story, staying: Collection[str] = ()) -> tuple[GateFinding, ...]:
        """Return what must not leave as it stands and what is asked about, each with its place."""
        left = story.without(staying)
        return (*self._gate.stops(left), *self._gate.cautions(left))

    def document(
        self,
        story: Story,
        staying: Collection[str] = (),
        shape: Shape | None = None,
        *,
        with_evidence: bool = True,
    ) -> Document:
        """Compose the document that would leave, or only its story, without the evidence that follows it."""
        return self._files.document(story, staying, shape or Shape(), with_evidence=with_evidence)

    def render(self, story: Story, staying: Collection[str] = (), shape: Shape | None = None) -> bytes:
        """Return the document as a PDF's bytes, for the preview; nothing is written."""
        return self._files.preview(story, staying, shape or Shape())

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
        form = self._files.form(left, shape)
        content = self._files.content(story, staying, shape, form)
        mailed = target.suffix.lower() == MAIL
        if mailed:
            content = self._travel.letters.draft(self._files.letter(left, shape, content))
        summary = self._files.row(left, form)
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

    def _require_seen(self, story: Story) -> None:
        if story.audience is SummaryAudience.EMPLOYEE or story.seen_on is not None:
            return
        message = (
            "The employee sees a summary before anyone else. Nothing was written. "
            "Save it for them first, then note the day on which they saw it."
        )
        raise UnfitInput(message)

    def _others(self, person: Person) -> Names:
        return names_of_others(person, self._record.every(Person))


def order_of(blocks: Sequence[str]) -> tuple[StoryBlock, ...]:
    """Return the blocks of page one by their names, in that order; what is no block is passed over."""
    return tuple(dict.fromkeys(StoryBlock(name) for name in blocks if name in set(StoryBlock)))
