"""One measure of the manager's own practice: now and before, what it does not say, and what to do with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ldcoach.domain.document import Chart
from ldcoach.services.insights import Told
from ldcoach.services.ports import ChartDrawer
from ldcoach.ui.go import Go, Place
from ldcoach.ui.pages.goal.cards import ReadingsChart
from ldcoach.ui.pages.insights import words as insight_words
from ldcoach.ui.widgets.buttons import link, quiet
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.drawn import Glyph
from ldcoach.ui.widgets.flow import Flow
from ldcoach.ui.widgets.labels import body, muted, small, strong
from ldcoach.ui.widgets.ring_dot import RingAndDot
from ldcoach.ui.words import sentence

_PLACES = {
    "today": Place.TODAY,
    "people": Place.PEOPLE,
    "talks": Place.TALKS,
    "feedback": Place.FEEDBACK,
    "goals": Place.GOALS,
}
_RING = 14


class InsightCard(Card):
    """`asked` carries a `Go`; `months_wanted` says that the months of this measure are to be shown.

    `unfolded` says that how it is counted is now shown, or no longer.
    """

    asked = Signal(object)
    months_wanted = Signal(str)
    unfolded = Signal()

    def __init__(self, told: Told) -> None:
        super().__init__(told.words.name, tight=True)
        self.told = told
        self.more = quiet(self.tr("How it is counted"), "chevron-down", small=True, trailing=True)
        self.more.setAccessibleName(self.tr("{name}: how it is counted").format(name=told.words.name))
        self.act = link(told.words.act, "arrow-right")
        self.act.setAccessibleName(self.tr("{name}: {act}").format(name=told.words.name, act=told.words.act))
        self.guide = link(self.tr("Open the guide"), "book-open")
        if not told.words.guide:
            # Shown before it has a parent, it would be a window of its own for a moment.
            self.guide.hide()
        self._has_months = False
        self.details = QWidget()
        self._charts = QVBoxLayout(self.details)
        self._lay_out()
        self.more.clicked.connect(self._on_more_clicked)
        self.act.clicked.connect(self._on_act_clicked)
        self.guide.clicked.connect(self._on_guide_clicked)

    def show_months(self, chart: Chart, charts: ChartDrawer) -> None:
        """Show the measure by month."""
        self._has_months = True
        picture = ReadingsChart(chart)
        self._charts.insertWidget(0, picture)
        picture.draw_with(charts)
        if not chart.points:
            self._charts.insertWidget(0, small(chart.alt))

    def _lay_out(self) -> None:
        words, now = self.told.words, self.told.now
        if now.value is None:
            self.body.addLayout(self._too_few())
        else:
            number = strong(insight_words.value(words, now))
            number.setWordWrap(False)
            self.head.addWidget(number, 0, Qt.AlignmentFlag.AlignTop)
            self.body.addWidget(body(insight_words.unbroken(sentence(insight_words.counted(words, now)))))
            self.body.addWidget(self._picture())
            self.body.addLayout(self._before())
        self.body.addStretch()
        rule = QFrame()
        rule.setProperty("part", "rule")
        rule.setFixedHeight(1)
        self.body.addWidget(rule)
        self.body.addWidget(small(words.caveat))
        row = Flow(12)
        for button in (self.act, self.more):
            row.add(button)
        self.body.addWidget(row)
        self._charts.setContentsMargins(0, 0, 0, 0)
        self._charts.setSpacing(8)
        self._charts.addWidget(small(words.formula))
        self._charts.addWidget(small(self.tr("Two minutes: {card}").format(card=words.card)))
        self._charts.addWidget(self.guide, 0, Qt.AlignmentFlag.AlignLeft)
        self.details.hide()
        self.body.addWidget(self.details)

    def _too_few(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Glyph("circle-help", "muted"), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(strong(self.tr("Too few to say")))
        column.addWidget(muted(insight_words.too_few(self.told.now)))
        row.addLayout(column, 1)
        return row

    def _before(self) -> QHBoxLayout:
        """Say what it was before; the ring beside it tells which of the two in the picture that is."""
        row, earlier = QHBoxLayout(), self.told.earlier
        row.setSpacing(8)
        if earlier is not None and earlier.value is not None:
            row.addWidget(Glyph("circle", "muted", _RING), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(muted(insight_words.unbroken(insight_words.before(self.told.words, earlier))), 1)
        return row

    def _picture(self) -> RingAndDot:
        words, now, earlier = self.told.words, self.told.now, self.told.earlier
        picture = RingAndDot()
        was = earlier.value if earlier else None
        facts = f"{insight_words.value(words, now)}. {insight_words.before(words, earlier)}"
        top = insight_words.top(words, now, earlier)
        picture.show_figures(now.value or 0.0, was, top, insight_words.unit(words), facts)
        return picture

    def _on_more_clicked(self) -> None:
        shown = self.details.isHidden()
        self.details.setVisible(shown)
        self.unfolded.emit()
        if shown and not self._has_months:
            self.months_wanted.emit(self.told.words.id)

    def _on_act_clicked(self) -> None:
        self.asked.emit(Go(_PLACES[self.told.words.place]))

    def _on_guide_clicked(self) -> None:
        self.asked.emit(Go(Place.GUIDE, item_id=self.told.words.guide))
