"""Documents as tagged PDF, plain or locked with a password."""

from __future__ import annotations

import secrets
import unicodedata
from datetime import UTC, datetime
from io import BytesIO
from itertools import chain
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

import pikepdf
from pikepdf import Dictionary

from ldcoach.documents.compose import Composer
from ldcoach.documents.files import write_whole
from ldcoach.documents.fonts import FILES, Fonts, fonts_in
from ldcoach.documents.form_font import field_font
from ldcoach.documents.letters import clean_document, drawn_texts, refusal
from ldcoach.documents.lines import broken
from ldcoach.documents.look import FOOTER, PAPERS, Paper, Weight
from ldcoach.documents.paint import EmbeddedCanvas, Footer, Painter
from ldcoach.documents.progress import Share
from ldcoach.documents.reply_pages import ReplyComposer, ReplyPainter, attach_fields
from ldcoach.documents.strips import paginate
from ldcoach.documents.tagging import attach
from ldcoach.documents.wide_letters import name_wide_letters
from ldcoach.errors import UnfitInput
from ldcoach.paths import resources

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ldcoach.documents.form_pages import PlacedField
    from ldcoach.documents.reply_pages import PlacedTick
    from ldcoach.documents.tagging import Node
    from ldcoach.domain.document import Document
    from ldcoach.services.ports.documents import Step

__all__ = ["PdfWriter"]

ABOVE_FOOTER = 8.0
COMPOSED, PAINTED = 45, 90
"""How far a document is once it is laid out, and once it is on its pages, in hundredths of the time it takes."""
LONGEST_PASSWORD = 127
"""Bytes of UTF-8 that PDF 2.0 looks at; readers disagree about longer ones."""

_ONE_AT_A_TIME = Lock()  # reportlab reads glyphs through one position in each font file


class PdfWriter:
    """Writes documents as PDF that a screen reader can follow."""

    def __init__(
        self,
        fonts: Path | None = None,
        paper: Paper | None = None,
        compose: Callable[[Fonts, float], Composer] = Composer,
    ) -> None:
        """Keep where the bundled fonts lie (the program's own by default), the paper, and what lays it out.

        Without a paper each document is laid out for its own.
        """
        self._folder = fonts or resources() / "fonts"
        self._paper = paper
        self._compose = compose

    def write(
        self, document: Document, target: Path, *, password: str | None = None, made_at: datetime | None = None
    ) -> str:
        """Write the file whole or not at all; return its SHA-256 in hex. Raises as `render`.

        Raises:
            LDCoachError: the folder cannot be written; nothing was.

        """
        return write_whole(target, self.render(document, password=password, made_at=made_at))

    def render(
        self,
        document: Document,
        *,
        password: str | None = None,
        made_at: datetime | None = None,
        step: Step | None = None,
    ) -> bytes:
        """Return the file's bytes; the same document gives the same bytes unless a password locks it.

        `step` is told how far it is, in hundredths; what it raises leaves nothing behind.

        Raises:
            UnfitInput: no font can draw some letters, or the password is empty or too long.

        """
        lock = None if password is None else _lock(password)
        document = clean_document(document)
        share = Share(step)
        with _ONE_AT_A_TIME:
            fonts = fonts_in(self._folder)
            if missing := fonts.missing(drawn_texts(document)):
                raise refusal(missing)
            painted = self._painted(document, fonts, share)
        return self._finished(painted, document, lock, made_at)

    def _painted(self, document: Document, fonts: Fonts, share: Share) -> _Painted:
        paper, buffer = self._paper or PAPERS[document.paper], BytesIO()
        composer = self._compose(fonts, paper.line)
        note = tuple(broken(document.footer, FOOTER, paper.line * 0.75, fonts))
        room = paper.height - paper.top - paper.bottom - Footer(note, ()).height - ABOVE_FOOTER
        replies = ReplyComposer(composer.root, fonts, paper.line)
        answered = replies.strips(document.reply) if document.reply else ()
        composed = composer.strips(document, share.part(0, COMPOSED))
        pages = paginate(chain(composed, answered), room)
        labels = (_page_label(document, number, len(pages)) for number in range(1, len(pages) + 1))
        footer = Footer(
            note,
            tuple(broken(label, FOOTER, paper.line, fonts)[0] for label in labels),
            broken(_named(document), FOOTER, paper.line, fonts)[0],
        )
        canvas = EmbeddedCanvas(
            buffer,
            pagesize=(paper.width, paper.height),
            initialFontName=fonts.name(Weight.REGULAR),  # type: ignore[arg-type]  # the stub says float
            invariant=1,
            pageCompression=1,
        )
        painter = ReplyPainter(canvas, paper, replies) if document.reply else Painter(canvas, paper)
        painter.paint(pages, footer, share.part(COMPOSED, PAINTED))
        canvas.save()
        found = painter.found if isinstance(painter, ReplyPainter) else []
        return _Painted(buffer.getvalue(), composer.root, found)

    def _finished(
        self, painted: _Painted, document: Document, lock: pikepdf.Encryption | None, made_at: datetime | None
    ) -> bytes:
        out = BytesIO()
        with pikepdf.open(BytesIO(painted.untagged)) as pdf:
            attach(pdf, painted.root, document.language)
            name_wide_letters(pdf)
            if document.reply is not None:
                font = field_font(pdf, self._folder / f"{FILES}-{Weight.REGULAR}.ttf")
                attach_fields(pdf, painted.found, document.reply.uid, font)
            _describe(pdf, " ".join(document.title.split()), made_at)
            if lock is None:
                pdf.save(out, deterministic_id=True, min_version="1.7")
            else:
                pdf.save(out, encryption=lock, min_version="1.7")
        return out.getvalue()


class _Painted(NamedTuple):
    """Pages without their structure, the tree that goes into them, and where fields belong."""

    untagged: bytes
    root: Node
    found: list[PlacedField | PlacedTick]


def _named(document: Document) -> str:
    """Return what a page is of, for whoever finds it alone."""
    return " \N{MIDDLE DOT} ".join(part for part in (" ".join(document.title.split()), document.kicker) if part)


def _page_label(document: Document, page: int, pages: int) -> str:
    return document.page_label.replace("{page}", str(page)).replace("{pages}", str(pages))


def _lock(password: str) -> pikepdf.Encryption:
    password = unicodedata.normalize("NFC", password)
    if not password:
        message = "The password is empty. Nothing was saved. Type one, or save without a password."
        raise UnfitInput(message)
    if len(password.encode()) > LONGEST_PASSWORD:
        message = "The password is longer than a PDF allows. Nothing was saved. Use up to 100 plain characters."
        raise UnfitInput(message)
    # An empty owner password would open the file for anybody.
    return pikepdf.Encryption(user=password, owner=secrets.token_urlsafe(32), R=6)


def _describe(pdf: pikepdf.Pdf, title: str, made_at: datetime | None) -> None:
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    del pdf.docinfo
    pdf.docinfo["/Title"] = title
    pdf.docinfo["/Producer"] = "LDCoach"
    if made_at is not None:
        pdf.docinfo["/CreationDate"] = f"D:{made_at.astimezone(UTC):%Y%m%d%H%M%S}Z"
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["dc:title"] = title
        metadata["pdf:Producer"] = "LDCoach"
        metadata["pdfuaid:part"] = "1"
        if made_at is not None:
            metadata["xmp:CreateDate"] = f"{made_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
