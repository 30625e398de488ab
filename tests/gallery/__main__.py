"""Renders every page in every state: `python -m tests.gallery OUT`."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_SCALE_FACTOR"] = "1"
os.environ["QT_FONT_DPI"] = "96"

from PySide6.QtCore import QLocale, QMessageLogContext, QtMsgType, QTranslator, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from ldcoach.app.window import ENGLISH_PLURALS
from ldcoach.paths import resources
from ldcoach.ui.theme.apply import choose
from tests.gallery.index import index
from tests.gallery.looks import LOOKS
from tests.gallery.pictures import Camera, Picture
from tests.gallery.records import STATES, demo

HOME = Path(tempfile.gettempdir()) / "ldcoach-gallery"


def main() -> int:
    """Write the pictures and `index.html` into the folder that is named."""
    parser = argparse.ArgumentParser(prog="python -m tests.gallery", description=__doc__)
    parser.add_argument("folder", metavar="OUT", type=Path)
    parser.add_argument("--state", action="append", choices=STATES, help="only this state; may be given again")
    arguments = parser.parse_args()
    qInstallMessageHandler(_tell)
    application = QApplication(sys.argv[:1])
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    plurals = QTranslator(application)
    if plurals.load(str(resources() / "i18n" / ENGLISH_PLURALS)):
        application.installTranslator(plurals)
    pictures = render(application, arguments.folder, tuple(arguments.state or STATES))
    (arguments.folder / "index.html").write_text(index(pictures), "utf-8")
    print(f"{len(pictures)} pictures; begin with {arguments.folder / 'index.html'}")
    return 0


def _tell(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """Print what Qt has to say, save that this platform has no screen to give size hints to."""
    if "propagateSizeHints" not in message:
        print(f"Qt: {message}", file=sys.stderr)


def render(application: QApplication, folder: Path, states: tuple[str, ...]) -> list[Picture]:
    """Take all pictures; each look begins from a record made anew, so that none sees what another changed."""
    pictures: list[Picture] = []
    for look in LOOKS:
        choose(application, look.tokens["name"])
        camera = Camera(folder, look)
        pictures += camera.doors()
        for state in states:
            # The folder stands in the settings, so it has one name in every run.
            shutil.rmtree(HOME, ignore_errors=True)
            with demo(state, HOME) as opened:
                pictures += camera.pages(opened, state)
            shutil.rmtree(HOME)
    return pictures


if __name__ == "__main__":
    sys.exit(main())
