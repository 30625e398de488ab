"""From which age things are proposed to go: a field for each span, kept as soon as it is left."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ldcoach.services.retention_spans import Span
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.field import Field
from ldcoach.ui.widgets.labels import body, muted
from ldcoach.ui.widgets.locked_by import LockedBy
from ldcoach.ui.widgets.number_fields import age_field
from ldcoach.ui.widgets.tiles import Tiles

_WIDTH = 96
_COLLAPSE_AT = 700


class SpanField(QWidget):
    """One span: its name, a number, its unit, and who decides it where that is not the manager. `left` says: look."""

    left = Signal()

    def __init__(self, text: str) -> None:
        super().__init__()
        self.number = age_field()
        self.number.setFixedWidth(_WIDTH)
        self._unit = body("")
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.number)
        row.addWidget(self._unit, 1)
        self.field = Field(text, line, named=self.number)
        self.locked_by = LockedBy()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.field)
        column.addWidget(self.locked_by)
        column.addStretch(1)
        self._text, self._in_days = text, False
        self._seen = 0
        self.number.valueChanged.connect(self._on_number_value_changed)
        self.number.editingFinished.connect(self.left)

    def show_span(self, span: Span) -> None:
        """Show what holds, unless something else is being typed or could not be kept."""
        self._in_days = span.in_days
        unit = self.tr("in days") if span.in_days else self.tr("in months")
        self.number.setAccessibleName(f"{self._text}, {unit}")
        if not self.field.error() and self.number.value() == self._seen:
            self._seen = span.number
            self.number.setValue(span.number)
        self.number.setDisabled(bool(span.locked_by))
        self.locked_by.show_locked(span.locked_by)
        self.number.setAccessibleDescription(self.field.error() or span.locked_by)
        self._on_number_value_changed(self.number.value())

    def forget(self) -> None:
        """Let go of what was typed."""
        self.field.clear_error()
        self._seen = self.number.value()

    def typed(self) -> int | None:
        """Return a number that was typed since this was asked last, else None."""
        if self.number.value() == self._seen:
            return None
        self._seen = self.number.value()
        return self._seen

    def _on_number_value_changed(self, number: int) -> None:
        days = self.tr("day") if number == 1 else self.tr("days")
        months = self.tr("month") if number == 1 else self.tr("months")
        self._unit.setText(days if self._in_days else months)


class SpansCard(Card):
    """`chosen` carries the name of a span and a number for it, fit or not."""

    chosen = Signal(str, int)

    def __init__(self, named: Sequence[tuple[str, str]]) -> None:
        """`named` are the spans by name, each with what grows old."""
        super().__init__(self.tr("From which age"), "hourglass")
        self.body.addWidget(muted(self.tr("What is younger is left alone. A number is kept as soon as you leave it.")))
        self.fields = {name: SpanField(text) for name, text in named}
        tiles = Tiles(_COLLAPSE_AT)
        ordered = list(self.fields.values())
        for first, second in zip_longest(ordered[::2], ordered[1::2]):
            tiles.add_row(first, second or QWidget())
        self.body.addSpacing(4)
        self.body.addWidget(tiles)
        for field in ordered:
            field.left.connect(self.flush)

    def begin(self, spans: Sequence[Span]) -> None:
        """Show what holds, and forget what could not be kept."""
        for field in self.fields.values():
            field.forget()
        self.show_spans(spans)

    def show_spans(self, spans: Sequence[Span]) -> None:
        """Show what holds now."""
        for span in spans:
            self.fields[span.name].show_span(span)

    def flush(self) -> None:
        """Hand over every number that was typed and not looked at yet."""
        for name, field in self.fields.items():
            number = field.typed()
            if number is not None:
                field.field.clear_error()
                self.chosen.emit(name, number)

    def show_error(self, name: str, sentence: str) -> None:
        """Say at its field why a number was not kept."""
        self.fields[name].field.show_error(sentence)
