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

WORDS = re.compile(r"\w+")


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[OpenRecord]:
    made, _ = make_sample(Home(tmp_path / "home"), people=3, years=1, seed=1, today=date(2026, 11, 20))
    yield made
    made.close()


def plain(text: str) -> str:
    return " ".join(WORDS.findall(text))


def read(path: Path) -> str:
    return plain(" ".join(page.extract_text() for page in PdfReader(path).pages))


def test_what_was_shared_leaves_and_what_was_prepared_stays(
    qapp: QApplication, opened: OpenRecord, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(playing, "CALM", 100)
    tasks = Tasks()
    *pictures, summary = playing.play(opened.desk, page_factories(opened, tasks, bool), tasks, tmp_path / "played")
    _holds_what_was_shared_and_nothing_else(opened, summary)
    _has_a_receipt(opened, summary)
    assert len(pictures) >= 8
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in pictures)
    assert len({path.read_bytes() for path in pictures}) == len(pictures)


def _holds_what_was_shared_and_nothing_else(opened: OpenRecord, summary: Path) -> None:
    text = read(summary)
    for shared in (*playing.SHARED, playing.TAKEAWAY, playing.PROMISE):
        assert plain(shared) in text
    private = [one for one in opened.desk.context.record.every(Text) if one.visibility is not Visibility.SHARED]
    assert {one.visibility for one in private} >= {Visibility.PREP}
    # A few words are enough to tell: no four in a row of a prepared text that stand in no shared one.
    shared_words = plain(" ".join(one.body for one in opened.desk.context.record.every(Text) if one not in private))
    leaks = [run for one in private for run in _runs(one.body) if run in text and run not in shared_words]
    assert leaks == []


def _has_a_receipt(opened: OpenRecord, summary: Path) -> None:
    (receipt,) = [one for line in opened.desk.people.lines() for one in opened.desk.summaries.receipts(line.person_id)]
    assert receipt.sha256 == hashlib.sha256(summary.read_bytes()).hexdigest()
    assert (receipt.what, receipt.format) == ("summary", "pdf")
    shared = {
        one.id
        for one in opened.desk.context.record.every(Text)
        if one.visibility is Visibility.SHARED and one.kind in (TextKind.NOTE, TextKind.TAKEAWAY)
    }
    assert shared & set(receipt.item_ids)
    prep = {one.id for one in opened.desk.context.record.every(Text) if one.visibility is Visibility.PREP}
    assert not prep & set(receipt.item_ids)


def _runs(body: str) -> Iterator[str]:
    words = WORDS.findall(body)
    for at in range(len(words) - 3):
        yield " ".join(words[at : at + 4])
