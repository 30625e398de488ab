"""The manager's own measures on the command line."""

from __future__ import annotations

from ldcoach.domain.insights import MEASURES
from tests.cli.conftest import Shell


def test_every_measure_has_its_formula_cases_and_caveat(shell: Shell) -> None:
    ended = shell("insights", "--json")
    assert (ended.code, ended.err) == (0, "")
    told = {one["id"]: one for one in ended.document}
    assert set(told) == set(MEASURES)
    for one in told.values():
        assert one["formula"]
        assert one["caveat"]
        assert one["too_few"] == (one["value"] is None) == (one["cases"] < 5)


def test_months_come_when_asked_for(shell: Shell) -> None:
    told = {one["id"]: one for one in shell("insights", "--json", "--months").document}
    assert [len(told[key]["months"]) for key in ("M1", "M6", "M13")] == [24, 24, 0]
    assert "months" not in shell("insights", "--json").document[0]


def test_for_people_it_says_when_there_is_too_little(shell: Shell) -> None:
    assert "too few to say" in shell("insights").out
