"""Pages become pictures of the width asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ldcoach.documents.preview import PdfiumPreview
from ldcoach.domain.document import Paragraph
from ldcoach.errors import UnfitInput
from tests.documents.conftest import page_of

if TYPE_CHECKING:
    from ldcoach.documents.pdf import PdfWriter
    from ldcoach.domain.document import Document


@pytest.mark.parametrize("width", [501, 800])
def test_pages_have_the_width_and_colours_of_paper(writer: PdfWriter, summary: Document, width: int) -> None:
    (page,) = PdfiumPreview().pages(writer.render(summary), width)
    assert page.width == width
    assert page.height == pytest.approx(width * 297 / 210, abs=1)
    assert len(page.rgba) == page.width * page.height * 4
    assert page.rgba[:4] == b"\xff\xff\xff\xff"
    pixels = {page.rgba[at : at + 3] for at in range(0, len(page.rgba), 4)}
    assert bytes.fromhex("E8F5EF") in pixels


def test_every_page_is_shown(writer: PdfWriter) -> None:
    pdf = writer.render(page_of(*(Paragraph("A line.") for _ in range(150))))
    assert len(PdfiumPreview().pages(pdf, 200)) > 2


def test_what_is_no_pdf_or_is_locked_is_refused(writer: PdfWriter, summary: Document) -> None:
    for pdf in (b"", b"not a PDF", writer.render(summary, password="kettle otter")):
        with pytest.raises(UnfitInput):
            PdfiumPreview().pages(pdf, 200)
