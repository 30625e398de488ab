"""Emoji are drawn, and what was written stays readable; what no font draws is still refused."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldcoach.documents.fonts import fonts_in
from ldcoach.documents.letters import clean
from ldcoach.documents.lines import broken
from ldcoach.documents.look import Style, Weight
from ldcoach.domain.document import Heading, Paragraph, Table
from ldcoach.errors import UnfitInput
from ldcoach.paths import resources
from tests.documents.conftest import page_of
from tests.documents.reading import spoken

if TYPE_CHECKING:
    from pathlib import Path

    from ldcoach.documents.pdf import PdfWriter

MECHANIC = "\U0001f469\u200d\U0001f527"
THUMB = "\U0001f44d\U0001f3fd"
HEART = "\u2764\ufe0f"
ONE = "1\ufe0f\u20e3"
SCOTLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
SPELLINGS = [MECHANIC, THUMB, HEART, ONE, SCOTLAND, "\U0001f600", "\U0001f1eb\U0001f1ee", "\U0001f680"]
STYLE = Style(10, 14)


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_screen_reader_hears_what_was_written(writer: PdfWriter, spelling: str) -> None:
    document = page_of(
        Heading(f"Well done {spelling}"), Paragraph(f"Thanks {spelling}! On."), Table(("Who",), ((spelling,),), (1,))
    )
    heard = spoken(writer.render(document))
    assert heard.named("H2")[0].text == f"Well done {spelling}"
    assert heard.named("P")[-1].text == f"Thanks {spelling}! On."
    assert heard.named("TD")[0].text == spelling


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed")
def test_the_text_comes_out_with_poppler(writer: PdfWriter, tmp_path: Path) -> None:
    text = " and ".join(SPELLINGS)
    file = tmp_path / "summary.pdf"
    writer.write(page_of(Paragraph(text)), file)
    read = subprocess.run(["pdftotext", "-raw", str(file), "-"], check=True, capture_output=True, text=True).stdout
    assert " ".join(read.split()).count(text) == 1


def test_glyphs_beyond_the_first_plane_are_named_in_utf_16(writer: PdfWriter) -> None:
    with pikepdf.open(BytesIO(writer.render(page_of(Paragraph("On \U0001f680"))))) as pdf:
        fonts = pdf.pages[0].obj.Resources.Font.values()
        tables = b"".join(font.ToUnicode.read_bytes() for font in fonts if "/ToUnicode" in font)
    assert b"<D83DDE80>" in tables
    assert b"<1F680>" not in tables


def test_what_is_not_drawn_takes_no_room() -> None:
    fonts = fonts_in(resources() / "fonts")
    assert fonts.width(THUMB, STYLE) == fonts.width(THUMB[0], STYLE) > STYLE.size / 2
    assert fonts.width(HEART, STYLE) == fonts.width(HEART[0], STYLE)
    (run,) = fonts.runs(THUMB, Weight.REGULAR)
    assert (run.text, run.written) == (THUMB[0], THUMB)


def test_lines_of_emoji_break_within_the_width() -> None:
    fonts = fonts_in(resources() / "fonts")
    lines = broken(f"{THUMB}{MECHANIC} done " * 40, STYLE, 120, fonts)
    assert len(lines) > 10
    assert all(0 < line.width <= 120 for line in lines)


@given(st.text(st.sampled_from(["a", " ", "\u0301", "\u200d", "\ufe0f", "\U0001f3fd", "\U0001f600", "\u2764"])))
def test_runs_hold_all_that_was_written(text: str) -> None:
    runs = fonts_in(resources() / "fonts").runs(text, Weight.REGULAR)
    assert "".join(run.written or run.text for run in runs) == text


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_cleaning_keeps_what_holds_an_emoji_together(spelling: str) -> None:
    assert clean(f"a\x00 {spelling}") == f"a {spelling}"


@pytest.mark.parametrize("hidden", ["a\u200db", "a\U000e0073\U000e0063\U000e007f", "\U0001f600\u200d", "\u200d\u2764"])
def test_cleaning_lets_nothing_hide_elsewhere(hidden: str) -> None:
    assert not {"\u200d", "\U000e0073"} & set(clean(hidden))


def test_a_symbol_that_no_font_has_is_refused(writer: PdfWriter) -> None:
    with pytest.raises(UnfitInput, match="emoji or symbols that a PDF from LDCoach cannot show"):
        writer.render(page_of(Paragraph("\u2605 \U0001f600")))
