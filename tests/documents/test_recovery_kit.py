"""The recovery kit: what it says, what a camera reads, who may read the file."""

from __future__ import annotations

import os
import stat
from contextlib import closing
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from pypdf import PdfReader

from ldcoach.documents.recovery_kit import KitWriter, _square
from ldcoach.errors import LDCoachError
from ldcoach.services.kit import RecoveryKit
from ldcoach.vault.recovery import new_code
from tests.documents.reading import spoken

CODE = "HBYP-RHH1-7XCA-VZM6-WA3X-A5J8-N5AC-80ZT"
KIT = RecoveryKit(CODE, date(2026, 11, 22))


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return KitWriter().render(KIT)


def test_it_is_one_page_that_says_what_it_is_for_and_that_there_is_no_back_door(pdf: bytes) -> None:
    pages = PdfReader(BytesIO(pdf)).pages
    assert len(pages) == 1
    words = " ".join(pages[0].extract_text().split())
    assert "Made on 22 November 2026" in words
    assert "There is no back door" in words
    assert "Nobody can reset it" in words


def test_a_screen_reader_hears_every_group_with_its_number(pdf: bytes) -> None:
    heard = spoken(pdf)
    told = [element.text.strip() for element in heard.root.every() if element.role in {"Lbl", "LBody"}]
    assert told == [part for pair in enumerate(KIT.groups, 1) for part in map(str, pair)]
    assert [figure.alt for figure in heard.named("Figure")] == ["The same code as a square that a camera can read."]
    assert heard.unmarked == []
    assert heard.drawn == heard.referred


def test_there_is_room_for_a_name_and_no_name_in_it(pdf: bytes) -> None:
    words = spoken(pdf).words()
    assert "To fill in by hand" in words
    assert [line for line in words.splitlines() if line.strip() in {"Name", "Computer", "Kept at"}]
    with pikepdf.open(BytesIO(pdf)) as file:
        assert CODE not in str(file.docinfo)
        assert "/Author" not in file.docinfo


def test_all_fonts_are_embedded(pdf: bytes) -> None:
    with pikepdf.open(BytesIO(pdf)) as file:
        fonts = [font for page in file.pages for font in page.Resources.Font.values()]
        assert fonts
        assert all("/FontFile2" in font.FontDescriptor for font in fonts)


def test_the_square_holds_the_code_and_nothing_else() -> None:
    drawn: Any = _square(CODE).contents[0]
    assert drawn.value == CODE
    assert drawn.barLevel == "Q"


@pytest.mark.parametrize("scale", [1.0, 2.5], ids=["a poor camera", "a good one"])
def test_a_camera_reads_the_code(tmp_path: Path, scale: float) -> None:
    code = new_code()
    target = tmp_path / "kit.pdf"
    KitWriter().write_new(RecoveryKit(code, date(2026, 1, 2)), target)
    with closing(pypdfium2.PdfDocument(target)) as file:
        seen = file[0].render(scale=scale).to_pil().convert("L")
    assert [(found.format, found.text) for found in zxingcpp.read_barcodes(seen)] == [(zxingcpp.QRCode, code)]


def test_only_its_owner_may_read_the_file(tmp_path: Path) -> None:
    target = tmp_path / "kit.pdf"
    KitWriter().write_new(KIT, target)
    assert target.read_bytes().startswith(b"%PDF")
    if os.name == "posix":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_a_file_that_is_there_is_left_as_it_was(tmp_path: Path) -> None:
    target = tmp_path / "kit.pdf"
    target.write_text("another kit")
    with pytest.raises(LDCoachError, match="already"):
        KitWriter().write_new(KIT, target)
    assert target.read_text() == "another kit"


def test_a_folder_that_is_missing_is_said_and_nothing_is_made(tmp_path: Path) -> None:
    with pytest.raises(LDCoachError, match="Nothing was written"):
        KitWriter().write_new(KIT, tmp_path / "gone" / "kit.pdf")
    assert list(tmp_path.iterdir()) == []


def test_the_code_is_not_in_what_is_printed_of_a_kit() -> None:
    assert CODE not in repr(KIT)
