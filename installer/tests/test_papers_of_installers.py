"""An installation carries its licences, the offer of Qt's source, and a bill that names every binary."""

from __future__ import annotations

import json
import plistlib
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from installer import frozen, licences, package_texts, papers, pkg, sbom
from installer.product import ROOT, VERSION
from installer.running import BuildFailed
from ldcoach import __version__

BINARIES = (
    "ldcoach",
    "_internal/PySide6/Qt/lib/libQt6Core.so.6",
    "_internal/PySide6/QtCore.abi3.so",
    "_internal/shiboken6/Shiboken.abi3.so",
    "_internal/sqlcipher3/_sqlite3.cpython-311-x86_64-linux-gnu.so",
    "_internal/libpython3.11.so.1.0",
    "_internal/libcrypto.so.3",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "ldcoach"
    for name in BINARIES:
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_bytes(b"\x7fELF")
    (made / "_internal/docx.txt").write_text("no binary", "utf-8")
    return made


def test_every_binary_is_named_under_what_it_belongs_to(folder: Path) -> None:
    bill = json.loads(papers.bill(folder))
    named = {
        each["value"]: component["name"].casefold()
        for component in bill["components"]
        for each in component.get("properties", [])
        if each["name"] == "ldcoach:binary"
    }
    assert set(named) == set(BINARIES)
    assert named["_internal/PySide6/Qt/lib/libQt6Core.so.6"] == "qt"
    assert named["_internal/sqlcipher3/_sqlite3.cpython-311-x86_64-linux-gnu.so"] == "sqlcipher3"
    references = [each["bom-ref"] for each in bill["components"]]
    assert len(references) == len(set(references))


@pytest.mark.parametrize(
    ("place", "owner"),
    [
        ("ldcoachw.exe", "ldcoach"),
        ("_internal/Qt6Core.dll", "qt"),
        ("_internal/pyside6.abi3.dll", "pyside6-essentials"),
        ("_internal/shiboken6.abi3.dll", "shiboken6"),
        ("_internal/PySide6/QtCore.pyd", "pyside6-essentials"),
        ("_internal/MSVCP140_1.dll", "microsoft-visual-cpp-runtime"),
        ("_internal/VCRUNTIME140.dll", "python"),
        ("_internal/python313.dll", "python"),
        ("_internal/_bz2.pyd", "python"),
        ("_internal/_cffi_backend.cp313-win_amd64.pyd", "cffi"),
        ("_internal/libcrypto-3.dll", "libcrypto"),
        ("_internal/libffi-8.dll", "libffi"),
        ("_internal/qpdf30-14efc7eef6c9cae2095b94960308fa11.dll", "pikepdf"),
        ("_internal/regex/_regex.cp313-win_amd64.pyd", "regex"),
        ("Contents/Frameworks/libz.1.dylib", "libz"),
    ],
)
def test_every_system_s_binaries_have_their_owner(tmp_path: Path, place: str, owner: str) -> None:
    file = tmp_path / place
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"MZ")
    assert papers.natives(tmp_path, set(licences.runtime())) == {owner: [place]}
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(papers.bill(tmp_path)) is None


def test_the_bill_keeps_to_its_published_schema(folder: Path) -> None:
    validator = JsonStrictValidator(SchemaVersion.V1_6)
    assert validator.validate_str(papers.bill(folder)) is None
    assert validator.validate_str(papers.bill(folder).replace('"library"', '"libary"', 1)) is not None


def test_a_binary_of_nobody_stops_the_build(folder: Path) -> None:
    (folder / "_internal/libstranger.so.1").write_bytes(b"\x7fELF")
    with pytest.raises(BuildFailed, match="libstranger"):
        papers.bill(folder)


def test_the_papers_are_whole_and_the_same_each_time(folder: Path, tmp_path: Path) -> None:
    first = papers.gather(folder, tmp_path / "first")
    second = papers.gather(folder, tmp_path / "second")
    names = {path.name for path in first.iterdir()}
    assert {"NOTICE", "LICENSE", "LGPL-3.0.txt", "GPL-3.0.txt", "QT-SOURCE.txt", "licences.json", papers.BILL} <= names
    assert {path.name: path.read_bytes() for path in first.iterdir()} == {
        path.name: path.read_bytes() for path in second.iterdir()
    }


def test_every_package_that_is_shipped_brings_its_text() -> None:
    told = dict(package_texts.every_text())
    names = {name.split()[0] for name in told}
    assert names == {"Python"} | {name for name, package in licences.runtime().items() if package is not None}
    assert "PYTHON SOFTWARE FOUNDATION LICENSE" in next(words for name, words in told.items() if "Python" in name)
    assert all(words.strip() for words in told.values())
    assert "CNRI OPEN SOURCE LICENSE AGREEMENT" in (papers.TEXTS / "CNRI-Python.txt").read_text("utf-8")


def test_the_texts_are_those_of_the_licences() -> None:
    for name, words in (("LGPL-3.0.txt", "GNU LESSER GENERAL PUBLIC LICENSE"), ("GPL-3.0.txt", "GNU GENERAL PUBLIC")):
        text = (papers.TEXTS / name).read_text("utf-8")
        assert words in text
        assert "Version 3, 29 June 2007" in text
        assert len(text) > 7000


def test_the_offer_names_the_version_of_qt_that_is_locked() -> None:
    version = sbom.pins(sbom.LOCK.read_text("utf-8"))["pyside6-essentials"][0]
    offer = papers.source_offer()
    assert f"qt-everywhere-src-{version}" in offer
    assert "three years" in offer
    assert "Replacing Qt" in offer


def test_the_environment_of_an_installation_holds_what_is_shipped_and_no_tool() -> None:
    assert set(sbom.pins(frozen.runtime_lock())) == set(licences.runtime())
    tools = frozen.BUILD_LOCK.read_text("utf-8")
    assert all(hashes for _, hashes in sbom.pins(tools).values())
    assert "://" not in tools


def test_the_version_comes_from_one_place() -> None:
    assert __version__ == VERSION
    assert pkg.info()["CFBundleShortVersionString"] == VERSION
    for name in ("linux", "windows", "macos"):
        for path in (ROOT / "installer" / name).iterdir():
            assert VERSION not in path.read_text("utf-8"), path.name


def test_the_app_of_a_mac_says_what_it_is_and_what_it_opens() -> None:
    told = plistlib.loads(plistlib.dumps(pkg.info()))
    opened = {
        ending
        for kind in told["UTExportedTypeDeclarations"]
        for ending in kind["UTTypeTagSpecification"]["public.filename-extension"]
    }
    assert opened == {"ldpack", "ldhandover"}
    assert plistlib.loads(pkg.ENTITLEMENTS.read_bytes())


def test_the_program_needs_no_second_sqlite() -> None:
    # The frozen program leaves Python's own out; what it holds would be another version than the record's.
    guilty = [path for path in (ROOT / "ldcoach").rglob("*.py") if "\nimport sqlite3" in path.read_text("utf-8")]
    assert not guilty
