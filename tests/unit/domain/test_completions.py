"""Completions as platforms save them: tables and xAPI statements, sound and broken."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldcoach.domain.completions import Completion, Known, Learner, matched
from ldcoach.domain.completions_csv import read_table
from ldcoach.domain.completions_xapi import MOST_STATEMENTS, read_statements
from ldcoach.domain.ids import PersonId
from ldcoach.errors import UnfitInput
from ldcoach.library.source import Source
from ldcoach.paths import resources

TODAY = date(2026, 11, 22)
MAIRI = PersonId("mairi")


@pytest.fixture(scope="module")
def aliases() -> dict[str, Any]:
    return Source(resources() / "imports" / "completions.toml").table


def statement(verb: str = "completed", on: str = "2026-03-12T10:30:00Z", **more: Any) -> dict[str, Any]:
    return {
        "id": "7c1f4f0e-3b8a-4f52-9a0c-2d8f6f1f0a11",
        "actor": {"objectType": "Agent", "name": "Mairi Campbell", "mbox": "mailto:mairi@example.org"},
        "verb": {"id": f"http://adlnet.gov/expapi/verbs/{verb}", "display": {"en-US": verb}},
        "object": {
            "objectType": "Activity",
            "id": "https://learn.example.org/courses/fault-finding",
            "definition": {"name": {"de-DE": "Fehlersuche", "en-GB": "Finding faults"}},
        },
        "result": {"completion": True},
        "context": {"platform": "Example Academy"},
        "timestamp": on,
    } | more


def as_json(*statements: object) -> bytes:
    return json.dumps(list(statements)).encode()


def only(data: bytes) -> Completion:
    (found,) = read_statements(data, TODAY).completions
    return found


def test_a_statement_says_who_what_where_and_when() -> None:
    found = only(as_json(statement()))
    assert found.learner == Learner(name="Mairi Campbell", email="mairi@example.org")
    assert (found.title, found.provider) == ("Finding faults", "Example Academy")
    assert (found.started_on, found.completed_on) == (None, date(2026, 3, 12))


def test_statements_come_as_an_array_a_result_one_alone_or_lines() -> None:
    one = statement()
    lines = (json.dumps(one) + "\n\n" + json.dumps(statement(on="2026-03-13T10:30:00+01:00")) + "\n").encode()
    for data in (as_json(one), json.dumps({"statements": [one], "more": ""}).encode(), json.dumps(one).encode(), lines):
        assert only(data).completed_on == date(2026, 3, 12)


def test_beginning_and_end_of_one_item_are_one() -> None:
    found = only(as_json(statement("launched", "2026-02-01T08:00:00Z"), statement("passed"), statement("completed")))
    assert (found.started_on, found.completed_on) == (date(2026, 2, 1), date(2026, 3, 12))


def test_other_verbs_and_voided_statements_do_not_count() -> None:
    voided = {"verb": {"id": "http://adlnet.gov/expapi/verbs/voided"}, "object": {"id": statement()["id"]}}
    sheet = read_statements(as_json(statement(), voided, statement("commented", id="x")), TODAY)
    assert (sheet.completions, sheet.passed_over) == ((), 3)


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"actor": {}}, "it names nobody"),
        ({"actor": None}, "it names nobody"),
        ({"object": {"id": ""}}, "it names no activity"),
        ({"object": {"id": "c", "definition": {"name": {"en": "Half \ud800"}}}}, "it holds half a letter"),
        ({"context": {"platform": "\udfff"}}, "it holds half a letter"),
        ({"object": "course"}, "it names no activity"),
        ({"timestamp": "yesterday"}, "its time could not be read"),
        ({"timestamp": 5}, "its time could not be read"),
        ({"timestamp": "2027-01-01T00:00:00Z"}, "its time lies ahead"),
    ],
)
def test_an_unfit_statement_is_named_by_its_place(more: dict[str, Any], reason: str) -> None:
    sheet = read_statements(as_json(statement(), statement() | more), TODAY)
    assert len(sheet.completions) == 1
    assert [(one.line, one.reason) for one in sheet.refused] == [(2, reason)]


@pytest.mark.parametrize(
    "data", [b"", b"  ", b"\xff\xfe", b"{", b'"text"', b"12", b'{"a": 1}\nno json', b"[" * 100_000], ids=range(8)
)
def test_what_is_no_json_adds_nothing(data: bytes) -> None:
    with pytest.raises(UnfitInput, match="nothing was added"):
        read_statements(data, TODAY)


def test_too_many_statements_are_refused() -> None:
    with pytest.raises(UnfitInput, match="more than 50,000"):
        read_statements(b"[" + b"{}," * MOST_STATEMENTS + b"{}]", TODAY)


VALUES = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(changes=st.dictionaries(st.sampled_from(["id", "actor", "verb", "object", "context", "timestamp"]), VALUES))
def test_any_shape_of_a_statement_is_read_or_refused(changes: dict[str, Any]) -> None:
    sheet = read_statements(as_json(statement() | changes), TODAY)
    assert len(sheet.completions) + len(sheet.refused) + sheet.passed_over == 1


@given(data=st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        read_statements(data, TODAY)
    except UnfitInput:
        return


def test_a_table_is_read_in_other_languages(aliases: dict[str, Any]) -> None:
    data = "\ufeffMitarbeiter;Kurs;Abgeschlossen am;Note\nMairi Campbell;Fehlersuche;12.03.2026;1\n".encode()
    sheet = read_table(data, aliases, TODAY)
    (found,) = sheet.completions
    assert (found.learner.name, found.title, found.completed_on) == ("Mairi Campbell", "Fehlersuche", date(2026, 3, 12))
    assert sheet.left_out == ("Note",)


def test_rows_without_person_title_or_date_are_named(aliases: dict[str, Any]) -> None:
    rows = (
        "Mairi,Finding faults,",
        ",Finding faults,2026-03-12",
        "Mairi,,2026-03-12",
        "Mairi,F,12 March",
        "M,F,2027-01-01",
    )
    sheet = read_table(("Name,Course,Completed on\n" + "\n".join(rows)).encode(), aliases, TODAY)
    assert sheet.completions == ()
    assert [one.line for one in sheet.refused] == [2, 3, 4, 5, 6]


def test_a_table_of_something_else_adds_nothing(aliases: dict[str, Any]) -> None:
    with pytest.raises(UnfitInput, match="nothing was added"):
        read_table(b"Colour,Size\nred,3\n", aliases, TODAY)


def test_people_are_found_by_address_by_its_hash_and_by_name() -> None:
    known = Known(
        [(MAIRI, "Mairi Campbell", "Mairi@Example.org"), (PersonId("a"), "Ana", ""), (PersonId("b"), "Ana", "")]
    )
    hashed = hashlib.sha1(b"mailto:mairi@example.org", usedforsecurity=False).hexdigest()
    for learner in (
        Learner(email="mairi@example.ORG"),
        Learner(email_sha1=hashed.upper()),
        Learner(name="mairi  campbell"),
    ):
        assert known.find(learner) == MAIRI
    for stranger in (Learner(name="Ana"), Learner(name="Mairi"), Learner()):
        assert known.find(stranger) is None


def test_others_are_kept_apart() -> None:
    known = Known([(MAIRI, "Mairi Campbell", "mairi@example.org")])
    other = statement(actor={"name": "Somebody Else"})
    mine, others = matched(read_statements(as_json(statement(), other), TODAY).completions, known)
    assert [person for person, _ in mine] == [MAIRI]
    assert [one.learner.name for one in others] == ["Somebody Else"]


def test_what_is_no_statement_is_named_and_the_rest_is_read() -> None:
    good = {
        "actor": {"name": "Mairi"},
        "verb": {"id": "http://adlnet.gov/expapi/verbs/completed"},
        "object": {"id": "http://example.org/course"},
        "timestamp": "2026-01-05T10:00:00Z",
    }
    sheet = read_statements(json.dumps([good, None, 5, {}, {"verb": []}]).encode(), date(2026, 11, 20))
    assert [one.place for one in sheet.completions] == [1]
    assert [(row.line, row.reason) for row in sheet.refused] == [
        (place, "it is no xAPI statement") for place in (2, 3, 4, 5)
    ]


def test_a_line_that_is_cut_short_costs_only_itself() -> None:
    line = (
        '{"actor":{"name":"Mairi"},"verb":{"id":"http://adlnet.gov/expapi/verbs/passed"},'
        '"object":{"id":"http://example.org/course"},"timestamp":"2026-01-05T10:00:00Z"}'
    )
    sheet = read_statements(f"{line}\n{line[:40]}\n".encode(), date(2026, 11, 20))
    assert [one.place for one in sheet.completions] == [1]
    assert [row.line for row in sheet.refused] == [2]
    with pytest.raises(UnfitInput, match="nothing was added"):
        read_statements(f"{line[:40]}\nhello\n".encode(), date(2026, 11, 20))
