"""What stands above the list of a summary: whose name was found in it, and how many items leave."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ldcoach.services.views import LeavingItem
from ldcoach.ui import words
from ldcoach.ui.widgets.labels import label, muted
from ldcoach.ui.widgets.notice import Notice

OWN_WORDS = ""
"""Stands for the manager's own sentences where an item's id is wanted."""
Finding = tuple[str, str]
"""A name of somebody else, and the id of the item it stands in."""


class FindingBar(Notice):
    """Names one finding after the other.

    `show_wanted` carries the name and the item it stands in; `leave_out_wanted` the item.
    """

    show_wanted = Signal(str, str)
    leave_out_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__("warn")
        self._findings: tuple[Finding, ...] = ()
        self._next = 0
        self.show_button = self.add_button(self.tr("Sho&w"), self.show_next)
        self.leave_out = self.add_button(self.tr("Leave it o&ut"), self._on_leave_out_pressed)

    def show_findings(self, findings: Sequence[Finding], called: str) -> None:
        """Say whose names were found in the file of the person who is `called` so."""
        self._findings = tuple(findings)
        self._next = 0
        told = self._told(called) if findings else ""
        if not told:
            self.quiet()
        elif told != self.text():
            self.say("warn", told)
        self.leave_out.setVisible(bool(findings) and findings[0][1] != OWN_WORDS)

    def show_next(self) -> None:
        """Ask to show a finding; the next call asks for the next one."""
        if self._findings:
            self.show_wanted.emit(*self._findings[self._next % len(self._findings)])
            self._next += 1

    def _told(self, called: str) -> str:
        name, others = self._findings[0][0], len(self._findings) - 1
        pattern = self.tr("\u201c{name}\u201d appears here. Would {name} expect to be in {called}\u2019s file?")
        told = [pattern.format(name=name, called=called), self.tr("A role often does the job.")]
        if others == 1:
            told.append(self.tr("One more item names somebody."))
        elif others:
            more = self.tr("{count} more items name somebody.")
            told.append(more.format(count=words.sentence(words.number(others))))
        return " ".join(told)

    def _on_leave_out_pressed(self) -> None:
        self.leave_out_wanted.emit(self._findings[0][1])


class CountLine(QWidget):
    """How many items leave and how many stay."""

    def __init__(self) -> None:
        super().__init__()
        self._leave = label("", "card_title", wrap=False)
        self._stay = muted("")
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self._leave)
        row.addWidget(self._stay, 1)

    def show_counts(self, items: Sequence[LeavingItem], always: int) -> None:
        """Count the items; `always` is how many texts can never leave."""
        leave = sum(item.leaves for item in items)
        stay = len(items) - leave
        self._leave.setText(self.tr("%n leaves", "", leave) if leave == 1 else self.tr("%n leave", "", leave))
        chosen = self.tr("%n stays by your choice", "", stay) if stay == 1 else ""
        chosen = chosen or self.tr("%n stay by your choice", "", stay)
        kept = self.tr("%n always stays", "", always) if always == 1 else self.tr("%n always stay", "", always)
        said = [told for told, count in ((chosen, stay), (kept, always)) if count]
        self._stay.setText(" \N{MIDDLE DOT} ".join(said) or self.tr("nothing stays"))

    def leaving(self) -> str:
        """Return in words how many leave."""
        return self._leave.text()

    def staying(self) -> str:
        """Return in words how many stay."""
        return self._stay.text()
