"""What comes in by files: a framework of skills in the library, learning from a platform on the people page."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ldcoach.domain.ids import PersonId
from ldcoach.services.desk import Desk
from ldcoach.ui.go import Go, Place
from ldcoach.ui.pages.goals.page import GoalsPage
from ldcoach.ui.pages.library.skills_card import SkillsCard
from ldcoach.ui.pages.people.page import PeoplePage
from ldcoach.ui.tasks import Tasks
from tests.frameworks import esco
from tests.ui.audit import audit
from tests.ui.canned_ask import CannedAsk


@pytest.fixture
def mairi(desk: Desk) -> PersonId:
    return PersonId(desk.people.add("Mairi Campbell", email="mairi@example.com").created)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "skills.csv"
    path.write_bytes(esco(1500, 10))
    return path


def skills_card(desk: Desk, qtbot: QtBot, ask: CannedAsk) -> SkillsCard:
    card = SkillsCard(desk.skills, ask, Tasks())
    qtbot.addWidget(card)
    card.show()
    card.enter()
    return card


def test_a_framework_is_taken_over_beside_the_window(desk: Desk, qtbot: QtBot, file: Path) -> None:
    card = skills_card(desk, qtbot, CannedAsk(path=file))
    with qtbot.waitSignal(card.changed, timeout=20_000):
        card.bring.click()
    assert desk.skills.count() == 1500
    assert "1500" in card.result.text()
    assert "European Commission" in card.licences.text()


def test_a_stop_leaves_no_skill_behind(desk: Desk, qtbot: QtBot, file: Path) -> None:
    card = skills_card(desk, qtbot, CannedAsk(path=file))
    card.bring.click()
    card.row.stop.click()
    qtbot.waitUntil(lambda: not card.row.working, timeout=20_000)
    assert desk.skills.count() == 0
    assert "Nothing was added" in card.result.text()


def test_a_file_that_is_no_framework_is_told(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("a,b\n1,2\n", "utf-8")
    card = skills_card(desk, qtbot, CannedAsk(path=path))
    card.bring.click()
    qtbot.waitUntil(lambda: "No columns of skills" in card.result.text(), timeout=20_000)


def test_completions_are_looked_at_then_kept(desk: Desk, mairi: PersonId, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "done.csv"
    path.write_text(
        "Email,Course,Completed\nmairi@example.com,Fault finding,2026-11-02\nwho@example.com,Other,2026-11-02\n",
        "utf-8",
    )
    page = PeoplePage(desk, CannedAsk(path=path))
    qtbot.addWidget(page)
    page.resize(1216, 900)
    page.show()
    page.enter(Go(Place.PEOPLE))
    page.learning.click()
    assert "1 new" in page.completions.counts.text()
    assert "Mairi Campbell, Fault finding" in page.completions.details.toPlainText()
    assert "Not on your team, left out\nOther" in page.completions.details.toPlainText()
    assert desk.learning.lines(mairi) == []
    with qtbot.waitSignal(page.changed):
        page.completions.add.click()
    assert [one.title for one in desk.learning.lines(mairi)] == ["Fault finding"]
    assert page.completions.isHidden()


def test_a_file_that_cannot_be_read_says_so(desk: Desk, mairi: PersonId, qtbot: QtBot, tmp_path: Path) -> None:
    page = PeoplePage(desk, CannedAsk(path=tmp_path / "gone.csv"))
    qtbot.addWidget(page)
    page.show()
    page.enter(Go(Place.PEOPLE))
    page.learning.click()
    assert "nothing was added" in page.completions.notice.text()


def test_loose_ends_are_named_on_the_goals_page(desk: Desk, mairi: PersonId, qtbot: QtBot) -> None:
    for number in range(5):
        desk.feedback.capture(mairi, f"Piece {number}.")
    desk.learning.add(mairi, "A course")
    page = GoalsPage(desk)
    qtbot.addWidget(page)
    page.resize(1216, 1000)
    page.show()
    page.enter(Go(Place.GOALS))
    assert not page.loose.isHidden()
    openers = page.loose.openers()
    assert len(openers) == 4
    with qtbot.waitSignal(page.asked) as asked:
        openers[0].click()
    assert asked.args[0].place is Place.WRITE_FEEDBACK
    assert audit(page) == []
    desk.goals.add(mairi, "Goal")
    for piece in desk.loose_ends.all():
        assert piece.person_id == mairi
