"""Fields for a guide: one entry a line, minutes of a stage, and what is wrong below each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QSpinBox, QWidget

from ldcoach.ui.widgets.field import Field
from ldcoach.ui.widgets.number_fields import minutes_field

_SHORTEST, _LONGEST = 1, 120
_FRAME = 22
FieldFault = tuple[str, str, bool]
"""The name of a field, what is wrong as a sentence, and whether the guide cannot be kept like that."""


class AdvisedField(Field):
    """A field whose hint gives way to advice for as long as there is some."""

    def __init__(self, text: str, control: QWidget, hint: str = "") -> None:
        super().__init__(text, control, hint)
        self._usual = hint

    def show_advice(self, sentence: str) -> None:
        """Show what would be better, or the usual hint."""
        self.show_hint(sentence or self._usual)


class LinesEditor(QPlainTextEdit):
    """Plain text with one entry a line; empty lines count for nothing."""

    def __init__(self, rows: int) -> None:
        super().__init__()
        self.setProperty("dense", "true")
        self.setTabChangesFocus(True)
        self.ensurePolished()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(QFontMetrics(self.font()).lineSpacing() * rows + _FRAME)

    def lines(self) -> tuple[str, ...]:
        """Return the entries."""
        return tuple(line.strip() for line in self.toPlainText().split("\n") if line.strip())

    def show_lines(self, lines: Sequence[str]) -> None:
        """Show entries."""
        self.setPlainText("\n".join(lines))


def stage_minutes_field() -> QSpinBox:
    """Return a field for the minutes of a stage; what is too short can be typed and is then spoken of."""
    made = minutes_field()
    made.setRange(_SHORTEST, _LONGEST)
    made.setSingleStep(1)
    return made


def show_faults(fields: Mapping[str, AdvisedField], faults: Sequence[FieldFault]) -> None:
    """Show below each field what is wrong with it: what must change in red, what would be better as a hint."""
    for key, field in fields.items():
        grave = " ".join(said for name, said, must in faults if name == key and must)
        better = " ".join(said for name, said, must in faults if name == key and not must)
        if field.error() != grave:
            field.show_error(grave)
        field.show_advice(better)
