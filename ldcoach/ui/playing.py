"""Plays one guided 1-2-1 through the real window by clicks and keys, and keeps a picture of each step."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QElapsedTimer, QEventLoop, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPlainTextEdit, QWidget

from ldcoach.domain.ids import PersonId
from ldcoach.errors import NotFound
from ldcoach.services.desk import Desk
from ldcoach.services.views import Upcoming
from ldcoach.ui.go import Go, Place
from ldcoach.ui.main_window import MainWindow, PageFactories
from ldcoach.ui.pages.close.page import ClosePage
from ldcoach.ui.pages.person.page import PersonPage
from ldcoach.ui.pages.prepare.page import PreparePage
from ldcoach.ui.pages.talk.page import TalkPage
from ldcoach.ui.tasks import Tasks

P = TypeVar("P", bound=QWidget)
GUIDE = "GROW"
CALM = 400
"""Milliseconds in which a page draws what it begins by itself."""
STORY_DAYS = timedelta(days=120)
SHARED = (
    "Wants the night shift to act on a fault without ringing. We will know by the Monday log.",
    "Tried the card on the panel. Nights used it twice; the third fault was not on it.",
    "Three ways: walk the lead to the machine, one line a fault, ask nights what was missing. Chose the third.",
    "Asks nights after the Tuesday shift. Sam keeps 13:50 free.",
)
PREP = (
    "Listen for a full minute before the next question.",
    "Do not offer the stores idea until they have named theirs.",
    "",
    "Say thank you for Thursday's hand-over.",
)
PROMISE = "Ask nights on Wednesday what was missing"
TAKEAWAY = "I will ask the next shift what was missing, once a week."


def play(desk: Desk, pages: PageFactories, tasks: Tasks, output: Path) -> list[Path]:
    """Play it on the first planned 1-2-1 and return the pictures, in order, and the summary.

    Raises:
        NotFound: nobody has a 1-2-1 planned.
        OSError: the folder cannot be written.
    """
    planned = desk.talks.upcoming()
    if not planned:
        message = "Nobody has a 1-2-1 planned in this record. Nothing was played; plan one first."
        raise NotFound(message)
    output.mkdir(parents=True, exist_ok=True)
    window = MainWindow(pages)
    window.show()
    player = _Player(window, tasks, output)
    talk = _with_a_goal(desk, planned)
    player.prepare(talk)
    player.hold()
    player.close()
    player.look(Go(Place.PERSON, talk.person_id), "person-afterwards")
    if Place.SUMMARY in pages:
        player.look(Go(Place.SUMMARY, talk.person_id), "summary-composer")
    window.close()
    window.deleteLater()
    return [*player.pictures, _summary(desk, talk.person_id, output)]


def _with_a_goal(desk: Desk, planned: list[Upcoming]) -> Upcoming:
    """Return the first planned 1-2-1 of somebody whose goal is tied to an outcome, else the first."""
    linked = {line.person_id for line in desk.goals.lines() if line.outcome_name}
    return next((talk for talk in planned if talk.person_id in linked), planned[0])


def _summary(desk: Desk, person_id: PersonId, output: Path) -> Path:
    today = desk.context.clock.today()
    target = output / "development-summary.pdf"
    desk.summaries.export(desk.summaries.story(person_id, today - STORY_DAYS, today), target)
    return target


class _Player:
    """The hands of the manager."""

    def __init__(self, window: MainWindow, tasks: Tasks, output: Path) -> None:
        self.pictures: list[Path] = []
        self._tasks = tasks
        self._window = window
        self._output = output

    def prepare(self, talk: Upcoming) -> None:
        """Go from the first page to the prepared agenda."""
        self.look(Go(Place.TODAY), "today")
        self.look(Go(Place.PERSON, talk.person_id), "person")
        person = self._page(PersonPage)
        self._click(person.prepare)
        prepare = self._page(PreparePage)
        menu = prepare.guide.menu()
        if menu is not None:
            next(action for action in menu.actions() if GUIDE in action.text()).trigger()
        self._picture("prepare")
        self._click(prepare.start)

    def hold(self) -> None:
        """Write in both lanes of every stage, and keep one promise."""
        talk = self._page(TalkPage)
        for number, (shared, prep) in enumerate(zip(SHARED, PREP, strict=True), start=1):
            self._type(talk.shared.editor, shared)
            self._type(talk.prep.editor, prep)
            self._picture(f"stage-{number}")
            self._click(talk.next)

    def close(self) -> None:
        """Keep the takeaway and a promise, then close."""
        close = self._page(ClosePage)
        self._type(close.takeaway.editor, TAKEAWAY)
        form = close.promises.form
        QTest.keyClicks(form.words, PROMISE)
        self._click(form.keep)
        self._picture("close")
        self._click(close.close_talk)

    def look(self, go: Go, name: str) -> None:
        """Go to a page and keep its picture."""
        self._window.go(go)
        self._picture(name)

    def _page(self, kind: type[P]) -> P:
        page = self._window.stack.currentWidget()
        if not isinstance(page, kind):
            message = f"The window shows {type(page).__name__} where {kind.__name__} should be."
            raise TypeError(message)
        return page

    def _click(self, button: QAbstractButton) -> None:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(button.width() // 2, button.height() // 2))
        QApplication.processEvents()

    def _type(self, editor: QPlainTextEdit, words: str) -> None:
        editor.setFocus()
        QTest.keyClicks(editor, words)

    def _picture(self, name: str) -> None:
        self._settle()
        path = self._output / f"{len(self.pictures) + 1:02}-{name}.png"
        if not self._window.grab().save(str(path)):
            message = f"{path} could not be written."
            raise OSError(message)
        self.pictures.append(path)

    def _settle(self) -> None:
        """Let what the page began come to its end: short timers first, then jobs."""
        calm = QElapsedTimer()
        calm.start()
        while calm.elapsed() < CALM or self._tasks.busy:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, CALM)
