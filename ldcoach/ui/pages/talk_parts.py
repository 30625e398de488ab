"""Parts of the talk page: the question of the stage, and the topics in reach."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from ldcoach.domain.guides import AskOf, Stage
from ldcoach.domain.kinds import Side
from ldcoach.services.views import OpenTopic
from ldcoach.ui import words
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.check_line import CheckLine
from ldcoach.ui.widgets.clearing import clear
from ldcoach.ui.widgets.drawn import Glyph
from ldcoach.ui.widgets.labels import kicker, muted, prompt, small
from ldcoach.ui.widgets.pill import Pill


class QuestionCard(Card):
    """One stage: the first question large, the others below it, and what makes the stage complete."""

    def __init__(self) -> None:
        super().__init__()
        self.step = kicker("")
        self.step.setWordWrap(False)
        self.minutes = Pill("", "plain", "clock")
        self.question = prompt("")
        self.intent = muted("")
        self.lines = QVBoxLayout()
        self.lines.setSpacing(6)
        self.head.addWidget(self.step, 1)
        self.head.addWidget(self.minutes)
        self.body.addWidget(self.question)
        self.body.addWidget(self.intent)
        self.body.addLayout(self.lines)

    def show_stage(self, stage: Stage, at: int, count: int, minutes: int, ready: Collection[str]) -> None:
        """Show a stage, `at` from 0; questions in `ready` were picked while preparing and come first."""
        self.step.setText(self.tr("Step {at} of {count}").format(at=at + 1, count=count))
        self.minutes.show_state(words.minutes(minutes))
        questions = sorted(stage.questions, key=lambda question: question not in ready)
        self.question.setText(questions[0])
        asked = self.tr("{intent} Ask yourself.") if stage.ask_of is AskOf.MANAGER else "{intent}"
        self.intent.setText(asked.format(intent=stage.intent))
        clear(self.lines)
        for question in questions[1:]:
            self._add("lightbulb", question)
        self._add("circle-check", self.tr("Done when: {state}").format(state=stage.done_when))

    def _add(self, icon_name: str, text: str) -> None:
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(Glyph(icon_name, "accent", 18), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(muted(text), 1)
        self.lines.addLayout(line)


class TopicsCard(Card):
    """The topics of the person; `discussed` carries a topic's id and whether it has been talked about now."""

    discussed = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__(self.tr("On the agenda"), tight=True)
        self._talked_about: dict[str, OpenTopic] = {}
        self._shown: list[OpenTopic] = []
        self.lines: dict[str, CheckLine] = {}

    def forget(self) -> None:
        """Begin with another 1-2-1."""
        self._talked_about.clear()

    def show_topics(self, topics: Sequence[OpenTopic], called: str) -> None:
        """Show open topics, and those talked about in this visit, so that a slip can be undone."""
        open_ids = {topic.topic_id for topic in topics}
        talked = [topic for topic in self._talked_about.values() if topic.topic_id not in open_ids]
        shown = sorted([*topics, *talked], key=lambda topic: topic.raised_by is not Side.EMPLOYEE)
        if shown != self._shown or not self.lines:
            self._make_lines(shown, called)
        for topic_id, line in self.lines.items():
            line.box.setChecked(topic_id not in open_ids)

    def note(self, topic_id: str, *, talked_about: bool) -> None:
        """Remember that a topic shown here was ticked or opened again."""
        found = [topic for topic in self._shown if topic.topic_id == topic_id]
        if talked_about and found:
            self._talked_about[topic_id] = found[0]
        else:
            self._talked_about.pop(topic_id, None)

    def _make_lines(self, topics: Sequence[OpenTopic], called: str) -> None:
        clear(self.body)
        self._shown = [*topics]
        self.lines = {}
        for topic in topics:
            who = called if topic.raised_by is Side.EMPLOYEE else self.tr("you")
            line = CheckLine(topic.title)
            line.box.setAccessibleName(self.tr("Talked about: {title}").format(title=topic.title))
            line.ticked.connect(partial(self.discussed.emit, topic.topic_id))
            self.lines[topic.topic_id] = line
            self.body.addWidget(line)
            line.add_remark(self.tr("raised by {who}").format(who=who))
        remark = self.tr("Tick what you have talked about.") if topics else self.tr("No topics are waiting.")
        self.body.addWidget(small(remark))
        self.body.addStretch()
