"""Documents as one HTML file without scripts or references, which prints as well as it reads."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from functools import singledispatch
from html import escape

from ldcoach.documents.charts import SvgCharts
from ldcoach.documents.fonts import FAMILY
from ldcoach.documents.letters import clean_document, readable
from ldcoach.documents.look import COLOURS
from ldcoach.domain.document import Block, Chart, Document, Entry, Facts, Heading, Paragraph, Quote, Table

__all__ = ["render"]

CHART = (520.0, 172.0)
"""Width and height of a chart, in CSS pixels."""

_ALLOWED = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
_FONTS = f"{FAMILY}, Inter, Segoe UI, Noto Sans, sans-serif"
"""A picture does not see the fonts of the page around it."""

_HEAD_CELL = 'th scope="col"'
_STYLE = """
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; background: #canvas; color: #text; overflow-wrap: anywhere;
  font: 16px/1.55 "LDCoach Sans", Inter, "Segoe UI", "Noto Sans", system-ui, sans-serif; }
main { max-width: 46rem; margin: 2rem auto; padding: 2.5rem 3rem; background: #surface;
  border: 1px solid #border; border-radius: 12px; }
.kicker { margin: 0; color: #accent; font-size: .82rem; font-weight: 600; }
h1 { margin: .2rem 0 0; font-size: 1.9rem; line-height: 1.25; }
h2 { margin: 2rem 0 .4rem; font-size: 1.2rem; line-height: 1.3; }
h3 { margin: 1.4rem 0 .3rem; font-size: 1rem; }
p { margin: .5rem 0; white-space: pre-line; }
.muted, .subtitle, footer { color: #muted; }
.muted { font-size: .9rem; }
blockquote { margin: .8rem 0; padding: .1rem 0 .1rem 1rem; border-left: 3px solid #shared_line; }
blockquote p { margin: .3rem 0; font-size: 1.05rem; }
cite { color: #muted; font-size: .9rem; font-style: normal; }
.facts { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1rem 0; padding: 0; list-style: none; }
.facts li { flex: 1 1 10rem; padding: .75rem 1rem; background: #canvas; border-radius: 8px; }
.facts b { display: block; font-size: 1.5rem; line-height: 1.3; }
.facts span { color: #muted; font-size: .85rem; }
table { width: 100%; margin: .8rem 0; border-collapse: collapse; font-size: .94rem; }
th { text-align: start; font-weight: 600; border-bottom: 2px solid #border; }
th, td { padding: .45rem .6rem .45rem 0; vertical-align: top; }
td { border-bottom: 1px solid #border; white-space: pre-line; }
article { margin: .8rem 0; padding: .9rem 1.1rem; border: 1px solid #border; border-radius: 8px; }
article h4 { margin: 0 0 .3rem; font-size: .95rem; }
article p { margin: 0; }
dl { display: grid; grid-template-columns: minmax(6rem, 1fr) 4fr; gap: .2rem 1rem; margin: .6rem 0 0;
  font-size: .92rem; }
dt { color: #muted; }
dd { margin: 0; white-space: pre-line; }
figure { margin: 1rem 0; }
figure img { display: block; width: 100%; height: auto; }
figcaption { margin-bottom: .4rem; font-size: .92rem; font-weight: 600; }
footer { margin-top: 2.5rem; padding-top: 1rem; border-top: 1px solid #border; font-size: .85rem; }
@media (max-width: 40rem) { main { margin: 0; padding: 1.5rem; border: 0; border-radius: 0; } }
@media print { html { font-size: 9.75pt; } body { background: none; font-size: 1rem; line-height: 1.45; }
  main { max-width: none; margin: 0; padding: 0; border: 0; }
  h2 { margin-top: 1.4rem; } h2, h3 { break-after: avoid; } .opens { break-before: page; }
  article, figure, tr { break-inside: avoid; }
  @page { margin: 20mm; size: #paper; @bottom-right { content: counter(page) " / " counter(pages);
    color: #muted; font: 8pt "Segoe UI", "Noto Sans", sans-serif; } } }
"""


def render(document: Document) -> bytes:
    """Return one UTF-8 file that refers to nothing outside itself."""
    document = clean_document(document, readable)
    title = escape(" ".join(document.title.split()))
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f'<html lang="{escape(document.language)}">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_ALLOWED}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{title}</title>",
            f"<style>{_coloured(_STYLE).replace('#paper', document.paper.value)}</style>",
            "</head>",
            "<body>",
            "<main>",
            *_head(document),
            *(line for block in document.blocks for line in _told(block)),
            f"<footer>{_text('p', document.footer)}</footer>",
            "</main>",
            "</body>",
            "</html>",
            "",
        ]
    ).encode()


def _coloured(style: str) -> str:
    """Put colours in place of their names, the longest first since one name begins another."""
    for name in sorted(COLOURS, key=len, reverse=True):
        style = style.replace(f"#{name}", COLOURS[name])
    return style.strip()


def _head(document: Document) -> Iterator[str]:
    if document.kicker:
        yield _text("p", document.kicker, "kicker")
    yield _text("h1", document.title)
    if document.subtitle:
        yield _text("p", document.subtitle, "subtitle")


@singledispatch
def _told(block: Block) -> Iterator[str]:
    raise TypeError(type(block).__name__)


@_told.register
def _(block: Heading) -> Iterator[str]:
    yield _text(f"h{block.level}", block.text, "opens" if block.opens_page else "")


@_told.register
def _(block: Paragraph) -> Iterator[str]:
    yield _text("p", block.text, "muted" if block.muted else "")


@_told.register
def _(block: Quote) -> Iterator[str]:
    source = _text("cite", block.source) if block.source else ""
    yield f"<blockquote>{_text('p', block.text)}{source}</blockquote>"


@_told.register
def _(block: Facts) -> Iterator[str]:
    yield '<ul class="facts">'
    for fact in block.facts:
        note = _text("span", fact.note) if fact.note else ""
        yield f"<li>{_text('span', fact.label)}{_text('b', fact.value)}{note}</li>"
    yield "</ul>"


@_told.register
def _(block: Table) -> Iterator[str]:
    whole = sum(block.widths) or 1.0
    yield "<table>"
    yield "".join(f'<col style="width: {100 * width / whole:.3g}%">' for width in block.widths)
    yield f"<thead>{_row(_HEAD_CELL, block.head)}</thead>"
    yield f"<tbody>{''.join(_row('td', row) for row in block.rows)}</tbody>"
    yield "</table>"


@_told.register
def _(block: Entry) -> Iterator[str]:
    yield f"<article>{_text('h4', block.title)}{_text('p', block.text) if block.text.strip() else ''}"
    if block.details:
        pairs = (f"{_text('dt', label)}{_text('dd', words)}" for label, words in block.details)
        yield f"<dl>{''.join(pairs)}</dl>"
    yield "</article>"


@_told.register
def _(block: Chart) -> Iterator[str]:
    drawn = SvgCharts().svg(block, COLOURS, *CHART).replace(FAMILY.encode(), _FONTS.encode())
    picture = b64encode(drawn).decode()
    caption = " \N{MIDDLE DOT} ".join(part for part in (block.title, block.unit) if part)
    named = _text("figcaption", caption) if caption else ""
    yield f'<figure>{named}<img alt="{escape(block.alt)}" src="data:image/svg+xml;base64,{picture}"></figure>'


def _row(cell: str, words: Iterable[str]) -> str:
    return f"<tr>{''.join(_text(cell, text) for text in words)}</tr>"


def _text(tag: str, words: str, look: str = "") -> str:
    """Return an element whose direction follows what is written in it."""
    named = f' class="{look}"' if look else ""
    return f'<{tag} dir="auto"{named}>{escape(words.strip())}</{tag.split(maxsplit=1)[0]}>'
