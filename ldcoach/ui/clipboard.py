"""The one place that puts text on the clipboard, and takes it off again: after a while, and when the record locks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

KEPT, MAIL_KEPT = 60_000, 600_000
"""Milliseconds until what was put there is taken off, and for a text that somebody goes on to send."""
_MODES = (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection)
_PRIVATE = {
    "x-kde-passwordManagerHint": b"secret",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"\x00\x00\x00\x00",
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': b"\x00\x00\x00\x00",
    'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': b"\x00\x00\x00\x00",
}
"""What asks the desktop to keep a text out of its history and its cloud: Klipper, and Windows since version 1809."""


Owns = Callable[[QClipboard, QClipboard.Mode], bool]


def the_clipboard() -> Clipboard:
    """Return the one of this program, made when it is first needed."""
    application = QGuiApplication.instance()
    found = application.findChild(Clipboard) if application is not None else None
    return found if isinstance(found, Clipboard) else Clipboard(application)


class Clipboard(QObject):
    """Holds what was put there until it is cleared; what another program has put there since is left alone."""

    def __init__(self, parent: QObject | None = None, owns: Owns | None = None) -> None:
        """`owns` tells whether this program put there what is there now; by default the system is asked."""
        super().__init__(parent)
        self._owns = owns or _is_ours
        self._put = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.take_off)

    def put(self, text: str, kept: int = KEPT) -> None:
        """Put a text there for some milliseconds, out of the reach of clipboard histories where they can be asked."""
        data = QMimeData()
        data.setText(text)
        for kind, content in _PRIVATE.items():
            data.setData(kind, QByteArray(content))
        QGuiApplication.clipboard().setMimeData(data)
        self._put = text
        self._timer.start(kept)

    def take_off(self) -> None:
        """Clear what was put there, unless something else has taken its place."""
        self._timer.stop()
        clipboard = QGuiApplication.clipboard()
        if self._put and clipboard.text() == self._put:
            clipboard.clear()
        self._put = ""

    def clear_ours(self) -> None:
        """Clear whatever this program put there, by `put` or because somebody copied from a field; for a lock."""
        self.take_off()
        clipboard = QGuiApplication.clipboard()
        for mode in _MODES:
            if self._owns(clipboard, mode):
                clipboard.clear(mode)


def _is_ours(clipboard: QClipboard, mode: QClipboard.Mode) -> bool:
    if mode == QClipboard.Mode.Selection:
        return clipboard.supportsSelection() and clipboard.ownsSelection()
    return clipboard.ownsClipboard()
