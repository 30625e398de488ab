"""The follow-up of a 1-2-1: what would leave, item by item, and the ways it can go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from ldcoach.domain.follow_up import FollowUp, FollowUpGroup
from ldcoach.domain.leaving import Receipt
from ldcoach.errors import LDCoachError
from ldcoach.services.change import Change
from ldcoach.services.follow_up import CLIPBOARD, FollowUpKind, FollowUps
from ldcoach.services.views.travel import FollowUpItem
from ldcoach.ui.clipboard import MAIL_KEPT, the_clipboard
from ldcoach.ui.file_door import FileDoor, FileKind
from ldcoach.ui.widgets.buttons import secondary
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.check_line import CheckLine
from ldcoach.ui.widgets.clearing import clear
from ldcoach.ui.widgets.flow import Flow
from ldcoach.ui.widgets.labels import kicker, muted
from ldcoach.ui.widgets.language_choice import LanguageLine
from ldcoach.ui.widgets.locked_by import LockedBy
from ldcoach.ui.widgets.notice import Notice

Compose = Callable[[], FollowUp]


class FollowUpCard(Card):
    """Shows nothing until it is opened. `shown`: its rows are new; `changed` carries the `Change` of a receipt."""

    changed = Signal(object)
    shown = Signal()

    def __init__(self, follow_ups: FollowUps, files: FileDoor) -> None:
        super().__init__(self.tr("Follow-up"), "send", tight=True)
        self._follow_ups, self._files = follow_ups, files
        self._compose: Compose | None = None
        self._told: FollowUp | None = None
        self._staying: set[str] = set()
        self._languages: tuple[tuple[str, str], ...] = ()
        self.open = secondary(self.tr("Show what would leave"), "eye", small=True)
        self.says = muted("")
        self.notice = Notice()
        self.language = LanguageLine()
        self.rows = QVBoxLayout()
        self.rows.setSpacing(4)
        self.checks: dict[str, CheckLine] = {}
        self.mail = secondary(self.tr("Save as e-mail draft"), "send", small=True)
        self.markdown = secondary(self.tr("Save as Markdown"), "save", small=True)
        self.copy = secondary(self.tr("Copy the text"), "copy", small=True)
        self._ways = Flow(gap=8)
        for button in (self.mail, self.markdown, self.copy):
            self._ways.add(button)
        for part in (self.says, self.notice, self.language):
            self.body.addWidget(part)
        self.head.addWidget(self.open)
        self.body.addLayout(self.rows)
        self.body.addWidget(self._ways)
        self.locked = LockedBy()
        self.body.addWidget(self.locked)
        self._connect()

    def set_up(
        self, called: str, compose: Compose, languages: Sequence[tuple[str, str]] = (), language: str = ""
    ) -> None:
        """Begin anew with another 1-2-1; `compose` gathers what both saw when it is asked for.

        `languages` are (tag, name) of those it can be told in, `language` is the tag of the person's.
        """
        self._compose, self._told = compose, None
        self._languages = tuple(languages)
        self.language.choice.show_languages(self._languages, language)
        self._staying.clear()
        self.notice.quiet()
        sentence = self.tr("Topics, the takeaway, what was agreed and when you talk next. Prep notes never leave.")
        self.says.setText(sentence)
        self.title.setText(self.tr("Follow-up for {name}").format(name=called))
        self._close()

    def show_now(self) -> None:
        """Gather again what both saw and show it item by item."""
        if self._compose is None:
            return
        try:
            self._told = self._compose()
        except LDCoachError as error:
            self.notice.say("error", str(error))
            return
        self.open.hide()
        self._fill(self._follow_ups.items(self._told, self._staying))
        self._ways.show()
        self.language.setVisible(len(self._languages) > 1)
        self.shown.emit()

    def refresh(self) -> None:
        """Gather again if the items are shown."""
        if self._told is not None:
            self.show_now()

    def _close(self) -> None:
        clear(self.rows)
        self.checks = {}
        self.open.show()
        self._ways.hide()
        self.language.hide()
        self.locked.show_locked("")

    def _fill(self, items: tuple[FollowUpItem, ...]) -> None:
        clear(self.rows)
        self.checks = {}
        group = ""
        for item in items:
            if item.group != group:
                group = item.group
                self.rows.addWidget(kicker(self._group_name(group)))
            words = f"{item.title} \N{MIDDLE DOT} {item.detail}" if item.detail else item.title
            check = CheckLine(words, on=item.leaves)
            check.ticked.connect(partial(self._on_check_ticked, item.id))
            self.checks[item.id] = check
            self.rows.addWidget(check)
        if not items:
            self.rows.addWidget(muted(self.tr("Nothing was noted for both of you yet.")))
        self._show_ways()

    def _show_ways(self) -> None:
        leaves = any(check.box.isChecked() for check in self.checks.values())
        ways = {self.mail: FollowUpKind.MAIL, self.markdown: FollowUpKind.MARKDOWN, self.copy: CLIPBOARD}
        locked = {button: self._follow_ups.locked_by(way) for button, way in ways.items()}
        for button, by_whom in locked.items():
            button.setEnabled(leaves and not by_whom)
        self.locked.show_locked(next(filter(None, locked.values()), ""))

    def _group_name(self, group: str) -> str:
        return {
            FollowUpGroup.TOPICS: self.tr("Topics"),
            FollowUpGroup.TAKEAWAY: self.tr("In their words"),
            FollowUpGroup.ACTIONS: self.tr("Agreed"),
            FollowUpGroup.NEXT: self.tr("Next"),
        }[FollowUpGroup(group)]

    def _connect(self) -> None:
        self.open.clicked.connect(self._on_open_clicked)
        self.language.chosen.connect(self.refresh)
        self.mail.clicked.connect(self._on_mail_clicked)
        self.markdown.clicked.connect(self._on_markdown_clicked)
        self.copy.clicked.connect(self._on_copy_clicked)

    def _on_open_clicked(self) -> None:
        self.notice.quiet()
        self.show_now()
        self.mail.setFocus()

    def _on_check_ticked(self, item_id: str, leaves: bool) -> None:  # noqa: FBT001  # Qt's signal hands it over
        (self._staying.discard if leaves else self._staying.add)(item_id)
        self._show_ways()

    def _on_mail_clicked(self) -> None:
        self._save(FollowUpKind.MAIL, self.tr("E-mail draft (*.eml)"))

    def _on_markdown_clicked(self) -> None:
        self._save(FollowUpKind.MARKDOWN, self.tr("Markdown (*.md)"))

    def _save(self, kind: FollowUpKind, shown: str) -> None:
        told, staying = self._told, frozenset(self._staying)
        if told is not None:
            export = partial(self._follow_ups.export, told, kind=kind, staying=staying)
            self._files.save(self, "follow-up", FileKind(shown, f".{kind}"), export, self._on_saved, self._on_failed)

    def _on_copy_clicked(self) -> None:
        if self._told is None:
            return
        try:
            change, text = self._follow_ups.copy(self._told, frozenset(self._staying))
        except LDCoachError as error:
            self._on_failed(error)
            return
        the_clipboard().put(text, MAIL_KEPT)
        self.notice.say(
            "info", self.tr("Copied, for ten minutes. A receipt was kept: what left and when, never the text.")
        )
        self.changed.emit(change)

    def _on_saved(self, made: tuple[Change, Receipt], name: str) -> None:
        self.notice.say("info", self.tr("Saved as {file}. A receipt was kept.").format(file=name))
        self.changed.emit(made[0])

    def _on_failed(self, error: LDCoachError) -> None:
        self.notice.say("error", str(error))
