"""The team, one person's page, and what belongs on the next agenda."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from ldcoach.domain.agenda import Reason
from ldcoach.domain.ids import ConversationId, GoalId, PersonId
from ldcoach.domain.kinds import ActionOwner, ConversationStatus, Side, Visibility
from ldcoach.domain.people import Person
from ldcoach.errors import Ambiguous, NotFound, UnfitInput
from ldcoach.services.desk import Desk
from tests.fakes import FixedClock


@pytest.mark.parametrize("name", ["", " \n ", "x" * 201])
def test_a_name_has_between_1_and_200_characters(desk: Desk, mairi: PersonId, name: str) -> None:
    with pytest.raises(UnfitInput, match="between 1 and 200"):
        desk.people.add(name)
    with pytest.raises(UnfitInput, match="between 1 and 200"):
        desk.people.edit(replace(desk.people.get(mairi), name=name))
    assert desk.context.record.every(Person) == [desk.people.get(mairi)]


@pytest.mark.parametrize(
    ("field", "words", "told"),
    [
        ("name", "Wen\u202eLi", "cannot be shown"),
        ("name", "\x1b[31mWen", "cannot be shown"),
        ("name", "\u200b", "between 1 and 200"),
        ("role_title", "x" * 201, "between 0 and 200"),
        ("team", "Line\x072", "cannot be shown"),
        ("email", "nobody", "not one e-mail address"),
        ("email", "a@b.example\r\nBcc: c@d.example", "not one e-mail address"),
    ],
)
def test_a_line_that_a_list_is_refused_for_is_refused_by_hand_too(
    desk: Desk, mairi: PersonId, field: str, words: str, told: str
) -> None:
    with pytest.raises(UnfitInput, match=told):
        desk.people.add(**{"name": "Wen Li", field: words})  # type: ignore[arg-type]
    with pytest.raises(UnfitInput, match=told):
        desk.people.edit(replace(desk.people.get(mairi), **{field: words}))  # type: ignore[arg-type]
    assert desk.context.record.every(Person) == [desk.people.get(mairi)]


def test_what_was_kept_before_there_were_bounds_may_stay(desk: Desk, mairi: PersonId) -> None:
    with desk.context.record.work() as work:
        work.save(replace(desk.people.get(mairi), email="ask at the desk", team="T" * 300))
    desk.people.edit(replace(desk.people.get(mairi), role_title="Lead"))
    assert desk.people.get(mairi).email == "ask at the desk"
    with pytest.raises(UnfitInput, match="not one e-mail address"):
        desk.people.edit(replace(desk.people.get(mairi), email="ask at the door"))


@pytest.mark.parametrize(("days", "minutes"), [(0, 30), (-7, 30), (367, 30), (7, 0), (7, 4), (7, 481)])
def test_a_rhythm_or_length_out_of_bounds_adds_nobody(desk: Desk, mairi: PersonId, days: int, minutes: int) -> None:
    with pytest.raises(UnfitInput, match="Nobody was added or changed"):
        desk.people.add("Wen Li", cadence_days=days, planned_minutes=minutes)
    with pytest.raises(UnfitInput, match="Nobody was added or changed"):
        desk.people.edit(replace(desk.people.get(mairi), cadence_days=days, planned_minutes=minutes))
    assert desk.context.record.every(Person) == [desk.people.get(mairi)]


def test_spaces_in_a_name_are_tidied(desk: Desk) -> None:
    desk.people.add("  Wen \t Li ")
    assert desk.people.named("wen li").name == "Wen Li"


def test_somebody_leaves_the_team_and_comes_back(desk: Desk, mairi: PersonId) -> None:
    desk.people.archive(mairi)
    assert desk.people.lines() == []
    assert [line.archived for line in desk.people.lines(archived=True)] == [True]
    desk.people.archive(mairi, back=True)
    assert [line.name for line in desk.people.lines()] == ["Mairi Campbell"]


def test_two_of_one_name_are_told_apart_by_id(desk: Desk, mairi: PersonId) -> None:
    twin = PersonId(desk.people.add("Mairi Campbell").created)
    with pytest.raises(Ambiguous):
        desk.people.named("Mairi Campbell")
    assert desk.people.named(twin).id == twin
    with pytest.raises(NotFound):
        desk.people.named("Dele")


def test_a_list_is_previewed_imported_and_not_imported_twice(desk: Desk, mairi: PersonId) -> None:
    data = b"Name,Job title,Team\nMairi Campbell,Fitter,Line 2\nWen Li,Lead,Line 1\n"
    _, new = desk.people.preview_roster(data)
    assert [row.name for row in new] == ["Wen Li"]
    assert len(desk.people.lines()) == 1
    desk.people.import_roster(data)
    change, _, again = desk.people.import_roster(data)
    assert (again, change.people) == ((), frozenset())
    assert [line.name for line in desk.people.lines()] == ["Mairi Campbell", "Wen Li"]


def test_the_page_counts_what_was_held_of_the_last_six_due(desk: Desk, mairi: PersonId, clock: FixedClock) -> None:
    for number in range(7):
        at = clock.now() - timedelta(days=70 - 7 * number)
        talk = ConversationId(desk.talks.plan(mairi, at).created)
        desk.talks.let_pass(talk, ConversationStatus.MISSED) if number in {0, 3} else desk.talks.close(talk)
    moved = ConversationId(desk.talks.plan(mairi, clock.now() - timedelta(days=3)).created)
    desk.talks.let_pass(moved, ConversationStatus.RESCHEDULED)
    desk.talks.cancel(ConversationId(desk.talks.plan(mairi, clock.now() + timedelta(days=1)).created))
    ahead = desk.talks.plan(mairi, clock.now() + timedelta(days=7)).created
    page = desk.people.page(mairi)
    assert page.held_of_last == (5, 6)
    assert page.upcoming
    assert page.upcoming.conversation_id == ahead


def test_the_agenda_is_built_from_the_record(
    desk: Desk, mairi: PersonId, talk: ConversationId, clock: FixedClock
) -> None:
    desk.topics.raise_one(mairi, "Put off", Side.MANAGER)
    desk.talks.close(talk)
    desk.topics.raise_one(mairi, "Mine", Side.MANAGER)
    desk.topics.raise_one(mairi, "Theirs", Side.EMPLOYEE)
    desk.promises.make(mairi, "I promised", ActionOwner.BOTH)
    desk.promises.make(mairi, "They promised", ActionOwner.EMPLOYEE)
    desk.feedback.capture(mairi, "Said soon")
    goal = GoalId(desk.goals.add(mairi, "Still").created)
    desk.goals.add_measure("Stops", "a week", goal_id=goal)
    agenda = desk.preparation.agenda(mairi, 60)
    assert {item.title: item.reason for item in agenda.items} == {
        "Theirs": Reason.EMPLOYEE_TOPIC,
        "Put off": Reason.CARRIED_TOPIC,
        "I promised": Reason.YOUR_PROMISE,
        "They promised": Reason.THEIR_PROMISE,
        "Mine": Reason.MANAGER_TOPIC,
        "Said soon": Reason.FEEDBACK_WAITING,
        "Still": Reason.GOAL_STILL,
        "Stops": Reason.READING_DUE,
        "What has gone better than you expected since we met?": Reason.QUESTION,
        "What is in the way, and who could clear it?": Reason.QUESTION,
    }
    assert [item.title for item in agenda.items][:2] == ["Theirs", "Put off"]


def test_preparing_shows_the_prep_note_and_what_came_since(
    desk: Desk, mairi: PersonId, talk: ConversationId, clock: FixedClock
) -> None:
    desk.promises.make(mairi, "Before", ActionOwner.EMPLOYEE)
    clock.advance(minutes=30)
    desk.talks.start(talk)
    desk.talks.close(talk)
    clock.advance(days=1)
    desk.promises.make(mairi, "Since", ActionOwner.EMPLOYEE)
    ahead = ConversationId(desk.talks.plan(mairi, clock.now() + timedelta(days=6)).created)
    desk.notes.keep(ahead, mairi, "prepare", Visibility.PREP, "Listen first.")
    view = desk.preparation.view(ahead)
    assert (view.prep_note, view.last_held_on) == ("Listen first.", clock.today() - timedelta(days=1))
    assert [entry.words for entry in view.since_last] == ["Since"]
    assert len(view.questions) <= len(view.guide.stages)


def test_today_gathers_what_is_next_and_what_waits(desk: Desk, mairi: PersonId, clock: FixedClock) -> None:
    wen = PersonId(desk.people.add("Wen Li").created)
    near = desk.talks.plan(mairi, clock.now() + timedelta(days=6)).created
    desk.talks.plan(mairi, clock.now() + timedelta(days=8))
    desk.promises.make(mairi, "Mine", ActionOwner.MANAGER)
    desk.promises.make(mairi, "Theirs", ActionOwner.EMPLOYEE)
    desk.feedback.capture(wen, "Said soon")
    view = desk.today.view()
    assert (view.today, view.people) == (clock.today(), 2)
    assert [line.conversation_id for line in view.upcoming] == [near]
    assert [promise.words for promise in view.promises] == ["Mine"]
    assert [piece.person_id for piece in view.waiting] == [wen]
    assert [line.person_id for line in view.without_talk] == [wen]
