"""Settings come back as they were set."""

from __future__ import annotations

import math

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ldcoach.domain.keeping import Setting
from ldcoach.services.desk import Desk

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=10,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(JSON)
def test_any_json_value_comes_back(desk: Desk, value: object) -> None:
    desk.keeping.set("one", value)
    assert desk.keeping.setting("one", "default") == value
    assert desk.context.record.count(Setting) == 1


def test_a_setting_that_was_never_set_is_the_default(desk: Desk) -> None:
    assert desk.keeping.setting("theme", "system") == "system"
    desk.keeping.set("theme", None)
    assert desk.keeping.setting("theme", "system") is None


def test_what_json_cannot_say_is_not_kept(desk: Desk) -> None:
    with pytest.raises(ValueError, match="JSON"):
        desk.keeping.set("one", math.nan)
    assert desk.context.record.count(Setting) == 0


def test_a_new_record_is_sound_and_no_sample(desk: Desk) -> None:
    assert desk.keeping.check() == []
    assert not desk.keeping.is_sample()
