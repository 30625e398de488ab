"""Parts of the talk page: the question of the stage, and the topics in reach."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from ldcoach.domain.guides import AskOf, Stage
from ldcoach.domain.kinds import Side
from ldcoach.services.views import EarlierNotes, OpenTopic, WaitingFeedback
from ldcoach.ui import words
from ldcoach.ui.pages.feedback_words import shortened
from ldcoach.ui.widgets.buttons import quiet, secondary
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.check_line import CheckLine
from ldcoach.ui.widgets.clearing import clear
from ldcoach.ui.widgets.drawn import Glyph
from ldcoach.ui.widgets.labels import body, kicker, muted, prompt, small
from ldcoach.ui.widgets.pill import Pill

_MINUTE = 60
_MOST_WAITING, _SHORT = 3, 140


class QuestionCard(Card):
    """One stage: a question large, the others below it, and what makes the stage complete.

    `asked` carries each question that is shown large.
    """

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._stage: Stage | None = None
        self._questions: list[str] = []
        self._minutes = 0
        self._open = False
        self.step = kicker("")
        self.step.setWordWrap(False)
        self.minutes = Pill("", "plain", "clock")
        self.question = prompt("")
        self.intent = muted("")
        self.another = quiet(self.tr("Another &question"), "repeat", small=True)
        self.lines = QVBoxLayout()
        self.lines.setSpacing(6)
        self.head.addWidget(self.step)
        self.head.addWidget(self.minutes)
        self.head.addStretch(1)
        self.head.addWidget(self.another)
        self.body.addWidget(self.question)
        self.body.addWidget(self.intent)
        self.body.addLayout(self.lines)
        self.another.clicked.connect(self._on_another_clicked)

    def show_stage(self, stage: Stage, at: int, count: int, minutes: int, ready: Collection[str]) -> None:
        """Show a stage, `at` from 0; questions in `ready` were picked while preparing and come first."""
        self.step.setText(self.tr("Step {at} of {count}").format(at=at + 1, count=count))
        self._minutes = minutes
        self.minutes.show_state(words.minutes(minutes))
        if stage != self._stage:
            self._stage = stage
            self._questions = sorted(stage.questions, key=lambda question: question not in ready)
        self._show_questions()

    def show_spent(self, seconds: int) -> None:
        """Say how many of the stage's minutes are left, or how many it runs over."""
        over = seconds // _MINUTE - self._minutes
        left = self._minutes - seconds // _MINUTE
        said = self.tr("{left} of {minutes} left") if left > 0 else self.tr("{minutes} are over")
        if over > 0:
            said = self.tr("{over} more than {minutes}")
        told = said.format(left=left, over=over, minutes=words.minutes(self._minutes))
        if told != self.minutes.text():
            self.minutes.show_state(told)

    def open_to_both(self, *, on: bool) -> None:
        """Show only what both may see: no question that managers ask themselves, no hint."""
        self._open = on
        self._show_questions()

    def _show_questions(self) -> None:
        stage = self._stage
        if stage is None:
            return
        own = stage.ask_of is AskOf.MANAGER
        secret = own and self._open
        self.question.setText(stage.name if secret else self._questions[0])
        asked = self.tr("{intent} Ask yourself.") if own else "{intent}"
        self.intent.setText(asked.format(intent=stage.intent))
        self.intent.setVisible(not self._open)
        self.another.setVisible(len(self._questions) > 1 and not secret)
        clear(self.lines)
        if not self._open:
            for question in self._questions[1:]:
                self._add("lightbulb", question)
            self._add("circle-check", self.tr("Done when: {state}").format(state=stage.done_when))
        if not own:
            self.asked.emit(self._questions[0])

    def _add(self, icon_name: str, text: str) -> None:
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(Glyph(icon_name, "accent", 18), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(muted(text), 1)
        self.lines.addLayout(line)

    def _on_another_clicked(self) -> None:
        self._questions = [*self._questions[1:], self._questions[0]]
        self._show_questions()


class ToShareCard(Card):
    """Feedback that was noted and not said yet, at hand for the right moment. `opened` carries its id."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__(self.tr("Feedback to say"), "hand-heart", "prep", tight=True)
        self.rows = QVBoxLayout()
        self.rows.setSpacing(8)
        self.body.addLayout(self.rows)

    def show_waiting(self, waiting: Sequence[WaitingFeedback]) -> None:
        """Show each piece with the button that opens it."""
        clear(self.rows)
        for piece in waiting[:_MOST_WAITING]:
            row = QHBoxLayout()
            row.setSpacing(12)
            row.addWidget(body(shortened(piece.words, _SHORT)), 1)
            opener = secondary(self.tr("Open"), small=True)
            opener.setAccessibleName(self.tr("Open: {words}").format(words=shortened(piece.words, _SHORT)))
            opener.clicked.connect(partial(self._on_opener_clicked, piece.feedback_id))
            row.addWidget(opener, 0, Qt.AlignmentFlag.AlignTop)
            self.rows.addLayout(row)

    def _on_opener_clicked(self, feedback_id: str, _on: bool = False) -> None:  # noqa: FBT001, FBT002  # Qt's signature
        self.opened.emit(feedback_id)


class EarlierCard(Card):
    """What was noted before the guide was changed; it stays with its guide and can be read here."""

    def __init__(self) -> None:
        super().__init__(self.tr("Noted before the change of guide"), "history", tight=True)
        self.rows = QVBoxLayout()
        self.rows.setSpacing(8)
        self.body.addLayout(self.rows)

    def show_notes(self, earlier: Sequence[EarlierNotes], *, open_to_both: bool) -> bool:
        """Show the notes by stage; prep notes only while not `open_to_both`. Tell whether there is anything."""
        clear(self.rows)
        for kept in earlier:
            lanes = [(self.tr("{stage}, shared"), kept.notes.shared)]
            lanes += [] if open_to_both else [(self.tr("{stage}, prep"), kept.notes.prep)]
            for pattern, text in lanes:
                if text.strip():
                    self.rows.addWidget(kicker(pattern.format(stage=kept.stage_name)))
                    self.rows.addWidget(body(text))
        return self.rows.count() > 0


class TopicsCard(Card):
    """The topics of the person; `discussed` carries a topic's id and whether it has been talked about now."""

    discussed = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__(self.tr("On the agenda"), tight=True)
        self._talked_about: dict[str, OpenTopic] = {}
        self._shown: list[OpenTopic] = []
        self._called = ""
        self._open = False
        self.lines: dict[str, CheckLine] = {}

    def open_to_both(self, *, on: bool) -> None:
        """Show only what both may see: a topic of the manager's is for both once it is talked about."""
        self._open = on
        self._make_lines(self._shown, self._called)

    def forget(self) -> None:
        """Begin with another 1-2-1."""
        self._talked_about.clear()

    def show_topics(self, topics: Sequence[OpenTopic], called: str) -> None:
        """Show open topics, and those talked about in this visit, so that a slip can be undone."""
        open_ids = {topic.topic_id for topic in topics}
        talked = [topic for topic in self._talked_about.values() if topic.topic_id not in open_ids]
        shown = sorted([*topics, *talked], key=lambda topic: topic.raised_by is not Side.EMPLOYEE)
        if shown != self._shown or not self.lines or self._open:
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
        self._shown, self._called = [*topics], called
        self.lines = {}
        for topic in topics:
            if self._open and topic.raised_by is not Side.EMPLOYEE and topic.topic_id not in self._talked_about:
                continue
            who = called if topic.raised_by is Side.EMPLOYEE else self.tr("you")
            line = CheckLine(topic.title)
            line.box.setAccessibleName(self.tr("Talked about: {title}").format(title=topic.title))
            line.ticked.connect(partial(self.discussed.emit, topic.topic_id))
            line.box.setChecked(topic.topic_id in self._talked_about)
            self.lines[topic.topic_id] = line
            self.body.addWidget(line)
            line.add_remark(self.tr("raised by {who}").format(who=who))
        remark = self.tr("Tick what you have talked about.") if self.lines else self.tr("No topics are waiting.")
        self.body.addWidget(small(remark))
        self.body.addStretch()
