"""A summary holds what is shared and nothing else, and its receipt says what left."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ldcoach.app.late_travel import travel
from ldcoach.domain.document import Document, Format
from ldcoach.domain.ids import FeedbackId, GoalId, PersonId
from ldcoach.domain.kinds import ActionOwner, EvidenceKind, Side, SummaryAudience, Visibility
from ldcoach.domain.leaving import Receipt
from ldcoach.errors import LDCoachError, UnfitInput
from ldcoach.services.desk import Desk
from ldcoach.services.ports.documents import Step
from tests.fakes import FixedClock

FROM = date(2026, 1, 1)
TO = date(2026, 12, 31)


class PlainWriter:
    """Writes a document as its own description."""

    def render(
        self,
        document: Document,
        *,
        file_format: Format = Format.PDF,
        password: str | None = None,
        step: Step | None = None,
    ) -> bytes:
        """Return the document in plain letters."""
        return repr(document).encode()

    def write(
        self, document: Document, target: Path, *, file_format: Format = Format.PDF, password: str | None = None
    ) -> str:
        """Write it and return the hash."""
        data = self.render(document)
        target.write_bytes(data)
        return hashlib.sha256(data).hexdigest()


@pytest.fixture
def told(desk: Desk) -> Desk:
    """Return the desk with a writer that anybody can read."""
    return Desk.lay_out(desk.context, PlainWriter(), travel())


def document_of(desk: Desk, person: PersonId, staying: tuple[str, ...] = ()) -> str:
    story = desk.summaries.story(person, FROM, TO)
    return desk.summaries.render(story, staying).decode()


def share_everything(desk: Desk, person: PersonId, clock: FixedClock) -> None:
    """Put one shared thing of each kind into the record."""
    talk = desk.talks.plan(person, clock.now()).created
    desk.notes.keep(talk, person, "goal", Visibility.SHARED, "Shared lane.")  # type: ignore[arg-type]
    desk.notes.add(person, "Shared note.", Visibility.SHARED)
    desk.talks.close(talk, takeaway="My takeaway.")  # type: ignore[arg-type]
    desk.promises.make(person, "Bring the gauge", ActionOwner.MANAGER)
    goal = GoalId(desk.goals.add(person, "Hand over at the machine", critical_behaviour="Walks over.").created)
    desk.goals.add_evidence(goal, EvidenceKind.WORK_PRODUCT, "The card.", on=clock.today(), agreed=True)
    piece = FeedbackId(desk.feedback.capture(person, "Walked the lead over.", impact="The shift knew.").created)
    desk.feedback.share(piece, employee_view="I saw it too.")


CHOICES = st.lists(
    st.tuples(st.sampled_from(("note", "lane", "feedback", "topic", "evidence")), st.sampled_from(Visibility)),
    max_size=8,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CHOICES)
def test_only_what_is_shared_is_told(
    told: Desk, mairi: PersonId, clock: FixedClock, choices: list[tuple[str, Visibility]]
) -> None:
    person = PersonId(told.people.add("Mairi Campbell").created)  # a fresh one for each example
    goal = GoalId(told.goals.add(person, "Hand over").created)
    talk = told.talks.plan(person, clock.now()).created
    for number, (what, visibility) in enumerate(choices):
        words = f"canary-{visibility}-{number}."
        if what == "note":
            told.notes.add(person, words, visibility)
        elif what == "lane":
            told.notes.keep(talk, person, f"s{number}", visibility, words)  # type: ignore[arg-type]
        elif what == "feedback":
            piece = told.feedback.capture(person, words, impact=f"impact {words}", ask=words, visibility=visibility)
            if visibility is Visibility.SHARED:
                told.feedback.share(FeedbackId(piece.created))
        elif what == "topic":
            told.topics.raise_one(person, f"canary-topic-{number}", Side.MANAGER)
        else:
            agreed = visibility is Visibility.SHARED
            told.goals.add_evidence(goal, EvidenceKind.WORK_PRODUCT, words, on=clock.today(), agreed=agreed)
    document = document_of(told, person)
    for number, (what, visibility) in enumerate(choices):
        leaves = visibility is Visibility.SHARED and what != "topic"
        assert (f"canary-{visibility}-{number}." in document) is leaves
    assert "canary-topic" not in document


def test_every_item_is_listed_and_stays_when_it_is_told_to(told: Desk, mairi: PersonId, clock: FixedClock) -> None:
    share_everything(told, mairi, clock)
    story = told.summaries.story(mairi, FROM, TO)
    items = told.summaries.items(story)
    assert [item.id for item in items] == list(story.item_ids)
    assert {item.group for item in items} == {"goals", "words", "feedback", "promises", "notes"}
    telling = {item.id: item.detail if item.group in {"words", "notes"} else item.title for item in items}
    telling[story.feedback[0].id] = "Walked the lead over."
    for item in items:
        assert telling[item.id] in document_of(told, mairi)
        assert telling[item.id] not in document_of(told, mairi, (item.id,))
    assert [item.leaves for item in told.summaries.items(story, [items[0].id])] == [False] + [True] * (len(items) - 1)


def test_what_stays_is_counted_once_each(told: Desk, mairi: PersonId) -> None:
    told.notes.add(mairi, "Listen first.", Visibility.PREP)
    told.feedback.capture(mairi, "Walked the lead over.", situation="At the handover")
    told.summaries.keep_own_words(mairi, "Machines run.", "")
    story = told.summaries.story(mairi, FROM, TO)
    assert (story.prep_notes, story.drafts) == (1, 1)


def test_a_period_takes_both_of_its_days_and_no_other(told: Desk, mairi: PersonId, clock: FixedClock) -> None:
    share_everything(told, mairi, clock)
    today = clock.today()
    for first, last, found in (
        (today, today, True),
        (today - timedelta(days=9), today - timedelta(days=1), False),
        (today + timedelta(days=1), today + timedelta(days=9), False),
    ):
        story = told.summaries.story(mairi, first, last)
        parts = (story.talks, story.feedback, story.takeaways, story.notes)
        assert [bool(part) for part in parts] == [found] * 4
        assert bool(story.promises) is (found or first > today)  # an open promise goes along until it is settled
    with pytest.raises(UnfitInput, match="before it begins"):
        told.summaries.story(mairi, today, today - timedelta(days=1))


def test_nothing_of_another_person_is_told_but_what_shared_words_say(
    told: Desk, mairi: PersonId, clock: FixedClock
) -> None:
    wen = PersonId(told.people.add("Wen Li").created)
    share_everything(told, mairi, clock)
    told.notes.add(wen, "Wen keeps the spare parts.", Visibility.SHARED)
    assert "Wen" not in document_of(told, mairi)
    told.notes.add(mairi, "Showed Wen the gauge.", Visibility.SHARED)
    story = told.summaries.story(mairi, FROM, TO)
    named = [item for item in told.summaries.items(story) if item.finding]
    assert [(item.finding, item.group) for item in named] == [("Wen", "notes")]
    assert "Wen" not in document_of(told, mairi, (named[0].id,))


@pytest.mark.parametrize("place", ["behaviour", "evidence", "why"])
def test_a_name_is_found_in_all_of_a_goal_that_leaves(
    told: Desk, mairi: PersonId, clock: FixedClock, place: str
) -> None:
    told.people.add("Wen Li")
    words = {place: "Asks Wen before the shift ends"}
    outcome = told.goals.add_outcome("Fewer stops", why_it_matters=words.get("why", "")).created
    goal = GoalId(
        told.goals.add(
            mairi,
            "Hand over",
            outcome_id=outcome,  # type: ignore[arg-type]
            critical_behaviour=words.get("behaviour", ""),
        ).created
    )
    if place == "evidence":
        told.goals.add_evidence(goal, EvidenceKind.WORK_PRODUCT, words[place], on=clock.today(), agreed=True)
    (item,) = told.summaries.items(told.summaries.story(mairi, FROM, TO))
    assert item.finding == "Wen"
    assert words[place] in document_of(told, mairi)


def _called(told: Desk, name: str, preferred: str) -> None:
    """Add somebody who goes by another name."""
    person = told.people.get(PersonId(told.people.add(name).created))
    told.people.edit(replace(person, preferred_name=preferred))


@pytest.mark.parametrize(
    ("name", "preferred", "words", "found"),
    [
        ("Wen Li", "", "Asked Li about the gauge.", "Li"),
        ("Wenona Lindqvist", "Nona", "Showed Nona the gauge.", "Nona"),
        ("\u738b\u4f1f", "", "\u6211\u8bf7\u738b\u4f1f\u5e2e\u5fd9\u3002", "\u738b\u4f1f"),
        ("Jos\u00e9 Silva", "", "Jose\u0301 was there.", "Jos\u00e9"),
    ],
)
def test_others_are_found_by_every_name_they_have(
    told: Desk, mairi: PersonId, name: str, preferred: str, words: str, found: str
) -> None:
    _called(told, name, preferred)
    told.notes.add(mairi, words, Visibility.SHARED)
    (item,) = told.summaries.items(told.summaries.story(mairi, FROM, TO))
    assert item.finding == found


def test_items_are_titled_in_the_language_of_the_document(told: Desk, mairi: PersonId, clock: FixedClock) -> None:
    piece = FeedbackId(told.feedback.capture(mairi, "You walked the lead over.").created)
    told.feedback.share(piece)
    english, german = (
        told.summaries.items(told.summaries.story(mairi, FROM, TO, language=tag))[0].title for tag in ("en", "de")
    )
    assert english.endswith("\N{MIDDLE DOT} Reinforcing feedback")
    assert german.endswith("\N{MIDDLE DOT} Best\u00e4rkende R\u00fcckmeldung")
    assert f"{clock.today().day}. " in german


def test_a_sponsor_reads_nobodys_name_in_any_script(
    told: Desk, mairi: PersonId, clock: FixedClock, tmp_path: Path
) -> None:
    _called(told, "Wenona Lindqvist", "Nona")
    told.people.add("\u738b\u4f1f")
    told.goals.add(
        mairi,
        "Hand over",
        critical_behaviour="Nona helped. \u6211\u8bf7\u738b\u4f1f\u5e2e\u5fd9\u3002 LINDQVIST too.",
    )
    told.summaries.export(told.summaries.story(mairi, FROM, TO), tmp_path / "theirs.pdf")
    told.answers.note_seen(mairi, clock.today())
    story = told.summaries.story(mairi, FROM, TO, audience=SummaryAudience.SPONSOR)
    shown = repr(told.summaries.document(story))
    assert "helped" in shown
    assert [name for name in ("Nona", "\u738b\u4f1f", "LINDQVIST", "Mairi", "Campbell") if name in shown] == []


def test_a_name_inside_a_word_is_no_name(told: Desk, mairi: PersonId) -> None:
    told.people.add("Will Wen")
    person = told.people.get(mairi)
    assert told.summaries.name_in(person, "It went well, we will see Wenlock.") == ""
    assert told.summaries.name_in(person, "Mairi asked Will.") == "Will"
    assert told.summaries.name_in(person, "Mairi Campbell") == ""


def test_own_sentences_are_kept_until_they_are_needed(told: Desk, mairi: PersonId) -> None:
    assert told.summaries.own_words(mairi) == ("", "", "")
    told.summaries.keep_own_words(mairi, "Machines run.", "")
    told.summaries.keep_own_words(mairi, "Machines run.", "The rota helped.")
    assert told.summaries.own_words(mairi) == ("Machines run.", "The rota helped.", "")
    told.summaries.keep_own_words(mairi, "", "The rota helped.")
    assert told.summaries.own_words(mairi) == ("", "The rota helped.", "")
    story = told.summaries.write_in(told.summaries.story(mairi, FROM, TO), so_what=" So. ", conditions="")
    assert story == replace(told.summaries.story(mairi, FROM, TO), so_what="So.")


def test_a_receipt_says_what_left_when_and_to_whom(
    told: Desk, mairi: PersonId, clock: FixedClock, tmp_path: Path
) -> None:
    share_everything(told, mairi, clock)
    story = told.summaries.story(mairi, FROM, TO)
    staying, target = story.item_ids[0], tmp_path / "Summary.PDF"
    change, receipt = told.summaries.export(story, target, staying=[staying])
    assert told.summaries.receipts(mairi) == [receipt]
    assert (receipt.id, receipt.format, receipt.what) == (change.created, "pdf", "summary")
    assert (receipt.to_whom, receipt.at) == ("Mairi Campbell", clock.now())
    assert receipt.sha256 == hashlib.sha256(target.read_bytes()).hexdigest()
    assert receipt.item_ids == tuple(item for item in story.item_ids if item != staying)
    assert not [words for words in ("Shared", "takeaway", "gauge") if words in repr(receipt)]


def test_the_real_writer_s_hash_is_that_of_the_file(
    desk: Desk, mairi: PersonId, clock: FixedClock, tmp_path: Path
) -> None:
    share_everything(desk, mairi, clock)
    target = tmp_path / "summary.pdf"
    _, receipt = desk.summaries.export(desk.summaries.story(mairi, FROM, TO), target, to_whom="HR")
    assert receipt.sha256 == hashlib.sha256(target.read_bytes()).hexdigest()
    assert receipt.to_whom == "HR"


def test_what_could_not_be_written_leaves_no_receipt(desk: Desk, mairi: PersonId, tmp_path: Path) -> None:
    with pytest.raises(LDCoachError, match="Nothing was written"):
        desk.summaries.export(desk.summaries.story(mairi, FROM, TO), tmp_path / "nowhere" / "summary.pdf")
    assert desk.context.record.count(Receipt) == 0
    assert list(tmp_path.glob("*.pdf")) == []


class ClosingWriter(PlainWriter):
    """Writes, and then the record cannot be written any more."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk

    def render(
        self,
        document: Document,
        *,
        file_format: Format = Format.PDF,
        password: str | None = None,
        step: Step | None = None,
    ) -> bytes:
        """Put the record away and return the document."""
        self._desk.context.record.close()
        return super().render(document)


def test_nothing_leaves_when_its_receipt_cannot_be_kept(desk: Desk, mairi: PersonId, tmp_path: Path) -> None:
    closing = Desk.lay_out(desk.context, ClosingWriter(desk), travel())
    with pytest.raises(RuntimeError, match="closed"):
        closing.summaries.export(closing.summaries.story(mairi, FROM, TO), tmp_path / "summary.pdf")
    assert list(tmp_path.glob("*.pdf")) == []
