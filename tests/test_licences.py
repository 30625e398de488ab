"""What LDCoach is made from may be shipped, is pinned by hashes, and is told to the user."""

from __future__ import annotations

import json
from importlib import metadata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from installer import licences, sbom
from ldcoach.app.licences import licences as about

LOCK = sbom.LOCK.read_text("utf-8")


def test_the_list_in_the_app_is_what_the_project_depends_on() -> None:
    told = "Run `python -m installer.licences` after a change of dependencies."
    assert json.loads(licences.TARGET.read_text("utf-8")) == licences.listed(), told


def test_about_tells_all_of_it() -> None:
    told = about()
    assert "Qt under the LGPL" in told
    assert "for three years from whoever gave you the installer" in told
    names = {part["name"] for kind in licences.listed().values() for part in kind}
    assert [name for name in names if name not in told] == []


def test_every_licence_is_known_and_fit() -> None:
    parts = licences.listed()
    assert len(parts["packages"]) > 30
    assert all(licences.fits(part["licence"]) for kind in parts.values() for part in kind)


@pytest.mark.parametrize(
    ("expression", "fit"),
    [
        ("MIT", True),
        ("LGPL-3.0-only OR GPL-3.0-only", True),
        ("MIT AND PSF-2.0", True),
        ("GPL-3.0-only", False),
        ("AGPL-3.0-only", False),
        ("MIT AND GPL-3.0-only", False),
        ("LicenseRef-Proprietary", False),
        ("", False),
    ],
)
def test_an_unfit_licence_is_seen(expression: str, fit: bool) -> None:
    assert licences.fits(expression) is fit


@given(st.text(max_size=40))
def test_a_licence_that_nobody_knows_is_never_fit(words: str) -> None:
    if not any(known in words for known in licences.FIT):
        assert not licences.fits(words)


def test_a_package_that_does_not_say_stops_the_build() -> None:
    silent = next(each for each in metadata.distributions() if each.name == "sqlcipher3")
    with pytest.raises(LookupError, match="no licence"):
        licences.licence_of("somebody-else", silent)


def test_what_other_systems_need_is_listed_too() -> None:
    names = set(licences.runtime())
    assert {"pywin32-ctypes", "secretstorage", "jeepney"} <= names
    assert not {"pytest", "ruff", "hypothesis"} & names


def test_the_bill_names_version_and_hashes_of_every_package() -> None:
    bill = sbom.bill(LOCK)
    packages = [each for each in bill["components"] if "version" in each]
    assert {each["name"] for each in packages} == set(licences.runtime())
    assert all(each["properties"] and len(each["properties"][0]["value"]) == 64 for each in packages)
    references = [each["bom-ref"] for each in bill["components"]]
    assert len(set(references)) == len(references)
    assert "Qt" in {each["name"] for each in bill["components"]}


def test_the_same_lock_gives_the_same_bytes_and_no_host() -> None:
    assert sbom.text(LOCK) == sbom.text(LOCK)
    assert "://" not in sbom.text(LOCK)


def test_a_lock_without_hashes_gives_no_bill() -> None:
    bare = "".join(line for line in LOCK.splitlines(keepends=True) if "--hash" not in line)
    with pytest.raises(LookupError, match="hashes"):
        sbom.bill(bare)


def test_every_pin_of_the_lock_has_hashes_and_names_no_host() -> None:
    pins = sbom.pins(LOCK)
    assert len(pins) == sum("==" in line for line in LOCK.splitlines())
    assert all(hashes for _, hashes in pins.values())
    assert "://" not in LOCK
    assert "--index-url" not in LOCK
