"""The installers for Windows are described whole; what can be built here is built and looked into.

By command only, `pytest installer/tests/test_windows.py -m soak -n 0`, both install, upgrade and remove under Wine: a
small payload, or the real program where `LDCOACH_INSTALLERS` names a folder that holds its MSI and its setup.exe.
`LDCOACH_PICTURES` names a folder that keeps what the screen showed.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from installer import icons, msi, papers
from installer.product import VERSION
from installer.tests.windows_setup import (
    CONSOLE,
    FORMER,
    REFUSED,
    WINDOW,
    Setup,
    installed,
    kept_settings,
    laid,
    made,
    small,
)
from installer.tests.windows_use import (
    POLICIES,
    RECORD,
    UNLOCKED,
    WRITTEN,
    a_record_is_made,
    policies_hold_and_the_key_store_opens,
    the_window_opens_the_record,
)
from installer.tests.wine import Wine, missing, screen
from ldcoach.domain.policy_keys import KEYS, PolicyKind

SPACE = "{http://schemas.microsoft.com/wix/2006/wi}"
needs_wixl = pytest.mark.skipif(
    not all(shutil.which(name) for name in ("wixl", "msibuild", "msiinfo")),
    reason="wixl and msitools are not installed",
)
needs_nsis = pytest.mark.skipif(shutil.which("makensis") is None, reason="nsis is not installed")
needs_wine = pytest.mark.skipif(bool(missing()), reason=f"not installed: {', '.join(missing())}")
LARGEST = 70_000_000
PROPERTIES = ("LOCKMINUTES=5", "REMEMBERALLOWED=0", r"BACKUPFOLDER=%USERPROFILE%\Copies")
SETTINGS = (
    ("LockMinutes", "REG_DWORD", "5"),
    ("RememberAllowed", "REG_DWORD", "0"),
    ("BackupFolder", "REG_EXPAND_SZ", r"%USERPROFILE%\Copies"),
)
ASSOCIATIONS = r"HKLM\SOFTWARE\Classes"


def under_wine(test: Callable[..., None]) -> Callable[..., None]:
    """Mark a test that plays a Windows and is run by command only."""
    for mark in (pytest.mark.soak, pytest.mark.timeout(3600), needs_wixl, needs_nsis, needs_wine):
        test = mark(test)
    return test


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A small payload with what is awkward in names."""
    return small(tmp_path)


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
    assert registry["BackupFolder"] == "#%[BACKUPFOLDER]"
    assert len(exported(file, "File")) == 5
    order = {line[0]: int(line[2]) for line in exported(file, "InstallExecuteSequence")}
    assert order["InstallInitialize"] < order["RemoveExistingProducts"] < order["ProcessComponents"]


@needs_nsis
def test_the_second_installer_is_the_same_bytes_each_time(tree: Path, icon: Path, tmp_path: Path) -> None:
    first = msi.nsis(tree, icon, tmp_path).read_bytes()
    assert first[:2] == b"MZ"
    assert msi.nsis(tree, icon, tmp_path).read_bytes() == first


@needs_nsis
def test_the_day_on_which_files_were_frozen_does_not_matter(tree: Path, icon: Path, tmp_path: Path) -> None:
    files = []
    for name, day in (("first", 1_700_000_000), ("second", 1_800_000_000)):
        (tmp_path / name).mkdir()
        os.utime(tree / "_internal/sub/b & c.txt", (day, day))
        laid = msi.payload(tree / "_internal", tree / "papers", tmp_path / name)
        files.append(msi.nsis(laid, icon, tmp_path / name).read_bytes())
    assert files[0] == files[1]


@pytest.fixture(scope="module", params=["msi", "setup.exe"])
def setup(request: pytest.FixtureRequest, icon: Path, tmp_path_factory: pytest.TempPathFactory) -> Setup:
    folder, kind = tmp_path_factory.mktemp("built"), str(request.param)
    given = sorted(Path(os.environ.get("LDCOACH_INSTALLERS", folder)).glob("*-x64*"))
    if not given:
        return made(kind, small(folder), icon)
    package = next(each for each in given if each.suffix == ".msi")
    subprocess.run(["msiextract", "-C", str(folder), str(package)], check=True, capture_output=True)
    tree = (folder / "LDCoach").rename(folder / "payload")
    return made(kind, tree, icon, next(each for each in given if each.name.endswith(kind)))


@pytest.fixture
def windows(tmp_path: Path) -> Iterator[Wine]:
    with screen() as display:
        played = Wine(tmp_path / "windows", display)
        try:
            yield played
        finally:
            played.stop()


