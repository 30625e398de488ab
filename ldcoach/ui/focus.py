"""Where the keyboard is, and how it gets into a part of the window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def holds_focus(part: QWidget) -> bool:
    """Tell whether the keyboard is in a part of the window."""
    focused = QApplication.focusWidget()
    return focused is not None and (focused is part or part.isAncestorOf(focused))


def tabbed(part: QWidget) -> list[QWidget]:
    """Return what Tab reaches inside a part of the window, in its order."""
    found: list[QWidget] = []
    each = part.nextInFocusChain()
    while each is not None and each is not part:
        reachable = bool(each.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)
        if reachable and part.isAncestorOf(each) and each.isVisibleTo(part) and each.isEnabled():
            found.append(each)
        each = each.nextInFocusChain()
    return found


def focus_first(part: QWidget) -> None:
    """Put the keyboard on the first thing that Tab reaches inside a part of the window."""
    for each in tabbed(part)[:1]:
        each.setFocus(Qt.FocusReason.TabFocusReason)
