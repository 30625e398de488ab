"""What the tests of the 1-2-1's three pages share: topics on the list, pages that hear of changes, and the disk full."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from ldcoach.domain.ids import ConversationId, PersonId
from ldcoach.domain.kinds import Side, TextKind, Visibility
from ldcoach.errors import LDCoachError
from ldcoach.services.change import Change
from ldcoach.services.desk import Desk
from ldcoach.services.notes import stage_owner
from ldcoach.ui.go import Go
from ldcoach.ui.page import Page
from ldcoach.ui.pages.kept_lane import NotePlace

HEALTH = "He told me that his doctor diagnosed depression."
TOPICS = (
    ("Who decides when a valve is swapped?", Side.EMPLOYEE),
    ("The walk-over: what got in the way", Side.EMPLOYEE),
    ("Fault card for line 3", Side.MANAGER),
)


def raise_topics(desk: Desk, person_id: PersonId) -> list[str]:
    return [desk.topics.raise_one(person_id, title, side).created for title, side in TOPICS]


def shown(qtbot: QtBot, page: Page, go: Go) -> list[Go]:
    """Show a page that hears of its own changes, as in the main window; return where it asks to go."""
    wishes: list[Go] = []
    page.changed.connect(page.refresh)
    page.asked.connect(wishes.append)
    qtbot.addWidget(page)
    page.resize(1200, 900)
    page.enter(go)
    page.show()
    QTest.qWaitForWindowActive(page)
    page.activateWindow()
    return wishes


def type_in(qtbot: QtBot, editor: QWidget, text: str) -> None:
    """Click into an editor and type at its end; letters beyond ASCII come as an input method sends them."""
    inside = editor.viewport() if isinstance(editor, QPlainTextEdit) else editor
    qtbot.mouseClick(inside, Qt.MouseButton.LeftButton)
    qtbot.keyClick(editor, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    if text.isascii():
        qtbot.keyClicks(editor, text)
    else:
        composed = QInputMethodEvent()
        composed.setCommitString(text)
        QApplication.sendEvent(editor, composed)


def kept(desk: Desk, talk: ConversationId, stage: str, visibility: Visibility) -> str:
    """Return what the record holds in one lane of one stage."""
    texts = desk.context.record.texts_of([stage_owner(talk, stage)], kinds=[TextKind.NOTE], visibility=visibility)
    return texts[0].body if texts else ""


class FullDisk:
    """Writes nothing until there is room again; then keeps what it is given."""

    def __init__(self) -> None:
        self.full = True
        self.kept: list[tuple[NotePlace, str, bool]] = []

    def __call__(self, place: NotePlace, text: str, *, visit: bool, about_work: Collection[str]) -> Change:
        assert not about_work
        if self.full:
            message = "The disk is full. Your text is still here; free some space, then try again."
            raise LDCoachError(message)
        self.kept.append((place, text, visit))
        return Change.of()

    @contextmanager
    def room(self) -> Iterator[None]:
        self.full = False
        yield
        self.full = True
