"""A note on one person, written in passing."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout

from ldcoach.domain.ids import PersonId
from ldcoach.domain.kinds import Visibility
from ldcoach.errors import HeldText, LDCoachError
from ldcoach.services.desk import Desk
from ldcoach.ui.widgets.buttons import secondary
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.editor import Editor
from ldcoach.ui.widgets.held import HeldCard
from ldcoach.ui.widgets.labels import small
from ldcoach.ui.widgets.look import set_look
from ldcoach.ui.widgets.notice import Notice
from ldcoach.ui.widgets.segmented import Segmented

_NOTHING = frozenset[str]()
_EDITOR_HEIGHT = 128


class QuickNote(Card):
    """Person, lane and text. `changed` carries the `Change` once the note is kept."""

    changed = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(self.tr("Quick note"))
        self._desk = desk
        self._rules: Collection[str] = _NOTHING
        self.person = QComboBox()
        self.person.setAccessibleName(self.tr("Whom the note is about"))
        lanes = (("prep", self.tr("Prep"), "file-text"), ("shared", self.tr("Shared"), "users"))
        self.lane = Segmented(self.tr("Lane of the note"), lanes)
        self.editor = Editor(self.tr("Quick note"), self.tr("What did you notice? Facts first."))
        set_look(self.editor, "dense", "true")
        self.editor.setMaximumHeight(_EDITOR_HEIGHT)
        self.held = HeldCard()
        self.notice = Notice()
        self.caption = small("")
        self.save = secondary(self.tr("Sa&ve note"))
        self._lay_out()
        self._connect()
        self.lane.choose("prep")
        self._on_lane_chosen("prep")

    def _lay_out(self) -> None:
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.person, 1)
        head.addWidget(self.lane)
        foot.addWidget(self.caption, 1)
        foot.addWidget(self.save)
        self.body.addLayout(head)
        self.body.addWidget(self.editor, 1)
        self.body.addWidget(self.held)
        self.body.addWidget(self.notice)
        self.body.addLayout(foot)

    def _connect(self) -> None:
        self.save.clicked.connect(self._on_save_clicked)
        self.lane.chosen.connect(self._on_lane_chosen)
        self.held.confirmed.connect(self._on_held_confirmed)
        self.held.change_wanted.connect(self.editor.setFocus)
        self.editor.textChanged.connect(self.notice.quiet)

    def show_people(self, people: Sequence[tuple[PersonId, str]], first: PersonId | None) -> None:
        """Offer these people; while nothing is written, `first` is the one proposed."""
        before = self.person.currentData()
        self.person.clear()
        for person_id, name in people:
            self.person.addItem(name, person_id)
        chosen = before if before and self.editor.toPlainText().strip() else first or before
        self.person.setCurrentIndex(max(self.person.findData(chosen), 0))

    def keep(self, about_work: Collection[str] = _NOTHING) -> None:
        """Keep what is written; without a word nothing happens, and what is not kept stays in the editor."""
        if not self.editor.toPlainText().strip() or self.person.currentIndex() < 0:
            return
        visibility = Visibility.PREP if self.lane.key() == "prep" else Visibility.SHARED
        try:
            change = self._desk.notes.add(
                self.person.currentData(), self.editor.toPlainText(), visibility, about_work=about_work
            )
        except HeldText as held:
            self._rules = held.rules
            self.held.say(str(held))
            return
        except LDCoachError as error:
            self.notice.say("error", str(error))
            return
        self.held.hide()
        self.editor.clear()
        self.notice.say("info", self._kept())
        self.changed.emit(change)

    def _kept(self) -> str:
        pattern = (
            self.tr("Kept as a prep note on {name}.")
            if self.lane.key() == "prep"
            else self.tr("Kept as a shared note on {name}.")
        )
        return pattern.format(name=self.person.currentText())

    def _on_save_clicked(self) -> None:
        if not self.editor.toPlainText().strip():
            self.notice.say("info", self.tr("Write a few words first."))
            self.editor.setFocus()
            return
        self.keep()

    def _on_lane_chosen(self, key: str) -> None:
        prep = self.tr("Stays on this computer. An access request can reach it.")
        shared = self.tr("Can go into the summary.")
        self.caption.setText(prep if key == "prep" else shared)

    def _on_held_confirmed(self) -> None:
        self.keep(self._rules)
