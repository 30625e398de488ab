"""Practice and evidence of a goal as lines with an icon and a date."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from ldcoach.domain.goals import Learning
from ldcoach.domain.kinds import ActionStatus, EvidenceKind
from ldcoach.services.views import GoalView, Promise
from ldcoach.ui import words
from ldcoach.ui.pages import goal_words
from ldcoach.ui.pages.feedback_words import shortened
from ldcoach.ui.pages.goal.cards import Entry

PLAN, LEARNING = "plan:", "learning:"
"""Come before the ids of what can be opened; an id alone is a piece of feedback."""
_QUOTED = (EvidenceKind.CUSTOMER_WORDS, EvidenceKind.SELF_REPORT, EvidenceKind.PEER_WORDS_WITH_AGREEMENT)


def practice(view: GoalView, today: date) -> list[Entry]:
    """Return plans, then feedback, promises, learning and steps, newest first, undated last."""
    entries = [
        Entry(
            "hand-heart",
            shortened(piece.words, 110),
            words.day(piece.observed_on, today),
            key=piece.feedback_id,
            on=piece.observed_on,
        )
        for piece in view.feedback
    ]
    entries += [_promise(promise, today) for promise in view.actions]
    entries += [_learning(one, today) for one in view.learning]
    entries += [Entry("list-checks", step.description, _due(step.due_on, today), on=step.due_on) for step in view.steps]
    entries += [
        Entry(
            "repeat",
            _tr("When {cue}, then {response}").format(cue=plan.if_cue, response=plan.then_response),
            "",
            plan.obstacle,
            key=f"{PLAN}{plan.id}",
        )
        for plan in view.plans
        if plan.if_cue
    ]
    return sorted(entries, key=_when, reverse=True)


def evidence(view: GoalView, today: date) -> list[Entry]:
    """Return what shows the behaviour or the result, newest first."""
    found = [
        Entry(
            "quote" if one.kind in _QUOTED else "eye",
            _tr("“{words}”").format(words=text) if one.kind in _QUOTED else text,
            words.day(one.on, today),
            _remark(one.kind, view.person.called, agreed=one.agreed_by_employee),
            on=one.on,
        )
        for one, text in view.evidence
    ]
    return sorted(found, key=lambda entry: entry.on or date.min, reverse=True)


def _learning(one: Learning, today: date) -> Entry:
    """Return learning as it stands: its use at work is what it came to, completion only where it starts."""
    begun = one.started_on or one.completed_on
    if one.applied_on:
        aside = _tr("used at work {day}").format(day=words.day(one.applied_on, today))
    else:
        aside = _tr("started {day}").format(day=words.day(begun, today)) if begun else _tr("not begun yet")
    return Entry("book-open", one.title, aside, one.provider, key=f"{LEARNING}{one.id}", on=one.applied_on or begun)


def _promise(promise: Promise, today: date) -> Entry:
    done = promise.status is ActionStatus.DONE
    dropped = promise.status is ActionStatus.DROPPED
    aside = _tr("let go") if dropped else _due(promise.due_on, today)
    if done and promise.done_on is not None:
        aside = _tr("done {day}").format(day=words.day(promise.done_on, today))
    return Entry("circle-check" if done else "circle", promise.words, aside, on=promise.done_on or promise.due_on)


def _remark(kind: EvidenceKind, called: str, *, agreed: bool) -> str:
    if not agreed:
        return goal_words.evidence_words(kind)
    return _tr("{kind}, agreed with {name}").format(kind=goal_words.evidence_words(kind), name=called)


def _due(on: date | None, today: date) -> str:
    return words.due(on, today) if on else ""


def _when(entry: Entry) -> date:
    return date.max if entry.key.startswith(PLAN) else entry.on or date.min


def _tr(text: str) -> str:
    return QCoreApplication.translate("GoalEntries", text)
