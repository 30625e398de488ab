"""Two prompts after a 1-2-1: private, skippable, held like every text."""

from __future__ import annotations

import pytest

from ldcoach.domain.conversations import Reflection
from ldcoach.domain.ids import ConversationId, PersonId
from ldcoach.domain.kinds import TextKind, Visibility
from ldcoach.domain.reflecting import AFTER_ANY_TALK, PROMPTS
from ldcoach.domain.texts import Text
from ldcoach.errors import HeldText
from ldcoach.services.desk import Desk
from tests.fakes import FixedClock

HEALTH = "He told me that his doctor diagnosed depression."


def test_skipping_keeps_nothing(desk: Desk, talk: ConversationId) -> None:
    assert desk.reflections.prompts(talk) == (AFTER_ANY_TALK, PROMPTS[0])
    assert desk.reflections.answers(talk) == ("", "")
    desk.reflections.keep(talk, 0, "  ")
    assert desk.context.record.count(Reflection) == 0


def test_an_answer_is_prep_and_can_be_rewritten(desk: Desk, mairi: PersonId, talk: ConversationId) -> None:
    desk.reflections.keep(talk, 1, "I waited")
    desk.reflections.keep(talk, 1, "I waited longer.")
    assert desk.reflections.answers(talk) == ("", "I waited longer.")
    texts = [text for text in desk.context.record.every(Text) if text.kind is TextKind.REFLECTION]
    assert {(text.visibility, text.person_id, text.conversation_id) for text in texts} == {
        (Visibility.PREP, mairi, talk)
    }
    assert desk.context.record.count(Reflection) == 1


def test_the_second_prompt_takes_turns(desk: Desk, mairi: PersonId, talk: ConversationId, clock: FixedClock) -> None:
    desk.talks.close(talk)
    clock.advance(days=7)
    following = ConversationId(desk.talks.plan(mairi, clock.now()).created)
    assert desk.reflections.prompts(following)[1] == PROMPTS[1]


def test_a_held_answer_is_not_kept(desk: Desk, talk: ConversationId) -> None:
    desk.reflections.keep(talk, 0, "I listened.")
    with pytest.raises(HeldText):
        desk.reflections.keep(talk, 0, HEALTH)
    assert desk.reflections.answers(talk)[0] == "I listened."
