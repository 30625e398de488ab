"""The preparation form on a person's page: made, dropped, looked at, taken over."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ldcoach.domain.kinds import Side
from ldcoach.domain.leaving import Form
from ldcoach.services.desk import Desk
from ldcoach.ui.go import Go, Place
from ldcoach.ui.pages.person.page import PersonPage
from tests.documents.filling.programs import by_pikepdf
from tests.fakes import FixedClock
from tests.ui.audit import audit
from tests.ui.canned_ask import CannedAsk
from tests.ui.file_doors import file_door
from tests.ui.pages.story import Story, tell

HEALTH = "My doctor diagnosed depression."


@pytest.fixture
def story(desk: Desk, clock: FixedClock) -> Story:
    return tell(desk, clock)


@pytest.fixture
def ask(tmp_path: Path) -> CannedAsk:
    return CannedAsk(path=tmp_path / "form.pdf")


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, story: Story, ask: CannedAsk) -> PersonPage:
    made = PersonPage(desk, ask, file_door(ask))
    made.changed.connect(made.refresh)
    qtbot.addWidget(made)
    made.resize(1216, 1400)
    made.enter(Go(Place.PERSON, story.mairi))
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def filled(desk: Desk, story: Story, tmp_path: Path) -> Path:
    desk.forms.export(story.mairi, tmp_path / "sent.pdf")
    answers = {"topic_1": "Who decides at night?", "wins": "The walk-over.", "workload": HEALTH}
    by_pikepdf(tmp_path / "sent.pdf", tmp_path / "back.pdf", answers)
    return tmp_path / "back.pdf"


def labels(page: PersonPage) -> str:
    return "\n".join(each.text() for each in page.findChildren(QLabel) if each.isVisibleTo(page))


def drop(page: PersonPage, *paths: Path) -> bool:
    """Drag files over the page and let them go; tell whether the page takes them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    at, copy, left, none = (
        QPointF(400, 400),
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    entering = QDragEnterEvent(at.toPoint(), copy, data, left, none)
    entering.ignore()
    page.dragEnterEvent(entering)
    if entering.isAccepted():
        page.dropEvent(QDropEvent(at, copy, data, left, none))
    return entering.isAccepted()


def test_a_form_is_made_and_the_page_says_what_next(
    qtbot: QtBot, page: PersonPage, desk: Desk, ask: CannedAsk, tmp_path: Path
) -> None:
    assert "Ask Mairi for topics first" in labels(page)
    with qtbot.waitSignal(page.changed):
        qtbot.mouseClick(page.forms.card.make, Qt.MouseButton.LeftButton)
    assert (tmp_path / "form.pdf").read_bytes().startswith(b"%PDF")
    assert ask.texts == ["preparation-form.pdf PDF (*.pdf)"]
    assert page.notice.text().startswith("Saved as form.pdf.")
    assert "Made today, not back yet" in labels(page)
    assert len(desk.context.record.every(Form)) == 1


def test_a_dropped_form_is_shown_before_it_is_taken_over(
    qtbot: QtBot, page: PersonPage, desk: Desk, story: Story, filled: Path
) -> None:
    with qtbot.waitSignal(page.forms.shown):
        assert drop(page, filled)
    told = labels(page)
    assert "The form of Mairi Campbell came back" in told
    assert "Who decides at night?" in told
    assert HEALTH in told
    assert page.forms.preview.take.text() == "Take over 2 answers"
    assert desk.context.record.open_topics(story.mairi) == []
    assert audit(page) == []
    with qtbot.waitSignal(page.changed):
        qtbot.keyClick(page.forms.preview.take, Qt.Key.Key_Space)
    topics = desk.context.record.open_topics(story.mairi)
    assert [(topic.title, topic.raised_by) for topic in topics] == [("Who decides at night?", Side.EMPLOYEE)]
    assert page.notice.text() == "2 answers taken over from Mairi."
    assert page.forms.preview.isHidden()
    qtbot.waitUntil(lambda: "The walk-over." in labels(page))
    assert HEALTH not in labels(page)


def test_what_is_held_comes_only_when_the_manager_ticks_it(
    qtbot: QtBot, page: PersonPage, desk: Desk, filled: Path
) -> None:
    with qtbot.waitSignal(page.forms.shown):
        drop(page, filled)
    page.forms.preview.held["workload"].box.click()
    assert page.forms.preview.take.text() == "Take over 3 answers"
    with qtbot.waitSignal(page.changed):
        page.forms.preview.take.click()
    qtbot.waitUntil(lambda: HEALTH in labels(page))


def test_what_is_no_form_is_said_on_the_page(qtbot: QtBot, page: PersonPage, tmp_path: Path) -> None:
    (tmp_path / "other.pdf").write_bytes(b"%PDF-1.7 broken")
    with qtbot.waitSignal(page.forms.failed):
        drop(page, tmp_path / "other.pdf")
    assert "Nothing was taken over" in page.notice.text()
    assert page.forms.preview.isHidden()


def test_only_one_pdf_can_be_dropped(page: PersonPage, tmp_path: Path) -> None:
    assert not drop(page, tmp_path / "note.txt")
    assert not drop(page, tmp_path / "one.pdf", tmp_path / "two.pdf")
    assert not drop(page)


def test_leaving_a_form_takes_nothing(qtbot: QtBot, page: PersonPage, desk: Desk, story: Story, filled: Path) -> None:
    with qtbot.waitSignal(page.forms.shown):
        drop(page, filled)
    qtbot.mouseClick(page.forms.preview.leave, Qt.MouseButton.LeftButton)
    assert page.forms.preview.isHidden()
    assert desk.context.record.open_topics(story.mairi) == []


def test_a_form_is_made_in_the_language_that_is_chosen(
    qtbot: QtBot, page: PersonPage, desk: Desk, story: Story, tmp_path: Path
) -> None:
    choice = page.forms.card.language.choice
    assert (choice.isVisibleTo(page), choice.tag()) == (True, "en")
    choice.setFocus()
    qtbot.keyClick(choice, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.changed):
        qtbot.mouseClick(page.forms.card.make, Qt.MouseButton.LeftButton)
    with pikepdf.open(tmp_path / "form.pdf") as pdf:
        assert str(pdf.Root.Lang) == "de-DE"
    assert choice.tag() == "de"
    change = desk.people.edit(replace(desk.people.get(story.mairi), language="en"))
    page.refresh(change)
    assert choice.tag() == "de"
