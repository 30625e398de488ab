"""When the manager hears of an old backup."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ldcoach.services.backup_age import StaleBackup, stale_backup
from ldcoach.services.desk import Desk
from ldcoach.services.managed_backups import LAST
from tests.conftest import NOW
from tests.fakes import FixedClock


def test_without_any_it_is_said(desk: Desk, clock: FixedClock) -> None:
    assert stale_backup(desk.keeping, clock.today()) == StaleBackup(None)


@pytest.mark.parametrize(("days", "stale"), [(0, False), (7, False), (8, True), (400, True), (-3, False), (-60, True)])
def test_a_week_is_fresh_and_a_clock_that_was_set_back_is_not_trusted(
    desk: Desk, clock: FixedClock, days: int, stale: bool
) -> None:
    made = NOW - timedelta(days=days)
    desk.keeping.set(LAST, made.isoformat())
    assert stale_backup(desk.keeping, clock.today()) == (StaleBackup(made) if stale else None)
