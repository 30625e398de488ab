"""Fields of a PDF: what one types into, the unseen one that tells which file it is, and the structure around them."""

from __future__ import annotations

from collections.abc import Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from ldcoach.documents.form_pages import PlacedField
from ldcoach.documents.look import COLOURS
from ldcoach.domain.prep_form import UID_FIELD

__all__ = ["PRINTED", "TYPE_SIZE", "annotate", "field_tree", "tag_fields", "text_widget", "uid_widget"]

TYPE_SIZE = 10
HIDDEN, PRINTED = 2, 4
READ_ONLY, MANY_LINES = 1, 1 << 12
FONT = "LDCoachSans"


def text_widget(pdf: pikepdf.Pdf, placed: PlacedField) -> pikepdf.Object:
    """Make a placed box into a field that one types into."""
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
    annotate(pdf, page, widget)
    return widget


def uid_widget(pdf: pikepdf.Pdf, uid: str) -> pikepdf.Object:
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
    annotate(pdf, page, widget)
    return widget


def annotate(pdf: pikepdf.Pdf, page: pikepdf.Page, widget: pikepdf.Object) -> None:
    """Put a widget on its page."""
    if "/Annots" not in page.obj:
        page.obj.Annots = pdf.make_indirect(Array())
    page.obj.Annots.append(widget)


def field_tree(pdf: pikepdf.Pdf, fields: Sequence[pikepdf.Object], font: pikepdf.Object) -> pikepdf.Object:
    """Return the form that the file's fields make up."""
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


def tag_fields(pdf: pikepdf.Pdf, fields: Sequence[pikepdf.Object]) -> None:
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
