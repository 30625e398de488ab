"""The first run goes on only when the key can be kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ldcoach.app.kits import kits
from ldcoach.ui.pages.doors.code_step import two_groups
from ldcoach.ui.pages.doors.first_run import FirstRunPage
from ldcoach.ui.pages.doors.kit_saver import KitSaver
from ldcoach.ui.tasks import Tasks
from ldcoach.ui.theme.tokens import Tokens
from tests.ui.audit import audit
from tests.ui.canned_ask import CannedAsk

CODE = "7KQM-3XWD-9F2A-HVTN-6B4R-P8ZC-JY5E-S1GQ"
PASSPHRASE = "copper ferry lantern oats"


@dataclass(frozen=True)
class Judged:
    """A verdict by length alone."""

    long_enough: bool
    common: bool
    strength: int
    sentence: str


def judge(passphrase: str) -> Judged:
    """Call a passphrase of 15 characters long enough and 'password password' common."""
    enough = len(passphrase) >= 15
    return Judged(enough, "password" in passphrase, 3 if enough else 1, "A fifth word would make it strong.")


@dataclass
class Desk:
    """What the page is given to save kits with, and what came of it."""

    ask: CannedAsk
    saver: KitSaver
    tasks: Tasks


@pytest.fixture
def desk(qapp: object) -> Iterator[Desk]:
    ask, tasks = CannedAsk(), Tasks()
    yield Desk(ask, KitSaver(kits(), ask, tasks, Path("documents")), tasks)
    assert tasks.wait_for_all()


def shown(qtbot: QtBot, page: FirstRunPage) -> FirstRunPage:
    qtbot.addWidget(page)
    page.resize(1240, 860)
    page.show()
    qtbot.waitExposed(page)
    return page


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> FirstRunPage:
    return shown(qtbot, FirstRunPage("/home/sam/LDCoach", judge, desk.saver))


def type_back(qtbot: QtBot, page: FirstRunPage) -> None:
    """Put the code on paper and type the two groups that are asked for."""
    qtbot.mouseClick(page.code.kept, Qt.MouseButton.LeftButton)
    for number, line in zip(page.code.asked, page.code.lines, strict=True):
        qtbot.keyClicks(line, CODE.split("-")[number - 1])


def _type_key(page: FirstRunPage, first: str = PASSPHRASE, second: str = PASSPHRASE) -> None:
    page.go_on.click()
    page.key.first.line.setText(first)
    page.key.second.line.setText(second)


@pytest.mark.parametrize(
    ("first", "second", "missing"),
    [
        ("short", "short", "The passphrase is too short"),
        ("password password", "password password", "Too many people use this one"),
        (PASSPHRASE, "copper", "The two are not the same yet"),
    ],
)
def test_a_weak_key_does_not_go_on(page: FirstRunPage, first: str, second: str, missing: str) -> None:
    _type_key(page, first, second)
    assert page.key.missing() == missing
    assert not page.go_on.isEnabled()


def test_a_good_key_is_handed_over_once(page: FirstRunPage, qtbot: QtBot) -> None:
    _type_key(page)
    with qtbot.waitSignal(page.passphrase_chosen) as heard:
        page.go_on.click()
    assert heard.args == [PASSPHRASE]
    assert not page.go_on.isEnabled()
    assert "Making" in page.go_on.text()


def test_an_error_lets_the_user_try_again(page: FirstRunPage) -> None:
    _type_key(page)
    page.go_on.click()
    page.show_error("The folder cannot be written to. Nothing was made; choose another folder.")
    assert page.go_on.isEnabled()
    assert page.key.passphrase() == PASSPHRASE
    assert page.notice.text().startswith("The folder")


def groups_on(page: FirstRunPage) -> list[str]:
    return [each.text() for each in page.code.findChildren(QLabel) if each.property("role") == "code" and each.text()]


def test_the_code_is_shown_then_covered_and_two_groups_are_asked_for(page: FirstRunPage, qtbot: QtBot) -> None:
    page.show_recovery_code(CODE)
    assert page.key.passphrase() == ""
    assert groups_on(page) == CODE.split("-")
    assert not page.go_on.isEnabled()
    type_back(qtbot, page)
    assert set(groups_on(page)) == {"\N{BULLET}" * 4}
    assert page.code.missing() == ""
    assert page.go_on.isEnabled()


def test_nobody_can_foresee_which_groups_are_asked_for() -> None:
    picked = {two_groups() for _ in range(400)}
    assert all(1 <= one < other <= 8 for one, other in picked)
    assert len(picked) > 20


def test_it_counts_down_and_jumps_by_itself(page: FirstRunPage, qtbot: QtBot) -> None:
    page.show_recovery_code(CODE)
    qtbot.mouseClick(page.code.kept, Qt.MouseButton.LeftButton)
    assert page.code.missing().startswith("2 group")
    assert page.code.lines[0].hasFocus()
    qtbot.keyClicks(page.code.lines[0], CODE.split("-")[page.code.asked[0] - 1].lower())
    assert page.code.lines[1].hasFocus()
    assert page.code.missing().startswith("1 group")


def test_a_group_that_does_not_match_is_named(page: FirstRunPage, qtbot: QtBot) -> None:
    page.show_recovery_code(CODE)
    qtbot.mouseClick(page.code.kept, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(page.code.lines[0], "2222")
    first = page.code.asked[0]
    assert page.code.fields[0].error() == f"This is not group {first}. Compare it with the paper."
    assert page.code.missing() == f"Look again at group {first}"
    assert page.code.lines[0].hasFocus()
    assert not page.go_on.isEnabled()


def test_the_code_can_be_shown_again_and_other_groups_may_be_asked_for(page: FirstRunPage, qtbot: QtBot) -> None:
    page.show_recovery_code(CODE)
    type_back(qtbot, page)
    qtbot.mouseClick(page.code.again, Qt.MouseButton.LeftButton)
    assert groups_on(page) == CODE.split("-")
    assert not page.go_on.isEnabled()
    assert [line.text() for line in page.code.lines] == ["", ""]


def test_the_kit_is_saved_where_the_user_says(page: FirstRunPage, desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    desk.ask.path = tmp_path / "kit"
    page.show_recovery_code(CODE)
    qtbot.mouseClick(page.code.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(page.code.notice.text()), timeout=20_000)
    assert (tmp_path / "kit.pdf").read_bytes().startswith(b"%PDF")
    assert desk.ask.texts == ["ldcoach-recovery-kit.pdf PDF (*.pdf)"]
    assert str(tmp_path / "kit.pdf") in page.code.notice.text()


def test_a_kit_that_is_there_is_left_alone(page: FirstRunPage, desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    desk.ask.path = tmp_path / "kit.pdf"
    desk.ask.path.write_text("another")
    page.show_recovery_code(CODE)
    qtbot.mouseClick(page.code.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(page.code.notice.text()), timeout=20_000)
    assert "already" in page.code.notice.text()
    assert desk.ask.path.read_text() == "another"


def test_the_code_is_gone_after_its_step(page: FirstRunPage, qtbot: QtBot) -> None:
    page.show_recovery_code(CODE)
    type_back(qtbot, page)
    with qtbot.waitSignal(page.code_kept):
        page.go_on.click()
    assert page.code.code == ""
    assert groups_on(page) == []
    assert page.stack.currentWidget() is page.person


def test_after_a_recovery_only_key_and_code_are_asked_for(qtbot: QtBot, desk: Desk) -> None:
    page = shown(qtbot, FirstRunPage("/home/sam/LDCoach", judge, desk.saver, renewal=True))
    assert page.stack.currentWidget() is page.key
    assert page.back.isHidden()
    page.key.first.line.setText(PASSPHRASE)
    page.key.second.line.setText(PASSPHRASE)
    page.go_on.click()
    page.show_recovery_code(CODE)
    type_back(qtbot, page)
    with qtbot.waitSignal(page.finished) as heard:
        page.go_on.click()
    assert heard.args == ["", "", 0]


def test_the_first_person_is_handed_over(page: FirstRunPage, qtbot: QtBot) -> None:
    page.show_recovery_code(CODE)
    type_back(qtbot, page)
    page.go_on.click()
    assert not page.go_on.isEnabled()
    qtbot.keyClicks(page.person.name, " Mairi Campbell ")
    with qtbot.waitSignal(page.finished) as heard:
        qtbot.keyClick(page.person.name, Qt.Key.Key_Return)
    assert heard.args == ["Mairi Campbell", "", 14]


def test_people_can_wait(page: FirstRunPage, qtbot: QtBot) -> None:
    page.show_recovery_code(CODE)
    type_back(qtbot, page)
    page.go_on.click()
    with qtbot.waitSignal(page.finished) as heard:
        page.later.click()
    assert heard.args[0] == ""


def test_each_step_can_be_used_by_keyboard_and_screen_reader(page: FirstRunPage, qtbot: QtBot, theme: Tokens) -> None:
    assert theme
    assert audit(page) == []
    _type_key(page)
    assert audit(page) == []
    page.show_recovery_code(CODE)
    type_back(qtbot, page)
    assert audit(page) == []
    page.go_on.click()
    assert audit(page) == []
