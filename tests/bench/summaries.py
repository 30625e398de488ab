"""200 summaries in one go, against what reportlab alone takes for the same pages: run `python -m tests.bench.summaries`.

The bare side lays out and draws the same words with reportlab's own paragraphs and tables, in the same fonts: without
structure, receipts, gate or record.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab import rl_config
from reportlab.graphics.shapes import Drawing
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, LongTable, PageBreak, SimpleDocTemplate, Spacer
from reportlab.platypus import Paragraph as Set

from ldcoach.app.sample import make_sample
from ldcoach.documents.charts import drawn
from ldcoach.documents.fonts import fonts_in
from ldcoach.documents.look import COLOURS, Weight
from ldcoach.documents.writers import Writers
from ldcoach.domain.document import Chart, Document, Entry, Heading, Paragraph, Quote, Table
from ldcoach.paths import Home, resources
from ldcoach.services.desk import Desk

PEOPLE, TIMES = 4, 50
"""Seconds are those of the processor, so that a busy machine does not count."""
FROM, TO = date(2026, 8, 20), date(2026, 11, 20)


def main() -> int:
    """Measure both sides, print what they took, and tell whether the bound of 1.15 holds."""
    with tempfile.TemporaryDirectory() as folder:
        opened, _ = make_sample(Home(Path(folder) / "home"), people=PEOPLE, years=1, seed=1, today=TO)
        stories = [opened.desk.summaries.story(line.person_id, FROM, TO) for line in opened.desk.people.lines()]
        documents = [opened.desk.summaries.document(story) for story in stories]
        bare, ours = _bare(documents[0]), Writers().render(documents[0])  # both have warmed up
        print(f"pages of the first: {_pages(ours)} ours, {_pages(bare)} bare")
        bare_took, ours_took = _timed(documents)
        print(f"{PEOPLE * TIMES} PDFs: bare reportlab {bare_took:.1f} s, tagged {ours_took:.1f} s")
        print(f"ratio {ours_took / bare_took:.2f} (bound 1.15)")
        _print_whole(opened.desk, Path(folder))
        opened.close()
    return 0 if ours_took <= 1.15 * bare_took else 1


def _timed(documents: list[Document]) -> tuple[float, float]:
    """Return what the bare side and ours take, in turn, so that a machine that slows down slows both."""
    bare = ours = 0.0
    for _ in range(TIMES):
        for document in documents:
            start = time.process_time()
            _bare(document)
            between = time.process_time()
            Writers().render(document)
            bare += between - start
            ours += time.process_time() - between
    return bare, ours


def _print_whole(desk: Desk, folder: Path) -> None:
    """Print what the whole way takes, receipts and gate included, and how much memory a second round adds."""
    people = [line.person_id for line in desk.people.lines()]
    held = []
    start = time.process_time()
    for number in range(TIMES):
        for person in people:
            desk.summaries.export(desk.summaries.story(person, FROM, TO), folder / "one.pdf")
        if number in {TIMES // 2, TIMES - 1}:
            held.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000)
    took = time.process_time() - start
    print(f"with record, gate, receipts and files: {took:.1f} s; memory grew by {held[1] - held[0]:.1f} MB")


def _pages(pdf: bytes) -> int:
    return pdf.count(b"/Type /Page") - pdf.count(b"/Type /Pages") or pdf.count(b"/Page ")


def _bare(document: Document) -> bytes:
    out = BytesIO()
    fonts = fonts_in(resources() / "fonts")
    text = ParagraphStyle("text", fontName=fonts.name(Weight.REGULAR), fontSize=9.75, leading=14.5)
    head = ParagraphStyle("head", fontName=fonts.name(Weight.SEMIBOLD), fontSize=12.5, leading=17, spaceBefore=10)
    template = SimpleDocTemplate(out, pagesize=A4, initialFontName=text.fontName, pageCompression=1)
    rl_config.useA85 = 1  # as it is unless told otherwise
    template.build([Set(escape(document.title), head), *_flowables(document, text, head)])
    rl_config.useA85 = 0
    return out.getvalue()


class _Picture(Flowable):
    def __init__(self, drawing: Drawing) -> None:
        super().__init__()
        self.drawing, self.width, self.height = drawing, drawing.width, drawing.height

    def draw(self) -> None:
        """Draw it where it lies."""
        self.drawing.drawOn(self.canv, 0, 0)


def _flowables(document: Document, text: ParagraphStyle, head: ParagraphStyle) -> Iterator[Flowable]:
    for block in document.blocks:
        match block:
            case Heading():
                if block.opens_page:
                    yield PageBreak()
                yield Set(escape(block.text), head)
            case Paragraph() | Quote():
                yield Set(escape(block.text), text)
            case Entry():
                yield Set(escape(block.title), text)
                yield Set(escape(block.text), text)
                yield from (Set(escape(f"{label} {words}"), text) for label, words in block.details)
                yield Spacer(1, 22)
            case Table():
                yield LongTable([[Set(escape(cell), text) for cell in row] for row in (block.head, *block.rows)])
            case Chart():
                yield _Picture(drawn(block, COLOURS, (450, 152), fonts_in(resources() / "fonts")))


if __name__ == "__main__":
    sys.exit(main())
