"""Hears from the operating system that the screen locks, another user comes, or the computer goes to sleep."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import SLOT, QObject, QTimer, Slot

from ldcoach.ui.auto_lock import Heard, LockReason

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection

_LOGIN, _PROPERTIES = "org.freedesktop.login1", "org.freedesktop.DBus.Properties"
_SCREENS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver")

_SESSION_CHANGE, _POWER = 0x02B1, 0x0218
_SLEEPING = 4
_SWITCHED = frozenset({2, 4})
_GOING = frozenset({6, 7})
_THIS_SESSION = 0


def listen(heard: Heard) -> QObject | None:
    """Begin to listen; what is returned has to be kept alive, None says that there is nothing to hear here."""
    if sys.platform == "linux":
        return LinuxScreen(heard)
    if sys.platform == "win32":
        return windows_screen(heard)
    if sys.platform == "darwin":
        return mac_screen(heard)
    return None


class LinuxScreen(QObject):
    """Hears logind (sleep, *lock this session*) and the screen savers of desktops over D-Bus; without a bus nothing.

    Sleep is told a moment before it happens and LDCoach does not hold it up. Should the computer be faster, the clocks
    show it on waking.
    """

    def __init__(self, heard: Heard) -> None:
        super().__init__()
        from PySide6.QtDBus import QDBusConnection  # noqa: PLC0415  # not before the window is painted

        self._heard = heard
        system, session = QDBusConnection.systemBus(), QDBusConnection.sessionBus()
        if system.isConnected():
            self._hear_login(system)
        if session.isConnected():
            for screen in _SCREENS:
                session.connect("", "", screen, "ActiveChanged", self, _slot("on_screen_changed(bool)"))

    def _hear_login(self, bus: QDBusConnection) -> None:
        bus.connect(_LOGIN, "", f"{_LOGIN}.Manager", "PrepareForSleep", self, _slot("on_sleep_prepared(bool)"))
        name = os.environ.get("XDG_SESSION_ID", "")
        if name:
            path = session_path(name)
            bus.connect(_LOGIN, path, f"{_LOGIN}.Session", "Lock", self, _slot("on_session_locked()"))
            changed = _slot("on_session_changed(QString,QVariantMap)")
            bus.connect(_LOGIN, path, _PROPERTIES, "PropertiesChanged", self, changed)

    @Slot(bool)
    def on_screen_changed(self, covered: bool) -> None:  # noqa: FBT001  # D-Bus hands it over
        """Tell when the screen saver covers the screen, not when it goes."""
        if covered:
            self._heard(str(LockReason.SCREEN))

    @Slot(bool)
    def on_sleep_prepared(self, falling: bool) -> None:  # noqa: FBT001  # D-Bus hands it over
        """Tell when the computer falls asleep, not when it wakes."""
        if falling:
            self._heard(str(LockReason.SLEEP))

    @Slot(str, "QVariantMap")
    def on_session_changed(self, interface: str, changed: dict[str, object]) -> None:
        """Tell when another user comes to the screen, and when the desktop says that this session is locked."""
        if interface != f"{_LOGIN}.Session":
            return
        if changed.get("LockedHint") is True:
            self._heard(str(LockReason.SCREEN))
        elif changed.get("Active") is False:
            self._heard(str(LockReason.SWITCH))

    @Slot()
    def on_session_locked(self) -> None:
        """Tell that somebody asked to lock this session."""
        self._heard(str(LockReason.SCREEN))


def _slot(signature: str) -> bytes:
    """Return a slot by name: D-Bus connections declare that they take bytes, yet take only what `SLOT` gives."""
    return cast("bytes", SLOT(signature))


def session_path(name: str) -> str:
    """Return logind's path of a session: what is no letter, and a leading digit, is written as _ and two hex digits."""
    letters = (
        each if each.isascii() and (each.isalpha() or (at and each.isdigit())) else f"_{ord(each):02x}"
        for at, each in enumerate(name)
    )
    return f"/org/freedesktop/login1/session/{''.join(letters)}"


def windows_reason(message: int, detail: int) -> LockReason | None:
    """Return what a window message says: `message` is its number, `detail` its wParam; None for all others.

    The session was disconnected at the desk (2) or remotely (4), is logged off (6) or locked (7), or the power fails to
    sleep (4). Numbers from wtsapi32.h and winuser.h.
    """
    if message == _SESSION_CHANGE and detail in _SWITCHED:
        return LockReason.SWITCH
    if message == _SESSION_CHANGE and detail in _GOING:
        return LockReason.SCREEN
    return LockReason.SLEEP if message == _POWER and detail == _SLEEPING else None


if sys.platform == "win32":
    # Written from the documentation; it has not been run yet.
    import ctypes
    from ctypes import wintypes

    from PySide6.QtCore import QByteArray
    from PySide6.QtWidgets import QWidget

    def windows_screen(heard: Heard) -> QObject:
        """Return a window that is never shown and hears what Windows tells each window."""
        return _WindowsScreen(heard)

    class _WindowsScreen(QWidget):
        def __init__(self, heard: Heard) -> None:
            super().__init__()
            self._heard = heard
            ctypes.windll.wtsapi32.WTSRegisterSessionNotification(wintypes.HWND(int(self.winId())), _THIS_SESSION)

        def nativeEvent(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> object:  # noqa: ARG002
            """Look at the message and let it go on; locking happens after Windows has its answer."""
            sent = wintypes.MSG.from_address(int(message))
            reason = windows_reason(sent.message, sent.wParam)
            if reason is not None:
                QTimer.singleShot(0, self, lambda: self._heard(str(reason)))
            return False, 0


if sys.platform == "darwin":
    # Written from the documentation; it has not been run yet.
    import ctypes

    _CORE = "/System/Library/Frameworks/CoreFoundation.framework/CoreFoundation"
    _SCREEN_LOCKED = b"com.apple.screenIsLocked"
    _UTF8, _AT_ONCE = 0x08000100, 4
    _Told = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)

    def mac_screen(heard: Heard) -> QObject:
        """Return what hears that the screen is locked, which switching users does too; sleep is told by the clocks."""
        return _MacScreen(heard)

    class _MacScreen(QObject):
        """Hears the notices that programs on a Mac send each other; Qt runs the loop that brings them."""

        def __init__(self, heard: Heard) -> None:
            super().__init__()
            self._heard = heard
            self._told = _Told(self._on_told)  # kept, because Core Foundation calls it later
            core = ctypes.CDLL(_CORE)
            core.CFNotificationCenterGetDistributedCenter.restype = ctypes.c_void_p
            core.CFStringCreateWithCString.restype = ctypes.c_void_p
            core.CFStringCreateWithCString.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_uint32]
            add = core.CFNotificationCenterAddObserver
            add.argtypes = [ctypes.c_void_p, ctypes.c_void_p, _Told, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_long]
            name = core.CFStringCreateWithCString(None, _SCREEN_LOCKED, _UTF8)
            add(core.CFNotificationCenterGetDistributedCenter(), id(self), self._told, name, None, _AT_ONCE)

        def _on_told(self, *_: object) -> None:
            QTimer.singleShot(0, self, lambda: self._heard(str(LockReason.SCREEN)))
