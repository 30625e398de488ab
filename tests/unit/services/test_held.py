"""What a stop rule holds is written nowhere, by whatever act; 'about the work' is kept without the words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from ldcoach.domain.feedback import DismissedRule, Feedback
from ldcoach.domain.goals import Goal
from ldcoach.domain.ids import ConversationId, FeedbackId, GoalId, MeasureId, OutcomeId, PersonId, TopicId
from ldcoach.domain.kinds import ActionOwner, EvidenceKind, Side, TextKind, Visibility
from ldcoach.domain.texts import Text
from ldcoach.errors import HeldText
from ldcoach.services.desk import Desk

HEALTH = "She has depression and is on sick leave."
FAITH = "Mairi is a devout Catholic."
DAY = date(2026, 11, 2)
Rows = Callable[[], dict[type, list[object]]]


class Standing:
    """A record with one of everything, so that every act has something to act on."""

    def __init__(self, desk: Desk, person: PersonId, talk: ConversationId) -> None:
        self.desk, self.person, self.talk = desk, person, talk
        desk.notes.keep(talk, person, "goal", Visibility.SHARED, "The line ran well.")
        self.topic = TopicId(desk.topics.raise_one(person, "The rota", Side.EMPLOYEE).created)
        self.piece = FeedbackId(desk.feedback.capture(person, "Walked the lead to the machine.").created)
        self.outcome = OutcomeId(desk.goals.add_outcome("Fewer stops").created)
        self.goal = GoalId(desk.goals.add(person, "Hand over at the machine", outcome_id=self.outcome).created)
        self.measure = MeasureId(desk.goals.add_measure("Stops", "a week", outcome_id=self.outcome).created)

    def edit_person(self, **fields: str) -> None:
        self.desk.people.edit(replace(self.desk.people.get(self.person), **fields))  # type: ignore[arg-type]

    def edit_feedback(self, words: str = "", **parts: str) -> None:
        piece, present = self.desk.feedback.get(self.piece)
        self.desk.feedback.edit(replace(piece, **parts), words or present)  # type: ignore[arg-type]

    def edit_goal(self, **fields: str) -> None:
        goal = self.desk.context.record.get(Goal, self.goal)
        self.desk.goals.edit(replace(goal, **fields))  # type: ignore[arg-type]


Act = Callable[[Standing, str], object]
PARTS = ("situation", "behaviour", "impact", "ask", "next_step")
ACTS: dict[str, Act] = {
    "person's role": lambda at, words: at.desk.people.add("Wen Li", role_title=words),
    "person's team": lambda at, words: at.desk.people.add("Wen Li", team=words),
    "role edited": lambda at, words: at.edit_person(role_title=words),
    "team edited": lambda at, words: at.edit_person(team=words),
    "how they like feedback": lambda at, words: at.edit_person(how_they_like_feedback=words),
    "note": lambda at, words: at.desk.notes.add(at.person, words, Visibility.PREP),
    "lane": lambda at, words: at.desk.notes.keep(at.talk, at.person, "reality", Visibility.PREP, words),
    "lane again": lambda at, words: at.desk.notes.keep(at.talk, at.person, "goal", Visibility.SHARED, words),
    "topic": lambda at, words: at.desk.topics.raise_one(at.person, words, Side.EMPLOYEE),
    "topic's outcome": lambda at, words: at.desk.talks.discuss(at.talk, at.topic, words),
    "promise": lambda at, words: at.desk.promises.make(at.person, words, ActionOwner.BOTH),
    "feedback": lambda at, words: at.desk.feedback.capture(at.person, words),
    "feedback edited": lambda at, words: at.edit_feedback(words),
    "their view": lambda at, words: at.desk.feedback.share(at.piece, employee_view=words),
    "goal": lambda at, words: at.desk.goals.add(at.person, words),
    "goal's behaviour": lambda at, words: at.desk.goals.add(at.person, "Title", critical_behaviour=words),
    "goal's reason": lambda at, words: at.desk.goals.add(at.person, "Title", why_it_matters=words),
    "title edited": lambda at, words: at.edit_goal(title=words),
    "behaviour edited": lambda at, words: at.edit_goal(critical_behaviour=words),
    "reason edited": lambda at, words: at.edit_goal(why_it_matters=words),
    "evidence": lambda at, words: at.desk.goals.add_evidence(at.goal, EvidenceKind.WORK_PRODUCT, words, on=DAY),
    "priority": lambda at, words: at.desk.goals.add_priority(words),
    "priority's reason": lambda at, words: at.desk.goals.add_priority("Reliability", why_it_matters=words),
    "outcome": lambda at, words: at.desk.goals.add_outcome(words),
    "outcome's reason": lambda at, words: at.desk.goals.add_outcome("Fewer", why_it_matters=words),
    "measure": lambda at, words: at.desk.goals.add_measure(words, "a week", goal_id=at.goal),
    "unit": lambda at, words: at.desk.goals.add_measure("Stops", words, goal_id=at.goal),
    "data source": lambda at, words: at.desk.goals.add_measure("Stops", "a week", goal_id=at.goal, data_source=words),
    "reading's note": lambda at, words: at.desk.goals.add_reading(at.measure, 3, on=DAY, note=words),
    "so what": lambda at, words: at.desk.summaries.keep_own_words(at.person, words, ""),
    "conditions": lambda at, words: at.desk.summaries.keep_own_words(at.person, "Machines run.", words),
    "written in": lambda at, words: at.desk.summaries.write_in(
        at.desk.summaries.story(at.person, DAY, DAY), conditions=words
    ),
    "takeaway": lambda at, words: at.desk.talks.close(at.talk, takeaway=words),
    "takeaway's draft": lambda at, words: at.desk.talks.draft_takeaway(at.talk, words),
}
ACTS |= {
    f"captured {part}": lambda at, words, part=part: at.desk.feedback.capture(at.person, "Said it.", **{part: words})
    for part in PARTS
}
ACTS |= {f"edited {part}": lambda at, words, part=part: at.edit_feedback(**{part: words}) for part in PARTS}


@pytest.fixture
def standing(desk: Desk, mairi: PersonId, talk: ConversationId) -> Standing:
    return Standing(desk, mairi, talk)


@pytest.mark.parametrize("name", ACTS)
def test_every_act_that_takes_words_is_held_and_leaves_the_record_as_it_was(
    name: str, standing: Standing, rows: Rows
) -> None:
    for words, rule in ((HEALTH, "FB17"), (FAITH, "FB18")):
        before = rows()
        with pytest.raises(HeldText) as held:
            ACTS[name](standing, words)
        assert rule in held.value.rules
        assert words not in str(held.value)
        assert rows() == before
        assert not standing.desk.finding.find("depression").hits


@pytest.mark.parametrize("name", sorted(ACTS.keys() - {"written in"}))
def test_the_same_acts_pass_with_words_about_the_work(name: str, standing: Standing, rows: Rows) -> None:
    before = rows()
    ACTS[name](standing, "The bearing on line 2 runs hot")
    assert rows() != before


def test_a_finding_names_the_part_it_is_in(standing: Standing) -> None:
    with pytest.raises(HeldText) as held:
        standing.desk.feedback.capture(standing.person, "Said it.", situation="Monday", behaviour=HEALTH)
    assert held.value.part == 2
    start, end = held.value.spans[0]
    assert HEALTH[start:end]


def test_about_the_work_keeps_rule_and_text_but_no_words(standing: Standing) -> None:
    change = standing.desk.notes.add(standing.person, HEALTH, Visibility.PREP, about_work=["FB17"])
    (kept,) = standing.desk.context.record.every(DismissedRule)
    assert (kept.rule_id, kept.text_id, kept.muted) == ("FB17", change.created, False)
    assert "depression" not in repr(kept)


def test_a_rule_is_confirmed_once_for_a_text(standing: Standing) -> None:
    at = standing
    for words in (HEALTH, f"{HEALTH} It is in the policy."):
        at.desk.notes.keep(at.talk, at.person, "goal", Visibility.SHARED, words, about_work=["FB17"])
    assert len(at.desk.context.record.every(DismissedRule)) == 1


def test_confirming_one_rule_does_not_confirm_another(standing: Standing) -> None:
    with pytest.raises(HeldText):
        standing.desk.notes.add(standing.person, FAITH, Visibility.PREP, about_work=["FB17"])


@pytest.mark.parametrize("about_work", [["FB17"], ["FB18", "FB17"]])
def test_an_act_that_changes_no_words_asks_no_second_time(standing: Standing, about_work: list[str]) -> None:
    desk = standing.desk
    piece = FeedbackId(desk.feedback.capture(standing.person, "Said it.", impact=HEALTH, about_work=about_work).created)
    goal = GoalId(desk.goals.add(standing.person, HEALTH, about_work=about_work).created)
    desk.feedback.share(piece)
    desk.goals.link(goal, standing.outcome)
    assert desk.feedback.get(piece)[0].visibility is Visibility.SHARED
    assert desk.context.record.get(Goal, goal).outcome_id == standing.outcome


def test_words_added_to_what_was_confirmed_are_asked_about_again(standing: Standing) -> None:
    desk = standing.desk
    piece = FeedbackId(desk.feedback.capture(standing.person, HEALTH, about_work=["FB17"]).created)
    kept, words = desk.feedback.get(piece)
    with pytest.raises(HeldText):
        desk.feedback.edit(kept, f"{words} She has diabetes too.")
    assert desk.feedback.get(piece)[1] == HEALTH


def test_a_role_in_a_list_that_is_held_is_left_empty_with_a_remark(standing: Standing) -> None:
    data = b"Name,Job title,Team\nWen Li,Fitter,Line 2\nAna Souza,Has depression,Quality\n"
    _, roster, new = standing.desk.people.import_roster(data)
    assert [(row.name, row.role_title, row.team) for row in new] == [
        ("Wen Li", "Fitter", "Line 2"),
        ("Ana Souza", "", "Quality"),
    ]
    assert [remark.line for remark in roster.remarks] == [3]
    assert standing.desk.people.named("Ana").role_title == ""


def test_names_are_names(standing: Standing) -> None:
    standing.desk.people.add("Christian Gay")
    standing.desk.notes.add(standing.person, "Christian showed the new gauge.", Visibility.SHARED)
    assert standing.desk.finding.find("gauge").hits


def test_the_words_of_a_piece_are_found_in_one_place(standing: Standing) -> None:
    record = standing.desk.context.record
    standing.edit_feedback(situation="At the handover", impact="The night shift knew")
    for part, found in (("handover", 1), ("shift", 1), ("lead", 1), ("nonsense", 0)):
        assert len(standing.desk.finding.find(part, person_id=standing.person).hits) == found
    standing.edit_feedback(situation="")
    assert not standing.desk.finding.find("handover").hits
    (parts,) = record.texts_of([standing.piece], kinds=[TextKind.FEEDBACK_PARTS])
    assert isinstance(parts, Text)
    assert parts.body == "The night shift knew"
    assert record.count(Feedback) == 1
