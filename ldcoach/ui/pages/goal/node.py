"""One node of a goal's thread, the line to the next, and what stands where a node is missing."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ldcoach.ui.theme.current import colour
from ldcoach.ui.widgets.buttons import secondary
from ldcoach.ui.widgets.card import Card, Tone
from ldcoach.ui.widgets.drawn import Drawn, Glyph
from ldcoach.ui.widgets.labels import kicker, muted, small, strong

Tie = Literal["linked", "gap", "later"]
"""How a node hangs on the one above."""
_NAME_WIDTH = 104
_LINE_HEIGHT = 20
_UNBOUND = 16777215


class NodeCard(Card):
    """A node that the keyboard can stand on."""

    def __init__(self, name: str, facts: str, tone: Tone = "plain") -> None:
        """`name` is the node's kind, `facts` what it says; a screen reader hears both."""
        super().__init__(tone=tone, tight=True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{name}: {facts}" if facts else name)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card, and the ring while the keyboard is here."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colour("focus"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 11, 11)
            painter.end()


class GapCard(Card):
    """A dashed card with one question and one button; `acted` says that the button was pressed."""

    acted = Signal()

    def __init__(self, title: str, question: str, act: str) -> None:
        super().__init__(tone="prep", tight=True)
        self.button = secondary(act, small=True)
        self.button.clicked.connect(self.acted)
        self.setAccessibleName(title)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Glyph("unlink", "prep"))
        head.addWidget(strong(title), 1)
        self.body.addLayout(head)
        self.body.addWidget(muted(question))
        self.body.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and a dashed edge instead of a solid one."""
        _draw_dashed(self, "prep_soft", "gap")
        event.accept()


class LaterCard(Card):
    """A grey dashed card for what is not due yet."""

    def __init__(self, sentence: str) -> None:
        super().__init__(tone="sunken", tight=True)
        words = muted(sentence)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.body.addWidget(words)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw only a dashed edge."""
        _draw_dashed(self, "canvas", "border")
        event.accept()


class ThreadRow(QWidget):
    """The `name` of a row, its node, and the line up to the row above."""

    def __init__(self, name: str, node: QWidget, tie: Tie | None) -> None:
        """`tie` is None for the topmost row."""
        super().__init__()
        self.node = node
        self.name = name
        self._name = kicker(name)
        self._line = _Line(tie) if tie else None
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(16)
        self._row.addWidget(self._name, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(node, 1)
        self._above = QHBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if self._line is not None:
            self._above.addWidget(self._line)
            column.addLayout(self._above)
        column.addLayout(self._row)
        self.reflow(narrow=False)

    def stop(self) -> QWidget:
        """Return what the keyboard stands on in this row."""
        return self.node.button if isinstance(self.node, GapCard) else self.node

    def reflow(self, *, narrow: bool) -> None:
        """Put the name above the node in a narrow window, else beside it."""
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(4 if narrow else 16)
        self._name.setMinimumWidth(0 if narrow else _NAME_WIDTH)
        self._name.setMaximumWidth(_UNBOUND if narrow else _NAME_WIDTH)
        self._name.setContentsMargins(0, 0 if narrow else 16, 0, 0)
        self._above.setContentsMargins(0 if narrow else _NAME_WIDTH + 16, 0, 0, 0)


class _Line(Drawn):
    def __init__(self, tie: Tie) -> None:
        super().__init__("", QSize(24, _LINE_HEIGHT))
        self._tie = tie
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def draw(self, painter: QPainter) -> None:
        ink = {"linked": "accent", "gap": "gap", "later": "border"}[self._tie]
        pen = QPen(colour(ink), 2)
        if self._tie != "linked":
            pen.setDashPattern([2.5, 2])
        painter.setPen(pen)
        middle = self.width() / 2
        painter.drawLine(QPointF(middle, 0), QPointF(middle, self.height()))


def small_remark(icon: str, words: str, ink: str = "muted") -> QHBoxLayout:
    """Return a small line with an icon before it."""
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(Glyph(icon, ink, 16), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(small(words), 1)
    return row


def _draw_dashed(widget: QWidget, ground: str, edge: str) -> None:
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(colour(edge), 1.25)
    pen.setDashPattern([4, 3])
    painter.setPen(pen)
    painter.setBrush(colour(ground))
    painter.drawRoundedRect(QRectF(widget.rect()).adjusted(1, 1, -1, -1), 12, 12)
    painter.end()
