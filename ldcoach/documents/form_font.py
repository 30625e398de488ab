"""The bundled font, whole, for the fields of a form: what is typed there is not known yet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from reportlab.pdfbase.ttfonts import TTFont

__all__ = ["field_font"]

MOST_IN_A_BLOCK = 100
"""How many entries a block of a character map may hold (Adobe technical note 5411)."""

_MAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{blocks}
endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


def field_font(pdf: pikepdf.Pdf, file: Path) -> pikepdf.Object:
    """Embed a TrueType font by its glyph numbers, with the way back to letters; return the font object."""
    face = TTFont(file.stem, str(file)).face
    name = Name(f"/{file.stem}")
    letters = _letters(face.charToGlyph)
    widths = {glyph: face.charWidths[letter] for glyph, letter in letters.items() if letter in face.charWidths}
    program = pikepdf.Stream(pdf, file.read_bytes())
    program.Length1 = file.stat().st_size
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        Flags=32,
        FontBBox=Array([round(edge) for edge in face.bbox]),
        ItalicAngle=0,
        Ascent=round(face.ascent),
        Descent=round(face.descent),
        CapHeight=round(face.capHeight),
        StemV=round(face.stemV),
        FontFile2=pdf.make_indirect(program),
    )
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=name,
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        FontDescriptor=pdf.make_indirect(descriptor),
        DW=round(face.defaultWidth),
        W=Array([part for glyph, width in sorted(widths.items()) for part in (glyph, Array([round(width)]))]),
        CIDToGIDMap=Name.Identity,
    )
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=name,
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(descendant)]),
        ToUnicode=pdf.make_indirect(pikepdf.Stream(pdf, _character_map(letters).encode("ascii"))),
    )
    return pdf.make_indirect(font)


def _letters(glyphs: dict[int, int]) -> dict[int, int]:
    """Return the letter of each glyph, the first one where several share it; only what two bytes can name."""
    found: dict[int, int] = {}
    for letter, glyph in sorted(glyphs.items()):
        if letter <= 0xFFFF:  # noqa: PLR2004
            found.setdefault(glyph, letter)
    return found


def _character_map(letters: dict[int, int]) -> str:
    return _MAP.replace("{blocks}", "\n".join(_blocks(sorted(letters.items()))))


def _blocks(entries: list[tuple[int, int]]) -> Iterator[str]:
    for start in range(0, len(entries), MOST_IN_A_BLOCK):
        block = entries[start : start + MOST_IN_A_BLOCK]
        lines = "\n".join(f"<{glyph:04X}> <{letter:04X}>" for glyph, letter in block)
        yield f"{len(block)} beginbfchar\n{lines}\nendbfchar"
