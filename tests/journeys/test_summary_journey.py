"""A guided 1-2-1 is played through the real window; what was shared leaves, what was prepared stays."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication

from ldcoach.app.pages import page_factories
from ldcoach.app.sample import make_sample
from ldcoach.domain.kinds import TextKind, Visibility
from ldcoach.domain.texts import Text
from ldcoach.paths import Home
from ldcoach.services.opening import OpenRecord
from ldcoach.ui import playing
from ldcoach.ui.tasks import Tasks
from ldcoach.ui.theme.apply import apply
from ldcoach.ui.theme.tokens import LIGHT

WORDS = re.compile(r"\w+")


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenRecord]:
    made, _ = make_sample(
        Home(tmp_path_factory.mktemp("journey") / "home"), people=3, years=1, seed=1, today=date(2026, 11, 20)
    )
    yield made
    made.close()


@pytest.fixture(scope="module")
def made(qapp: QApplication, opened: OpenRecord, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Play once; the tests only read what was left."""
    apply(qapp, LIGHT)
    tasks, output = Tasks(), tmp_path_factory.mktemp("played")
    return playing.play(opened.desk, page_factories(opened, tasks, bool), tasks, output)


def plain(text: str) -> str:
    return " ".join(WORDS.findall(text))


def read(path: Path) -> str:
    return plain(" ".join(page.extract_text() for page in PdfReader(path).pages))


def test_the_summary_holds_what_was_shared_and_nothing_else(opened: OpenRecord, made: list[Path]) -> None:
    text = read(made[-1])
    for shared in (*playing.SHARED, playing.TAKEAWAY, playing.PROMISE):
        assert plain(shared) in text
    private = [one for one in opened.desk.context.record.every(Text) if one.visibility is not Visibility.SHARED]
    assert {one.visibility for one in private} >= {Visibility.PREP}
    # A few words are enough to tell: no four in a row of a prepared text that stand in no shared one.
    shared_words = plain(" ".join(one.body for one in opened.desk.context.record.every(Text) if one not in private))
    leaks = [run for one in private for run in _runs(one.body) if run in text and run not in shared_words]
    assert leaks == []


def test_a_receipt_says_what_left(opened: OpenRecord, made: list[Path]) -> None:
    pdf = made[-1]
    (receipt,) = [one for line in opened.desk.people.lines() for one in opened.desk.summaries.receipts(line.person_id)]
    assert receipt.sha256 == hashlib.sha256(pdf.read_bytes()).hexdigest()
    assert (receipt.what, receipt.format) == ("summary", "pdf")
    shared = {
        one.id
        for one in opened.desk.context.record.every(Text)
        if one.visibility is Visibility.SHARED and one.kind in (TextKind.NOTE, TextKind.TAKEAWAY)
    }
    assert shared & set(receipt.item_ids)
    prep = {one.id for one in opened.desk.context.record.every(Text) if one.visibility is Visibility.PREP}
    assert not prep & set(receipt.item_ids)


def test_every_step_leaves_a_picture(made: list[Path]) -> None:
    *pictures, summary = made
    assert summary.suffix == ".pdf"
    assert len(pictures) >= 8
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in pictures)
    assert len({path.read_bytes() for path in pictures}) == len(pictures)


def _runs(body: str) -> Iterator[str]:
    words = WORDS.findall(body)
    for at in range(len(words) - 3):
        yield " ".join(words[at : at + 4])
