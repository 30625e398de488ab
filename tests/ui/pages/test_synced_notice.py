"""A record in a folder that a cloud service syncs is warned of."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from ldcoach.ui.pages.doors.first_run_steps import WhereStep
from ldcoach.ui.pages.settings.parts import RecordCard


def test_the_first_run_and_the_settings_name_the_service(qtbot: QtBot) -> None:
    step, card = WhereStep("/home/sam/Dropbox/LDCoach"), RecordCard("/home/sam/OneDrive - Acme/LDCoach", sample=False)
    for shown in (step, card):
        qtbot.addWidget(shown)
    assert "Dropbox syncs" in step.synced.text()
    assert "OneDrive syncs" in card.synced.text()


def test_nothing_is_said_of_another_folder(qtbot: QtBot) -> None:
    step = WhereStep("/home/sam/.local/share/LDCoach/record")
    qtbot.addWidget(step)
    assert step.synced.text() == ""
    assert step.synced.isHidden()
