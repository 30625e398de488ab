"""The unlock page asks, waits and says what is wrong, and needs nothing but Qt."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from ldcoach.ui.pages.doors.unlock import UnlockPage, seconds_to_wait
from ldcoach.ui.theme.tokens import Tokens
from tests.ui.audit import audit

WRONG = "That passphrase did not open the record. Nothing has changed."
HEAVY = ("sqlalchemy", "alembic", "reportlab", "keyring", "cryptography", "pikepdf", "argon2", "sqlcipher3")


@pytest.fixture
def page(qtbot: QtBot) -> UnlockPage:
    made = UnlockPage("My record", "Locked after 10 minutes away.")
    qtbot.addWidget(made)
    made.resize(1000, 800)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.passphrase.line.hasFocus)
    return made


def test_enter_hands_over_the_passphrase(page: UnlockPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.passphrase.line, "copper ferry")
    with qtbot.waitSignal(page.passphrase_given) as heard:
        qtbot.keyClick(page.passphrase.line, Qt.Key.Key_Return)
    assert heard.args == ["copper ferry"]


def test_nothing_typed_is_not_handed_over(page: UnlockPage, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(page.passphrase_given):
        page.unlock_button.click()
    assert page.passphrase_field.error() == "Type your passphrase."


def test_while_opening_nothing_else_can_be_done(page: UnlockPage) -> None:
    page.show_working()
    assert page.unlock_button.text() == "Opening\u2026"
    assert not page.unlock_button.isEnabled()


def test_an_error_keeps_what_was_typed_and_selects_it(page: UnlockPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.passphrase.line, "wrong")
    page.show_working()
    page.show_error(WRONG)
    assert page.passphrase_field.error() == WRONG
    assert page.passphrase.line.text() == "wrong"
    assert page.passphrase.line.hasSelectedText()
    assert page.unlock_button.isEnabled()
    assert page.passphrase.line.hasFocus()


@pytest.mark.parametrize(("failures", "seconds"), [(1, 0), (4, 0), (5, 2), (6, 4), (9, 32), (10, 60), (40, 60)])
def test_the_wait_grows(failures: int, seconds: int) -> None:
    assert seconds_to_wait(failures) == seconds


def test_after_five_failures_there_is_a_wait_in_words(page: UnlockPage) -> None:
    for _ in range(5):
        page.show_error(WRONG)
    assert not page.unlock_button.isEnabled()
    assert "2 second" in page.unlock_button.text()
    page.count_down()
    page.count_down()
    assert page.unlock_button.isEnabled()
    assert page.unlock_button.text() == "Unlock"


def test_trouble_that_is_no_failure_does_not_count(page: UnlockPage) -> None:
    for _ in range(9):
        page.show_trouble("The disk is full. Nothing was lost; free some space, then try again.")
    assert page.unlock_button.isEnabled()


def test_alt_r_asks_for_the_recovery_code(page: UnlockPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page, Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(page.code.isVisible)
    qtbot.keyClicks(page.code, "7KQM3XWD")
    with qtbot.waitSignal(page.code_given) as heard:
        page.unlock_button.click()
    assert heard.args == ["7KQM3XWD"]


def test_the_eye_shows_and_hides(page: UnlockPage) -> None:
    assert page.passphrase.line.echoMode() == QLineEdit.EchoMode.Password
    page.passphrase.eye.click()
    assert page.passphrase.line.echoMode() == QLineEdit.EchoMode.Normal
    assert page.passphrase.eye.accessibleName() == "Hide passphrase"
    page.passphrase.hide_letters()
    assert page.passphrase.line.echoMode() == QLineEdit.EchoMode.Password


def test_it_can_be_used_by_keyboard_and_screen_reader(page: UnlockPage, theme: Tokens) -> None:
    assert theme
    assert audit(page) == []


def test_every_label_is_plain_text(page: UnlockPage) -> None:
    assert {label.textFormat() for label in page.findChildren(QLabel)} == {Qt.TextFormat.PlainText}


def test_painting_it_loads_nothing_heavy() -> None:
    program = f"""
import sys
from PySide6.QtWidgets import QApplication
from ldcoach.ui.pages.doors.unlock import UnlockPage
from ldcoach.ui.theme.apply import apply, system_tokens
app = QApplication([])
apply(app, system_tokens(app))
page = UnlockPage("My record")
page.show()
page.grab()
print([name for name in {HEAVY!r} if name in sys.modules])
"""
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert done.stdout.strip() == "[]"
