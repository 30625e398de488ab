"""The preparation form from the record out, and back into it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

import pikepdf
import pytest

from ldcoach.app.late_travel import travel
from ldcoach.documents.form_pdf import PdfForms
from ldcoach.documents.form_reading import fields_in
from ldcoach.documents.writers import Writers
from ldcoach.domain.conversations import Topic
from ldcoach.domain.feedback import DismissedRule
from ldcoach.domain.ids import PersonId
from ldcoach.domain.keeping import Audit
from ldcoach.domain.kinds import Side, TextKind, Visibility
from ldcoach.domain.leaving import Form, Receipt
from ldcoach.domain.texts import Revision, Text
from ldcoach.errors import LDCoachError, UnfitInput
from ldcoach.services.desk import Desk
from ldcoach.services.forms import LARGEST_FILE, all_fields
from ldcoach.services.views.travel import Taking
from tests.documents.filling.programs import by_pikepdf
from tests.fakes import FixedClock, FullDisk

HEALTH = "My doctor diagnosed depression."
ANSWERS = {
    "topic_1": "Who decides when a valve is swapped?",
    "topic_2": "A slot at the training line",
    "wins": "The walk-over worked twice.",
    "feedback_for_manager": "Say it on the day.",
}


class HereForms(PdfForms):
    """Reads in this process: what the child does is tested where it is made."""

    def read(self, data: bytes) -> Mapping[str, str]:
        """Return what was filled in."""
        return fields_in(data)


@pytest.fixture
def desk(desk: Desk) -> Desk:
    return Desk.lay_out(desk.context, Writers(), replace(travel(), forms=HereForms()))


@pytest.fixture
def mairi(desk: Desk) -> PersonId:
    return PersonId(desk.people.add("Mairi Campbell", email="mairi@example.org").created)


def sent(desk: Desk, person: PersonId, tmp_path: Path, answers: Mapping[str, str] = ANSWERS) -> bytes:
    """Make a form and fill it in."""
    desk.forms.export(person, tmp_path / "form.pdf")
    by_pikepdf(tmp_path / "form.pdf", tmp_path / "filled.pdf", answers)
    return (tmp_path / "filled.pdf").read_bytes()


def refilled(tmp_path: Path, answers: Mapping[str, str]) -> bytes:
    by_pikepdf(tmp_path / "filled.pdf", tmp_path / "again.pdf", answers)
    return (tmp_path / "again.pdf").read_bytes()


def topics(desk: Desk, person: PersonId) -> list[tuple[str, Side]]:
    return [(topic.title, topic.raised_by) for topic in desk.context.record.open_topics(person)]


def test_a_form_is_kept_with_a_receipt_and_tells_nothing_of_the_record(
    desk: Desk, mairi: PersonId, tmp_path: Path
) -> None:
    desk.notes.add(mairi, "Ask how the walk-over felt.", Visibility.PREP)
    _, form = desk.forms.export(mairi, tmp_path / "form.pdf")
    assert desk.context.record.every(Form) == [form]
    (receipt,) = desk.context.record.every(Receipt)
    assert (receipt.what, receipt.format, receipt.item_ids) == ("prep_form", "pdf", (form.id,))
    assert fields_in((tmp_path / "form.pdf").read_bytes())["ldcoach_uid"] == form.uid


def test_an_e_mail_draft_holds_the_form(desk: Desk, mairi: PersonId, tmp_path: Path) -> None:
    _, form = desk.forms.export(mairi, tmp_path / "form.eml")
    message = BytesParser(policy=policy.default).parsebytes((tmp_path / "form.eml").read_bytes())
    assert isinstance(message, EmailMessage)
    assert (message["X-Unsent"], message["To"]) == ("1", "Mairi Campbell <mairi@example.org>")
    (attachment,) = message.iter_attachments()
    assert fields_in(attachment.get_content())["ldcoach_uid"] == form.uid
    assert desk.context.record.every(Receipt)[0].format == "eml"


def test_topics_are_raised_by_the_employee_and_the_rest_is_kept_in_their_words(
    desk: Desk, mairi: PersonId, tmp_path: Path
) -> None:
    change, view = desk.forms.take_over(sent(desk, mairi, tmp_path))
    assert change.touches(Topic, Text, Form)
    assert [line.taking for line in view.lines] == [Taking.NEW] * 4
    assert topics(desk, mairi) == [(ANSWERS["topic_1"], Side.EMPLOYEE), (ANSWERS["topic_2"], Side.EMPLOYEE)]
    texts = desk.context.record.every(Text, author=Side.EMPLOYEE)
    assert {text.visibility for text in texts} == {Visibility.SHARED}
    assert [text.body for text in texts if text.kind is TextKind.COMMENT] == [ANSWERS["wins"], "Say it on the day."]
    assert [item.title for item in desk.preparation.agenda(mairi, 30).items][:2] == list(ANSWERS.values())[:2]
    made, answers = desk.forms.latest(mairi)
    assert made is not None
    assert made.imported_at is not None
    assert [said for _, said in answers] == [ANSWERS["wins"], "Say it on the day."]
    assert desk.finding.find("walk-over worked").hits[0].person_id == mairi


def test_the_preview_changes_nothing(desk: Desk, mairi: PersonId, tmp_path: Path) -> None:
    data = sent(desk, mairi, tmp_path)
    before = {kind: desk.context.record.every(kind) for kind in (Topic, Text, Form, Audit)}
    assert len(desk.forms.preview(data).taken) == 4
    assert {kind: desk.context.record.every(kind) for kind in (Topic, Text, Form, Audit)} == before


def test_the_same_form_twice_adds_nothing_twice(desk: Desk, mairi: PersonId, tmp_path: Path) -> None:
    data = sent(desk, mairi, tmp_path)
    desk.forms.take_over(data)
    before = {kind: desk.context.record.every(kind) for kind in (Topic, Text, Form, Revision)}
    change, view = desk.forms.take_over(data)
    assert [line.taking for line in view.lines] == [Taking.KNOWN] * 4
    assert not change.touches(Topic, Text)
    assert {kind: desk.context.record.every(kind) for kind in (Topic, Text, Form, Revision)} == before


def test_a_topic_that_was_discussed_since_does_not_come_back(desk: Desk, mairi: PersonId, tmp_path: Path) -> None:
    data = sent(desk, mairi, tmp_path)
    desk.forms.take_over(data)
    desk.topics.drop(desk.context.record.open_topics(mairi)[0].topic_id)
    desk.forms.take_over(data)
    assert topics(desk, mairi) == [(ANSWERS["topic_2"], Side.EMPLOYEE)]


def test_a_form_sent_again_with_changes_brings_only_these(desk: Desk, mairi: PersonId, tmp_path: Path) -> None:
    desk.forms.take_over(sent(desk, mairi, tmp_path))
    more = {"topic_3": "Night rota", "wins": "The walk-over worked three times."}
    change, view = desk.forms.take_over(refilled(tmp_path, more))
    assert change.touches(Topic, Text)
    assert [line.taking for line in view.lines] == [Taking.KNOWN] * 2 + [Taking.NEW, Taking.CHANGED, Taking.KNOWN]
    assert [title for title, _ in topics(desk, mairi)][-1] == "Night rota"
    assert [text.body for text in desk.context.record.every(Revision)] == [ANSWERS["wins"]]
    assert desk.forms.latest(mairi)[1][0][1] == more["wins"]


def test_a_topic_of_an_older_talk_may_be_raised_again(
    desk: Desk, clock: FixedClock, mairi: PersonId, tmp_path: Path
) -> None:
    old = desk.topics.raise_one(mairi, ANSWERS["topic_1"], Side.EMPLOYEE).created
    waiting = desk.topics.raise_one(mairi, ANSWERS["topic_2"], Side.EMPLOYEE).created
    desk.topics.drop(old)
    clock.advance(days=30)
    _, view = desk.forms.take_over(sent(desk, mairi, tmp_path))
    assert [line.taking for line in view.lines][:2] == [Taking.NEW, Taking.KNOWN]
    assert {topic.topic_id for topic in desk.context.record.open_topics(mairi)} >= {waiting}


def test_held_answers_are_shown_and_left_out(desk: Desk, mairi: PersonId, tmp_path: Path) -> None:
    data = sent(desk, mairi, tmp_path, {**ANSWERS, "workload": HEALTH})
    line = next(line for line in desk.forms.preview(data).lines if line.answer.field == "workload")
    assert (line.taking, line.rules, line.answer.words) == (Taking.HELD, ("FB17",), HEALTH)
    assert line.question.endswith(("?", "."))
    assert "saved" not in line.question
    desk.forms.take_over(data)
    assert not any(HEALTH in text.body for text in desk.context.record.every(Text))


def test_held_answers_that_are_about_the_work_are_taken_when_the_manager_says_so(
    desk: Desk, mairi: PersonId, tmp_path: Path
) -> None:
    data = sent(desk, mairi, tmp_path, {**ANSWERS, "workload": HEALTH, "topic_3": HEALTH})
    desk.forms.take_over(data, {"workload"})
    (text,) = [text for text in desk.context.record.every(Text) if text.body == HEALTH]
    assert text.kind is TextKind.COMMENT
    assert [(rule.rule_id, rule.text_id) for rule in desk.context.record.every(DismissedRule)] == [("FB17", text.id)]
    _, view = desk.forms.take_over(data, all_fields())
    assert [line.answer.field for line in view.taken] == ["topic_3"]


@pytest.mark.parametrize("uid", ["", "somebody-elses", " "])
def test_a_form_of_another_record_is_refused(desk: Desk, mairi: PersonId, tmp_path: Path, uid: str) -> None:
    data = sent(desk, mairi, tmp_path, {**ANSWERS, "ldcoach_uid": uid})
    with pytest.raises(UnfitInput, match="not a preparation form that was made with this record"):
        desk.forms.take_over(data)
    assert topics(desk, mairi) == []


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 broken", bytes(LARGEST_FILE + 1)], ids=["empty", "broken", "huge"])
def test_what_is_no_form_is_refused_and_nothing_changes(desk: Desk, mairi: PersonId, data: bytes) -> None:
    with pytest.raises(UnfitInput, match="Nothing was taken over"):
        desk.forms.take_over(data)
    assert desk.context.record.every(Topic) == []


def test_a_form_that_could_not_be_written_is_not_kept(desk: Desk, mairi: PersonId, tmp_path: Path) -> None:
    full = Desk.lay_out(desk.context, Writers(), replace(travel(), files=FullDisk()))
    with pytest.raises(LDCoachError, match="Nothing was written"):
        full.forms.export(mairi, tmp_path / "form.pdf")
    assert desk.context.record.every(Form) == []
    assert desk.context.record.every(Receipt) == []


def test_a_form_is_in_the_person_s_language_unless_another_is_asked_for(
    desk: Desk, mairi: PersonId, tmp_path: Path
) -> None:
    desk.people.edit(replace(desk.people.get(mairi), language="de-AT"))
    assert desk.forms.languages() == (("en", "English"), ("de", "Deutsch"))
    said = {"": "de-DE", "en": "en-GB", "DE_de": "de-DE"}
    for language, tag in said.items():
        desk.forms.export(mairi, tmp_path / "form.pdf", language=language)
        with pikepdf.open(tmp_path / "form.pdf") as pdf:
            assert str(pdf.Root.Lang) == tag
    desk.forms.export(mairi, tmp_path / "form.eml")
    message = BytesParser(policy=policy.default).parsebytes((tmp_path / "form.eml").read_bytes())
    assert isinstance(message, EmailMessage)
    assert message["Subject"] == "Vorbereitung auf unser Gespräch"
    body = message.get_body()
    assert body is not None
    assert body.get_content().startswith("Guten Tag Mairi,")


def test_a_language_without_a_form_makes_none(desk: Desk, mairi: PersonId, tmp_path: Path) -> None:
    refused = r"no preparation form in 'tlh'\. Nothing was made; choose one of en, de\."
    with pytest.raises(UnfitInput, match=refused):
        desk.forms.export(mairi, tmp_path / "form.pdf", language="tlh")
    assert desk.context.record.every(Form) == []
    assert not (tmp_path / "form.pdf").exists()


def test_a_german_form_comes_back_like_any_other(desk: Desk, mairi: PersonId, tmp_path: Path) -> None:
    desk.people.edit(replace(desk.people.get(mairi), language="de"))
    _, view = desk.forms.take_over(sent(desk, mairi, tmp_path))
    assert {line.answer.field: line.answer.words for line in view.taken} == ANSWERS
    assert view.lines[0].label == "What would you like to talk about?"
    assert topics(desk, mairi) == [(ANSWERS["topic_1"], Side.EMPLOYEE), (ANSWERS["topic_2"], Side.EMPLOYEE)]
