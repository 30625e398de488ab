"""What the goal editor asks beside the form, and learning next to the business as examples."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ldcoach.domain.goal_prompts import Asked, Example
from ldcoach.domain.wording.rules import Severity
from ldcoach.ui.pages.goal.node import small_remark
from ldcoach.ui.widgets.buttons import link
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.clearing import clear
from ldcoach.ui.widgets.labels import body, kicker, muted
from ldcoach.ui.widgets.look import rule

_MOST = 3
_STACK_UNDER = 560


class GoalQuestions(Card):
    """At most three questions, the gravest first; a question waits, it never blocks. `more_wanted`: all are shown."""

    more_wanted = Signal()

    def __init__(self, examples: Sequence[Example]) -> None:
        super().__init__(self.tr("Worth asking"), "circle-help", "sunken", tight=True)
        self._asked: Sequence[Asked] = ()
        self._all = False
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.calm = muted(self.tr("Nothing to ask."))
        self.more = link("", "chevron-down")
        self.show_examples = link(self.tr("Four examples, learning beside the business"), "chevron-down")
        self.examples = _Examples(examples)
        self.examples.hide()
        self.body.addWidget(self.calm)
        self.body.addLayout(self._rows)
        self.body.addWidget(self.more)
        self.body.addWidget(self.show_examples)
        self.body.addWidget(self.examples)
        self.more.clicked.connect(self._on_more_clicked)
        self.show_examples.clicked.connect(self._on_show_examples_clicked)
        self.forget()

    def forget(self) -> None:
        """Show no question, and do not say that there is none: nothing was looked at yet."""
        self.show_asked(())
        self.calm.hide()

    def show_asked(self, asked: Sequence[Asked]) -> None:
        """Show what is asked about the goal as it stands."""
        self._asked = asked
        self._show()

    def questions(self) -> list[str]:
        """Return the questions that can be read now."""
        shown = self._asked if self._all else self._asked[:_MOST]
        return [one.question for one in shown]

    def _show(self) -> None:
        clear(self._rows)
        for question, one in zip(self.questions(), self._asked, strict=False):
            grave = one.severity in {Severity.STOP, Severity.CAUTION}
            line = small_remark("circle-alert" if grave else "message-circle", question, "prep" if grave else "accent")
            self._rows.addLayout(line)
        left = len(self._asked) - len(self.questions())
        self.more.setText(self.tr("%n more question(s)", "", left))
        self.more.setVisible(left > 0)
        self.calm.setVisible(not self._asked)

    def _on_more_clicked(self) -> None:
        self._all = True
        self._show()
        self.more_wanted.emit()

    def _on_show_examples_clicked(self) -> None:
        self.examples.setVisible(self.examples.isHidden())


class _Examples(QWidget):
    def __init__(self, examples: Sequence[Example]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        heads = (
            self.tr("What is learned"),
            self.tr("What one would see"),
            self.tr("Early sign"),
            self.tr("Result for the business"),
        )
        for column, head in enumerate(heads):
            grid.addWidget(kicker(head), 0, column)
            grid.setColumnStretch(column, 1)
        for row, one in enumerate(examples):
            grid.addWidget(rule(), 2 * row + 1, 0, 1, 4)
            for column, words in enumerate((one.learning, one.behaviour, one.leading, one.outcome)):
                grid.addWidget(body(words), 2 * row + 2, column)
