"""Checks that a window can be used by keyboard and screen reader and that nothing in it is cut."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QSlider,
    QTextEdit,
    QWidget,
)

_CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSlider,
    QTextEdit,
)
_LEAST_TARGET = 28
_SAME_ROW = 60
_MOST_TABS = 1000
_TURNS = 10
"""Each card finds its height once those within have found theirs."""


def audit(window: QWidget) -> list[str]:
    """Return every finding in a window that is shown; an empty list means that it is fit."""
    for _ in range(_TURNS):
        QApplication.processEvents()
    checks = (unnamed, small_targets, cut, squeezed, out_of_order, unmarked_focus)
    return [finding for check in checks for finding in check(window)]


def controls(window: QWidget) -> list[QWidget]:
    """Return what can be operated now."""
    return [
        each
        for each in window.findChildren(QWidget)
        if isinstance(each, _CONTROLS)
        and not isinstance(each.parentWidget(), QAbstractSpinBox | QComboBox)
        and each.isVisibleTo(window)
        and each.isEnabled()
        and each.focusPolicy() != Qt.FocusPolicy.NoFocus
    ]


def name_of(control: QWidget) -> str:
    """Return what a screen reader calls a control."""
    if isinstance(control, QComboBox):
        # On Linux Qt gives what is chosen as the name, and the label as a relation; both are heard.
        return f"{control.accessibleName()} {control.currentText()}".strip()
    return QAccessible.queryAccessibleInterface(control).text(QAccessible.Text.Name).strip()


def unnamed(window: QWidget) -> list[str]:
    """Find controls without a name, with a name that another has, or without a role."""
    findings = []
    counted = Counter(name_of(each) for each in controls(window))
    for each in controls(window):
        role = QAccessible.queryAccessibleInterface(each).role()
        if not name_of(each):
            findings.append(f"{type(each).__name__} has no name")
        elif counted[name_of(each)] > 1:
            findings.append(f"{counted[name_of(each)]} controls are called {name_of(each)!r}")
        if role in (QAccessible.Role.NoRole, QAccessible.Role.Client):
            findings.append(f"{name_of(each)!r} has no role")
    return findings


def squeezed(window: QWidget) -> list[str]:
    """Find texts of several lines that have less room than these take."""
    return [
        f"{each.text()!r} has {each.height()} pixels of {each.heightForWidth(each.width())}"
        for each in window.findChildren(QLabel)
        if each.isVisible()
        and each.text()
        and each.wordWrap()
        and each.height() + 1 < each.heightForWidth(each.width())
    ]


def small_targets(window: QWidget) -> list[str]:
    """Find controls that are under 28 pixels high or wide."""
    return [
        f"{name_of(each)!r} is {each.width()} by {each.height()}"
        for each in controls(window)
        if min(each.width(), each.height()) < _LEAST_TARGET
    ]


def cut(window: QWidget) -> list[str]:
    """Find buttons whose words do not fit."""
    return [
        f"{name_of(each)!r} is {each.width()} wide and needs {each.minimumSizeHint().width()}"
        for each in controls(window)
        if isinstance(each, QAbstractButton) and each.width() < each.minimumSizeHint().width()
    ]


def tab_stops(window: QWidget) -> list[QWidget]:
    """Return what Tab reaches, in its order, starting from the first control."""
    return [stop.control for stop in _walk(window)]


@dataclass(frozen=True)
class _Stop:
    """A place of the keyboard: where in the window it was seen, and where it lies when nothing is scrolled."""

    control: QWidget
    seen: QPoint
    lies: QPoint

    @classmethod
    def at(cls, control: QWidget, window: QWidget) -> _Stop:
        seen, scrolled = control.mapTo(window, QPoint(0, 0)) if control is not window else QPoint(0, 0), 0
        above = control.parentWidget()
        while above is not None and above is not window:
            scrolled += above.verticalScrollBar().value() if isinstance(above, QAbstractScrollArea) else 0
            above = above.parentWidget()
        return cls(control, seen, seen + QPoint(0, scrolled))


def _jumps_back(one: QPoint, two: QPoint) -> bool:
    return two.y() < one.y() - _SAME_ROW and two.x() <= one.x()


def _walk(window: QWidget) -> list[_Stop]:
    """Return each stop as it was while the keyboard was there: going on may scroll it away."""
    everything = controls(window)
    if not everything:
        return []
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    start = window.nextInFocusChain()
    while start is not None and start not in everything:
        start = start.nextInFocusChain()
    assert start is not None
    start.setFocus(Qt.FocusReason.TabFocusReason)
    stops: list[_Stop] = []
    for _ in range(_MOST_TABS):
        here = QApplication.focusWidget()
        if here is None or any(here is stop.control for stop in stops):
            break
        stops.append(_Stop.at(here, window))
        QTest.keyClick(here, Qt.Key.Key_Tab)
    return stops


def out_of_order(window: QWidget) -> list[str]:
    """Find controls that Tab does not reach, and jumps up that do not lead to a column further right."""
    walked = _walk(window)
    stops = [stop.control for stop in walked]
    grouped = {each for stop in stops if isinstance(stop, QRadioButton) for each in _siblings(stop)}
    findings = [
        f"Tab does not reach {name_of(each)!r}"
        for each in controls(window)
        if each not in stops and each not in grouped
    ]
    for before, after in pairwise(walked):
        # Tab scrolls what it reaches, so a jump counts only where both the window and the page show it.
        if _jumps_back(before.seen, after.seen) and _jumps_back(before.lies, after.lies):
            findings.append(f"Tab jumps back from {name_of(before.control)!r} to {name_of(after.control)!r}")
    return findings


def _siblings(button: QRadioButton) -> list[QWidget]:
    group = button.group()
    if group is not None:
        return list(group.buttons())
    parent = button.parentWidget()
    return list(parent.findChildren(QRadioButton)) if parent is not None else []


def unmarked_focus(window: QWidget) -> list[str]:
    """Find controls that look the same with and without the keyboard on them."""
    findings = []
    for each in tab_stops(window):
        each.clearFocus()
        before = each.grab().toImage()
        each.setFocus(Qt.FocusReason.TabFocusReason)
        if each.hasFocus() and each.grab().toImage() == before:
            findings.append(f"no mark of focus on {name_of(each)!r}")
    return findings
