"""Goals, their kinds and states, and what readings show, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from ldcoach.domain.before_after import ENOUGH, Average, Caveat, Comparison
from ldcoach.domain.kinds import EvidenceKind, GoalKind, GoalStatus
from ldcoach.domain.numerals import in_digits
from ldcoach.services.views import GoalLine
from ldcoach.ui import words
from ldcoach.ui.widgets.chain import Node


def status_words(status: GoalStatus) -> str:
    """Return where a goal stands."""
    return {
        GoalStatus.DRAFT: _tr("Draft"),
        GoalStatus.ACTIVE: _tr("Being worked on"),
        GoalStatus.PAUSED: _tr("Paused"),
        GoalStatus.ACHIEVED: _tr("Reached"),
        GoalStatus.CLOSED_NOT_MET: _tr("Closed, not reached"),
        GoalStatus.DROPPED: _tr("Let go"),
    }[status]


def kind_words(kind: GoalKind) -> str:
    """Return what kind of goal it is."""
    return {
        GoalKind.BEHAVIOUR: _tr("A way of working"),
        GoalKind.LEARNING: _tr("Something to learn"),
        GoalKind.PERFORMANCE: _tr("A result to reach"),
    }[kind]


EVIDENCE_CHOICES = (
    EvidenceKind.OBSERVED_BEHAVIOUR,
    EvidenceKind.WORK_PRODUCT,
    EvidenceKind.MEASURE_POINT,
    EvidenceKind.CUSTOMER_WORDS,
    EvidenceKind.SELF_REPORT,
    EvidenceKind.PEER_WORDS_WITH_AGREEMENT,
)
"""Having completed something is not evidence of change."""


def evidence_words(kind: EvidenceKind) -> str:
    """Return what kind of evidence it is."""
    return {
        EvidenceKind.OBSERVED_BEHAVIOUR: _tr("Seen at work"),
        EvidenceKind.WORK_PRODUCT: _tr("A piece of work"),
        EvidenceKind.MEASURE_POINT: _tr("A reading"),
        EvidenceKind.CUSTOMER_WORDS: _tr("A customer’s words"),
        EvidenceKind.SELF_REPORT: _tr("Their own account"),
        EvidenceKind.PEER_WORDS_WITH_AGREEMENT: _tr("A colleague’s words, quoted with agreement"),
        EvidenceKind.COMPLETION_RECORD: _tr("Completed, which shows no change by itself"),
    }[kind]


def learning_choices() -> tuple[tuple[str, str], ...]:
    """Return the kinds of learning with their words; work itself comes first."""
    return (
        ("practice", _tr("Practice at work")),
        ("shadowing", _tr("Watching a colleague")),
        ("mentoring", _tr("Talks with a mentor")),
        ("book", _tr("A book or an article")),
        ("course", _tr("A course")),
        ("", _tr("Something else")),
    )


def chain_of(line: GoalLine) -> list[Node]:
    """Return the five nodes from priority to evidence, with the gaps between them."""
    nodes: Sequence[tuple[str, bool]] = (
        (_tr("Priority"), line.priority_name is not None),
        (_tr("Outcome"), line.outcome_name is not None),
        (_tr("Goal"), True),
        (_tr("Practice"), line.practice_count > 0),
        (_tr("Evidence"), line.evidence_count > 0),
    )
    after = [there for _, there in nodes[1:]] + [True]
    last = len(nodes) - 1
    return [
        Node(name, "full" if there else "open", gap_after=at < last and not (there and following))
        for at, ((name, there), following) in enumerate(zip(nodes, after, strict=True))
    ]


def last_movement(line: GoalLine, today: date) -> str:
    """Return when something last happened for a goal."""
    if line.last_movement is None:
        return _tr("Nothing noted for it yet")
    return _tr("Last noted {when}").format(when=words.day(line.last_movement, today))


def amount(value: float) -> str:
    """Return a value with at most one decimal; one under 1 with the two digits that tell it from none."""
    return in_digits(round(value, 1)) if abs(value) >= 1 else in_digits(value, 2)


def caveat(comparison: Comparison, today: date, what_else: str = "") -> str:
    """Return what a careful reader has to be told about the readings; `what_else` changed in that time."""
    before, after = comparison.before, comparison.after
    if not comparison.points:
        return _tr("No readings yet.")
    if before and after:
        parts = [
            _tr("{before}; {after}. “After” is not “because”: {else_}").format(
                before=_span(before, today),
                after=_span(after, today),
                else_=_ended(what_else) or _tr("other things changed too."),
            )
        ]
    elif comparison.began_on is None:
        parts = [_tr("Nothing is practised yet, so there is no before and after.")]
    else:
        pattern = _tr("Too early to say. A side needs {least} readings; practice began {day}.")
        parts = [pattern.format(least=words.number(ENOUGH), day=words.day(comparison.began_on, today))]
    if Caveat.BASELINE_EXTREME in comparison.caveats:
        parts.append(_tr("The last reading before was unusually far out, so part of the change may be chance."))
    return " ".join(parts)


def _ended(said: str) -> str:
    return said if not said or said.endswith((".", "!", "?", "\N{IDEOGRAPHIC FULL STOP}")) else f"{said}."


def change(comparison: Comparison, unit: str, today: date) -> str:
    """Return the size of the change with its unit, and since when; empty while a side has too few readings."""
    if comparison.change is None or comparison.began_on is None:
        return ""
    if not comparison.change:
        return _tr("The same on average, before and after")
    pattern = _tr("{size} {unit} more on average since {day}")
    if comparison.change < 0:
        pattern = _tr("{size} {unit} less on average since {day}")
    day = words.day(comparison.began_on, today)
    return pattern.format(size=amount(abs(comparison.change)), unit=unit, day=day)


def _span(side: Average, today: date) -> str:
    readings = QCoreApplication.translate("GoalWords", "%n reading(s)", "", side.count)
    return _tr("{readings} from {first} to {last}, median {median}").format(
        median=amount(side.median),
        readings=readings,
        first=words.short_date(side.first, today),
        last=words.short_date(side.last, today),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("GoalWords", text)
