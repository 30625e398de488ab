"""Qt without a screen, at a fixed size of dots, in the light theme; an unexpected Qt message fails the test."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_SCALE_FACTOR"] = "1"
os.environ["QT_FONT_DPI"] = "96"
os.environ.pop("QT_STYLE_OVERRIDE", None)

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from ldcoach.paths import resources
from ldcoach.ui.theme.apply import apply
from ldcoach.ui.theme.tokens import DARK, LIGHT, Tokens

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let every test here fail on a Qt warning; the offscreen platform's own remark is no warning of ours."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints", extend=True))


@pytest.fixture(scope="session", autouse=True)
def english(qapp: QApplication) -> QTranslator:
    """Load the English catalogue, which holds the plurals, as the app does."""
    catalogue = QTranslator(qapp)
    assert catalogue.load(str(resources() / "i18n" / "ldcoach_en.qm"))
    qapp.installTranslator(catalogue)
    return catalogue


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> Iterator[None]:
    """Dress the application in the light theme, in English as written in Britain."""
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    if qapp.property("ldcoach_theme") != LIGHT["name"]:
        apply(qapp, LIGHT)
    yield
    # What the test has closed goes now: left for a later loop, it would be dressed anew with each theme.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    if qapp.topLevelWidgets():
        gc.collect()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = sorted({type(each).__name__ for each in qapp.topLevelWidgets()})
    assert not left, f"The test leaves windows behind: {', '.join(left)}"
    if qapp.property("ldcoach_theme") != LIGHT["name"]:
        apply(qapp, LIGHT)


@pytest.fixture(params=[LIGHT, DARK], ids=lambda tokens: tokens["name"])
def theme(request: pytest.FixtureRequest, qapp: QApplication) -> Tokens:
    """Run the test once in each theme."""
    tokens: Tokens = request.param
    apply(qapp, tokens)
    return tokens
