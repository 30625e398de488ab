"""Gathers the licence texts of Python and of every package of an installation, as their authors wrote them."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from installer import licences
from installer.running import BuildFailed

__all__ = ["FILE", "every_text", "text"]

FILE = "PACKAGES-LICENCES.txt"
_NAMES = re.compile(r"(^|/)(licen[cs]e|copying|notice|authors)|/licenses/", re.IGNORECASE)
_OTHER_SYSTEMS = re.compile(r"/(android|cibw_musl|pbin_musl|v8_xfa)/")
_ELSEWHERE = {"pyside6-essentials": "LGPL-3.0.txt, GPL-3.0.txt", "shiboken6": "LGPL-3.0.txt, GPL-3.0.txt"}
"""Packages that bring no text, with the files beside this one that hold it."""
_RULE = "=" * 78


def text() -> str:
    """Return all texts, one after the other under the name of what each is for.

    Raises:
        BuildFailed: a package that is installed here brings no text.
    """
    return "".join(f"{_RULE}\n{name}\n{_RULE}\n\n{words.strip()}\n\n\n" for name, words in every_text())


def every_text() -> Iterator[tuple[str, str]]:
    """Yield (what it is for, text); a package that only other systems need is not there and left out."""
    yield f"Python {sys.version_info.major}.{sys.version_info.minor}", _of_python()
    for name, package in licences.runtime().items():
        if package is None:
            continue
        found = list(_of_package(package))
        if name in _ELSEWHERE:
            found.append(("", f"The texts are in {_ELSEWHERE[name]} beside this file."))
        if not found:
            raise BuildFailed(f"{name} brings no licence text; say in installer/package_texts.py where it is.")
        for file, words in found:
            yield f"{name} {package.version}{file and ': '}{file}", words


def _of_package(package: metadata.Distribution) -> Iterator[tuple[str, str]]:
    for path in sorted(package.files or (), key=str):
        place = path.as_posix()
        inside = place.partition(".dist-info/")[2]
        if inside and _NAMES.search(f"/{inside}") and not _OTHER_SYSTEMS.search(place):
            yield inside.removeprefix("licenses/"), Path(str(path.locate())).read_text("utf-8", "replace")


def _of_python() -> str:
    base = Path(sys.base_prefix)
    minor = f"python{sys.version_info.major}.{sys.version_info.minor}"
    places = [Path(os.__file__).parent / "LICENSE.txt", base / "LICENSE.txt", base / f"share/doc/{minor}/copyright"]
    for place in places:
        if place.is_file():
            return place.read_text("utf-8")
    raise BuildFailed("The licence of Python is in none of its usual places; say in installer/package_texts.py where.")
