"""The installers for Windows are described whole; what can be built here is built and looked into."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from installer import icons, msi
from installer.product import VERSION
from ldcoach.domain.policy_keys import KEYS, PolicyKind

SPACE = "{http://schemas.microsoft.com/wix/2006/wi}"
needs_wixl = pytest.mark.skipif(
    not all(shutil.which(name) for name in ("wixl", "msibuild", "msiinfo")),
    reason="wixl and msitools are not installed",
)
needs_nsis = pytest.mark.skipif(shutil.which("makensis") is None, reason="nsis is not installed")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A small payload with what is awkward in names."""
    made = tmp_path / "payload"
    for name in ("ldcoach.exe", "ldcoachw.exe", "_internal/sub/b & c.txt", "_internal/sub/é.txt", "papers/NOTICE"):
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_text(name, "utf-8")
    return made


@pytest.fixture(scope="module")
def icon(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return icons.ico(tmp_path_factory.mktemp("icon") / "drawn.ico")


def exported(file: Path, table: str) -> list[list[str]]:
    told = subprocess.run(["msiinfo", "export", str(file), table], capture_output=True, text=True, check=True).stdout
    return [line.split("\t") for line in told.replace("\r", "").splitlines()[3:]]


def test_every_file_is_named_once_with_ids_that_stay(tree: Path) -> None:
    first = msi.listed(tree)
    assert first == msi.listed(tree)
    fragment = ET.fromstring(first)
    sources = [str(each.get("Source")) for each in fragment.iter(f"{SPACE}File")]
    assert sorted(sources) == sorted(
        f"payload/{path.relative_to(tree).as_posix()}" for path in tree.rglob("*") if path.is_file()
    )
    guids = [each.get("Guid") for each in fragment.iter(f"{SPACE}Component")]
    assert len(set(guids)) == len(guids)


def test_the_description_is_whole_and_sets_every_policy_of_one_value() -> None:
    described = msi.described()
    assert "@" not in re.sub(r"<!--.*?-->", "", described, flags=re.DOTALL)
    names = {each.get("Name") for each in ET.fromstring(described).iter(f"{SPACE}RegistryValue")}
    assert {key.name for key in KEYS if key.kind is not PolicyKind.NAMES} <= names


def test_console_and_window_differ_by_more_than_case() -> None:
    spec = (Path(msi.__file__).parent / "ldcoach.spec").read_text("utf-8")
    assert '[("ldcoach", True), ("ldcoachw", False)]' in spec
    for name in ("ldcoach.nsi", "ldcoach.wxs"):
        assert "ldcoachw.exe" in (msi.PARTS / name).read_text("utf-8")


def test_neither_installer_takes_records_or_policies_away() -> None:
    script = (msi.PARTS / "ldcoach.nsi").read_text("utf-8")
    removal = script.partition("Section Uninstall")[2]
    assert "Delete" in removal
    assert not re.search(r"Policies\\LDCoach|LOCALAPPDATA|APPDATA", re.sub(r";.*", "", removal))


@needs_wixl
def test_the_msi_is_per_machine_upgrades_and_keeps_policies(tree: Path, icon: Path, tmp_path: Path) -> None:
    file = msi.msi(tree, icon, tmp_path, tmp_path)
    properties = dict(line[:2] for line in exported(file, "Property"))
    assert (properties["ALLUSERS"], properties["ProductVersion"]) == ("1", VERSION)
    assert {"LOCKMINUTES", "REMEMBERALLOWED"} <= set(properties["SecureCustomProperties"].split(";"))
    components = {line[0]: line for line in exported(file, "Component")}
    assert components["PolicyLockMinutes"][3:5] == ["276", "LOCKMINUTES"]
    upgrades = {line[-1] for line in exported(file, "Upgrade")}
    assert upgrades == {"WIX_UPGRADE_DETECTED", "WIX_DOWNGRADE_DETECTED"}
    registry = {line[3]: line[4] for line in exported(file, "Registry") if "Policies" in line[2]}
    assert registry["LockMinutes"] == "#[LOCKMINUTES]"
    assert len(exported(file, "File")) == 5


@needs_nsis
def test_the_second_installer_is_the_same_bytes_each_time(tree: Path, icon: Path, tmp_path: Path) -> None:
    first = msi.nsis(tree, icon, tmp_path).read_bytes()
    assert first[:2] == b"MZ"
    assert msi.nsis(tree, icon, tmp_path).read_bytes() == first
