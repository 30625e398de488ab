"""Guides in the words that the pages about them share."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ldcoach.domain.guides import AskOf, Guide
from ldcoach.ui import words


def length(guide: Guide) -> str:
    """Return how long a guide is: 30 minutes in five stages."""
    stages = QCoreApplication.translate("guide_words", "%n stage(s)", "", len(guide.stages))
    pattern = QCoreApplication.translate("guide_words", "{minutes}, {stages}")
    return pattern.format(minutes=words.minutes(guide.minutes), stages=stages)


def asked_of(side: AskOf) -> str:
    """Return for whom the questions of a stage are."""
    return {
        AskOf.EMPLOYEE: QCoreApplication.translate("guide_words", "For the employee"),
        AskOf.MANAGER: QCoreApplication.translate("guide_words", "For yourself, before you talk"),
        AskOf.BOTH: QCoreApplication.translate("guide_words", "For both, the employee first"),
    }[side]
