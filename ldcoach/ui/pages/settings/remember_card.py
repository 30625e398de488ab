"""The section of the settings that lets this device open the record without the passphrase; off by default."""

from __future__ import annotations

from typing import Protocol

from ldcoach.errors import LDCoachError
from ldcoach.ui.tasks import Tasks
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.labels import small
from ldcoach.ui.widgets.locked_by import LockedBy
from ldcoach.ui.widgets.notice import Notice
from ldcoach.ui.widgets.toggle import Toggle


class Device(Protocol):
    """What may be done with the key store of this device; each act may take long."""

    def remembers(self) -> bool:
        """Tell whether this device opens the record."""

    def remember(self) -> None:
        """Let it.

        Raises:
            LDCoachError: there is no key store to trust, or it said no.
        """

    def forget(self) -> tuple[str, ...]:
        """Let it no longer; return warnings."""


class RememberCard(Card):
    """Shows the switch as it is kept: it goes back where the key store refuses."""

    def __init__(self, device: Device, tasks: Tasks, forbidden_by: str = "") -> None:
        """`forbidden_by` says who does not allow it; empty where the manager may choose."""
        super().__init__(self.tr("This device"), "shield-check")
        self._device = device
        self._tasks = tasks
        self._on = False
        self._forbidden_by = forbidden_by
        self.switch = Toggle(self.tr("&Remember me on this device"))
        self.result = Notice()
        self.body.addWidget(self.switch)
        self.body.addWidget(
            small(
                self.tr(
                    "LDCoach then opens without the passphrase when it starts; the key store of this computer keeps a "
                    "key for it. Whoever uses your account here can open the record too. After a lock, and on every "
                    "other device, the passphrase is asked for. Keep it, and the recovery code."
                )
            )
        )
        self.locked_by = LockedBy()
        self.body.addWidget(self.locked_by)
        self.body.addWidget(self.result)
        self.switch.clicked.connect(self._on_switch_clicked)

    def enter(self) -> None:
        """Ask the key store how things stand."""
        self.result.quiet()
        self.locked_by.show_locked(self._forbidden_by)
        self._tasks.run(lambda _: self._device.remembers(), self._show, self._on_failed)

    def _show(self, remembered: bool) -> None:  # noqa: FBT001  # what a task returned
        self._on = remembered
        self.switch.setChecked(remembered)
        # What was remembered before may still be forgotten.
        self.switch.setEnabled(remembered or not self._forbidden_by)

    def _on_switch_clicked(self, wanted: bool) -> None:  # noqa: FBT001  # Qt's signal hands it over
        self.result.quiet()
        self.switch.setEnabled(False)
        act = self._remembered if wanted else self._forgotten
        self._tasks.run(lambda _: act(), self._on_changed, self._on_failed)

    def _remembered(self) -> tuple[bool, tuple[str, ...]]:
        self._device.remember()
        return True, ()

    def _forgotten(self) -> tuple[bool, tuple[str, ...]]:
        return False, self._device.forget()

    def _on_changed(self, outcome: tuple[bool, tuple[str, ...]]) -> None:
        remembered, warnings = outcome
        self._show(remembered)
        if warnings:
            self.result.say("warn", " ".join(warnings))

    def _on_failed(self, error: LDCoachError) -> None:
        self._show(self._on)
        self.result.say("warn", str(error))
