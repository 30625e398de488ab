"""A person with a row of every kind that can hang on one, each with a word that stands nowhere else."""

from __future__ import annotations

import random
import string
from dataclasses import replace
from datetime import timedelta

from ldcoach.domain import kinds
from ldcoach.domain.conversations import Reflection, Topic, TopicInConversation
from ldcoach.domain.feedback import DismissedRule
from ldcoach.domain.gaps import Gap, PathStep
from ldcoach.domain.goals import Evidence, IfThenPlan, Learning, Measure, Reading
from ldcoach.domain.keeping import Setting
from ldcoach.domain.leaving import Form, Receipt, Summary
from ldcoach.domain.people import NoteAgreement, Person
from ldcoach.domain.texts import Revision
from tests.store.writer import Writer


class Words:
    """Makes words of 16 letters and remembers them."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self.made: list[str] = []

    def new(self) -> str:
        self.made.append("".join(self._chance.choices(string.ascii_lowercase, k=16)))
        return self.made[-1]

    def left_in(self, data: bytes) -> list[str]:
        """Return the words of which more than half can be found."""
        lowered = data.lower()
        return [word for word in self.made if word.encode() in lowered or word[-9:].encode() in lowered]


def keep_whole_person(write: Writer, words: Words, texts: int = 6) -> Person:
    """Keep a person with everything; of the texts some are long and some were edited."""
    new, ids, clock = words.new, write.ids, write.clock
    person = write.person(
        new(), preferred_name=new(), role_title=new(), team=new(), email=new(), how_they_like_feedback=new()
    )
    write.keep(
        NoteAgreement(
            id=ids.new(), person_id=person.id, agreed_on=clock.today(), what_is_recorded=new(), who_can_see=new()
        )
    )
    talk = write.held(person, clock.now() - timedelta(days=3), takeaway=new())
    topic = write.keep(
        Topic(
            id=ids.new(), person_id=person.id, raised_by=kinds.Side.EMPLOYEE, title=new(), first_raised_on=clock.today()
        )
    )
    write.keep(TopicInConversation(id=ids.new(), topic_id=topic.id, conversation_id=talk.id, position=1, outcome=new()))
    write.text(person, new(), owner_id=f"{talk.id}#open", conversation_id=talk.id)
    thought = write.text(person, new(), kind=kinds.TextKind.REFLECTION, owner_id=talk.id)
    write.keep(Reflection(id=ids.new(), conversation_id=talk.id, prompts=(new(),), text_ids=(thought.id,)))
    goal = write.goal(person, new(), critical_behaviour=new(), why_it_matters=new())
    measure = write.keep(Measure(id=ids.new(), name=new(), unit="n", goal_id=goal.id, definition=new()))
    write.keep(Reading(id=ids.new(), measure_id=measure.id, on=clock.today(), value=3.0, note=new()))
    write.keep(IfThenPlan(id=ids.new(), goal_id=goal.id, wish=new(), obstacle=new(), if_cue=new(), then_response=new()))
    shown = write.text(person, new(), kind=kinds.TextKind.EVIDENCE, owner_id=goal.id)
    write.keep(
        Evidence(
            id=ids.new(), goal_id=goal.id, kind=kinds.EvidenceKind.WORK_PRODUCT, on=clock.today(), text_id=shown.id
        )
    )
    gap = write.keep(Gap(id=ids.new(), person_id=person.id, statement=new(), examples=(new(),), answers={new(): new()}))
    write.keep(
        PathStep(
            id=ids.new(), gap_id=gap.id, kind=kinds.PathKind.COACHING, description=new(), owner=kinds.ActionOwner.BOTH
        )
    )
    write.keep(Learning(id=ids.new(), person_id=person.id, goal_id=goal.id, title=new(), kind="course", provider=new()))
    piece = write.feedback(
        person, new(), situation=new(), behaviour=new(), impact=new(), employee_view=new(), goal_id=goal.id
    )
    write.keep(DismissedRule(id=ids.new(), rule_id="FB01", text_id=piece.text_id))
    write.action(person, new(), conversation_id=talk.id)
    write.keep(
        Summary(id=ids.new(), person_id=person.id, from_on=clock.today(), to_on=clock.today(), blocks={"words": new()}, employee_comment=new())
    )  # fmt: skip
    write.keep(
        Receipt(id=ids.new(), person_id=person.id, what="summary", format="pdf", at=clock.now(), to_whom=new(), sha256="0", item_ids=(goal.id,))
    )  # fmt: skip
    write.keep(Form(id=ids.new(), uid=ids.new(), person_id=person.id, kind=kinds.FormKind.PREP, made_at=clock.now()))
    write.keep(Setting(id=f"look/{person.id}", value="1"))
    for number in range(texts):
        clock.advance(seconds=1)
        text = write.text(person, f"{new()} spoke about the roadmap " * (1 + 25 * (number % 2)))
        if number % 3 == 0:
            with write.record.work() as work:
                work.save(replace(text, body=f"{new()} rewritten"))
                work.add(Revision(id=ids.new(), text_id=text.id, body=text.body, replaced_at=clock.now()))
    with write.record.work() as work:
        work.audit("edit", Person, person.id)
    return person
