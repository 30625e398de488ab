"""Questions picked while preparing, kept with the prep notes of the 1-2-1 so that the talk can show them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ldcoach.services.views import StageNotes
from ldcoach.services.views.talks import READY

__all__ = ["READY", "as_note", "from_note"]


def as_note(questions: Sequence[str]) -> str:
    """Return the questions as the body of a note."""
    return "\n".join(questions)


def from_note(notes: Mapping[str, StageNotes]) -> tuple[str, ...]:
    """Return the questions that were picked, out of the notes of a 1-2-1."""
    kept = notes.get(READY)
    return tuple(kept.prep.splitlines()) if kept else ()
