"""The whole of an own guide while it is being written: what it is for, its stages, its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ldcoach.domain.guides import AskOf, Fault, Guide, Stage, with_stages
from ldcoach.ui.focus import tab_as_laid_out
from ldcoach.ui.pages.library.fields import AdvisedField, LinesEditor, show_faults
from ldcoach.ui.pages.library.stage import StageEditor
from ldcoach.ui.widgets.buttons import secondary
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.clearing import clear
from ldcoach.ui.widgets.columns import Columns
from ldcoach.ui.widgets.editor import PAUSE_MS
from ldcoach.ui.widgets.notice import Notice
from ldcoach.ui.words import sentence

MOST_STAGES = 12
_NEW_MINUTES = 5


class GuideSheet(QWidget):
    """`written` says that typing has paused, or that stages were moved, added or taken out."""

    written = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._guide: Guide | None = None
        self._filling = False
        self.stages: list[StageEditor] = []
        self.undo: QPushButton | None = None
        self._gone: Notice | None = None
        self.guide_name, self.purpose = QLineEdit(), QLineEdit()
        self.use, self.avoid, self.note = LinesEditor(3), LinesEditor(3), LinesEditor(3)
        self.exit, self.never = LinesEditor(4), LinesEditor(4)
        self.add = secondary(self.tr("Add a step"), "plus")
        self.fields: dict[str, AdvisedField] = {}
        self._column = QVBoxLayout()
        self._column.setSpacing(16)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.written)
        self._lay_out()
        self._connect()

    @property
    def waiting(self) -> bool:
        """Tell whether something was typed that `written` has not told of yet."""
        return self._pause.isActive()

    def flush(self) -> None:
        """Tell of typing that still waits for a pause, now."""
        if self._pause.isActive():
            self._pause.stop()
            self.written.emit()

    def show_guide(self, guide: Guide) -> None:
        """Show a guide to write on; nothing is told."""
        self._filling = True
        self._guide = guide
        self.guide_name.setText(guide.name)
        self.purpose.setText(guide.purpose)
        for editor, text in ((self.use, guide.use), (self.avoid, guide.avoid), (self.note, guide.note)):
            editor.show_lines([text] if text else [])
        self.exit.show_lines(guide.exit)
        self.never.show_lines(guide.never)
        self._show_stages(guide.stages)
        self._filling = False

    def guide(self) -> Guide:
        """Return the guide as it is filled in, sound or not.

        Raises:
            RuntimeError: none was shown; a fault of the program.
        """
        if self._guide is None:
            message = "no guide is shown"
            raise RuntimeError(message)
        filled = replace(
            self._guide,
            name=self.guide_name.text().strip(),
            purpose=self.purpose.text().strip(),
            use=" ".join(self.use.lines()),
            avoid=" ".join(self.avoid.lines()),
            note=" ".join(self.note.lines()),
            exit=self.exit.lines(),
            never=self.never.lines(),
        )
        return with_stages(filled, [editor.stage() for editor in self.stages])

    def show_faults(self, faults: Sequence[Fault]) -> None:
        """Show each fault below the field it belongs to."""
        show_faults(self.fields, [_said(fault.key, fault) for fault in faults if "." not in fault.key])
        for at, editor in enumerate(self.stages):
            start = f"stages[{at}]."
            mine = [_said(fault.key.removeprefix(start), fault) for fault in faults if fault.key.startswith(start)]
            editor.show_faults(mine)

    def focus_place(self, key: str) -> None:
        """Put the keyboard on the field of a path such as `stages[1].questions[0]`."""
        place, _, rest = key.partition(".")
        fields = self.stages[_number(place)].fields if rest else self.fields
        field = fields.get(_name(rest or place))
        (field.control if field is not None else self.guide_name).setFocus()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        columns = Columns(rail_width=320)
        first = Card(self.tr("The guide"), "book-open", tight=True)
        first.body.setSpacing(12)
        first.body.addWidget(self._field("name", self.tr("Name"), self.guide_name))
        first.body.addWidget(self._field("purpose", self.tr("What it is for, in one sentence"), self.purpose))
        columns.main.addWidget(first)
        columns.main.addLayout(self._column)
        columns.main.addWidget(self.add)
        columns.main.addStretch()
        columns.rail.addWidget(self._rail())
        columns.rail.addStretch()
        column.addWidget(columns)

    def _rail(self) -> Card:
        one_a_line = self.tr("One a line.")
        card = Card(self.tr("Around the steps"), "info", tight=True)
        # What is left of the height belongs below the card, not between its fields.
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        card.body.setSpacing(12)
        card.body.addWidget(self._field("use", self.tr("When it fits"), self.use))
        card.body.addWidget(self._field("avoid", self.tr("Where it does not fit"), self.avoid))
        card.body.addWidget(self._field("note", self.tr("Good to know, if anything"), self.note))
        card.body.addWidget(self._field("exit", self.tr("True at the end"), self.exit, one_a_line))
        card.body.addWidget(self._field("never", self.tr("Not for notes"), self.never, one_a_line))
        return card

    def _field(self, key: str, name: str, control: QWidget, hint: str = "") -> AdvisedField:
        self.fields[key] = AdvisedField(name, control, hint)
        return self.fields[key]

    def _connect(self) -> None:
        for line in (self.guide_name, self.purpose):
            line.textEdited.connect(self._on_edited)
        for editor in (self.use, self.avoid, self.note, self.exit, self.never):
            editor.textChanged.connect(self._on_edited)
        self.add.clicked.connect(self._on_add_clicked)

    def _show_stages(self, stages: Sequence[Stage]) -> None:
        clear(self._column)
        self._gone = self.undo = None
        self.stages = []
        for stage in stages:
            self._insert(stage, len(self.stages))
        self._number()

    def _insert(self, stage: Stage, at: int) -> None:
        editor = StageEditor(stage)
        editor.edited.connect(self._on_edited)
        editor.moved.connect(lambda step: self._move(editor, step))
        editor.removed.connect(lambda: self._take_out(editor))
        self.stages.insert(at, editor)
        self._column.insertWidget(at, editor)

    def _number(self) -> None:
        for at, editor in enumerate(self.stages):
            editor.show_place(at, len(self.stages))
        self.add.setEnabled(len(self.stages) < MOST_STAGES)
        tab_as_laid_out(self)

    def _settle(self, here: int) -> None:
        """Say that the stages are others now, with the keyboard on one of them."""
        self._number()
        self.stages[min(here, len(self.stages) - 1)].stage_name.setFocus()
        self._pause.stop()
        self.written.emit()

    def _move(self, editor: StageEditor, step: int) -> None:
        at = self.stages.index(editor)
        to = at + step
        if 0 <= to < len(self.stages):
            self._forget_undo()
            self.stages.insert(to, self.stages.pop(at))
            self._column.removeWidget(editor)
            self._column.insertWidget(to, editor)
            self._settle(to)

    def _take_out(self, editor: StageEditor) -> None:
        self._forget_undo()
        at, gone = self.stages.index(editor), editor.stage()
        self.stages.remove(editor)
        self._column.removeWidget(editor)
        editor.hide()
        editor.deleteLater()
        self._settle(at)
        self._offer_back(gone, at)

    def _offer_back(self, gone: Stage, at: int) -> None:
        """Say where the stage was that it is out, and offer it there until something else moves."""
        notice = Notice("info", self.tr("A step is out: {name}.").format(name=gone.name or self.tr("without a name")))
        self._gone = notice
        self.undo = notice.add_button(self.tr("Take it back"), lambda: self._put_back(gone, at))
        self._column.insertWidget(at, notice)
        tab_as_laid_out(self)

    def _forget_undo(self) -> None:
        if self._gone is not None:
            self._column.removeWidget(self._gone)
            self._gone.hide()
            self._gone.deleteLater()
        self._gone = self.undo = None

    def _put_back(self, stage: Stage, at: int) -> None:
        self._forget_undo()
        self._insert(stage, at)
        self._settle(at)

    def _on_add_clicked(self) -> None:
        self._forget_undo()
        blank = Stage(
            code="",
            name="",
            minutes=_NEW_MINUTES,
            intent="",
            ask_of=AskOf.EMPLOYEE,
            questions=(),
            record=(),
            done_when="",
        )
        self._insert(blank, len(self.stages))
        self._settle(len(self.stages) - 1)

    def _on_edited(self) -> None:
        if not self._filling:
            self._pause.start()


def _said(key: str, fault: Fault) -> tuple[str, str, bool]:
    """Return the field's name, a sentence that names the line where there are several, and how grave it is."""
    line = f"Line {_number(key) + 1} " if key.endswith("]") else ""
    return _name(key), sentence(f"{line}{fault.message}."), fault.grave


def _name(key: str) -> str:
    return key.partition("[")[0]


def _number(key: str) -> int:
    return int(key.partition("[")[2].rstrip("]"))
