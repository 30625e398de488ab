"""The frame of every page: header, content that scrolls, and a footer that stays."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ldcoach.ui.widgets.labels import heading, kicker, muted

_MAX_CONTENT = 1152
_NARROW = 760
_MARGIN, _NARROW_MARGIN = 32, 16


class Scaffold(QWidget):
    """Fills a page.

    `lead` (before the title), `buttons` (right of it) and `body` (below) are layouts; `footer` is made when first
    asked for. The margin is 32 pixels, 16 in a narrow window; content is at most 1152 wide.
    """

    def __init__(self, page: QWidget, title: str = "", kicker_text: str = "", subtitle: str = "") -> None:
        super().__init__()
        self.setProperty("ground", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        outer = QVBoxLayout(page)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(0)
        self._kicker, self._title, self._subtitle = kicker(""), heading(""), muted("")
        self.lead, self.buttons, self.body = QHBoxLayout(), QHBoxLayout(), QVBoxLayout()
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._scroll, self._frames = QScrollArea(), [QHBoxLayout()]
        self._ground = QWidget()
        self._footer: QHBoxLayout | None = None
        self._build_head()
        self._build_scroll()
        self.show_title(title, kicker_text, subtitle)

    def show_title(self, title: str, kicker_text: str = "", subtitle: str = "") -> None:
        """Show the three lines of the header; empty ones take no room."""
        for part, words in ((self._kicker, kicker_text), (self._title, title), (self._subtitle, subtitle)):
            part.setText(words)
            part.setVisible(bool(words))

    @property
    def footer(self) -> QHBoxLayout:
        """The bar below that does not scroll: what is said at the left, the primary button last."""
        if self._footer is None:
            bar = QFrame()
            bar.setProperty("part", "footer")
            frame = QHBoxLayout(bar)
            self._frames.append(frame)
            self._footer = QHBoxLayout()
            self._footer.setSpacing(12)
            _bound(frame, self._footer)
            self._whole.addWidget(bar)
            self._set_margins()
        return self._footer

    def to_top(self) -> None:
        """Scroll back to the beginning."""
        self._scroll.verticalScrollBar().setValue(0)

    def show_part(self, part: QWidget) -> None:
        """Scroll to a part of the content, its end first if it is higher than the window."""
        at = part.mapTo(self._ground, part.rect().bottomLeft()).y()
        bar = self._scroll.verticalScrollBar()
        bar.setValue(max(bar.value(), at + _MARGIN - self._scroll.viewport().height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the narrow margin in a narrow window."""
        super().resizeEvent(event)
        self._set_margins()

    def _set_margins(self) -> None:
        narrow = self.window().width() < _NARROW
        side = _NARROW_MARGIN if narrow else _MARGIN
        self._frames[0].setContentsMargins(side, side, side, side)
        for frame in self._frames[1:]:
            frame.setContentsMargins(side, 12, side, 12)
        self._head.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def _build_head(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        for part in (self._kicker, self._title, self._subtitle):
            words.addWidget(part)
        left = QHBoxLayout()
        left.setSpacing(16)
        left.addLayout(self.lead)
        left.addLayout(words, 1)
        self.buttons.setSpacing(12)
        self._head.setSpacing(16)
        self._head.addLayout(left, 1)
        self._head.addLayout(self.buttons)

    def _build_scroll(self) -> None:
        ground = self._ground
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.viewport().setAutoFillBackground(False)
        ground.setAutoFillBackground(False)
        self._frames[0] = QHBoxLayout(ground)
        column = QVBoxLayout()
        column.setSpacing(16)
        _bound(self._frames[0], column)
        column.addLayout(self._head)
        # A widget around the body takes the room that is left even while the body is empty.
        below = QWidget()
        below.setLayout(self.body)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(16)
        column.addWidget(below, 1)
        self._scroll.setWidget(ground)
        self._whole.addWidget(self._scroll, 1)


def _bound(frame: QHBoxLayout, inside: QBoxLayout) -> None:
    """Centre a layout of at most the content's width in a frame."""
    holder = QWidget()
    holder.setMaximumWidth(_MAX_CONTENT)
    holder.setLayout(inside)
    inside.setContentsMargins(0, 0, 0, 0)
    frame.addStretch(0)
    frame.addWidget(holder, 100)
    frame.addStretch(0)
