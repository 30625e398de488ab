"""Lets the coach read what is written: short texts at once, long ones beside the window."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from ldcoach.domain.feedback import Feedback
from ldcoach.errors import LDCoachError
from ldcoach.services.reviews import READ_AT_ONCE, Review, Reviews
from ldcoach.ui.tasks import Step, Tasks

_Key = tuple[Feedback, str]
_Read = tuple[_Key, Review]


class CoachReading(QObject):
    """Keeps the last review. `read` says that it is fresh, `failed` carries why there is none."""

    read = Signal()
    failed = Signal(str)

    def __init__(self, reviews: Reviews, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._reviews = reviews
        self._tasks = tasks
        self._of: _Key | None = None
        self._wanted: _Key | None = None
        self._busy = False
        self.aside: frozenset[str] = frozenset()
        self.review: Review | None = None

    def forget(self) -> None:
        """Begin anew with another piece."""
        self._of = self._wanted = self.review = None
        self.aside = frozenset()

    def look(self, piece: Feedback, words: str) -> None:
        """Read a piece; `read` comes now, or when a long text was read."""
        key = _key(piece, words)
        if len(words) + sum(map(len, piece.parts)) <= READ_AT_ONCE:
            self._wanted = None
            self._take(key, self._reviews.of(piece, words, self.aside))
            return
        self._wanted = key
        if not self._busy:
            self._read_beside(key)

    def rules_of(self, piece: Feedback, words: str, *, exact: bool) -> tuple[str, ...]:
        """Return the ids of the rules seen in a piece: those of the last review while a long text is being read."""
        key = _key(piece, words)
        short = len(words) + sum(map(len, piece.parts)) <= READ_AT_ONCE
        if self._of != key and (short or exact):
            self._take(key, self._reviews.of(piece, words, self.aside))
        return self.review.rules if self.review else ()

    def set_aside(self, rule_id: str) -> None:
        """Let a rule not ask about this piece."""
        self.aside |= {rule_id}
        self.renew()

    def renew(self) -> None:
        """Read the same piece again, because what may be asked has changed."""
        if self._of is not None:
            piece, words = self._of
            self._of = None
            self.look(piece, words)

    def _read_beside(self, key: _Key) -> None:
        reviews, aside = self._reviews, self.aside

        def job(_step: Step) -> _Read:
            return key, reviews.of(*key, aside)

        self._busy = True
        self._tasks.run(job, self._on_read, self._on_failed)

    def _on_read(self, answer: _Read) -> None:
        self._busy = False
        key, review = answer
        if key == self._wanted:
            self._wanted = None
            self._take(key, review)
        elif self._wanted is not None:
            self._read_beside(self._wanted)

    def _on_failed(self, error: LDCoachError) -> None:
        self._busy = False
        self._wanted = None
        self.failed.emit(str(error))

    def _take(self, key: _Key, review: Review) -> None:
        self._of, self.review = key, review
        self.read.emit()


def _key(piece: Feedback, words: str) -> _Key:
    """Return what a review depends on, so that keeping a piece does not make it old."""
    return replace(piece, rules_seen=()), words
