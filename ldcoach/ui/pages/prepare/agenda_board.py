"""The minutes bar and the agenda below it, as the manager shapes them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ldcoach.domain.agenda import Agenda, AgendaGroup, AgendaItem, Reason, Shape
from ldcoach.domain.arrangement import Arrangement
from ldcoach.services.views import PrepareView
from ldcoach.ui import words
from ldcoach.ui.pages.prepare.agenda_card import AddTopic, AgendaGroupBox, LeftOut
from ldcoach.ui.pages.prepare.agenda_row import AgendaRow, RowFacts
from ldcoach.ui.pages.prepare.agenda_words import reason_icon, reason_words
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.labels import muted, strong
from ldcoach.ui.widgets.look import rule
from ldcoach.ui.widgets.minutes_bar import MinutesBar, Part

INKS = {AgendaGroup.EMPLOYEE: "accent", AgendaGroup.CARRIED: "control", AgendaGroup.SUGGESTED: "shared_line"}
_TOPICS = frozenset({Reason.EMPLOYEE_TOPIC, Reason.CARRIED_TOPIC, Reason.MANAGER_TOPIC})


class AgendaBoard(QWidget):
    """Shows order, minutes and what waits, and lets them be changed.

    `put_aside` carries the id of a topic to park, `rearranged` says that rows came, went or moved, `shaped` carries
    the `Shape` that the user gave it.
    """

    put_aside = Signal(str)
    shaped = Signal(object)
    rearranged = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._now = Arrangement(Agenda(0, (), ()), Shape())
        self._view: PrepareView | None = None
        self._today = date.min
        self.planned, self.left_over, self.bar = strong(""), muted(""), MinutesBar()
        self.groups = {group: AgendaGroupBox(INKS[group]) for group in AgendaGroup}
        self.left_out, self.add_topic = LeftOut(), AddTopic()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self._minutes_card())
        column.addWidget(self._agenda_card())
        self._connect()

    def _minutes_card(self) -> Card:
        card = Card(tight=True)
        line = QHBoxLayout()
        line.addWidget(self.planned, 1)
        line.addWidget(self.left_over)
        self.left_over.setWordWrap(False)
        card.body.addLayout(line)
        card.body.addWidget(self.bar)
        return card

    def _agenda_card(self) -> Card:
        card = Card(tight=True)
        for group in AgendaGroup:
            if group is not AgendaGroup.EMPLOYEE:
                card.body.addWidget(rule())
            card.body.addWidget(self.groups[group])
        card.body.addWidget(self.left_out)
        card.body.addWidget(self.add_topic)
        return card

    def _connect(self) -> None:
        for box in self.groups.values():
            box.row_made.connect(self._on_group_row_made)
            box.placed.connect(self._on_group_placed)
        self.left_out.brought_back.connect(self._on_left_out_brought_back)

    def show_view(self, view: PrepareView, today: date) -> None:
        """Show the agenda of a 1-2-1; what was shaped before stays so."""
        self._view, self._today = view, today
        self._now = Arrangement(view.agenda, view.shape)
        self.add_topic.show_called(view.person.called)
        self._show()

    def rows(self) -> list[AgendaRow]:
        """Return all rows in their order."""
        return [row for group in AgendaGroup for row in self.groups[group].rows()]

    def _show(self) -> None:
        view = self._view
        if view is None:
            return
        for group, (title, remark, empty) in self._heads(view).items():
            items = self._now.group(group)
            minutes = self.tr("{count} min").format(count=self._now.minutes_of(items))
            self.groups[group].show_head(title, remark, minutes if items else "", empty)
            self.groups[group].show_rows(self._facts(items))
        waiting = self._facts(self._now.waiting())
        self.left_out.show_items(self._question(self._now.too_many) or self.tr("Left out this time"), waiting)
        self._show_minutes()
        self.rearranged.emit()

    def _heads(self, view: PrepareView) -> dict[AgendaGroup, tuple[str, str, str]]:
        called = view.person.called
        ask = self.tr("Nothing from {name} yet. A way to begin: “{question}”")
        return {
            AgendaGroup.EMPLOYEE: (
                self.tr("{name}’s topics").format(name=called),
                self.tr("first, in {name}’s order").format(name=called),
                ask.format(name=called, question=view.questions[0]) if view.questions else "",
            ),
            AgendaGroup.CARRIED: (self.tr("Carried over"), self.tr("points do not get lost here"), ""),
            AgendaGroup.SUGGESTED: (self.tr("Suggested"), self.tr("leave out what does not fit"), ""),
        }

    def _show_minutes(self) -> None:
        total, planned = self._now.total, self._now.planned
        self.planned.setText(self.tr("{total} of {planned} minutes planned").format(total=total, planned=planned))
        rest = self.tr("{count} left for what comes up").format(count=planned - total)
        self.left_over.setText(self._question(total - planned) or rest)
        names = (self.tr("Topics"), self.tr("Carried over"), self.tr("Suggested"))
        parts = [
            Part(name, self._now.minutes_of(self._now.group(group)), INKS[group])
            for name, group in zip(names, AgendaGroup, strict=True)
        ]
        self.bar.show_minutes(parts, planned)

    def _question(self, too_many: int) -> str:
        if too_many <= 0:
            return ""
        return self.tr("{minutes} too many. What can wait?").format(minutes=words.minutes(too_many))

    def _facts(self, items: Iterable[AgendaItem]) -> list[RowFacts]:
        called = self._view.person.called if self._view else ""
        return [
            RowFacts(
                id=item.id,
                title=item.title,
                reason=reason_words(item, called, self._today),
                icon=reason_icon(item),
                minutes=self._now.minutes(item.id),
                is_topic=item.reason in _TOPICS,
            )
            for item in items
        ]

    def _on_group_row_made(self, row: AgendaRow) -> None:
        row.moved.connect(self._on_row_moved)
        row.lengthened.connect(self._on_row_lengthened)
        row.left_out.connect(self._on_row_left_out)
        row.walked.connect(self._on_row_walked)
        row.put_aside.connect(self.put_aside)

    def _reshape(self) -> None:
        self._show()
        self.shaped.emit(self._now.shaped())

    def _on_group_placed(self, item_id: str, at: int) -> None:
        self._now.place(item_id, at)
        self._reshape()

    def _on_row_moved(self, item_id: str, by: int) -> None:
        self._now.move(item_id, by)
        self._reshape()

    def _on_row_lengthened(self, item_id: str, by: int) -> None:
        self._now.change_minutes(item_id, by)
        self._reshape()

    def _on_row_left_out(self, item_id: str) -> None:
        self.walk(item_id, 1)
        self._now.leave_out(item_id)
        self._reshape()

    def _on_left_out_brought_back(self, item_id: str) -> None:
        self._now.bring_back(item_id)
        self._reshape()
        for row in self.rows():
            if row.item_id == item_id:
                row.setFocus()

    def _on_row_walked(self, item_id: str, by: int) -> None:
        self.walk(item_id, by)

    def walk(self, item_id: str, by: int) -> None:
        """Put the keyboard on the row before or after an item's row; from the last it goes to the one before."""
        rows = self.rows()
        at = [row.item_id for row in rows].index(item_id)
        to = at + by if 0 <= at + by < len(rows) else at - by
        (rows[to] if 0 <= to < len(rows) else self.add_topic.field).setFocus()
