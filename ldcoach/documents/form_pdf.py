"""The preparation form as a fillable, tagged PDF."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from threading import Lock

import pikepdf
from pikepdf import Dictionary

from ldcoach.documents.fonts import FILES, fonts_in
from ldcoach.documents.form_fields import field_tree, tag_fields, text_widget, uid_widget
from ldcoach.documents.form_font import field_font
from ldcoach.documents.form_pages import FormComposer, FormPainter, PlacedField
from ldcoach.documents.form_reading import fields_in, reply_in
from ldcoach.documents.lines import broken
from ldcoach.documents.look import A4, FOOTER, Paper, Weight
from ldcoach.documents.paint import EmbeddedCanvas, Footer
from ldcoach.documents.reading_in_child import Limits, read_in_child
from ldcoach.documents.strips import paginate
from ldcoach.documents.tagging import Node, attach
from ldcoach.documents.wide_letters import name_wide_letters
from ldcoach.domain.prep_form import FormSheet
from ldcoach.paths import resources

__all__ = ["PdfForms"]

ABOVE_FOOTER = 6.0
LIMITS = Limits(cpu_seconds=6, wall_seconds=30)
TOO_MUCH = "This PDF takes too much to read, so it is no form of ours. Nothing was taken over."
_ONE_AT_A_TIME = Lock()  # reportlab reads glyphs through one position in each font file


class PdfForms:
    """Makes forms and reads what was filled in."""

    def __init__(self, fonts: Path | None = None, paper: Paper = A4) -> None:
        """Keep where the bundled fonts lie (the program's own by default) and the paper's size."""
        self._folder = fonts or resources() / "fonts"
        self._paper = paper

    def render(self, sheet: FormSheet) -> bytes:
        """Return the form as a PDF; the same form gives the same bytes."""
        with _ONE_AT_A_TIME:
            drawn, root, placed = self._painted(sheet)
        out = BytesIO()
        with pikepdf.open(BytesIO(drawn)) as pdf:
            attach(pdf, root, sheet.words.language)
            name_wide_letters(pdf)
            font = field_font(pdf, self._folder / f"{FILES}-{Weight.REGULAR}.ttf")
            fields = [text_widget(pdf, one) for one in placed]
            tag_fields(pdf, fields)
            pdf.Root.AcroForm = field_tree(pdf, [*fields, uid_widget(pdf, sheet.uid)], font)
            _describe(pdf, sheet.words.title)
            pdf.save(out, deterministic_id=True, min_version="1.7")
        return out.getvalue()

    def read(self, data: bytes) -> Mapping[str, str]:
        """Return what was filled in, by the names of the fields; the file is read in a process of its own.

        Raises:
            UnfitInput: no PDF form, damaged, locked, scripted, or more than a form can be.
        """
        values: dict[str, str] = read_in_child(fields_in, data, too_much=TOO_MUCH, limits=LIMITS)
        return values

    def read_answer(self, data: bytes, password: str | None = None) -> Mapping[str, str]:
        """Return what was filled in on the page of a summary; a pressed button says its state. Raises as `read`."""
        values: dict[str, str] = read_in_child(reply_in, data, password, too_much=TOO_MUCH, limits=LIMITS)
        return values

    def _painted(self, sheet: FormSheet) -> tuple[bytes, Node, list[PlacedField]]:
        paper, buffer, fonts = self._paper, BytesIO(), fonts_in(self._folder)
        composer = FormComposer(fonts, paper.line)
        note = tuple(broken(sheet.words.footer, FOOTER, paper.line * 0.75, fonts))
        room = paper.height - paper.top - paper.bottom - Footer(note, ()).height - ABOVE_FOOTER
        strips = list(composer.strips(sheet))
        pages = paginate(strips, room)
        labels = [sheet.words.page_label.format(page=page, pages=len(pages)) for page in range(1, len(pages) + 1)]
        footer = Footer(note, tuple(broken(label, FOOTER, paper.line, fonts)[0] for label in labels))
        canvas = EmbeddedCanvas(
            buffer,
            pagesize=(paper.width, paper.height),
            initialFontName=fonts.name(Weight.REGULAR),  # type: ignore[arg-type]  # the stub says float
            invariant=1,
            pageCompression=1,
        )
        painter = FormPainter(canvas, paper, composer.fields)
        painter.paint(pages, footer)
        canvas.save()
        return buffer.getvalue(), composer.root, painter.placed


def _describe(pdf: pikepdf.Pdf, title: str) -> None:
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    del pdf.docinfo
    pdf.docinfo["/Title"] = title
    pdf.docinfo["/Producer"] = "LDCoach"
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["dc:title"] = title
        metadata["pdf:Producer"] = "LDCoach"
        metadata["pdfuaid:part"] = "1"
