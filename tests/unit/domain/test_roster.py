"""A team list is read whatever saved it; what is sensitive is not."""

from __future__ import annotations

import csv
import io
import tomllib
import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldcoach.domain.roster import Roster, RosterRow, read_roster, same_person
from ldcoach.errors import UnfitInput
from ldcoach.paths import resources

ALIASES = tomllib.loads((resources() / "roster" / "aliases.toml").read_text(encoding="utf-8"))


def read(text: str, encoding: str = "utf-8") -> Roster:
    return read_roster(text.encode(encoding), ALIASES)


def names(roster: Roster) -> list[str]:
    return [row.name for row in roster.rows]


def test_a_full_row() -> None:
    (row,) = read(
        "Name,Known as,Role,Team,Email,Start date,Cadence\nAnn Lee,Annie,Nurse,A,a@b.org,2024-03-01,14\n"
    ).rows
    assert row == RosterRow(
        line=2,
        name="Ann Lee",
        preferred_name="Annie",
        role_title="Nurse",
        team="A",
        email="a@b.org",
        started_on=date(2024, 3, 1),
        cadence_days=14,
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Name;Sprache\nJörg;Deutsch\n", "de"),
        ("Nom;Langue\nZoé;ALLEMAND\n", "de"),
        ("姓名,语言\n李,英语\n", "en"),
        ("Name,Preferred language\nAnn,de-AT\n", "de-AT"),
        ("Name,Language\nAnn,Klingon\n", "Klingon"),
        ("Name,Language\nAnn,\n", ""),
        ("Name,Mother tongue\nAnn,German\n", ""),
        ("Name,Native language\nAnn,German\n", ""),
    ],
)
def test_the_language_of_letters_and_never_that_of_birth(text: str, expected: str) -> None:
    assert read(text).rows[0].language == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Name;Vorname\nSørensen;Åse\n", "Åse Sørensen"),
        ("Nachname;Vorname\nWeiß;Jörg\n", "Jörg Weiß"),
        ("Prénom;NOM\nZoé;Noël\n", "Zoé Noël"),
        ("Nombre,Apellidos\nAna,Gil Ruiz\n", "Ana Gil Ruiz"),
        ("Imię,Nazwisko\nŁucja,Żak\n", "Łucja Żak"),
        ("Voornaam\tAchternaam\nJan\tde Wit\n", "Jan de Wit"),
        ("Nome;Cognome\nLia;Conti\n", "Lia Conti"),
        ("Förnamn,Efternamn\nÅke,Ek\n", "Åke Ek"),
        ("Họ,Tên\nNguyễn,Thị Ánh\n", "Nguyễn Thị Ánh"),
        ("姓,名\n李,小龍\n", "李小龍"),
        ("first_name,LAST-NAME\nTom,O'Brien-Sørensen\n", "Tom O'Brien-Sørensen"),
        ("Full name,First name\nAnn Lee,Ann\n", "Ann Lee"),
        ("الاسم\nعمر\n", "عمر"),
        ("Team list\n\nName\nAnn\n", "Ann"),
        ("sep=;\nName;Role\nLee, Ann;Cook\n", "Lee, Ann"),
        ('Name,Role\n"Lee, Ann","Head; nights"\n', "Lee, Ann"),
        ("Name;Lohn\nAnn;1,5\n", "Ann"),
        ("Name\n=cmd|' /C calc'!A0\n", "=cmd|' /C calc'!A0"),
    ],
)
def test_names_are_kept_as_they_are_written(text: str, expected: str) -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        assert names(read(text, encoding)) == [unicodedata.normalize("NFC", expected)]


def test_windows_1252_is_read() -> None:
    assert names(read("Name;Straße\nJörg Weiß;x\n", "cp1252")) == ["Jörg Weiß"]


def test_unknown_columns_are_left_out_and_sensitive_ones_never_read() -> None:
    roster = read("Name,Shoe size,Date of birth,Geschlecht,Annual Salary EUR,Religion,Team\nAnn,40,1.1.80,w,5,x,B\n")
    assert roster.left_out == ("Shoe size",)
    assert roster.never_read == ("Date of birth", "Geschlecht", "Annual Salary EUR", "Religion")
    assert roster.rows[0].team == "B"


def test_a_cell_longer_than_any_costs_its_row_alone() -> None:
    roster = read(f"Name,Team\nAnn,A\n{'x' * 140_000},B\nCy,C\n")
    assert names(roster) == ["Ann", "Cy"]
    assert [(row.line, row.reason) for row in roster.refused] == [
        (3, "one of its cells is longer than 131,072 characters")
    ]


