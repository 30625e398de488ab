"""Takes the pictures: one of what the window shows at first, one of the whole page where it scrolls."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from ldcoach.app.pages import page_factories
from ldcoach.domain.ids import GoalId
from ldcoach.services.opening import OpenRecord
from ldcoach.ui.go import Go, Place
from ldcoach.ui.main_window import MainWindow
from ldcoach.ui.pages.find.page import FindPage
from ldcoach.ui.pages.goal.page import GoalPage
from ldcoach.ui.pages.settings.page import THEME
from ldcoach.ui.tasks import Tasks
from tests.gallery.doors import doors
from tests.gallery.goal_forms import opened_forms
from tests.gallery.looks import HIGH, Look
from tests.gallery.places import QUERY, goes, guides

GUIDES_IN = "normal"
"""The state in which every guide is shown."""
_HIGHEST = 3000
_SEARCHED_MS = 400
_CALM_MS, _LONGEST_MS = 120, 20_000


@dataclass(frozen=True, slots=True)
class Picture:
    """One PNG: which page, in which state, in which look; `file` is relative to the index."""

    page: str
    state: str
    look: str
    file: str


class Camera:
    """Keeps pictures in a folder for each look."""

    def __init__(self, folder: Path, look: Look) -> None:
        self._folder = folder
        self._look = look

    def doors(self) -> Iterator[Picture]:
        """Yield a picture of every page before the record is open."""
        for name, page in doors():
            page.resize(self._look.width, HIGH)
            page.show()
            yield self._take(page, name, "before the record is open")
            page.close()
            page.deleteLater()

    def pages(self, opened: OpenRecord, state: str) -> Iterator[Picture]:
        """Yield the pictures of every page that this record can show.

        Raises:
            RuntimeError: a page would not come up; the message says which and why.
        """
        tasks = Tasks()
        opened.desk.keeping.set(THEME, self._look.tokens["name"])
        factories = page_factories(opened, tasks, _stay_open)
        window = MainWindow(factories)
        window.resize(self._look.width, HIGH)
        window.show()
        for go in goes(opened.desk, factories):
            window.go(Go(Place.TODAY) if go.place is Place.FIND else go)
            window.go(go)
            _require(window, go)
            if go.place is Place.FIND:
                yield from self._finding(window, state)
                continue
            settle(tasks)
            yield self._take(window, go.place.value, state)
            high = _whole_height(window)
            if high > HIGH:
                window.resize(self._look.width, min(high, _HIGHEST))
                settle(tasks)
                yield self._take(window, f"{go.place.value}-whole", state)
                window.resize(self._look.width, HIGH)
        if state == GUIDES_IN:
            yield from self._guides(window, opened, tasks)
            yield from self._goal_forms(window, opened, tasks)
        window.close()
        window.deleteLater()
        QApplication.processEvents()

    def _guides(self, window: MainWindow, opened: OpenRecord, tasks: Tasks) -> Iterator[Picture]:
        """Yield every guide, whole, as it is read in the library."""
        for go in guides(opened.desk):
            window.go(go)
            _require(window, go)
            settle(tasks)
            for _ in range(2):
                # Long texts find their height only once the window has been laid out anew.
                window.resize(self._look.width, min(_whole_height(window), _HIGHEST))
                settle(tasks)
            yield self._take(window, f"guide-{go.item_id}", GUIDES_IN)
            window.resize(self._look.width, HIGH)

    def _goal_forms(self, window: MainWindow, opened: OpenRecord, tasks: Tasks) -> Iterator[Picture]:
        """Yield every form of a goal's page, whole, as it stands open."""
        (go,) = [go for go in goes(opened.desk, [Place.GOAL]) if go.place is Place.GOAL]
        window.go(go)
        page = window.stack.currentWidget()
        assert isinstance(page, GoalPage)
        for name in opened_forms(page, opened.desk.goals.view(GoalId(go.item_id)), self._folder):
            settle(tasks)
            yield self._take(window, name, GUIDES_IN)

    def _finding(self, window: MainWindow, state: str) -> Iterator[Picture]:
        yield self._take(window, "find", state)
        palette = window.findChild(FindPage)
        assert palette is not None
        palette.field.setText(QUERY)
        wait(_SEARCHED_MS)
        yield self._take(window, "find-typed", state)

    def _take(self, widget: QWidget, page: str, state: str) -> Picture:
        for _ in range(3):
            QApplication.processEvents()
        file = f"{self._look.name}/{state.replace(' ', '-')}-{page}.png"
        target = self._folder / file
        target.parent.mkdir(parents=True, exist_ok=True)
        if not widget.grab().save(str(target)):
            message = f"The picture {file} could not be written."
            raise OSError(message)
        return Picture(page, state, self._look.name, file)


def settle(tasks: Tasks) -> None:
    """Let what a page began come to its end: short timers first, then jobs."""
    for _ in range(_LONGEST_MS // _CALM_MS):
        wait(_CALM_MS)
        if not tasks.busy:
            return


def wait(milliseconds: int) -> None:
    """Let the window live for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _stay_open() -> None:
    """Lock nothing: a picture is all that is wanted."""


def _require(window: MainWindow, go: Go) -> None:
    if window.notice.text():
        message = f"{go.place.value} did not come up: {window.notice.text()}"
        raise RuntimeError(message)


def _whole_height(window: MainWindow) -> int:
    """Return how high the window would have to be for the page not to scroll."""
    page = window.stack.currentWidget()
    areas = [area for area in (page.findChildren(QScrollArea) if page is not None else ()) if area.isVisible()]
    return window.height() + max((area.verticalScrollBar().maximum() for area in areas), default=0)
