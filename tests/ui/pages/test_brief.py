"""The brief to a sponsor on screen: items, the real page, and a receipt."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ldcoach.documents.preview import PdfiumPreview
from ldcoach.domain.ids import GapId, PersonId
from ldcoach.domain.kinds import ActionOwner, PathKind
from ldcoach.errors import UnfitInput
from ldcoach.services.desk import Desk
from ldcoach.ui.go import Go, Place
from ldcoach.ui.pages.brief.page import BriefPage
from ldcoach.ui.tasks import Tasks
from tests.ui.audit import audit
from tests.ui.canned_ask import CannedAsk

ANSWERS = {"N0": "yes", "N1": "yes", "N2": "no"} | dict.fromkeys(("N4", "N6", "N7", "N8", "N9"), "yes")
FOUND = {"N3": "no", "N5": "no", "N10": "yes", "N14": "no"}


@pytest.fixture
def mairi(desk: Desk) -> PersonId:
    return PersonId(desk.people.add("Mairi Campbell").created)


@pytest.fixture
def gap(desk: Desk, mairi: PersonId) -> GapId:
    gap = GapId(desk.gaps.begin(mairi, "Samples come late", examples=["12 November: three"]).created)
    for node, key in {**ANSWERS, **FOUND}.items():
        desk.gaps.answer(gap, node, key)
    desk.path.add(gap, PathKind.PROCESS_CHANGE, "Print earlier", ActionOwner.OTHER_ROLE, date(2026, 12, 1))
    return gap


@pytest.fixture
def agreed(desk: Desk, gap: GapId) -> GapId:
    desk.path.agree(gap, date(2027, 1, 15))
    return gap


@pytest.fixture
def ask(tmp_path: Path) -> CannedAsk:
    return CannedAsk(path=tmp_path / "brief.pdf")


@pytest.fixture
def page(desk: Desk, qtbot: QtBot, ask: CannedAsk, tmp_path: Path) -> BriefPage:
    made = BriefPage(desk, ask, Tasks(), PdfiumPreview(), tmp_path)
    made.changed.connect(made.refresh)
    qtbot.addWidget(made)
    made.resize(1216, 900)
    made.show()
    return made


def test_it_is_refused_before_both_agreed(page: BriefPage, gap: GapId) -> None:
    with pytest.raises(UnfitInput, match="not agreed"):
        page.enter(Go(Place.BRIEF, "", gap))


def test_what_is_about_the_person_stays_and_the_page_is_drawn(page: BriefPage, agreed: GapId, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.preview.drawn):
        page.enter(Go(Place.BRIEF, "", agreed))
    assert page.preview.pages() == 1
    assert {key for key, row in page.items.rows.items() if not row.toggle.isChecked()} == {"person", "motive"}
    assert page.counts.staying() == "2 stay by your choice"


def test_it_is_saved_for_somebody_with_a_receipt(
    page: BriefPage, desk: Desk, agreed: GapId, mairi: PersonId, ask: CannedAsk, qtbot: QtBot
) -> None:
    page.enter(Go(Place.BRIEF, "", agreed))
    page.items.rows["example-1"].toggle.click()
    page.save.click()
    assert page.asking.to_whom_field.error() == "Say for whom it is. The receipt keeps it."
    assert ask.asked == []

    page.asking.to_whom.setText("Head of quality")
    page.asking.ask.setPlainText("Let the list be printed at 13:30")
    with qtbot.waitSignal(page.saving.saved):
        page.save.click()

    (receipt,) = desk.briefs.receipts(mairi, agreed)
    left = {item.partition("#")[2] for item in receipt.item_ids}
    assert "ask" in left
    assert left.isdisjoint({"example-1", "person", "motive"})
    assert ask.path is not None
    assert ask.path.read_bytes().startswith(b"%PDF")
    assert "brief-2026-11-22.pdf" in ask.texts[0]
    assert "Head of quality" in page.notice.text()
    assert "Head of quality" in page.receipt.text()


def test_held_words_keep_the_brief_waiting(page: BriefPage, desk: Desk, agreed: GapId, ask: CannedAsk) -> None:
    page.enter(Go(Place.BRIEF, "", agreed))
    page.asking.to_whom.setText("Head of quality")
    page.asking.ask.setPlainText("She was diagnosed with depression last month.")
    page.save.click()
    assert page.asking.is_held
    assert desk.briefs.ask(agreed) == ""
    assert ask.asked == []
    page.asking.held.keep.click()
    assert not page.asking.is_held
    assert desk.briefs.ask(agreed) != ""


def test_back_goes_to_the_gap(page: BriefPage, agreed: GapId, mairi: PersonId, qtbot: QtBot) -> None:
    page.enter(Go(Place.BRIEF, "", agreed))
    with qtbot.waitSignal(page.asked) as asked:
        page.back.click()
    assert asked.args == [Go(Place.GAP, mairi, agreed)]


@pytest.mark.parametrize("width", [1216, 640])
def test_everything_can_be_reached_and_read(page: BriefPage, agreed: GapId, width: int, qtbot: QtBot) -> None:
    page.resize(width, 900)
    page.enter(Go(Place.BRIEF, "", agreed))

    def fit() -> None:
        assert audit(page) == []

    qtbot.waitUntil(fit)
