"""What a file of readings would bring, before anything is added."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPlainTextEdit

from ldcoach.domain.goals import Measure
from ldcoach.domain.ids import MeasureId
from ldcoach.domain.numerals import DecimalMark, in_digits
from ldcoach.domain.reading_table import ReadingSheet
from ldcoach.domain.roster_dates import DayOrder
from ldcoach.errors import LDCoachError
from ldcoach.services.change import Change
from ldcoach.services.readings import Readings
from ldcoach.services.views import GoalView
from ldcoach.ui import words
from ldcoach.ui.file_door import FileDoor, FileKind
from ldcoach.ui.widgets.buttons import primary, quiet
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.field import Field
from ldcoach.ui.widgets.flow import Flow
from ldcoach.ui.widgets.labels import body, small
from ldcoach.ui.widgets.notice import Notice

LARGEST_LIST = 2_000_000
_SUFFIXES = (".csv", ".txt", ".tsv")


class ReadingsPreview(Card):
    """Which readings are new, which are there, what is not taken and why. `done` carries a `Change`."""

    done = Signal(object)
    closed = Signal()

    def __init__(self, readings: Readings, files: FileDoor) -> None:
        super().__init__(self.tr("Readings from a file"), "upload")
        self._readings, self._files = readings, files
        self._data = b""
        self._chosen_order: DayOrder | None = None
        self._units: dict[str, str] = {}
        self.notice = Notice()
        self.measure, self.mark = QComboBox(), QComboBox()
        self.mark.addItem(self.tr("As the file shows"), None)
        self.mark.addItem(self.tr("A comma, as in 7,5"), DecimalMark.COMMA)
        self.mark.addItem(self.tr("A point, as in 7.5"), DecimalMark.POINT)
        self.order = QComboBox()
        self.order.addItem(self.tr("The day, as in 31/12"), DayOrder.DAY_FIRST)
        self.order.addItem(self.tr("The month, as in 12/31"), DayOrder.MONTH_FIRST)
        self.counts, self.columns = body(""), small("")
        self.details = QPlainTextEdit()
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setProperty("dense", "true")
        self.details.setAccessibleName(self.tr("What the file holds, line by line"))
        self.details.setMinimumHeight(160)
        self.add, self.cancel = primary(""), quiet(self.tr("Leave it"))
        self._lay_out()
        self.measure.activated.connect(self._on_choice_made)
        self.mark.activated.connect(self._on_choice_made)
        self.order.activated.connect(self._on_order_activated)
        self.add.clicked.connect(self._on_add_clicked)
        self.cancel.clicked.connect(self._on_cancel_clicked)
        self.hide()

    def bring(self, view: GoalView) -> None:
        """Ask for a file of readings of one of the goal's measures."""
        if self._offer(view):
            kind = FileKind(self.tr("Tables (*.csv *.txt *.tsv)"), ".csv")
            title = self.tr("Choose a file of readings")
            self._files.open(self, title, kind, LARGEST_LIST, bytes, self._on_read, self._on_failed)

    def bring_dropped(self, view: GoalView, path: Path) -> None:
        """Look at a file that was dropped."""
        if self._offer(view):
            self._files.take(path, LARGEST_LIST, bytes, self._on_read, self._on_failed)

    def _offer(self, view: GoalView) -> bool:
        """Offer the measures of a goal; say so where there is none."""
        self._units = {one.id: one.unit for one in view.measures}
        self.measure.clear()
        for one in view.measures:
            self.measure.addItem(_told(one), one.id)
        if view.measure is not None:
            self.measure.setCurrentIndex(self.measure.findData(view.measure.id))
        self.mark.setCurrentIndex(0)
        self._chosen_order = None
        self._order_field.hide()
        if not view.measures:
            self._show_nothing()
            self.notice.say("info", self.tr("There is no measure yet. Add a first reading; it names the measure."))
        return bool(view.measures)

    def _on_read(self, data: bytes) -> None:
        self._data = data
        self._look()

    def _look(self) -> None:
        measure_id = MeasureId(self.measure.currentData())
        try:
            sheet = self._readings.preview(
                measure_id, self._data, mark=self.mark.currentData(), order=self._chosen_order
            )
        except LDCoachError as error:
            self._on_failed(error)
            return
        self.notice.quiet()
        self._show(sheet, self._units[measure_id])

    def _show(self, sheet: ReadingSheet, unit: str) -> None:
        if sheet.order_is_open:
            self.order.setCurrentIndex(self.order.findData(sheet.order))
        self._order_field.setVisible(sheet.order_is_open or self._chosen_order is not None)
        parts = [self.tr("%n new reading(s)", "", len(sheet.rows))]
        if sheet.known:
            parts.append(self.tr("%n here already", "", len(sheet.known)))
        if sheet.refused:
            parts.append(self.tr("%n line(s) not taken", "", len(sheet.refused)))
        self.counts.setText(self.tr("{counts}. Nothing is added yet.").format(counts=", ".join(parts)))
        self.details.setPlainText(self._details(sheet, unit))
        left_out = ", ".join(sheet.left_out)
        self.columns.setText(self.tr("Columns left out: {names}.").format(names=left_out) if left_out else "")
        self.add.setText(self.tr("Add %n reading(s)", "", len(sheet.rows)))
        for part, there in (
            (self.counts, True),
            (self.details, True),
            (self.columns, bool(left_out)),
            (self.add, bool(sheet.rows)),
        ):
            part.setVisible(there)
        self.show()
        (self.add if sheet.rows else self.cancel).setFocus()

    def _details(self, sheet: ReadingSheet, unit: str) -> str:
        def reading(on: date, value: float) -> str:
            return f"{words.whole_date(on)}: {in_digits(value)} {unit}".rstrip()

        at_line = self.tr("Line {line}: {words}")
        groups = (
            (self.tr("New"), [reading(row.on, row.value) for row in sheet.rows]),
            (self.tr("Not taken"), [at_line.format(line=row.line, words=row.reason) for row in sheet.refused]),
            (self.tr("Here already, stays as it is"), [words.whole_date(on) for on in sheet.known]),
        )
        return "\n\n".join("\n".join([heading, *lines]) for heading, lines in groups if lines)

    def _show_nothing(self) -> None:
        for part in (self.counts, self.details, self.columns, self.add):
            part.hide()
        self.show()

    def _lay_out(self) -> None:
        flow, row = Flow(), QHBoxLayout()
        self._order_field = Field(self.tr("What comes first in 03/04/2026"), self.order)
        for label, choice in (
            (self.tr("Measure"), self.measure),
            (self.tr("What stands before the decimals"), self.mark),
        ):
            field = Field(label, choice)
            field.setFixedWidth(300)
            flow.add(field)
        self._order_field.setFixedWidth(300)
        flow.add(self._order_field)
        row.setSpacing(12)
        row.addWidget(self.add)
        row.addWidget(self.cancel)
        row.addStretch()
        for part in (flow, self.notice, self.counts, self.details, self.columns):
            self.body.addWidget(part)
        self.body.addLayout(row)

    def _on_failed(self, error: LDCoachError) -> None:
        self._show_nothing()
        self.notice.say("error", str(error))
        self.mark.setFocus()

    def _on_choice_made(self) -> None:
        if self._data and self.measure.currentData():
            self._look()

    def _on_order_activated(self) -> None:
        self._chosen_order = self.order.currentData()
        self._on_choice_made()

    def _on_add_clicked(self) -> None:
        try:
            change, _ = self._readings.take_over(
                MeasureId(self.measure.currentData()),
                self._data,
                mark=self.mark.currentData(),
                order=self._chosen_order,
            )
        except LDCoachError as error:
            self.notice.say("error", str(error))
            return
        self._data = b""
        self.hide()
        self.done.emit(Change(change.kinds | {Measure}, change.people))

    def _on_cancel_clicked(self) -> None:
        self._data = b""
        self.hide()
        self.closed.emit()


def dropped_table(event: QDropEvent) -> Path | None:
    """Return the one local table that is dragged, or None."""
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.suffix.lower() in _SUFFIXES else None


def _told(measure: Measure) -> str:
    return f"{measure.name}, {measure.unit}" if measure.unit else measure.name
