"""Five formats of one document: each holds every word, and none lets a word become markup."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt
from markdown_it.token import Token

from ldcoach.documents.letters import readable
from ldcoach.documents.word_styles import CARD, CARD_TITLE
from ldcoach.documents.writers import Writers
from ldcoach.domain.document import Block, Document, Entry, Facts, Format, Paragraph, Quote, Table
from ldcoach.errors import UnfitInput
from ldcoach.paths import resources
from tests.documents.conftest import page_of

OPEN = [each for each in Format if each is not Format.PDF]
HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "</style></head><body onload=alert(1)>",
    '"><iframe src="https://example.org"></iframe>',
    '=HYPERLINK("https://example.org","click")',
    "{{ 7 * 7 }} ${7*7} <%= 7 %>",
    "&lt;b&gt; &#60;b&#62; &xxe; <!ENTITY xxe SYSTEM 'file:///etc/passwd'>",
    "[click](javascript:alert(1)) ![](https://example.org/x.png) <https://example.org>",
    "https://example.org www.example.org somebody@example.org mailto:somebody@example.org",
    "# heading\n\n- item\n1. one\n\n    code\n\n```\nfence\n```\n---\n===\n> quote",
    "| a | b |\n| --- | --- |\n~~gone~~ **bold** _slanted_ `code` \\*",
    "[^1]: note\n[ref]: https://example.org 'title'\nTerm\n: meaning",
    "\u202egnitirw desrever\u202c and \u2066more\u2069",
    "nul \x00 bell \x07 half \ud800 not \ufffe done \uffff",
    "  leading and trailing   ",
    "emoji 👩\u200d🔧 and عمر and 李小龍 and Nguyễn Thị Ánh",
]


class Tags(HTMLParser):
    """Reads an HTML file as its elements, what they refer to, and the words between them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.references: list[str] = []
        self.handlers: list[str] = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect the element and what it refers to."""
        self.tags.add(tag)
        self.references += [value or "" for name, value in attrs if name in {"src", "href", "action", "data"}]
        self.handlers += [name for name, _ in attrs if name.startswith("on")]

    def handle_data(self, data: str) -> None:
        """Collect the words."""
        self.words += data


@pytest.mark.parametrize("file_format", OPEN)
def test_every_word_of_every_block_is_in_the_file(summary: Document, file_format: Format) -> None:
    told = " ".join(_read(Writers().render(summary, file_format=file_format), file_format).split())
    missing = [words for words in _words(summary.blocks) if " ".join(words.split()) not in told]
    assert missing == []


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("file_format", OPEN)
def test_what_a_person_wrote_stays_data(words: str, file_format: Format) -> None:
    document = page_of(*_everywhere(words), title=words)
    told = _read(Writers().render(document, file_format=file_format), file_format)
    bare = "".join(readable(words).split())
    assert "".join(told.split()).count(bare) >= len(_everywhere(words))


@pytest.mark.parametrize("words", HOSTILE)
def test_html_gains_no_element_and_refers_to_nothing(words: str) -> None:
    plain = Tags(Writers().render(page_of(*_everywhere("x"), title="x"), file_format=Format.HTML).decode())
    read = Tags(Writers().render(page_of(*_everywhere(words), title=words), file_format=Format.HTML).decode())
    assert read.tags == plain.tags
    assert (read.references, read.handlers) == ([], [])


def test_html_runs_no_script_and_loads_only_its_own_pictures(summary: Document) -> None:
    read = Tags(Writers().render(summary, file_format=Format.HTML).decode())
    assert "script" not in read.tags
    assert [reference[:26] for reference in read.references] == ["data:image/svg+xml;base64,"]


@pytest.mark.parametrize("words", HOSTILE)
def test_markdown_gains_no_markup(words: str) -> None:
    plain, read = (_markdown(page_of(*_everywhere(each), title="x")) for each in ("x", words))
    unfit = {"html_inline", "html_block", "link_open", "image", "code_inline", "fence", "code_block", "s_open"}
    assert unfit & {token.type for token in _flat(read)} == set()
    kinds = [sum(token.type == kind for token in read) for kind in ("heading_open", "table_open", "blockquote_open")]
    assert kinds == [sum(token.type == kind for token in plain) for kind in _COUNTED]


def test_markdown_leaves_no_address_that_a_reader_would_turn_into_a_link() -> None:
    words = "see https://example.org, www.example.org, a@example.org, mailto:b@example.org"
    told = Writers().render(page_of(Paragraph(words)), file_format=Format.MARKDOWN).decode()
    assert not re.search(r"(?i)://|www\.|\w@\w|mailto:", told)


@pytest.mark.parametrize("words", HOSTILE)
def test_a_docx_gains_no_field_and_no_reference(words: str) -> None:
    content = Writers().render(page_of(*_everywhere(words), title=words), file_format=Format.DOCX)
    with zipfile.ZipFile(BytesIO(content)) as parts:
        body = parts.read("word/document.xml").decode()
        references = b"".join(parts.read(name) for name in parts.namelist() if name.endswith(".rels")).decode()
    assert not re.search(r"<w:(fldChar|instrText|hyperlink|fldSimple)", body)
    assert 'TargetMode="External"' not in references


def test_json_fits_its_schema(summary: Document) -> None:
    schema = json.loads((resources() / "templates" / "document.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    told = json.loads(Writers().render(summary, file_format=Format.JSON))
    assert list(validator.iter_errors(told)) == []
    kinds = {block["kind"] for block in told["blocks"]}
    assert kinds == {"facts", "heading", "paragraph", "chart", "quote", "entry", "table"}
    assert list(validator.iter_errors(told | {"version": 2})) != []


def test_a_docx_has_real_styles_alternative_text_and_a_repeated_header(summary: Document) -> None:
    paper = docx.Document(BytesIO(Writers().render(summary, file_format=Format.DOCX)))
    styles = {line.style.name for line in paper.paragraphs if line.style}
    assert {"Title", "Subtitle", "Heading 1", "Heading 2", "Quote", "List Bullet"} <= styles
    assert "the target is 4" in paper.inline_shapes[0]._inline.docPr.get("descr")
    assert "w:tblHeader" in paper.tables[0].rows[0]._tr.xml
    assert (paper.core_properties.title, paper.core_properties.language) == ("Mairi Campbell", "en-GB")
    assert paper.core_properties.author == "LDCoach"


def test_a_docx_says_whose_every_page_but_the_first_is(summary: Document) -> None:
    paper = docx.Document(BytesIO(Writers().render(summary, file_format=Format.DOCX)))
    (section,) = paper.sections
    assert section.different_first_page_header_footer
    assert "Mairi Campbell" in section.header.paragraphs[0].text
    assert section.first_page_header.paragraphs[0].text == ""
    for footer in (section.first_page_footer, section.footer):
        assert summary.footer in footer.paragraphs[0].text
        assert "NUMPAGES" in footer.paragraphs[0]._p.xml


def test_a_docx_has_cards_by_style_that_hold_together(summary: Document) -> None:
    paper = docx.Document(BytesIO(Writers().render(summary, file_format=Format.DOCX)))
    titles = [line for line in paper.paragraphs if line.style and line.style.name == CARD_TITLE]
    assert [line.text for line in titles] == [block.title for block in summary.blocks if isinstance(block, Entry)]
    assert titles[0].style is not None
    for name in (CARD_TITLE, CARD):
        shape = paper.styles[name].element.pPr
        order = [part.tag.split("}")[1] for part in shape]
        assert order.index("pBdr") < order.index("shd") < order.index("spacing") < order.index("ind")
    for row in paper.tables[0].rows:
        assert "w:cantSplit" in row._tr.xml
    about = [part.tag.split("}")[1] for part in paper.tables[0]._tbl.tblPr]
    laid_down = ["tblStyle", "tblW", "jc", "tblBorders", "tblLayout", "tblCellMar", "tblLook"]
    assert about == [name for name in laid_down if name in about]
    assert {"tblBorders", "tblLayout", "tblCellMar"} <= set(about)


def test_a_docx_lets_arabic_run_from_right_to_left() -> None:
    content = Writers().render(page_of(Paragraph("مرحبا"), Paragraph("Hello")), file_format=Format.DOCX)
    arabic, english = docx.Document(BytesIO(content)).paragraphs[-2:]
    assert "w:bidi" in arabic._p.xml
    assert "w:bidi" not in english._p.xml


@pytest.mark.parametrize("file_format", OPEN)
def test_only_a_pdf_takes_a_password(summary: Document, tmp_path: Path, file_format: Format) -> None:
    target = tmp_path / f"summary.{file_format}"
    with pytest.raises(UnfitInput, match="Only a PDF"):
        Writers().write(summary, target, file_format=file_format, password="soft copper rain")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("file_format", [Format.HTML, Format.MARKDOWN, Format.JSON])
def test_the_same_document_gives_the_same_bytes(summary: Document, file_format: Format) -> None:
    assert Writers().render(summary, file_format=file_format) == Writers().render(summary, file_format=file_format)


@given(words=st.text(max_size=300))
def test_any_text_comes_back_whole(words: str) -> None:
    document = page_of(Paragraph(words), Table((words,), ((words,),), (1.0,)))
    bare = "".join(readable(words).split())
    for file_format in (Format.HTML, Format.MARKDOWN, Format.JSON):
        told = _read(Writers().render(document, file_format=file_format), file_format)
        assert "".join(told.split()).count(bare) >= 1


def test_a_word_of_a_megabyte_is_written() -> None:
    document = page_of(Paragraph("x" * 1_000_000))
    for file_format in OPEN:
        told = _read(Writers().render(document, file_format=file_format), file_format)
        assert "x" * 1_000_000 in told


_COUNTED = ("heading_open", "table_open", "blockquote_open")


def _everywhere(words: str) -> tuple[Block, ...]:
    return (
        Paragraph(words),
        Quote(words, words),
        Entry(words, words, ((words, words),)),
        Table((words, words), ((words, words),), (1, 1)),
    )


def _words(value: object) -> Iterator[str]:
    """Yield what has to be readable; of charts, the title and the words."""
    for block in value if isinstance(value, tuple) else ():
        if isinstance(block, Facts):
            yield from (part for fact in block.facts for part in (fact.label, fact.value, fact.note))
        elif isinstance(block, Table):
            yield from (cell for row in (block.head, *block.rows) for cell in row)
        elif isinstance(block, Entry):
            yield from (block.title, block.text, *(part for pair in block.details for part in pair))
        elif isinstance(block, Quote):
            yield from (block.text, block.source)
        elif isinstance(block, Paragraph):
            yield block.text


def _read(content: bytes, file_format: Format) -> str:
    if file_format is Format.HTML:
        return Tags(content.decode()).words
    if file_format is Format.JSON:
        return "\n".join(_strings(json.loads(content)))
    if file_format is Format.DOCX:
        paper = docx.Document(BytesIO(content))
        cells = (cell.text for table in paper.tables for row in table.rows for cell in row.cells)
        return "\n".join([*(line.text for line in paper.paragraphs), *cells])
    return "".join(token.content or "\n" for token in _flat(_parser().parse(content.decode())))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from _strings(part)
    elif isinstance(value, str):
        yield value


def _parser() -> MarkdownIt:
    return MarkdownIt("gfm-like", {"linkify": False}).disable("linkify")


def _markdown(document: Document) -> list[Token]:
    return _parser().parse(Writers().render(document, file_format=Format.MARKDOWN).decode())


def _flat(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        if token.children is None:
            yield token
        else:
            yield from _flat(token.children)
