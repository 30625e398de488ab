"""What IT has set looks locked and says by whom."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from ldcoach.app.late_travel import travel
from ldcoach.documents.writers import Writers
from ldcoach.domain.policy import Policy
from ldcoach.services.desk import Desk
from ldcoach.ui.go import Go, Place
from ldcoach.ui.pages.settings.page import AppFacts, SettingsPage
from ldcoach.ui.tasks import Tasks
from ldcoach.vault.passphrase import judge
from tests.ui.pages.test_settings import FakeDevice, Keys


@pytest.fixture
def tasks(qapp: object) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    assert made.wait_for_all()


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, tasks: Tasks) -> Callable[..., SettingsPage]:
    def under(policy: Policy, *, remembered: bool = False) -> SettingsPage:
        ruled = Desk.lay_out(replace(desk.context, policy=policy), Writers(), travel())
        facts = AppFacts("1.2.3", "/records/mine")
        made = SettingsPage(ruled, tasks, facts, Keys().change, judge, FakeDevice(on=remembered))
        qtbot.addWidget(made)
        made.enter(Go(Place.SETTINGS))
        qtbot.waitUntil(lambda: not tasks.busy)
        return made

    return under


def test_without_a_policy_nothing_is_locked(page: Callable[..., SettingsPage]) -> None:
    made = page(Policy())
    assert made.lock.choices.isEnabled()
    assert made.remember.switch.isEnabled()
    assert not made.lock.locked_by.text()
    assert not made.remember.locked_by.text()


def test_what_is_forced_is_shown_locked_with_its_reason(page: Callable[..., SettingsPage]) -> None:
    made = page(Policy(forced={"lock.minutes": 5, "remember.allowed": False}))
    assert made.lock.choices.key() == "5"
    assert not made.lock.choices.isEnabled()
    assert "Only IT can change it" in made.lock.locked_by.text()
    assert not made.remember.switch.isEnabled()
    assert "Only IT can change it" in made.remember.locked_by.text()


def test_what_was_remembered_before_may_still_be_forgotten(page: Callable[..., SettingsPage]) -> None:
    made = page(Policy(forced={"remember.allowed": False}), remembered=True)
    assert made.remember.switch.isEnabled()
    assert made.remember.switch.isChecked()


def test_a_recommendation_is_shown_and_may_be_changed(page: Callable[..., SettingsPage]) -> None:
    made = page(Policy(recommended={"lock.minutes": 5}))
    assert made.lock.choices.key() == "5"
    assert made.lock.choices.isEnabled()
    made.lock.choices.buttons()[4].click()
    assert made.lock.choices.key() == "30"


def test_settings_that_cannot_be_read_lock_too(page: Callable[..., SettingsPage]) -> None:
    made = page(Policy(closed=frozenset({"lock.minutes", "remember.allowed"})))
    assert made.lock.choices.key() == "2"
    assert "cannot be read" in made.lock.locked_by.text()
