"""The development summary: exactly this leaves, nothing else."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtGui import QResizeEvent

from ldcoach.domain.ids import PersonId
from ldcoach.domain.leaving import Receipt
from ldcoach.domain.story import Story
from ldcoach.errors import HeldText, LDCoachError
from ldcoach.services.change import Change
from ldcoach.services.desk import Desk
from ldcoach.services.ports import PagePreview
from ldcoach.services.views import LeavingItem
from ldcoach.ui import words
from ldcoach.ui.ask import Ask
from ldcoach.ui.go import Go
from ldcoach.ui.page import Page
from ldcoach.ui.pages.summary_bar import OWN_WORDS, Finding
from ldcoach.ui.pages.summary_period import USUAL_MONTHS, months_back
from ldcoach.ui.pages.summary_preview import DocumentPreview
from ldcoach.ui.pages.summary_saving import Saving
from ldcoach.ui.pages.summary_sheet import SummarySheet
from ldcoach.ui.tasks import Tasks


class SummaryPage(Page):
    """`Go.person_id` says for whom; `to_save` is the folder in which the file dialog begins."""

    def __init__(self, desk: Desk, ask: Ask, tasks: Tasks, preview: PagePreview, to_save: Path) -> None:
        super().__init__()
        self._desk = desk
        self._person_id = PersonId("")
        self._days = (date(2000, 1, 1), date(2000, 1, 1))
        self._story: Story | None = None
        self._staying: set[str] = set()
        self.preview = DocumentPreview(tasks, preview)
        self.sheet = SummarySheet(self, self.preview)
        self.saving = Saving(self, desk, ask, tasks, to_save)
        self._connect()

    def enter(self, go: Go) -> None:
        """Show what could leave for a person; choices made before for the same person stay. Raises NotFound."""
        if go.person_id != self._person_id:
            self._begin(PersonId(go.person_id))
        self.sheet.notice.quiet()
        self._read()
        self._compose()
        self.sheet.period_button.setFocus()

    def refresh(self, change: Change) -> None:
        """Read again if something of this person changed."""
        if self._person_id and (not change.people or self._person_id in change.people):
            try:
                self._read()
            except LDCoachError as error:
                self._say_error(str(error))

    def leave(self) -> None:
        """Keep the manager's own words and forget a password."""
        self.sheet.words.flush()
        self.sheet.password.forget()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show list and document side by side, or one of them in a narrow window."""
        super().resizeEvent(event)
        self.sheet.reflow()

    def _begin(self, person_id: PersonId) -> None:
        so_what, conditions = self._desk.summaries.own_words(person_id)
        today = self._desk.context.clock.today()
        self._days = (months_back(today, USUAL_MONTHS), today)
        self._story = self._desk.summaries.story(person_id, *self._days)
        self._person_id = person_id
        self._staying.clear()
        self.sheet.words.show_texts(so_what, conditions)

    def _read(self) -> None:
        self._story = self._with_words(self._desk.summaries.story(self._person_id, *self._days))
        self._show(self._story)

    def _with_words(self, story: Story) -> Story:
        """Add what stands in the fields; what a stop rule holds stays out of the document."""
        fields = self.sheet.words
        so_what, conditions = fields.texts()
        try:
            told = self._desk.summaries.write_in(
                story, so_what=so_what, conditions=conditions, about_work=fields.about_work
            )
        except HeldText as held:
            fields.hold(held)
            return story
        fields.release()
        return told

    def _show(self, story: Story) -> None:
        today = self._desk.context.clock.today()
        items = self._desk.summaries.items(story, self._staying)
        first, last = (words.short_date(day, today) for day in self._days)
        self.sheet.show_story(story, items, self.tr("{first} to {last}").format(first=first, last=last))
        self.sheet.findings.show_findings(self._findings(story, items), story.person.called)
        self.sheet.show_receipt(self._receipt(today))
        self._show_buttons()
        self.preview.show_document(partial(self._desk.summaries.render, story, frozenset(self._staying)))

    def _findings(self, story: Story, items: tuple[LeavingItem, ...]) -> list[Finding]:
        found = [(item.finding, item.id) for item in items if item.finding and item.leaves]
        own = self._desk.summaries.name_in(story.person, f"{story.so_what} {story.conditions}")
        return [*found, (own, OWN_WORDS)] if own else found

    def _receipt(self, today: date) -> str:
        receipts = self._desk.summaries.receipts(self._person_id)
        if not receipts:
            return self.tr("A receipt will be kept: what left, when and for whom. Never the text.")
        day = words.day(receipts[-1].at.astimezone().date(), today)
        return self.tr("A receipt was kept when the last summary left, {day}.").format(day=day)

    def _show_buttons(self) -> None:
        if self._story is not None:
            self.sheet.show_buttons(
                self._story.person.called, anything=bool(self._story.item_ids), busy=self.saving.busy
            )

    def _compose(self) -> None:
        self.sheet.show_step(reviewing=False)
        self._show_buttons()

    def _review(self, story: Story) -> None:
        self.sheet.words.flush()
        if self.sheet.words.is_held:
            self.sheet.show_held()
            return
        self.sheet.notice.quiet()
        story = self._story or story
        self.sheet.show_review(story, self._desk.summaries.items(story, self._staying))
        self._show_buttons()

    def _say_error(self, sentence: str) -> None:
        self.sheet.notice.say("error", sentence)

    def _on_go_on_clicked(self) -> None:
        if self._story is None:
            return
        if not self.sheet.reviewing:
            self._review(self._story)
        elif self.sheet.password.is_fit():
            self.sheet.notice.quiet()
            self.saving.save(self._story, self._staying, self.sheet.password.password())

    def _on_back_clicked(self) -> None:
        self.sheet.password.forget()
        self._compose()

    def _on_saving_saved(self, change: Change, receipt: Receipt, name: str) -> None:
        self.sheet.password.forget()
        self._compose()
        count = len(receipt.item_ids)
        pattern = self.tr("Saved as {file}. A receipt was kept: {items} for {name}.")
        items = self.tr("one item") if count == 1 else self.tr("{count} items").format(count=words.number(count))
        self.sheet.notice.say("info", pattern.format(file=name, items=items, name=receipt.to_whom))
        self.changed.emit(change)
        self.sheet.show_receipt(self._receipt(self._desk.context.clock.today()))

    def _on_items_switched(self, item_id: str, leaves: bool) -> None:  # noqa: FBT001  # Qt's signal hands it over
        (self._staying.discard if leaves else self._staying.add)(item_id)
        if self._story is not None:
            self._show(self._story)

    def _on_findings_leave_out_wanted(self, item_id: str) -> None:
        self.sheet.items.rows[item_id].toggle.setChecked(False)

    def _on_words_written(self) -> None:
        if self._story is None:
            return
        fields = self.sheet.words
        try:
            change = self._desk.summaries.keep_own_words(self._person_id, *fields.texts(), about_work=fields.about_work)
        except HeldText as held:
            fields.hold(held)
        except LDCoachError as error:
            self._say_error(str(error))
        else:
            self._story = self._with_words(self._story)
            self._show(self._story)
            self.changed.emit(change)

    def _on_period_chosen(self, first: date, last: date) -> None:
        before, self._days = self._days, (first, last)
        try:
            self._read()
        except LDCoachError as error:
            self._days = before
            self._say_error(str(error))
            return
        self.sheet.notice.quiet()
        self.sheet.period.hide()
        self.sheet.period_button.setFocus()

    def _on_period_wanted(self) -> None:
        self.sheet.period.begin(*self._days, self._desk.context.clock.today())

    def _connect(self) -> None:
        sheet = self.sheet
        sheet.go_on.clicked.connect(self._on_go_on_clicked)
        sheet.back.clicked.connect(self._on_back_clicked)
        sheet.period_button.clicked.connect(self._on_period_wanted)
        sheet.empty.acted.connect(self._on_period_wanted)
        sheet.period.chosen.connect(self._on_period_chosen)
        sheet.items.switched.connect(self._on_items_switched)
        sheet.words.written.connect(self._on_words_written)
        sheet.findings.leave_out_wanted.connect(self._on_findings_leave_out_wanted)
        self.preview.failed.connect(self._say_error)
        self.saving.saved.connect(self._on_saving_saved)
        self.saving.failed.connect(self._say_error)
        self.saving.moved.connect(self._show_buttons)
