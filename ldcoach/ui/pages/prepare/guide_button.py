"""A button that names the guide of a 1-2-1 and offers the others."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from ldcoach.domain.guides import Guide
from ldcoach.ui.widgets.buttons import icon_button, rename, secondary


class GuideButton(QWidget):
    """`chosen` carries the key of a guide; `help_wanted` asks what the conversation is for."""

    chosen = Signal(str)
    help_wanted = Signal()

    def __init__(self, *, icon_only: bool = False) -> None:
        super().__init__()
        self._icon_only = icon_only
        self.button = icon_button("book-open", "") if icon_only else secondary("", "chevron-down")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.button)

    def menu(self) -> QMenu:
        """Return the menu of guides."""
        menu = self.button.menu()
        return menu if menu is not None else QMenu(self.button)

    def show_guides(self, guides: Sequence[Guide], now: Guide) -> None:
        """Offer the guides; `now` is the one that is taken."""
        named = self.tr("Guide: {name}")
        if self._icon_only:
            rename(self.button, named.format(name=now.name))
        else:
            self.button.setText(named.format(name=_plain(now.name)))
        old, menu = self.button.menu(), QMenu(self.button)
        menu.setToolTipsVisible(True)
        for guide in guides:
            action = menu.addAction(_plain(guide.name))
            action.setToolTip(guide.purpose)
            action.setCheckable(True)
            action.setChecked(guide.key == now.key)
            action.triggered.connect(partial(self._choose, guide.key))
        menu.addSeparator()
        menu.addAction(self.tr("What is this conversation for?")).triggered.connect(self._ask_for_help)
        self.button.setMenu(menu)
        if old is not None:
            old.deleteLater()

    def _choose(self, key: str, _on: bool = False) -> None:  # noqa: FBT001, FBT002  # Qt's signature
        self.chosen.emit(key)

    def _ask_for_help(self) -> None:
        self.help_wanted.emit()


def _plain(name: str) -> str:
    """Return a name in which an ampersand is an ampersand, not a mark for a key."""
    return name.replace("&", "&&")
