"""The pages before the record is open, in each of their states."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from PySide6.QtWidgets import QWidget

from ldcoach.app.kits import kits
from ldcoach.errors import NewerRecord, RecordDamaged, RecordInUse
from ldcoach.ui.ask import DialogAsk
from ldcoach.ui.pages.doors.first_run import FirstRunPage
from ldcoach.ui.pages.doors.kit_saver import KitSaver
from ldcoach.ui.pages.doors.unlock import UnlockPage
from ldcoach.ui.tasks import Tasks
from ldcoach.vault.passphrase import judge

FOLDER = str(PurePosixPath("/home/sam/.local/share/LDCoach/record"))
CODE = "HBYP-RHH1-7XCA-VZM6-WA3X-A5J8-N5AC-80ZT"
PASSPHRASE = "copper ferry lantern oats"
WRONG = "The passphrase did not open the record. Nothing was changed. Check Caps Lock and the keyboard, then try again."
TROUBLES = {
    "in-use": RecordInUse("Another LDCoach has this record open. Nothing was changed; close it there first."),
    "damaged": RecordDamaged(
        "The record is cut short or was altered. Nothing was changed; put the newest backup in its place."
    ),
    "newer": NewerRecord("A newer LDCoach wrote this record. Nothing was changed; install the newer version here."),
}


def doors() -> Iterator[tuple[str, QWidget]]:
    """Yield the name and a new page for every state."""
    for name, arrange in _UNLOCK.items():
        page = UnlockPage(FOLDER, "Locked after 10 minutes away." if name == "locked" else "")
        arrange(page)
        yield f"unlock-{name}", page
    for name, error in TROUBLES.items():
        page = UnlockPage(FOLDER)
        page.passphrase.line.setText(PASSPHRASE)
        page.show_trouble(str(error))
        yield f"unlock-{name}", page
    saver = KitSaver(kits(), DialogAsk(), Tasks(), Path("documents"))
    for number, (name, step) in enumerate(_FIRST_RUN.items(), 1):
        first_run = FirstRunPage(FOLDER, judge, saver, renewal=name == "renewal")
        step(first_run)
        yield f"first-run-{number}-{name}", first_run


def _plain(_page: UnlockPage) -> None:
    """Leave the page as it comes up."""


def _wrong(page: UnlockPage) -> None:
    page.passphrase.line.setText("copper fairy")
    page.show_error(WRONG)


def _waiting(page: UnlockPage) -> None:
    page.passphrase.line.setText("copper fairy")
    for _ in range(6):
        page.show_error(WRONG)


def _working(page: UnlockPage) -> None:
    page.passphrase.line.setText(PASSPHRASE)
    page.show_working()


def _by_code(page: UnlockPage) -> None:
    page.other_button.click()


def _where(_page: FirstRunPage) -> None:
    """Leave the first step as it comes up."""


def _weak(page: FirstRunPage) -> None:
    page.go_on.click()
    page.key.first.line.setText("password")


def _strong(page: FirstRunPage) -> None:
    page.go_on.click()
    for each in (page.key.first, page.key.second):
        each.line.setText(PASSPHRASE)


def _failed(page: FirstRunPage) -> None:
    _strong(page)
    page.show_error("The disk is full. No record was made; free some space and try again.")


def _code(page: FirstRunPage) -> None:
    page.show_recovery_code(CODE)


def _retype(page: FirstRunPage) -> None:
    page.show_recovery_code(CODE)
    page.code.kept.click()
    for number, line in zip(page.code.asked, page.code.lines, strict=True):
        line.setText(CODE.split("-")[number - 1])


def _mistyped(page: FirstRunPage) -> None:
    _retype(page)
    page.code.lines[1].setText("2222")


def _person(page: FirstRunPage) -> None:
    _retype(page)
    page.go_on.click()


_UNLOCK: dict[str, Callable[[UnlockPage], None]] = {
    "plain": _plain,
    "locked": _plain,
    "wrong": _wrong,
    "waiting": _waiting,
    "working": _working,
    "by-code": _by_code,
}
_FIRST_RUN: dict[str, Callable[[FirstRunPage], None]] = {
    "where": _where,
    "weak-key": _weak,
    "strong-key": _strong,
    "failed": _failed,
    "code": _code,
    "retype": _retype,
    "mistyped": _mistyped,
    "person": _person,
    "renewal": _where,
}
