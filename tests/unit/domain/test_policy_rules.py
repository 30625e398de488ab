"""What holds for a key, and who decided."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldcoach.domain.policy import Policy, PolicyTier
from ldcoach.domain.policy_keys import BY_ID, BY_NAME, KEYS, PolicyKey, PolicyKind, PolicyValue

LOCK = "lock.minutes"


def test_forced_wins_over_the_manager_and_the_manager_over_a_recommendation() -> None:
    both = Policy(forced={LOCK: 5}, recommended={LOCK: 15})
    assert (both.resolve(LOCK, 30).value, both.resolve(LOCK, 30).tier) == (5, PolicyTier.FORCED)
    advice = Policy(recommended={LOCK: 15})
    assert (advice.resolve(LOCK, 30).value, advice.resolve(LOCK).value) == (30, 15)
    assert advice.resolve(LOCK).tier is PolicyTier.RECOMMENDED
    assert (Policy().resolve(LOCK, 30).tier, Policy().resolve(LOCK).value) == (PolicyTier.CHOSEN, 10)


def test_a_closed_key_has_its_strictest_value_and_says_why() -> None:
    closed = Policy(closed=frozenset({LOCK, "remember.allowed"}), where="policy.toml")
    assert closed.number(LOCK) == 2
    assert not closed.allows("remember.allowed")
    assert closed.locks(LOCK)
    assert "cannot be read" in closed.by_whom(LOCK)
    assert not Policy().by_whom(LOCK)


def test_who_may_sign_packs_is_open_until_it_is_forced() -> None:
    assert Policy().trusted_pack_keys is None
    assert Policy(forced={"packs.trusted_keys": ("a",)}).trusted_pack_keys == ("a",)
    assert Policy(closed=frozenset({"packs.trusted_keys"})).trusted_pack_keys == ()


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.id)
def test_every_key_can_be_told_and_its_own_values_fit(key: PolicyKey) -> None:
    assert key.fits(key.example)
    assert key.fits(key.built_in) or key.built_in == ""
    assert key.closed is None or key.fits(key.closed)
    for value in (key.built_in, key.example):
        assert "{" not in key.told(value)
    assert BY_ID[key.id] is BY_NAME[key.name] is key
    assert key.fit_values


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("passphrase.minimum_length", 14),
        ("passphrase.minimum_length", True),
        ("passphrase.minimum_length", 20.0),
        ("lock.minutes", 7),
        ("remember.allowed", 1),
        ("remember.allowed", "false"),
        ("export.formats", ("pdf", "exe")),
        ("export.formats", "pdf"),
        ("backup.folder", "backups"),
        ("backup.folder", ""),
        ("backup.folder", "/x\n"),
        ("packs.trusted_keys", ("",)),
        ("app.language", "tlh"),
    ],
)
def test_what_does_not_fit_is_seen(key: str, value: object) -> None:
    assert not BY_ID[key].fits(value)


@pytest.mark.parametrize("path", ["/srv/b", "~/b", "~", r"C:\b", "D:/b", r"\\server\share"])
def test_folders_of_every_system_fit(path: str) -> None:
    assert BY_ID["backup.folder"].fits(path)


anything = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.lists(st.text())
    | st.dictionaries(st.text(), st.integers())
)


@given(st.sampled_from(KEYS), anything)
def test_no_value_breaks_the_look_at_it_and_what_fits_has_the_right_kind(key: PolicyKey, value: object) -> None:
    plain = tuple(value) if isinstance(value, list) else value
    kinds: dict[PolicyKind, type] = {
        PolicyKind.SWITCH: bool,
        PolicyKind.NUMBER: int,
        PolicyKind.CHOICE: str,
        PolicyKind.NAMES: tuple,
        PolicyKind.FOLDER: str,
    }
    if key.fits(plain):
        assert isinstance(plain, kinds[key.kind])


@given(st.dictionaries(st.sampled_from([key.id for key in KEYS]), st.none()), st.sampled_from(KEYS))
def test_closing_never_loosens_what_is_forced(closed: dict[str, None], key: PolicyKey) -> None:
    forced: dict[str, PolicyValue] = {key.id: key.example}
    assert Policy(forced=forced, closed=frozenset(closed)).resolve(key.id).value == key.example
