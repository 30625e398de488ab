"""Documents for word processors (DOCX), in real styles, so that headings, lists and tables can be worked with."""

from __future__ import annotations

from functools import singledispatch
from io import BytesIO
from typing import Any
from unicodedata import bidirectional

import docx
from docx.document import Document as Paper
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table as Grid
from docx.table import _Row as Row
from docx.text.paragraph import Paragraph as Line

from ldcoach.documents import word_styles as styles
from ldcoach.documents.charts import png
from ldcoach.documents.letters import clean_document, readable
from ldcoach.documents.look import COLOURS
from ldcoach.domain.document import Block, Chart, Document, Entry, Facts, Heading, Paragraph, Quote, Table

__all__ = ["render"]

CHART = (480.0, 152.0)
"""Width and height of a chart, in points."""

LINE = 170
"""Width of a line, in millimetres."""


def render(document: Document) -> bytes:
    """Return the file's bytes."""
    document = clean_document(document, readable)
    paper = docx.Document()
    styles.dress(paper, document)
    if document.kicker:
        paper.add_paragraph(document.kicker, styles.KICKER)
    paper.add_paragraph(document.title, "Title")
    if document.subtitle:
        paper.add_paragraph(document.subtitle, "Subtitle")
    for block in document.blocks:
        _told(block, paper)
    _margins(paper, document)
    _turn(paper)
    out = BytesIO()
    paper.save(out)
    return out.getvalue()


@singledispatch
def _told(block: Block, paper: Paper) -> None:
    message = f"no way to tell {type(block).__name__} in {type(paper).__name__}"
    raise TypeError(message)


@_told.register
def _(block: Heading, paper: Paper) -> None:
    line = paper.add_paragraph(block.text, f"Heading {block.level - 1}")
    if block.opens_page:
        line.paragraph_format.page_break_before = True
        line.paragraph_format.space_before = Pt(0)


@_told.register
def _(block: Paragraph, paper: Paper) -> None:
    paper.add_paragraph(block.text, styles.MUTED if block.muted else "Normal")


@_told.register
def _(block: Quote, paper: Paper) -> None:
    paper.add_paragraph(block.text, "Quote")
    paper.add_paragraph(block.source, styles.SOURCE)


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
    _fill(table.rows[0], block.head, styles.CELL_HEAD)
    _mark(table.rows[0], "tblHeader")
    for words in block.rows:
        _fill(table.add_row(), words, styles.CELL)
    for row in table.rows:
        _mark(row, "cantSplit")
    whole = sum(block.widths) or 1.0
    for column, share in zip(table.columns, block.widths, strict=True):
        column.width = Mm(round(LINE * share / whole))
        for cell in column.cells:
            cell.width = column.width
    # A word processor wants a line after a table; a small one leaves no hole.
    after = paper.add_paragraph(style=styles.MUTED)
    after.paragraph_format.space_after, after.paragraph_format.line_spacing = Pt(0), Pt(4)


@_told.register
def _(block: Entry, paper: Paper) -> None:
    paper.add_paragraph(block.title, styles.CARD_TITLE)
    lines = [paper.add_paragraph(block.text.strip(), styles.CARD)] if block.text.strip() or not block.details else []
    for label, words in block.details:
        line = paper.add_paragraph(style=styles.CARD)
        line.add_run(f"{label}: ").font.color.rgb = styles.colour_of("muted")
        line.add_run(words)
        lines.append(line)
    for line in lines[:-1]:
        line.paragraph_format.keep_with_next = True


@_told.register
def _(block: Chart, paper: Paper) -> None:
    caption = " · ".join(part for part in (block.title, block.unit) if part)
    if caption:
        paper.add_paragraph(caption, styles.CHART_TITLE)
    width, height = CHART
    picture = paper.add_picture(BytesIO(png(block, COLOURS, width, height)), width=Pt(width))
    paper.paragraphs[-1].style = styles.CHART
    named: Any = picture._inline.docPr  # noqa: SLF001  # the library has no other way to give a picture its words
    named.set("descr", block.alt)
    named.set("title", block.title)


def _fill(row: Row, words: tuple[str, ...], style: str) -> None:
    for cell, told in zip(row.cells, words, strict=True):
        line = cell.paragraphs[0]
        line.style = style
        line.add_run(told)


def _rule(table: Grid) -> None:
    """Draw quiet lines between rows, and none between columns; words begin where those of the page do."""
    borders = OxmlElement("w:tblBorders")
    for edge in ("bottom", "insideH"):
        line = OxmlElement(f"w:{edge}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", COLOURS["border"].lstrip("#"))):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    properties: Any = table._tbl.tblPr  # noqa: SLF001  # as above
    properties.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
    margins, left = OxmlElement("w:tblCellMar"), OxmlElement("w:left")
    left.set(qn("w:w"), "0")
    left.set(qn("w:type"), "dxa")
    margins.append(left)
    properties.insert_element_before(margins, "w:tblLook")


def _mark(row: Row, name: str) -> None:
    """Mark a row: as the header, which stands again on the next page, or as one that no page breaks."""
    mark = OxmlElement(f"w:{name}")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)  # noqa: SLF001  # as above


def _turn(paper: Paper) -> None:
    """Let paragraphs that begin from right to left run that way."""
    for line in paper.element.body.iter(qn("w:p")):
        strong = (bidirectional(c) for words in line.iter(qn("w:t")) for c in words.text or "")
        if next((way for way in strong if way in {"L", "R", "AL"}), "L") == "L":
            continue
        line.get_or_add_pPr().insert_element_before(OxmlElement("w:bidi"), *styles.AFTER_BIDI)
        for run in line.iter(qn("w:r")):
            run.get_or_add_rPr().append(OxmlElement("w:rtl"))


def _margins(paper: Paper, document: Document) -> None:
    """Say on every page what it is, and from the second on whose."""
    section = paper.sections[0]
    section.different_first_page_header_footer = True
    named = " · ".join(part for part in (" ".join(document.title.split()), document.kicker) if part)
    section.header.paragraphs[0].style = styles.MUTED
    section.header.paragraphs[0].add_run(named)
    for footer in (section.first_page_footer, section.footer):
        _foot(footer.paragraphs[0], document)


def _foot(line: Line, document: Document) -> None:
    line.style = styles.MUTED
    line.paragraph_format.tab_stops.clear_all()
    line.add_run(f"{document.footer} · " if document.footer else "")
    before, _, rest = document.page_label.partition("{page}")
    between, _, after = rest.partition("{pages}")
    line.add_run(before)
    _field(line, "PAGE")
    line.add_run(between)
    _field(line, "NUMPAGES")
    line.add_run(after)


def _field(line: Line, name: str) -> None:
    field, run, words = OxmlElement("w:fldSimple"), OxmlElement("w:r"), OxmlElement("w:t")
    field.set(qn("w:instr"), name)
    words.text = "1"  # shown until the word processor has counted
    run.append(words)
    field.append(run)
    line._p.append(field)  # noqa: SLF001  # as above
