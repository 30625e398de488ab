"""What writes, draws and shows documents."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ldcoach.domain.document import Chart, Document, Format

Step = Callable[[int, int], object]
"""Told (done, all) while a long document is made; it may raise, and then nothing is made."""


def unwatched(_done: int, _every: int) -> None:
    """Tell nobody."""


class DocumentWriter(Protocol):
    """Writes a document in any of its formats; only a PDF can be locked with a password."""

    def render(
        self,
        document: Document,
        *,
        file_format: Format = Format.PDF,
        password: str | None = None,
        step: Step | None = None,
    ) -> bytes:
        """Return the file's bytes; `step` is told how far a PDF is.

        Raises:
            UnfitInput: no bundled font can draw some letters, or the format cannot take a password.
        """

    def write(
        self, document: Document, target: Path, *, file_format: Format = Format.PDF, password: str | None = None
    ) -> str:
        """Write the file whole or not at all; return its SHA-256 in hex. Raises as `render`."""


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
