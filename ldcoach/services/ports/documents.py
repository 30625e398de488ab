"""What writes, draws and shows documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ldcoach.domain.document import Chart, Document


class DocumentWriter(Protocol):
    """Writes a document in one format."""

    def render(self, document: Document, *, password: str | None = None) -> bytes:
        """Return the file's bytes; raises UnfitInput for letters no bundled font can draw."""

    def write(self, document: Document, target: Path, *, password: str | None = None) -> str:
        """Write the file whole or not at all; return its SHA-256 in hex."""


class ChartDrawer(Protocol):
    """Draws a chart once, for screen and paper."""

    def svg(self, chart: Chart, colours: Mapping[str, str], width: float, height: float) -> bytes:
        """Return SVG; width and height in points."""


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page as pixels, four bytes each in the order red, green, blue, alpha."""

    width: int
    height: int
    rgba: bytes


class PagePreview(Protocol):
    """Turns a PDF into pictures."""

    def pages(self, pdf: bytes, width: int) -> list[PageImage]:
        """Return every page at a width in pixels."""
