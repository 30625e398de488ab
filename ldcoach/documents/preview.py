"""Pages of a PDF as pictures for the screen."""

from __future__ import annotations

from io import BytesIO
from threading import Lock

import pypdfium2
from pypdfium2 import raw

from ldcoach.errors import UnfitInput
from ldcoach.services.ports import PageImage

__all__ = ["PdfiumPreview", "first_page_as_png"]

POINTS_PER_INCH = 72

_ONE_AT_A_TIME = Lock()  # PDFium is not safe to use from two threads


class PdfiumPreview:
    """Draws pages with PDFium."""

    def pages(self, pdf: bytes, width: int) -> list[PageImage]:
        """Return every page at a width in pixels.

        Raises:
            UnfitInput: the bytes are no PDF, or one that is locked.

        """
        with _ONE_AT_A_TIME:
            try:
                document = pypdfium2.PdfDocument(pdf)
            except pypdfium2.PdfiumError as error:
                message = "This file is not a PDF that can be shown here. Nothing was changed."
                raise UnfitInput(message) from error
            try:
                return [_image(page, width) for page in document]
            finally:
                document.close()


def first_page_as_png(pdf: bytes, dots: int) -> bytes:
    """Return the first page of a PDF of our own as PNG; `dots` an inch."""
    out = BytesIO()
    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        try:
            page = document[0]
            bitmap = page.render(scale=dots / POINTS_PER_INCH)
            bitmap.to_pil().save(out, "PNG")
            bitmap.close()
            page.close()
        finally:
            document.close()
    return out.getvalue()


def _image(page: pypdfium2.PdfPage, width: int) -> PageImage:
    bitmap = page.render(scale=width / page.get_width(), rev_byteorder=True, force_bitmap_format=raw.FPDFBitmap_BGRA)
    try:
        line, stride = bitmap.width * 4, bitmap.stride
        pixels = bytes(bitmap.buffer)
        rows = (pixels[start : start + line] for start in range(0, stride * bitmap.height, stride))
        return PageImage(bitmap.width, bitmap.height, b"".join(rows))
    finally:
        bitmap.close()
        page.close()
