"""The only place where parts are introduced to each other."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, cast

from ldcoach.app.late import Backups, LateCharts, LatePreview, LateWriter, Records
from ldcoach.paths import Home, resources
from ldcoach.services.clock import FrozenClock, SystemClock

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ldcoach.cli.parts import Parts
    from ldcoach.services.opening import Opening, OpenRecord
    from ldcoach.services.ports import BatchRecord, Ids
    from ldcoach.services.safety import Safety
    from ldcoach.ui.door import Door
    from ldcoach.ui.main_window import PageFactories
    from ldcoach.ui.pages.settings import SettingsPage
    from ldcoach.ui.tasks import Tasks

SAMPLE_PASSPHRASE = "copper ferry lantern oats"  # noqa: S105  # opens only fictional people, and is printed
APP = "LDCoach"
ENGLISH_PLURALS = "ldcoach_en.qm"
LOCKED = "LDCOACH_LOCKED"
"""Tells the process that starts after a lock why it was locked; nothing else passes between the two."""


def main(arguments: Sequence[str]) -> int:
    """Open the app when no command is given, else run the command; return the exit code."""
    rest, home = _home_named(list(arguments))
    if rest:
        from ldcoach.cli.root import run

        return run(arguments, parts())
    return open_window(Home(home or _data_folder() / "record"))


def opening(*, cheap_key: bool = False) -> Opening:
    """Introduce vault, store, library and documents; `cheap_key` is for samples, whose passphrase is printed."""
    from ldcoach.library import FileLibrary
    from ldcoach.services.opening import Opening
    from ldcoach.vault.cost import FLOOR
    from ldcoach.vault.file_vault import FileVault
    from ldcoach.vault.passphrase import judge

    return Opening(
        vault=FileVault(FLOOR if cheap_key else None),
        records=Records(),
        library=FileLibrary(resources()),
        clock=SystemClock(),
        ids=_new_ids,
        writer=LateWriter,
        judge=judge,
    )


def parts() -> Parts:
    """Return what the command line works with."""
    from ldcoach.cli.parts import Parts

    data, opens = _data_folder(), opening()
    return Parts(
        opening=opens,
        safety=safety(opens),
        default_home=data / "record",
        sample_home=data / "sample",
        make_sample=make_sample,
        sample_passphrase=SAMPLE_PASSPHRASE,
        play=_play,
        open_window=open_window,
    )


def safety(opens: Opening) -> Safety:
    """Introduce vault and store for backups."""
    from ldcoach.services.safety import Safety

    return Safety(opens, Backups())


def make_sample(home: Home, *, people: int, years: int, seed: int, today: date | None) -> tuple[OpenRecord, str]:
    """Make a sample record and return it open, with its passphrase; the same seed and day give the same rows."""
    from ldcoach.services.sample.content import SampleContent
    from ldcoach.services.sample.making import SampleSize
    from ldcoach.services.sample.making import make_sample as fill
    from ldcoach.store.ids import seeded

    day = today or SystemClock().today()
    clock = FrozenClock(datetime.combine(day, time(8), tzinfo=UTC))
    ids = seeded(seed, clock.now)
    opened, _ = opening(cheap_key=True).create(home, SAMPLE_PASSPHRASE, sample=True, ids=ids, clock=clock)
    files = (resources() / "sample" / f"{name}.toml" for name in ("people", "trades", "goals"))
    size = SampleSize(people=people, years=years, seed=seed, today=day)
    content = SampleContent.from_data(*(_toml(path) for path in files))
    record = cast("BatchRecord", opened.desk.context.record)  # the store keeps both ports
    fill(record, opened.desk.context.library, content, ids, size)
    return opened, SAMPLE_PASSPHRASE


def open_window(home: Home, passphrase: str = "") -> int:
    """Show the window on a home and return the exit code; a passphrase, as samples have, opens it at once."""
    from ldcoach.ui.faults import catch_faults
    from ldcoach.ui.tasks import Tasks

    application, tasks = _application(), Tasks()
    door = make_door(home, tasks)
    door.locked.connect(lambda reason: restart(home, reason))
    catch_faults(tasks)
    door.show_way_in(os.environ.pop(LOCKED, ""))
    if passphrase:
        door.open_with(passphrase)
    door.show()
    return application.exec()


def make_door(home: Home, tasks: Tasks) -> Door:
    """Introduce the window to the record of one home."""
    from ldcoach.ui.auto_lock import AutoLock, Heard
    from ldcoach.ui.door import Door
    from ldcoach.vault.passphrase import judge

    def pages(opened: OpenRecord) -> PageFactories:
        from ldcoach.ui.pages.settings import THEME
        from ldcoach.ui.theme import apply

        apply.choose(_application(), opened.desk.keeping.setting(THEME, apply.SYSTEM))
        return page_factories(opened, tasks, door.lock)

    def listen(heard: Heard) -> object:
        from ldcoach.ui.screen_events import listen

        return listen(heard)

    door = Door(_Keyhole(home), tasks, judge, pages, AutoLock(listen=listen))
    return door


def _application() -> QApplication:
    """Return the one application, dressed and speaking English."""
    from PySide6.QtCore import QLocale
    from PySide6.QtWidgets import QApplication

    from ldcoach.ui.theme import apply

    present = QApplication.instance()
    if isinstance(present, QApplication):
        return present
    application = QApplication(sys.argv[:1])
    application.setApplicationName(APP)
    QLocale.setDefault(QLocale("en_GB"))
    _speak_english(application)
    apply.choose(application, apply.SYSTEM)
    return application


def page_factories(opened: OpenRecord, tasks: Tasks, lock: Callable[[], object]) -> PageFactories:
    """Say how each page is made when it is first gone to."""
    from ldcoach.ui.ask import DialogAsk
    from ldcoach.ui.go import Place
    from ldcoach.ui.pages.close import ClosePage
    from ldcoach.ui.pages.feedback import FeedbackPage
    from ldcoach.ui.pages.find import FindPage
    from ldcoach.ui.pages.goal import GoalPage
    from ldcoach.ui.pages.goals import GoalsPage
    from ldcoach.ui.pages.people import PeoplePage
    from ldcoach.ui.pages.person import PersonPage
    from ldcoach.ui.pages.prepare import PreparePage
    from ldcoach.ui.pages.summary import SummaryPage
    from ldcoach.ui.pages.talk import TalkPage
    from ldcoach.ui.pages.talks import TalksPage
    from ldcoach.ui.pages.today import TodayPage
    from ldcoach.ui.pages.write_feedback import WriteFeedbackPage

    desk, ask = opened.desk, DialogAsk()
    return {
        Place.TODAY: lambda: TodayPage(desk),
        Place.PEOPLE: lambda: PeoplePage(desk, ask),
        Place.PERSON: lambda: PersonPage(desk, ask),
        Place.TALKS: lambda: TalksPage(desk),
        Place.PREPARE: lambda: PreparePage(desk),
        Place.TALK: lambda: TalkPage(desk),
        Place.CLOSE: lambda: ClosePage(desk),
        Place.FEEDBACK: lambda: FeedbackPage(desk),
        Place.WRITE_FEEDBACK: lambda: WriteFeedbackPage(desk),
        Place.GOALS: lambda: GoalsPage(desk),
        Place.GOAL: lambda: GoalPage(desk, LateCharts()),
        Place.SUMMARY: lambda: SummaryPage(desk, ask, tasks, LatePreview(), _documents_folder()),
        Place.FIND: lambda: FindPage(desk, lock),
        Place.SETTINGS: lambda: _settings(opened, tasks),
    }


def _settings(opened: OpenRecord, tasks: Tasks) -> SettingsPage:
    from ldcoach import __version__
    from ldcoach.ui.pages.settings import AppFacts, SettingsPage
    from ldcoach.ui.theme import apply
    from ldcoach.vault.passphrase import judge

    def change(present: str, new: str) -> None:
        opening().change_passphrase(opened, present, new)

    notice = resources().parent / "NOTICE"
    licences = notice.read_text("utf-8") if notice.exists() else ""
    facts = AppFacts(__version__, str(opened.home.folder), licences)
    page = SettingsPage(opened.desk, tasks, facts, change, judge)
    page.theme_wanted.connect(lambda name: apply.choose(_application(), name))
    return page


def _documents_folder() -> Path:
    from platformdirs import user_documents_path

    return user_documents_path()


def restart(home: Home, reason: str = "") -> None:
    """Start anew at the unlock page of a home, which says the reason: only a new process clears texts from memory."""
    os.environ[LOCKED] = reason
    command = [sys.executable, "-m", "ldcoach", "--home", str(home.folder)]
    if os.name == "posix":
        os.execv(sys.executable, command)  # noqa: S606  # ourselves
    import subprocess  # ourselves

    subprocess.Popen(command, close_fds=True)  # noqa: S603
    sys.exit(0)


def _play(opened: OpenRecord, output: Path) -> list[Path]:
    """Play one guided 1-2-1 through the real window; return the pictures and the summary."""
    from ldcoach.ui.playing import play
    from ldcoach.ui.tasks import Tasks

    _application()
    tasks = Tasks()
    return play(opened.desk, page_factories(opened, tasks, lambda: None), tasks, output)


def _speak_english(application: QApplication) -> None:
    """Load the English catalogue, which holds the plurals."""
    from PySide6.QtCore import QTranslator

    translator = QTranslator(application)
    if translator.load(str(resources() / "i18n" / ENGLISH_PLURALS)):
        application.installTranslator(translator)


def _home_named(arguments: list[str]) -> tuple[list[str], Path | None]:
    """Return what follows `--home DIR`, and that folder or the one that LDCOACH_HOME names."""
    named = os.environ.get("LDCOACH_HOME")
    if arguments[:1] == ["--home"] and len(arguments) > 1:
        named, arguments = arguments[1], arguments[2:]
    elif arguments and arguments[0].startswith("--home="):
        named, arguments = arguments[0].removeprefix("--home="), arguments[1:]
    return arguments, Path(named).expanduser() if named else None


def _data_folder() -> Path:
    from platformdirs import user_data_path

    return user_data_path(APP, appauthor=False)


def _new_ids() -> Ids:
    from ldcoach.store.ids import Uuid7Ids

    return Uuid7Ids()


def _toml(path: Path) -> dict[str, object]:
    import tomllib

    return tomllib.loads(path.read_text("utf-8"))


class _Keyhole:
    """What the door can do with the record of one home."""

    def __init__(self, home: Home) -> None:
        self.name = str(home.folder)
        self._home = home
        self._made: Opening | None = None

    @property
    def _opening(self) -> Opening:
        if self._made is None:
            self._made = opening()
        return self._made

    def exists(self) -> bool:
        from ldcoach.store.swap import finish_restore

        finish_restore(self._home)
        return self._home.header.exists() or self._home.header_copy.exists() or self._home.database.exists()

    def create(self, passphrase: str) -> tuple[OpenRecord, str]:
        return self._opening.create(self._home, passphrase)

    def open(self, passphrase: str) -> OpenRecord:
        return self._opening.open(self._home, passphrase)

    def open_with_code(self, code: str) -> OpenRecord:
        return self._opening.open_with_code(self._home, code)

    def renew(self, opened: OpenRecord, passphrase: str) -> str:
        return self._opening.renew(opened, passphrase)

    def warm_up(self) -> None:
        import ldcoach.services.desk
        import ldcoach.store.record
        import ldcoach.ui.pages.today  # noqa: F401  # so that the first page is painted soon after

        self._opening.library.stop_rules()
