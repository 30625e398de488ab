"""The agenda as data: what each item is, why it stands there, and whether it fits."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from ldcoach.cli.parts import Parts
from ldcoach.domain.agenda import Shape
from ldcoach.domain.arrangement import Arrangement
from ldcoach.domain.ids import ConversationId, PersonId
from ldcoach.domain.kinds import ActionOwner, Side
from ldcoach.paths import Home
from tests.cli.conftest import PASSPHRASE, Shell

KEYS = {"kind", "group", "title", "reason", "minutes", "source_id", "since", "times_carried", "fits"}


@pytest.fixture
def told(home: Path, parts: Parts) -> dict[str, str]:
    """A topic that was postponed five times, promises and feedback; return what each came from."""
    opened = parts.opening.open(Home(home), PASSPHRASE)
    desk = opened.desk
    today = desk.context.clock.today()
    mairi = PersonId(desk.people.add("Mairi Campbell").created)
    topic = desk.topics.raise_one(mairi, "Who decides when a valve is swapped?", Side.EMPLOYEE).created
    for _ in range(5):
        desk.talks.close(ConversationId(desk.talks.plan(mairi, desk.context.clock.now()).created))
    late = desk.promises.make(mairi, "Ask stores", ActionOwner.MANAGER, due_on=today - timedelta(days=1)).created
    soon = desk.promises.make(mairi, "Ring first", ActionOwner.EMPLOYEE, due_on=today + timedelta(days=1)).created
    seen = desk.feedback.capture(mairi, "You named the cause.", observed_on=today - timedelta(days=3)).created
    opened.close()
    return {"topic": topic, "late": late, "soon": soon, "seen": seen}


def test_every_item_says_what_it_is_and_why(shell: Shell, told: dict[str, str]) -> None:
    items = shell("agenda", "--person", "Mairi", "--json").document
    assert all(set(item) == KEYS for item in items)
    assert len({item["source_id"] for item in items}) == len(items)
    by_source = {item["source_id"]: item for item in items}
    topic = by_source[told["topic"]]
    assert (topic["kind"], topic["times_carried"]) == ("employee_topic", 5)
    assert topic["reason"] == "their topic, carried 5 times: decide, park or drop"
    assert by_source[told["late"]]["reason"].startswith("your promise, was due ")
    assert by_source[told["soon"]]["reason"].startswith("their promise, due ")
    assert by_source[told["seen"]]["reason"] == "feedback captured, not shared yet; seen 3 days ago"
    asked = [item for item in items if item["kind"] == "question"]
    assert len(asked) == 2
    assert {item["reason"] for item in asked} == {"a question not asked lately"}
    assert items[0]["source_id"] == told["topic"]


def test_what_does_not_fit_is_there_and_says_so(shell: Shell, told: dict[str, str]) -> None:
    whole = shell("agenda", "--person", "Mairi", "--minutes", "60", "--json").document
    short = shell("agenda", "--person", "Mairi", "--minutes", "8", "--json").document
    assert {item["source_id"] for item in short} == {item["source_id"] for item in whole}
    assert sum(item["minutes"] for item in short if item["fits"]) <= 8
    assert {item["fits"] for item in whole} == {True}
    assert next(item for item in short if item["source_id"] == told["topic"])["fits"]
    assert "Does not fit: " in shell("agenda", "--person", "Mairi", "--minutes", "8").out
    assert "1 minute too many" in shell("agenda", "--person", "Mairi", "--minutes", "5").out


@pytest.fixture
def shaped(home: Path, parts: Parts, told: dict[str, str]) -> list[tuple[str, int]]:
    """Shape the agenda of the next 1-2-1, drop a topic and add one; return id and minutes of what stands, in order."""
    opened = parts.opening.open(Home(home), PASSPHRASE)
    desk = opened.desk
    mairi = desk.people.named("Mairi").id
    talk = ConversationId(desk.talks.plan(mairi, desk.context.clock.now() + timedelta(days=2), minutes=25).created)
    second = desk.topics.raise_one(mairi, "Cover over the holidays", Side.EMPLOYEE).created
    aside = desk.topics.raise_one(mairi, "Stores key", Side.MANAGER).created
    made = Arrangement(desk.preparation.view(talk).agenda, Shape())
    made.move(second, -1)
    made.change_minutes(told["late"], 7)
    made.leave_out(told["soon"])
    desk.preparation.reshape(talk, made.shaped())
    desk.topics.park(aside)
    added = desk.topics.raise_one(mairi, "Line 3", Side.EMPLOYEE).created
    view = desk.preparation.view(talk)
    standing = [(item.id, item.minutes) for item in Arrangement(view.agenda, view.shape).agenda().items]
    assert [item_id for item_id, _ in standing] == [second, told["topic"], added, told["late"], told["seen"]]
    opened.close()
    return standing


def test_the_agenda_is_the_one_that_was_prepared(
    shell: Shell, told: dict[str, str], shaped: list[tuple[str, int]]
) -> None:
    items = shell("agenda", "--person", "Mairi", "--json").document
    prepared = [item for item in items if item["kind"] != "question"]
    assert [(item["source_id"], item["minutes"]) for item in prepared if item["fits"]] == shaped
    assert [item["source_id"] for item in prepared if not item["fits"]] == [told["soon"]]
    assert next(item["minutes"] for item in items if item["source_id"] == told["late"]) == 9
    assert shell("agenda", "--person", "Mairi").out.startswith("Mairi Campbell: 30 of 25 minutes")


def test_another_length_keeps_the_prepared_order(shell: Shell, shaped: list[tuple[str, int]]) -> None:
    items = shell("agenda", "--person", "Mairi", "--minutes", "12", "--json").document
    assert [(item["source_id"], item["minutes"]) for item in items if item["fits"]] == shaped[:3]
    assert {item["source_id"] for item in items if not item["fits"]} >= {item_id for item_id, _ in shaped[3:]}
