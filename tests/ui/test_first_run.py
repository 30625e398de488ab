"""The first run goes on only when the key can be kept."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ldcoach.ui.pages.first_run import FirstRunPage
from ldcoach.ui.theme.tokens import Tokens
from tests.ui.audit import audit

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


@pytest.fixture
def page(qtbot: QtBot) -> FirstRunPage:
    made = FirstRunPage("/home/sam/LDCoach", judge)
    qtbot.addWidget(made)
    made.resize(1240, 860)
    made.show()
    qtbot.waitExposed(made)
    return made


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


def test_the_code_must_be_typed_back_whole(page: FirstRunPage, qtbot: QtBot) -> None:
    page.show_recovery_code(CODE)
    assert page.key.passphrase() == ""
    qtbot.keyClicks(page.code.line, "7KQM3XWD9F2A")
    assert not page.go_on.isEnabled()
    assert page.code.missing().startswith("5 group")
    qtbot.keyClicks(page.code.line, "hvtn 6b4r p8zc jy5e sIgq")
    assert page.code.missing() == ""
    assert page.go_on.isEnabled()


def test_a_group_that_does_not_match_is_named(page: FirstRunPage, qtbot: QtBot) -> None:
    page.show_recovery_code(CODE)
    qtbot.keyClicks(page.code.line, "7KQM 3XWX 9F2A")
    assert page.code.field.error() == "Does not match: group 2"
    assert page.code.missing() == "Look again at group 2"
    assert not page.go_on.isEnabled()


def test_more_than_the_code_does_not_match(page: FirstRunPage, qtbot: QtBot) -> None:
    page.show_recovery_code(CODE)
    qtbot.keyClicks(page.code.line, CODE + "AB")
    assert page.code.missing() == "Look again at group 9"


def test_the_code_is_gone_after_its_step(page: FirstRunPage, qtbot: QtBot) -> None:
    page.show_recovery_code(CODE)
    qtbot.keyClicks(page.code.line, CODE)
    page.go_on.click()
    assert page.code.line.text() == ""
    assert page.stack.currentWidget() is page.person


def test_the_first_person_is_handed_over(page: FirstRunPage, qtbot: QtBot) -> None:
    page.show_recovery_code(CODE)
    qtbot.keyClicks(page.code.line, CODE)
    page.go_on.click()
    assert not page.go_on.isEnabled()
    qtbot.keyClicks(page.person.name, " Mairi Campbell ")
    with qtbot.waitSignal(page.finished) as heard:
        qtbot.keyClick(page.person.name, Qt.Key.Key_Return)
    assert heard.args == ["Mairi Campbell", "", 14]


def test_people_can_wait(page: FirstRunPage, qtbot: QtBot) -> None:
    page.show_recovery_code(CODE)
    qtbot.keyClicks(page.code.line, CODE)
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
    qtbot.keyClicks(page.code.line, CODE)
    assert audit(page) == []
    page.go_on.click()
    assert audit(page) == []
