"""Shows a recovery code once, then asks for two of its groups from the paper."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ldcoach.ui.pages.doors.first_run_steps import Step, remark
from ldcoach.ui.widgets.buttons import quiet, secondary
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.field import Field
from ldcoach.ui.widgets.labels import label, muted, small
from ldcoach.ui.widgets.look import rule
from ldcoach.ui.widgets.notice import Notice, Tone
from ldcoach.ui.widgets.pill import Pill
from ldcoach.ui.widgets.retype_line import GROUP, RetypeLine, plain

_COLUMNS = 4
_GROUPS = 8
_COVERED = "\N{BULLET}" * GROUP

Unlike = Callable[[str, Mapping[int, str]], tuple[int, ...]]
"""Takes a code and groups typed back, by number from 1; returns the numbers of those that are not the code's."""
Pick = Callable[[], tuple[int, int]]


def two_groups() -> tuple[int, int]:
    """Return two different numbers from 1 to 8 that nobody can foresee, the lower first."""
    one, other = sorted(secrets.SystemRandom().sample(range(1, _GROUPS + 1), 2))
    return one, other


class CodeStep(Step):
    """Shows the code until it is on paper, then covers it and asks for two groups. `save_wanted` carries the code."""

    save_wanted = Signal(str)

    def __init__(self, unlike: Unlike, pick: Pick = two_groups) -> None:
        super().__init__()
        self._unlike = unlike
        self._pick = pick
        self._code = ""
        self._asked: tuple[int, int] = (1, 2)
        self._groups = [_group(number) for number in range(1, _GROUPS + 1)]
        self.save = secondary(self.tr("Save as &PDF to print"), "printer")
        self.kept = secondary(self.tr("It is on paper"), "check")
        self.again = quiet(self.tr("Show the code again"), "eye")
        self.lines = (RetypeLine(), RetypeLine())
        self.fields = tuple(Field("", line) for line in self.lines)
        self.notice = Notice()
        self._shown, self._retype = QWidget(), QWidget()
        self._lay_out()
        self._connect()

    @property
    def code(self) -> str:
        """The code that is shown or asked for, or nothing."""
        return self._code

    @property
    def asked(self) -> tuple[int, int]:
        """The numbers of the two groups that are asked for."""
        return self._asked

    def show_code(self, code: str) -> None:
        """Show another code and forget what was typed."""
        self._code = code
        self.notice.quiet()
        self._show_stage(asking=False)

    def forget(self) -> None:
        """Take the code off the screen."""
        self._code = ""
        for group in self._groups:
            group.clear()
        for line in self.lines:
            line.clear()

    def missing(self) -> str:
        """Say what is still to do, or which group does not match; nothing once both groups were typed back."""
        if not self._code:
            return ""
        if not self._retype.isVisibleTo(self):
            return self.tr("The code is not on paper yet")
        wrong = self._wrong()
        if wrong:
            return self.tr("Look again at group {number}").format(number=wrong[0])
        to_go = sum(len(plain(line.text())) < GROUP for line in self.lines)
        return self.tr("%n group(s) to go", "", to_go) if to_go else ""

    def say(self, tone: Tone, sentence: str) -> None:
        """Say what came of saving the kit."""
        self.notice.say(tone, sentence)

    def focus_first(self) -> None:
        """Put the caret where the step begins."""
        self.save.setFocus()

    def _wrong(self) -> list[int]:
        """Return the numbers of the groups that are typed whole and are not those of the code."""
        typed = {number: plain(line.text()) for number, line in zip(self._asked, self.lines, strict=True)}
        whole = {number: group for number, group in typed.items() if len(group) == GROUP}
        return list(self._unlike(self._code, whole)) if whole and self._code else []

    def _show_stage(self, *, asking: bool) -> None:
        self._shown.setVisible(not asking)
        self._retype.setVisible(asking)
        for label_of, group in zip(self._groups, self._code.split("-"), strict=True):
            label_of.setText(_COVERED if asking else group)
        for line in self.lines:
            line.clear()
        if asking:
            self._asked = self._pick()
            for number, field in zip(self._asked, self.fields, strict=True):
                field.rename(self.tr("Group {number} from the paper").format(number=number))
        self.moved.emit()

    def _on_kept_clicked(self) -> None:
        self._show_stage(asking=True)
        self.lines[0].setFocus()

    def _on_again_clicked(self) -> None:
        self._show_stage(asking=False)
        self.kept.setFocus()

    def _on_save_clicked(self) -> None:
        self.save_wanted.emit(self._code)

    def _on_line_text_changed(self) -> None:
        wrong = self._wrong()
        for number, field in zip(self._asked, self.fields, strict=True):
            told = self.tr("This is not group {number}. Compare it with the paper.").format(number=number)
            field.show_error(told if number in wrong else "")
        first, second = self.lines
        if first.hasFocus() and len(plain(first.text())) == GROUP and self._asked[0] not in wrong:
            second.setFocus()
        self.moved.emit()

    def _connect(self) -> None:
        self.save.clicked.connect(self._on_save_clicked)
        self.kept.clicked.connect(self._on_kept_clicked)
        self.again.clicked.connect(self._on_again_clicked)
        for line in self.lines:
            line.textChanged.connect(self._on_line_text_changed)

    def _lay_out(self) -> None:
        card = Card(self.tr("Recovery code"), "life-buoy")
        card.head.addWidget(Pill(self.tr("shown once")))
        why = self.tr(
            "If the passphrase is ever forgotten, this code opens the record. Print the kit or write the code by hand, "
            "and keep the paper away from the computer."
        )
        card.body.addWidget(muted(why))
        grid = QGridLayout()
        grid.setSpacing(8)
        for at, group in enumerate(self._groups):
            grid.addWidget(group, at // _COLUMNS, at % _COLUMNS)
        card.body.addLayout(grid)
        card.body.addSpacing(8)
        for part in (self._build_shown(), self._build_retype()):
            card.body.addWidget(part)
        card.body.addWidget(self.notice)
        card.body.addSpacing(8)
        card.body.addWidget(rule())
        lost = self.tr("If both the passphrase and this code are lost, the record stays closed for good.")
        card.body.addLayout(remark("triangle-alert", lost))
        self.column.addWidget(card)
        self.column.addStretch()

    def _build_shown(self) -> QWidget:
        row = QHBoxLayout(self._shown)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.save)
        row.addWidget(self.kept)
        row.addStretch(1)
        return self._shown

    def _build_retype(self) -> QWidget:
        column = QVBoxLayout(self._retype)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(small(self.tr("Type these two groups from the paper, so that you know it can be read.")))
        row = QHBoxLayout()
        row.setSpacing(16)
        for line, field in zip(self.lines, self.fields, strict=True):
            line.setMaxLength(GROUP)
            row.addWidget(field, 1)
        column.addLayout(row)
        column.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        self._retype.hide()
        return self._retype


def _group(number: int) -> QLabel:
    made = label("", "code", wrap=False)
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    made.setToolTip(str(number))
    return made
