"""A page that lies over the window for a moment and gives the keyboard back."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget

from ldcoach.ui.focus import focus_first, holds_focus
from ldcoach.ui.go import Go
from ldcoach.ui.page import Page


class Overlay:
    """Covers `window` with one page at a time."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._page: Page | None = None
        self._focus_before: QWidget | None = None

    def open(self, page: Page, wish: Go) -> None:
        """Show the page over everything, with the keyboard in it."""
        if self._page is None:
            self._focus_before = QApplication.focusWidget()
        self._page = page
        page.setParent(self._window)
        self.fit()
        page.enter(wish)
        page.show()
        page.raise_()
        if not holds_focus(page):
            focus_first(page)

    def close(self) -> bool:
        """Take the page away; return whether there was one."""
        if self._page is None:
            return False
        self._page.leave()
        self._page.hide()
        self._page = None
        if self._focus_before is not None:
            self._focus_before.setFocus()
            self._focus_before = None
        return True

    def fit(self) -> None:
        """Cover the whole window."""
        if self._page is not None:
            self._page.setGeometry(self._window.rect())
