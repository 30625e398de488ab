"""Frameworks of skills: their columns, what is repeated or missing, and what is no framework."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldcoach.domain.skills_table import Framework, folded_skill, read_skills
from ldcoach.errors import UnfitInput
from tests.frameworks import esco, onet


def test_esco_keeps_uri_and_label_and_no_description() -> None:
    sheet = read_skills(esco(9))
    assert sheet.framework is Framework.ESCO
    assert len(sheet.rows) == 9
    assert sheet.rows[0].name == "négocier prices 0"
    assert sheet.rows[0].code.startswith("http://data.europa.eu/esco/skill/")
    assert sheet.refused == ()


def test_onet_takes_each_element_once() -> None:
    sheet = read_skills(onet(3, 4))
    assert sheet.framework is Framework.ONET
    assert [row.code for row in sheet.rows] == ["2.A.1.0", "2.A.1.1", "2.A.1.2", "2.A.1.3"]
    assert sheet.rows[2].name == 'Element "2" at work'
    assert sheet.repeated == 3 * 4 * 2 - 4


def test_an_own_list_by_semicolon_names_the_lines_that_are_not_taken() -> None:
    sheet = read_skills("Label;ID\nWelding;W1\n;W2\nReading plans;\nSawing;W1\n".encode("utf-16"))
    assert sheet.framework is Framework.OWN
    assert [(row.code, row.name) for row in sheet.rows] == [("W1", "Welding")]
    assert [refused.line for refused in sheet.refused] == [3, 4]
    assert sheet.repeated == 1


@pytest.mark.parametrize(
    "data",
    [b"", b"\n\n", b"a,b\n1,2\n", b"PK\x03\x04rest", b"\x00\x01\x02", b"conceptUri;label\nx;y\n"],
)
def test_what_is_no_framework_is_refused(data: bytes) -> None:
    with pytest.raises(UnfitInput, match="nothing was"):
        read_skills(data)


def test_another_framework_than_the_one_that_was_named_is_refused() -> None:
    with pytest.raises(UnfitInput):
        read_skills(onet(1), Framework.ESCO)


def test_a_stop_is_heard() -> None:
    def stop(_done: int, _whole: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_skills(esco(1500, 10), progress=stop)


def test_names_fold_without_accents() -> None:
    assert folded_skill("  Négocier  les PRIX ") == "negocier les prix"


@given(
    st.binary(max_size=300),
    st.sampled_from(["conceptUri,preferredLabel\n", "id;label\n", "Element ID\tElement Name\n"]),
)
def test_anything_gives_a_sheet_or_a_sentence(rest: bytes, header: str) -> None:
    try:
        sheet = read_skills(header.encode() + rest)
    except UnfitInput:
        return
    assert len({row.code for row in sheet.rows}) == len(sheet.rows)
    assert all(row.code and row.name and row.name.isprintable() for row in sheet.rows)