def test_rows_that_cannot_be_taken_are_named_and_the_others_kept() -> None:
    long = "x" * 201
    lines = ["Name,Email,Team", "Ann,a@b.org,A", ",c@d.org,B", "Ben,no address,", f"{long},,", "Cy,,", "Di,,,9"]
    text = "\n".join([*lines, '"Eve,,', "Ann,A@B.org,Z", "cy,,T", "Fay,,", "Gus,A@b.org,"])
    roster = read(text)
    assert names(roster) == ["Ann", "Cy", "Fay"]
    assert [(row.line, row.reason) for row in roster.refused] == [
        (3, "it has no name"),
        (4, "its e-mail address is not one"),
        (5, "its name is longer than 200 characters"),
        (7, "it has more cells than there are headers"),
        (8, "its quotation marks do not match"),
        (9, "same as line 2"),
        (10, "same as line 6"),
        (12, "its e-mail address is that of line 2"),
    ]


def test_characters_that_turn_or_hide_text_are_refused() -> None:
    roster = read("Name\nAnn\u202eeeL\nBell\x07\nOk\n")
    assert names(roster) == ["Ok"]
    assert [row.line for row in roster.refused] == [2, 3]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["2024-03-05", "2024-03-05 00:00:00"], [date(2024, 3, 5)] * 2),
        (["5.3.2024"], [date(2024, 3, 5)]),
        (["05/03/2024"], [date(2024, 3, 5)]),
        (["05/03/2024", "03/25/2024"], [date(2024, 5, 3), date(2024, 3, 25)]),
        (["soon", "31.2.2024"], [None, None]),
    ],
)
def test_dates(values: list[str], expected: list[date | None]) -> None:
    roster = read("Name,Start date\n" + "".join(f"P{index},{value}\n" for index, value in enumerate(values)))
    assert [row.started_on for row in roster.rows] == expected
    assert len(roster.remarks) == expected.count(None)


@pytest.mark.parametrize(
    ("value", "days"), [("Weekly", 7), ("alle zwei Wochen", 14), ("10", 10), ("0", None), ("x", None)]
)
def test_cadence(value: str, days: int | None) -> None:
    roster = read(f"Name,Cadence\nAnn,{value}\n")
    assert roster.rows[0].cadence_days == days
    assert len(roster.remarks) == (days is None)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"foo,bar\n1,2\n",
        b"PK\x03\x04",
        b"Name\n\x00",
        b"\x81\x8d",
        b"\xff\xfe\xff",
        b"Name" + b";" * 1_000_000,
        b"x" * 2_000_001,
        b"Name\n" + b"A\n" * 5001,
    ],
)
def test_a_file_that_is_no_list_is_refused(data: bytes) -> None:
    with pytest.raises(UnfitInput):
        read_roster(data, ALIASES)


def test_the_known_headers_are_named_when_there_is_none() -> None:
    with pytest.raises(UnfitInput, match=r"Name, First name, Last name.*Email"):
        read("foo\n1\n")


def test_no_known_header_is_also_sensitive() -> None:
    for field, headers in ALIASES["fields"].items():
        for header in headers:
            roster = read_roster(f'"Name","{header.replace(chr(34), chr(34) * 2)}"\nAnn,\n'.encode(), ALIASES)
            assert roster.never_read == (), (field, header)


@given(
    st.binary(max_size=300)
    | st.text(max_size=300).map(lambda text: ("Name,Team,Email\n" + text).encode("utf-8", "ignore"))
)
def test_any_bytes_give_a_roster_or_a_plain_refusal(data: bytes) -> None:
    try:
        roster = read_roster(data, ALIASES)
    except UnfitInput:
        return
    assert all(row.name and len(row.name) <= 200 for row in roster.rows)


written_names = st.text(
    st.characters(categories=["Lu", "Ll", "Lo"]) | st.sampled_from(" ,;'\"-"), min_size=1, max_size=30
)


@given(
    st.lists(written_names.filter(lambda name: any(letter.isalpha() for letter in name)), min_size=1, max_size=6),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_what_is_written_is_read(people: list[str], separator: str, encoding: str, ending: str) -> None:
    unique: dict[str, str] = {}
    for person in people:
        kept = " ".join(unicodedata.normalize("NFC", person).split())
        unique.setdefault(kept.casefold(), kept)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator=ending)
    writer.writerow(["Name", "Team", "Price"])
    writer.writerows([name, "A", "1,5;6"] for name in unique.values())
    roster = read(out.getvalue(), encoding)
    assert names(roster) == list(unique.values())
    assert roster.left_out == ("Price",)


def person(name: str, team: str = "", email: str = "") -> RosterRow:
    return RosterRow(line=2, name=name, team=team, email=email)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (person("Ann", email="A@b.org"), person("Anna", email="a@B.org"), True),
        (person("Ann", email="a@b.org"), person("Ann", email="c@b.org"), False),
        (person("Ann", email="a@b.org"), person("ANN"), True),
        (person("Ann", "A"), person("Ann", "B"), False),
        (person("Ann", "A"), person("Ann"), True),
        (person("Zoe\u0308"), person("Zo\u00eb"), True),
        (person("Ann"), person("Ben"), False),
    ],
)
def test_who_is_the_same_person(one: RosterRow, other: RosterRow, same: bool) -> None:
    assert same_person(one, other) is same
    assert same_person(other, one) is same
