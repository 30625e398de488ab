"""The summary as a story: only what is shared, all of what leaves, nothing of what stays."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldcoach.domain.actions import Action
from ldcoach.domain.document import Block, Chart, Cited, Document, Entry, Facts, Heading, Paragraph, Point, Side, Table
from ldcoach.domain.feedback import Feedback
from ldcoach.domain.goals import Goal
from ldcoach.domain.ids import ActionId, FeedbackId, GoalId, PersonId, TextId
from ldcoach.domain.kinds import ActionOwner, ActionStatus, FeedbackKind, TextKind, Visibility
from ldcoach.domain.people import Person
from ldcoach.domain.story import (
    FeedbackItem,
    GoalItem,
    PromiseItem,
    Story,
    WordsItem,
    may_leave,
)
from ldcoach.domain.summary_words import SummaryWords
from ldcoach.domain.telling import day
from ldcoach.domain.telling import tell as tell_in
from ldcoach.domain.texts import Text
from ldcoach.library.summary_words import load_summary_words
from ldcoach.paths import resources

MAIRI = Person(id=PersonId("p"), name="Mairi Campbell")
ON = date(2026, 9, 3)
WORDS = load_summary_words(resources() / "templates")
ENGLISH = WORDS["en"]


def tell(told: Story, staying: Collection[str] = (), words: SummaryWords = ENGLISH) -> Document:
    """Tell a story without saying what each sentence rests on."""
    document = tell_in(told, words, staying)
    return replace(document, blocks=tuple(_bare(block) for block in document.blocks))


def _bare(block: Block) -> Block:
    if isinstance(block, Heading):
        return replace(block, opens_page=False)
    return block if isinstance(block, Facts) else replace(block, sources=())


def goal_item(key: str, *, claim: str = "", points: int = 0, outcome: str = "", title: str = "") -> GoalItem:
    return GoalItem(
        goal=Goal(
            id=GoalId(key), person_id=MAIRI.id, title=title or f"Title {key}.", critical_behaviour=f"Behaviour {key}."
        ),
        outcome=outcome,
        why="",
        priority="",
        told=f"Told {key}.",
        chart=chart(points),
        claim=claim,
        evidence=((ON, f"Evidence {key}."),),
    )


def chart(points: int) -> Chart:
    read = tuple(Point(ON, float(number), Side.OUTSIDE) for number in range(points))
    return Chart("Stops", "a week", read, (), None, "", None, None, "")


def words_item(key: str, kind: TextKind, on: date = ON, visibility: Visibility = Visibility.SHARED) -> WordsItem:
    text = Text(
        id=TextId(key),
        person_id=MAIRI.id,
        kind=kind,
        owner_id="talk",
        visibility=visibility,
        at=datetime.combine(on, time(9), tzinfo=UTC),
        body=f"Words {key}.",
    )
    return WordsItem(text, on, kind.value)


def feedback_item(key: str, visibility: Visibility = Visibility.SHARED) -> FeedbackItem:
    piece = Feedback(
        id=FeedbackId(key),
        person_id=MAIRI.id,
        text_id=TextId(f"text {key}"),
        kind=FeedbackKind.REINFORCING,
        observed_on=ON,
        behaviour=f"Seen {key}.",
        ask=f"Ask {key}?",
        employee_view=f"View {key}.",
        visibility=visibility,
    )
    return FeedbackItem(piece, f"Said {key}.")


def promise_item(
    key: str,
    status: ActionStatus = ActionStatus.OPEN,
    owner: ActionOwner = ActionOwner.EMPLOYEE,
    due_on: date | None = None,
    done_on: date | None = None,
) -> PromiseItem:
    action = Action(
        id=ActionId(key),
        person_id=MAIRI.id,
        text_id=TextId(f"text {key}"),
        owner=owner,
        status=status,
        due_on=due_on,
        done_on=done_on,
    )
    return PromiseItem(action, f"Promise {key}", ON)


def story(**parts: object) -> Story:
    bare = Story(
        person=MAIRI,
        manager="Sam Carter",
        from_on=date(2026, 7, 1),
        to_on=date(2026, 11, 30),
        talks=3,
        goals=(),
        feedback=(),
        promises=(),
        takeaways=(),
        notes=(),
        prep_notes=0,
        drafts=0,
    )
    return replace(bare, **parts)  # type: ignore[arg-type]


def texts_in(part: object) -> Iterator[str]:
    """Yield every text of a document, however deep."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for one in part:
            yield from texts_in(one)
    elif is_dataclass(part):
        for field in fields(part):
            yield from texts_in(getattr(part, field.name))


def said(document: Document) -> str:
    return "\n".join(texts_in(document))


def under(document: Document, heading: str) -> list[object]:
    """Return the blocks between a heading and the next one of its level."""
    blocks: list[object] = list(document.blocks)
    start = blocks.index(Heading(heading)) + 1
    rest = blocks[start:]
    ends = [place for place, block in enumerate(rest) if isinstance(block, Heading) and block.level == 2]
    return rest[: ends[0]] if ends else rest


