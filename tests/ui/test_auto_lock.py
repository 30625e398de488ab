"""The record locks itself: after minutes without use, and when the computer slept or its screen was locked."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QObject, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ldcoach.ui.auto_lock import CHOICES, AutoLock, Heard, LockReason, fitting_minutes, why_locked
from ldcoach.ui.screen_events import listen, session_path, windows_reason


class Clocks:
    """A clock on the wall and one that only goes forward, in seconds."""

    def __init__(self) -> None:
        self.wall, self.steady = 1_000_000.0, 50.0

    def pass_by(self, seconds: float, *, wall: float | None = None) -> None:
        self.steady += seconds
        self.wall += seconds if wall is None else wall


class Watch:
    """A watch whose beats the test gives."""

    def __init__(self, minutes: int = 10, listen: Callable[[Heard], object] | None = None) -> None:
        self.clocks = Clocks()
        self.lock = AutoLock(lambda: self.clocks.wall, lambda: self.clocks.steady, listen)
        self.due: list[str] = []
        self.lock.due.connect(self.due.append)
        self.lock.begin(minutes)

    def beats(self, count: int, seconds: float = 5, *, wall: float | None = None) -> None:
        for _ in range(count):
            self.clocks.pass_by(seconds, wall=wall)
            self.lock.look()


@pytest.fixture
def watch(qapp: object) -> Watch:
    return Watch()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    shown = QWidget()
    column = QVBoxLayout(shown)
    column.addWidget(QLineEdit())
    qtbot.addWidget(shown)
    shown.show()
    shown.activateWindow()
    assert QTest.qWaitForWindowActive(shown)
    return shown


@pytest.mark.parametrize("minutes", CHOICES)
def test_it_locks_when_the_minutes_are_over_and_not_before(qapp: object, minutes: int) -> None:
    watch = Watch(minutes)
    watch.beats(minutes * 12 - 1)
    assert watch.due == []
    watch.beats(1)
    assert watch.due == [f"idle {minutes}"]


def _line(window: QWidget) -> QLineEdit:
    line = window.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    return line


def _type(window: QWidget) -> None:
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)


def _click(window: QWidget) -> None:
    QTest.mousePress(window.windowHandle(), Qt.MouseButton.LeftButton, pos=QPoint(3, 3))


def _move(window: QWidget) -> None:
    QTest.mouseMove(window.windowHandle(), QPoint(4, 5))
    QTest.mouseMove(window.windowHandle(), QPoint(9, 9))


def _turn_the_wheel(window: QWidget) -> None:
    QTest.wheelEvent(window.windowHandle(), QPoint(5, 5), QPoint(0, 120))


def _touch(window: QWidget) -> None:
    finger = QTest.createTouchDevice()
    QTest.touchEvent(window.windowHandle(), finger).press(0, QPoint(5, 5), window.windowHandle()).commit()


def _compose(window: QWidget) -> None:
    line = _line(window)
    event = QInputMethodEvent()
    event.setCommitString("\u8a71")
    QCoreApplication.sendEvent(line, event)
    assert line.text() == "\u8a71"


@pytest.mark.parametrize("use", [_type, _click, _move, _turn_the_wheel, _touch, _compose])
def test_keys_hands_and_input_methods_are_use(window: QWidget, use: Callable[[QWidget], None]) -> None:
    watch = Watch(2)
    _line(window).clearFocus()
    _line(window).setFocus()
    watch.beats(20)
    use(window)
    watch.beats(23)
    assert watch.due == []
    watch.beats(1)
    assert watch.due == ["idle 2"]


def test_drawing_is_no_use(window: QWidget) -> None:
    watch = Watch(2)
    watch.beats(20)
    window.resize(500, 300)
    window.grab()
    QCoreApplication.processEvents()
    watch.beats(4)
    assert watch.due == ["idle 2"]


def test_a_dialog_that_came_later_is_watched_too(window: QWidget, qtbot: QtBot) -> None:
    watch = Watch(2)
    dialog = QWidget(window, Qt.WindowType.Dialog)
    dialog.show()
    assert QTest.qWaitForWindowExposed(dialog)
    watch.beats(20)
    _type(dialog)
    watch.beats(20)
    assert watch.due == []


def test_a_wall_clock_that_ran_ahead_tells_of_sleep(watch: Watch) -> None:
    watch.beats(3)
    watch.beats(1, wall=3600)
    assert watch.due == ["sleep"]


def test_a_beat_that_came_far_too_late_tells_of_sleep(watch: Watch) -> None:
    watch.beats(1, seconds=120)
    assert watch.due == ["sleep"]


def test_a_clock_that_was_set_back_or_a_little_forward_is_no_sleep(watch: Watch) -> None:
    watch.beats(1, wall=-7200)
    watch.beats(1, wall=20)
    assert watch.due == []


def test_after_the_end_nothing_comes(qapp: object) -> None:
    heard: list[Heard] = []
    watch = Watch(listen=heard.append)
    QCoreApplication.processEvents()
    watch.lock.end()
    assert not watch.lock.watching
    heard[0]("screen")
    assert watch.due == []


def test_it_begins_to_listen_after_the_window_was_painted(qapp: object, qtbot: QtBot) -> None:
    heard: list[Heard] = []
    watch = Watch(listen=heard.append)
    assert heard == []
    qtbot.waitUntil(lambda: bool(heard))
    heard[0]("screen")
    assert watch.due == ["screen"]


@given(st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.lists(st.integers())))
def test_never_is_no_choice(kept: object) -> None:
    assert fitting_minutes(kept) in CHOICES


def test_every_reason_has_a_sentence_of_its_own() -> None:
    reasons = [each for each in LockReason if each is not LockReason.IDLE] + [f"idle {each}" for each in CHOICES]
    sentences = {why_locked(each) for each in reasons}
    assert len(sentences) == len(reasons)
    assert all(each.endswith(".") for each in sentences)
    assert why_locked("idle 10") == "Locked after ten minutes without use."


@given(st.text())
def test_an_unknown_reason_says_nothing(reason: str) -> None:
    assert why_locked(f"?{reason}") == ""


@pytest.mark.parametrize(("name", "path"), [("2", "_32"), ("c1", "c1"), ("12", "_312"), ("a-b", "a_2db"), ("C3", "C3")])
def test_a_session_has_the_path_that_logind_gives_it(name: str, path: str) -> None:
    assert session_path(name) == f"/org/freedesktop/login1/session/{path}"


@pytest.mark.parametrize(
    ("message", "detail", "reason"),
    [
        (0x02B1, 7, LockReason.SCREEN),
        (0x02B1, 6, LockReason.SCREEN),
        (0x02B1, 2, LockReason.SWITCH),
        (0x02B1, 4, LockReason.SWITCH),
        (0x02B1, 8, None),
        (0x0218, 4, LockReason.SLEEP),
        (0x0218, 7, None),
        (0x000F, 7, None),
    ],
)
def test_windows_messages_are_read(message: int, detail: int, reason: LockReason | None) -> None:
    assert windows_reason(message, detail) is reason


ON_A_BUS = """
import os, sys
address = os.environ["DBUS_SYSTEM_BUS_ADDRESS"] = os.environ["DBUS_SESSION_BUS_ADDRESS"]
os.environ["XDG_SESSION_ID"] = "2"
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from ldcoach.ui.screen_events import listen
app = QCoreApplication([])
told = []
kept = listen(told.append)
system = QDBusConnection.connectToBus(address, "system")
assert system.registerService("org.freedesktop.login1")
LOGIN, PROPERTIES = "org.freedesktop.login1", "org.freedesktop.DBus.Properties"
HERE = "/org/freedesktop/login1/session/_32"
SIGNALS = [
    ("/org/freedesktop/login1", LOGIN + ".Manager", "PrepareForSleep", [True]),
    ("/org/freedesktop/login1", LOGIN + ".Manager", "PrepareForSleep", [False]),
    (HERE, LOGIN + ".Session", "Lock", []),
    ("/org/freedesktop/login1/session/_33", LOGIN + ".Session", "Lock", []),
    (HERE, PROPERTIES, "PropertiesChanged", [LOGIN + ".Session", {"Active": True}, []]),
    (HERE, PROPERTIES, "PropertiesChanged", [LOGIN + ".Session", {"Active": False}, []]),
    (HERE, PROPERTIES, "PropertiesChanged", [LOGIN + ".Session", {"LockedHint": True}, []]),
    ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", [True]),
    ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", [False]),
    ("/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", [True]),
]
for path, interface, name, values in SIGNALS:
    message = QDBusMessage.createSignal(path, interface, name)
    message.setArguments(values)
    assert system.send(message)
