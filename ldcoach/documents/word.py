"""Documents for word processors (DOCX), in real styles, so that headings, lists and tables can be worked with."""

from __future__ import annotations

from functools import singledispatch
from io import BytesIO
from typing import Any
from unicodedata import bidirectional

import docx
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table as Grid
from docx.table import _Row as Row
from docx.text.paragraph import Paragraph as Line

from ldcoach.documents.charts import png
from ldcoach.documents.letters import clean_document, readable
from ldcoach.documents.look import COLOURS, PAPERS
from ldcoach.domain.document import Block, Chart, Document, Entry, Facts, Heading, Paragraph, Quote, Table

__all__ = ["render"]

FONT = "Calibri"
CHART = (480.0, 152.0)
"""Width and height of a chart, in points."""

LINE = 170
"""Width of a line, in millimetres."""

_SIZES = {"Normal": 10.5, "Title": 24, "Subtitle": 11, "Heading 1": 14, "Heading 2": 11.5, "Quote": 11.5}


def render(document: Document) -> bytes:
    """Return the file's bytes."""
    document = clean_document(document, readable)
    paper = docx.Document()
    _dress(paper, document)
    if document.kicker:
        _mute(paper.add_paragraph(), document.kicker, "accent")
    paper.add_paragraph(document.title, "Title")
    if document.subtitle:
        paper.add_paragraph(document.subtitle, "Subtitle")
    for block in document.blocks:
        _told(block, paper)
    _footer(paper, document)
    _turn(paper)
    out = BytesIO()
    paper.save(out)
    return out.getvalue()


def _dress(paper: Paper, document: Document) -> None:
    """Set page, fonts, colours and language; forget what the template says of its own author."""
    section = paper.sections[0]
    paper_size = PAPERS[document.paper]
    section.page_width, section.page_height = Pt(paper_size.width), Pt(paper_size.height)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(20)
    for name, size in _SIZES.items():
        style: Any = paper.styles[name]
        style.font.name, style.font.size, style.font.italic = FONT, Pt(size), False
        style.font.color.rgb = _colour("muted" if name == "Subtitle" else "text")
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            style.element.rPr.rFonts.attrib.pop(qn(f"w:{theme}"), None)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), document.language)
    normal: Any = paper.styles["Normal"]
    normal.element.rPr.append(language)
    properties = paper.core_properties
    properties.title = " ".join(document.title.split())[:255]
    properties.language = document.language
    properties.author = properties.last_modified_by = "LDCoach"
    properties.comments = properties.keywords = properties.subject = ""


@singledispatch
def _told(block: Block, paper: Paper) -> None:
    message = f"no way to tell {type(block).__name__} in {type(paper).__name__}"
    raise TypeError(message)


@_told.register
def _(block: Heading, paper: Paper) -> None:
    line = paper.add_paragraph(block.text, f"Heading {block.level - 1}")
    line.paragraph_format.page_break_before = block.opens_page


@_told.register
def _(block: Paragraph, paper: Paper) -> None:
    if block.muted:
        _mute(paper.add_paragraph(), block.text)
    else:
        paper.add_paragraph(block.text)


@_told.register
def _(block: Quote, paper: Paper) -> None:
    paper.add_paragraph(block.text, "Quote")
    if block.source:
        _mute(paper.add_paragraph(), block.source)


@_told.register
def _(block: Facts, paper: Paper) -> None:
    for fact in block.facts:
        line = paper.add_paragraph(f"{fact.label}: ", "List Bullet")
        line.add_run(fact.value).bold = True
        if fact.note:
            line.add_run(f" ({fact.note})")


@_told.register
def _(block: Table, paper: Paper) -> None:
    table = paper.add_table(rows=1, cols=len(block.head))
    table.autofit = False
    _rule(table)
    for cell, words in zip(table.rows[0].cells, block.head, strict=True):
        cell.paragraphs[0].add_run(words).bold = True
    _repeat(table.rows[0])
    for row in block.rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    whole = sum(block.widths) or 1.0
    for column, share in zip(table.columns, block.widths, strict=True):
        column.width = Mm(round(LINE * share / whole))
        for cell in column.cells:
            cell.width = column.width
            for line in cell.paragraphs:
                line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(3)
    paper.add_paragraph()


@_told.register
def _(block: Entry, paper: Paper) -> None:
    head = paper.add_paragraph()
    head.add_run(block.title).bold = True
    head.paragraph_format.keep_with_next = True
    if block.text.strip():
        paper.add_paragraph(block.text.strip())
    for label, words in block.details:
        line = paper.add_paragraph(style="List Bullet")
        _mute(line, f"{label}: ")
        line.add_run(words)


@_told.register
def _(block: Chart, paper: Paper) -> None:
    width, height = CHART
    picture = paper.add_picture(BytesIO(png(block, COLOURS, width, height)), width=Pt(width))
    named: Any = picture._inline.docPr  # noqa: SLF001  # the library has no other way to give a picture its words
    named.set("descr", block.alt)
    named.set("title", block.title)


def _rule(table: Grid) -> None:
    """Draw quiet lines between rows, and none between columns."""
    borders = OxmlElement("w:tblBorders")
    for edge in ("bottom", "insideH"):
        line = OxmlElement(f"w:{edge}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", COLOURS["border"].lstrip("#"))):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    table._tbl.tblPr.append(borders)  # noqa: SLF001  # as above


def _repeat(row: Row) -> None:
    """Mark a row as the header, for screen readers and for the next page."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)  # noqa: SLF001  # as above


def _turn(paper: Paper) -> None:
    """Let paragraphs that begin from right to left run that way."""
    for line in paper.element.body.iter(qn("w:p")):
        strong = (bidirectional(c) for words in line.iter(qn("w:t")) for c in words.text or "")
        if next((way for way in strong if way in {"L", "R", "AL"}), "L") == "L":
            continue
        line.get_or_add_pPr().append(OxmlElement("w:bidi"))
        for run in line.iter(qn("w:r")):
            run.get_or_add_rPr().append(OxmlElement("w:rtl"))


def _footer(paper: Paper, document: Document) -> None:
    line = paper.sections[0].footer.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.LEFT
    _mute(line, f"{document.footer} · " if document.footer else "")
    before, _, rest = document.page_label.partition("{page}")
    between, _, after = rest.partition("{pages}")
    _mute(line, before)
    _field(line, "PAGE")
    _mute(line, between)
    _field(line, "NUMPAGES")
    _mute(line, after)


def _field(line: Line, name: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    line._p.append(field)  # noqa: SLF001  # as above


def _mute(line: Line, words: str, colour: str = "muted") -> None:
    run = line.add_run(words)
    run.font.color.rgb = _colour(colour)
    run.font.size = Pt(9.5)


def _colour(name: str) -> RGBColor:
    return RGBColor.from_string(COLOURS[name].lstrip("#"))
