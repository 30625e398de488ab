"""The content of a handover as bytes: whole, in bounds, or refused."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ldcoach.domain import kinds
from ldcoach.domain.handover import (
    HandedEvidence,
    HandedFeedback,
    HandedGoal,
    HandedMeasure,
    HandedOutcome,
    HandedPerson,
    HandedPromise,
    HandedReading,
    HandedTalk,
    HandedText,
    HandedTopic,
    Handover,
)
from ldcoach.domain.handover_file import from_bytes, to_bytes
from ldcoach.errors import LDCoachError, NewerRecord, UnfitInput

AT, ON = datetime(2026, 11, 2, 9, 30, tzinfo=UTC), date(2026, 11, 2)


def whole() -> Handover:
    """A handover with one of everything."""
    measure = HandedMeasure(
        id="m",
        name="Repeat calls",
        unit="calls",
        kind=kinds.MeasureKind.LAGGING,
        level=kinds.MeasureLevel.OUTCOME,
        polarity=kinds.Polarity.LOWER_IS_BETTER,
        lower=None,
        upper=None,
        definition="a week",
        data_source="desk",
        frequency_days=7,
        of_outcome=False,
        readings=(HandedReading(id="r", on=ON, value=14.0, n=3, provenance=kinds.Provenance.TYPED),),
    )
    outcome = HandedOutcome(
        id="o",
        name="Fewer repeat calls",
        why_it_matters="",
        owner_role="",
        priority="Quality",
        priority_kind=kinds.PriorityKind.QUALITY,
    )
    goal = HandedGoal(
        id="g",
        title="Hand over whole",
        kind=kinds.GoalKind.BEHAVIOUR,
        status=kinds.GoalStatus.ACTIVE,
        at=AT,
        critical_behaviour="",
        why_it_matters="",
        target_value=6.0,
        target_on=ON,
        baseline="r",
        outcome=outcome,
        measures=(measure,),
    )
    feedback = HandedFeedback(
        id="f",
        kind=kinds.FeedbackKind.REINFORCING,
        source=kinds.FeedbackSource.FIRST_HAND,
        observed_on=ON,
        shared_on=ON,
        at=AT,
        words="The sheet was complete",
        situation="",
        behaviour="",
        impact="",
        next_step="",
        employee_view="",
        goal="g",
    )
    return Handover(
        made_at=AT,
        manager="Sam Carter",
        person=HandedPerson(
            id="p",
            name="Ada Lind",
            preferred_name="",
            role_title="Nurse",
            team="",
            email="",
            started_on=None,
            language="en",
        ),
        talks=(
            HandedTalk(id="t", guide_key="weekly", planned_for=AT, planned_minutes=30, started_at=AT, ended_at=None),
        ),
        goals=(goal,),
        evidence=(
            HandedEvidence(id="e", goal="g", kind=kinds.EvidenceKind.WORK_PRODUCT, on=ON, at=AT, words="Ten of ten"),
        ),
        feedback=(feedback,),
        promises=(
            HandedPromise(
                id="a",
                owner=kinds.ActionOwner.BOTH,
                status=kinds.ActionStatus.OPEN,
                due_on=ON,
                done_on=None,
                at=AT,
                words="Look at it",
                goal="g",
                talk="t",
            ),
        ),
        topics=(
            HandedTopic(
                id="q",
                title="The rota",
                raised_by=kinds.Side.EMPLOYEE,
                status=kinds.TopicStatus.OPEN,
                first_raised_on=ON,
                at=AT,
            ),
        ),
        texts=(
            HandedText(
                id="n",
                kind=kinds.TextKind.NOTE,
                author=kinds.Side.MANAGER,
                at=AT,
                words="Both saw this \u2713",
                talk="t",
                stage="open",
                about="f",
            ),
        ),
    )


def _data() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(to_bytes(whole()))
    return found


def _read(data: object) -> Handover:
    return from_bytes(json.dumps(data).encode())


def test_what_is_written_is_read_again() -> None:
    assert from_bytes(to_bytes(whole())) == whole()


def test_a_newer_version_is_named_as_such() -> None:
    with pytest.raises(NewerRecord):
        _read(_data() | {"version": 2, "more": []})


def _texts(**fields: object) -> dict[str, Any]:
    data = _data()
    data["texts"][0] |= fields
    return data


@pytest.mark.parametrize(
    "data",
    [
        [],
        {},
        _data() | {"version": True},
        _data() | {"version": 0},
        _data() | {"schema": "other"},
        _data() | {"more": 1},
        _data() | {"made_at": "2026-11-02T09:30:00"},
        _data() | {"texts": [{}]},
        _data() | {"texts": _data()["texts"] * 2},
        _data() | {"goals": []},
        _data() | {"talks": []},
        _data() | {"feedback": []},
        _texts(words=7),
        _texts(words=None),
        _texts(words="x" * 100_001),
        _texts(words="\ud800"),
        _texts(kind="secret"),
        _texts(id=""),
        _texts(stage="x" * 501),
        _texts(visibility="prep"),
    ],
)
def test_anything_else_is_refused(data: object) -> None:
    with pytest.raises(UnfitInput):
        _read(data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"[" * 200_000,
        b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
        to_bytes(whole()).replace(b"14.0", b"NaN"),
        to_bytes(whole()).replace(b"14.0", b"1e999"),
        to_bytes(whole()).replace(b"14.0", b"9" * 10_000),
        to_bytes(whole()).replace(b'"n":3', b'"n":-1'),
        to_bytes(whole()).replace(b'"of_outcome":false', b'"of_outcome":0'),
    ],
)
def test_bytes_that_are_made_to_do_harm_are_refused(data: bytes) -> None:
    with pytest.raises(UnfitInput):
        from_bytes(data)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


def _places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    keys = value.keys() if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    return [path, *(place for key in keys for place in _places(value[key], (*path, key)))]


PLACES = [place for place in _places(_data()) if place]


@given(place=st.sampled_from(PLACES), value=JSON)
@settings(max_examples=300)
def test_any_value_anywhere_is_read_or_refused(place: tuple[Any, ...], value: Any) -> None:
    data = _data()
    inside: Any = data
    for key in place[:-1]:
        inside = inside[key]
    inside[place[-1]] = value
    try:
        found = _read(data)
    except LDCoachError:
        return
    assert from_bytes(to_bytes(found)) == found


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
@settings(max_examples=200)
def test_any_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(UnfitInput):
        from_bytes(data)