QTimer.singleShot(20_000, app.quit)
watch = QTimer(interval=20)
watch.timeout.connect(lambda: len(told) >= 6 and app.quit())
watch.start()
app.exec()
print(told)
"""


def _run(command: list[str], **environment: str) -> str:
    paths = {"PYTHONPATH": os.pathsep.join(sys.path), **environment}
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **paths}, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.skipif(shutil.which("dbus-run-session") is None, reason="needs dbus-run-session")
def test_linux_tells_of_screen_lock_and_sleep() -> None:
    told = _run(["dbus-run-session", "--", sys.executable, "-c", ON_A_BUS])
    assert told == "['sleep', 'screen', 'switch', 'screen', 'screen', 'screen']"


@pytest.mark.skipif(sys.platform != "linux", reason="about D-Bus")
def test_without_a_bus_nothing_is_heard_and_nothing_said() -> None:
    program = "from ldcoach.ui.screen_events import listen; print(listen(print) is not None)"
    nowhere = "unix:path=/nowhere/bus"
    told = _run([sys.executable, "-c", program], DBUS_SESSION_BUS_ADDRESS=nowhere, DBUS_SYSTEM_BUS_ADDRESS=nowhere)
    assert told == "True"


@pytest.mark.skipif(sys.platform != "linux", reason="the other systems have their own")
def test_what_listens_here_is_for_linux() -> None:
    kept = listen(print)
    assert isinstance(kept, QObject)
    assert type(kept).__name__ == "LinuxScreen"
