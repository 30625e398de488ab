"""Promises as rows with a check box: ticking keeps one, unticking opens it again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from ldcoach.domain.kinds import ActionStatus
from ldcoach.services.views import Promise
from ldcoach.ui import words
from ldcoach.ui.widgets.clearing import clear
from ldcoach.ui.widgets.labels import body, kicker, small
from ldcoach.ui.widgets.pill import Pill, Tone

_NARROW = 330


class PromiseRow(QWidget):
    """One promise. `ticked` carries its id and whether it is kept now."""

    ticked = Signal(str, bool)

    def __init__(self, promise: Promise, today: date, *, with_name: bool) -> None:
        super().__init__()
        self._id = promise.action_id
        kept = promise.status is ActionStatus.DONE
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(2)
        self.box = QCheckBox()
        self.box.setChecked(kept)
        self.box.setAccessibleName(", ".join(part for part in (promise.words, promise.person_name) if part))
        self.box.clicked.connect(self._on_box_clicked)
        row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside.setSpacing(2)
        self._beside.addLayout(_words(promise, with_name=with_name), 1)
        self._beside.addWidget(_state(promise, today, kept=kept), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._beside, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the state below the words where it would squeeze them."""
        super().resizeEvent(event)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._beside.setDirection(down if self.width() < _NARROW else across)

    def _on_box_clicked(self, checked: bool) -> None:  # noqa: FBT001  # Qt's signature
        self.ticked.emit(self._id, checked)


class PromiseRows(QWidget):
    """Rows, also those kept during this visit, so that a slip can be undone where it happened."""

    ticked = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._shown: dict[str, Promise] = {}
        self._rows: list[PromiseRow] = []
        self._kept: dict[str, Promise] = {}

    def forget(self) -> None:
        """Begin a new visit: what was kept is not shown any more."""
        self._kept.clear()

    def show_groups(
        self, groups: Iterable[tuple[str, Iterable[Promise]]], today: date, *, with_name: bool = False
    ) -> None:
        """Show promises under headings; an empty heading takes no room."""
        focused = self._focused()
        clear(self._column)
        self._shown.clear()
        self._rows.clear()
        for heading, promises in groups:
            rows = [*promises]
            if rows and heading:
                self._column.addWidget(kicker(heading))
            for promise in rows:
                self._add(promise, today, with_name=with_name)
        for promise in self._kept.values():
            if promise.action_id not in self._shown:
                self._add(promise, today, with_name=with_name)
        self._focus_on(focused)

    def note(self, action_id: str, *, kept: bool, today: date) -> None:
        """Remember that a promise shown here was kept or opened again in this visit."""
        promise = self._shown.get(action_id)
        if kept and promise is not None:
            self._kept[action_id] = replace(promise, status=ActionStatus.DONE, done_on=today)
        else:
            self._kept.pop(action_id, None)

    def rows(self) -> list[PromiseRow]:
        """Return the rows, topmost first."""
        return list(self._rows)

    def _add(self, promise: Promise, today: date, *, with_name: bool) -> None:
        self._shown[promise.action_id] = promise
        row = PromiseRow(promise, today, with_name=with_name)
        row.ticked.connect(self.ticked)
        self._rows.append(row)
        self._column.addWidget(row)

    def _focused(self) -> str:
        shown = zip(self._shown, self._rows, strict=True)
        return next((action_id for action_id, row in shown if row.box.hasFocus()), "")

    def _focus_on(self, action_id: str) -> None:
        for shown, row in zip(self._shown, self._rows, strict=True):
            if shown == action_id:
                row.box.setFocus()


def _words(promise: Promise, *, with_name: bool) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    column.setContentsMargins(0, 4, 0, 4)
    column.addWidget(body(promise.words))
    if with_name:
        column.addWidget(small(promise.person_name))
    return column


def _state(promise: Promise, today: date, *, kept: bool) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 4, 0, 0)
    if kept:
        row.addWidget(Pill(QCoreApplication.translate("PromiseRows", "kept"), "ok"))
    elif promise.due_on is not None:
        tone: Tone = "warn" if promise.due_on <= today else "plain"
        row.addWidget(Pill(words.due(promise.due_on, today), tone))
    return holder
