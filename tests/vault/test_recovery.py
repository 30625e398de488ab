"""The recovery code."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldcoach.errors import WrongSecret
from ldcoach.vault import recovery
from ldcoach.vault.recovery import MistypedCode, mismatched_groups, new_code, parse_code

if TYPE_CHECKING:
    from collections.abc import Callable

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def _symbols(code: str) -> list[str]:
    return list(code.replace("-", ""))


def _others(symbol: str) -> str:
    return ALPHABET.replace(symbol, "")


def test_a_code_is_eight_groups_of_four_from_crockfords_alphabet() -> None:
    groups = new_code().split("-")
    assert [len(group) for group in groups] == [4] * 8
    assert set("".join(groups)) <= set(ALPHABET)


def test_a_code_holds_130_bits_and_is_new_each_time() -> None:
    codes = [new_code() for _ in range(200)]
    assert len(set(codes)) == 200
    for code in codes:
        values = parse_code(code)
        assert len(values) == 26
        assert max(values) < 32
    seen = {symbol for code in codes for symbol in _symbols(code)[:26]}
    assert seen == set(ALPHABET)


def test_the_check_is_that_of_bech32m() -> None:
    # Worked out from BIP 350 with the prefix values 12, 4, 3 in front of 26 zeros.
    assert parse_code("0000" * 6 + "00" + _reference_check([0] * 26)) == bytes(26)


def _reference_check(values: list[int]) -> str:
    """Follow the reference text of BIP 350, step by step."""
    generator = [0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3]
    check = 1
    for value in [12, 4, 3, *values, 0, 0, 0, 0, 0, 0]:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for i in range(5):
            check ^= generator[i] if ((top >> i) & 1) else 0
    check ^= 0x2BC830A3
    return "".join(ALPHABET[(check >> 5 * (5 - i)) & 31] for i in range(6))


@given(st.lists(st.integers(0, 31), min_size=26, max_size=26))
def test_any_values_come_back(values: list[int]) -> None:
    symbols = "".join(ALPHABET[value] for value in values) + _reference_check(values)
    assert parse_code(symbols) == bytes(values)


@pytest.mark.parametrize(
    "retyped",
    [
        str.lower,
        lambda code: code.replace("-", ""),
        lambda code: code.replace("-", " "),
        lambda code: code.replace("-", "\u2013"),
        lambda code: f"  {code}\n",
        lambda code: code.replace("0", "O").replace("1", "l"),
        lambda code: code.replace("0", "o").replace("1", "I"),
        lambda code: "".join(chr(ord(symbol) + 0xFEE0) for symbol in code),
    ],
    ids=["small", "joined", "spaces", "long dashes", "blanks", "O and l", "o and I", "full width"],
)
def test_how_it_is_typed_does_not_matter(retyped: Callable[[str], str]) -> None:
    for _ in range(20):
        code = new_code()
        assert parse_code(retyped(code)) == parse_code(code)


@pytest.mark.parametrize("count", [1_200, pytest.param(12_000, marks=pytest.mark.slow)])
def test_up_to_four_wrong_symbols_are_always_found(count: int) -> None:
    chance = random.Random(count)
    for turn in range(count):
        symbols = _symbols(new_code())
        for place in chance.sample(range(32), 1 + turn % 4):
            symbols[place] = chance.choice(_others(symbols[place]))
        with pytest.raises(MistypedCode):
            parse_code("".join(symbols))


@pytest.mark.parametrize("count", [290, pytest.param(2_900, marks=pytest.mark.slow)])
def test_swapped_neighbours_are_always_found(count: int) -> None:
    chance = random.Random(count)
    found = 0
    while found < count:
        symbols, place = _symbols(new_code()), chance.randrange(31)
        if symbols[place] == symbols[place + 1]:
            continue
        symbols[place : place + 2] = symbols[place : place + 2][::-1]
        with pytest.raises(MistypedCode) as refusal:
            parse_code("".join(symbols))
        assert refusal.value.groups == tuple(sorted({place // 4 + 1, (place + 1) // 4 + 1}))
        found += 1


@pytest.mark.parametrize("mistakes", [1, 2])
def test_one_or_two_wrong_symbols_are_located(mistakes: int) -> None:
    chance = random.Random(mistakes)
    for _ in range(60):
        symbols, places = _symbols(new_code()), chance.sample(range(32), mistakes)
        for place in places:
            symbols[place] = chance.choice(_others(symbols[place]))
        with pytest.raises(MistypedCode) as refusal:
            parse_code("".join(symbols))
        assert refusal.value.groups == tuple(sorted({place // 4 + 1 for place in places}))
        where = " and ".join(f"group {group}" for group in refusal.value.groups)
        assert f"Compare {where} with" in str(refusal.value)


def test_many_wrong_symbols_point_at_every_group() -> None:
    chance = random.Random(7)
    messages = []
    for _ in range(30):
        with pytest.raises(MistypedCode) as refusal:
            parse_code("".join(chance.choices(ALPHABET, k=32)))
        messages.append((refusal.value.groups, str(refusal.value)))
    lost = [message for groups, message in messages if not groups]
    assert lost
    assert all("Compare every group with" in message for message in lost)


@pytest.mark.parametrize(("typed", "count"), [("", 0), ("ABCD", 4), ("A" * 31, 31), ("A" * 33, 33)])
def test_a_wrong_length_is_said_in_numbers(typed: str, count: int) -> None:
    with pytest.raises(MistypedCode, match=rf"32 characters in 8 groups; {count} were typed"):
        parse_code(typed)


@pytest.mark.parametrize("unused", ["U", "u", "*", "é", "\u0000", "\ud800"])
def test_a_symbol_that_is_never_used_is_pointed_at(unused: str) -> None:
    groups = new_code().split("-")
    groups[2] = groups[2][:1] + unused + groups[2][2:]
    with pytest.raises(MistypedCode, match="Character 2 of group 3") as refusal:
        parse_code("-".join(groups))
    assert refusal.value.groups == (3,)


def test_a_mistyped_code_is_a_wrong_secret_and_its_message_holds_no_code() -> None:
    code = new_code()
    symbols = _symbols(code)
    symbols[5] = _others(symbols[5])[0]
    with pytest.raises(WrongSecret) as refusal:
        parse_code("".join(symbols))
    assert refusal.value.exit_code == 3
    assert not any(group in str(refusal.value) for group in code.split("-") if not group.isdigit())


def test_the_same_code_has_no_mismatch() -> None:
    code = new_code()
    for typed in (code, code.lower(), code.replace("-", ""), code.replace("-", " ").replace("0", "o")):
        assert mismatched_groups(code, typed) == ()


def test_groups_that_differ_are_counted_from_one() -> None:
    groups = new_code().split("-")
    typed = list(groups)
    typed[0] = _others(groups[0][0])[0] + groups[0][1:]
    typed[7] = groups[7][:3] + _others(groups[7][3])[0]
    assert mismatched_groups("-".join(groups), "-".join(typed)) == (1, 8)


def test_letters_that_look_like_digits_are_no_mismatch() -> None:
    shown = "-".join(["0110"] * 8)
    assert mismatched_groups(shown, "-".join(["OILO", "oilo"] * 4)) == ()
    assert mismatched_groups(shown, "-".join(["0110", "U110"] * 4)) == (2, 4, 6, 8)


def test_each_single_mistake_is_found_where_it_is() -> None:
    recovery._single_mistakes.cache_clear()
    code = new_code().replace("-", "")
    for place in range(32):
        for other in _others(code[place]):
            with pytest.raises(MistypedCode) as refusal:
                parse_code(code[:place] + other + code[place + 1 :])
            assert refusal.value.groups == (place // 4 + 1,)


def test_a_missing_group_is_never_taken_for_any_other() -> None:
    shown = "-".join(["XXXX"] * 8)
    assert mismatched_groups(shown, "-".join(["XXXX"] * 7)) == (8,)
    assert mismatched_groups(shown, "") == tuple(range(1, 9))


def test_a_group_one_symbol_short_does_not_shift_the_others() -> None:
    groups = new_code().split("-")
    typed = [*groups[:3], groups[3][:3], *groups[4:]]
    assert mismatched_groups("-".join(groups), "-".join(typed)) == (4,)


def test_missing_and_surplus_groups_count() -> None:
    code = new_code()
    assert mismatched_groups(code, "") == (1, 2, 3, 4, 5, 6, 7, 8)
    assert mismatched_groups(code, code[:-5]) == (8,)
    assert mismatched_groups(code, code + "-AAAA") == (8,)


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading(typed: str) -> None:
    with pytest.raises(MistypedCode):
        parse_code(typed)
    assert set(mismatched_groups("0000-" * 7 + "0000", typed)) <= set(range(1, 9))