KEYS = st.lists(st.integers(100, 999), unique=True, max_size=12)


@st.composite
def stories(draw: st.DrawFn) -> Story:
    keys = [str(key) for key in draw(KEYS)]
    places = [draw(st.integers(0, 4)) for _ in keys]
    chosen = [[key for key, place in zip(keys, places, strict=True) if place == wanted] for wanted in range(5)]
    days = st.dates(date(2026, 7, 1), date(2026, 11, 30))
    return story(
        goals=tuple(goal_item(f"goal-{key}", points=draw(st.integers(0, 2))) for key in chosen[0]),
        feedback=tuple(feedback_item(f"feedback-{key}") for key in chosen[1]),
        promises=tuple(promise_item(f"promise-{key}", draw(st.sampled_from(ActionStatus))) for key in chosen[2]),
        takeaways=tuple(words_item(f"takeaway-{key}", TextKind.TAKEAWAY, draw(days)) for key in chosen[3]),
        notes=tuple(words_item(f"note-{key}", TextKind.NOTE, draw(days)) for key in chosen[4]),
    )


@given(stories(), st.data())
def test_every_item_is_told_unless_it_stays_and_then_nowhere(told: Story, data: st.DataObject) -> None:
    staying = {key for key in told.item_ids if data.draw(st.booleans())}
    words = said(tell(told, staying))
    for key in told.item_ids:
        assert (key in words) is (key not in staying)


@given(stories())
def test_a_story_without_any_item_is_told_of_nothing_but_itself(told: Story) -> None:
    assert tell(told, told.item_ids) == tell(story(), ())


@given(stories())
def test_the_ids_of_a_story_are_each_there_once(told: Story) -> None:
    assert len(set(told.item_ids)) == len(told.item_ids)


@pytest.mark.parametrize("visibility", [Visibility.PREP, Visibility.TO_SHARE])
def test_what_is_not_shared_cannot_become_an_item(visibility: Visibility) -> None:
    with pytest.raises(ValueError, match="only what is shared"):
        words_item("a", TextKind.NOTE, visibility=visibility)
    with pytest.raises(ValueError, match="only what is shared"):
        feedback_item("a", visibility)


@pytest.mark.parametrize("visibility", list(Visibility))
def test_only_shared_may_leave(visibility: Visibility) -> None:
    assert may_leave(visibility) is (visibility is Visibility.SHARED)


def test_what_the_manager_meant_to_ask_does_not_leave() -> None:
    item = feedback_item("one")
    assert "Ask one?" not in said(tell(story(feedback=(item,))))
    assert "Ask one?" not in item.told
    assert all(words in said(tell(story(feedback=(item,)))) for words in item.told)


def test_a_part_that_the_words_repeat_is_told_once() -> None:
    item = feedback_item("one")
    repeated = replace(item, words=f"{item.words} {item.feedback.behaviour}")
    (card,) = under(tell(story(feedback=(repeated,))), "Feedback shared")
    assert isinstance(card, Entry)
    assert card.details == (("Mairi\u2019s view", "View one."),)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 7, 1), date(2026, 11, 30), "July to November 2026"),
        (date(2026, 7, 1), date(2026, 7, 31), "July 2026"),
        (date(2025, 11, 1), date(2026, 2, 28), "November 2025 to February 2026"),
        (date(2025, 7, 1), date(2026, 7, 1), "July 2025 to July 2026"),
    ],
)
def test_periods_are_words(first: date, last: date, words: str) -> None:
    assert ENGLISH.period(first, last) == words
    assert tell(story(from_on=first, to_on=last)).subtitle.startswith(words)


def test_a_day_is_words_without_a_leading_nought() -> None:
    assert day(date(2026, 9, 3)) == "3 September"


@pytest.mark.parametrize(
    ("talks", "manager", "ending"),
    [
        (1, "Sam Carter", "written by Sam Carter with Mairi · 1 conversation"),
        (0, "Sam Carter", "written by Sam Carter with Mairi · 0 conversations"),
        (2, "", "written together · 2 conversations"),
    ],
)
def test_the_subtitle_says_who_wrote_it_and_how_often_both_talked(talks: int, manager: str, ending: str) -> None:
    assert tell(story(talks=talks, manager=manager)).subtitle.endswith(ending)


@pytest.mark.parametrize(
    ("claim", "label"), [("observation", "observation"), ("before_after", "before and after"), ("trend", "trend")]
)
def test_the_footer_names_the_level_of_claim(claim: str, label: str) -> None:
    document = tell(story(goals=(goal_item("a", claim=claim, points=1),)))
    assert document.footer.startswith(f"Development record, not a rating · level of claim: {label} · ")


