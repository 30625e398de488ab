"""Empties a layout before it is filled with fresh rows, and lets many rows come at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QLayout, QWidget


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


@contextmanager
def unseen(holder: QWidget) -> Iterator[None]:
    """Let a widget be filled while it is hidden: each row that came up by itself would lay out all others anew."""
    shown = not holder.isHidden()
    holder.hide()
    try:
        yield
    finally:
        holder.setVisible(shown)
