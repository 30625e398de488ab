"""The RPM in a fresh system by rpm and dnf themselves; by command only: `pytest installer/tests -m soak`.

No system of RPMs can be made here, so Debian plays one: a package that brings nothing says what its libraries provide,
in the words that rpm's own tool finds for them, and every dependency of LDCoach has to be met by that.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from installer import rpm
from installer.product import VERSION
from installer.tests.fresh import Fresh, system

TOOL = Path("/usr/lib/rpm/elfdeps")
"""What rpmbuild finds dependencies with."""
pytestmark = [
    pytest.mark.soak,
    pytest.mark.timeout(1800),
    pytest.mark.skipif(
        not TOOL.exists() or not rpm.available() or shutil.which("rpm2cpio") is None, reason="needs rpm and nfpm"
    ),
]
NAMES = ["tzdata", "hicolor-icon-theme", "shared-mime-info"]
"""Packages that are no libraries."""


@pytest.fixture(scope="session")
def package(installers: Path) -> Path:
    (found,) = installers.glob("*.rpm")
    return found


@pytest.fixture
def fresh(installers: Path, package: Path, tmp_path: Path) -> Iterator[Fresh]:
    (debian,) = installers.glob("*.deb")
    with system("trixie", tmp_path / "system", debian, ["rpm", "dnf"]) as made:
        shutil.copyfile(package, made.root / "tmp/ldcoach.rpm")
        yield made


def test_it_asks_for_what_the_tool_of_rpm_finds(package: Path, tmp_path: Path) -> None:
    unpacked(package, tmp_path)
    binaries = elf_files(tmp_path / "usr/lib/ldcoach")
    brought = {each.partition("(")[0] for each in found("--provides", binaries)} | {path.name for path in binaries}
    wanted = {each for each in found("--requires", binaries) if each.partition("(")[0] not in {*brought, "rtld"}}
    asked = set(told(package, "--requires"))
    assert len(wanted) > 80
    assert wanted <= asked
    assert told(package, "--scripts") == []


def test_it_owns_its_own_folders_alone(package: Path) -> None:
    kinds = {line.split()[0][0]: line for line in told(package, "-lv")}
    assert set(kinds) == {"-", "d", "l"}
    for line in told(package, "-lv"):
        mode, _, user, group, *_ = line.split()
        place = line[line.index(" /") + 1 :]
        assert (user, group) == ("root", "root")
        if mode.startswith("d"):
            assert mode == "drwxr-xr-x"
            assert place.startswith(("/usr/lib/ldcoach", "/usr/share/doc/ldcoach"))
        elif mode.startswith("-"):
            assert mode == ("-rwxr-xr-x" if place == "/usr/lib/ldcoach/ldcoach" else "-rw-r--r--")


def test_refused_installed_upgraded_and_erased(fresh: Fresh, tmp_path: Path) -> None:
    before = fresh.files()
    assert "libc.so.6(GLIBC" in fresh.run("rpm", "-i", "/tmp/ldcoach.rpm", fails=True)
    provided = fresh.root / "tmp/provided.rpm"
    packed(provided, "provided", "1", provides=[*found("--provides", libraries(fresh)), *NAMES])
    fresh.run("rpm", "-i", "/tmp/provided.rpm")
    fresh.run("rpm", "-i", "/tmp/ldcoach.rpm")
    fresh.run("rpm", "-V", "ldcoach")
    assert VERSION in fresh.ldcoach("--version")
    fresh.ldcoach("demo", "--people", "3", "--output", "/srv/demo")
    assert (fresh.root / "srv/demo/development-summary.pdf").read_bytes().startswith(b"%PDF")
    # The same tree with a higher version stands for the next release.
    tree = unpacked(fresh.root / "tmp/ldcoach.rpm", tmp_path / "tree")
    packed(
        fresh.root / "tmp/next.rpm", "ldcoach", f"{VERSION}.1", depends=rpm.needed(tree), contents=rpm.contents(tree)
    )
    with fresh.in_use():
        fresh.run("rpm", "-U", "/tmp/next.rpm")
    assert "sound" in fresh.verified()
    assert "already installed" in fresh.run("rpm", "-U", "/tmp/ldcoach.rpm", fails=True)
    fresh.run("rpm", "-e", "ldcoach")
    assert not (fresh.root / "usr/lib/ldcoach").exists()
    assert not (fresh.root / "usr/share/doc/ldcoach").exists()
    assert fresh.files() == before
    assert (fresh.root / "srv/record/ldcoach.db").is_file()
    alone = ("dnf", "-q", "-y", "--disablerepo=*", "--releasever=1")
    fresh.run(*alone, "install", "/tmp/ldcoach.rpm")
    assert VERSION in fresh.ldcoach("--version")
    fresh.run(*alone, "remove", "ldcoach")
    assert not (fresh.root / "usr/lib/ldcoach").exists()


def told(package: Path, *words: str) -> list[str]:
    """Ask rpm about a package; return its lines."""
    done = subprocess.run(["rpm", "-qp", *words, str(package)], check=True, capture_output=True, text=True)
    return done.stdout.splitlines()


def found(kind: str, binaries: list[Path]) -> set[str]:
    """Return what the tool of rpm says of binaries."""
    words = "".join(f"{path}\n" for path in binaries)
    done = subprocess.run([str(TOOL), kind], input=words, check=True, capture_output=True, text=True)
    return set(done.stdout.splitlines())


def libraries(fresh: Fresh) -> list[Path]:
    """Return the libraries of a system, each once."""
    return elf_files(fresh.root / "usr/lib/x86_64-linux-gnu")


def elf_files(folder: Path) -> list[Path]:
    ours = [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink()]
    return [path for path in ours if path.read_bytes()[:4] == b"\x7fELF"]


def unpacked(package: Path, folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    archive = subprocess.run(["rpm2cpio", str(package)], check=True, capture_output=True).stdout
    subprocess.run(["cpio", "-id", "--quiet"], input=archive, cwd=folder, check=True, capture_output=True)
    return folder


def packed(target: Path, name: str, version: str, **more: object) -> None:
    """Make an RPM without compressing it."""
    about = {"maintainer": "Nobody <nobody@ldcoach.invalid>", "description": name, "license": "Apache-2.0"}
    lists = {key: list(value) if isinstance(value, Iterator | set) else value for key, value in more.items()}
    config = {"name": name, "arch": "amd64", "version": version, **about, **lists, "rpm": {"compression": "gzip:1"}}
    written = target.with_suffix(".yaml")
    written.write_text(json.dumps(config), "utf-8")
    subprocess.run(["nfpm", "package", "-f", str(written), "-p", "rpm", "-t", str(target)], check=True)
