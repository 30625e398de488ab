"""The coach's rules as they ship."""

from __future__ import annotations

import pytest

from ldcoach.domain.wording.coach_rules import CoachRules
from ldcoach.library import FileLibrary


@pytest.fixture(scope="session")
def coach_rules(shipped: FileLibrary) -> CoachRules:
    return shipped.coaching_rules()
