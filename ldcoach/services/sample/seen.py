"""Which rules of the coach find something in the feedback of a sample."""

from __future__ import annotations

from ldcoach.domain.feedback import Feedback
from ldcoach.domain.kinds import FeedbackKind
from ldcoach.domain.wording.advice import Circumstances
from ldcoach.domain.wording.coach_rules import CoachRules
from ldcoach.domain.wording.looking import advice_on

__all__ = ["RulesSeen"]

_FIELDS = ("situation", "behaviour", "impact", "next_step")


class RulesSeen:
    """Reads each text once: a sample tells the same few hundred stories of many people."""

    def __init__(self, rules: CoachRules) -> None:
        self._rules = rules
        self._known: dict[tuple[FeedbackKind, str], tuple[str, ...]] = {}

    def in_piece(self, piece: Feedback, words: str) -> tuple[str, ...]:
        """Return the ids of the rules, as they would be kept with a piece that was noted in time."""
        key = (piece.kind, words)
        if key not in self._known:
            filled = {field for field in _FIELDS if getattr(piece, field)} | {"observed_on"}
            text = "\n".join([words, *piece.parts])
            found = advice_on(text, self._rules, Circumstances(kind=piece.kind, filled=frozenset(filled))).findings
            self._known[key] = tuple(sorted({finding.rule for finding in found}))
        return self._known[key]
