"""The Debian package in fresh systems, and twice the same bytes; by command only: `pytest installer/tests -m soak`.

`LDCOACH_INSTALLERS` names a folder of installers that were built already; without it they are built first.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from installer import debian, frozen, papers
from installer.product import VERSION

pytestmark = [
    pytest.mark.soak,
    pytest.mark.timeout(5400),
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Debian packages are built on Linux"),
]
LARGEST_PACKAGE, LARGEST_INSTALLED = 55_000_000, 170_000_000
AFTER = {"var", "tmp", "root", "srv", "proc", "sys", "dev", "run"}
"""Where a system keeps its own notes of what was installed, and users their data."""


@pytest.fixture(scope="session")
def package(installers: Path) -> Path:
    (found,) = installers.glob("*.deb")
    return found


class Fresh:
    """A minimal system in a folder."""

    SURROUNDINGS = ("env", "-i", "PATH=/usr/bin:/bin", "HOME=/root", "QT_QPA_PLATFORM=offscreen", "LANG=C.UTF-8")

    def __init__(self, root: Path) -> None:
        self.root = root

    def run(self, *words: str, fails: bool = False) -> str:
        done = subprocess.run(["chroot", str(self.root), *words], capture_output=True, text=True, check=False)
        assert bool(done.returncode) is fails, done.stdout[-2000:] + done.stderr[-2000:]
        return done.stdout

    def ldcoach(self, *words: str) -> str:
        return self.run(*self.SURROUNDINGS, "ldcoach", "--home", "/srv/record", *words)

    def opened(self, *words: str) -> subprocess.Popen[bytes]:
        """Begin something that goes on, such as the window."""
        return subprocess.Popen(
            ["chroot", str(self.root), *self.SURROUNDINGS, "ldcoach", "--home", "/srv/record", *words]
        )

    def files(self) -> set[str]:
        found = set()
        for folder, _, names in os.walk(self.root):
            inside = Path(folder).relative_to(self.root)
            if not inside.parts or inside.parts[0] not in AFTER:
                found |= {(inside / name).as_posix() for name in names}
        return found


@pytest.fixture(params=["bookworm", "trixie"])
def fresh(request: pytest.FixtureRequest, package: Path, tmp_path: Path) -> Iterator[Fresh]:
    if shutil.which("mmdebstrap") is None or os.geteuid():
        pytest.skip("needs mmdebstrap and root")
    told = subprocess.run(
        ["dpkg-deb", "-f", str(package), "Depends"], capture_output=True, text=True, check=True
    ).stdout
    needed = ",".join(each.split("(")[0].split("|")[0].strip() for each in told.split(","))
    root = tmp_path / "system"
    made = ["mmdebstrap", "--quiet", "--variant=minbase", f"--include={needed}", str(request.param), str(root)]
    done = subprocess.run(made, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    yield Fresh(root)
    shutil.rmtree(root, ignore_errors=True)


def test_installed_played_upgraded_removed_and_purged(fresh: Fresh, package: Path) -> None:
    before = fresh.files()
    shutil.copyfile(package, fresh.root / "tmp/ldcoach.deb")
    fresh.run("dpkg", "-i", "/tmp/ldcoach.deb")
    assert VERSION in fresh.ldcoach("--version")
    fresh.ldcoach("demo", "--people", "3", "--output", "/srv/demo")
    assert (fresh.root / "srv/demo/development-summary.pdf").read_bytes().startswith(b"%PDF")
    (fresh.root / "etc/ldcoach").mkdir()
    (fresh.root / "etc/ldcoach/policy.toml").write_text("[forced]\nlock.minutes = 5\n", "utf-8")
    assert "lock.minutes = 5  (forced by IT)" in fresh.ldcoach("policy", "show")
    # The same package with a higher version stands for the next release.
    next_version(fresh)
    with in_use(fresh):
        fresh.run("dpkg", "-i", "/tmp/next.deb")
    assert "sound" in verified(fresh)
    fresh.run("dpkg", "-i", "--refuse-downgrade", "/tmp/ldcoach.deb")
    fresh.run("dpkg", "-r", "ldcoach")
    assert not (fresh.root / "usr/lib/ldcoach").exists()
    fresh.run("dpkg", "-P", "ldcoach")
    assert fresh.files() - before == {"etc/ldcoach/policy.toml"}
    assert (fresh.root / "srv/record/ldcoach.db").is_file()


@contextmanager
def in_use(fresh: Fresh) -> Iterator[None]:
    """Have the record open in a window meanwhile."""
    window = fresh.opened("demo", "--people", "3", "--open")
    try:
        deadline = time.monotonic() + 300
        while not is_open(fresh):
            assert time.monotonic() < deadline
            with suppress(subprocess.TimeoutExpired):
                window.wait(timeout=1)
            assert window.poll() is None
        yield
        assert window.poll() is None
    finally:
        window.terminate()
        window.wait(timeout=60)


def is_open(fresh: Fresh) -> bool:
    """Tell whether another process has the record open, as its journal shows."""
    return (fresh.root / "srv/record/ldcoach.db-shm").exists()


def next_version(fresh: Fresh) -> None:
    tree = fresh.root / "tmp/next"
    subprocess.run(["dpkg-deb", "-R", str(fresh.root / "tmp/ldcoach.deb"), str(tree)], check=True)
    control = tree / "DEBIAN/control"
    control.write_text(control.read_text("utf-8").replace(f"Version: {VERSION}", f"Version: {VERSION}+next"), "utf-8")
    made = ["dpkg-deb", "--root-owner-group", "-Znone", "--build", str(tree), str(fresh.root / "tmp/next.deb")]
    subprocess.run(made, check=True, capture_output=True)


def verified(fresh: Fresh) -> str:
    told = fresh.ldcoach("demo", "--people", "3")
    passphrase = next(line.removeprefix("passphrase: ") for line in told.splitlines() if line.startswith("passphrase"))
    (fresh.root / "srv/passphrase").write_text(passphrase + "\n", "utf-8")
    return fresh.ldcoach("verify", "--passphrase-file", "/srv/passphrase")


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
        python = frozen.environment(tmp_path / "environment")
        whole = frozen.freeze(python, folder)
        made.append(debian.deb(whole, papers.gather(whole, folder / "papers"), folder, output))
    assert made[0].read_bytes() == made[1].read_bytes()
