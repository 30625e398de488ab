"""The team: finding, adding and bringing in a list, over a real record."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ldcoach.domain.people import Person
from ldcoach.services.desk import Desk
from ldcoach.ui.go import Go, Place
from ldcoach.ui.pages.people.page import PeoplePage
from tests.ui.audit import audit
from tests.ui.canned_ask import CannedAsk

LIST = (
    "Name,Job title,Team,Birth date,Shoe size\n"
    "Ana Souza,Process engineer,Quality,1990-01-01,39\n"
    "Tom Becker,Shift lead,Line 2,1980-01-01,44\n"
    ",Nobody,Line 2,1980-01-01,44\n"
)


def shown(qtbot: QtBot, desk: Desk, ask: CannedAsk | None = None, item: str = "") -> PeoplePage:
    page = PeoplePage(desk, ask or CannedAsk())
    qtbot.addWidget(page)
    page.changed.connect(page.refresh)
    page.resize(1000, 900)
    page.enter(Go(Place.PEOPLE, item_id=item))
    page.show()
    qtbot.waitExposed(page)
    return page


def names(page: PeoplePage) -> list[str]:
    found = page.table.found
    return [str(found.index(row, 0).data()) for row in range(found.rowCount())]


@pytest.fixture
def team(desk: Desk) -> None:
    desk.people.add("Mairi Campbell", role_title="Fitter", team="Line 2")
    desk.people.add("Ana Souza", role_title="Engineer", team="Quality")


@pytest.mark.usefixtures("team")
def test_lists_everybody_by_name_and_filters_by_any_words(qtbot: QtBot, desk: Desk) -> None:
    page = shown(qtbot, desk)
    assert names(page) == ["Ana Souza", "Mairi Campbell"]
    qtbot.keyClicks(page.filter, "line mai")
    assert names(page) == ["Mairi Campbell"]
    page.filter.setText("nobody of that name")
    assert names(page) == []
    assert page.not_found.isVisibleTo(page)


@pytest.mark.usefixtures("team")
def test_enter_in_the_filter_then_enter_opens_the_first(qtbot: QtBot, desk: Desk) -> None:
    page = shown(qtbot, desk)
    qtbot.keyClicks(page.filter, "mairi")
    qtbot.keyClick(page.filter, Qt.Key.Key_Return)
    with qtbot.waitSignal(page.asked) as asked:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert asked.args == [Go(Place.PERSON, desk.people.named("Mairi").id)]


@pytest.mark.usefixtures("team")
def test_a_click_on_a_row_opens_the_person(qtbot: QtBot, desk: Desk) -> None:
    page = shown(qtbot, desk)
    place = page.table.visualRect(page.table.found.index(0, 1)).center()
    with qtbot.waitSignal(page.asked) as asked:
        qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked.args == [Go(Place.PERSON, desk.people.named("Ana").id)]


def test_adds_a_person_and_is_ready_for_the_next(qtbot: QtBot, desk: Desk) -> None:
    page = shown(qtbot, desk, item="add")
    qtbot.keyClicks(page.form.name, "Noor Ahmed")
    qtbot.keyClicks(page.form.team, "Line 3")
    page.form.rhythm.setCurrentIndex(page.form.rhythm.findData(14))
    qtbot.keyClick(page.form.language, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.changed):
        qtbot.keyClick(page.form.team, Qt.Key.Key_Return)
    person = desk.people.named("Noor Ahmed")
    assert (person.team, person.cadence_days, person.language) == ("Line 3", 14, "de")
    assert names(page) == ["Noor Ahmed"]
    assert not page.form.name.text()
    assert page.form.team.text() == "Line 3"


def test_a_name_is_needed_and_what_was_typed_stays(qtbot: QtBot, desk: Desk) -> None:
    page = shown(qtbot, desk, item="add")
    qtbot.keyClicks(page.form.role, "Fitter")
    qtbot.mouseClick(page.form.save, Qt.MouseButton.LeftButton)
    assert "name is needed" in page.form.name_field.error()
    assert page.form.role.text() == "Fitter"
    assert desk.context.record.count(Person) == 0
    qtbot.keyClicks(page.form.name, "N" * 201)
    qtbot.mouseClick(page.form.save, Qt.MouseButton.LeftButton)
    assert "between 1 and 200" in page.form.name_field.error()
    assert desk.context.record.count(Person) == 0


def test_escape_closes_the_form(qtbot: QtBot, desk: Desk) -> None:
    page = shown(qtbot, desk, item="add")
    qtbot.keyClick(page.form.name, Qt.Key.Key_Escape)
    assert page.form.isHidden()


@pytest.mark.usefixtures("team")
def test_a_list_is_shown_before_anybody_is_added(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "team.csv"
    path.write_text(LIST, encoding="utf-8")
    page = shown(qtbot, desk, CannedAsk(path=path), item="import")
    assert desk.context.record.count(Person) == 2
    told = page.preview.details.toPlainText()
    assert "Tom Becker, Shift lead, Line 2" in told
    assert "Line 4: it has no name" in told
    assert "Ana Souza" in told.partition("Here already")[2]
    assert "Shoe size" in page.preview.columns.text()
    assert "Birth date" in page.preview.columns.text().partition("never reads")[2]
    with qtbot.waitSignal(page.changed):
        qtbot.mouseClick(page.preview.add, Qt.MouseButton.LeftButton)
    assert names(page) == ["Ana Souza", "Mairi Campbell", "Tom Becker"]
    assert page.preview.isHidden()


@pytest.mark.usefixtures("team")
@pytest.mark.parametrize("content", [b"\x00\xff\x00", b"Town,Country\nLeith,Scotland\n", b"x" * (6 * 1024 * 1024)])
def test_an_unfit_file_changes_nothing_and_says_why(qtbot: QtBot, desk: Desk, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "team.csv"
    path.write_bytes(content)
    page = shown(qtbot, desk, CannedAsk(path=path), item="import")
    assert page.notice.text()
    assert page.preview.isHidden()
    assert desk.context.record.count(Person) == 2


def test_a_missing_file_is_said(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    page = shown(qtbot, desk, CannedAsk(path=tmp_path / "gone.csv"), item="import")
    assert "could not be read" in page.notice.text()


def test_going_back_from_the_file_dialog_changes_nothing(qtbot: QtBot, desk: Desk) -> None:
    page = shown(qtbot, desk, CannedAsk(path=None), item="import")
    assert page.preview.isHidden()
    assert not page.notice.text()


@pytest.mark.usefixtures("team")
def test_archived_people_show_only_when_asked_for(qtbot: QtBot, desk: Desk) -> None:
    desk.people.archive(desk.people.named("Ana").id)
    page = shown(qtbot, desk)
    assert names(page) == ["Mairi Campbell"]
    qtbot.mouseClick(page.archived, Qt.MouseButton.LeftButton)
    assert names(page) == ["Ana Souza (archived)", "Mairi Campbell"]


def test_two_hundred_people_need_no_widget_each(qtbot: QtBot, desk: Desk) -> None:
    rows = "\n".join(f"Person {number:03},Fitter" for number in range(200))
    desk.people.import_roster(f"Name,Role\n{rows}\n".encode())
    page = shown(qtbot, desk)
    assert len(names(page)) == 200
    from PySide6.QtWidgets import QWidget

    assert len(page.table.findChildren(QWidget)) < 20


@pytest.mark.usefixtures("team")
def test_can_be_used_by_keyboard_and_screen_reader(qtbot: QtBot, desk: Desk) -> None:
    page = shown(qtbot, desk, item="add")
    assert audit(page) == []
