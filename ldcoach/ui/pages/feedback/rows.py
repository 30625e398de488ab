"""Rows of feedback: what waits to be said, what stays as preparation, and what was said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ldcoach.domain.feedback import Feedback
from ldcoach.domain.goals import Skill
from ldcoach.ui.pages import feedback_words
from ldcoach.ui.pages.form_card import FormCard
from ldcoach.ui.widgets.avatar import Avatar
from ldcoach.ui.widgets.buttons import link, secondary
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.clearing import clear, unseen
from ldcoach.ui.widgets.labels import body, card_title, muted, small, strong
from ldcoach.ui.widgets.look import rule
from ldcoach.ui.widgets.pill import Pill

_STACK_UNDER = 560
_AROUND = 188
"""Pixels of a narrow window beside a row."""
_INDENT = 44
_SKILL = 80


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of feedback with its words and whom it is for."""

    feedback: Feedback
    words: str
    name: str
    skills: tuple[Skill, ...] = ()


class FeedbackRow(QWidget):
    """Who, what kind, the beginning of the words, when, and the skills it speaks to.

    `opened` and `share_wanted` carry the id, `skill_wanted` that of a skill.
    """

    opened = Signal(str)
    share_wanted = Signal(str)
    skill_wanted = Signal(str)

    def __init__(self, piece: Piece, aside: str, *, can_share: bool = False) -> None:
        super().__init__()
        self._id = piece.feedback.id
        about = ", ".join(part for part in (feedback_words.shortened(piece.words, 40), aside) if part)
        self.share = secondary(self.tr("Share now"), "hand-heart", small=True)
        self.share.setAccessibleName(self.tr("Share now with {name}: {words}").format(name=piece.name, words=about))
        if not can_share:
            self.share.hide()
        self.open = secondary(self.tr("Open"), small=True)
        self.open.setAccessibleName(
            self.tr("Open the feedback for {name}: {words}").format(name=piece.name, words=about)
        )
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(12)
        self._acts = self._buttons()
        self._row.addLayout(self._left(piece, aside), 1)
        self._row.addLayout(self._acts)
        self._column.addLayout(self._row)
        self.open.clicked.connect(self._on_open_clicked)
        self.share.clicked.connect(self._on_share_clicked)

    def hold(self, form: FormCard) -> None:
        """Show a form below the row."""
        self._column.addWidget(form)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons below the words where the room is narrow."""
        super().resizeEvent(event)
        self._stack(self.width())

    def foresee(self, window_width: int) -> None:
        """Take the layout that will fit, before there is a size: a page of rows that turn later is laid out anew."""
        self._stack(window_width - _AROUND)

    def _stack(self, width: int) -> None:
        narrow = width < _STACK_UNDER
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self._acts.setContentsMargins(_INDENT if narrow else 0, 0, 0, 0)

    def _left(self, piece: Piece, aside: str) -> QHBoxLayout:
        row, column, head = QHBoxLayout(), QVBoxLayout(), QHBoxLayout()
        row.setSpacing(12)
        column.setSpacing(3)
        head.setSpacing(8)
        kind = piece.feedback.kind
        name = strong(piece.name)
        name.setWordWrap(False)
        head.addWidget(name)
        head.addWidget(Pill(feedback_words.kind_words(kind), "plain", feedback_words.KIND_ICONS[kind]))
        head.addStretch()
        column.addLayout(head)
        column.addWidget(body(feedback_words.shortened(piece.words)))
        if piece.feedback.employee_view:
            column.addWidget(muted(self._view(piece)))
        column.addWidget(small(aside))
        for skill in piece.skills:
            column.addWidget(self._skill(skill), 0, Qt.AlignmentFlag.AlignLeft)
        row.addWidget(Avatar(piece.name, small=True), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        return row

    def _skill(self, skill: Skill) -> QPushButton:
        made = link(feedback_words.shortened(skill.name, _SKILL), "bookmark")
        made.setAccessibleName(self.tr("Only feedback that speaks to: {skill}").format(skill=skill.name))
        made.clicked.connect(partial(self._on_skill_clicked, skill.id))
        return made

    def _view(self, piece: Piece) -> str:
        words = feedback_words.shortened(piece.feedback.employee_view)
        return self.tr("{name}: “{words}”").format(name=piece.name.split(" ")[0], words=words)

    def _buttons(self) -> QHBoxLayout:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.share, self.open):
            buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        buttons.addStretch()
        return buttons

    def _on_open_clicked(self) -> None:
        self.opened.emit(self._id)

    def _on_share_clicked(self) -> None:
        self.share_wanted.emit(self._id)

    def _on_skill_clicked(self, skill_id: str) -> None:
        self.skill_wanted.emit(skill_id)


class FeedbackList(Card):
    """A titled list of rows that can be asked for more; signals as those of a row."""

    opened = Signal(str)
    share_wanted = Signal(str)
    skill_wanted = Signal(str)
    more_wanted = Signal()

    def __init__(self, title: str, caption: str = "", icon: str = "", nothing: str = "") -> None:
        super().__init__(title, icon)
        self._nothing = nothing
        self._holder = QWidget()
        self._rows = QVBoxLayout(self._holder)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(14)
        self._by_id: dict[str, FeedbackRow] = {}
        self.more = link(self.tr("Show earlier"), "chevron-down")
        self.more.setAccessibleName(self.tr("Show earlier: {title}").format(title=title))
        self.more.clicked.connect(self.more_wanted)
        self.caption = muted(caption)
        if not caption:
            self.caption.hide()
        self.body.addWidget(self.caption)
        self.body.addWidget(self._holder)
        self.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)

    def show_pieces(self, rows: Sequence[tuple[Piece, str]], *, more: bool, can_share: bool = False) -> None:
        """Show pieces, each with the line that says when; the keyboard stays on the same piece."""
        kept = next((key for key, row in self._by_id.items() if row.open.hasFocus() or row.share.hasFocus()), "")
        with unseen(self._holder):
            self._fill(rows, can_share=can_share)
        self.more.setVisible(more)
        if kept in self._by_id:
            self._by_id[kept].open.setFocus()

    def _fill(self, rows: Sequence[tuple[Piece, str]], *, can_share: bool) -> None:
        clear(self._rows)
        self._by_id.clear()
        for at, (piece, aside) in enumerate(rows):
            if at:
                self._rows.addWidget(rule())
            self._add(piece, aside, can_share=can_share)
        if not rows and self._nothing:
            self._rows.addWidget(muted(self._nothing))

    def rows(self) -> list[FeedbackRow]:
        """Return the rows, topmost first."""
        return list(self._by_id.values())

    def row(self, feedback_id: str) -> FeedbackRow | None:
        """Return the row of a piece, if it is shown."""
        return self._by_id.get(feedback_id)

    def _add(self, piece: Piece, aside: str, *, can_share: bool) -> None:
        row = FeedbackRow(piece, aside, can_share=can_share)
        row.opened.connect(self.opened)
        row.share_wanted.connect(self.share_wanted)
        row.skill_wanted.connect(self.skill_wanted)
        row.foresee(self.window().width())
        self._by_id[piece.feedback.id] = row
        self._rows.addWidget(row)


class FirstFeedback(Card):
    """What stands on the page while nothing was noted; `begun` says that the button was pressed."""

    begun = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.begin = secondary(self.tr("Note the first feedback"), "hand-heart")
        self.begin.clicked.connect(self.begun)
        self.body.addWidget(card_title(self.tr("What did you see today that was worth saying?")))
        self.body.addWidget(muted(self.tr("A day, a place and what happened are enough. The rest can wait.")))
        self.body.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignLeft)
