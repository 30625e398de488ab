"""Parts of the close page: what becomes of open topics, the next 1-2-1, and what may be missing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from PySide6.QtCore import QDate, Qt, QTime, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ldcoach.domain.kinds import Side, TopicStatus
from ldcoach.services.views import OpenTopic, Upcoming
from ldcoach.ui import words
from ldcoach.ui.pages.days import DayEdit
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.check_line import CheckLine
from ldcoach.ui.widgets.clearing import clear
from ldcoach.ui.widgets.drawn import Glyph
from ldcoach.ui.widgets.field import Field
from ldcoach.ui.widgets.flow import Flow
from ldcoach.ui.widgets.labels import body, muted, small
from ldcoach.ui.widgets.number_fields import time_field
from ldcoach.ui.widgets.segmented import Segmented
from ldcoach.ui.widgets.toggle import Toggle


class OpenTopicsCard(Card):
    """Each open topic with three ways on; `settled` carries a topic's id and the status chosen."""

    settled = Signal(str, str)

    def __init__(self) -> None:
        super().__init__(self.tr("Topics still open"), tight=True)
        self._shown: list[OpenTopic] = []
        self._settled: dict[str, OpenTopic] = {}
        self.choices: dict[str, Segmented] = {}
        self.show_topics((), "")

    def forget(self) -> None:
        """Begin with another 1-2-1."""
        self._settled.clear()

    def show_topics(self, topics: Sequence[OpenTopic], called: str) -> None:
        """Show open topics, and those settled in this visit, so that a slip can be undone."""
        open_ids = {topic.topic_id for topic in topics}
        shown = [*topics, *(topic for each, topic in self._settled.items() if each not in open_ids)]
        shown.sort(key=lambda topic: (topic.raised_by is not Side.EMPLOYEE, topic.first_raised_on, topic.topic_id))
        if shown != self._shown or not shown:
            self._make_rows(shown, called)
        for topic_id in open_ids:
            self.choices[topic_id].choose(TopicStatus.OPEN)
            self._settled.pop(topic_id, None)

    def _make_rows(self, topics: Sequence[OpenTopic], called: str) -> None:
        clear(self.body)
        self._shown = [*topics]
        self.choices = {}
        for topic in topics:
            self.body.addWidget(self._row(topic, called))
        if not topics:
            self.body.addWidget(muted(self.tr("Nothing is waiting.")))
        self.body.addStretch()

    def _row(self, topic: OpenTopic, called: str) -> QWidget:
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(4)
        who = called if topic.raised_by is Side.EMPLOYEE else self.tr("you")
        column.addWidget(body(topic.title))
        column.addWidget(small(self.tr("raised by {who}").format(who=who)))
        choice = Segmented(
            topic.title,
            [
                (TopicStatus.DISCUSSED, self.tr("Discussed"), ""),
                (TopicStatus.PARKED, self.tr("Park"), ""),
                (TopicStatus.OPEN, self.tr("Carry over"), ""),
            ],
        )
        for button in choice.buttons():
            # The same three words stand at every topic; by ear each needs its topic.
            button.setAccessibleName(f"{button.text()}: {topic.title}")
        choice.choose(TopicStatus.OPEN)
        choice.chosen.connect(lambda key: self._on_choice_chosen(topic, key))
        self.choices[topic.topic_id] = choice
        column.addWidget(choice)
        return row

    def _on_choice_chosen(self, topic: OpenTopic, key: str) -> None:
        if key != TopicStatus.OPEN:
            self._settled[topic.topic_id] = topic
        self.settled.emit(topic.topic_id, key)


class NextCard(Card):
    """When the next 1-2-1 is; `planned` says that there is one already, `changed_mind` that something was changed."""

    changed_mind = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("Next 1-2-1"), "calendar-plus", tight=True)
        self.plan = Toggle(self.tr("Plan it now"))
        self.day, self.time = DayEdit("ddd d MMM yyyy"), time_field()
        self.time.setMinimumWidth(96)
        self.remark = muted("")
        self.when = Flow(gap=12)
        self.when.add(Field(self.tr("Day"), self.day))
        self.when.add(Field(self.tr("Time"), self.time))
        for part in (self.remark, self.plan, self.when):
            self.body.addWidget(part)
        self.planned = False
        self.plan.toggled.connect(self._on_plan_toggled)
        self.day.dateChanged.connect(self.changed_mind)
        self.time.timeChanged.connect(self.changed_mind)

    def propose(self, moment: datetime, today: date, remark: str) -> None:
        """Propose a local, naive moment."""
        self.day.setMinimumDate(QDate(today.year, today.month, today.day))
        self.day.show_day(moment.date())
        self.time.setTime(QTime(moment.hour, moment.minute))
        self.remark.setText(remark)
        self.planned = False
        self.plan.setText(self.tr("Plan it now"))
        self.plan.setChecked(True)

    def show_planned(self, upcoming: Upcoming, today: date) -> None:
        """Say that there is a next 1-2-1 already; another can still be planned."""
        at = upcoming.planned_for.astimezone()
        planned = self.tr("Planned already: {moment}.").format(moment=words.moment(at, today))
        self.remark.setText(planned)
        self.planned = True
        self.plan.setText(self.tr("Plan one more"))
        self.plan.setChecked(False)
        self.when.hide()

    def moment(self) -> datetime | None:
        """Return the moment chosen, aware, or None when nothing is to be planned."""
        if not self.plan.isChecked():
            return None
        at = self.time.time()
        local = datetime.combine(self.day.day(), time(at.hour(), at.minute()))
        return local.astimezone()

    def _on_plan_toggled(self, on: bool) -> None:  # noqa: FBT001  # Qt's signature
        self.when.setVisible(on)
        self.changed_mind.emit()


class ChecklistCard(Card):
    """The guide's exit list to tick, and what the record does not hold yet; nothing here blocks."""

    def __init__(self) -> None:
        super().__init__(self.tr("Before you part"), "list-checks", tight=True)
        self.lines = QVBoxLayout()
        self.missing = QVBoxLayout()
        for part in (self.lines, self.missing):
            part.setSpacing(6)
            self.body.addLayout(part)

    def show_list(self, items: Sequence[str]) -> None:
        """Show the guide's list, nothing ticked."""
        clear(self.lines)
        for item in items:
            self.lines.addWidget(CheckLine(item))

    def show_missing(self, sentences: Sequence[str]) -> None:
        """Show what is missing, each as a sentence."""
        clear(self.missing)
        for sentence in sentences:
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(Glyph("circle-dot", "warn", 16, self.tr("Missing")), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(muted(sentence), 1)
            self.missing.addLayout(row)
