"""The story on page one, block by block: put in order, left out, and each sentence with the record it rests on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ldcoach.domain.document import Block, Chart, Paragraph, Quote
from ldcoach.domain.story import StoryBlock
from ldcoach.ui.widgets.buttons import icon_button, link
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.clearing import clear
from ldcoach.ui.widgets.labels import label, muted, small
from ldcoach.ui.widgets.toggle import Toggle

Told = tuple[StoryBlock, Sequence[Block]]
"""A block and what it says now."""


class BlocksCard(Card):
    """`ordered` carries the blocks that are told, in their order; `source_wanted` the id of a row of the record."""

    ordered = Signal(object)
    source_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__(self.tr("The story on page one"), "file-text")
        self.body.addWidget(
            muted(self.tr("Put it in your order, leave parts out. A sentence leads to what it rests on."))
        )
        self._order: list[StoryBlock] = list(StoryBlock)
        self._told: set[StoryBlock] = set(StoryBlock)
        self.toggles: dict[StoryBlock, Toggle] = {}
        self.ups: dict[StoryBlock, QPushButton] = {}
        self.downs: dict[StoryBlock, QPushButton] = {}
        self.sentences: dict[StoryBlock, QVBoxLayout] = {}
        self._rows: dict[StoryBlock, QWidget] = {block: self._row(block) for block in StoryBlock}
        self._list = QVBoxLayout()
        self._list.setSpacing(10)
        self.body.addLayout(self._list)
        self._place()

    def begin(self) -> None:
        """Propose all blocks in their usual order."""
        self._order, self._told = list(StoryBlock), set(StoryBlock)
        for toggle in self.toggles.values():
            toggle.blockSignals(True)  # noqa: FBT003  # Qt's own
            toggle.setChecked(True)
            toggle.blockSignals(False)  # noqa: FBT003  # Qt's own
        self._place()

    def blocks(self) -> tuple[StoryBlock, ...]:
        """Return the blocks that are told, in their order."""
        return tuple(block for block in self._order if block in self._told)

    def show_told(self, told: Sequence[Told], source: Callable[[str], str]) -> None:
        """Show what each block says; `source` says in words what a row is, or nothing where none can be opened."""
        said = dict(told)
        for block, lines in self.sentences.items():
            clear(lines)
            for part in said.get(block, ()):
                self._show(part, lines, source)

    def _show(self, part: Block, lines: QVBoxLayout, source: Callable[[str], str]) -> None:
        if not isinstance(part, Paragraph | Quote | Chart):
            return
        told = part.title if isinstance(part, Chart) else part.text
        lines.addWidget(small(told))
        for cited in part.sources:
            words = source(cited.id)
            if words:
                button = link(words, "arrow-right")
                button.setAccessibleName(self.tr("Open {record}: {words}").format(record=words, words=told))
                button.clicked.connect(partial(self.source_wanted.emit, cited.id))
                lines.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _row(self, block: StoryBlock) -> QWidget:
        name = self._name(block)
        row = QWidget()
        self.toggles[block] = toggle = Toggle()
        toggle.setAccessibleName(self.tr("Tell: {name}").format(name=name))
        toggle.setChecked(True)
        toggle.toggled.connect(partial(self._on_toggle_toggled, block))
        self.ups[block] = up = icon_button(
            "chevron-up", self.tr("{name}: earlier").format(name=name), small=True, bare=True
        )
        self.downs[block] = down = icon_button(
            "chevron-down", self.tr("{name}: later").format(name=name), small=True, bare=True
        )
        up.clicked.connect(partial(self._move, block, -1))
        down.clicked.connect(partial(self._move, block, 1))
        head = QHBoxLayout()
        head.addWidget(label(name, "label"), 1)
        for part in (up, down, toggle):
            head.addWidget(part)
        self.sentences[block] = QVBoxLayout()
        self.sentences[block].setSpacing(2)
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addLayout(self.sentences[block])
        return row

    def _name(self, block: StoryBlock) -> str:
        return {
            StoryBlock.SO_WHAT: self.tr("So what"),
            StoryBlock.BEFORE_AFTER: self.tr("Before and after"),
            StoryBlock.CHART: self.tr("Chart"),
            StoryBlock.HUMAN: self.tr("What changed for people"),
            StoryBlock.PRIORITY: self.tr("Priority"),
            StoryBlock.CONDITIONS: self.tr("What helped, what got in the way"),
            StoryBlock.NEXT: self.tr("What next"),
            StoryBlock.COMMENT: self.tr("Their comment"),
        }[block]

    def _place(self) -> None:
        for at, block in enumerate(self._order):
            self._list.removeWidget(self._rows[block])
            self._list.insertWidget(at, self._rows[block])
            self.ups[block].setEnabled(at > 0)
            self.downs[block].setEnabled(at < len(self._order) - 1)
        for before, after in zip(self._order, self._order[1:], strict=False):
            QWidget.setTabOrder(self.toggles[before], self.ups[after])
            QWidget.setTabOrder(self.ups[after], self.downs[after])
            QWidget.setTabOrder(self.downs[after], self.toggles[after])

    def _move(self, block: StoryBlock, by: int, *_: object) -> None:
        at = self._order.index(block)
        self._order.insert(at + by, self._order.pop(at))
        self._place()
        pressed = self.ups[block] if by < 0 else self.downs[block]
        (pressed if pressed.isEnabled() else self.toggles[block]).setFocus()
        self.ordered.emit(self.blocks())

    def _on_toggle_toggled(self, block: StoryBlock, told: bool) -> None:  # noqa: FBT001  # Qt's signal hands it over
        (self._told.add if told else self._told.discard)(block)
        self.ordered.emit(self.blocks())
