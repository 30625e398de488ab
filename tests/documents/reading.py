"""Reads a PDF as a screen reader does: the structure tree and the marked content it points to."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator

CMAP_LINE = re.compile(rb"<([0-9A-F]{2})> <([0-9A-F]{4,})>")
PAINTING = frozenset({"Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh"})


@dataclass
class Element:
    """One element of the structure tree with the text of its own marked content."""

    role: str
    text: str
    alt: str = ""
    scope: str = ""
    children: list[Element] = field(default_factory=list)

    def every(self) -> Iterator[Element]:
        """Yield this element and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.every()


@dataclass
class Spoken:
    """A whole file: its tree, and how often each mark was drawn and referred to, by page and number."""

    root: Element
    drawn: Counter[tuple[int, int]]
    referred: Counter[tuple[int, int]]
    unmarked: list[str]
    artifacts: list[str]

    def roles(self) -> list[str]:
        """Return all roles in reading order."""
        return [element.role for element in self.root.every()]

    def named(self, role: str) -> list[Element]:
        """Return the elements of one role."""
        return [element for element in self.root.every() if element.role == role]

    def words(self) -> str:
        """Return all text in reading order, one element a line."""
        return "\n".join(element.text for element in self.root.every() if element.text)


def spoken(pdf: bytes) -> Spoken:
    """Read the file."""
    with pikepdf.open(BytesIO(pdf)) as file:
        content = _Content()
        pages = {page.obj.objgen: number for number, page in enumerate(file.pages)}
        for number, page in enumerate(file.pages):
            content.read(number, page)
        referred: Counter[tuple[int, int]] = Counter()
        root = _element(file.Root.StructTreeRoot.K, pages, content.text, referred)
        return Spoken(root, content.drawn, referred, content.unmarked, content.artifacts)


def _element(node: Any, pages: dict[Any, int], text: dict[tuple[int, int], str], referred: Counter[Any]) -> Element:
    attributes = node.get("/A", {})
    element = Element(str(node.S)[1:], "", str(node.get("/Alt", "")), str(attributes.get("/Scope", ""))[1:])
    for kid in node.get("/K", []):
        if "/MCID" in kid:
            mark = pages[kid.Pg.objgen], int(kid.MCID)
            referred[mark] += 1
            element.text += text.get(mark, "")
        else:
            assert kid.P.objgen == node.objgen
            element.children.append(_element(kid, pages, text, referred))
    return element


class _Content:
    def __init__(self) -> None:
        self.text: dict[tuple[int, int], str] = {}
        self.drawn: Counter[tuple[int, int]] = Counter()
        self.unmarked: list[str] = []
        self.artifacts: list[str] = []

    def read(self, number: int, page: pikepdf.Page) -> None:
        maps = {name: _unicode_map(font) for name, font in page.obj.Resources.Font.items()}
        font, mark, artifact = "", None, False
        for operator, operands in _unspelled(page):
            match operator:
                case "BDC":
                    artifact = str(operands[0]) == "/Artifact"
                    mark = None if artifact else (number, int(operands[1].MCID))
                    if mark:
                        self.drawn[mark] += 1
                case "EMC":
                    mark, artifact = None, False
                case "Tf":
                    font = str(operands[0])
                case "Tj" | "ActualText":
                    spelled = operator == "ActualText"
                    said = operands if spelled else "".join(maps[font][byte] for byte in bytes(operands[0]))
                    if mark:
                        self.text[mark] = self.text.get(mark, "") + said
                    elif artifact:
                        self.artifacts.append(said)
                    else:
                        self.unmarked.append(said)
                case painted if painted in PAINTING and not mark and not artifact:
                    self.unmarked.append(painted)


def _unspelled(page: pikepdf.Page) -> Iterator[tuple[str, Any]]:
    """Yield the instructions; where a span says what was written, that stands for what it draws."""
    spelled = False
    for instruction in pikepdf.parse_content_stream(page):
        operator, operands = str(instruction.operator), instruction.operands
        if operator == "BDC" and str(operands[0]) == "/Span":
            spelled = True
            yield "ActualText", str(operands[1].ActualText)
        elif spelled and operator == "EMC":
            spelled = False
        elif not (spelled and operator == "Tj"):
            yield operator, operands


def _unicode_map(font: Any) -> dict[int, str]:
    lines = CMAP_LINE.findall(font.ToUnicode.read_bytes())
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in lines}
