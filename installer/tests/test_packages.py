"""The Debian package in fresh systems, and twice the same bytes; by command only: `pytest installer/tests -m soak`.

`LDCOACH_INSTALLERS` names a folder of installers that were built already; without it they are built first.
`LDCOACH_PREVIOUS` names a folder with the .deb of a former build, to upgrade from.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from installer import debian, frozen, papers
from installer.product import VERSION
from installer.tests.fresh import Fresh, system

pytestmark = [
    pytest.mark.soak,
    pytest.mark.timeout(5400),
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Debian packages are built on Linux"),
]
LARGEST_PACKAGE, LARGEST_INSTALLED = 55_000_000, 170_000_000


@pytest.fixture(scope="session")
def package(installers: Path) -> Path:
    (found,) = installers.glob("*.deb")
    return found


@pytest.fixture(scope="session")
def previous(package: Path) -> Path:
    """The package of a former build, in the folder that LDCOACH_PREVIOUS names; without it the same once more."""
    given = os.environ.get("LDCOACH_PREVIOUS")
    return next(Path(given).glob("*.deb")) if given else package


@pytest.fixture(params=["bookworm", "trixie"])
def fresh(request: pytest.FixtureRequest, package: Path, tmp_path: Path) -> Iterator[Fresh]:
    with system(str(request.param), tmp_path / "system", package) as made:
        yield made


def test_installed_played_upgraded_removed_and_purged(fresh: Fresh, package: Path, previous: Path) -> None:
    before = fresh.files()
    shutil.copyfile(package, fresh.root / "tmp/ldcoach.deb")
    shutil.copyfile(previous, fresh.root / "tmp/previous.deb")
    fresh.run("dpkg", "-i", "/tmp/previous.deb")
    assert "ldcoach, version " in fresh.ldcoach("--version")
    fresh.ldcoach("demo", "--people", "3", "--output", "/srv/demo")
    assert (fresh.root / "srv/demo/development-summary.pdf").read_bytes().startswith(b"%PDF")
    (fresh.root / "etc/ldcoach").mkdir()
    (fresh.root / "etc/ldcoach/policy.toml").write_text("[forced]\nlock.minutes = 5\n", "utf-8")
    assert "lock.minutes = 5  (forced by IT)" in fresh.ldcoach("policy", "show")
    # The package under test with a higher version, so that it is an upgrade of whatever was there.
    next_version(fresh)
    with fresh.in_use():
        fresh.run("dpkg", "-i", "/tmp/next.deb")
    assert VERSION in fresh.ldcoach("--version")
    assert "sound" in fresh.verified()
    people = json.loads(fresh.ldcoach("people", "list", "--json", "--passphrase-file", "/srv/passphrase"))
    assert len(people) == 3
    fresh.run("dpkg", "-i", "--refuse-downgrade", "/tmp/ldcoach.deb")
    assert fresh.run("dpkg-query", "-W", "-f", "${Version}", "ldcoach") == f"{VERSION}+next"
    fresh.run("dpkg", "-r", "ldcoach")
    assert not (fresh.root / "usr/lib/ldcoach").exists()
    fresh.run("dpkg", "-P", "ldcoach")
    assert fresh.files() - before == {"etc/ldcoach/policy.toml"}
    assert (fresh.root / "srv/record/ldcoach.db").is_file()


def next_version(fresh: Fresh) -> None:
    tree = fresh.root / "tmp/next"
    subprocess.run(["dpkg-deb", "-R", str(fresh.root / "tmp/ldcoach.deb"), str(tree)], check=True)
    control = tree / "DEBIAN/control"
    control.write_text(control.read_text("utf-8").replace(f"Version: {VERSION}", f"Version: {VERSION}+next"), "utf-8")
    made = ["dpkg-deb", "--root-owner-group", "-Znone", "--build", str(tree), str(fresh.root / "tmp/next.deb")]
    subprocess.run(made, check=True, capture_output=True)


def test_it_is_not_larger_than_promised(package: Path) -> None:
    assert package.stat().st_size <= LARGEST_PACKAGE
    told = subprocess.run(
        ["dpkg-deb", "-f", str(package), "Installed-Size"], capture_output=True, text=True, check=True
    )
    assert int(told.stdout) * 1024 <= LARGEST_INSTALLED


def test_every_binary_of_the_package_is_in_its_bill(package: Path, tmp_path: Path) -> None:
    subprocess.run(["dpkg-deb", "-x", str(package), str(tmp_path)], check=True)
    bill = json.loads((tmp_path / "usr/share/doc/ldcoach" / papers.BILL).read_text("utf-8"))
    named = {
        each["value"]
        for component in bill["components"]
        for each in component.get("properties", [])
        if each["name"] == "ldcoach:binary"
    }
    shipped = {
        path.relative_to(tmp_path / "usr/lib/ldcoach").as_posix()
        for path in tmp_path.rglob("*")
        if path.is_file() and not path.is_symlink() and path.read_bytes()[:4] == b"\x7fELF"
    }
    assert len(shipped) > 80
    assert shipped == named
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(bill)) is None


def test_what_desktops_read_of_it_is_sound(package: Path, tmp_path: Path) -> None:
    if not all(shutil.which(tool) for tool in ("appstreamcli", "desktop-file-validate", "man")):
        pytest.skip("appstream, desktop-file-utils or man-db is not installed")
    subprocess.run(["dpkg-deb", "-x", str(package), str(tmp_path)], check=True)
    share = tmp_path / "usr/share"
    about = next(share.rglob("*.metainfo.xml"))
    assert about.read_text("utf-8").count("<screenshot") == 4  # three, and the element around them
    for command in (
        ["appstreamcli", "validate", "--no-net", str(about)],
        ["desktop-file-validate", str(next(share.rglob("*.desktop")))],
        ["man", "--warnings", "-l", str(next(share.rglob("ldcoach.1.gz")))],
    ):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, ""), done.stdout


def test_lintian_has_no_errors(package: Path) -> None:
    if shutil.which("lintian") is None:
        pytest.skip("lintian is not installed")
    done = subprocess.run(
        ["lintian", "--allow-root", "--fail-on", "error", str(package)], check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout


def test_the_checksums_are_those_of_the_files(installers: Path) -> None:
    lines = (installers / "SHA256SUMS").read_text("utf-8").splitlines()
    assert len(lines) >= 4
    for line in lines:
        told, _, name = line.partition("  ")
        assert hashlib.sha256((installers / name).read_bytes()).hexdigest() == told


def test_two_builds_of_one_tree_are_the_same_bytes(tmp_path: Path) -> None:
    made = []
    for name in ("first", "second"):
        folder, output = tmp_path / name, tmp_path / name / "out"
        output.mkdir(parents=True)
        python = frozen.environment(folder / "environment")
        whole = frozen.freeze(python, folder)
        made.append(debian.deb(whole, papers.gather(whole, folder / "papers"), folder, output))
    assert made[0].read_bytes() == made[1].read_bytes()
