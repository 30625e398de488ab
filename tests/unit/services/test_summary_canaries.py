"""Marked prep notes, drafts, held words and names: no mark in any file meant for others, in any format."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from ldcoach.domain.document import Format
from ldcoach.domain.ids import ConversationId, FeedbackId, GapId, PersonId
from ldcoach.domain.kinds import ActionOwner, EvidenceKind, PathKind, Side, Visibility
from ldcoach.errors import HeldText
from ldcoach.services.desk import Desk
from ldcoach.services.follow_up import FollowUpKind
from ldcoach.services.handover import Handovers
from ldcoach.services.summary_files import Shape
from tests.fakes import FixedClock
from tests.unit.services.rights_people import OpenSealer, rights_parts
from tests.unit.services.test_summaries import FROM, TO
from tests.unit.services.told_by_files import everything_in

MARK = "zqxmark"
THIRD = "Zqxname"
RECORDS = 200
EVERY, TENTH = 40, 10
"""One record of so many is looked at in every run, one of ten in a slow one, the others in a soak."""
HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "=HYPERLINK('x')",
    "{name} {{7*7}} %s",
    "\u202eright to left",
    "nul \x00 here",
]


def _tier(seed: int) -> list[pytest.MarkDecorator]:
    if seed % EVERY == 0:
        return []
    return [pytest.mark.slow if seed % TENTH == 0 else pytest.mark.soak]


@pytest.mark.parametrize("seed", [pytest.param(seed, marks=_tier(seed)) for seed in range(RECORDS)])
def test_no_mark_leaves(desk: Desk, clock: FixedClock, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # not for secrets
    person = _record(desk, clock, chance)
    story = desk.summaries.story(person, FROM, TO)
    named = [item.id for item in desk.summaries.items(story) if item.finding]
    every = list(Format)
    formats = every if seed % EVERY else [every[seed // EVERY % len(every)]]
    for file_format in formats:
        shape = Shape(file_format=file_format, reply=chance.random() < 0.5)
        for ending in (file_format.value, "eml"):
            target = tmp_path / f"out.{ending}"
            _, receipt = desk.summaries.export(story, target, staying=named, shape=shape)
            told = everything_in(target.read_bytes())
            assert MARK not in told
            assert THIRD not in told
            assert MARK not in repr(receipt)
            assert "shared once" in told


@pytest.mark.parametrize("seed", [pytest.param(seed, marks=_tier(seed)) for seed in range(RECORDS)])
def test_no_mark_leaves_by_any_other_way(desk: Desk, clock: FixedClock, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # not for secrets
    person = _record(desk, clock, chance)
    talk, gap = _talk(desk, clock, person), _gap(desk, person)
    for kind in FollowUpKind:
        target = tmp_path / f"follow.{kind.value}"
        desk.follow_ups.export(desk.follow_ups.compose(talk), target, kind)
        assert MARK not in everything_in(target.read_bytes())
    for name in ("form.pdf", "form.eml"):
        desk.forms.export(person, tmp_path / name)
        assert MARK not in everything_in((tmp_path / name).read_bytes())
    desk.briefs.export(desk.briefs.compose(gap), tmp_path / "brief.pdf", to_whom="Head of quality")
    told = everything_in((tmp_path / "brief.pdf").read_bytes())
    assert MARK not in told
    assert THIRD not in told
    assert "One page about intake" in told
    assert MARK not in _handed_over(desk, person, tmp_path)


def _handed_over(desk: Desk, person: PersonId, folder: Path) -> str:
    """Return all that a handover and the list to read before it tell; a name in it is for both to judge."""
    parts = rights_parts()
    handovers = Handovers(desk, parts)
    handovers.object(person, [line.id for line in handovers.preview(person).lines if line.names])
    handovers.show_to_employee(person, folder / "read.pdf")
    handovers.export(person, folder / "next.ldhandover")
    packed = OpenSealer().open((folder / "next.ldhandover").read_bytes(), OpenSealer.code)
    told = everything_in(packed) + everything_in((folder / "read.pdf").read_bytes())
    assert THIRD not in told
    assert "shared once" in told
    return told


def _record(desk: Desk, clock: FixedClock, chance: random.Random) -> PersonId:
    person = PersonId(desk.people.add("Mairi Campbell", email="mairi@example.org").created)
    other = PersonId(desk.people.add(f"{THIRD} Other").created)
    desk.notes.add(person, "This was shared once.", Visibility.SHARED)
    for number in range(chance.randint(3, 8)):
        mark = f"{MARK}{number}"
        desk.notes.add(
            person, f"{mark} {chance.choice(HOSTILE)}", chance.choice([Visibility.PREP, Visibility.TO_SHARE])
        )
        desk.notes.add(person, chance.choice(HOSTILE), Visibility.SHARED)
    desk.notes.add(other, f"{MARK} of another person", Visibility.SHARED)
    desk.notes.add(person, f"{THIRD} was there too.", Visibility.SHARED)
    desk.feedback.capture(person, f"{MARK} not shared yet", impact=MARK)
    piece = FeedbackId(desk.feedback.capture(person, "You walked the lead over.", ask=f"{MARK} asked?").created)
    desk.feedback.share(piece)
    goal = desk.goals.add(person, "Hand over").created
    desk.goals.add_evidence(goal, EvidenceKind.WORK_PRODUCT, MARK, on=clock.today(), agreed=False)  # type: ignore[arg-type]
    desk.promises.make(person, "Bring the gauge", ActionOwner.MANAGER)
    desk.topics.raise_one(person, f"{MARK} topic", Side.MANAGER)
    with pytest.raises(HeldText):
        desk.notes.add(person, f"{MARK} Her depression is back.", Visibility.SHARED)
    return person


def _talk(desk: Desk, clock: FixedClock, person: PersonId) -> ConversationId:
    talk = ConversationId(desk.talks.plan(person, clock.now() + timedelta(hours=1)).created)
    desk.talks.start(talk)
    desk.notes.keep(talk, person, "G", Visibility.PREP, f"{MARK} thought meanwhile")
    desk.notes.keep(talk, person, "G", Visibility.SHARED, "We looked at the gauge")
    desk.promises.make(person, "Write a fault card", ActionOwner.EMPLOYEE, conversation_id=talk)
    desk.talks.close(talk, takeaway="Ring first.", next_at=datetime(2026, 12, 1, 14, tzinfo=UTC))
    return talk


def _gap(desk: Desk, person: PersonId) -> GapId:
    gap = GapId(desk.gaps.begin(person, "9 incomplete samples a week, 2 wanted").created)
    desk.gaps.answer(gap, "N3", "no")
    desk.gaps.note(gap, "N4", f"{MARK} provisional")
    desk.path.add(gap, PathKind.CLARIFY_EXPECTATIONS, "One page about intake", ActionOwner.MANAGER, date(2026, 12, 1))
    desk.path.agree(gap, date(2027, 1, 15))
    return gap
