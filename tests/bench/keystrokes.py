"""How fluent typing stays in the feedback editor: `python -m tests.bench.keystrokes`.

Figures are CPU time of the thread that the window lives in, in milliseconds, so that other work on the computer does
not count. A keystroke is measured with everything that it sets off at once; what comes after a pause apart from it.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ldcoach.services.desk import Desk
from ldcoach.ui.go import Go, Place
from ldcoach.ui.pages.write_feedback.page import WriteFeedbackPage
from ldcoach.ui.tasks import Tasks
from ldcoach.ui.theme.apply import choose
from tests.frameworks import esco
from tests.gallery.pictures import settle
from tests.gallery.records import demo

SENTENCE = "On Friday's cut-off call you closed the route plan at 15:10 while two drops were still open. "
WORDS = 200
KEYS = "You always leave the late ones for the drivers, and nobody rang them on Saturday morning. " * 3
MOST_PER_KEY, MOST_PER_CHECK = 16.0, 5.0
SKILLS = 14_000
CHECKS, PAUSES = 40, 20


def main() -> int:
    """Print the figures; return 1 when one is over its limit."""
    application = QApplication([])
    choose(application, "light")
    with tempfile.TemporaryDirectory() as folder, demo("normal", Path(folder) / "record") as opened:
        desk = opened.desk
        desk.skills.take_over(esco(SKILLS, 10))
        desk.coach.warm_up()
        tasks = Tasks()
        page = WriteFeedbackPage(desk, tasks)
        page.resize(1216, 868)
        page.show()
        page.enter(Go(Place.WRITE_FEEDBACK, desk.people.lines()[0].person_id))
        settle(tasks)
        within = _report(desk, page, tasks)
        page.leave()
        settle(tasks)
        page.deleteLater()
        QApplication.processEvents()
    return 0 if within else 1


def _report(desk: Desk, page: WriteFeedbackPage, tasks: Tasks) -> bool:
    text = " ".join((SENTENCE * WORDS).split()[:WORDS]) + " "
    checks = [_cpu(partial(desk.coach.check, text[at:])) for at in range(CHECKS)]
    page.form.editor.setPlainText(text)
    settle(tasks)
    caret = page.form.editor.textCursor()
    caret.movePosition(caret.MoveOperation.End)
    page.form.editor.setTextCursor(caret)
    keys, kept, pauses, compared = [], [], [], []
    for letter in KEYS:
        page.form.stop_waiting()
        keys.append(_cpu(partial(_type, page, letter)))
    for at in range(PAUSES):
        _type(page, "word "[at % 5])
        page.form.stop_waiting()
        kept.append(_cpu(page.form.due.emit))
        _type(page, "word "[at % 5])
        page.form.stop_waiting()
        pauses.append(_cpu(page.form.paused.emit))
        compared.append(_cpu(page.belongs.ready.emit))
        settle(tasks)
    print(f"{WORDS} words, {SKILLS} skills; milliseconds of CPU: median, 95 of 100, most")
    _print("a keystroke, with the window drawn anew", keys)
    _print("the coach reads the text", checks)
    _print("kept while one types on, each 0.9 seconds", kept)
    _print("kept and handed to the coach, after a pause", pauses)
    _print("goals and skills compared, 0.4 seconds later", compared)
    return max(*keys, *kept, *pauses) <= MOST_PER_KEY and statistics.median(checks) <= MOST_PER_CHECK


def _type(page: WriteFeedbackPage, letters: str) -> None:
    QTest.keyClicks(page.form.editor, letters)
    QApplication.processEvents()


def _cpu(act: Callable[[], object]) -> float:
    began = time.thread_time()
    act()
    return (time.thread_time() - began) * 1000


def _print(what: str, times: Sequence[float]) -> None:
    ordered = sorted(times)
    high = ordered[int(len(ordered) * 0.95)]
    print(f"  {what:48} {statistics.median(times):6.2f} {high:6.2f} {ordered[-1]:6.2f}")


if __name__ == "__main__":
    raise SystemExit(main())
