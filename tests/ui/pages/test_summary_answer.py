"""An answer that comes back under a password is opened on the page; the password is not kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ldcoach.domain.ids import PersonId
from ldcoach.domain.reply import COMMENT_FIELD
from ldcoach.domain.texts import Text
from ldcoach.services.desk import Desk
from ldcoach.services.summary_files import Shape
from ldcoach.ui.file_door import FileDoor
from ldcoach.ui.pages.summary.answer import AnswerActs
from ldcoach.ui.tasks import Tasks
from tests.fakes import FixedClock
from tests.ui.canned_ask import CannedAsk
from tests.ui.pages.story import tell
from tests.unit.services.test_answers import COMMENT, FROM, TO, filled

PASSWORD = "tulip lantern"


@pytest.fixture
def mairi(desk: Desk, clock: FixedClock) -> PersonId:
    return tell(desk, clock).mairi


@pytest.fixture
def came_back(desk: Desk, mairi: PersonId, tmp_path: Path) -> Path:
    """Return a summary that Mairi filled in, and that is locked as it was."""
    target = tmp_path / "summary.pdf"
    desk.summaries.export(desk.summaries.story(mairi, FROM, TO), target, shape=Shape(reply=True, password=PASSWORD))
    target.write_bytes(filled(target, {COMMENT_FIELD: COMMENT}, PASSWORD))
    with pikepdf.open(target, allow_overwriting_input=True) as pdf:
        pdf.save(target, encryption=pikepdf.Encryption(user=PASSWORD, owner="other", R=6))
    return target


@pytest.fixture
def acts(qtbot: QtBot, desk: Desk, mairi: PersonId, came_back: Path, tmp_path: Path) -> Iterator[AnswerActs]:
    tasks, page = Tasks(), QWidget()
    qtbot.addWidget(page)
    made = AnswerActs(page, desk, FileDoor(CannedAsk(path=came_back), tasks, tmp_path))
    for card in (made.lock, made.preview, made.card):
        qtbot.addWidget(card)
    made.show_person(desk.people.get(mairi), {})
    made.bring()
    qtbot.waitUntil(made.lock.isVisible, timeout=20_000)
    yield made
    assert tasks.wait_for_all()


def _type(acts: AnswerActs, password: str) -> None:
    QTest.keyClicks(acts.lock.line.line, password)
    QTest.keyClick(acts.lock.line.line, Qt.Key.Key_Return)


def test_a_wrong_password_is_said_and_the_right_one_takes_the_answer_over(
    qtbot: QtBot, acts: AnswerActs, desk: Desk
) -> None:
    _type(acts, "")
    assert acts.lock.field.error() == "Type the password that the file was saved with."
    _type(acts, "tulip lamp")
    qtbot.waitUntil(lambda: "does not open" in acts.lock.field.error(), timeout=20_000)
    assert acts.lock.isVisible()
    assert acts.preview.isHidden()
    assert acts.lock.line.line.text() == ""
    _type(acts, PASSWORD)
    qtbot.waitUntil(acts.preview.isVisible, timeout=20_000)
    assert acts.lock.isHidden()
    assert acts.lock.line.line.text() == ""
    with qtbot.waitSignal(acts.changed, timeout=20_000):
        QTest.mouseClick(acts.preview.take, Qt.MouseButton.LeftButton)
    assert COMMENT in {text.body for text in desk.context.record.every(Text)}
    assert PASSWORD not in repr(vars(acts))


def test_leaving_it_forgets_the_password(qtbot: QtBot, acts: AnswerActs) -> None:
    _type(acts, PASSWORD)
    qtbot.waitUntil(acts.preview.isVisible, timeout=20_000)
    QTest.mouseClick(acts.preview.leave, Qt.MouseButton.LeftButton)
    assert acts.preview.isHidden()
    assert PASSWORD not in repr(vars(acts))
