"""Collects what the app counts and compiles the English plurals: `python installer/translations.py`.

A sentence counts where it holds %n, a figure, or {how_many}, which the app fills with a number in words.
'day(s)' becomes 'day' and 'days' by itself; other plurals are written by hand into resources/i18n/ldcoach_en.ts and
stay there. The program ends with the number of plurals that still need a hand.
"""

from __future__ import annotations

import ast
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "resources" / "i18n" / "ldcoach_en.ts"
FORMS = 2
COUNTS = ("%n", "{how_many}")

Key = tuple[str, str]
"""A context and a sentence."""


def written() -> dict[Key, list[str]]:
    """Return the forms that the catalogue holds already."""
    if not CATALOGUE.is_file():
        return {}
    return {
        (context.findtext("name", ""), message.findtext("source", "")): [
            form.text or "" for form in message.iter("numerusform")
        ]
        for context in ET.parse(CATALOGUE).getroot().iter("context")  # noqa: S314 - our own file
        for message in context.iter("message")
    }


def counted() -> set[Key]:
    """Return every counted sentence of the app: said by `self.tr` in a class, or by `translate` with a context.

    Qt's own collector misses calls inside calls and takes `//` in Python for a comment.
    """
    found: set[Key] = set()
    for path in (ROOT / "ldcoach" / "ui").rglob("*.py"):
        _gather(ast.parse(path.read_text("utf-8")), "", found)
    return found


def _gather(node: ast.AST, context: str, found: set[Key]) -> None:
    here = node.name if isinstance(node, ast.ClassDef) else context
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        words = [each.value for each in node.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
        key = {"tr": [here, *words[:1]], "translate": words[:2]}.get(node.func.attr, [])
        if len(key) == len(("context", "source")) and any(count in key[1] for count in COUNTS):
            found.add((key[0], key[1]))
    for child in ast.iter_child_nodes(node):
        _gather(child, here, found)


def forms_of(source: str, kept: list[str]) -> list[str]:
    """Return singular and plural of a sentence: written by hand, else made from 'word(s)', else empty."""
    if len(kept) == FORMS and all(kept):
        return kept
    return [source.replace("(s)", ""), source.replace("(s)", "s")] if "(s)" in source else ["", ""]


def write(sentences: set[Key], kept: dict[Key, list[str]]) -> list[str]:
    """Write the catalogue; return the sentences that need a hand."""
    # A sentence that moved to another class keeps its forms.
    moved = {source: forms for (_, source), forms in kept.items()}
    root = ET.Element("TS", version="2.1", language="en", sourcelanguage="en")
    left = []
    for name in sorted({context for context, _ in sentences}):
        context = ET.SubElement(root, "context")
        ET.SubElement(context, "name").text = name
        for source in sorted(source for of, source in sentences if of == name):
            forms = forms_of(source, kept.get((name, source)) or moved.get(source, []))
            left += [] if all(forms) else [source]
            _add(context, source, forms)
    ET.indent(root)
    body = ET.tostring(root, encoding="unicode")
    CATALOGUE.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', "utf-8")
    return left


def _add(context: ET.Element, source: str, forms: list[str]) -> None:
    message = ET.SubElement(context, "message", numerus="yes")
    ET.SubElement(message, "source").text = source
    translation = ET.SubElement(message, "translation", {} if all(forms) else {"type": "unfinished"})
    for form in forms:
        ET.SubElement(translation, "numerusform").text = form


def main() -> int:
    """Collect and compile; return how many plurals need a hand."""
    CATALOGUE.parent.mkdir(exist_ok=True)
    left = write(counted(), written())
    tool = Path(sys.executable).with_name("pyside6-lrelease")
    compiled, new = CATALOGUE.with_suffix(".qm"), CATALOGUE.with_suffix(".qm.new")
    command = [str(tool), "-silent", str(CATALOGUE), "-qm", str(new)]
    subprocess.run(command, check=True, cwd=ROOT)  # noqa: S603 - our own tool and files
    # Qt maps the file into memory: written over in place, it would end every program that shows it.
    new.replace(compiled)
    for source in left:
        sys.stderr.write(f"needs its plural by hand: {source}\n")
    return len(left)


if __name__ == "__main__":
    sys.exit(main())
