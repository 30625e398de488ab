"""The brief to a sponsor: only what both agreed on, item by item, with a receipt."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from ldcoach.domain.brief import ASK, PERSON, PROBLEM, Brief, BriefGroup, tell_brief
from ldcoach.domain.document import Paragraph, Table
from ldcoach.domain.ids import GapId, MeasureId, OutcomeId, PersonId
from ldcoach.domain.kinds import ActionOwner, PathKind, Visibility
from ldcoach.domain.leaving import Receipt
from ldcoach.domain.texts import Text
from ldcoach.errors import UnfitInput
from ldcoach.services.desk import Desk

ANSWERS = {"N0": "yes", "N1": "yes", "N2": "no"} | dict.fromkeys(("N4", "N6", "N7", "N8", "N9"), "yes")
FOUND = {"N3": "no", "N5": "no", "N10": "no", "N11": "no", "N13": "no", "N13b": "doing"}


@pytest.fixture
def gap(desk: Desk, mairi: PersonId) -> GapId:
    outcome = OutcomeId(desk.goals.add_outcome("Fewer repeat tests", why_it_matters="Each costs a day").created)
    measure = MeasureId(desk.goals.add_measure("Incomplete samples", "a week", outcome_id=outcome).created)
    desk.goals.add_reading(measure, 9, on=date(2026, 11, 1))
    desk.goals.add_reading(measure, 8, on=date(2026, 11, 15))
    made = desk.gaps.begin(
        mairi, "9 incomplete samples a week, 2 wanted", examples=["12 November: three of nine"], outcome_id=outcome
    )
    gap = GapId(made.created)
    for node, key in {**ANSWERS, **FOUND}.items():
        desk.gaps.answer(gap, node, key)
    desk.gaps.note(gap, "N3", "Never written down")
    desk.gaps.note(gap, "N4", "Fine, and it stays out")
    steps = (
        (PathKind.CLARIFY_EXPECTATIONS, "Write one page", ActionOwner.MANAGER),
        (PathKind.PROCESS_CHANGE, "Print the list earlier", ActionOwner.OTHER_ROLE),
        (PathKind.PRACTICE_WITH_FEEDBACK, "Walk three intakes", ActionOwner.EMPLOYEE),
    )
    for at, (kind, words, owner) in enumerate(steps, 1):
        desk.path.add(gap, kind, words, owner, date(2026, 12, at))
    return gap


@pytest.fixture
def agreed(desk: Desk, gap: GapId) -> GapId:
    desk.path.agree(gap, date(2027, 1, 15))
    return gap


def pages_of(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


def test_nothing_can_leave_before_both_agreed(desk: Desk, gap: GapId) -> None:
    with pytest.raises(UnfitInput, match="not agreed yet"):
        desk.briefs.compose(gap)


def test_it_tells_the_problem_the_evidence_the_causes_and_what_is_asked_of_whom(desk: Desk, agreed: GapId) -> None:
    desk.briefs.keep_ask(agreed, "Let the list be printed at 13:30 from December")
    brief = desk.briefs.compose(agreed)
    (told,) = pages_of(desk.briefs.render(brief))
    for words in (
        "9 incomplete samples a week, 2 wanted",
        "Fewer repeat tests: Each costs a day.",
        "Incomplete samples: 9 a week on 1 November 2026, 8 a week on 15 November 2026.",
        "12 November: three of nine.",
        "Unclear expectations",
        "Never written down",
        "Workflow or process design",
        "Whoever owns the process",
        "Write one page",
        "Let the list be printed at 13:30 from December.",
        "Print the list earlier",
        "We look at it again on 15 January 2027.",
    ):
        assert words in told


def test_what_is_about_the_person_stays_unless_it_is_chosen(desk: Desk, agreed: GapId) -> None:
    brief = desk.briefs.compose(agreed)
    staying = {item.id for item in desk.briefs.items(brief) if not item.leaves}
    assert staying == {PERSON, "skill"} == set(brief.usually_staying)
    told = str(tell_brief(brief, brief.usually_staying))
    assert "Mairi" not in told
    assert "Cannot yet do it" not in told
    assert "Fine, and it stays out" not in told
    assert "Mairi Campbell" in str(tell_brief(brief))


def test_what_a_preparation_note_says_never_leaves(desk: Desk, agreed: GapId) -> None:
    record = desk.context.record
    note = next(text for text in record.every(Text) if text.owner_id == f"{agreed}#N3")
    with record.work() as work:
        values = {field.name: getattr(note, field.name) for field in fields(note)}
        work.save(Text(**{**values, "visibility": Visibility.PREP}))
    brief = desk.briefs.compose(agreed)
    assert brief.prep_notes == 1
    assert "Never written down" not in str(tell_brief(brief))
    assert all("Never written down" not in item.detail for item in desk.briefs.items(brief, ()))


def test_the_page_holds_exactly_the_items_that_leave(desk: Desk, agreed: GapId) -> None:
    brief = desk.briefs.compose(agreed)
    whole = str(tell_brief(brief))
    for item in brief.items:
        assert item.title in whole
        assert item.title not in str(tell_brief(brief, {item.id}))


def test_items_of_one_group_stand_together(desk: Desk, agreed: GapId) -> None:
    desk.briefs.keep_ask(agreed, "Let the list be printed at 13:30 from December")
    groups = [BriefGroup(item.group) for item in desk.briefs.items(desk.briefs.compose(agreed))]
    assert groups == sorted(groups, key=lambda group: list(BriefGroup).index(group))
    assert BriefGroup.STEPS in groups
    assert BriefGroup.ASKED in groups


def test_names_in_what_leaves_are_pointed_out(desk: Desk, agreed: GapId) -> None:
    desk.people.add("Tom Becker")
    desk.briefs.keep_ask(agreed, "Ask Tom for the key")
    found = {item.id: item.finding for item in desk.briefs.items(desk.briefs.compose(agreed)) if item.finding}
    assert found == {ASK: "Tom"}


def test_the_receipt_says_what_left_to_whom_and_never_the_text(
    desk: Desk, agreed: GapId, mairi: PersonId, tmp_path: Path
) -> None:
    brief, target = desk.briefs.compose(agreed), tmp_path / "brief.pdf"
    for to_whom, staying in (("  ", None), ("Head of quality", [item.id for item in brief.items])):
        with pytest.raises(UnfitInput, match="Nothing was written"):
            desk.briefs.export(brief, target, to_whom=to_whom, staying=staying)
    assert not target.exists()

    _, receipt = desk.briefs.export(brief, target, to_whom=" Head of  quality ")

    assert target.exists()
    assert desk.briefs.receipts(mairi, agreed) == [receipt] == desk.context.record.every(Receipt)
    assert (receipt.to_whom, receipt.format, receipt.what) == ("Head of quality", "pdf", "sponsor_brief")
    left = {item.partition("#")[2] for item in receipt.item_ids}
    assert PROBLEM in left
    assert left.isdisjoint(brief.usually_staying)
    assert "samples" not in str(receipt)


def test_the_ask_is_kept_and_changes(desk: Desk, agreed: GapId) -> None:
    assert desk.briefs.ask(agreed) == ""
    desk.briefs.keep_ask(agreed, "First")
    desk.briefs.keep_ask(agreed, "Second")
    assert desk.briefs.ask(agreed) == "Second"
    assert [item.title for item in desk.briefs.compose(agreed).items if item.id == ASK] == ["Second"]


def test_a_brief_without_anything_to_say_still_stands() -> None:
    bare = Brief(
        gap_id=GapId("g"),
        person_id=PersonId("p"),
        person="Mairi Campbell",
        manager="",
        on=date(2026, 11, 22),
        review_on=None,
        items=(),
        prep_notes=0,
    )
    document = tell_brief(bare)
    assert document.title == "A gap in the work"
    assert document.subtitle == "22 November 2026 · The manager with the person who does the work"
    assert Paragraph("Nothing is asked. This is for information.") in document.blocks
    assert not [block for block in document.blocks if isinstance(block, Table)]
    assert bare.without(()) == {group: [] for group in BriefGroup}
