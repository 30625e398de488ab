"""The two lanes of notes of a 1-2-1, and the words that say whether they are kept."""

from __future__ import annotations

from PySide6.QtCore import Signal

from ldcoach.domain.ids import ConversationId
from ldcoach.domain.kinds import Visibility
from ldcoach.services.change import Change
from ldcoach.services.notes import PREPARE, Notes
from ldcoach.services.views import StageNotes, TalkView
from ldcoach.ui.pages.kept_lane import KeptLane, NotePlace, note_writer
from ldcoach.ui.widgets.labels import muted, small
from ldcoach.ui.widgets.tiles import Tiles

_NOTHING = StageNotes("", "")


class TalkLanes(Tiles):
    """Shared notes beside prep notes; `saved` is the label that says where they are.

    `kept` carries the `Change` of a save, `failed` the sentence of a refusal.
    """

    kept = Signal(object)
    failed = Signal(str)

    def __init__(self, notes: Notes) -> None:
        super().__init__()
        self.shared = KeptLane("shared", note_writer(notes, Visibility.SHARED), self.tr("S&hared notes"))
        self.prep = KeptLane("prep", note_writer(notes, Visibility.PREP), self.tr("&Prep notes (may be disclosed)"))
        self.prepared, self.saved = small(""), muted("")
        self.saved.setWordWrap(False)
        self.prep.body.insertWidget(1, self.prepared)
        self.prep.say_caption(self.tr("For you. An access request can reach them."))
        self.add_row(self.shared, self.prep)
        for lane in (self.shared, self.prep):
            lane.kept.connect(self._on_lane_kept)
            lane.held_back.connect(self._on_lane_held_back)
            lane.failed.connect(self._on_lane_failed)
            lane.editor.textChanged.connect(self._on_editor_text_changed)

    def open(self, view: TalkView, stage_code: str) -> None:
        """Show what stands in the lanes of one stage, and what was prepared."""
        called, notes = view.person.called, view.notes.get(stage_code, _NOTHING)
        self.shared.say_caption(self.tr("{name} sees these. Write them together.").format(name=called))
        place = NotePlace(view.conversation.id, view.person.id, stage_code)
        self.shared.open(place, notes.shared)
        self.prep.open(place, notes.prep)
        prepared = view.notes.get(PREPARE, _NOTHING).prep
        self.prepared.setText(self.tr("From preparing: {note}").format(note=prepared))
        self.prepared.setVisible(bool(prepared))

    def settle(self) -> None:
        """Keep what still waits in both lanes."""
        self.shared.settle()
        self.prep.settle()

    def unkept(self, conversation_id: ConversationId) -> str | None:
        """Return the code of a stage of the 1-2-1 whose note could not be kept, or None."""
        places = [*self.shared.unkept, *self.prep.unkept]
        return next((place.stage_code for place in places if place.conversation_id == conversation_id), None)

    def _on_lane_kept(self, change: Change) -> None:
        self.saved.setText(self.tr("Saved on this computer"))
        self.kept.emit(change)

    def _on_lane_held_back(self) -> None:
        self.saved.setText(self.tr("Not saved: only on this screen"))

    def _on_lane_failed(self, sentence: str) -> None:
        self.saved.setText(self.tr("Not saved: only on this screen"))
        self.failed.emit(sentence)

    def _on_editor_text_changed(self) -> None:
        if self.shared.editor.waiting or self.prep.editor.waiting:
            self.saved.setText(self.tr("Saving in a moment"))
