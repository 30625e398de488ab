"""A file that is opened by a double click leads into the open record, or says what it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ldcoach import app
from ldcoach.app import window
from ldcoach.paths import Home
from ldcoach.ui.given_file import FilesOpened, GivenFile
from ldcoach.ui.pages.doors.unlock import UnlockPage
from ldcoach.ui.pages.rights.take_over import TakeOverPage
from tests.ui.test_door import LONG, Front, code, filled, front, home, store  # noqa: F401  # fixtures


def words(page: object) -> str:
    assert isinstance(page, UnlockPage)
    return " ".join(label.text() for label in page.findChildren(QLabel))


@pytest.mark.usefixtures("code")
def test_a_handover_is_chosen_as_soon_as_the_record_is_open(front: Front, tmp_path: Path) -> None:  # noqa: F811
    file = tmp_path / "Mairi.ldhandover"
    file.write_bytes(b"no handover at all")
    front.door.give(GivenFile(file))
    front.door.show_way_in()
    assert "Mairi.ldhandover is a handover" in words(front.page)
    front.enter()
    page = front.door.main.stack.currentWidget() if front.door.main else None
    assert isinstance(page, TakeOverPage)
    front.qtbot.waitUntil(lambda: bool(page.notice.text()), timeout=LONG)
    assert "no file that LDCoach sealed" in page.notice.text()


@pytest.mark.usefixtures("code")
def test_a_pack_says_what_it_is_and_that_it_is_not_taken(front: Front, tmp_path: Path) -> None:  # noqa: F811
    front.enter()
    assert front.door.main is not None
    front.door.give(GivenFile(tmp_path / "Guides.ldpack"))
    told = front.door.main.notice.text()
    assert "Guides.ldpack is a content pack" in told
    assert "does not take packs yet" in told


def test_the_system_of_a_mac_hands_files_over_as_events(qtbot: QtBot) -> None:
    found: list[GivenFile] = []
    target = QObject()
    watching = FilesOpened(found.append, target)
    assert watching.eventFilter(target, QFileOpenEvent(QUrl.fromLocalFile("/x/Mairi.ldhandover")))
    assert [each.path.name for each in found] == ["Mairi.ldhandover"]


@pytest.mark.parametrize("words", [["Mairi.ldhandover"], ["--home", "{home}", "Guides.LDPACK"]])
def test_one_file_of_ours_opens_the_app(words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[tuple[Home, Path | None]] = []

    def open_window(home: Home, passphrase: str = "", given: Path | None = None) -> int:  # noqa: F811
        opened.append((home, given))
        return 0

    monkeypatch.setattr(window, "open_window", open_window)
    assert app.main([word.format(home=tmp_path) for word in words]) == 0
    ((_, given),) = opened
    assert given is not None
    assert given.is_absolute()
    assert given.name == words[-1]


def test_other_words_are_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert app.main(["letter.txt"]) == 2
    assert "No such command" in capsys.readouterr().err
