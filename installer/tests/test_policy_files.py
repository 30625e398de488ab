"""What IT rolls out is written from the one list of keys, is whole, and says the same in every form."""

from __future__ import annotations

import plistlib
import re
from pathlib import Path
from xml.etree import ElementTree as ET

from installer import policy_files
from ldcoach.domain.policy import Policy
from ldcoach.domain.policy_keys import KEYS, PolicyKind
from ldcoach.library.policy import check_file
from ldcoach.library.policy_systems import BUNDLE, REGISTRY_KEY, ManagedPreferences, RegistryPolicy

SPACE = "{http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions}"
EXAMPLES = {key.id: key.example for key in KEYS}


def test_every_file_is_as_it_would_be_written_now() -> None:
    for path, text in policy_files.files().items():
        assert path.read_text("utf-8") == text, f"{path.name}: run `python -m installer.policy_files`"


def test_the_example_is_sound_as_it_is_and_with_every_line_switched_on(tmp_path: Path) -> None:
    file = tmp_path / "policy.toml"
    file.write_text(policy_files.example(), "utf-8")
    assert check_file(file) == Policy(where=str(file))
    file.write_text(re.sub(r"(?m)^# ([a-z_]+\.[a-z_]+ = )", r"\1", policy_files.example()), "utf-8")
    held = check_file(file)
    assert not held.faults
    assert held.forced == EXAMPLES
    assert held.recommended == {key.id: key.example for key in KEYS if key.setting}


def test_the_profile_of_a_mac_is_read_as_it_was_meant(tmp_path: Path) -> None:
    profile = plistlib.loads(policy_files.mobileconfig().encode("utf-8"))
    assert profile["PayloadScope"] == "System"
    (settings,) = profile["PayloadContent"]
    (tmp_path / f"{BUNDLE}.plist").write_bytes(plistlib.dumps(settings))
    held = ManagedPreferences(tmp_path).read()
    assert not held.faults
    assert held.forced == {key.id: key.example for key in KEYS if not key.setting}
    assert set(held.recommended) == {key.id for key in KEYS if key.setting}


def test_every_word_of_the_template_is_there_and_every_part_has_its_control() -> None:
    template, words = policy_files.admx(), ET.fromstring(policy_files.adml())
    strings = {each.get("id") for each in words.iter(f"{SPACE}string")}
    shown = {each.get("id") for each in words.iter(f"{SPACE}presentation")}
    assert set(re.findall(r"\$\(string\.(\w+)\)", template)) == strings
    assert set(re.findall(r"\$\(presentation\.(\w+)\)", template)) == shown
    for policy in ET.fromstring(template).iter(f"{SPACE}policy"):
        elements = {part.get("id") for each in policy.iter(f"{SPACE}elements") for part in each}
        page = next(each for each in words.iter(f"{SPACE}presentation") if each.get("id") == policy.get("name"))
        assert {part.get("refId") for part in page} == elements
        assert str(policy.get("key")).startswith(REGISTRY_KEY)


def test_what_group_policy_writes_is_read_as_it_was_meant() -> None:
    written: dict[str, dict[str, object]] = {REGISTRY_KEY: {}, rf"{REGISTRY_KEY}\Recommended": {}}
    by_name = {key.name: key for key in KEYS}
    for policy in ET.fromstring(policy_files.admx()).iter(f"{SPACE}policy"):
        parts = [part for each in policy.iter(f"{SPACE}elements") for part in each] or [policy]
        key = by_name[str(parts[0].get("valueName"))]
        value = int(bool(key.example)) if key.kind is PolicyKind.SWITCH else key.example
        written[str(policy.get("key"))][key.name] = list(value) if isinstance(value, tuple) else value
    held = RegistryPolicy(lambda key: written[key]).read()
    assert not held.faults
    assert held.forced == EXAMPLES
    assert set(held.recommended) == {key.id for key in KEYS if key.setting}


def test_the_page_tells_every_key() -> None:
    page = policy_files.page()
    assert all(f"`{key.id}`" in page and f"`{key.name}`" in page for key in KEYS)
