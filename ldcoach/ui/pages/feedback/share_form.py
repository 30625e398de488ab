"""Marks feedback as said, with the person's own view in their own words."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from ldcoach.domain.feedback import Feedback
from ldcoach.services.change import Change
from ldcoach.services.feedback_book import FeedbackBook
from ldcoach.ui.pages.days import DayEdit
from ldcoach.ui.pages.form_card import FormCard
from ldcoach.ui.widgets.editor import Editor
from ldcoach.ui.widgets.field import Field

_VIEW_HEIGHT = 96


class ShareForm(FormCard):
    """When it was said and how the person sees it; `done` carries the change, `before` is the piece as it was."""

    def __init__(self, book: FeedbackBook) -> None:
        super().__init__(self.tr("Said it?"), "hand-heart", self.tr("Mark as shared"))
        self._book = book
        self.before: Feedback | None = None
        self.said_on = DayEdit()
        self.view = Editor("", self.tr("As they said it, also if they see it differently. It can stay empty."))
        self.view.setProperty("dense", "true")
        self.view.setFixedHeight(_VIEW_HEIGHT)
        day = Field(self.tr("When you said it"), self.said_on)
        day.setMaximumWidth(240)
        self._view_field = Field(self.tr("How they see it"), self.view)
        self.fields.addWidget(day)
        self.fields.addWidget(self._view_field)

    def share(self, piece: Feedback, called: str, today: date) -> None:
        """Ask about one piece; `called` is what the person is called."""
        self.before = piece
        self.title.setText(self.tr("Said it to {name}?").format(name=called))
        self.said_on.set_latest(today)
        self.said_on.show_day(today)
        self.view.setPlainText(piece.employee_view)
        self.begin(self._share, self.said_on)

    def take_back(self, piece: Feedback) -> Change:
        """Put a piece back as it was before it was shared."""
        now, words = self._book.get(piece.id)
        return self._book.edit(replace(piece, text_id=now.text_id), words)

    def _share(self, about_work: Collection[str]) -> Change:
        if self.before is None:
            message = "no piece was chosen"
            raise RuntimeError(message)
        return self._book.share(
            self.before.id, on=self.said_on.day(), employee_view=self.view.toPlainText(), about_work=about_work
        )
