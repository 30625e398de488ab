"""The framed box that most things on a page lie in."""

from __future__ import annotations

from typing import Literal

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from ldcoach.ui.theme.tokens import SPACE
from ldcoach.ui.widgets.drawn import Glyph
from ldcoach.ui.widgets.labels import card_title
from ldcoach.ui.widgets.look import set_look

Tone = Literal["plain", "prep", "shared", "hero", "held", "chosen", "sunken"]
_ICON_TOKENS = {"prep": "prep", "shared": "shared", "held": "danger", "hero": "accent_text"}


class Card(QFrame):
    """A card with `head` (title, then whatever trails it) above `body`; `tight` is for lanes and rails."""

    def __init__(self, title: str = "", icon: str = "", tone: Tone = "plain", *, tight: bool = False) -> None:
        super().__init__()
        self.setProperty("card", tone)
        pad = SPACE["l"] if tight else SPACE["xl"]
        outer = QVBoxLayout(self)
        outer.setContentsMargins(pad, pad, pad, pad)
        outer.setSpacing(SPACE["m"])
        self.head = QHBoxLayout()
        self.head.setSpacing(SPACE["s"])
        self.body = QVBoxLayout()
        self.body.setSpacing(SPACE["s"])
        self.title = card_title(title)
        if icon:
            self.head.addWidget(Glyph(icon, _ICON_TOKENS.get(tone, "accent")))
        if title:
            self.head.addWidget(self.title, 1)
        else:
            self.title.setParent(self)
            self.title.hide()
        outer.addLayout(self.head)
        outer.addLayout(self.body, 1)

    def set_tone(self, tone: Tone) -> None:
        """Show the card in another tone."""
        set_look(self, "card", tone)
