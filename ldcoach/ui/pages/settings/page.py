"""Settings: few, each kept the moment it is chosen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ldcoach.domain.keeping import Setting
from ldcoach.errors import LDCoachError, WrongSecret
from ldcoach.services.change import Change
from ldcoach.services.desk import Desk
from ldcoach.services.ports import Verdict
from ldcoach.services.summaries import MANAGER_NAME
from ldcoach.ui.auto_lock import DEFAULT_MINUTES, LOCK_MINUTES, fitting_minutes
from ldcoach.ui.go import Go, Place
from ldcoach.ui.page import Page
from ldcoach.ui.pages.find.page import PRESENTING
from ldcoach.ui.pages.settings.lock_card import LockCard
from ldcoach.ui.pages.settings.parts import AboutCard, LookCard, PassphraseCard, RecordCard, YouCard, narrowed
from ldcoach.ui.pages.settings.remember_card import Device, RememberCard
from ldcoach.ui.tasks import Running, Tasks
from ldcoach.ui.tray import TRAY
from ldcoach.ui.widgets.notice import Notice
from ldcoach.ui.widgets.scaffold import Scaffold

THEME = "theme"
"""The setting 'system', 'light' or 'dark'."""
REMEMBER = "remember.allowed"
_WIDEST = 760


@dataclass(frozen=True, slots=True)
class AppFacts:
    """What the page says about the program: its version, the record's folder, and the licences' text or nothing."""

    version: str
    folder: str
    licences: str = ""


class SettingsPage(Page):
    """`theme_wanted` carries 'system', 'light' or 'dark' as soon as it is chosen."""

    theme_wanted = Signal(str)

    def __init__(
        self,
        desk: Desk,
        tasks: Tasks,
        facts: AppFacts,
        change_passphrase: Callable[[str, str], None],
        judge: Callable[[str], Verdict],
        device: Device,
    ) -> None:
        """`change_passphrase` takes the present and the new one and raises LDCoachError; it runs beside the window."""
        super().__init__()
        self._desk = desk
        self._tasks = tasks
        self._change_passphrase = change_passphrase
        self._checking: Running | None = None
        self._scaffold = Scaffold(self, self.tr("Settings"))
        self.notice = Notice()
        self.you = YouCard()
        self.look = LookCard()
        self.lock = LockCard()
        self.record = RecordCard(facts.folder, sample=desk.keeping.is_sample())
        self.passphrase = PassphraseCard(judge)
        policy = desk.context.policy
        forbidden_by = "" if policy.allows(REMEMBER) else policy.by_whom(REMEMBER)
        self.remember = RememberCard(device, tasks, forbidden_by)
        self.about = AboutCard(facts.version, facts.licences)
        column = QWidget()
        inside = QVBoxLayout(column)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(16)
        cards = (self.you, self.look, self.lock, self.record, self.remember, self.passphrase, self.about)
        for part in (self.notice, *cards):
            inside.addWidget(part)
        self._scaffold.body.addLayout(narrowed(column, _WIDEST))
        self._scaffold.body.addStretch(1)
        self._connect()

    def enter(self, go: Go) -> None:  # noqa: ARG002  # there is only one way to see the settings
        """Show what is set."""
        self.notice.quiet()
        self._show()
        self.remember.enter()
        self._scaffold.to_top()
        self.you.name.setFocus()

    def refresh(self, change: Change) -> None:
        """Read again if a setting changed."""
        if change.touches(Setting):
            try:
                self._show()
            except LDCoachError as error:
                self.notice.say("error", str(error))

    def leave(self) -> None:
        """Keep the name, forget passphrases."""
        self.you.flush()
        self.passphrase.forget()
        self.passphrase.result.quiet()

    def _show(self) -> None:
        setting = self._desk.keeping.setting
        self.you.show_name(str(setting(MANAGER_NAME, "")))
        self.lock.show_minutes(fitting_minutes(setting(LOCK_MINUTES, DEFAULT_MINUTES)))
        self.lock.show_locked(self._desk.keeping.locked_by(LOCK_MINUTES))
        self.look.show_choices(
            str(setting(THEME, "system")),
            presenting=bool(setting(PRESENTING, default=False)),
            tray=bool(setting(TRAY, default=True)),
        )

    def _keep(self, name: str, value: str | bool | int) -> bool:  # noqa: FBT001  # a setting's value
        try:
            change = self._desk.keeping.set(name, value)
        except LDCoachError as error:
            self.notice.say("error", str(error))
            return False
        self.notice.quiet()
        self.changed.emit(change)
        return True

    def _on_you_named(self, name: str) -> None:
        self._keep(MANAGER_NAME, name)

    def _on_look_theme_chosen(self, theme: str) -> None:
        if self._keep(THEME, theme):
            self.theme_wanted.emit(theme)

    def _on_look_presenting_chosen(self, presenting: bool) -> None:  # noqa: FBT001  # Qt's signal hands it over
        self._keep(PRESENTING, presenting)

    def _on_look_tray_chosen(self, tray: bool) -> None:  # noqa: FBT001  # Qt's signal hands it over
        self._keep(TRAY, tray)

    def _on_lock_minutes_chosen(self, minutes: int) -> None:
        self._keep(LOCK_MINUTES, minutes)

    def _on_record_check_wanted(self) -> None:
        if self._checking is not None:
            return
        self.record.show_working()
        check = self._desk.keeping.check
        running = self._tasks.run(check, self.record.show_findings, self._on_check_failed, self.record.show_progress)
        running.ended.connect(self._on_checking_ended)
        self._checking = running

    def _on_record_safety_wanted(self) -> None:
        self.asked.emit(Go(Place.SAFETY))

    def _on_record_stop_wanted(self) -> None:
        if self._checking is not None:
            self._checking.cancel()

    def _on_check_failed(self, error: LDCoachError) -> None:
        self.record.result.say("error", str(error))

    def _on_checking_ended(self) -> None:
        self._checking = None
        self.record.show_idle()
        self.record.check.setFocus()

    def _on_passphrase_given(self, old: str, new: str) -> None:
        self.passphrase.show_working(working=True)
        change = self._change_passphrase
        running = self._tasks.run(
            lambda _: change(old, new), lambda _: self.passphrase.show_changed(), self._on_passphrase_failed
        )
        running.ended.connect(self._on_passphrase_ended)

    def _on_passphrase_failed(self, error: LDCoachError) -> None:
        self.passphrase.show_working(working=False)
        if isinstance(error, WrongSecret):
            self.passphrase.show_wrong(str(error))
        else:
            self.passphrase.result.say("error", str(error))

    def _on_passphrase_ended(self) -> None:
        self.passphrase.show_working(working=False)

    def _connect(self) -> None:
        self.you.named.connect(self._on_you_named)
        self.look.theme_chosen.connect(self._on_look_theme_chosen)
        self.look.presenting_chosen.connect(self._on_look_presenting_chosen)
        self.look.tray_chosen.connect(self._on_look_tray_chosen)
        self.lock.minutes_chosen.connect(self._on_lock_minutes_chosen)
        self.record.safety_wanted.connect(self._on_record_safety_wanted)
        self.record.check_wanted.connect(self._on_record_check_wanted)
        self.record.stop_wanted.connect(self._on_record_stop_wanted)
        self.passphrase.given.connect(self._on_passphrase_given)
