"""The manager's own mirror: eighteen measures of habits, each with what it does not say."""

from __future__ import annotations

from datetime import date
from functools import partial
from itertools import groupby

from PySide6.QtWidgets import QVBoxLayout

from ldcoach.domain.insights import Figure
from ldcoach.errors import LDCoachError
from ldcoach.services.change import Change
from ldcoach.services.desk import Desk
from ldcoach.services.insights import Told
from ldcoach.services.ports import ChartDrawer
from ldcoach.ui.focus import tab_as_laid_out
from ldcoach.ui.go import Go
from ldcoach.ui.page import Page
from ldcoach.ui.pages.insights import words as insight_words
from ldcoach.ui.pages.insights.card import InsightCard
from ldcoach.ui.tasks import Running, Tasks
from ldcoach.ui.widgets.buttons import secondary
from ldcoach.ui.widgets.clearing import clear
from ldcoach.ui.widgets.empty import EmptyState
from ldcoach.ui.widgets.labels import card_title
from ldcoach.ui.widgets.notice import Notice
from ldcoach.ui.widgets.scaffold import Scaffold
from ldcoach.ui.widgets.tiles import Tiles

History = tuple[tuple[date, Figure], ...]


class InsightsPage(Page):
    """Reads beside the window, since years of work take a while to count; nothing of it is kept."""

    def __init__(self, desk: Desk, tasks: Tasks, charts: ChartDrawer) -> None:
        super().__init__()
        self._desk = desk
        self._tasks = tasks
        self._drawer = charts
        self._reading: Running | None = None
        self.cards: list[InsightCard] = []
        mirror = self.tr("A mirror for you. It stays on this computer and describes your habits, not your people.")
        self._scaffold = Scaffold(self, self.tr("Your own practice"), subtitle=mirror)
        self.notice = Notice()
        self.again = secondary(self.tr("&Count again"), "rotate-ccw")
        self._scaffold.buttons.addWidget(self.again)
        self.again.clicked.connect(self._on_again_clicked)
        self.nothing = EmptyState(self.tr("After the first 1-2-1s you will see something here."), icon="chart-line")
        self.nothing.hide()
        self._column = QVBoxLayout()
        self._column.setSpacing(16)
        self._scaffold.body.addWidget(self.notice)
        self._scaffold.body.addWidget(self.nothing)
        self._scaffold.body.addLayout(self._column)
        self._scaffold.body.addStretch(1)

    def enter(self, go: Go) -> None:  # noqa: ARG002  # it is about nobody but the manager
        """Count anew."""
        self.notice.quiet()
        self._read()

    def refresh(self, change: Change) -> None:
        """Leave what is shown; it is counted anew when one comes back."""

    def _read(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
        insights = self._desk.insights
        self._reading = self._tasks.run(lambda _step: insights.all(), self._show, self._on_failed)

    def _show(self, told: tuple[Told, ...]) -> None:
        self._reading = None
        clear(self._column)
        self.cards = [InsightCard(one) for one in told]
        self.nothing.setVisible(not any(one.now.cases for one in told))
        for theme, cards in groupby(sorted(self.cards, key=_place), key=lambda card: card.told.words.theme):
            self._column.addWidget(card_title(insight_words.theme(theme)))
            tiles = Tiles()
            mine = list(cards)
            for left, right in zip(mine[::2], mine[1::2], strict=False):
                tiles.add_row(left, right)
                for card in (left, right):
                    card.unfolded.connect(partial(_match, tiles, left, right))
            if len(mine) % 2:
                tiles.add_row(mine[-1], Tiles())
            self._column.addWidget(tiles)
        for card in self.cards:
            card.asked.connect(self.asked)
            card.months_wanted.connect(self._on_months_wanted)
        tab_as_laid_out(self)

    def _on_again_clicked(self) -> None:
        self._read()

    def _on_months_wanted(self, measure_id: str) -> None:
        insights = self._desk.insights
        show = partial(self._show_months, measure_id)
        self._tasks.run(lambda _step: insights.history(measure_id), show, self._on_failed)

    def _show_months(self, measure_id: str, history: History) -> None:
        for card in self.cards:
            if card.told.words.id == measure_id and history:
                card.show_months(self._desk.insights.chart(measure_id, history), self._drawer)

    def _on_failed(self, error: LDCoachError) -> None:
        self.notice.say("error", str(error))


def _match(tiles: Tiles, left: InsightCard, right: InsightCard) -> None:
    """Let cards be equally high, unless one tells how it is counted: most of the other would be empty."""
    tiles.match_heights(left, match=left.details.isHidden() and right.details.isHidden())


def _place(card: InsightCard) -> int:
    return list(type(card.told.words.theme)).index(card.told.words.theme)
