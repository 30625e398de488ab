"""What happened together, as rows along a spine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ldcoach.ui.theme.current import colour
from ldcoach.ui.theme.icons import paint_icon, require
from ldcoach.ui.widgets.buttons import link
from ldcoach.ui.widgets.clearing import clear, unseen
from ldcoach.ui.widgets.drawn import Drawn
from ldcoach.ui.widgets.labels import body, kicker, label
from ldcoach.ui.widgets.pill import Pill, Tone
from ldcoach.ui.widgets.wrapping_button import WrappingButton

_DATE, _SPINE, _LEAST_LINK, _LONGEST_LINK = 56, 24, 80, 52


@dataclass(frozen=True, slots=True)
class Entry:
    """What one row shows; every part but date and title may be empty."""

    key: str
    date: str
    title: str
    icon: str = "circle"
    ink: str = "accent"
    aside: str = ""
    pill: str = ""
    pill_tone: Tone = "plain"
    sentence: str = ""
    link: str = ""


class TimelineRow(QWidget):
    """One entry. `opened` carries its key from the title, `link_opened` from the link below."""

    opened = Signal(str)
    link_opened = Signal(str)

    def __init__(self, entry: Entry, *, last: bool = False) -> None:
        super().__init__()
        self._key = entry.key
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        date = label(entry.date, "small", wrap=False)
        date.setFixedWidth(_DATE)
        date.setContentsMargins(0, 5, 0, 0)
        row.addWidget(date, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(_Spine(entry.icon, entry.ink, last=last))
        row.addLayout(self._column(entry), 1)

    def _column(self, entry: Entry) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(2)
        column.addLayout(self._head(entry))
        if entry.sentence:
            sentence = body(entry.sentence)
            sentence.setContentsMargins(6, 0, 0, 0)
            column.addWidget(sentence)
        if entry.link:
            below = link(_short(entry.link).replace("&", "&&"), "link")
            below.setToolTip(entry.link)
            below.setAccessibleName(f"{entry.link}, {entry.date}, {entry.title}")
            below.clicked.connect(self._on_below_clicked)
            below.setMinimumWidth(_LEAST_LINK)  # in a very narrow window it is cut rather than widening the page
            column.addWidget(below, 0, Qt.AlignmentFlag.AlignLeft)
        return column

    def _head(self, entry: Entry) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(8)
        self.title = _Title(entry.title)
        told = (entry.date, entry.title, entry.pill, entry.sentence)
        self.title.setAccessibleName(", ".join(part for part in told if part))
        self.title.clicked.connect(self._on_title_clicked)
        head.addWidget(self.title)
        if entry.aside:
            head.addWidget(label(entry.aside, "muted", wrap=False))
        if entry.pill:
            head.addWidget(Pill(entry.pill, entry.pill_tone))
        head.addStretch()
        return head

    def _on_title_clicked(self) -> None:
        self.opened.emit(self._key)

    def _on_below_clicked(self) -> None:
        self.link_opened.emit(self._key)


def _short(words: str) -> str:
    """Return words that fit on one line; the tool tip and a screen reader have them all."""
    return words if len(words) <= _LONGEST_LINK else f"{words[:_LONGEST_LINK].rstrip()}\N{HORIZONTAL ELLIPSIS}"


class Timeline(QWidget):
    """Rows under month names. The arrows walk from row to row; Enter opens."""

    opened = Signal(str)
    link_opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._rows: list[TimelineRow] = []

    @contextmanager
    def refilled(self, *, many: bool = False) -> Iterator[None]:
        """Take every row away and let others come in their place; `many` are all laid out at once.

        A few are laid out as they come: what stands beside them finds its own height by that.
        """
        with unseen(self) if many else nullcontext():
            self._rows.clear()
            clear(self._column)
            yield

    def add_month(self, name: str) -> None:
        """Start a group of rows."""
        month = kicker(name)
        month.setContentsMargins(0, 8, 0, 8)
        self._column.addWidget(month)

    def add(self, entry: Entry, *, last: bool = False) -> TimelineRow:
        """Add a row at the end; `last` ends the spine below it."""
        row = TimelineRow(entry, last=last)
        row.opened.connect(self.opened)
        row.link_opened.connect(self.link_opened)
        self._rows.append(row)
        self._column.addWidget(row)
        return row

    def rows(self) -> list[TimelineRow]:
        """Return the rows, topmost first."""
        return list(self._rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with the arrows."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        here = next((at for at, row in enumerate(self._rows) if row.title.hasFocus()), None)
        if step is None or here is None or not 0 <= here + step < len(self._rows):
            super().keyPressEvent(event)
            return
        self._rows[here + step].title.setFocus(Qt.FocusReason.TabFocusReason)


class _Title(WrappingButton):
    """A button that leaves the arrows to the timeline; by itself it would go to the next button, of any kind."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Preferred)  # what trails the title stays beside it
        self.setSizePolicy(policy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
            return
        super().keyPressEvent(event)


class _Spine(Drawn):
    def __init__(self, icon: str, ink: str, *, last: bool) -> None:
        super().__init__("", QSize(_SPINE, 28))
        require(icon)
        self._icon = icon
        self._ink = ink
        self._last = last
        self.setFixedWidth(_SPINE)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def draw(self, painter: QPainter) -> None:
        paint_icon(painter, self._icon, QRectF(3, 5, 18, 18), self._ink)
        if not self._last and self.height() > 36:  # noqa: PLR2004
            painter.setPen(QPen(colour("border"), 1.5))
            painter.drawLine(QPoint(12, 29), QPoint(12, self.height() - 3))
