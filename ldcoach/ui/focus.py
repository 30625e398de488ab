"""Where the keyboard is, and how it gets into a part of the window."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLayout, QScrollArea, QWidget


def holds_focus(part: QWidget) -> bool:
    """Tell whether the keyboard is in a part of the window, or will be once the window is the active one again."""
    focused = QApplication.focusWidget()
    if focused is None or focused.window() is not part.window():
        focused = part.window().focusWidget()
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


def tab_as_laid_out(part: QWidget) -> None:
    """Let Tab follow the reading order of the layouts, also through rows that were made later than the rest."""
    stops = [each for each in _in_layouts(part) if each.focusPolicy().value & Qt.FocusPolicy.TabFocus.value]
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)


def _in_layouts(part: QWidget) -> Iterator[QWidget]:
    inside = part.widget() if isinstance(part, QScrollArea) else part
    layout = inside.layout() if inside is not None else None
    if layout is None:
        return
    if isinstance(part, QScrollArea) and inside is not None:
        yield inside
    yield from _in_layout(layout)


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        inner, widget = (item.layout(), item.widget()) if item is not None else (None, None)
        if inner is not None:
            yield from _in_layout(inner)
        elif widget is not None:
            yield widget
            yield from _in_layouts(widget)
