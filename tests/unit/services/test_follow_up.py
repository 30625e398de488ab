"""The follow-up: only what both saw, and a receipt."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

import pytest

from ldcoach.app.late_travel import travel
from ldcoach.documents.writers import Writers
from ldcoach.domain.ids import ActionId, ConversationId, PersonId
from ldcoach.domain.kinds import ActionOwner, Side, Visibility
from ldcoach.domain.leaving import Receipt
from ldcoach.errors import LDCoachError, UnfitInput
from ldcoach.services.desk import Desk
from ldcoach.services.follow_up import FollowUpKind
from tests.fakes import FixedClock, FullDisk

NEXT = datetime(2026, 12, 1, 14, 0, tzinfo=UTC)
NEVER = ("what I think", "raised by me", "dropped promise", "older promise", "a shared note", "to be shared")


@pytest.fixture
def mairi(desk: Desk) -> PersonId:
    desk.keeping.set("manager_name", "Sam Carter")
    return PersonId(desk.people.add("Mairi Campbell", email="mairi@example.org").created)


@pytest.fixture
def talk(desk: Desk, clock: FixedClock, mairi: PersonId) -> ConversationId:
    desk.promises.make(mairi, "older promise", ActionOwner.MANAGER)
    made = ConversationId(desk.talks.plan(mairi, clock.now() + timedelta(hours=1)).created)
    discussed = desk.topics.raise_one(mairi, "Who decides? <b>*now*</b>", Side.EMPLOYEE).created
    desk.topics.raise_one(mairi, "Training slot", Side.EMPLOYEE)
    desk.topics.raise_one(mairi, "raised by me", Side.MANAGER)
    desk.talks.start(made)
    desk.notes.keep(made, mairi, "G", Visibility.PREP, "what I think")
    desk.notes.keep(made, mairi, "G", Visibility.SHARED, "a shared note")
    desk.notes.add(mairi, "to be shared", Visibility.TO_SHARE)
    desk.talks.discuss(made, discussed)
    desk.promises.make(
        mairi, "Write a fault card", ActionOwner.EMPLOYEE, due_on=date(2026, 12, 4), conversation_id=made
    )
    desk.promises.make(mairi, "Free ten minutes", ActionOwner.MANAGER, conversation_id=made)
    dropped = desk.promises.make(mairi, "dropped promise", ActionOwner.BOTH, conversation_id=made).created
    desk.promises.drop(ActionId(dropped))
    return made


def closed(desk: Desk, talk: ConversationId) -> None:
    desk.talks.close(talk, takeaway="I will ring before a part is swapped.", next_at=NEXT)


def test_it_lists_what_both_saw_item_by_item(desk: Desk, talk: ConversationId, mairi: PersonId) -> None:
    closed(desk, talk)
    assert desk.follow_ups.last_of(mairi) == talk
    items = desk.follow_ups.items(desk.follow_ups.compose(talk))
    assert [(item.group, item.title, item.detail) for item in items] == [
        ("topics", "Who decides? <b>*now*</b>", ""),
        ("topics", "Training slot", "for next time"),
        ("takeaway", "I will ring before a part is swapped.", ""),
        ("actions", "Write a fault card", "Mairi, 4 December"),
        ("actions", "Free ten minutes", "Sam Carter"),
        ("next", f"1 December, {NEXT.astimezone():%H:%M}", ""),
    ]
    assert len({item.id for item in items}) == len(items)


def test_it_is_there_before_the_talk_is_closed(desk: Desk, talk: ConversationId) -> None:
    desk.talks.draft_takeaway(talk, "So far so good.")
    told = desk.follow_ups.compose(talk, next_at=NEXT)
    titles = [item.title for item in desk.follow_ups.items(told)]
    assert titles[:3] == ["Who decides? <b>*now*</b>", "Training slot", "So far so good."]
    assert titles[-1].startswith("1 December")


@pytest.mark.parametrize("kind", FollowUpKind)
def test_what_leaves_is_what_was_shown(
    desk: Desk, talk: ConversationId, tmp_path: Path, kind: FollowUpKind, mairi: PersonId
) -> None:
    closed(desk, talk)
    told = desk.follow_ups.compose(talk)
    items = desk.follow_ups.items(told)
    target = tmp_path / f"follow-up.{kind}"
    _, receipt = desk.follow_ups.export(told, target, kind, staying=[items[1].id])
    data = target.read_bytes()
    said = data.decode()
    if kind is FollowUpKind.MAIL:
        message = BytesParser(policy=policy.default).parsebytes(data)
        assert isinstance(message, EmailMessage)
        assert (message["X-Unsent"], message["To"]) == ("1", "Mairi Campbell <mairi@example.org>")
        said = message.get_content()
        assert "Who decides? <b>*now*</b>" in said
    else:
        assert r"\<b\>\*now\*\</b\>" in said
    assert "Write a fault card" in said
    assert "Training slot" not in said
    assert [words for words in NEVER if words in said] == []
    assert receipt.sha256 == hashlib.sha256(data).hexdigest()
    assert (receipt.what, receipt.format, receipt.to_whom) == ("follow_up", kind, "Mairi Campbell")
    assert receipt.item_ids == tuple(item.id for item in items if item.id != items[1].id)
    assert desk.context.record.every(Receipt, person_id=mairi) == [receipt]


def test_a_copy_leaves_a_receipt_too(desk: Desk, talk: ConversationId) -> None:
    closed(desk, talk)
    told = desk.follow_ups.compose(talk)
    assert desk.context.record.every(Receipt) == []
    change, text = desk.follow_ups.copy(told)
    assert change.touches(Receipt)
    assert text == desk.follow_ups.text(told)
    assert text.startswith("Hello Mairi,")
    assert [receipt.format for receipt in desk.context.record.every(Receipt)] == ["clipboard"]


def test_a_line_in_a_name_stays_in_its_line(desk: Desk, talk: ConversationId, tmp_path: Path, mairi: PersonId) -> None:
    person = desk.people.get(mairi)
    with desk.context.record.work() as work:  # as a record from elsewhere could hold it
        work.save(replace(person, preferred_name="M\r\nBcc: x@y.z", email="m@x.org\r\nBcc: x@y.z"))
    desk.follow_ups.export(desk.follow_ups.compose(talk), tmp_path / "f.eml", FollowUpKind.MAIL)
    message = BytesParser(policy=policy.default).parsebytes((tmp_path / "f.eml").read_bytes())
    assert {"Bcc", "To"} & set(message.keys()) == set()


def test_without_a_talk_there_is_nothing_to_follow_up(desk: Desk, mairi: PersonId) -> None:
    with pytest.raises(UnfitInput, match="No 1-2-1 was held"):
        desk.follow_ups.last_of(mairi)


def test_what_could_not_be_written_leaves_no_receipt(desk: Desk, talk: ConversationId, tmp_path: Path) -> None:
    full = Desk.lay_out(desk.context, Writers(), replace(travel(), files=FullDisk()))
    with pytest.raises(LDCoachError, match="Nothing was written"):
        full.follow_ups.export(full.follow_ups.compose(talk), tmp_path / "f.md", FollowUpKind.MARKDOWN)
    assert desk.context.record.every(Receipt) == []


def test_it_is_told_in_the_person_s_language_or_in_another(desk: Desk, talk: ConversationId, mairi: PersonId) -> None:
    closed(desk, talk)
    desk.people.edit(replace(desk.people.get(mairi), language="de"))
    told = desk.follow_ups.compose(talk)
    details = [item.detail or item.title for item in desk.follow_ups.items(told)]
    assert details[1] == "für das nächste Mal"
    assert details[3] == "Mairi, 4. Dezember"
    assert details[-1] == f"1. Dezember, {NEXT.astimezone():%H:%M} Uhr"
    text = desk.follow_ups.text(told)
    assert text.startswith("Guten Tag Mairi,\n\nhier steht, worüber")
    assert "Was wir vereinbart haben" in text
    assert [words for words in ("agreed", "Topics", "Hello") if words in text] == []
    assert desk.follow_ups.text(desk.follow_ups.compose(talk, language="en")).startswith("Hello Mairi,")
    with pytest.raises(UnfitInput, match="no follow-up in 'tlh'"):
        desk.follow_ups.compose(talk, language="tlh")
