"""Says how each page is made when it is first gone to."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from ldcoach.app.care import RecordCare, WaysOut
from ldcoach.app.folders import documents_folder
from ldcoach.app.kits import kits
from ldcoach.app.late import LateCharts, LatePreview
from ldcoach.app.licences import licences
from ldcoach.app.parts import opening
from ldcoach.app.policy import judging
from ldcoach.app.rights_pages import rights_factories

if TYPE_CHECKING:
    from ldcoach.services.opening import OpenRecord
    from ldcoach.services.ways_in import WaysIn
    from ldcoach.ui.ask import Ask
    from ldcoach.ui.main_window import PageFactories
    from ldcoach.ui.pages.safety.page import SafetyPage
    from ldcoach.ui.pages.settings.page import SettingsPage
    from ldcoach.ui.tasks import Tasks


def page_factories(
    opened: OpenRecord, tasks: Tasks, lock: Callable[[], object], ways_out: WaysOut | None = None
) -> PageFactories:
    """Say how each page is made when it is first gone to; without `ways_out` a restore or a new key only locks."""
    from ldcoach.ui.ask import DialogAsk
    from ldcoach.ui.file_door import FileDoor
    from ldcoach.ui.go import Place
    from ldcoach.ui.pages.brief.page import BriefPage
    from ldcoach.ui.pages.close.page import ClosePage
    from ldcoach.ui.pages.diagnosis.page import DiagnosisPage
    from ldcoach.ui.pages.feedback.page import FeedbackPage
    from ldcoach.ui.pages.find.page import FindPage
    from ldcoach.ui.pages.gap.page import GapPage
    from ldcoach.ui.pages.goal.page import GoalPage
    from ldcoach.ui.pages.goals.page import GoalsPage
    from ldcoach.ui.pages.insights.page import InsightsPage
    from ldcoach.ui.pages.library.guide import GuidePage
    from ldcoach.ui.pages.library.page import LibraryPage
    from ldcoach.ui.pages.library.write import WriteGuidePage
    from ldcoach.ui.pages.people.page import PeoplePage
    from ldcoach.ui.pages.person.page import PersonPage
    from ldcoach.ui.pages.prepare.page import PreparePage
    from ldcoach.ui.pages.summary.page import SummaryPage
    from ldcoach.ui.pages.talk.page import TalkPage
    from ldcoach.ui.pages.talks.page import TalksPage
    from ldcoach.ui.pages.today.page import TodayPage
    from ldcoach.ui.pages.write_feedback.page import WriteFeedbackPage

    desk, ask = opened.desk, DialogAsk()
    files = FileDoor(ask, tasks, documents_folder())
    return {
        **rights_factories(opened, tasks, ask, files),
        Place.TODAY: lambda: TodayPage(desk),
        Place.PEOPLE: lambda: PeoplePage(desk, ask),
        Place.PERSON: lambda: PersonPage(desk, ask, files),
        Place.TALKS: lambda: TalksPage(desk, files),
        Place.PREPARE: lambda: PreparePage(desk),
        Place.TALK: lambda: TalkPage(desk),
        Place.CLOSE: lambda: ClosePage(desk, files),
        Place.FEEDBACK: lambda: FeedbackPage(desk),
        Place.WRITE_FEEDBACK: lambda: WriteFeedbackPage(desk, tasks),
        Place.GOALS: lambda: GoalsPage(desk),
        Place.GOAL: lambda: GoalPage(desk, LateCharts(), files),
        Place.DIAGNOSIS: lambda: DiagnosisPage(desk, ask),
        Place.GAP: lambda: GapPage(desk, ask),
        Place.BRIEF: lambda: BriefPage(desk, ask, tasks, LatePreview(), documents_folder()),
        Place.SUMMARY: lambda: SummaryPage(desk, ask, tasks, LatePreview(), documents_folder()),
        Place.LIBRARY: lambda: LibraryPage(desk, ask, tasks),
        Place.GUIDE: lambda: GuidePage(desk, ask),
        Place.WRITE_GUIDE: lambda: WriteGuidePage(desk, ask),
        Place.INSIGHTS: lambda: InsightsPage(desk, tasks, LateCharts()),
        Place.FIND: lambda: FindPage(desk, lock),
        Place.SETTINGS: lambda: _settings(opened, tasks),
        Place.SAFETY: lambda: _safety(opened, tasks, ask, ways_out or WaysOut(lambda _: lock(), lock)),
    }


def _safety(opened: OpenRecord, tasks: Tasks, ask: Ask, ways_out: WaysOut) -> SafetyPage:
    from ldcoach.ui.pages.doors.kit_saver import KitSaver
    from ldcoach.ui.pages.safety.page import SafetyPage

    saver = KitSaver(kits(), ask, tasks, documents_folder())
    return SafetyPage(opened.desk, tasks, ask, RecordCare(opened, ways_out), saver)


def _settings(opened: OpenRecord, tasks: Tasks) -> SettingsPage:
    from PySide6.QtWidgets import QApplication

    from ldcoach import __version__
    from ldcoach.services.ways_in import WaysIn
    from ldcoach.ui.pages.settings.page import AppFacts, SettingsPage
    from ldcoach.ui.theme import apply

    def change(present: str, new: str) -> None:
        opening().change_passphrase(opened, present, new)

    facts = AppFacts(__version__, str(opened.home.folder), licences())
    page = SettingsPage(
        opened.desk, tasks, facts, change, judging(opened.desk.context.policy), _Device(opened, WaysIn(opening()))
    )
    application = cast("QApplication", QApplication.instance())
    page.theme_wanted.connect(lambda name: apply.choose(application, name))
    return page


class _Device:
    """What the settings can do with the key store of this device, for one open record."""

    def __init__(self, opened: OpenRecord, ways: WaysIn) -> None:
        self._opened = opened
        self._ways = ways

    def remembers(self) -> bool:
        return self._ways.is_remembered(self._opened.home)

    def remember(self) -> None:
        self._ways.remember(self._opened)

    def forget(self) -> tuple[str, ...]:
        return self._ways.forget(self._opened)
