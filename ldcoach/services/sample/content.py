"""The words that sample records are made of, as they stand in `resources/sample`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Country:
    """Names that go together."""

    first: tuple[str, ...]
    family: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trade:
    """What work looks like in one trade; `{called}` in a text stands for the person."""

    key: str
    team: str
    roles: tuple[str, ...]
    notes: tuple[str, ...]
    takeaways: tuple[str, ...]
    topics: tuple[str, ...]
    employee_actions: tuple[str, ...]
    manager_actions: tuple[str, ...]
    reinforcing: tuple[tuple[str, str, str], ...]
    redirecting: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True, slots=True)
class GoalStory:
    """A goal with its measure; readings weekly: before practice began, in the lag, after."""

    trade: str
    title: str
    behaviour: str
    why: str
    outcome: str
    outcome_why: str
    priority: str
    priority_kind: str
    measure: str
    unit: str
    polarity: str
    before: tuple[float, ...]
    lag: tuple[float, ...]
    after: tuple[float, ...]
    target: float
    practice: str
    evidence: str


@dataclass(frozen=True, slots=True)
class SampleContent:
    """Everything a sample record is told from."""

    cast: tuple[str, ...]
    countries: tuple[Country, ...]
    trades: tuple[Trade, ...]
    tails: tuple[str, ...]
    goals: tuple[GoalStory, ...]

    @classmethod
    def from_data(cls, people: Mapping[str, Any], trades: Mapping[str, Any], goals: Mapping[str, Any]) -> SampleContent:
        """Build from the parsed files."""
        return cls(
            tuple(people["cast"]),
            tuple(Country(**_tuples(one)) for one in people["country"]),
            tuple(Trade(**_tuples(one)) for one in trades["trade"]),
            tuple(trades["ways_on"]["tails"]),
            tuple(GoalStory(**_tuples(one)) for one in goals["goal"]),
        )


def _tuples(table: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _frozen(value) for key, value in table.items()}


def _frozen(value: Any) -> Any:  # noqa: ANN401  # parsed data of any depth
    if isinstance(value, Sequence) and not isinstance(value, str):
        return tuple(_frozen(one) for one in value)
    return value
