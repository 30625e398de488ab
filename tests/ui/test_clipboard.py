"""What LDCoach put on the clipboard goes again; what others put there stays."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

import ldcoach
from ldcoach.ui.clipboard import Clipboard, the_clipboard

SECRET = "HBYP RHH1"


@pytest.fixture
def system(qapp: QGuiApplication) -> Iterator[QClipboard]:
    clipboard = qapp.clipboard()
    yield clipboard
    clipboard.clear()


def test_it_goes_after_a_while(system: QClipboard, qtbot: QtBot) -> None:
    ours = Clipboard()
    ours.put(SECRET, kept=1)
    assert system.text() == SECRET
    qtbot.waitUntil(lambda: system.text() == "")


def test_histories_are_asked_to_leave_it_out(system: QClipboard) -> None:
    Clipboard().put(SECRET)
    data = system.mimeData()
    assert bytes(data.data("x-kde-passwordManagerHint").data()) == b"secret"
    assert any("ExcludeClipboardContentFromMonitorProcessing" in kind for kind in data.formats())


def test_what_was_put_there_since_stays(system: QClipboard) -> None:
    ours = Clipboard()
    ours.put(SECRET)
    system.setText("from another program")
    ours.take_off()
    assert system.text() == "from another program"
    ours.clear_ours()
    assert system.text() == "from another program"


def test_what_was_copied_from_a_field_goes_with_the_lock(system: QClipboard, qtbot: QtBot) -> None:
    line = QLineEdit(SECRET)
    qtbot.addWidget(line)
    line.selectAll()
    line.copy()
    assert system.text() == SECRET
    Clipboard(owns=lambda _clipboard, mode: mode == QClipboard.Mode.Clipboard).clear_ours()
    assert system.text() == ""


def test_there_is_one_for_the_program(qapp: QGuiApplication) -> None:
    assert the_clipboard() is the_clipboard()


def test_nothing_else_touches_the_clipboard() -> None:
    folder = Path(ldcoach.__file__).parent
    using = {
        file.relative_to(folder).as_posix()
        for file in folder.rglob("*.py")
        if re.search(r"QClipboard|\.clipboard\(\)", file.read_text("utf-8"))
    }
    assert using == {"ui/clipboard.py"}
