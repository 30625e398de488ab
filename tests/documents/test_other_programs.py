"""Other programs open a summary of the sample team: a word processor the DOCX, a browser the HTML."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from ldcoach.app.sample import make_sample
from ldcoach.documents.letters import drawn_texts
from ldcoach.documents.writers import Writers
from ldcoach.domain.document import Chart, Document, Format
from ldcoach.paths import Home

pytestmark = pytest.mark.slow

OFFICE = shutil.which("soffice")
BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
PATIENCE = 120
"""Seconds; both programs take long over their first start."""
NO_WORDS = re.compile(r"[\s\N{MIDDLE DOT}\N{BULLET}]+")
COUNTED = re.compile(r"^\d+ / \d+$", re.MULTILINE)


@pytest.fixture(scope="module")
def golden(tmp_path_factory: pytest.TempPathFactory) -> Document:
    """Return the summary of one of the sample team: the story, and the evidence below it."""
    today = date(2026, 11, 24)
    opened, _ = make_sample(Home(tmp_path_factory.mktemp("golden") / "home"), people=4, years=1, seed=1, today=today)
    desk = opened.desk
    mairi = desk.people.named("Mairi Campbell").id
    document = desk.summaries.document(desk.summaries.story(mairi, date(2026, 7, 1), today))
    opened.close()
    return document


def _told(document: Document) -> list[str]:
    """Return every text that stands in the document; a picture's own letters are no text of the page."""
    parts = (document.kicker, document.title, document.subtitle, document.footer)
    blocks = (block for block in document.blocks if not isinstance(block, Chart))
    sources = {source for block in document.blocks for cited in getattr(block, "sources", ()) for source in (cited.id,)}
    return [text for text in (*parts, *drawn_texts(tuple(blocks))) if text.strip() and text not in sources]


def _plain(text: str) -> str:
    """Return a text without the breaks that each program sets in its own places."""
    return NO_WORDS.sub("", text)


def _missing(document: Document, shown: str) -> list[str]:
    plain = _plain(COUNTED.sub("", shown))
    return [text for text in _told(document) if _plain(text) not in plain]


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed: apt-get install libreoffice-writer-nogui")
def test_a_word_processor_shows_every_line_of_a_docx(golden: Document, tmp_path: Path) -> None:
    file = tmp_path / "summary.docx"
    Writers().write(golden, file, file_format=Format.DOCX)
    command = [str(OFFICE), f"-env:UserInstallation=file://{tmp_path / 'profile'}", "--headless"]
    for kind in ("txt:Text (encoded):UTF8", "pdf"):
        convert = [*command, "--convert-to", kind, "--outdir", str(tmp_path), str(file)]
        subprocess.run(convert, check=True, capture_output=True, timeout=PATIENCE)
    assert _missing(golden, (tmp_path / "summary.txt").read_text("utf-8") + golden.footer) == []
    printed = _printed(tmp_path / "summary.pdf")
    pages = printed.split("\f")[:-1]
    assert len(pages) > 3
    assert golden.blocks[0].text in pages[0]  # type: ignore[union-attr]  # the story begins with a heading
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in " ".join(page.split())
        assert golden.title in page


@pytest.mark.skipif(BROWSER is None, reason="Chromium is not installed: apt-get install chromium")
def test_a_browser_shows_every_line_of_an_html_file(golden: Document, tmp_path: Path) -> None:
    file = tmp_path / "summary.html"
    Writers().write(golden, file, file_format=Format.HTML)
    command = [str(BROWSER), "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
    paper = tmp_path / "summary.pdf"
    printed = [*command, f"--print-to-pdf={paper}", "--no-pdf-header-footer", file.as_uri()]
    subprocess.run(printed, check=True, capture_output=True, timeout=PATIENCE)
    shown = _printed(paper)
    assert _missing(golden, shown) == []
    story, evidence = shown.split("\f")[:2]
    assert "comment" in story  # the whole story is on page one
    assert "Goals" in evidence


def _printed(paper: Path) -> str:
    read = subprocess.run(["pdftotext", "-raw", str(paper), "-"], check=True, capture_output=True, text=True)
    return read.stdout
