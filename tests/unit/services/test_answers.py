"""The employee's answer comes back once, stands beside its item, and shows in the next summary."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject

from ldcoach.domain.document import Format
from ldcoach.domain.ids import FeedbackId, PersonId
from ldcoach.domain.kinds import SummaryAudience, Visibility
from ldcoach.domain.leaving import Receipt, Summary
from ldcoach.domain.reply import ANSWER_FIELD, COMMENT_FIELD, READ_FIELD, Verdict, item_field
from ldcoach.domain.texts import Revision, Text
from ldcoach.errors import UnfitInput
from ldcoach.services.desk import Desk
from ldcoach.services.summary_files import Shape
from ldcoach.services.views.travel import Taking
from tests.fakes import FixedClock

FROM, TO = date(2026, 1, 1), date(2026, 12, 31)
VIEW, COMMENT = "Nobody was there to hand over to.", "The chart shows it well."


def filled(path: Path, fields: dict[str, str], password: str | None = None) -> bytes:
    """Return the file as a PDF program saves it once it is filled in."""
    writer = PdfWriter(clone_from=PdfReader(path, password=password))
    for page in writer.pages:
        writer.update_page_form_field_values(page, fields, auto_regenerate=False)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.fixture
def sent(desk: Desk, mairi: PersonId, tmp_path: Path) -> Path:
    """Return a summary with one piece of feedback that was saved for Mairi."""
    piece = FeedbackId(desk.feedback.capture(mairi, "On Monday the hand-over began late.").created)
    desk.feedback.share(piece)
    target = tmp_path / "summary.pdf"
    desk.summaries.export(desk.summaries.story(mairi, FROM, TO), target, shape=Shape(reply=True))
    return target


def answer_of(sent: Path, **more: str) -> bytes:
    values = {READ_FIELD: "/Yes", ANSWER_FIELD: "/differ", item_field(1): VIEW, COMMENT_FIELD: COMMENT}
    return filled(sent, values | more)


def test_an_answer_is_read_and_changes_nothing_before_it_is_taken_over(desk: Desk, mairi: PersonId, sent: Path) -> None:
    before = desk.context.record.count(Text)
    view = desk.answers.preview(answer_of(sent))
    assert (view.person.id, view.read, view.verdict) == (mairi, True, Verdict.DIFFER)
    assert [(line.words, line.taking) for line in view.lines] == [(VIEW, Taking.NEW), (COMMENT, Taking.NEW)]
    assert desk.context.record.count(Text) == before
    assert desk.answers.newest(mairi).employee_seen_on is None  # type: ignore[union-attr]


def test_a_disagreement_stands_beside_its_item_and_in_the_next_summary(
    desk: Desk, mairi: PersonId, sent: Path, clock: FixedClock
) -> None:
    desk.answers.take_over(answer_of(sent))
    story = desk.summaries.story(mairi, FROM, TO)
    (item,) = story.feedback
    assert story.views[item.id].words == VIEW
    assert story.last_answer is not None
    assert (story.last_answer.said, story.last_answer.on) == ("differ", clock.today())
    document = repr(desk.summaries.document(story))
    assert VIEW in document
    assert COMMENT in document
    assert VIEW not in repr(desk.summaries.document(story, [item.id]))
    assert desk.answers.newest(mairi).employee_seen_on == clock.today()  # type: ignore[union-attr]


def test_the_same_answer_twice_adds_nothing_and_a_changed_one_keeps_what_was_said(
    desk: Desk, mairi: PersonId, sent: Path
) -> None:
    desk.answers.take_over(answer_of(sent))
    texts = desk.context.record.count(Text)
    _, again = desk.answers.take_over(answer_of(sent))
    assert [line.taking for line in again.lines] == [Taking.KNOWN, Taking.KNOWN]
    assert desk.context.record.count(Text) == texts
    desk.answers.take_over(answer_of(sent, **{COMMENT_FIELD: "Now I see it."}))
    assert desk.context.record.count(Text) == texts
    assert [one.body for one in desk.context.record.every(Revision)] == [COMMENT]


def test_held_words_stay_out_until_they_are_about_the_work(desk: Desk, mairi: PersonId, sent: Path) -> None:
    data = answer_of(sent, **{COMMENT_FIELD: "I was off with depression in May."})
    _, view = desk.answers.take_over(data)
    assert [line.taking for line in view.lines] == [Taking.NEW, Taking.HELD]
    assert "depression" not in repr(desk.context.record.every(Text))
    desk.answers.take_over(data, about_work=[COMMENT_FIELD])
    assert "depression" in repr(desk.context.record.every(Text))


def test_a_locked_summary_comes_back_with_its_password(desk: Desk, mairi: PersonId, tmp_path: Path) -> None:
    desk.notes.add(mairi, "Shared note.", Visibility.SHARED)
    target = tmp_path / "locked.pdf"
    shape = Shape(reply=True, password="tulip lantern")
    desk.summaries.export(desk.summaries.story(mairi, FROM, TO), target, shape=shape)
    data = target.read_bytes()
    assert desk.answers.preview(data, password="tulip lantern").lines == ()
    for password in (None, "wrong"):
        with pytest.raises(UnfitInput, match="password"):
            desk.answers.preview(data, password=password)


@pytest.mark.parametrize("uid", ["", "nobody"])
def test_a_file_of_another_record_is_refused(desk: Desk, sent: Path, uid: str) -> None:
    writer = PdfWriter(clone_from=PdfReader(sent))
    fields = writer.root_object["/AcroForm"]["/Fields"]  # type: ignore[index]
    for field in fields:
        if field.get_object().get("/T") == "ldcoach_uid":
            field.get_object()[NameObject("/V")] = type(field.get_object()["/T"])(uid)
    out = BytesIO()
    writer.write(out)
    with pytest.raises(UnfitInput, match="Nothing was taken over"):
        desk.answers.preview(out.getvalue())


def test_a_preparation_form_is_no_answer_and_an_answer_no_preparation_form(
    desk: Desk, mairi: PersonId, sent: Path, tmp_path: Path
) -> None:
    desk.forms.export(mairi, tmp_path / "form.pdf")
    with pytest.raises(UnfitInput, match="preparation form"):
        desk.answers.preview((tmp_path / "form.pdf").read_bytes())
    with pytest.raises(UnfitInput, match="not a preparation form"):
        desk.forms.preview(sent.read_bytes())


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 nothing", b"PK\x03\x04"])
def test_what_is_no_pdf_is_refused(desk: Desk, data: bytes) -> None:
    with pytest.raises(UnfitInput, match="Nothing was taken over"):
        desk.answers.preview(data)


@pytest.mark.usefixtures("sent")
def test_a_summary_is_not_seen_before_it_was_made(desk: Desk, mairi: PersonId, clock: FixedClock) -> None:
    for days, said in ((1, "before the summary was made"), (-1, "has not come yet")):
        with pytest.raises(UnfitInput, match=said):
            desk.answers.note_seen(mairi, clock.today() - timedelta(days=days))
    assert desk.answers.newest(mairi).employee_seen_on is None  # type: ignore[union-attr]


def test_others_get_only_what_was_seen_and_a_sponsor_no_name(
    desk: Desk, mairi: PersonId, sent: Path, clock: FixedClock, tmp_path: Path
) -> None:
    desk.goals.add(mairi, "Campbell's way to hand over", critical_behaviour="Mairi asks Wen first")
    desk.people.add("Wen Li")
    sponsor = desk.summaries.story(mairi, FROM, TO, audience=SummaryAudience.SPONSOR)
    with pytest.raises(UnfitInput, match="before anyone else"):
        desk.summaries.export(sponsor, tmp_path / "sponsor.md", shape=Shape(file_format=Format.MARKDOWN))
    desk.answers.note_seen(mairi, clock.today())
    manager = desk.summaries.story(mairi, FROM, TO, audience=SummaryAudience.NEXT_MANAGER)
    assert (len(manager.feedback), manager.goals, manager.unseen) == (1, (), 1)  # the goal came after what was seen
    desk.summaries.export(desk.summaries.story(mairi, FROM, TO), tmp_path / "again.pdf")
    desk.answers.note_seen(mairi, clock.today())
    sponsor = desk.summaries.story(mairi, FROM, TO, audience=SummaryAudience.SPONSOR)
    for file_format in Format:
        desk.summaries.export(sponsor, tmp_path / "sponsor.out", shape=Shape(file_format=file_format))
        data = (tmp_path / "sponsor.out").read_bytes()
        assert not [name for name in (b"Mairi", b"Campbell", b"Wen") if name in data]
    assert "the employee asks a colleague first" in repr(desk.summaries.document(sponsor)).lower()
    named = desk.summaries.story(mairi, FROM, TO, audience=SummaryAudience.SPONSOR, named=True)
    assert "Mairi Campbell" in repr(desk.summaries.document(named))


def test_a_stop_finding_keeps_the_summary_here_and_a_caution_is_told(
    desk: Desk, mairi: PersonId, tmp_path: Path
) -> None:
    held = desk.notes.add(mairi, "Asked about the shift.", Visibility.SHARED).created
    kept = desk.context.record.get(Text, held)
    with desk.context.record.work() as work:  # as an older version, without the rule, would have kept it
        work.save(type(kept)(**{name: getattr(kept, name) for name in kept.__slots__} | {"body": "Her depression."}))
    story = desk.summaries.story(mairi, FROM, TO)
    assert [(one.rule, one.severity, one.item_id) for one in desk.summaries.findings(story)] == [("FB17", "stop", held)]
    with pytest.raises(UnfitInput, match="FB17") as refused:
        desk.summaries.export(story, tmp_path / "summary.pdf")
    assert "depression" not in str(refused.value)
    assert desk.context.record.count(Receipt) == desk.context.record.count(Summary) == 0
    assert desk.summaries.findings(story, [held]) == ()
    desk.summaries.export(story, tmp_path / "summary.pdf", staying=[held])
    story = desk.summaries.write_in(story, so_what="She completed the course, so the result is there.")
    assert "so_what" in {one.block for one in desk.summaries.findings(story, [held])}


def test_a_mail_draft_holds_the_file(desk: Desk, mairi: PersonId, tmp_path: Path) -> None:
    desk.notes.add(mairi, "Shared note.", Visibility.SHARED)
    target = tmp_path / "draft.eml"
    _, receipt = desk.summaries.export(desk.summaries.story(mairi, FROM, TO), target)
    assert receipt.format == "eml"
    assert b'filename="development-summary.pdf"' in target.read_bytes()
    assert b"X-Unsent: 1" in target.read_bytes()