@under_wine
def test_installed_used_upgraded_and_removed(setup: Setup, windows: Wine) -> None:
    assert setup.now.stat().st_size <= LARGEST
    before = windows.files()
    setup.install(windows, setup.former, *(PROPERTIES if setup.kind == "msi" else ()))
    if setup.kind != "msi":
        for name, kind, value in SETTINGS:
            windows.run("reg", "add", POLICIES, "/v", name, "/t", kind, "/d", value)
    assert installed(windows) == FORMER
    assert laid(windows) > setup.brought
    for ending, kind in ((".ldpack", "LDCoach.Pack"), (".ldhandover", "LDCoach.Handover")):
        assert windows.value(rf"{ASSOCIATIONS}\{ending}", "") == kind
        assert windows.value(rf"{ASSOCIATIONS}\{kind}\shell\open\command", "") == f'"{WINDOW}" "%1"'
    if setup.real:
        a_record_is_made(windows)
        policies_hold_and_the_key_store_opens(windows)
        the_window_opens_the_record(windows, setup)
    setup.install(windows, setup.now)
    setup.install(windows, setup.former, ends=REFUSED[setup.kind])
    assert installed(windows) == VERSION
    assert laid(windows) == setup.brought
    if setup.real:
        assert "sound" in windows.run(CONSOLE, "verify", *UNLOCKED)
        assert "Mairi Campbell" in windows.run(CONSOLE, "people", "list", *UNLOCKED)
    setup.remove(windows)
    left = {name for name in windows.files() - before if not name.startswith(RECORD)}
    assert left == (WRITTEN if setup.real else set())
    assert windows.path(f"C:\\{RECORD}ldcoach.db".replace("/", "\\")).exists() is setup.real
    assert {"LockMinutes", "BackupFolder"} <= kept_settings(windows)


@under_wine
def test_neither_kind_is_laid_over_the_other(windows: Wine, icon: Path, tmp_path: Path) -> None:
    kinds = []
    for kind in REFUSED:
        (tmp_path / kind).mkdir()
        kinds.append(made(kind, small(tmp_path / kind), icon))
    for first, second in (kinds, kinds[::-1]):
        first.install(windows, first.now)
        second.install(windows, second.now, ends=REFUSED[second.kind])
        assert installed(windows) == VERSION
        assert laid(windows) == first.brought
        first.remove(windows)
        assert not laid(windows)
        assert not kept_settings(windows)


@under_wine
def test_another_folder_is_kept_by_an_upgrade_and_left_by_a_move(windows: Wine, icon: Path, tmp_path: Path) -> None:
    before = windows.files()
    second = made("setup.exe", small(tmp_path), icon)
    # The rest of the line is the folder, without quotes; Wine would put some around one word with a space in it.
    second.install(windows, second.former, "/D=C:\\Größe", "A\\LDCoach")
    second.install(windows, second.now)
    assert laid(windows, "C:\\Größe A\\LDCoach") == second.brought
    second.install(windows, second.now, "/D=C:\\B")
    assert laid(windows, "C:\\B") == second.brought
    assert not laid(windows, "C:\\Größe A\\LDCoach")
    second.remove(windows, "C:\\B")
    assert windows.files() == before
    assert not kept_settings(windows)


@pytest.mark.soak
@pytest.mark.timeout(3600)
@needs_wixl
@needs_nsis
@pytest.mark.parametrize("setup", ["setup.exe"], indirect=True)
def test_one_payload_gives_the_same_second_installer_twice(setup: Setup, icon: Path, tmp_path: Path) -> None:
    twice = [msi.nsis(setup.former.parent / "payload", icon, tmp_path).read_bytes() for _ in range(2)]
    assert twice[0] == twice[1]


@pytest.mark.soak
@needs_wixl
@needs_nsis
@pytest.mark.parametrize("setup", ["msi"], indirect=True)
def test_every_binary_that_is_installed_is_in_the_bill(setup: Setup) -> None:
    if not setup.real:
        pytest.skip("a small payload has no bill; LDCOACH_INSTALLERS names no installers")
    tree = setup.former.parent / "payload"
    bill = json.loads((tree / "papers" / papers.BILL).read_text("utf-8"))
    properties = [each for component in bill["components"] for each in component.get("properties", [])]
    named = {each["value"] for each in properties if each["name"] == "ldcoach:binary"}
    shipped = {
        path.relative_to(tree).as_posix()
        for path in tree.rglob("*")
        if path.is_file() and path.read_bytes()[:2] == b"MZ"
    }
    assert len(shipped) > 50
    assert shipped == named
