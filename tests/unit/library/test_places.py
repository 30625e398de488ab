"""Keys and items are found on their lines, however the TOML is laid out."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldcoach.library.places import Places

LAID_OUT = '''# key = "not here"
"quoted key" = 1
dotted.name = { inner = 2, list = [
  3, # one
  4,
] }
text = """
key = "in a text"
[[stages]]
"""
raw = \'\'\'
[table]\'\'\'
many = ["a # no", 'b, no]',

  "c"]
[table.below]
x = 1

[[stages]]
name = "one"
[[stages.offers]]
why = "first"
[[stages.offers]]
why = "second"
[[stages]]
name = "two"
[stages.more]
y = 2
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("quoted key", 2),
        ("dotted.name.inner", 3),
        ("dotted.name.list[1]", 5),
        ("text", 7),
        ("raw", 11),
        ("many[1]", 13),
        ("many[2]", 15),
        ("table.below.x", 17),
        ("stages[0].name", 20),
        ("stages[0].offers[1].why", 24),
        ("stages[1]", 25),
        ("stages[1].name", 26),
        ("stages[1].more.y", 28),
        ("stages[1].minutes", 25),
        ("stages[7].name", 19),
        ("nowhere", 1),
        ("", 1),
    ],
)
def test_a_value_is_found_on_its_line(path: str, line: int) -> None:
    tomllib.loads(LAID_OUT)
    assert Places(LAID_OUT).line_of(path) == line


gaps = st.sampled_from(["", "\n", "# key0 = 1\n", "\n\n# [[t]]\n"])
values = st.sampled_from(['"a"', "'b'", '"""\n[[t]]\nkey0 = 1\n"""', "'''\n\n'''", "[1, 2]", "[\n  1,\n]", "{ a = 1 }"])


@given(st.lists(st.tuples(gaps, values, st.booleans()), max_size=12))
def test_lines_are_right_in_any_layout(parts: list[tuple[str, str, bool]]) -> None:
    text, expected, table = "", {}, -1
    for number, (gap, value, opens) in enumerate(parts):
        text += gap
        if opens:
            table += 1
            expected[f"t[{table}]"] = text.count("\n") + 1
            text += "[[t]]\n"
        path = f"t[{table}].key{number}" if table >= 0 else f"key{number}"
        expected[path] = text.count("\n") + 1
        text += f"key{number} = {value}\n"
    tomllib.loads(text)
    places = Places(text)
    assert {path: places.line_of(path) for path in expected} == expected


@given(st.one_of(st.text(max_size=200), st.text(alphabet="[]{}=.,\"'#\n a", max_size=60)))
def test_any_text_is_walked_to_its_end(text: str) -> None:
    assert Places(text).line_of("stages[0].name") >= 1
