"""The brief to a sponsor: exactly this leaves, nothing else."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ldcoach.domain.brief import Brief
from ldcoach.domain.ids import GapId
from ldcoach.domain.leaving import Receipt
from ldcoach.errors import HeldText, LDCoachError
from ldcoach.services.change import Change
from ldcoach.services.desk import Desk
from ldcoach.services.ports import PagePreview
from ldcoach.ui import words
from ldcoach.ui.ask import Ask
from ldcoach.ui.focus import tab_as_laid_out
from ldcoach.ui.go import Go, Place
from ldcoach.ui.page import Page
from ldcoach.ui.pages.brief.items import AskCard, BriefItems
from ldcoach.ui.pages.summary.bar import CountLine
from ldcoach.ui.pages.summary.preview import DocumentPreview
from ldcoach.ui.pages.summary.saving import Saving
from ldcoach.ui.tasks import Tasks
from ldcoach.ui.widgets.buttons import primary, secondary
from ldcoach.ui.widgets.labels import muted
from ldcoach.ui.widgets.notice import Notice
from ldcoach.ui.widgets.scaffold import Scaffold
from ldcoach.ui.widgets.segmented import Segmented

_NARROW = 1000
_LEAST_HEIGHT = 420


class BriefPage(Page):
    """`Go.item_id` is a gap whose path is agreed; `to_save` is the folder in which the file dialog begins."""

    def __init__(self, desk: Desk, ask: Ask, tasks: Tasks, preview: PagePreview, to_save: Path) -> None:
        super().__init__()
        self._desk = desk
        self._gap_id = GapId("")
        self._brief: Brief | None = None
        self._staying: set[str] = set()
        self._scaffold = Scaffold(self)
        self.notice = Notice()
        self.counts, self.items, self.asking = CountLine(), BriefItems(), AskCard()
        self.preview = DocumentPreview(tasks, preview)
        self.saving = Saving(self, desk, ask, tasks, to_save, "brief")
        sides = [("items", self.tr("Items"), "list"), ("document", self.tr("Document"), "file-text")]
        self.sides = Segmented(self.tr("What is shown"), sides)
        self.back = secondary(self.tr("Back to the &gap"), "arrow-left")
        self.save = primary(self.tr("&Save the brief"), "send")
        self.receipt = muted("")
        self._left = QScrollArea()
        self._lay_out()
        self._connect()

    def enter(self, go: Go) -> None:
        """Show what could leave; choices made before for the same gap stay. Raises NotFound, UnfitInput."""
        gap_id = GapId(go.item_id)
        brief = self._desk.briefs.compose(gap_id)
        if gap_id != self._gap_id:
            self._gap_id, self._staying = gap_id, {*brief.usually_staying}
            self.asking.begin(self._desk.briefs.ask(gap_id))
        self.notice.quiet()
        self._show(brief)
        self.asking.to_whom.setFocus()

    def refresh(self, change: Change) -> None:
        """Read again if something of this person changed."""
        if self._brief is None or (change.people and self._brief.person_id not in change.people):
            return
        try:
            self._show(self._desk.briefs.compose(self._gap_id))
        except LDCoachError:
            # The gap was taken out of the record elsewhere.
            self._gap_id, self._brief = GapId(""), None

    def leave(self) -> None:
        """Keep what is half typed."""
        self.asking.ask.flush()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show list and document side by side, or one of them in a narrow window."""
        super().resizeEvent(event)
        self._reflow()

    def _show(self, brief: Brief) -> None:
        self._brief = brief
        items = self._desk.briefs.items(brief, self._staying)
        self._scaffold.show_title(self.tr("Brief for a sponsor"), self.tr("Exactly this leaves, nothing else"))
        self.items.show_items(items, brief.prep_notes, 0)
        self.counts.show_counts(items, brief.prep_notes)
        self._show_receipt(brief)
        self._show_save()
        tab_as_laid_out(self)
        self.preview.show_document(partial(self._desk.briefs.render, brief, frozenset(self._staying)))

    def _show_receipt(self, brief: Brief) -> None:
        receipts = self._desk.briefs.receipts(brief.person_id, brief.gap_id)
        if not receipts:
            self.receipt.setText(self.tr("A receipt will be kept: what left, when and for whom. Never the text."))
            return
        day = words.day(receipts[-1].at.astimezone().date(), self._desk.context.clock.today())
        sentence = self.tr("A receipt was kept when it last left, {day}, for {name}.")
        self.receipt.setText(sentence.format(day=day, name=receipts[-1].to_whom))

    def _show_save(self) -> None:
        busy = self.saving.busy
        self.save.setText(self.tr("Saving\N{HORIZONTAL ELLIPSIS}") if busy else self.tr("&Save the brief"))
        self.save.setEnabled(not busy)

    def _say(self, sentence: str) -> None:
        self.notice.say("error", sentence)

    def _on_items_switched(self, item_id: str, leaves: bool) -> None:  # noqa: FBT001  # Qt's signal hands it over
        (self._staying.discard if leaves else self._staying.add)(item_id)
        if self._brief is not None:
            self._show(self._brief)

    def _on_asking_written(self) -> None:
        asking = self.asking
        try:
            change = self._desk.briefs.keep_ask(self._gap_id, asking.ask.toPlainText(), about_work=asking.about_work)
        except HeldText as held:
            asking.hold(held)
        except LDCoachError as error:
            self._say(str(error))
        else:
            asking.release()
            self._show(self._desk.briefs.compose(self._gap_id))
            self.changed.emit(change)

    def _on_save_clicked(self) -> None:
        self.asking.ask.flush()
        if self._brief is None or self.asking.is_held or not self.asking.is_fit():
            self.sides.choose("items")
            self._reflow()
            return
        self.notice.quiet()
        export = partial(
            self._desk.briefs.export,
            self._brief,
            to_whom=self.asking.to_whom.text(),
            staying=frozenset(self._staying),
        )
        self.saving.save_by(export)

    def _on_saving_saved(self, change: Change, receipt: Receipt, name: str) -> None:
        pattern = self.tr("Saved as {file}. A receipt was kept for {name}.")
        self.notice.say("info", pattern.format(file=name, name=receipt.to_whom))
        self.changed.emit(change)

    def _on_back_clicked(self) -> None:
        if self._brief is not None:
            self.asked.emit(Go(Place.GAP, self._brief.person_id, self._gap_id))

    def _on_preview_drawn(self) -> None:
        if self.preview.pages() > 1 and not self.notice.text():
            self.notice.say("warn", self.tr("It runs to a second page. What could stay?"))
        elif self.preview.pages() == 1 and self.notice.text() == self.tr("It runs to a second page. What could stay?"):
            self.notice.quiet()

    def _reflow(self) -> None:
        narrow = self.window().width() < _NARROW
        self.sides.setVisible(narrow)
        self._left.setVisible(not narrow or self.sides.key() == "items")
        self.preview.setVisible(not narrow or self.sides.key() == "document")

    def _lay_out(self) -> None:
        self.sides.choose("items")
        inside = QWidget()
        inside.setAutoFillBackground(False)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(16)
        for part in (self.asking, self.counts, self.items):
            column.addWidget(part)
        column.addStretch(1)
        self._left.setWidget(inside)
        self._left.setWidgetResizable(True)
        self._left.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._left.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._left.viewport().setAutoFillBackground(False)
        row = QHBoxLayout()
        row.setSpacing(24)
        for side in (self._left, self.preview):
            side.setMinimumSize(1, _LEAST_HEIGHT)
            row.addWidget(side, 1)
        self._scaffold.body.addWidget(self.notice)
        self._scaffold.body.addWidget(self.sides)
        self._scaffold.body.addLayout(row, 1)
        self._scaffold.footer.addWidget(self.back)
        self._scaffold.footer.addWidget(self.receipt, 1)
        self._scaffold.footer.addWidget(self.save)

    def _connect(self) -> None:
        self.items.switched.connect(self._on_items_switched)
        self.asking.written.connect(self._on_asking_written)
        self.save.clicked.connect(self._on_save_clicked)
        self.back.clicked.connect(self._on_back_clicked)
        self.sides.chosen.connect(self._reflow)
        self.preview.drawn.connect(self._on_preview_drawn)
        self.preview.failed.connect(self._say)
        self.saving.saved.connect(self._on_saving_saved)
        self.saving.failed.connect(self._say)
        self.saving.moved.connect(self._show_save)
