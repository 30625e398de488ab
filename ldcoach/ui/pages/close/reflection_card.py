"""A minute for the manager after a 1-2-1: two private prompts, kept as prep notes, skipped at will."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ldcoach.domain.ids import ConversationId, PersonId
from ldcoach.services.change import Change
from ldcoach.services.reflections import Reflections
from ldcoach.ui.pages.kept_lane import KeptLane, NotePlace
from ldcoach.ui.widgets.buttons import primary, quiet
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.labels import muted

_HEIGHT = 96


class ReflectionCard(Card):
    """`kept` carries the Change of a save; `failed` why one was refused; `done` that one goes on, skipped or not."""

    kept = Signal(object)
    failed = Signal(str)
    done = Signal()

    def __init__(self, reflections: Reflections) -> None:
        super().__init__(self.tr("A minute for you"), "lightbulb")
        self._reflections = reflections
        self.remark = muted("")
        self.lanes = [KeptLane("prep", self._write, self.tr("First question")), self._second()]
        self.skip = quiet(self.tr("S&kip"))
        self.go_on = primary(self.tr("&Done"), "check")
        self.body.addWidget(self.remark)
        for lane in self.lanes:
            lane.title.setWordWrap(True)
            lane.editor.setFixedHeight(_HEIGHT)
            lane.kept.connect(self.kept)
            lane.failed.connect(self.failed)
            self.body.addWidget(lane)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self.skip)
        row.addWidget(self.go_on)
        self.body.addLayout(row)
        self.skip.clicked.connect(self._on_skip_clicked)
        self.go_on.clicked.connect(self._on_go_on_clicked)

    def _second(self) -> KeptLane:
        return KeptLane("prep", self._write, self.tr("Second question"))

    def ask(self, conversation_id: ConversationId, person_id: PersonId) -> None:
        """Show the prompts of a 1-2-1 with what was answered so far."""
        prompts, answers = self._reflections.prompts(conversation_id), self._reflections.answers(conversation_id)
        self.remark.setText(
            self.tr("Prep notes: no summary holds them, an access request can reach them. Leave it if you are short.")
        )
        for at, (lane, prompt, answer) in enumerate(zip(self.lanes, prompts, answers, strict=True)):
            lane.title.setText(prompt)
            lane.editor.setAccessibleName(prompt)
            lane.caption.hide()
            lane.open(NotePlace(conversation_id, person_id, str(at)), answer)

    def focus(self) -> None:
        """Put the keyboard on the first question."""
        self.lanes[0].editor.setFocus()

    def settle(self) -> None:
        """Keep what still waits."""
        for lane in self.lanes:
            lane.settle()

    def unkept(self) -> QWidget | None:
        """Return the editor whose text could not be kept, or None."""
        return next((lane.editor for lane in self.lanes if lane.unkept), None)

    def _write(self, place: NotePlace, text: str, *, visit: bool, about_work: Collection[str]) -> Change:
        at = int(place.stage_code)
        return self._reflections.keep(place.conversation_id, at, text, visit=visit, about_work=about_work)

    def _on_skip_clicked(self) -> None:
        self.done.emit()

    def _on_go_on_clicked(self) -> None:
        self.settle()
        held = self.unkept()
        if held is None:
            self.done.emit()
        else:
            held.setFocus()
