"""Where one can go from a 1-2-1 by a key or a button, and come back to it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ldcoach.domain.gaps import GapStage
from ldcoach.services.desk import Desk
from ldcoach.services.views import TalkView
from ldcoach.ui.go import Go, Place
from ldcoach.ui.pages.talk.presenting import Presenting

_READING = "reading:"


class TalkWays(QObject):
    """`asked` carries a `Go`; `refused` says that the other page would show more than both may see."""

    asked = Signal(object)
    refused = Signal()

    def __init__(self, desk: Desk, presenting: Presenting) -> None:
        super().__init__()
        self._desk = desk
        self._presenting = presenting
        self._view: TalkView | None = None

    def show_talk(self, view: TalkView) -> None:
        """Go from another 1-2-1, or from what changed in it."""
        self._view = view

    def to_new_feedback(self) -> None:
        """Note feedback for the person."""
        self._leave_for(Place.WRITE_FEEDBACK)

    def to_feedback(self, feedback_id: str) -> None:
        """Open a piece of feedback."""
        self._leave_for(Place.WRITE_FEEDBACK, feedback_id)

    def to_goal(self) -> None:
        """Go to the one goal there is, or to the list of them."""
        self._to_goal("")

    def to_reading(self) -> None:
        """Add a reading for the one goal there is, or choose among them."""
        self._to_goal(_READING)

    def to_gap(self) -> None:
        """Go on with the questions about a gap, or begin them."""
        if self._view is None:
            return
        lines = self._desk.gaps.lines(self._view.person.id)
        asking = [line.gap.id for line in lines if line.stage is GapStage.ASKING]
        self._leave_for(Place.DIAGNOSIS, asking[-1] if asking else "")

    def _to_goal(self, wish: str) -> None:
        goals = self._view.goals if self._view is not None else ()
        if len(goals) == 1:
            self._leave_for(Place.GOAL, f"{wish}{goals[0].goal_id}")
        else:
            self._leave_for(Place.GOALS)

    def _leave_for(self, place: Place, item_id: str = "") -> None:
        if self._view is None:
            return
        if self._presenting.on:
            self.refused.emit()
        else:
            self.asked.emit(Go(place, self._view.person.id, item_id))
