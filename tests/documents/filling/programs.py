"""Other programs that fill a form, each in its own way; what is not installed here is skipped with its name."""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

import pikepdf
import pypdf
import pypdfium2
import pytest
from pypdfium2 import raw

HERE = Path(__file__).parent
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
PDFJS = CACHE / "ldcoach-tests" / "node_modules" / "pdfjs-dist" / "legacy" / "build" / "pdf.mjs"
"""Where `.ci/run` puts it."""

SYSTEM_PYTHON = "/usr/bin/python3"

Values = Mapping[str, str]


def by_pypdf(form: Path, filled: Path, values: Values) -> None:
    writer = pypdf.PdfWriter(clone_from=form)
    for page in writer.pages:
        writer.update_page_form_field_values(page, dict(values), auto_regenerate=True)
    writer.write(filled)


def by_pikepdf(form: Path, filled: Path, values: Values) -> None:
    with pikepdf.open(form) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            if str(field.T) in values:
                field.V = pikepdf.String(values[str(field.T)])
        pdf.save(filled)


def by_pdfium(form: Path, filled: Path, values: Values) -> None:
    """Click into each field and type, as the viewer of Chromium does."""
    boxes = _boxes(form)
    document = pypdfium2.PdfDocument(form)
    document.init_forms()
    pages = [document[number] for number in range(len(document))]
    for name, words in values.items():
        number, x, y = boxes[name]
        page, environment = pages[number], document.formenv
        for act in (raw.FORM_OnMouseMove, raw.FORM_OnLButtonDown, raw.FORM_OnLButtonUp):
            act(environment, page, 0, x, y)
        typed = ctypes.create_string_buffer((words + "\0").encode("utf-16-le"))
        raw.FORM_ReplaceSelection(environment, page, ctypes.cast(typed, ctypes.POINTER(ctypes.c_ushort)))
        raw.FORM_ForceToKillFocus(environment)
    document.save(filled)
    for page in pages:
        page.close()
    document.close()


def by_pdftk(form: Path, filled: Path, values: Values) -> None:
    _require(shutil.which("pdftk"), "pdftk (pdftk-java)")
    fields = "".join(f'<field name="{name}"><value>{escape(words)}</value></field>' for name, words in values.items())
    xfdf = filled.with_suffix(".xfdf")
    head = '<?xml version="1.0" encoding="UTF-8"?><xfdf xmlns="http://ns.adobe.com/xfdf/" xml:space="preserve">'
    xfdf.write_text(f"{head}<fields>{fields}</fields></xfdf>", "utf-8")
    subprocess.run(["pdftk", form, "fill_form", xfdf, "output", filled], check=True, capture_output=True, timeout=60)


def by_pdfjs(form: Path, filled: Path, values: Values) -> None:
    _require(shutil.which("node"), "node")
    _require(PDFJS.exists(), "pdfjs-dist")
    told = _told(filled, values)
    program = ["node", HERE / "pdfjs.mjs", PDFJS, form, filled, told]
    subprocess.run(program, check=True, capture_output=True, timeout=60)


def by_poppler(form: Path, filled: Path, values: Values) -> None:
    probe = [SYSTEM_PYTHON, "-c", "import gi; gi.require_version('Poppler', '0.18')"]
    installed = Path(SYSTEM_PYTHON).exists() and not subprocess.run(probe, check=False, capture_output=True).returncode
    _require(installed, "gir1.2-poppler-0.18 and python3-gi")
    program = [SYSTEM_PYTHON, HERE / "with-poppler", form, filled, _told(filled, values)]
    subprocess.run(program, check=True, capture_output=True, timeout=60)


def _told(filled: Path, values: Values) -> Path:
    told = filled.with_suffix(".json")
    told.write_text(json.dumps(dict(values)), "utf-8")
    return told


def _boxes(form: Path) -> dict[str, tuple[int, float, float]]:
    """Return page and middle of each field."""
    found = {}
    with pikepdf.open(form) as pdf:
        for number, page in enumerate(pdf.pages):
            for widget in page.Annots:
                left, bottom, right, top = (float(edge) for edge in widget.Rect)
                found[str(widget.T)] = (number, (left + right) / 2, (bottom + top) / 2)
    return found


def _require(there: object, what: str) -> None:
    if not there:
        pytest.skip(f"{what} is not installed here")
