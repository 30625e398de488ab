"""The structure tree that lets a screen reader read a PDF: built while pages are made, written by pikepdf."""

from __future__ import annotations

from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name, String

__all__ = ["Box", "Mark", "Node", "attach"]

Box = tuple[float, float, float, float]
"""Left, bottom, right and top on the page, in points."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of marked content: its page, from 0, and its number on that page."""

    page: int
    number: int


@dataclass(slots=True, eq=False)
class Node:
    """One element of the tree, such as H1, P or TD, with its children in reading order."""

    role: str
    alt: str = ""
    scope: str = ""
    box: Box | None = None
    children: list[Node | Mark] = field(default_factory=list)

    def child(self, role: str, *, alt: str = "", scope: str = "") -> Node:
        """Append an element and return it."""
        node = Node(role, alt=alt, scope=scope)
        self.children.append(node)
        return node


def attach(pdf: pikepdf.Pdf, root: Node, language: str) -> None:
    """Write the tree into a PDF whose pages carry the marks."""
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    parents: dict[int, dict[int, pikepdf.Object]] = {}
    top = _element(pdf, root, tree, parents)
    top.Lang = String(language)
    tree.K = top
    tree.ParentTree = pdf.make_indirect(Dictionary(Nums=_numbered(pdf, parents)))
    tree.ParentTreeNextKey = len(pdf.pages)
    pdf.Root.StructTreeRoot = tree
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.Lang = String(language)


def _element(
    pdf: pikepdf.Pdf, node: Node, parent: pikepdf.Object, parents: dict[int, dict[int, pikepdf.Object]]
) -> pikepdf.Object:
    element = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{node.role}"), P=parent))
    if node.alt:
        element.Alt = String(node.alt)
    if node.scope:
        element.A = Dictionary(O=Name.Table, Scope=Name(f"/{node.scope}"))
    if node.box:
        element.A = Dictionary(O=Name.Layout, Placement=Name.Block, BBox=Array([round(edge, 2) for edge in node.box]))
    kids = [_kid(pdf, child, element, parents) for child in node.children]
    if kids:
        element.K = Array(kids)
    return element


def _kid(
    pdf: pikepdf.Pdf, child: Node | Mark, element: pikepdf.Object, parents: dict[int, dict[int, pikepdf.Object]]
) -> pikepdf.Object:
    if isinstance(child, Node):
        return _element(pdf, child, element, parents)
    parents.setdefault(child.page, {})[child.number] = element
    return Dictionary(Type=Name.MCR, Pg=pdf.pages[child.page].obj, MCID=child.number)


def _numbered(pdf: pikepdf.Pdf, parents: dict[int, dict[int, pikepdf.Object]]) -> Array:
    numbers = Array()
    for page, elements in sorted(parents.items()):
        numbers.append(page)
        numbers.append(pdf.make_indirect(Array([elements[number] for number in sorted(elements)])))
        pdf.pages[page].obj.StructParents = page
        pdf.pages[page].obj.Tabs = Name.S
    return numbers
