"""A written document: its words, its tags, its fonts, its lock."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from ldcoach.documents.look import A4, LETTER, Paper
from ldcoach.documents.pdf import PdfWriter
from ldcoach.domain.document import Document, Entry, Heading, Paragraph, Quote, Table
from ldcoach.errors import LDCoachError, UnfitInput
from tests.documents.conftest import page_of
from tests.documents.reading import spoken

if TYPE_CHECKING:
    from pathlib import Path

EVERY_BLOCK = [
    *("Document", "P", "H1", "P", "L", "LI", "LBody", "P", "P", "P", "LI", "LBody", "P", "P", "P"),
    *("H2", "P", "P", "Figure", "H2", "BlockQuote", "P", "P", "H3", "Sect", "P", "P", "P", "P"),
    *("Table", "TR", "TH", "TH", "TR", "TD", "TD", "TR", "TD", "TD"),
]
ALPHABET = st.characters(codec="latin-1") | st.sampled_from("\u0142\u0119\u03b1\u0436\u1ec5\u2019\u2028\u202e\ud800")


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def test_structure_names_every_block_in_reading_order(writer: PdfWriter, summary: Document) -> None:
    assert spoken(writer.render(summary)).roles() == EVERY_BLOCK


def test_every_mark_is_drawn_once_and_referred_to_once(writer: PdfWriter, summary: Document) -> None:
    heard = spoken(writer.render(summary))
    assert heard.drawn
    assert heard.drawn == heard.referred
    assert set(heard.drawn.values()) == {1}
    assert heard.unmarked == []


def test_parent_tree_leads_from_each_mark_back_to_its_element(writer: PdfWriter, summary: Document) -> None:
    with pikepdf.open(BytesIO(writer.render(summary))) as pdf:
        numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
        by_page = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
        for page in pdf.pages:
            for mark, element in enumerate(by_page[int(page.obj.StructParents)]):
                assert mark in [int(kid.MCID) for kid in element.K]


def test_figure_is_told_in_words_and_has_a_place(writer: PdfWriter, summary: Document) -> None:
    (figure,) = spoken(writer.render(summary)).named("Figure")
    assert figure.alt == "Unplanned stops: 9.1 a week before, 5.6 after; the target is 4."


def test_header_cells_head_their_columns(writer: PdfWriter, summary: Document) -> None:
    heads = spoken(writer.render(summary)).named("TH")
    assert [(head.text, head.scope) for head in heads] == [("Who", "Column"), ("Promise", "Column")]


def test_words_stay_apart_at_line_ends(writer: PdfWriter) -> None:
    text = " ".join(f"word{number}" for number in range(200))
    paragraphs = spoken(writer.render(page_of(Paragraph(text)))).named("P")
    assert paragraphs[-1].text == text


def test_file_says_its_language_and_title(writer: PdfWriter, summary: Document) -> None:
    with pikepdf.open(BytesIO(writer.render(summary))) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert pdf.open_metadata()["dc:title"] == "Mairi Campbell"
        assert str(pdf.docinfo["/Title"]) == "Mairi Campbell"


def test_file_is_sound(writer: PdfWriter, summary: Document) -> None:
    for password in (None, "kettle otter"):
        with pikepdf.open(BytesIO(writer.render(summary, password=password)), password=password or "") as pdf:
            assert pdf.check_pdf_syntax() == []


def test_bookmarks_follow_the_headings(writer: PdfWriter, summary: Document) -> None:
    with pikepdf.open(BytesIO(writer.render(summary))) as pdf, pdf.open_outline() as outline:
        (title,) = outline.root
        assert title.title == "Mairi Campbell"
        assert [section.title for section in title.children] == ["Before and after", "In Mairi\u2019s words"]
        assert [part.title for part in title.children[1].children] == ["Feedback shared"]


def test_all_fonts_are_embedded(writer: PdfWriter, summary: Document) -> None:
    with pikepdf.open(BytesIO(writer.render(summary))) as pdf:
        fonts = [font for page in pdf.pages for font in page.obj.Resources.Font.values()]
        assert fonts
        assert all("/FontFile2" in font.FontDescriptor for font in fonts)
        assert b"Helvetica" not in b"".join(page.Contents.read_bytes() for page in pdf.pages)


def test_footer_counts_pages_and_is_not_read(writer: PdfWriter) -> None:
    pdf = writer.render(page_of(*(Paragraph("A line of text.") for _ in range(120))))
    pages = PdfReader(BytesIO(pdf)).pages
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in page.extract_text()
        assert "Development record, not a rating" in page.extract_text()
    assert "not a rating" not in spoken(pdf).words()


def test_every_page_but_the_first_says_whose_it_is_and_is_not_read(writer: PdfWriter) -> None:
    entries = [Entry(f"{number} July", "A longer note about the work. " * 9) for number in range(40)]
    pdf = writer.render(page_of(*entries))
    pages = [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]
    assert len(pages) > 2
    named = [page.count("Mairi Campbell") for page in pages]
    assert named == [1] * len(pages)
    assert spoken(pdf).words().count("Mairi Campbell") == 1


def test_long_table_repeats_its_head_but_reads_it_once(writer: PdfWriter) -> None:
    rows = tuple((f"row {number}", "A promise of several words, kept in the end") for number in range(150))
    pdf = writer.render(page_of(Table(("Number", "Promise"), rows, (1, 3))))
    pages = PdfReader(BytesIO(pdf)).pages
    assert len(pages) > 2
    assert all("Promise" in page.extract_text() for page in pages)
    heard = spoken(pdf)
    assert [head.text for head in heard.named("TH")] == ["Number", "Promise"]
    assert [cell.text for cell in heard.named("TD")][::2] == [row[0] for row in rows]
    assert heard.artifacts.count("Promise") == len(pages) - 1


def test_cell_taller_than_a_page_is_whole(writer: PdfWriter) -> None:
    long = " ".join(f"word{number}" for number in range(2000))
    pdf = writer.render(page_of(Table(("Note", "Who"), ((long, "Sam"),), (1, 1))))
    assert spoken(pdf).named("TD")[0].text == long
    assert len(PdfReader(BytesIO(pdf)).pages) > 1


def test_two_hundred_entries_are_all_there(writer: PdfWriter) -> None:
    entries = [Entry(f"Entry {number}", f"What was seen, number {number}. " * 6) for number in range(200)]
    heard = spoken(writer.render(page_of(*entries)))
    assert len(heard.named("Sect")) == 200
    assert [sect.children[0].text for sect in heard.named("Sect")] == [entry.title for entry in entries]
    assert heard.drawn == heard.referred


def test_card_longer_than_a_page_goes_on_behind_all_its_text(writer: PdfWriter) -> None:
    long = "\n".join(f"Line {number} of a long note." for number in range(120))
    pdf = writer.render(page_of(Entry("A long note", long)))
    assert spoken(pdf).named("Sect")[0].children[1].text == long.replace("\n", " ")
    with pikepdf.open(BytesIO(pdf)) as file:
        assert len(file.pages) == 3
        assert all(b".964706 .968627 .976471 rg" in page.Contents.read_bytes() for page in file.pages)


def test_empty_document_is_one_page(writer: PdfWriter) -> None:
    empty = Document("", "", "", "en", "", "", ())
    pdf = writer.render(empty)
    assert len(PdfReader(BytesIO(pdf)).pages) == 1
    assert spoken(pdf).roles() == ["Document", "H1"]


def test_heading_never_stands_alone_at_the_foot(writer: PdfWriter) -> None:
    for lines in range(30, 60):
        blocks = [Paragraph("One line.") for _ in range(lines)]
        pdf = writer.render(page_of(*blocks, Heading("A section"), Paragraph("Its text.")))
        for page in PdfReader(BytesIO(pdf)).pages:
            text = page.extract_text()
            assert ("A section" in text) == ("Its text." in text)


def test_heading_levels_skip_none(writer: PdfWriter) -> None:
    heard = spoken(writer.render(page_of(Heading("First", 3), Heading("Second", 3), Heading("Third", 2))))
    assert [role for role in heard.roles() if role.startswith("H")] == ["H1", "H2", "H3", "H2"]


@pytest.mark.parametrize(
    "text",
    [
        "Za\u017c\u00f3\u0142\u0107 g\u0119\u015bl\u0105 ja\u017a\u0144",
        "Nguy\u1ec5n \u0110\u1ee9c, Tr\u1ea7n Th\u1ecb \u1ef6",
        "\u039a\u03b1\u03bb\u03b7\u03bc\u03ad\u03c1\u03b1 \u03c3\u03b5 \u03cc\u03bb\u03bf\u03c5\u03c2",
        "\u0421\u044a\u0435\u0448\u044c \u0435\u0449\u0451 \u0456 \u0457\u0436\u0430\u043a",
        "\u00de\u00f3r\u00f0ur \u00d8rsted \u0130\u011fdir \u00df \u2013 \u2014 \u201c\u201d \u20ac",
    ],
)
def test_letters_of_europe_and_vietnam_come_out_equal(writer: PdfWriter, text: str) -> None:
    pdf = writer.render(page_of(Quote(text), title=text))
    assert spoken(pdf).named("H1")[0].text == text
    assert text in text_of(pdf)


def test_decomposed_text_is_composed(writer: PdfWriter) -> None:
    assert spoken(writer.render(page_of(title="Zoe\u0308"))).named("H1")[0].text == "Zo\u00eb"


def test_markup_is_text_and_opens_no_file(writer: PdfWriter, tmp_path: Path) -> None:
    picture = tmp_path / "secret.png"
    picture.write_bytes(b"not a picture")
    hostile = f'<img src="{picture}"/><b>bold</b> &amp; <a href="file:///x">y</a> ]]> {{0}} %s \\( ('
    block_kinds = (Paragraph(hostile), Quote(hostile), Entry(hostile, hostile), Table((hostile,), ((hostile,),), (1,)))
    pdf = writer.render(page_of(*block_kinds, title=hostile))
    heard = spoken(pdf)
    assert heard.named("H1")[0].text == hostile
    assert all(cell.text == hostile for cell in (*heard.named("TD"), *heard.named("TH")))
    with pikepdf.open(BytesIO(pdf)) as file:
        assert all("/XObject" not in page.obj.Resources for page in file.pages)
        assert all("/Annots" not in page.obj for page in file.pages)


def test_page_label_is_not_a_format_string(writer: PdfWriter) -> None:
    document = replace(page_of(), page_label="{page.__class__} {0} {page}/{pages}")
    assert "{page.__class__} {0} 1/1" in text_of(writer.render(document))


def test_control_and_direction_characters_are_left_out(writer: PdfWriter) -> None:
    document = page_of(Paragraph("a\x00b\x07c\u202ed\u200be\ufefff\tg\r\nh"))
    assert spoken(writer.render(document)).named("P")[-1].text == "abcdef g h"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(ALPHABET, max_size=300))
def test_any_text_of_known_letters_is_written_word_for_word(writer: PdfWriter, text: str) -> None:
    try:
        heard = spoken(writer.render(page_of(Entry("Entry", text))))
    except UnfitInput:
        return
    assert heard.drawn == heard.referred
    read = "".join(part.text for part in heard.named("Sect")[0].children[1:])
    kept = "".join(c for c in text if c.isprintable() and not c.isspace() and c not in "\xad\u202e")
    assert "".join(read.split()) == "".join(kept.split())


def test_same_document_gives_the_same_bytes(writer: PdfWriter, summary: Document) -> None:
    made_at = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
    assert writer.render(summary) == PdfWriter().render(summary)
    assert writer.render(summary, made_at=made_at) == writer.render(summary, made_at=made_at)
    assert b"CreationDate" not in writer.render(summary)


def test_made_at_is_told(writer: PdfWriter, summary: Document) -> None:
    pdf = writer.render(summary, made_at=datetime(2026, 11, 24, 9, 30, tzinfo=UTC))
    with pikepdf.open(BytesIO(pdf)) as file:
        assert str(file.docinfo["/CreationDate"]) == "D:20261124093000Z"
        assert file.open_metadata()["xmp:CreateDate"] == "2026-11-24T09:30:00Z"


@pytest.mark.parametrize("paper", [A4, LETTER])
def test_pages_have_the_size_of_the_paper(paper: Paper, summary: Document) -> None:
    box = PdfReader(BytesIO(PdfWriter(paper=paper).render(summary))).pages[0].mediabox
    assert (float(box.width), float(box.height)) == pytest.approx((paper.width, paper.height), abs=0.01)


@pytest.mark.parametrize("password", ["kettle otter", "Zo\u00eb \u017c\u00f3\u0142w", "x" * 127])
def test_password_locks_with_aes_256(writer: PdfWriter, summary: Document, password: str) -> None:
    pdf = writer.render(summary, password=password)
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(BytesIO(pdf))
    with pikepdf.open(BytesIO(pdf), password=password) as opened:
        assert (opened.encryption.R, opened.encryption.bits) == (6, 256)
        assert not opened.owner_password_matched
    assert b"Mairi" not in pdf


def test_password_is_composed(writer: PdfWriter, summary: Document) -> None:
    pdf = writer.render(summary, password="Zoe\u0308")
    with pikepdf.open(BytesIO(pdf), password="Zo\u00eb") as opened:
        assert opened.user_password_matched


@pytest.mark.parametrize("password", ["", "\u00e9" * 64, "x" * 128])
def test_password_that_would_not_lock_is_refused(
    writer: PdfWriter, summary: Document, password: str, tmp_path: Path
) -> None:
    with pytest.raises(UnfitInput) as refused:
        writer.write(summary, tmp_path / "summary.pdf", password=password)
    assert not password or password not in str(refused.value)
    assert list(tmp_path.iterdir()) == []


def test_write_returns_the_digest_and_leaves_one_file(writer: PdfWriter, summary: Document, tmp_path: Path) -> None:
    target = tmp_path / "summary.pdf"
    target.write_bytes(b"an older summary")
    digest = writer.write(summary, target)
    assert digest == hashlib.sha256(target.read_bytes()).hexdigest()
    assert target.read_bytes() == writer.render(summary)
    assert list(tmp_path.iterdir()) == [target]


def test_folder_that_is_not_there_is_refused(writer: PdfWriter, summary: Document, tmp_path: Path) -> None:
    with pytest.raises(LDCoachError, match="Nothing was written"):
        writer.write(summary, tmp_path / "gone" / "Mairi.pdf")


def test_target_that_is_a_folder_is_refused_and_leaves_nothing(
    writer: PdfWriter, summary: Document, tmp_path: Path
) -> None:
    (tmp_path / "taken").mkdir()
    with pytest.raises(LDCoachError, match="Nothing was written"):
        writer.write(summary, tmp_path / "taken")
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]


def test_missing_fonts_are_named_as_a_broken_installation(summary: Document, tmp_path: Path) -> None:
    with pytest.raises(LDCoachError, match="Install LDCoach again"):
        PdfWriter(tmp_path).render(summary)
