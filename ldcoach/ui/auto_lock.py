"""Locks a record that nobody uses: after minutes without a key or a hand, and after the computer slept."""

from __future__ import annotations

import time
from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

LOCK_MINUTES = "lock_minutes"
"""The setting that holds one of `CHOICES`."""
CHOICES = (2, 5, 10, 15, 30)
"""Minutes without use; 'never' is not among them."""
DEFAULT_MINUTES = 10
BEAT = 5_000
"""Milliseconds between two looks at the clocks."""
_JUMP, _LATE = 30.0, 60.0
_USE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.InputMethod,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
    }
)


class LockReason(StrEnum):
    """Why a record was closed; for `IDLE` the minutes follow after a space, as in 'idle 10'."""

    CHOSEN = "chosen"
    IDLE = "idle"
    SCREEN = "screen"
    SLEEP = "sleep"
    SWITCH = "switch"
    NEW_KEY = "new key"
    RESTORED = "restored"


Heard = Callable[[str], object]
"""Takes a reason as text."""


def fitting_minutes(value: object) -> int:
    """Return a kept setting if it is one of the choices, else the default."""
    return value if isinstance(value, int) and value in CHOICES else DEFAULT_MINUTES


def why_locked(reason: str) -> str:
    """Return the sentence for a reason, or nothing for one that is not known."""
    tr = QCoreApplication.translate
    return {
        "chosen": tr("AutoLock", "You locked it."),
        "screen": tr("AutoLock", "Locked together with the screen."),
        "sleep": tr("AutoLock", "Locked because the computer was asleep."),
        "switch": tr("AutoLock", "Locked because another user came to this computer."),
        "new key": tr("AutoLock", "The record has its new key. The passphrase is the same."),
        "restored": tr("AutoLock", "This record was put back. It opens with the passphrase of its day."),
        "idle 2": tr("AutoLock", "Locked after two minutes without use."),
        "idle 5": tr("AutoLock", "Locked after five minutes without use."),
        "idle 10": tr("AutoLock", "Locked after ten minutes without use."),
        "idle 15": tr("AutoLock", "Locked after fifteen minutes without use."),
        "idle 30": tr("AutoLock", "Locked after thirty minutes without use."),
    }.get(reason, "")


class AutoLock(QObject):
    """Watches between `begin` and `end`; `due` carries the reason to lock, as text.

    Keys and hands are seen at the windows, not at the application: a filter there would be asked about each of the
    thousands of events that drawing one page takes. What an input method writes comes to the focused part instead.
    """

    due = Signal(str)

    def __init__(
        self,
        wall: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = time.monotonic,
        listen: Callable[[Heard], object] | None = None,
        parent: QObject | None = None,
    ) -> None:
        """Both clocks give seconds. `listen` begins to hear of screen lock and sleep; what it returns is kept."""
        super().__init__(parent)
        self._wall = wall
        self._monotonic = monotonic
        self._listen = listen
        self._listener: object = None
        self.minutes = DEFAULT_MINUTES
        self._used_at = self._beat_at = monotonic()
        self._wall_at = wall()
        self._beat = QTimer(self)
        self._beat.setInterval(BEAT)
        self._beat.timeout.connect(self.look)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusObjectChanged.connect(self._on_application_focus_object_changed)

    def begin(self, minutes: int) -> None:
        """Watch from now on, and hear of the screen as soon as the window has been painted."""
        self.minutes = fitting_minutes(minutes)
        self._used_at = self._beat_at = self._monotonic()
        self._wall_at = self._wall()
        self._watch_windows()
        self._beat.start()
        QTimer.singleShot(0, self, self._begin_to_listen)

    def end(self) -> None:
        """Watch no more."""
        self._beat.stop()
        self._listener = None

    @property
    def watching(self) -> bool:
        """Whether a lock can come."""
        return self._beat.isActive()

    def look(self) -> None:
        """Compare the clocks and tell if it is time; called on each beat.

        Some clocks stand still while a computer sleeps and some go on: the first shows as a wall clock that ran ahead,
        the second as a beat that came far too late.
        """
        wall, now = self._wall(), self._monotonic()
        passed = now - self._beat_at
        ahead = (wall - self._wall_at) - passed
        self._wall_at, self._beat_at = wall, now
        if ahead > _JUMP or passed > _LATE:
            self.due.emit(str(LockReason.SLEEP))
        elif now - self._used_at >= self.minutes * 60:
            self.due.emit(f"{LockReason.IDLE} {self.minutes}")
        else:
            self._watch_windows()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002  # Qt's signature
        """Note that somebody is there; every event goes on its way."""
        if event.type() in _USE:
            self._used_at = self._monotonic()
        return False

    def _watch_windows(self) -> None:
        """See also dialogs and menus that came since; one that is watched already is watched once."""
        for window in QGuiApplication.topLevelWindows():
            window.installEventFilter(self)

    def _begin_to_listen(self) -> None:
        if self._listen is not None and self.watching and self._listener is None:
            self._listener = self._listen(self._on_listener_heard)

    def _on_listener_heard(self, reason: str) -> None:
        if self.watching:
            self.due.emit(reason)

    def _on_application_focus_object_changed(self, focused: QObject | None) -> None:
        if focused is not None:
            focused.installEventFilter(self)
