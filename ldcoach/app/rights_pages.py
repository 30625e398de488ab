"""Says how the pages about a person's rights are made, and introduces them to what they do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ldcoach.app.care import managed_backups
from ldcoach.app.late import Ageing
from ldcoach.app.late_rights import rights

if TYPE_CHECKING:
    from ldcoach.domain.ids import PersonId
    from ldcoach.services.backups import Progress
    from ldcoach.services.change import Change
    from ldcoach.services.erasing import Erased, ErasePreview, Erasing
    from ldcoach.services.opening import OpenRecord
    from ldcoach.services.retention import Retention
    from ldcoach.ui.ask import Ask
    from ldcoach.ui.file_door import FileDoor
    from ldcoach.ui.main_window import PageFactories
    from ldcoach.ui.page import Page
    from ldcoach.ui.tasks import Tasks


def rights_factories(opened: OpenRecord, tasks: Tasks, ask: Ask, files: FileDoor) -> PageFactories:
    """Say how each of these pages is made when it is first gone to."""
    from ldcoach.ui.go import Place

    return {
        Place.ACCESS: lambda: _access(opened, files, tasks),
        Place.HANDOVER: lambda: _handover(opened, files, tasks),
        Place.TAKE_OVER: lambda: _take_over(opened, files, tasks),
        Place.ERASE: lambda: _erase(opened, tasks, ask),
        Place.RETENTION: lambda: _retention(opened, ask),
    }


def _access(opened: OpenRecord, files: FileDoor, tasks: Tasks) -> Page:
    from ldcoach.services.access_pack import AccessPacks
    from ldcoach.ui.pages.rights.access import AccessPage

    return AccessPage(opened.desk, AccessPacks(opened.desk, rights()), files, tasks)


def _handover(opened: OpenRecord, files: FileDoor, tasks: Tasks) -> Page:
    from ldcoach.services.handover import Handovers
    from ldcoach.ui.pages.rights.handover import HandoverPage

    return HandoverPage(opened.desk, Handovers(opened.desk, rights()), files, tasks)


def _take_over(opened: OpenRecord, files: FileDoor, tasks: Tasks) -> Page:
    from ldcoach.services.taking_over import TakingOver
    from ldcoach.ui.pages.rights.take_over import TakeOverPage

    return TakeOverPage(opened.desk, TakingOver(opened.desk, rights()), files, tasks)


def _erase(opened: OpenRecord, tasks: Tasks, ask: Ask) -> Page:
    from ldcoach.ui.pages.rights.erase import ErasePage

    return ErasePage(opened.desk, PersonErasing(opened), tasks, ask)


def _retention(opened: OpenRecord, ask: Ask) -> Page:
    from ldcoach.ui.pages.rights.retention import RetentionPage

    return RetentionPage(opened.desk, _keeper(opened), ask)


def _keeper(opened: OpenRecord) -> Retention:
    from ldcoach.services.retention import Retention

    return Retention(opened.desk.context, Ageing())


class PersonErasing:
    """The erasure of one person of an open record."""

    def __init__(self, opened: OpenRecord) -> None:
        self._opened = opened

    def preview(self, person_id: PersonId) -> ErasePreview:
        """Count what would go."""
        return self._erasing.preview(person_id)

    def erase(self, person_id: PersonId, progress: Progress) -> Erased:
        """Take a person out of the record and its backups."""
        return self._erasing.erase(person_id, progress)

    def hold(self, person_id: PersonId, *, on: bool) -> Change:
        """Begin or end a legal hold."""
        return _keeper(self._opened).hold(person_id, on=on)

    @property
    def _erasing(self) -> Erasing:
        from ldcoach.services.erasing import Erasing

        return Erasing(managed_backups(self._opened))
