"""A form that other programs filled is read as it was written, in every script."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ldcoach.documents.form_pdf import PdfForms
from ldcoach.documents.form_reading import fields_in
from ldcoach.domain.prep_form import FormSheet, answers_of
from ldcoach.library.forms import load_form_words
from ldcoach.paths import resources
from tests.documents.filling import programs

UID = "01890000-0000-7000-8000-000000000001"
VALUES = {
    "topic_1": "Zażółć gęślą jaźń: kto decyduje?",
    "topic_2": "Ποιος αποφασίζει για τη βάρδια;",
    "topic_3": "谁来决定换阀门",
    "topic_4": "من يقرر متى يُستبدل الصمام؟",
    "wins": "Tiếng Việt, Кириллица, Ærø.\nTwo lines.\n\nAnd (a) third \\ one.",
    "in_the_way": "Fine so far 🎉 and 👩‍🚒",
    "workload": '<b>"A & B"</b> =1+1',
}
WITHOUT_EMOJI = {name: words for name, words in VALUES.items() if name != "in_the_way"}


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Path:
    words = load_form_words(resources() / "forms")["en"]
    path = tmp_path_factory.mktemp("form") / "form.pdf"
    path.write_bytes(PdfForms().render(FormSheet(UID, "Mairi", date(2026, 11, 24), words)))
    return path


def read(filled: Path) -> dict[str, str]:
    values = fields_in(filled.read_bytes())
    assert values["ldcoach_uid"] == UID
    return {answer.field: answer.words for answer in answers_of(values)}


@pytest.mark.parametrize("fill", [programs.by_pypdf, programs.by_pikepdf], ids=["pypdf", "pikepdf"])
def test_what_libraries_fill_in_is_read(fill: Callable[..., None], form: Path, tmp_path: Path) -> None:
    fill(form, tmp_path / "filled.pdf", VALUES)
    assert read(tmp_path / "filled.pdf") == VALUES


def test_what_is_typed_in_chromium_is_read(form: Path, tmp_path: Path) -> None:
    """PDFium ends lines with CR LF, and loses what lies beyond the first 65,536 characters."""
    programs.by_pdfium(form, tmp_path / "filled.pdf", WITHOUT_EMOJI)
    assert read(tmp_path / "filled.pdf") == WITHOUT_EMOJI


@pytest.mark.slow
@pytest.mark.parametrize(
    "fill", [programs.by_pdftk, programs.by_pdfjs, programs.by_poppler], ids=["pdftk", "pdf.js", "poppler"]
)
def test_what_other_programs_fill_in_is_read(fill: Callable[..., None], form: Path, tmp_path: Path) -> None:
    fill(form, tmp_path / "filled.pdf", VALUES)
    assert read(tmp_path / "filled.pdf") == VALUES
