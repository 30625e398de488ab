"""A process that stands in the tray of the display it is given, and prints what is to be seen there as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QSystemTrayIcon, QWidget

from ldcoach.services.views import Reminder, ReminderKind
from ldcoach.ui.theme import apply
from ldcoach.ui.theme.tokens import DARK
from ldcoach.ui.tray import Tray

PATIENCE_MS, LOOK_MS = 20_000, 30
Shown = TypeVar("Shown")


def main() -> None:
    """Show the icon, open its menu, choose from it by keys, and show a message; all in dark, which the tray is not."""
    application = apply.new_application(sys.argv[0])
    apply.apply(application, DARK)
    tray, heard = Tray(), []
    tray.capture_wanted.connect(lambda: heard.append("capture"))
    _wait(QSystemTrayIcon.isSystemTrayAvailable)
    tray.show_if(wanted=True)
    icon = tray.icon
    assert icon is not None
    drawn = _wait(lambda: _colours(icon))
    QTest.mouseClick(_wait(lambda: _window("QSystemTrayIconSys")), Qt.MouseButton.RightButton)
    menu = _wait(_open_menu)
    acts = [action.text() for action in menu.actions()]
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(menu, key)
    _wait(lambda: heard)
    tray.say([Reminder(ReminderKind.PROMISE_DUE, "promises", promises=2)])
    balloon = _wait(lambda: _window("QBalloonTip"))
    said = [label.text() for label in balloon.findChildren(QLabel) if label.text()]
    inks = [label.palette().color(label.foregroundRole()).lightness() for label in balloon.findChildren(QLabel)]
    facts = {"drawn": sorted(drawn), "acts": acts, "heard": heard, "said": said, "lightest": max(inks)}
    print(json.dumps(facts))


def _wait(find: Callable[[], Shown | None]) -> Shown:
    """Return what is found as soon as it is there."""
    for _ in range(PATIENCE_MS // LOOK_MS):
        if found := find():
            return found
        loop = QEventLoop()
        QTimer.singleShot(LOOK_MS, loop.quit)
        loop.exec()
    message = f"It did not come up: {find}"
    raise TimeoutError(message)


def _colours(icon: QSystemTrayIcon) -> set[str] | None:
    """Return the colours that the screen shows where the icon is, once they are more than the panel's."""
    place = icon.geometry()
    screen = QApplication.primaryScreen()
    picture = screen.grabWindow(0, place.x(), place.y(), place.width(), place.height()).toImage()
    found = {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}
    return found if len(found) > 1 else None


def _window(name: str) -> QWidget | None:
    shown = (widget for widget in QApplication.topLevelWidgets() if widget.isVisible())
    return next((widget for widget in shown if widget.metaObject().className() == name), None)


def _open_menu() -> QMenu | None:
    menu = QApplication.activePopupWidget()
    return menu if isinstance(menu, QMenu) and menu.pos() != QPoint() else None


if __name__ == "__main__":
    main()
