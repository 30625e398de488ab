"""One document, five formats."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from ldcoach.documents import html, markdown, portable, word
from ldcoach.documents.files import write_whole
from ldcoach.documents.pdf import PdfWriter
from ldcoach.domain.document import Document, Format
from ldcoach.errors import UnfitInput
from ldcoach.services.ports.documents import Step

__all__ = ["Writers"]

_OPEN: Mapping[Format, Callable[[Document], bytes]] = MappingProxyType(
    {
        Format.DOCX: word.render,
        Format.HTML: html.render,
        Format.MARKDOWN: markdown.render,
        Format.JSON: portable.render,
    }
)
"""The formats that nothing can lock."""


class Writers:
    """Writes a document in any of its formats."""

    def write(
        self, document: Document, target: Path, *, file_format: Format = Format.PDF, password: str | None = None
    ) -> str:
        """Write the file whole or not at all; return its SHA-256 in hex. Raises as `render`.

        Raises:
            LDCoachError: the folder cannot be written; nothing was.
        """
        return write_whole(target, self.render(document, file_format=file_format, password=password))

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
            UnfitInput: a password was given for a format that cannot be locked, or as `PdfWriter.render`.
        """
        if file_format is Format.PDF:
            return PdfWriter().render(document, password=password, step=step)
        if password is not None:
            message = "Only a PDF can be locked with a password. Nothing was saved. Choose PDF, or no password."
            raise UnfitInput(message)
        return _OPEN[file_format](document)
