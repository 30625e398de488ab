"""Other programs open what LDCoach writes: a word processor the DOCX, a browser the HTML."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from ldcoach.documents.writers import Writers
from ldcoach.domain.document import Document, Format

pytestmark = pytest.mark.slow

OFFICE = shutil.which("soffice")
BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
PATIENCE = 120
"""Seconds; both programs take long over their first start."""


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed: apt-get install libreoffice-writer-nogui")
def test_a_word_processor_shows_every_line_of_a_docx(summary: Document, tmp_path: Path) -> None:
    file = tmp_path / "summary.docx"
    Writers().write(summary, file, file_format=Format.DOCX)
    command = [str(OFFICE), f"-env:UserInstallation=file://{tmp_path / 'profile'}", "--headless"]
    convert = [*command, "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path), str(file)]
    subprocess.run(convert, check=True, capture_output=True, timeout=PATIENCE)
    told = (tmp_path / "summary.txt").read_text("utf-8")
    for words in ("Mairi Campbell", "7 of 9", "Before and after", "at three in the morning", "Walk the shift lead"):
        assert words in told


@pytest.mark.skipif(BROWSER is None, reason="Chromium is not installed: apt-get install chromium")
def test_a_browser_shows_every_line_of_an_html_file(summary: Document, tmp_path: Path) -> None:
    file = tmp_path / "summary.html"
    Writers().write(summary, file, file_format=Format.HTML)
    command = [str(BROWSER), "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
    paper = tmp_path / "summary.pdf"
    printed = [*command, f"--print-to-pdf={paper}", "--no-pdf-header-footer", file.as_uri()]
    subprocess.run(printed, check=True, capture_output=True, timeout=PATIENCE)
    read = subprocess.run(["pdftotext", "-layout", str(paper), "-"], check=True, capture_output=True, text=True)
    for words in ("Mairi Campbell", "7 of 9", "Before and after", "at three in the morning", "Walk the shift lead"):
        assert words in read.stdout
