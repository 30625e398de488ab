"""A small, believable team for the pages to show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from ldcoach.domain.ids import ConversationId, GoalId, OutcomeId, PersonId, PriorityId
from ldcoach.domain.kinds import ActionOwner, FeedbackKind, Visibility
from ldcoach.services.desk import Desk
from tests.fakes import FixedClock


@dataclass(frozen=True)
class Story:
    """Who there is: Mairi with a past and a 1-2-1 today, Tom with one overdue, Ana without any."""

    mairi: PersonId
    tom: PersonId
    ana: PersonId
    today: ConversationId
    overdue: ConversationId
    goal: GoalId


def tell(desk: Desk, clock: FixedClock) -> Story:
    """Fill the record as eight weeks would have done; the clock ends where it was."""
    end = clock.now()
    clock.set(end - timedelta(days=56))
    mairi = PersonId(
        desk.people.add("Mairi Campbell", role_title="Maintenance fitter", team="Line 2", cadence_days=14).created
    )
    tom = PersonId(desk.people.add("Tom Becker", role_title="Shift lead", team="Line 2").created)
    ana = PersonId(desk.people.add("Ana Souza", role_title="Process engineer", team="Quality").created)
    goal = _goal(desk, mairi)
    for weeks, takeaway in ((7, "I want to be the one they ask before they swap a part."), (3, "Try the walk-over.")):
        _hold(desk, clock, mairi, end - timedelta(weeks=weeks), takeaway)
    _say(desk, clock, mairi, goal, end)
    overdue = ConversationId(desk.talks.plan(tom, end - timedelta(days=2)).created)
    today = ConversationId(desk.talks.plan(mairi, end + timedelta(hours=5)).created)
    desk.talks.plan(tom, end + timedelta(days=9), guide_key="grow")
    desk.keeping.set("manager_name", "Sam")
    clock.set(end)
    return Story(mairi, tom, ana, today, overdue, goal)


def _goal(desk: Desk, mairi: PersonId) -> GoalId:
    priority = PriorityId(desk.goals.add_priority("Lines that run when they should").created)
    outcome = OutcomeId(desk.goals.add_outcome("Fewer unplanned stops", priority_id=priority).created)
    goal = GoalId(
        desk.goals.add(
            mairi, "Hand over line faults so that the next shift can act without ringing", outcome_id=outcome
        ).created
    )
    desk.goals.add(mairi, "Be the one they ask before a part is swapped")
    return goal


def _hold(desk: Desk, clock: FixedClock, who: PersonId, at: object, takeaway: str) -> None:
    clock.set(at)  # type: ignore[arg-type]
    talk = ConversationId(desk.talks.plan(who, clock.now()).created)
    desk.talks.start(talk)
    clock.advance(minutes=32)
    desk.talks.close(talk, takeaway=takeaway)


def _say(desk: Desk, clock: FixedClock, mairi: PersonId, goal: GoalId, end: object) -> None:
    today = date(2026, 11, 22)
    clock.set(end)  # type: ignore[arg-type]
    clock.advance(days=-12)
    desk.promises.make(mairi, "Free 10 minutes at 13:50", ActionOwner.MANAGER, due_on=today)
    desk.promises.make(mairi, "Ask stores about valve stock", ActionOwner.MANAGER, due_on=today + timedelta(days=9))
    desk.promises.make(
        mairi, "Try the walk-over twice", ActionOwner.EMPLOYEE, due_on=today + timedelta(days=2), goal_id=goal
    )
    clock.advance(days=9)
    desk.feedback.capture(
        mairi,
        "On Thursday you named the cause and the next check on the filler fault, so nights restarted in two minutes.",
        observed_on=clock.today(),
        goal_id=goal,
    )
    desk.feedback.capture(
        mairi,
        "Two open faults were left on the whiteboard only. What was in the way?",
        kind=FeedbackKind.REDIRECTING,
        observed_on=clock.today(),
        visibility=Visibility.TO_SHARE,
    )
    desk.notes.add(mairi, "Ask how the walk-over felt.", Visibility.PREP)
