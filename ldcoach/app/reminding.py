"""Introduces an open record to the tray and to what reminds."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ldcoach.services.change import Change
    from ldcoach.services.desk import Desk
    from ldcoach.ui.main_window import MainWindow
    from ldcoach.ui.tray import Tray


def remind(desk: Desk, main: MainWindow, tray: Tray | None = None) -> Tray:
    """Remind in the app and, where the desktop has a tray, there too, for as long as the main window lives."""
    from ldcoach.domain.conversations import Conversation
    from ldcoach.domain.keeping import Setting
    from ldcoach.services.change import Change
    from ldcoach.ui.reminding import Reminding
    from ldcoach.ui.tray import TRAY, Tray

    tray = tray or Tray(main)
    tray.open_wanted.connect(lambda: bring_forward(main))
    tray.capture_wanted.connect(lambda: main.capture_wanted.emit(""))
    tray.lock_wanted.connect(main.lock_wanted)

    def follow(change: Change) -> None:
        if change.touches(Setting):
            tray.show_if(wanted=bool(desk.keeping.setting(TRAY, default=True)))

    tray.show_if(wanted=bool(desk.keeping.setting(TRAY, default=True)))
    main.published.connect(follow)
    reminding = Reminding(desk.reminders.now, main)
    reminding.fresh.connect(tray.say)
    # The first page reads the day again, so that its quiet line stands there in time.
    reminding.fresh.connect(lambda _: main.publish(Change.of(Conversation)))
    main.leaving.connect(reminding.end)
    reminding.begin()
    return tray


def bring_forward(main: MainWindow) -> None:
    """Show the window in front of others, also one that was put away."""
    window = main.window()
    window.showNormal() if window.isMinimized() else window.show()
    window.raise_()
    window.activateWindow()
