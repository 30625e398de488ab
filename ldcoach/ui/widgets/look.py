"""Sets what the style sheet picks by, and draws it anew."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QWidget


def set_look(widget: QWidget, name: str, value: str) -> None:
    """Set a style property of a widget that is shown already; its labels follow."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    for each in (widget, *widget.findChildren(QWidget)):
        each.style().unpolish(each)
        each.style().polish(each)
    widget.update()


def rule() -> QFrame:
    """Return a thin line between two parts of a card."""
    line = QFrame()
    line.setProperty("part", "rule")
    return line
