"""The last look before a summary is saved: everything that leaves, once more, and a password if wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ldcoach.services.views import LeavingItem
from ldcoach.services.views.leaving import GateFinding
from ldcoach.ui import words
from ldcoach.ui.pages.passphrase_line import PassphraseLine
from ldcoach.ui.widgets.buttons import link
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.check_line import CheckLine
from ldcoach.ui.widgets.clearing import clear
from ldcoach.ui.widgets.field import Field
from ldcoach.ui.widgets.growing import Growing
from ldcoach.ui.widgets.labels import body, kicker, muted, small
from ldcoach.ui.widgets.toggle import Toggle

AT_ONCE, EACH = 40, 10
"""How many lines come at once, which is more than a window shows, and how many in each turn after that."""


class ReviewCard(Card):
    """Lists what leaves, in full; a long list grows, and `grew` says so."""

    grew = Signal()

    def __init__(self, group_name: Callable[[str], str]) -> None:
        """`group_name` says what a group of items is called."""
        super().__init__(self.tr("Nothing leaves."), "file-check")
        self._group_name = group_name
        self._list = Growing(AT_ONCE, EACH)
        self._list.grew.connect(self.grew)
        self.body.addWidget(self._list)

    @property
    def complete(self) -> bool:
        """Whether everything that leaves stands there."""
        return self._list.complete

    def show_items(self, items: Sequence[LeavingItem], own: Sequence[tuple[str, str]], stays: str) -> None:
        """Show the items that leave, `own` sentences as (heading, text), and in words what stays."""
        leaving = [item for item in items if item.leaves]
        self.title.setText(self._headline(len(leaving) + len(own)))
        self._list.fill(self._parts(leaving, own, stays))

    def _parts(self, leaving: Sequence[LeavingItem], own: Sequence[tuple[str, str]], stays: str) -> Iterator[QWidget]:
        """Make the lines, one by one."""
        for heading, text in own:
            yield kicker(heading)
            yield body(text)
        group = ""
        for item in leaving:
            if item.group != group:
                group = item.group
                yield _lower(kicker(self._group_name(group)))
            yield body(item.title)
            if item.detail:
                yield small(item.detail)
        yield _lower(muted(stays))

    def _headline(self, count: int) -> str:
        if count == 1:
            return self.tr("One item leaves. Nothing else does.")
        return self.tr("{count} items leave. Nothing else does.").format(count=words.sentence(words.number(count)))


def _lower(line: QLabel) -> QLabel:
    """Leave some room above a line."""
    line.setContentsMargins(0, 8, 0, 0)
    return line


class GateCard(Card):
    """What the rules ask before anything leaves. `go_wanted` carries the item, empty for one's own, and the words."""

    go_wanted = Signal(str, str)

    def __init__(self) -> None:
        super().__init__(self.tr("Worth another look"), "triangle-alert", "held")
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self.looked = CheckLine(self.tr("I have looked at these places"))
        self.body.addLayout(self._list)
        self.body.addWidget(self.looked)
        self._stops = False
        self.hide()

    def show_findings(self, findings: Sequence[GateFinding]) -> None:
        """List findings with their places; what must not leave cannot be ticked away."""
        clear(self._list)
        self._stops = any(one.severity == "stop" for one in findings)
        for one in findings:
            row = QHBoxLayout()
            row.addWidget(body(f"\N{LEFT DOUBLE QUOTATION MARK}{one.words}\N{RIGHT DOUBLE QUOTATION MARK}"), 1)
            go = link(self.tr("Show where"), "arrow-right")
            go.setAccessibleName(self.tr("Show where: {words}").format(words=one.words))
            go.clicked.connect(partial(self.go_wanted.emit, one.item_id, one.words))
            row.addWidget(go)
            self._list.addLayout(row)
            self._list.addWidget(small(one.question))
        self.looked.setVisible(not self._stops)
        self.looked.box.setChecked(False)
        self.setVisible(bool(findings))

    def is_open(self) -> bool:
        """Tell whether the summary may leave."""
        return self.isHidden() or (not self._stops and self.looked.box.isChecked())


class PasswordCard(Card):
    """A password for the file, behind a switch, typed twice. `opened` says that its lines stand on the page now."""

    opened = Signal()

    def __init__(self) -> None:
        super().__init__(tight=True)
        self.wanted = Toggle(self.tr("Protect with a password"))
        self.first = PassphraseLine(self.tr("Password for the file"))
        self.second = PassphraseLine(self.tr("The same password once more"))
        self._fields = QWidget()
        self.second_field = Field(self.tr("Once more"), self.second, named=self.second.line)
        hint = self.tr("Say it to the person, do not send it with the file. Nobody can open the file without it.")
        self.first_field = Field(self.tr("Password"), self.first, hint, named=self.first.line)
        column = QVBoxLayout(self._fields)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.first_field)
        column.addWidget(self.second_field)
        self._fields.hide()
        self.body.addWidget(self.wanted)
        self.body.addWidget(self._fields)
        self.wanted.toggled.connect(self._on_wanted_toggled)
        for line in (self.first.line, self.second.line):
            line.textChanged.connect(self._on_line_text_changed)

    def forget(self) -> None:
        """Take the password off the screen."""
        self.first.line.clear()
        self.second.line.clear()
        self.first.hide_letters()
        self.second.hide_letters()
        self.wanted.setChecked(False)

    def password(self) -> str | None:
        """Return the password, or None when none is wanted."""
        return self.first.line.text() if self.wanted.isChecked() else None

    def is_fit(self) -> bool:
        """Tell whether it can be used; if not, say below the field what is missing and go there."""
        if not self.wanted.isChecked():
            return True
        if not self.first.line.text():
            self.first_field.show_error(self.tr("Type a password, or switch the protection off."))
            self.first.line.setFocus()
            return False
        if self.first.line.text() != self.second.line.text():
            self.second_field.show_error(self.tr("The two are not the same. Type it once more."))
            self.second.line.setFocus()
            return False
        return True

    def _on_wanted_toggled(self, wanted: bool) -> None:  # noqa: FBT001  # Qt's signal hands it over
        self._fields.setVisible(wanted)
        if wanted:
            self.first.line.setFocus()
            # Once the page has made room for the lines.
            QTimer.singleShot(0, self, self.opened.emit)

    def _on_line_text_changed(self) -> None:
        self.first_field.clear_error()
        self.second_field.clear_error()
