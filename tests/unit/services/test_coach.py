"""The coach at the desk: questions, 'not so here', muting."""

from __future__ import annotations

import pytest

from ldcoach.domain.feedback import DismissedRule
from ldcoach.domain.ids import PersonId, TextId
from ldcoach.domain.kinds import TextKind
from ldcoach.domain.texts import Text
from ldcoach.domain.wording.advice import Verdict
from ldcoach.errors import UnfitInput
from ldcoach.services.coach import ASK_TO_MUTE_AFTER
from ldcoach.services.desk import Desk

LABEL = "You are lazy about the notes."


def feedback_texts(desk: Desk) -> list[Text]:
    return [text for text in desk.context.record.every(Text) if text.kind is TextKind.FEEDBACK]


@pytest.fixture
def text_id(desk: Desk, mairi: PersonId) -> TextId:
    desk.feedback.capture(mairi, "You left the gate open.")
    return feedback_texts(desk)[0].id


def asked(desk: Desk, text_id: TextId) -> set[str]:
    return {finding.rule for finding in desk.coach.questions(LABEL, desk.coach.dismissed(text_id))}


def test_it_can_be_made_ready_before_it_is_needed(desk: Desk) -> None:
    desk.coach.warm_up()
    assert desk.coach.check(LABEL).verdict is Verdict.WEAK


def test_it_asks_and_never_changes_the_text(desk: Desk) -> None:
    assert desk.coach.check(LABEL).verdict is Verdict.WEAK
    assert "FB06" in {finding.rule for finding in desk.coach.questions(LABEL)}
    assert desk.coach.rule("FB06").name
    assert desk.coach.rule("FB06").why


def test_a_manager_who_is_still_typing_is_not_asked(desk: Desk) -> None:
    assert desk.coach.questions("You are lazy") == ()
    assert [finding.rule for finding in desk.coach.questions("She is pregnant")] == ["FB17"]


def test_not_so_here_is_remembered_for_one_text_by_ids_alone(desk: Desk, text_id: TextId) -> None:
    desk.coach.dismiss("FB06", text_id)
    desk.coach.dismiss("FB06", text_id)
    assert "FB06" not in asked(desk, text_id)
    assert "FB06" in {finding.rule for finding in desk.coach.questions(LABEL)}
    kept = desk.context.record.every(DismissedRule)
    assert [(one.rule_id, one.text_id, one.muted) for one in kept] == [("FB06", text_id, False)]


def test_what_holds_a_text_is_not_set_aside_here(desk: Desk, text_id: TextId) -> None:
    for rule in ("FB17", "FB99"):
        with pytest.raises(UnfitInput, match="Nothing was changed"):
            desk.coach.dismiss(rule, text_id)
        with pytest.raises(UnfitInput):
            desk.coach.mute(rule)
    assert desk.context.record.every(DismissedRule) == []


def test_a_rule_dismissed_often_may_be_muted_and_heard_again(desk: Desk, mairi: PersonId) -> None:
    for number in range(ASK_TO_MUTE_AFTER):
        assert not desk.coach.may_ask_to_mute("FB06")
        desk.feedback.capture(mairi, f"You closed ticket {number}.")
    for text in feedback_texts(desk):
        desk.coach.dismiss("FB06", text.id)
    assert desk.coach.may_ask_to_mute("FB06")
    desk.coach.mute("FB06")
    assert not desk.coach.may_ask_to_mute("FB06")
    assert "FB06" not in {finding.rule for finding in desk.coach.questions(LABEL)}
    desk.coach.unmute("FB06")
    assert "FB06" in {finding.rule for finding in desk.coach.questions(LABEL)}
