"""The preparation form as a fillable, tagged PDF."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from threading import Lock

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from ldcoach.documents.fonts import FILES, fonts_in
from ldcoach.documents.form_font import field_font
from ldcoach.documents.form_pages import FormComposer, FormPainter, PlacedField
from ldcoach.documents.form_reading import fields_in
from ldcoach.documents.lines import broken
from ldcoach.documents.look import A4, COLOURS, FOOTER, Paper, Weight
from ldcoach.documents.paint import EmbeddedCanvas, Footer
from ldcoach.documents.reading_in_child import Limits, read_in_child
from ldcoach.documents.strips import paginate
from ldcoach.documents.tagging import Node, attach
from ldcoach.domain.prep_form import UID_FIELD, FormSheet
from ldcoach.paths import resources

__all__ = ["PdfForms"]

ABOVE_FOOTER = 6.0
TYPE_SIZE = 10
HIDDEN, PRINTED = 2, 4
READ_ONLY, MANY_LINES = 1, 1 << 12
LIMITS = Limits(cpu_seconds=6, wall_seconds=30)
TOO_MUCH = "This PDF takes too much to read, so it is no form of ours. Nothing was taken over."
FONT = "LDCoachSans"

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
            font = field_font(pdf, self._folder / f"{FILES}-{Weight.REGULAR}.ttf")
            fields = [_widget(pdf, one) for one in placed]
            _tag(pdf, fields)
            pdf.Root.AcroForm = _form(pdf, [*fields, _uid(pdf, sheet.uid)], font)
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


def _widget(pdf: pikepdf.Pdf, placed: PlacedField) -> pikepdf.Object:
    field, page = placed.field, pdf.pages[placed.page]
    widget = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Tx,
            T=String(field.name),
            TU=String(field.tooltip),
            Rect=Array([round(edge, 2) for edge in placed.box]),
            F=PRINTED,
            Ff=MANY_LINES if field.lines else 0,
            MaxLen=field.longest,
            DA=String(_appearance(TYPE_SIZE)),
            P=page.obj,
        )
    )
    _annotate(pdf, page, widget)
    return widget


def _uid(pdf: pikepdf.Pdf, uid: str) -> pikepdf.Object:
    """Return the hidden field by which the form is known when it comes back."""
    page = pdf.pages[0]
    widget = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Tx,
            T=String(UID_FIELD),
            V=String(uid),
            Rect=Array([0, 0, 0, 0]),
            F=HIDDEN,
            Ff=READ_ONLY,
            DA=String(_appearance(TYPE_SIZE)),
            P=page.obj,
        )
    )
    _annotate(pdf, page, widget)
    return widget


def _annotate(pdf: pikepdf.Pdf, page: pikepdf.Page, widget: pikepdf.Object) -> None:
    if "/Annots" not in page.obj:
        page.obj.Annots = pdf.make_indirect(Array())
    page.obj.Annots.append(widget)


def _form(pdf: pikepdf.Pdf, fields: Sequence[pikepdf.Object], font: pikepdf.Object) -> pikepdf.Object:
    return pdf.make_indirect(
        Dictionary(
            Fields=Array(fields),
            DR=Dictionary(Font=Dictionary({f"/{FONT}": font})),
            DA=String(_appearance(TYPE_SIZE)),
            # Whoever shows a filled form draws the answers anew: some programs draw them wrong.
            NeedAppearances=True,
        )
    )


def _appearance(size: float) -> str:
    red, green, blue = (int(COLOURS["text"][at : at + 2], 16) / 255 for at in (1, 3, 5))
    return f"/{FONT} {size} Tf {red:.3f} {green:.3f} {blue:.3f} rg"


def _tag(pdf: pikepdf.Pdf, fields: Sequence[pikepdf.Object]) -> None:
    """Hang each field on the element that waits for it, in reading order, so that it is read with its question."""
    tree = pdf.Root.StructTreeRoot
    elements = [element for element in _elements(tree.K) if Name.Form == element.S]
    key = int(tree.ParentTreeNextKey)
    for element, widget in zip(elements, fields, strict=True):
        element.K = Dictionary(Type=Name.OBJR, Obj=widget, Pg=widget.P)
        widget.StructParent = key
        tree.ParentTree.Nums.append(key)
        tree.ParentTree.Nums.append(element)
        key += 1
    tree.ParentTreeNextKey = key


def _elements(element: pikepdf.Object) -> list[pikepdf.Object]:
    """Return an element and all below it, in reading order."""
    found = [element]
    for kid in element.get("/K", Array()):
        if isinstance(kid, pikepdf.Object) and kid.get("/Type") == Name.StructElem:
            found += _elements(kid)
    return found


def _describe(pdf: pikepdf.Pdf, title: str) -> None:
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    del pdf.docinfo
    pdf.docinfo["/Title"] = title
    pdf.docinfo["/Producer"] = "LDCoach"
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["dc:title"] = title
        metadata["pdf:Producer"] = "LDCoach"
