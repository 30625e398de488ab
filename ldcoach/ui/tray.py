"""LDCoach in the tray of the desktop: open, capture, lock, and reminders that name nobody."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from ldcoach.services.views import Reminder, ReminderKind
from ldcoach.ui.theme.icons import tile

TRAY = "tray"
"""The setting that takes LDCoach out of the tray when it is False."""
SHOWN_MS = 10_000


class Tray(QObject):
    """An icon with a menu, only where the desktop has a tray and the manager wants it there.

    `open_wanted`, `capture_wanted` and `lock_wanted` come from the menu; a click opens too.
    """

    open_wanted = Signal()
    capture_wanted = Signal()
    lock_wanted = Signal()

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        available: Callable[[], bool] = QSystemTrayIcon.isSystemTrayAvailable,
        make: Callable[[QObject], QSystemTrayIcon] = QSystemTrayIcon,
    ) -> None:
        super().__init__(parent)
        self._available = available
        self._make = make
        self._menu = QMenu()
        self.icon: QSystemTrayIcon | None = None
        self.destroyed.connect(self._menu.deleteLater)
        self._menu.addAction(self.tr("Open LDCoach")).triggered.connect(self.open_wanted)
        self._menu.addAction(self.tr("Note feedback\N{HORIZONTAL ELLIPSIS}")).triggered.connect(self.capture_wanted)
        self._menu.addAction(self.tr("Lock now")).triggered.connect(self.lock_wanted)

    def show_if(self, *, wanted: bool) -> None:
        """Show the icon where there is a tray and it is wanted, else take it away."""
        if wanted and self.icon is None and self._available():
            self.icon = self._make(self)
            self.icon.setIcon(tile())
            self.icon.setToolTip("LDCoach")
            self.icon.setContextMenu(self._menu)
            self.icon.activated.connect(self._on_icon_activated)
            self.icon.messageClicked.connect(self.open_wanted)
            self.icon.show()
        elif not wanted and self.icon is not None:
            self.icon.hide()
            self.icon.deleteLater()
            self.icon = None

    def say(self, reminders: Sequence[Reminder]) -> None:
        """Show a message for what is new, where the desktop can; it names nobody, as anybody may see it."""
        if self.icon is None or not self.icon.supportsMessages():
            return
        told = [sentence for reminder in reminders if (sentence := self._sentence(reminder))]
        if told:
            kind = QSystemTrayIcon.MessageIcon.NoIcon
            self.icon.showMessage("LDCoach", "\n".join(dict.fromkeys(told)), kind, SHOWN_MS)

    def _sentence(self, reminder: Reminder) -> str:
        if reminder.kind is ReminderKind.SOON and reminder.talk is not None:
            at = reminder.talk.planned_for.astimezone()
            return self.tr("A 1-2-1 at {time}.").format(time=f"{at:%H:%M}")
        if reminder.kind is ReminderKind.PROMISE_DUE:
            return self.tr("%n promise(s) of yours due.", "", reminder.promises)
        return ""

    def _on_icon_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in {QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick}:
            self.open_wanted.emit()
