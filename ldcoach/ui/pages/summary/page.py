"""The development summary: exactly this leaves, nothing else."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtGui import QResizeEvent

from ldcoach.domain.ids import PersonId
from ldcoach.domain.kinds import SummaryAudience
from ldcoach.domain.leaving import Receipt
from ldcoach.domain.story import Story, StoryBlock
from ldcoach.errors import HeldText, LDCoachError
from ldcoach.services.change import Change
from ldcoach.services.desk import Desk
from ldcoach.services.ports import PagePreview
from ldcoach.services.summaries_at_once import Wanted
from ldcoach.services.views import LeavingItem
from ldcoach.services.views.leaving import GateFinding
from ldcoach.ui import words
from ldcoach.ui.ask import Ask
from ldcoach.ui.file_door import FileDoor
from ldcoach.ui.go import Go
from ldcoach.ui.page import Page
from ldcoach.ui.pages.summary.answer import AnswerActs
from ldcoach.ui.pages.summary.choices import Choices, place_of, told_by_block
from ldcoach.ui.pages.summary.facts import SummaryFacts
from ldcoach.ui.pages.summary.last_look import LastLook
from ldcoach.ui.pages.summary.many import ManyCard
from ldcoach.ui.pages.summary.period import USUAL_MONTHS, months_back
from ldcoach.ui.pages.summary.preview import DocumentPreview
from ldcoach.ui.pages.summary.saving import Saving
from ldcoach.ui.pages.summary.shape import ShapeCard
from ldcoach.ui.pages.summary.sheet import SummarySheet
from ldcoach.ui.tasks import Tasks


class SummaryPage(Page):
    """`Go.person_id` says for whom; `to_save` is the folder in which the file dialog begins."""

    def __init__(self, desk: Desk, ask: Ask, tasks: Tasks, preview: PagePreview, to_save: Path) -> None:
        super().__init__()
        self._desk = desk
        today = desk.context.clock.today()
        self._choices = Choices(PersonId(""), today, today)
        self._story: Story | None = None
        self._items: tuple[LeavingItem, ...] = ()
        self.preview = DocumentPreview(tasks, preview)
        self.answers = AnswerActs(self, desk, FileDoor(ask, tasks, to_save))
        many = ManyCard(self, desk, ask, tasks)
        shape = ShapeCard(desk.summaries.languages())
        shape.show_locked(desk.summaries.locked_by())
        self.sheet = SummarySheet(self, self.preview, shape, self.answers, many)
        self._facts = SummaryFacts(self, desk, self.sheet.items.group_name)
        self.look = LastLook(self, desk.summaries, tasks)
        self.saving = Saving(self, desk, ask, tasks, to_save)
        self._connect()

    def enter(self, go: Go) -> None:
        """Show what could leave for a person; choices made before for the same person stay. Raises NotFound."""
        if go.person_id != self._choices.person_id:
            self._begin(PersonId(go.person_id))
        self.sheet.notice.quiet()
        self._read()
        self._compose()
        self.sheet.period_button.setFocus()

    def refresh(self, change: Change) -> None:
        """Read again if something of this person changed."""
        if self._choices.person_id and (not change.people or self._choices.person_id in change.people):
            try:
                self._read()
            except LDCoachError as error:
                self._say_error(str(error))

    def leave(self) -> None:
        """Keep the manager's own words; forget passwords, and an answer that was not taken over."""
        self.look.stop()
        self.sheet.words.flush()
        self.sheet.password.forget()
        self.answers.forget()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show list and document side by side, or one of them in a narrow window."""
        super().resizeEvent(event)
        self.sheet.reflow()

    def _begin(self, person_id: PersonId) -> None:
        own = self._desk.summaries.own_words(person_id)
        today = self._desk.context.clock.today()
        begun = Choices(person_id, months_back(today, USUAL_MONTHS), today)
        story = begun.story(self._desk.summaries)
        begun.language = story.language
        self._choices, self._story = begun, story
        self.sheet.words.show_texts(own.so_what, own.conditions, own.human)
        self.sheet.shape.begin(story.language)
        self.sheet.blocks.begin()

    def _read(self) -> None:
        self._story = self._with_words(self._choices.story(self._desk.summaries))
        self._show(self._story)

    def _with_words(self, story: Story) -> Story:
        """Add what stands in the fields; what a stop rule holds stays out of the document."""
        fields = self.sheet.words
        so_what, conditions, human = fields.texts()
        try:
            told = self._desk.summaries.write_in(
                story, so_what=so_what, conditions=conditions, human=human, about_work=fields.about_work
            )
        except HeldText as held:
            fields.hold(held)
            return story
        fields.release()
        return told

    def _show(self, story: Story) -> None:
        self.look.stop()
        today = self._desk.context.clock.today()
        staying = self._choices.staying
        self._items = items = self._desk.summaries.items(story, staying)
        first, last = (words.short_date(day, today) for day in (self._choices.first, self._choices.last))
        self.sheet.show_story(story, items, self.tr("{first} to {last}").format(first=first, last=last))
        self.sheet.findings.show_findings(self._facts.findings(story, items), story.person.called)
        told = told_by_block(self._desk.summaries, story, staying)
        self.sheet.blocks.show_told(told, partial(self._facts.source, items))
        self.sheet.shape_button.setText(self.sheet.shape.told())
        self.sheet.show_receipt(self._facts.receipt(self._choices.person_id))
        self.answers.show_person(story.person, {item.id: item.title for item in items})
        self._show_buttons()
        shape = self.sheet.shape.shape()
        self.preview.show_document(partial(self._desk.summaries.render, story, frozenset(staying), shape))

    def _show_buttons(self) -> None:
        if self._story is not None:
            called = self._story.person.called if self._choices.audience is SummaryAudience.EMPLOYEE else ""
            anything = bool(self._story.item_ids)
            # What is not listed yet was not seen: nothing leaves before.
            looking = self.look.busy or (self.sheet.reviewing and not self.sheet.review.complete)
            self.sheet.show_buttons(called, anything=anything, saving=self.saving.busy, looking=looking)

    def _compose(self) -> None:
        self.sheet.show_step(reviewing=False)
        self._show_buttons()

    def _review(self) -> None:
        self.sheet.words.flush()
        if self.sheet.words.is_held:
            self.sheet.show_held()
            return
        self.sheet.notice.quiet()
        if self._story is not None:
            self.look.begin(self._story, self._choices.staying)

    def _on_look_looked(self, story: Story, findings: tuple[GateFinding, ...]) -> None:
        self.sheet.words.flush()
        if self._story is not story or self.sheet.words.is_held:
            return  # Something was typed meanwhile: what was read is not what would leave.
        self.sheet.gate.show_findings(findings)
        self.sheet.show_review(story, self._items)
        self._show_buttons()

    def _save(self, story: Story, *, mailed: bool) -> None:
        if not self.sheet.gate.is_open():
            self._say_error(self.tr("Look at the places above first. Nothing has left."))
            return
        if self.sheet.password.is_fit():
            self.sheet.notice.quiet()
            shape = self.sheet.shape.shape(self.sheet.password.password())
            self.saving.save(story, self._choices.staying, shape, mailed=mailed)

    def _say_error(self, sentence: str) -> None:
        self.sheet.notice.say("error", sentence)

    def _on_go_on_clicked(self) -> None:
        if self._story is None:
            return
        if self.sheet.reviewing:
            self._save(self._story, mailed=False)
        else:
            self._review()

    def _on_mail_clicked(self) -> None:
        if self._story is not None:
            self._save(self._story, mailed=True)

    def _on_back_clicked(self) -> None:
        self.look.stop()
        self.sheet.password.forget()
        self._compose()

    def _on_saving_saved(self, change: Change, receipt: Receipt, name: str) -> None:
        self.sheet.password.forget()
        self._compose()
        self.sheet.notice.say("info", self._facts.saved(receipt, name))
        self.changed.emit(change)
        self.sheet.show_receipt(self._facts.receipt(self._choices.person_id))

    def _on_items_switched(self, item_id: str, leaves: bool) -> None:  # noqa: FBT001  # Qt's signal hands it over
        (self._choices.staying.discard if leaves else self._choices.staying.add)(item_id)
        if self._story is not None:
            self._show(self._story)

    def _on_source_wanted(self, item_id: str) -> None:
        item = next((item for item in self._items if item.id == item_id), None)
        if item is not None and self._story is not None:
            self.asked.emit(place_of(self._story, item.group, item.id))

    def _on_blocks_ordered(self, blocks: tuple[StoryBlock, ...]) -> None:
        self._choices.blocks = blocks
        self._read()

    def _on_shape_changed(self) -> None:
        shape = self.sheet.shape
        self._choices.audience, self._choices.named = shape.for_whom(), shape.is_named()
        self._choices.language = shape.tag()
        self.sheet.password.setVisible(shape.format.key() == "pdf")
        self._read()

    def _on_findings_leave_out_wanted(self, item_id: str) -> None:
        self._on_items_switched(item_id, leaves=False)

    def _on_words_written(self) -> None:
        if self._story is None:
            return
        fields = self.sheet.words
        try:
            change = self._desk.summaries.keep_own_words(
                self._choices.person_id, *fields.texts(), about_work=fields.about_work
            )
        except HeldText as held:
            fields.hold(held)
        except LDCoachError as error:
            self._say_error(str(error))
        else:
            self._story = self._with_words(self._story)
            self._show(self._story)
            self.changed.emit(change)

    def _on_period_chosen(self, first: date, last: date) -> None:
        before = self._choices.first, self._choices.last
        self._choices.first, self._choices.last = first, last
        try:
            self._read()
        except LDCoachError as error:
            self._choices.first, self._choices.last = before
            self._say_error(str(error))
            return
        self.sheet.notice.quiet()
        self.sheet.period.hide()
        self.sheet.period_button.setFocus()

    def _on_period_wanted(self) -> None:
        self.look.stop()
        self.sheet.period.begin(self._choices.first, self._choices.last, self._desk.context.clock.today())

    def _on_shape_wanted(self) -> None:
        self.look.stop()
        self.sheet.shape.show()
        self.sheet.shape.audience.focus()

    def _on_many_wanted(self) -> None:
        choices, shape = self._choices, self.sheet.shape.shape()
        self.sheet.shape.hide()
        self.sheet.many.begin(Wanted(from_on=choices.first, to_on=choices.last, shape=shape))

    def _on_acts_failed(self, error: LDCoachError) -> None:
        self._say_error(str(error))

    def _on_acts_said(self, sentence: str) -> None:
        self.sheet.notice.say("info", sentence)

    def _connect(self) -> None:
        sheet = self.sheet
        sheet.go_on.clicked.connect(self._on_go_on_clicked)
        sheet.mail.clicked.connect(self._on_mail_clicked)
        sheet.back.clicked.connect(self._on_back_clicked)
        sheet.period_button.clicked.connect(self._on_period_wanted)
        sheet.shape_button.clicked.connect(self._on_shape_wanted)
        sheet.shape.many_button.clicked.connect(self._on_many_wanted)
        sheet.empty.acted.connect(self._on_period_wanted)
        sheet.period.chosen.connect(self._on_period_chosen)
        sheet.shape.changed.connect(self._on_shape_changed)
        sheet.items.switched.connect(self._on_items_switched)
        sheet.items.opened.connect(self._on_source_wanted)
        sheet.review.grew.connect(self._show_buttons)
        sheet.blocks.source_wanted.connect(self._on_source_wanted)
        sheet.blocks.ordered.connect(self._on_blocks_ordered)
        sheet.words.written.connect(self._on_words_written)
        sheet.findings.leave_out_wanted.connect(self._on_findings_leave_out_wanted)
        self.preview.failed.connect(self._say_error)
        self.look.looked.connect(self._on_look_looked)
        self.saving.saved.connect(self._on_saving_saved)
        for work in (self.look, self.saving):
            work.failed.connect(self._say_error)
            work.moved.connect(self._show_buttons)
        for acts in (self.answers, sheet.many):
            acts.changed.connect(self.changed)
            acts.failed.connect(self._on_acts_failed)
            acts.said.connect(self._on_acts_said)
