"""Letters that no font draws are refused by the name of their script; a font pack adds them."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from ldcoach.documents.fonts import fonts_in
from ldcoach.documents.letters import clean, script_of
from ldcoach.documents.look import Weight
from ldcoach.documents.pdf import PdfWriter
from ldcoach.domain.document import Paragraph
from ldcoach.errors import UnfitInput
from ldcoach.paths import resources
from tests.documents.conftest import page_of
from tests.documents.reading import spoken

if TYPE_CHECKING:
    from pathlib import Path

    from ldcoach.domain.document import Chart

CHINESE = "\u674e\u5c0f\u9f8d"
ARABIC = "\u0639\u0645\u0631"


def pack_with(characters: str, file: Path) -> None:
    """Write a font that draws each of the characters as a box."""
    pen = TTGlyphPen(None)
    for move, *points in (("moveTo", (80, 0)), ("lineTo", (920, 0)), ("lineTo", (920, 800)), ("lineTo", (80, 800))):
        getattr(pen, move)(*points)
    pen.closePath()
    box = pen.glyph()
    names = [".notdef", *(f"u{ord(c):04X}" for c in characters)]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(c): f"u{ord(c):04X}" for c in characters})
    builder.setupGlyf(dict.fromkeys(names, box))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (1000, 80)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": "Boxes", "styleName": "Regular", "psName": file.stem})
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120)
    builder.setupPost()
    builder.save(file)


@pytest.fixture
def packed(tmp_path: Path) -> PdfWriter:
    """Return a writer whose fonts include a pack with Chinese and Arabic."""
    folder = tmp_path / "fonts"
    shutil.copytree(resources() / "fonts", folder, ignore=shutil.ignore_patterns("packs"))
    (folder / "packs").mkdir()
    pack_with(CHINESE + ARABIC + "\u3002", folder / "packs" / "Boxes-Regular.ttf")
    return PdfWriter(folder)


@pytest.mark.parametrize(
    ("name", "script"),
    [
        (CHINESE, "Chinese characters"),
        (ARABIC, "Arabic letters"),
        ("\u05d3\u05d5\u05d3", "Hebrew letters"),
        ("\u30e6\u30ad", "Japanese characters"),
        ("\uae40", "Korean characters"),
        ("\u0939\u093f", "Devanagari letters"),
        ("\u0e2a", "Thai letters"),
        ("\u2605", "emoji or symbols"),
    ],
)
def test_script_without_a_font_is_refused_by_name(writer: PdfWriter, name: str, script: str, tmp_path: Path) -> None:
    with pytest.raises(UnfitInput) as refused:
        writer.write(page_of(Paragraph(f"With {name}.")), tmp_path / "summary.pdf")
    assert script in str(refused.value)
    assert "Nothing was saved" in str(refused.value)
    assert name not in str(refused.value)
    assert list(tmp_path.iterdir()) == []


def test_refusal_names_the_font_pack_only_where_one_helps(writer: PdfWriter) -> None:
    with pytest.raises(UnfitInput, match="Ask IT to add the LDCoach font pack"):
        writer.render(page_of(title=CHINESE))
    with pytest.raises(UnfitInput, match="no font pack of LDCoach can set"):
        writer.render(page_of(title=ARABIC))


def test_refusal_lists_every_script_at_once(writer: PdfWriter) -> None:
    with pytest.raises(UnfitInput) as refused:
        writer.render(page_of(Paragraph(f"{CHINESE} \u2605"), title=ARABIC))
    assert all(script in str(refused.value) for script in ("emoji", "Arabic letters and Chinese characters"))


def test_text_in_a_chart_is_looked_at_too(writer: PdfWriter, chart: Chart) -> None:
    with pytest.raises(UnfitInput, match="Chinese"):
        writer.render(page_of(replace(chart, target_label=CHINESE)))
    assert writer.render(page_of(replace(chart, alt=CHINESE)))


def test_pack_draws_what_the_bundled_fonts_lack(packed: PdfWriter) -> None:
    document = page_of(Paragraph(f"Bruce Lee ({CHINESE})\u3002"), title=CHINESE)
    heard = spoken(packed.render(document))
    assert heard.named("H1")[0].text == CHINESE
    assert heard.named("P")[-1].text == f"Bruce Lee ({CHINESE})\u3002"


def test_pack_breaks_chinese_between_characters_without_spaces(packed: PdfWriter) -> None:
    text = CHINESE * 60
    assert spoken(packed.render(page_of(Paragraph(text)))).named("P")[-1].text == text


def test_arabic_is_refused_even_with_a_pack(packed: PdfWriter) -> None:
    with pytest.raises(UnfitInput, match="Arabic letters"):
        packed.render(page_of(title=ARABIC))


@pytest.mark.parametrize(
    ("raw", "fit"),
    [
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("\u202eevil\u202c \u200d\ufeff", "evil "),
        ("a\x00\x1b[31m\x9f", "a[31m"),
        ("lone \ud800 surrogate", "lone  surrogate"),
        ("tab\tand\u3000space", "tab and space"),
        ("non\u2011breaking", "non-breaking"),
    ],
)
def test_clean(raw: str, fit: str) -> None:
    assert clean(raw) == fit
    assert clean(fit) == fit


def test_scripts_have_plain_names() -> None:
    assert script_of("\u2603") == "emoji or symbols"
    assert script_of("\u0531") == "Armenian letters"
    assert script_of("\U00010380") == "rare symbols"


def test_accents_without_a_composed_letter_stand_over_it(writer: PdfWriter) -> None:
    name = "\u1eb8\u0300b\u00f9n \u1ecc\u0300\u1e63un"
    assert spoken(writer.render(page_of(title=name))).named("H1")[0].text == name
    letter, mark, *_ = fonts_in(resources() / "fonts").runs(name, Weight.REGULAR)
    assert (letter.text, mark.text) == ("\u1eb8", "\u0300")
    assert -1 < mark.right < 0 < mark.up
