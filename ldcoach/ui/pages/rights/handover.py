"""Handing a person over: what they have seen, looked through with them, sealed under a code that is told by voice."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt

from ldcoach.domain.leaving import Receipt
from ldcoach.errors import LDCoachError
from ldcoach.services.change import Change
from ldcoach.services.desk import Desk
from ldcoach.services.handover import SEALED, HandedOver, HandoverLine, Handovers, HandoverView
from ldcoach.services.policy import why_not
from ldcoach.ui import words
from ldcoach.ui.file_door import FileDoor, FileKind
from ldcoach.ui.focus import tab_as_laid_out
from ldcoach.ui.go import Go
from ldcoach.ui.pages.rights.items import PickItem
from ldcoach.ui.pages.rights.leaving_page import LeavingPage
from ldcoach.ui.pages.rights.words import handover_parts
from ldcoach.ui.tasks import Tasks
from ldcoach.ui.widgets.buttons import primary, secondary
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.check_line import CheckLine
from ldcoach.ui.widgets.labels import body, heading, label, muted


class HandoverPage(LeavingPage):
    """`Go.person_id` says whom."""

    def __init__(self, desk: Desk, handovers: Handovers, files: FileDoor, tasks: Tasks) -> None:
        super().__init__(
            tasks, self.tr("There is nothing yet that the person has seen: no shared note, no feedback, no goal.")
        )
        self._today = desk.context.clock.today
        self._handovers, self._files = handovers, files
        self._view: HandoverView | None = None
        self.to_read = secondary(self.tr("Save it as a PDF to read first\N{HORIZONTAL ELLIPSIS}"), "eye")
        self.seen = CheckLine(self.tr("They have read this list, and what they object to is unticked"))
        self._says = label("", "muted")
        self.hand_over = primary(self.tr("Hand over\N{HORIZONTAL ELLIPSIS}"), "send")
        self._stays = muted("")
        self.code_card = Card(self.tr("Tell this code by voice"), "key-round", "hero")
        self.code = heading("")
        self._sealed_by = why_not(desk.context.policy, SEALED, locked=True)
        self._pdf_by = why_not(desk.context.policy, "pdf")
        self.locked.show_locked(self._sealed_by or self._pdf_by)
        self._lay_out()
        self._connect()

    def enter(self, go: Go) -> None:
        """Show what a person has seen, freshly read; a code that was shown is gone."""
        self.seen.box.setChecked(False)
        self._forget_code()
        self._view = None
        self._count()
        self._begin(go, self.tr("Hand a person over"))

    def leave(self) -> None:
        """Take the code off the page."""
        super().leave()
        self._forget_code()

    def _read(self) -> None:
        self._look(self._show)

    def _look(self, done: Callable[[HandoverView], None]) -> None:
        self._reading.read(partial(self._handovers.preview, self._person_id), done, self._on_failed)

    def _show(self, view: HandoverView) -> None:
        self._view = view
        name = view.person.called
        self._scaffold.show_title(
            self.tr("Hand over {name}").format(name=name),
            view.person.name,
            self.tr("To the next manager: what {name} has seen and does not object to.").format(name=name),
        )
        said = self.tr("{name} has read this list, and what they object to is unticked").format(name=name)
        self.seen.words.setText(said)
        self.seen.box.setAccessibleName(said)
        parts = handover_parts()
        self.items.show_items(self._picked(line, parts[line.group]) for line in view.lines)
        self._stays.setText(self.tr("Prep notes, drafts and reflections always stay: {count}").format(count=view.stays))
        self._count()
        tab_as_laid_out(self)

    def _picked(self, line: HandoverLine, part: str) -> PickItem:
        seen = self.tr("Seen: {day}").format(day=words.day(line.seen_on, self._today()))
        remark = self._remark(seen, names=line.names)
        return PickItem(line.id, part, line.words, remark, on=line.leaves, first=bool(line.names))

    def _count(self) -> None:
        leaving = self._view.leaving if self._view is not None else 0
        self._says.setText(self.tr("%n item(s) leave.", "", leaving))
        self.hand_over.setEnabled(bool(leaving) and self.seen.box.isChecked() and not self._sealed_by)
        self.to_read.setEnabled(bool(leaving) and not self._pdf_by)

    def _on_items_ticked(self, item_id: str, leaves: bool) -> None:  # noqa: FBT001  # a signal's argument
        kept = set(self._handovers.objections(self._person_id))
        (kept.discard if leaves else kept.add)(item_id)
        try:
            change = self._handovers.object(self._person_id, kept)
        except LDCoachError as error:
            self._on_failed(error)
            return
        self._look(self._recount)
        self.changed.emit(change)

    def _recount(self, view: HandoverView) -> None:
        self._view = view
        self._count()

    def _on_seen_ticked(self, _on: bool) -> None:  # noqa: FBT001  # a signal's argument
        self._count()

    def _on_to_read_clicked(self) -> None:
        person_id = self._person_id
        kind = FileKind(self.tr("PDF (*.pdf)"), ".pdf")
        self._files.save(
            self,
            "what-would-leave",
            kind,
            lambda target: self._handovers.show_to_employee(person_id, target),
            self._on_read_saved,
            self._on_failed,
        )

    def _on_read_saved(self, made: tuple[Change, Receipt], name: str) -> None:
        self.notice.say("info", self.tr("Saved as {file}. A receipt was kept.").format(file=name))
        self.changed.emit(made[0])

    def _on_hand_over_clicked(self) -> None:
        person_id = self._person_id
        kind = FileKind(self.tr("Handover (*.ldhandover)"), ".ldhandover")
        self._files.save(
            self,
            "handover",
            kind,
            lambda target: self._handovers.export(person_id, target),
            self._on_handed_over,
            self._on_failed,
        )

    def _on_handed_over(self, made: tuple[Change, HandedOver], name: str) -> None:
        change, done = made
        self.code.setText(done.code)
        self.code.setAccessibleName(self.tr("Code {code}").format(code=" ".join(done.code.replace("-", " "))))
        self.code_card.show()
        self.notice.say("info", self.tr("Saved as {file}. A receipt was kept.").format(file=name))
        self._scaffold.to_top()
        self.changed.emit(change)

    def _forget_code(self) -> None:
        self.code.setText("")
        self.code.setAccessibleName("")
        self.code_card.hide()

    def _lay_out(self) -> None:
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.code_card.body.addWidget(self.code)
        self.code_card.body.addWidget(
            body(
                self.tr(
                    "The file opens only with it. Send the file, and say the code on the phone or in person; never in "
                    "the same message. It is kept nowhere and goes when you leave this page."
                )
            )
        )
        first = Card(self.tr("Look at it together"), "handshake")
        first.body.addWidget(
            body(
                self.tr(
                    "Only what both of you know goes: shared notes, feedback that was shared, goals, promises and the "
                    "person\u2019s own words. Untick what they object to; it stays behind from then on."
                )
            )
        )
        first.body.addWidget(self._stays)
        first.body.addWidget(self.to_read, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self.notice, self.locked, self.code_card, first, self.items):
            self._scaffold.body.addWidget(part)
        self._scaffold.body.addWidget(self.seen)
        self._scaffold.body.addStretch(1)
        self._scaffold.footer.addWidget(self._says, 1)
        self._scaffold.footer.addWidget(self.hand_over, 0, Qt.AlignmentFlag.AlignVCenter)

    def _connect(self) -> None:
        self.seen.ticked.connect(self._on_seen_ticked)
        self.to_read.clicked.connect(self._on_to_read_clicked)
        self.hand_over.clicked.connect(self._on_hand_over_clicked)
