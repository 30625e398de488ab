"""The coach in the editor: looks at a text, asks at most three questions, remembers 'not so here'."""

from __future__ import annotations

from ldcoach.domain.feedback import DismissedRule
from ldcoach.domain.ids import TextId
from ldcoach.domain.wording import Severity
from ldcoach.domain.wording.advice import NOTHING_KNOWN, Advice, Circumstances, questions_of
from ldcoach.domain.wording.coach_rules import CoachRule
from ldcoach.domain.wording.findings import Finding
from ldcoach.domain.wording.looking import advice_on
from ldcoach.errors import UnfitInput
from ldcoach.services.change import Change
from ldcoach.services.context import Context

__all__ = ["ASK_TO_MUTE_AFTER", "Coach"]

ASK_TO_MUTE_AFTER = 5
"""How often a rule is dismissed until the app asks whether to mute it."""

FEWEST_WORDS = 4
"""Under this many words the manager is still typing: only what holds a text is asked about."""


class Coach:
    """Never rewrites, never blocks; kept are ids of rules and texts, never words."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._record = context.record

    def warm_up(self) -> None:
        """Load and compile all rules, so that every check comes fast; takes about a second, meant for a job."""
        self._context.library.coaching_rules().patterns.compile_all()
        self.check("You opened the call with a question, so she told us what she needed.")

    def check(self, text: str, about: Circumstances = NOTHING_KNOWN) -> Advice:
        """Look at a text; `about` is what is known beside its words."""
        return advice_on(text, self._context.library.coaching_rules(), about)

    def questions(
        self, text: str, dismissed: frozenset[str] = frozenset(), about: Circumstances = NOTHING_KNOWN
    ) -> tuple[Finding, ...]:
        """Return at most three findings to ask about, gravest first; neither dismissed nor muted ones."""
        findings = self.check(text, about).findings
        if len(text.split()) < FEWEST_WORDS:
            findings = tuple(finding for finding in findings if finding.severity is Severity.STOP)
        return questions_of(findings, dismissed | self.muted())

    def rule(self, rule_id: str) -> CoachRule:
        """Return what a rule is called and why it asks.

        Raises:
            KeyError: there is no such rule.
        """
        return self._context.library.coaching_rules().rule(rule_id)

    def dismiss(self, rule_id: str, text_id: TextId) -> Change:
        """Remember 'not so here': the rule does not ask again about this text.

        Raises:
            UnfitInput: the rule holds a text, or there is no such rule; nothing was kept.
        """
        self._require_dismissible(rule_id)
        if rule_id in self.dismissed(text_id):
            return Change.of()
        kept = DismissedRule(id=self._context.ids.new(), rule_id=rule_id, text_id=text_id)
        with self._record.work() as work:
            work.add(kept)
        return Change.of(DismissedRule, created=kept.id)

    def dismissed(self, text_id: TextId) -> frozenset[str]:
        """Return the ids of the rules that do not ask about this text."""
        return frozenset(kept.rule_id for kept in self._record.every(DismissedRule, text_id=text_id))

    def may_ask_to_mute(self, rule_id: str) -> bool:
        """Tell whether the rule was dismissed so often that muting it is worth a question."""
        if self._holds(rule_id) or rule_id in self.muted():
            return False
        kept = self._record.every(DismissedRule, rule_id=rule_id, muted=False)
        return len(kept) >= ASK_TO_MUTE_AFTER

    def mute(self, rule_id: str) -> Change:
        """Let a rule ask no more, in any text.

        Raises:
            UnfitInput: the rule holds a text, or there is no such rule; nothing was kept.
        """
        self._require_dismissible(rule_id)
        if rule_id in self.muted():
            return Change.of()
        kept = DismissedRule(id=self._context.ids.new(), rule_id=rule_id, muted=True)
        with self._record.work() as work:
            work.add(kept)
        return Change.of(DismissedRule, created=kept.id)

    def unmute(self, rule_id: str) -> Change:
        """Let a muted rule ask again."""
        with self._record.work() as work:
            for kept in self._record.every(DismissedRule, rule_id=rule_id, muted=True):
                work.remove(DismissedRule, kept.id)
        return Change.of(DismissedRule)

    def muted(self) -> frozenset[str]:
        """Return the ids of the rules that ask no more."""
        return frozenset(kept.rule_id for kept in self._record.every(DismissedRule, muted=True))

    def _holds(self, rule_id: str) -> bool:
        try:
            return self.rule(rule_id).severity is Severity.STOP
        except KeyError:
            raise UnfitInput(f"There is no rule {rule_id!r}. Nothing was changed.") from None

    def _require_dismissible(self, rule_id: str) -> None:
        if self._holds(rule_id):
            raise UnfitInput(
                f"{rule_id} keeps health and protected traits out of the record and cannot be set aside here. "
                "Nothing was changed; change the text, or confirm there that it is about the work."
            )
