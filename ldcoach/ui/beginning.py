"""The way into a new record, or into one whose passphrase was forgotten: a passphrase, a recovery code on paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ldcoach.errors import LDCoachError
from ldcoach.services.kit import mark_code
from ldcoach.ui.pages.doors.first_run import FirstRunPage
from ldcoach.ui.tasks import Tasks

if TYPE_CHECKING:
    from ldcoach.services.opening import OpenRecord
    from ldcoach.services.ports import Verdict
    from ldcoach.ui.pages.doors.kit_saver import KitSaver


class Maker(Protocol):
    """Makes records and their secrets; each act takes long."""

    name: str
    """The record's folder, as the user knows it."""

    def create(self, passphrase: str) -> tuple[OpenRecord, str]:
        """Make a record; return it with its recovery code."""

    def renew(self, opened: OpenRecord, passphrase: str) -> str:
        """Choose a new passphrase; return the new recovery code."""


class Beginning(QObject):
    """Leads through the first run once.

    `made` carries a record as soon as there is one; `finished` carries it when it may be entered.
    """

    made = Signal(object)
    finished = Signal(object)

    def __init__(self, maker: Maker, tasks: Tasks, judge: Callable[[str], Verdict], saver: KitSaver) -> None:
        super().__init__()
        self._maker = maker
        self._tasks = tasks
        self._judge = judge
        self._saver = saver
        self._opened: OpenRecord | None = None
        self._page: FirstRunPage | None = None

    def page(self, opened: OpenRecord | None) -> QWidget:
        """Return the page for a new record, or for one that the recovery code opened."""
        self._opened = opened
        page = FirstRunPage(self._maker.name, self._judge, self._saver, renewal=opened is not None)
        page.passphrase_chosen.connect(self._on_passphrase_chosen)
        page.code_kept.connect(self._on_code_kept)
        page.finished.connect(self._on_page_finished)
        self._page = page
        return page

    def say_error(self, sentence: str) -> None:
        """Say on the page what went wrong."""
        if self._page is not None:
            self._page.show_error(sentence)

    def _on_passphrase_chosen(self, passphrase: str) -> None:
        opened, maker = self._opened, self._maker
        if opened is None:
            self._tasks.run(lambda _: maker.create(passphrase), self._on_created, self._on_failed)
        else:
            self._tasks.run(lambda _: (opened, maker.renew(opened, passphrase)), self._on_created, self._on_failed)

    def _on_created(self, made: tuple[OpenRecord, str]) -> None:
        self._opened, code = made
        self.made.emit(self._opened)
        self._mark(kept=False)
        if self._page is not None:
            self._page.show_recovery_code(code)

    def _on_code_kept(self) -> None:
        self._mark(kept=True)

    def _mark(self, *, kept: bool) -> None:
        """Keep whether the code is known to be on paper; a disk that is full now is told of by the next save."""
        if self._opened is None:
            return
        try:
            mark_code(self._opened.desk.keeping, kept=kept)
        except LDCoachError as error:
            self.say_error(str(error))

    def _on_failed(self, error: LDCoachError) -> None:
        self.say_error(str(error))

    def _on_page_finished(self, name: str, role: str, cadence_days: int) -> None:
        opened = self._opened
        if opened is None:
            return
        try:
            if name:
                opened.desk.people.add(name, role_title=role, cadence_days=cadence_days)
        except LDCoachError as error:
            self.say_error(str(error))
            return
        self._page = None
        self.finished.emit(opened)
