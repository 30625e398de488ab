"""What may be said of a goal's readings, folded; where there is a similar matter without the change, beside it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from ldcoach.domain.claims import Sayable
from ldcoach.domain.ids import MeasureId
from ldcoach.errors import LDCoachError
from ldcoach.services.readings import Readings
from ldcoach.services.views import GoalView
from ldcoach.ui.widgets.buttons import link
from ldcoach.ui.widgets.clearing import clear
from ldcoach.ui.widgets.field import Field
from ldcoach.ui.widgets.labels import body, small

_FIELD_WIDTH = 420


class SayableLines(QWidget):
    """The sentences that the readings carry and no more; hidden until asked for."""

    def __init__(self, readings: Readings) -> None:
        super().__init__()
        self._readings = readings
        self._view: GoalView | None = None
        self.fold = link(self.tr("What may be said of the readings"), "chevron-down")
        self.fold.clicked.connect(self._on_fold_clicked)
        self.beside = QComboBox()
        self.beside.activated.connect(self._on_beside_activated)
        self._field = Field(self.tr("Beside a similar matter without the change"), self.beside)
        self._field.setMaximumWidth(_FIELD_WIDTH)
        self._shown = QWidget()
        shown = QVBoxLayout(self._shown)
        shown.setContentsMargins(0, 0, 0, 0)
        shown.setSpacing(4)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        shown.addLayout(self._lines)
        shown.addSpacing(8)
        shown.addWidget(self._field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._shown)

    def show_view(self, view: GoalView) -> None:
        """Fold the sentences of a goal's main measure; nothing is shown where nothing is measured."""
        self._view = view
        self._say(said for one in view.measured if one.measure is view.measure for said in one.sayable)
        self._shown.hide()
        self._field.hide()
        self.setVisible(view.measure is not None)

    def _say(self, sayable: Iterable[Sayable]) -> None:
        clear(self._lines)
        for said in sayable:
            self._lines.addWidget(body(said.words))

    def _on_fold_clicked(self) -> None:
        self._shown.setVisible(self._shown.isHidden())
        if not self._shown.isHidden():
            self._offer()

    def _offer(self) -> None:
        """Offer what can stand beside the change; mostly there is nothing, and nothing is shown."""
        view = self._view
        self.beside.clear()
        self.beside.addItem(self.tr("Nothing beside it"), "")
        if view is not None and view.measure is not None and view.comparison is not None and view.comparison.change:
            for other in self._readings.similar(view.measure.id, view.comparison.began_on):
                self.beside.addItem(other.name, other.id)
        self._field.setVisible(self.beside.count() > 1)

    def _on_beside_activated(self) -> None:
        view = self._view
        if view is None or view.measure is None or view.comparison is None or view.comparison.began_on is None:
            return
        other = MeasureId(self.beside.currentData()) if self.beside.currentData() else None
        try:
            told = self._readings.compare(view.measure.id, view.comparison.began_on, other, estimate=view.estimate)
        except LDCoachError as error:
            clear(self._lines)
            self._lines.addWidget(small(str(error)))
            return
        self._say(told.sayable)
