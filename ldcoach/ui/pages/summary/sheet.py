"""How the summary lies on the page: the list or its review at the left, the document at the right."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from ldcoach.domain.story import Story
from ldcoach.services.views import LeavingItem
from ldcoach.ui.pages.summary.answer import AnswerActs
from ldcoach.ui.pages.summary.bar import OWN_WORDS, CountLine, FindingBar
from ldcoach.ui.pages.summary.blocks import BlocksCard
from ldcoach.ui.pages.summary.items import ItemsCard
from ldcoach.ui.pages.summary.many import ManyCard
from ldcoach.ui.pages.summary.period import PeriodForm
from ldcoach.ui.pages.summary.preview import DocumentPreview
from ldcoach.ui.pages.summary.review import GateCard, PasswordCard, ReviewCard
from ldcoach.ui.pages.summary.shape import ShapeCard
from ldcoach.ui.pages.summary.words import WordsCard
from ldcoach.ui.widgets.buttons import primary, quiet, secondary
from ldcoach.ui.widgets.empty import EmptyState
from ldcoach.ui.widgets.labels import muted
from ldcoach.ui.widgets.notice import Notice
from ldcoach.ui.widgets.scaffold import Scaffold
from ldcoach.ui.widgets.segmented import Segmented

_COMPOSE, _REVIEW = range(2)
_NARROW = 1000
_LEAST_HEIGHT = 420


class SummarySheet(QObject):
    """The widgets of the summary page in their places; it shows, and decides nothing."""

    def __init__(
        self, page: QWidget, preview: DocumentPreview, shape: ShapeCard, answers: AnswerActs, many: ManyCard
    ) -> None:
        super().__init__(page)
        self._page = page
        self._preview = preview
        self._scaffold = Scaffold(page)
        self.period_button = secondary("", "calendar")
        self.shape_button = secondary("", "send")
        self.to_story = quiet(self.tr("To the s&tory"), "chevron-down", small=True)
        self.shape, self.answers, self.many = shape, answers, many
        self.period = PeriodForm()
        self.notice = Notice()
        self.findings = FindingBar()
        self.counts = CountLine()
        self.items = ItemsCard(opens=True)
        self.blocks = BlocksCard()
        self.words = WordsCard()
        self.empty = EmptyState(self.tr("Nothing is marked shared yet."), self.tr("Choose other days"), "file-text")
        self.review = ReviewCard(self.items.group_name)
        self.gate = GateCard()
        self.password = PasswordCard()
        sides = [("items", self.tr("Items"), "list"), ("document", self.tr("Document"), "file-text")]
        self.sides = Segmented(self.tr("What is shown"), sides)
        self.back = secondary(self.tr("&Back to the list"), "arrow-left")
        self.mail = secondary(self.tr("As an e-mail &draft"), "send")
        self.go_on = primary("", "send")
        self._looking = False
        self._ordered = 0
        self._awaited: tuple[str, str] | None = None
        self._held_in_sight, self._most = False, 0
        self._receipt = muted("")
        self._steps = QStackedWidget()
        self._list_side = QWidget()
        parts = (answers.lock, answers.preview, self.items, self.blocks, self.words, answers.card)
        self._list = _scrolled(self.empty, *parts)
        self._lay_out()
        self._add_shortcuts()
        self.sides.choose("items")
        self.sides.chosen.connect(self.show_side)
        self.period.closed.connect(self.period_button.setFocus)
        self.shape.closed.connect(self.shape_button.setFocus)
        self.many.closed.connect(self.shape_button.setFocus)
        self.to_story.clicked.connect(self._on_to_story_clicked)
        self.gate.go_wanted.connect(self._on_gate_go_wanted)
        self.findings.show_wanted.connect(self._on_findings_show_wanted)
        self.items.grew.connect(self._on_items_grew)
        self._list.verticalScrollBar().rangeChanged.connect(self._on_bar_range_changed)

    @property
    def reviewing(self) -> bool:
        """Whether the last look is shown."""
        return self._steps.currentIndex() == _REVIEW

    def show_story(self, story: Story, items: tuple[LeavingItem, ...], days: str) -> None:
        """Show the items; `days` says in words which ones the summary covers."""
        self._scaffold.show_title(story.person.name, self.tr("Summary for"))
        self.period_button.setText(days)
        self.items.show_items(items, story.prep_notes, story.drafts)
        self.empty.setVisible(not items)
        self.counts.show_counts(items, story.prep_notes + story.drafts)
        self._ordered = 0
        self._order_rows()

    def show_review(self, story: Story, items: tuple[LeavingItem, ...]) -> None:
        """Show the last look."""
        pairs = (
            (self.words.so_what, story.so_what),
            (self.words.human, story.human),
            (self.words.conditions, story.conditions),
        )
        own = [(editor.accessibleName(), text) for editor, text in pairs if text]
        self.review.show_items(items, own, self.counts.staying())
        self.show_step(reviewing=True)

    def show_step(self, *, reviewing: bool) -> None:
        """Show the list, or the last look."""
        self._steps.setCurrentIndex(_REVIEW if reviewing else _COMPOSE)
        for card in (self.period, self.many):
            card.hide()
        for button in (self.period_button, self.shape_button, self.to_story):
            button.setHidden(reviewing)
        if reviewing:
            self.shape.hide()
        self.counts.setHidden(reviewing)
        self.findings.setVisible(not reviewing and bool(self.findings.text()))
        self.show_side("items")

    def show_receipt(self, sentence: str) -> None:
        """Say what is kept about what left."""
        self._receipt.setText(sentence)

    def show_buttons(self, called: str, *, anything: bool, saving: bool, looking: bool) -> None:
        """Say on the buttons what comes next for the person who is `called` so, or for others.

        While the rules are `looking` through what would leave, the way back stops them.
        """
        if called:
            pattern = self.tr("Save for {name}") if self.reviewing else self.tr("Review and save for {name}")
        else:
            pattern = self.tr("Save the file") if self.reviewing else self.tr("Review and save")
        stopped = self._looking and not looking and self.back.hasFocus()
        self._looking = looking
        self.back.setText(self.tr("Stop") if looking else self.tr("&Back to the list"))
        self.back.setVisible(self.reviewing or looking)
        self.back.setEnabled(not saving)
        if looking and self.go_on.hasFocus():
            self.back.setFocus()
        working = self.tr("Saving\N{HORIZONTAL ELLIPSIS}") if saving else ""
        working = self.tr("Reading it through\N{HORIZONTAL ELLIPSIS}") if looking else working
        self.go_on.setText(working or pattern.format(name=called))
        self.go_on.setEnabled(anything and not working)
        if stopped:
            self.go_on.setFocus()
        self.mail.setVisible(self.reviewing)
        self.mail.setEnabled(anything and not working)

    def show_side(self, side: str) -> None:
        """Show the items or the document where there is no room for both."""
        self.sides.choose(side)
        self.reflow()

    def show_held(self) -> None:
        """Bring the card that says what is held into sight, with the keyboard on it."""
        self.show_side("items")
        self.words.held.change.setFocus()
        self._bring(self.words.held)

    def reflow(self) -> None:
        """Put list and document side by side, or show one of them in a narrow window."""
        narrow = self._page.window().width() < _NARROW
        self.sides.setVisible(narrow)
        self._list_side.setVisible(not narrow or self.sides.key() == "items")
        self._preview.setVisible(not narrow or self.sides.key() == "document")

    def _lay_out(self) -> None:
        for button in (self.shape_button, self.period_button):
            self._scaffold.buttons.addWidget(button)
        for each in (self.period, self.shape, self.many, self.notice, self.sides):
            self._scaffold.body.addWidget(each)
        self._steps.addWidget(self._list)
        last_look = _scrolled(self.gate, self.review, self.password)
        self._steps.addWidget(last_look)
        self.password.opened.connect(partial(last_look.ensureWidgetVisible, self.password.second_field))
        column = QVBoxLayout(self._list_side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.findings)
        above = QHBoxLayout()
        above.addWidget(self.counts, 1)
        above.addWidget(self.to_story)
        column.addLayout(above)
        column.addWidget(self._steps, 1)
        row = QHBoxLayout()
        row.setSpacing(24)
        for side in (self._list_side, self._preview):
            side.setMinimumSize(1, _LEAST_HEIGHT)
            row.addWidget(side, 1)
        self._scaffold.body.addLayout(row, 1)
        footer = self._scaffold.footer
        footer.addWidget(self.back)
        footer.addWidget(self._receipt, 1)
        footer.addWidget(self.mail)
        footer.addWidget(self.go_on)

    def _order_rows(self) -> None:
        """Let Tab reach the rows where they stand; rows made later would otherwise come last."""
        rows = list(self.items.rows.values())
        if not self._ordered:
            QWidget.setTabOrder(self.findings.leave_out, self.to_story)
        before: QWidget = rows[self._ordered - 1].toggle if self._ordered else self.to_story
        for row in rows[self._ordered :]:
            QWidget.setTabOrder(before, row.open)
            QWidget.setTabOrder(row.open, row.toggle)
            before = row.toggle
        self._ordered = len(rows)

    def _add_shortcuts(self) -> None:
        acts = {
            "Ctrl+S": self.go_on.click,
            "F8": self.findings.show_next,
            "PgDown": lambda: self._preview.turn(1),
            "PgUp": lambda: self._preview.turn(-1),
        }
        for keys, act in acts.items():
            shortcut = QShortcut(QKeySequence(keys), self._page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _on_findings_show_wanted(self, name: str, item_id: str) -> None:
        self.show_side("items")
        self._awaited = None
        row = self.items.rows.get(item_id)
        if item_id == OWN_WORDS:
            self.words.go_to(name)
            self._bring(self.words)
        elif row is None:
            self._awaited = name, item_id
        else:
            row.toggle.setFocus(Qt.FocusReason.OtherFocusReason)
            self._bring(row)

    def _on_items_grew(self) -> None:
        self._order_rows()
        middle = self._list.verticalScrollBar().value() + self._list.viewport().height() // 2
        self._held_in_sight = not self.items.complete and middle > self.items.geometry().bottom()
        if self._awaited is not None and self._awaited[1] in self.items.rows:
            self._on_findings_show_wanted(*self._awaited)

    def _on_bar_range_changed(self, _least: int, most: int) -> None:
        """Keep in sight what stands below the list, while it grows above."""
        bar, more = self._list.verticalScrollBar(), most - self._most
        self._most = most
        if self._held_in_sight and more > 0:
            bar.setValue(bar.value() + more)

    def _on_to_story_clicked(self) -> None:
        self._list.verticalScrollBar().setValue(self.blocks.y())
        next(iter(self.blocks.toggles.values())).setFocus()

    def _on_gate_go_wanted(self, item_id: str, words: str) -> None:
        self.back.click()
        self._on_findings_show_wanted(words, item_id if self.items.lists(item_id) else OWN_WORDS)

    def _bring(self, part: QWidget) -> None:
        """Scroll to a part, once the page has made room for it."""
        QTimer.singleShot(0, part, partial(self._list.ensureWidgetVisible, part))


def _scrolled(*parts: QWidget) -> QScrollArea:
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 4, 0)
    column.setSpacing(16)
    for part in parts:
        column.addWidget(part)
    column.addStretch()
    area = QScrollArea()
    area.setWidget(inside)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.viewport().setAutoFillBackground(False)
    inside.setAutoFillBackground(False)
    return area
