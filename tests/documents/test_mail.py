"""Drafts that a mail program opens: what a person wrote never becomes a header."""

from __future__ import annotations

from email import policy
from email.message import EmailMessage
from email.parser import BytesParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ldcoach.documents.mail import Letters
from ldcoach.domain.document import Document, Heading, Paragraph, Quote, Table
from ldcoach.domain.letter import Attachment, Letter

HOSTILE = "Mairi\r\nBcc: all@example.org\nX: y\x00\u2028\u202e<script>"


def letter(**changes: object) -> Letter:
    known: dict[str, object] = {
        "to_name": "Mairi Campbell",
        "to_address": "mairi@example.org",
        "subject": "Our 1-2-1",
        "opening": "Hello",
    }
    return Letter(**{**known, **changes})  # type: ignore[arg-type]


def parsed(data: bytes) -> EmailMessage:
    message = BytesParser(policy=policy.default).parsebytes(data)
    assert isinstance(message, EmailMessage)
    return message


def test_a_draft_is_unsent_and_has_no_sender() -> None:
    message = parsed(Letters().draft(letter(subject="Zażółć, Ánh", to_name="Ánh, Nguyễn")))
    assert message["X-Unsent"] == "1"
    assert "From" not in message
    assert message["Subject"] == "Zażółć, Ánh"
    (to,) = message["To"].addresses
    assert (to.display_name, to.addr_spec) == ("Ánh, Nguyễn", "mairi@example.org")


def test_an_attachment_arrives_as_it_left() -> None:
    content = bytes(range(256))
    data = Letters().draft(letter(attachments=(Attachment("form.pdf", "application/pdf", content),)))
    (attachment,) = parsed(data).iter_attachments()
    assert (attachment.get_filename(), attachment.get_content_type()) == ("form.pdf", "application/pdf")
    assert attachment.get_content() == content


@pytest.mark.parametrize(
    "address", ["", "nobody", "a@b@c", "x@y\r\nBcc: z@w", "x@y, z@w", "ż@example.org", "<x@y>", "a b@c", "x@y; z@w"]
)
def test_what_is_no_address_is_left_to_the_manager(address: str) -> None:
    data = Letters().draft(letter(to_address=address))
    assert "To" not in parsed(data)
    assert b"Bcc" not in data


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
@settings(max_examples=30, deadline=None)
def test_nothing_written_becomes_a_header(name: str, subject: str, address: str) -> None:
    for hostile in ("", HOSTILE):
        data = Letters().draft(letter(to_name=name + hostile, subject=subject + hostile, to_address=address))
        allowed = {"x-unsent", "subject", "to", "content-type", "content-transfer-encoding", "mime-version"}
        assert {key.lower() for key in parsed(data).keys()} <= allowed  # noqa: SIM118  # a message iterates over keys


def test_a_document_becomes_plain_text() -> None:
    document = Document(
        kicker="",
        title="Our 1-2-1",
        subtitle="Mairi",
        language="en-GB",
        footer="Not a rating",
        page_label="",
        blocks=(
            Heading("Topics"),
            Paragraph("\N{BULLET} One\n\N{BULLET} Two"),
            Quote("I will ring.\nEvery time."),
            Table(("What", "Who", "By when"), (("Write a card", "Mairi", "4 December"), ("Ask", "Sam", "")), (1, 1, 1)),
        ),
    )
    text = Letters().text(letter(document=document))
    assert "Topics\n------" in text
    assert "> I will ring.\n> Every time." in text
    assert "* Write a card (Who: Mairi; By when: 4 December)\n* Ask (Who: Sam)" in text
    assert text.endswith("Not a rating\n")
