"""The recovery kit as one tagged page: the code in eight groups, the same as a square to scan, lines for a pen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing

from ldcoach.documents.compose import PAD, Composer
from ldcoach.documents.files import write_new
from ldcoach.documents.lines import broken
from ldcoach.documents.look import BODY, H2, LABEL, MUTED, Style, Weight
from ldcoach.documents.pdf import PdfWriter
from ldcoach.documents.strips import Panel, Picture, Rule, Strip, Words
from ldcoach.services.kit import kit_page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ldcoach.documents.fonts import Fonts
    from ldcoach.documents.tagging import Node
    from ldcoach.domain.document import Document
    from ldcoach.services.kit import RecoveryKit
    from ldcoach.services.ports.documents import Step

__all__ = ["KitWriter"]

_SQUARE = 118.0
_ABREAST = 4
_CODE = Style(19, 24, Weight.SEMIBOLD)
_ROW = 46.0
_PEN_LINE = 30.0
_BY_HAND = ("Name", "Computer", "Kept at")
_QUIET_ZONE = 4
"""The empty modules around a code that ISO/IEC 18004 asks for."""


class KitWriter:
    """Draws the recovery kit."""

    def render(self, kit: RecoveryKit) -> bytes:
        """Return the PDF: one page, bundled fonts, a structure that a screen reader follows."""
        return PdfWriter(compose=partial(_KitComposer, kit)).render(kit_page(kit))

    def write_new(self, kit: RecoveryKit, target: Path) -> None:
        """Write it to a file that was not there, readable by its owner alone.

        Raises:
            LDCoachError: there is such a file, or the folder cannot be written; nothing was.
        """
        write_new(target, self.render(kit))


class _KitComposer(Composer):
    """Puts the code below the title, and lines to write on at the end."""

    def __init__(self, kit: RecoveryKit, fonts: Fonts, width: float) -> None:
        super().__init__(fonts, width)
        self._kit = kit

    def strips(self, document: Document, step: Step | None = None) -> Iterator[Strip]:  # noqa: ARG002  # it is short
        yield from self._opening(document)
        yield self._code()
        for block in document.blocks:
            yield from self._block(block)
        yield from self._lines_by_hand()

    def _code(self) -> Strip:
        square = self.root.child("Figure", alt="The same code as a square that a camera can read.")
        groups = self.root.child("L")
        left, share = _SQUARE + PAD, (self._width - _SQUARE - 2 * PAD) / _ABREAST
        words: list[Words] = []
        for at, group in enumerate(self._kit.groups):
            item = groups.child("LI")
            x, top = left + at % _ABREAST * share, 14 + at // _ABREAST * _ROW
            words += self._set(item.child("Lbl"), str(at + 1), x, top, LABEL)
            words += self._set(item.child("LBody"), group, x, top + LABEL.leading, _CODE)
        picture = Picture(square, _square(self._kit.code))
        return Strip(_SQUARE, words=tuple(words), picture=picture, panels=(Panel(0, self._width, "canvas"),))

    def _lines_by_hand(self) -> Iterator[Strip]:
        yield Strip(14, gap=True, with_next=True)
        heading = self.root.child("H2")
        yield Strip(H2.leading, words=tuple(self._set(heading, "To fill in by hand", 0, 0, H2)), with_next=True)
        why = self.root.child("P")
        reason = "Written with a pen, so that no file ever holds it."
        yield Strip(MUTED.leading, words=tuple(self._set(why, reason, 0, 0, MUTED)), with_next=True)
        for name in _BY_HAND:
            words = self._set(self.root.child("P"), name, 0, _PEN_LINE - BODY.leading - 2, BODY)
            yield Strip(_PEN_LINE, words=tuple(words), rule=Rule(0.6, "control"))

    def _set(self, node: Node, text: str, x: float, top: float, style: Style) -> list[Words]:
        line = broken(text, style, self._width, self._fonts)[0]
        return [Words(node, x, top + style.baseline, line, style)]


def _square(code: str) -> Drawing:
    drawn = QrCodeWidget(code, barLevel="Q", barBorder=_QUIET_ZONE, barWidth=_SQUARE, barHeight=_SQUARE)
    drawing = Drawing(_SQUARE, _SQUARE)
    drawing.add(drawn)
    return drawing