def test_the_claim_is_that_of_the_measure_shown_not_of_a_better_one() -> None:
    shown, other = goal_item("a", claim="observation", points=1), goal_item("b", claim="trend", points=6)
    assert tell(story(goals=(shown, other))).footer.split(" · ")[1] == "level of claim: observation"
    assert tell(story(goals=(shown, other)), {"a"}).footer.split(" · ")[1] == "level of claim: trend"
    assert tell(story()).footer.split(" · ")[1] == "level of claim: observation"


def test_one_chart_at_most_and_only_with_readings() -> None:
    goals = (goal_item("a"), goal_item("b", points=2), goal_item("c", points=2))
    blocks = under(tell(story(goals=goals)), "Before and after")
    assert [block for block in blocks if isinstance(block, Chart)] == [goals[1].chart]
    assert Paragraph("Told b.") in blocks
    assert "\u2018After\u2019 says when, not why" in said(tell(story(goals=goals)))
    (only,) = under(tell(story(goals=goals[:1])), "Before and after")
    assert only == Paragraph("Too early to say: there are no readings yet.")


def test_so_what_names_the_outcome_or_says_that_there_is_none() -> None:
    linked = replace(goal_item("a", outcome="Fewer stops"), why="The night shift waits less", priority="Reliability")
    assert under(tell(story(goals=(linked,))), "So what") == [Paragraph("Fewer stops: The night shift waits less.")]
    assert under(tell(story(goals=(linked,))), "Priority") == [
        Paragraph("It serves the priority \u201cReliability\u201d.")
    ]
    assert "No goal in this period is linked" in said(tell(story(goals=(goal_item("b"),))))
    assert under(tell(story(goals=(linked,), so_what="Machines run.")), "So what") == [Paragraph("Machines run.")]
    assert "Fewer stops" not in said(tell(story(goals=(linked,)), {"a"}))


def test_what_next_holds_open_and_carried_promises_with_their_day() -> None:
    promises = (
        promise_item("a", due_on=date(2026, 12, 1)),
        promise_item("b", ActionStatus.CARRIED_OVER, ActionOwner.MANAGER),
        promise_item("c", ActionStatus.DONE),
        promise_item("d", ActionStatus.DROPPED),
    )
    assert under(tell(story(promises=promises)), "What next") == [
        Paragraph("Mairi: Promise a, by 1 December."),
        Paragraph("Sam Carter: Promise b."),
    ]


@pytest.mark.parametrize(
    ("item", "became"),
    [
        (promise_item("a", ActionStatus.DONE, due_on=ON, done_on=ON), "Kept"),
        (promise_item("a", ActionStatus.DONE, due_on=ON, done_on=date(2026, 9, 4)), "Kept, later than planned"),
        (promise_item("a", ActionStatus.DROPPED, due_on=ON), "Let go together"),
        (promise_item("a", due_on=ON), "Open, due 3 September"),
        (promise_item("a"), "Open"),
    ],
)
def test_what_became_of_a_promise(item: PromiseItem, became: str) -> None:
    (table,) = under(tell(story(promises=(item,))), "Promises of both sides")
    assert isinstance(table, Table)
    assert table.rows == (("3 September", "Mairi", "Promise a", became),)


def test_each_day_has_one_card_with_notes_and_the_takeaway() -> None:
    notes = (words_item("n1", TextKind.NOTE), words_item("n2", TextKind.NOTE))
    document = tell(story(notes=notes, takeaways=(words_item("t", TextKind.TAKEAWAY),)))
    assert under(document, "What was noted together") == [
        Entry("3 September", "Words n1.\nWords n2.", (("In Mairi\u2019s words", "Words t."),))
    ]


def test_no_section_stands_empty() -> None:
    headings = [block.text for block in tell(story()).blocks if isinstance(block, Heading)]
    assert headings == ["So what", "Before and after", "What next", "Mairi\u2019s comment"]


def test_the_same_story_is_told_in_every_language() -> None:
    told = story(goals=(goal_item("a", points=2),), promises=(promise_item("b", due_on=ON),))
    for words in WORDS.values():
        document = tell(told, words=words)
        assert document.language == words.tag
        assert len(document.blocks) == len(tell(told).blocks)
    assert "Worum es geht" in said(tell(told, words=WORDS["de"]))
    assert "bis 3. September" in said(tell(told, words=WORDS["de"]))


def test_every_sentence_about_an_item_names_it() -> None:
    told = story(promises=(promise_item("b"),), feedback=(feedback_item("f"),))
    cited = {source for block in tell_in(told, ENGLISH).blocks for source in getattr(block, "sources", ())}
    assert cited == {Cited("b", ON), Cited("f", ON)}


def test_the_evidence_begins_a_page() -> None:
    blocks = tell_in(story(feedback=(feedback_item("f"),)), ENGLISH).blocks
    assert [block.text for block in blocks if isinstance(block, Heading) and block.opens_page] == ["Feedback shared"]
