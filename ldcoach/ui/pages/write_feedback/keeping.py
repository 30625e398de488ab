"""Keeps a piece of feedback while it is written: after a pause, when one leaves, and when it is ready."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from ldcoach.domain.goals import Skill
from ldcoach.domain.ids import FeedbackId, PersonId
from ldcoach.domain.kinds import Visibility
from ldcoach.errors import HeldText, LDCoachError
from ldcoach.services.desk import Desk
from ldcoach.ui import words
from ldcoach.ui.pages.write_feedback.coaching import Coaching
from ldcoach.ui.pages.write_feedback.draft import Content, FeedbackDraft


class DraftKeeping(QObject):
    """What is on record of the piece on the page, and what is held back from it.

    `changed` carries a `Change`, `held` the `HeldText`, `failed` a sentence; `kept` says that all is on record.
    """

    changed = Signal(object)
    held = Signal(object)
    failed = Signal(str)
    kept = Signal()

    def __init__(
        self, desk: Desk, coaching: Coaching, content: Callable[[Visibility], Content], parent: QObject
    ) -> None:
        """`content` returns what the page says now, for whom it is being as given."""
        super().__init__(parent)
        self._desk = desk
        self._coaching = coaching
        self._content = content
        self._about_work: set[str] = set()
        self._holding: tuple[str, ...] = ()
        self.draft: FeedbackDraft | None = None
        self.kept_at = ""

    @property
    def is_held(self) -> bool:
        """Tell whether the words are in memory only, because a stop rule holds them."""
        return bool(self._holding)

    @property
    def visibility(self) -> Visibility:
        """For whom the piece is as it is on record; nobody yet where there is none."""
        return self.draft.visibility if self.draft else Visibility.PREP

    def forget(self) -> None:
        """Begin with nothing; what is on record stays."""
        self.draft = None
        self.kept_at = ""
        self._about_work.clear()
        self._holding = ()

    def begin(self, person_id: PersonId) -> None:
        """Begin a piece for a person."""
        self.draft = FeedbackDraft(self._desk.feedback, person_id)

    def open(self, feedback_id: FeedbackId) -> tuple[Content, tuple[Skill, ...]]:
        """Go on with a piece on record; return what it says and the skills that it speaks to.

        Raises:
            LDCoachError: it is not there or cannot be read.
        """
        piece, body = self._desk.feedback.get(feedback_id)
        skills = self._desk.skills.of_feedback(piece.id)
        self.draft = FeedbackDraft(self._desk.feedback, piece.person_id)
        return self.draft.open(piece, body, tuple(skill.id for skill in skills)), skills

    def move(self, person_id: PersonId) -> None:
        """Let the piece belong to a person; what is on record for another is taken back and kept anew.

        Raises:
            LDCoachError: it stays with whom it was for.
        """
        change = self.draft.move(person_id) if self.draft else None
        if self.draft is None:
            self.begin(person_id)
        self.kept_at = ""
        if change is not None:
            self.changed.emit(change)
            self.keep(self.visibility)

    def look(self) -> None:
        """Let the coach read what stands there."""
        if self.draft is not None:
            content = self._content(self.visibility)
            self._coaching.look(self.draft.as_piece(content), content.typed.words)

    def is_unkept(self) -> bool:
        """Tell whether the page says something that is not on record."""
        return self.draft is not None and not self.draft.is_kept(self._content(self.visibility))

    def keep(self, visibility: Visibility, *, exact: bool = False) -> bool:
        """Keep what is written; `exact` waits for the coach to have read a long text, too."""
        draft = self.draft
        if draft is None:
            return False
        content = self._content(visibility)
        rules_seen = self._coaching.rules_of(draft.as_piece(content), content.typed.words, exact=exact)
        if draft.is_kept(content, rules_seen):
            self._let_go()
            return True
        try:
            change = draft.keep(content, self._about_work, rules_seen)
            if draft.piece is not None:
                self._coaching.remember(draft.piece)
        except HeldText as held:
            self._holding = held.rules
            self.held.emit(held)
            return False
        except LDCoachError as error:
            self.failed.emit(str(error))
            return False
        self.kept_at = words.clock(self._desk.context.clock.now().astimezone())
        self._let_go()
        self.changed.emit(change)
        return True

    def renew(self) -> None:
        """Keep what the coach saw in words that are on record already."""
        if self.draft is not None and self.draft.piece is not None and not self.is_unkept():
            self.keep(self.visibility)

    def confirm(self) -> None:
        """Take what is held for being about the work, not about a person."""
        self._about_work.update(self._holding)

    def end_visit(self) -> None:
        """Let the next change keep what was said before."""
        if self.draft is not None:
            self.draft.end_visit()

    def _let_go(self) -> None:
        self._holding = ()
        self.kept.emit()
