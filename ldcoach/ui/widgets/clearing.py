"""Empties a layout before it is filled with fresh rows."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout


def clear(layout: QLayout) -> None:
    """Remove everything from a layout and let its widgets die once their own slots have returned."""
    while (item := layout.takeAt(0)) is not None:
        inner = item.layout()
        if inner is not None:
            clear(inner)
        widget = item.widget()
        if widget is not None:
            # A hidden widget leaves the Tab order at once, though it dies only later.
            widget.hide()
            widget.deleteLater()
