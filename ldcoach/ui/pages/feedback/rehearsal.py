"""A moment to rehearse: the manager's own first sentence, and questions that let the other side speak."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout

from ldcoach.domain.feedback import Feedback
from ldcoach.domain.ids import FeedbackId
from ldcoach.services.change import Change
from ldcoach.services.delivery import Delivery
from ldcoach.ui.pages.form_card import FormCard
from ldcoach.ui.widgets.clearing import clear
from ldcoach.ui.widgets.drawn import Glyph
from ldcoach.ui.widgets.field import Field
from ldcoach.ui.widgets.labels import body, muted, small


class RehearsalForm(FormCard):
    """Nothing here is written for the manager; `before` is the piece that is rehearsed."""

    def __init__(self, delivery: Delivery) -> None:
        super().__init__(self.tr("Rehearse"), "message-circle", self.tr("Keep my first line"))
        self._delivery = delivery
        self.before: Feedback | None = None
        self.words = body("")
        self.questions = QVBoxLayout()
        self.questions.setSpacing(6)
        self.opening = QLineEdit()
        self.opening.setPlaceholderText(self.tr("Say it aloud once, in your own words"))
        self.fields.addWidget(self.words)
        self.fields.addWidget(Field(self.tr("Your first sentence"), self.opening))
        self.fields.addWidget(muted(self.tr("Then ask, and listen:")))
        self.fields.addLayout(self.questions)
        kept = self.tr("Your line is preparation: it is never shared by itself. An access request can reach it.")
        self.fields.addWidget(small(kept))

    def rehearse(self, feedback_id: FeedbackId) -> None:
        """Show what helps to say a piece."""
        rehearsal = self._delivery.rehearsal(feedback_id)
        self.before = rehearsal.feedback
        self.title.setText(self.tr("Rehearse what you say to {name}").format(name=rehearsal.called))
        self.words.setText(rehearsal.words)
        self.opening.setText(rehearsal.opening)
        clear(self.questions)
        for question in rehearsal.questions:
            line = QHBoxLayout()
            line.setSpacing(10)
            line.addWidget(Glyph("circle-help", "accent", 16), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(body(question), 1)
            self.questions.addLayout(line)
        self.begin(self._keep, self.opening)

    def _keep(self, about_work: Collection[str]) -> Change:
        if self.before is None:
            message = "no piece was chosen"
            raise RuntimeError(message)
        return self._delivery.keep_opening(self.before.id, self.opening.text(), about_work=about_work)
