"""IT's settings from a file, the registry and a property list; what cannot be read closes what it should protect."""

from __future__ import annotations

import plistlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldcoach.domain.policy import Policy, PolicyTier
from ldcoach.domain.policy_keys import KEYS
from ldcoach.errors import NotFound
from ldcoach.library.policy import TomlPolicy, check_file, weighed
from ldcoach.library.policy_systems import (
    BUNDLE,
    REGISTRY_KEY,
    UNIX_FOLDER,
    ManagedPreferences,
    RegistryPolicy,
    the_source,
)

PROTECTING = {key.id for key in KEYS if key.protects}


def told(folder: Path, text: str) -> Policy:
    (folder / "policy.toml").write_text(text, "utf-8")
    return TomlPolicy(folder).read()


def test_without_a_file_nothing_is_set(tmp_path: Path) -> None:
    assert TomlPolicy(tmp_path).read() == Policy()
    assert TomlPolicy(tmp_path / "nowhere").read() == Policy()


def test_both_tiers_are_read_with_their_lines(tmp_path: Path) -> None:
    held = told(tmp_path, '# ours\n[forced]\nexport.formats = [\n"pdf"]\n[forced.remember]\nallowed = false\n\n'
                          '[recommended]\nlock.minutes = 5\n')  # fmt: skip
    assert held.forced == {"export.formats": ("pdf",), "remember.allowed": False}
    assert held.recommended == {"lock.minutes": 5}
    assert [(line.line, line.key) for line in held.lines] == [
        (3, "export.formats"),
        (6, "remember.allowed"),
        (9, "lock.minutes"),
    ]
    assert not held.faults
    assert not held.closed
    assert held.where == str(tmp_path / "policy.toml")


@pytest.mark.parametrize("text", ["[forced", "\0", 'forced = "all"', "[force]\nlock.minutes = 5", "a = 1"])
def test_a_broken_file_closes_every_security_key(tmp_path: Path, text: str) -> None:
    held = told(tmp_path, text)
    assert held.closed == PROTECTING
    assert held.faults
    assert held.names("export.formats") == ()
    assert held.number("retention.prep_note_days") == 90


def test_a_file_that_is_no_text_or_a_link_to_nowhere_closes_too(tmp_path: Path) -> None:
    (tmp_path / "policy.toml").write_bytes(b"\xff\xfe\x00")
    assert TomlPolicy(tmp_path).read().closed == PROTECTING
    (tmp_path / "policy.toml").unlink()
    (tmp_path / "policy.toml").symlink_to(tmp_path / "gone")
    assert TomlPolicy(tmp_path).read().closed == PROTECTING
    (tmp_path / "policy.toml").unlink()
    (tmp_path / "policy.toml").mkdir()
    assert TomlPolicy(tmp_path).read().closed == PROTECTING


@pytest.mark.parametrize(
    ("line", "closed"),
    [
        ('remember.allowed = "no"', {"remember.allowed"}),
        ("lock.minuts = 5", {"lock.minutes"}),
        ("passphrase.length = 20", {"passphrase.minimum_length", "passphrase.minimum_strength"}),
        ("passwords.length = 20", PROTECTING),
        ("retention.prep_note_days = 1", set()),
        ("export = 3", {"export.formats", "export.password_required"}),
    ],
)
def test_a_line_that_cannot_be_used_closes_what_it_may_have_meant(tmp_path: Path, line: str, closed: set[str]) -> None:
    held = told(tmp_path, f"[forced]\ndigests.allowed = true\n{line}\n")
    assert held.closed == closed - {"digests.allowed"}
    assert held.forced == {"digests.allowed": True}
    assert [fault.line for fault in held.faults] == [3]


def test_a_recommendation_that_cannot_be_used_closes_nothing(tmp_path: Path) -> None:
    held = told(tmp_path, "[recommended]\nlock.minutes = 7\nremember.allowed = false\n")
    assert not held.closed
    assert not held.recommended
    assert [fault.line for fault in held.faults] == [2, 3]
    assert "can only be forced" in held.faults[1].sentence


def test_a_file_to_check_has_to_be_there(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no file"):
        check_file(tmp_path / "none.toml")


def test_the_place_on_this_system_is_fixed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("LDCOACH_HOME", "LDCOACH_POLICY", "XDG_CONFIG_DIRS", "HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    assert the_source("linux") == TomlPolicy(UNIX_FOLDER)
    assert isinstance(the_source("win32"), RegistryPolicy)
    assert the_source("darwin") == ManagedPreferences(Path("/Library/Managed Preferences"))


def registry(**keys: Mapping[str, Any]) -> RegistryPolicy:
    known = {REGISTRY_KEY: keys.get("forced", {}), rf"{REGISTRY_KEY}\Recommended": keys.get("recommended", {})}
    return RegistryPolicy(known.__getitem__)


def test_the_registry_has_numbers_for_switches() -> None:
    held = registry(
        forced={"RememberAllowed": 0, "LockMinutes": 5, "ExportFormats": ["pdf"]},
        recommended={"BackupFolder": r"D:\Backups"},
    ).read()
    assert held.forced == {"remember.allowed": False, "lock.minutes": 5, "export.formats": ("pdf",)}
    assert held.recommended == {"backup.folder": r"D:\Backups"}
    assert not held.faults
    assert {line.tier for line in held.lines} == {PolicyTier.FORCED, PolicyTier.RECOMMENDED}
    assert registry().read() == Policy()


def test_a_registry_that_is_not_understood_or_not_readable_closes() -> None:
    assert registry(forced={"RememberAllowed": 2}).read().closed == {"remember.allowed"}
    assert registry(forced={"Remember": 0}).read().closed == PROTECTING

    def refuse(_key: str) -> Mapping[str, Any]:
        raise PermissionError

    assert RegistryPolicy(refuse).read().closed == PROTECTING


def test_a_profile_on_a_mac_is_a_property_list(tmp_path: Path) -> None:
    path = tmp_path / f"{BUNDLE}.plist"
    assert ManagedPreferences(tmp_path).read() == Policy()
    path.write_bytes(plistlib.dumps({"LockMinutes": 2, "PayloadUUID": "x", "Recommended": {"BackupFolder": "~/B"}}))
    held = ManagedPreferences(tmp_path).read()
    assert (held.forced, held.recommended) == ({"lock.minutes": 2}, {"backup.folder": "~/B"})
    for content in (b"", b"bplist00", plistlib.dumps([1]), plistlib.dumps({"Recommended": 3})):
        path.write_bytes(content)
        assert ManagedPreferences(tmp_path).read().closed == PROTECTING


values = st.recursive(
    st.booleans() | st.integers() | st.text(max_size=8) | st.floats(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
words = st.sampled_from(["forced", "recommended", "lock", "minutes", "export", "formats", "remember", "allowed"])


sections = st.dictionaries(words, st.dictionaries(words, values, max_size=3), max_size=4)


@given(st.dictionaries(words | st.text(max_size=5), sections | values, max_size=4))
def test_no_table_breaks_the_reader_and_only_fit_values_hold(table: dict[str, Any]) -> None:
    held = weighed(table, lambda _: 1, "here")
    for one in held.every():
        assert one.key.fits(one.value) or one.value == one.key.built_in
