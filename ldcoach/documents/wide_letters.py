"""What letters a glyph stands for, where reportlab names one beyond the first 65,536 as no reader expects it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pikepdf import Dictionary

if TYPE_CHECKING:
    import pikepdf

__all__ = ["name_wide_letters"]

_WIDE = re.compile(rb"<([0-9A-F]{5,6})>")


def name_wide_letters(pdf: pikepdf.Pdf) -> None:
    """Name such letters in UTF-16 as ISO 32000-1, 9.10.3 asks, in the fonts that the pages share."""
    seen = set()
    for page in pdf.pages:
        shared = page.obj.get("/Resources", Dictionary()).get("/Font", Dictionary())
        for font in shared.values():
            if "/ToUnicode" in font and font.objgen not in seen:
                seen.add(font.objgen)
                _name_in(font.ToUnicode)


def _name_in(table: pikepdf.Object) -> None:
    found = table.read_bytes()
    named = _WIDE.sub(_in_utf16, found)
    if named != found:
        table.write(named)


def _in_utf16(match: re.Match[bytes]) -> bytes:
    return b"<%s>" % chr(int(match[1], 16)).encode("utf-16-be").hex().upper().encode()
