"""The one window: it goes to pages and tells them what changed, nothing more."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ldcoach.errors import LDCoachError
from ldcoach.services.change import Change
from ldcoach.ui.focus import focus_first, holds_focus
from ldcoach.ui.go import Go, Place
from ldcoach.ui.navigation import Navigation
from ldcoach.ui.overlay import Overlay
from ldcoach.ui.page import Page
from ldcoach.ui.widgets.buttons import secondary
from ldcoach.ui.widgets.notice import Notice, Tone

PageFactories = Mapping[Place, Callable[[], Page]]
_ICONS_ONLY_UNDER, _MENU_UNDER = 1000, 760
_HISTORY = 50


class MainWindow(QWidget):
    """Shows pages, each made when it is first gone to.

    `lock_wanted` asks to lock the record, `capture_wanted` to note feedback on a person (an id, or empty);
    `leaving` says that pages keep what is half typed; `published` carries each `Change` after the pages have read it.
    """

    lock_wanted = Signal()
    capture_wanted = Signal(str)
    leaving = Signal()
    published = Signal(object)

    def __init__(self, factories: PageFactories) -> None:
        super().__init__()
        self.setProperty("ground", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("LDCoach")
        self.setMinimumSize(640, 560)
        self.resize(1240, 860)
        self._factories = dict(factories)
        self._pages: dict[Place, Page] = {}
        self._past: list[Go] = []
        self._here: Go | None = None
        self._far: Collection[type] | None = None
        self._overlay = Overlay(self)
        self.navigation = Navigation(self._factories)
        self.stack = QStackedWidget()
        self.notice = Notice()
        self.menu_button = secondary(self.tr("Menu"), "menu")
        self._lay_out()
        self._connect()
        self._add_shortcuts()

    def go(self, wish: Go) -> None:
        """Go to a page; if it cannot show what was asked for, stay and say why."""
        if wish.place not in self._factories:
            return
        if wish.place is Place.FIND:
            self._overlay.open(self._page(Place.FIND), wish)
            return
        self._overlay.close()
        if self._show(wish) and (not self._past or self._past[-1] != wish):
            self._past = [*self._past, wish][-_HISTORY:]

    def go_back(self) -> None:
        """Go to the page that was shown before."""
        if len(self._past) > 1:
            self._past.pop()
            self._show(self._past[-1])

    def spare_unseen(self, far: Collection[type]) -> None:
        """Let pages that are not seen refresh for these kinds alone: they read anew when they are gone to.

        What is typed is published each second; reading it for pages that nobody sees would stop the keys.
        """
        self._far = far

    def publish(self, change: Change) -> None:
        """Let every page that was made refresh what it shows, or only the one that is seen."""
        for page in self._pages.values():
            if page is self.stack.currentWidget() or self._far is None or change.touches(*self._far):
                page.refresh(change)
        self.published.emit(change)

    def say(self, tone: Tone, text: str) -> None:
        """Show a sentence above the page."""
        self.notice.say(tone, text)

    def leave_pages(self) -> None:
        """Let every page keep what is half typed; before locking and closing.

        Raises:
            ExceptionGroup: some pages could not; all others have kept theirs.
        """
        self.leaving.emit()
        faults = []
        for page in self._pages.values():
            try:
                page.leave()
            except Exception as fault:  # noqa: BLE001  # one page's fault is no reason to lose another's text
                faults.append(fault)
        if faults:
            raise ExceptionGroup("A page could not keep what was half typed", faults)

    def _show(self, wish: Go) -> bool:
        try:
            if self._here is not None:
                self._pages[self._here.place].leave()
            page = self._page(wish.place)
            page.enter(wish)
        except LDCoachError as error:
            self.say("error", str(error))
            return False
        self.notice.quiet()
        self._here = wish
        self.stack.setCurrentWidget(page)
        self.navigation.show_place(wish.place)
        name = self.navigation.name_of(wish.place)
        self.setWindowTitle(f"{name} \u2013 LDCoach" if name else "LDCoach")
        if not holds_focus(page) and not holds_focus(self.navigation):
            focus_first(page)
        return True

    def _page(self, place: Place) -> Page:
        if place not in self._pages:
            page = self._factories[place]()
            page.asked.connect(self.go)
            page.changed.connect(self.publish)
            if place is not Place.FIND:
                self.stack.addWidget(page)
            self._pages[place] = page
        return self._pages[place]

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        column = QVBoxLayout()
        column.setSpacing(0)
        row.addLayout(column, 1)
        above = QVBoxLayout()
        above.setContentsMargins(16, 8, 16, 0)
        above.addWidget(self.menu_button, 0, Qt.AlignmentFlag.AlignLeft)
        above.addWidget(self.notice)
        column.addLayout(above)
        column.addWidget(self.stack, 1)

    def _connect(self) -> None:
        self.navigation.chosen.connect(self._on_navigation_chosen)
        self.navigation.find_wanted.connect(self._on_navigation_find_wanted)
        self.navigation.lock_wanted.connect(self.lock_wanted)
        self.notice.add_button(self.tr("Close this message"), self.notice.quiet)
        self.menu_button.setMenu(self.navigation.menu())
        self.menu_button.hide()

    def _add_shortcuts(self) -> None:
        acts: dict[str, Callable[[], object]] = {
            "Ctrl+K": self._on_navigation_find_wanted,
            "Ctrl+L": self.lock_wanted.emit,
            "Ctrl+Shift+F": lambda: self.capture_wanted.emit(self._here.person_id if self._here else ""),
            "Ctrl+N": lambda: self.go(Go(Place.WRITE_FEEDBACK)),
            "F6": self._next_region,
            "Shift+F6": self._next_region,
            "Alt+Left": self.go_back,
        }
        for number, place in enumerate(self.navigation.places, 1):
            acts[f"Ctrl+{number}"] = partial(self.go, Go(place))
        for keys, act in acts.items():
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _next_region(self) -> None:
        page = self.stack.currentWidget()
        if page is not None and (holds_focus(self.navigation) or self.navigation.isHidden()):
            focus_first(page)
        else:
            self.navigation.list.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_navigation_chosen(self, place: Place) -> None:
        self.go(Go(place))

    def _on_navigation_find_wanted(self) -> None:
        self.go(Go(Place.FIND))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close the topmost thing with Esc."""
        if event.key() == Qt.Key.Key_Escape and (self._overlay.close() or self.notice.text()):
            self.notice.quiet()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make room: icons alone under 1000 pixels, a menu button under 760."""
        super().resizeEvent(event)
        narrow = self.width() < _MENU_UNDER
        self.navigation.setHidden(narrow)
        self.menu_button.setVisible(narrow)
        self.navigation.set_compact(compact=self.width() < _ICONS_ONLY_UNDER)
        self._overlay.fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is half typed."""
        self.leave_pages()
        super().closeEvent(event)
