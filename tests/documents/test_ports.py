"""What documents offer fits what the services ask for, and costs nothing until it is used."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from ldcoach.documents.charts import SvgCharts
from ldcoach.documents.pdf import PdfWriter
from ldcoach.documents.preview import PdfiumPreview

if TYPE_CHECKING:
    from ldcoach.services.ports import ChartDrawer, DocumentWriter, PagePreview


def test_parts_fit_their_ports() -> None:
    writer: DocumentWriter = PdfWriter()
    charts: ChartDrawer = SvgCharts()
    preview: PagePreview = PdfiumPreview()
    assert all(callable(method) for method in (writer.render, writer.write, charts.svg, preview.pages))


def test_package_itself_loads_nothing_heavy() -> None:
    script = (
        "import sys, ldcoach.documents;"
        "print([name for name in ('reportlab', 'pikepdf', 'pypdfium2') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
