"""Lists what LDCoach is made from, with licences: `python -m installer.licences` writes resources/licences.json."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "resources" / "licences.json"

FIT = frozenset(
    {
        *("MIT", "MIT-0", "MIT-CMU", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "MPL-2.0", "ISC", "PSF-2.0"),
        *("LGPL-3.0-only", "Zlib", "OFL-1.1", "CC0-1.0", "blessing", "CNRI-Python"),
    }
)
"""The licences, by SPDX id, that may go into an installer beside Apache-2.0."""

_SAID = {
    # What the package's own metadata leaves open; each was read in its licence file.
    "sqlcipher3": "Zlib",
    "pypdfium2": "Apache-2.0 OR BSD-3-Clause",
    "reportlab": "BSD-3-Clause",
    # Not installed on every system, so their metadata may not be there to ask.
    "pywin32-ctypes": "BSD-3-Clause",
    "colorama": "BSD-3-Clause",
    "jeepney": "MIT",
    "secretstorage": "BSD-3-Clause",
    "backports-tarfile": "MIT",
    "importlib-metadata": "Apache-2.0",
    "zipp": "MIT",
    "tzdata": "Apache-2.0",
    "greenlet": "MIT AND PSF-2.0",
}
_PLAIN = {
    "MIT License": "MIT",
    "BSD License": "BSD-3-Clause",
    "Apache Software License": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
_INSIDE = (
    ("Qt", "LGPL-3.0-only", "pyside6-essentials"),
    ("SQLCipher", "BSD-3-Clause", "sqlcipher3"),
    ("SQLite", "blessing", "sqlcipher3"),
    ("OpenSSL", "Apache-2.0", "sqlcipher3, cryptography"),
    ("Argon2", "CC0-1.0 OR Apache-2.0", "argon2-cffi-bindings"),
    ("qpdf", "Apache-2.0", "pikepdf"),
    ("PDFium", "BSD-3-Clause AND Apache-2.0", "pypdfium2"),
    ("Inter, as LDCoach Sans", "OFL-1.1", "LDCoach"),
    ("Lucide icons", "ISC AND MIT", "LDCoach"),
)
"""Native parts and files that no package's metadata names: part, licence, where it is."""


def runtime() -> dict[str, metadata.Distribution | None]:
    """Return every package that an installation may hold, on any system; None where it is not installed here."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        wanted = [(Requirement(text), "") for text in tomllib.load(file)["project"]["dependencies"]]
    found: dict[str, metadata.Distribution | None] = {}
    while wanted:
        requirement, extra = wanted.pop()
        if not _may_apply(requirement, extra):
            continue
        name = canonicalize_name(requirement.name)
        known = name in found
        found.setdefault(name, _distribution(name))
        package = found[name]
        if package is None or (known and not requirement.extras):
            continue
        for text in package.requires or []:
            wanted += [(Requirement(text), each) for each in ("", *requirement.extras)]
    return dict(sorted(found.items()))


def licence_of(name: str, package: metadata.Distribution | None) -> str:
    """Return a package's licence as an SPDX expression.

    Raises:
        LookupError: nobody says; read its licence file and add it to the table above.
    """
    if name in _SAID:
        return _SAID[name]
    found = list(_told(package)) if package is not None else []
    for text in found:
        if fits(text):
            return text
    raise LookupError(f"{name}: no licence that is known and fit; its metadata says {found}")


def fits(expression: str) -> bool:
    """Tell whether an SPDX expression without brackets leaves us a fit licence: one of OR, each of AND."""
    return any(
        all(part.strip() in FIT for part in option.split(" AND "))
        for option in expression.replace("(", "").split(" OR ")
    )


def listed() -> dict[str, Any]:
    """Return what the file holds."""
    packages = [{"name": name, "licence": licence_of(name, package)} for name, package in runtime().items()]
    inside = [{"name": name, "licence": licence, "inside": place} for name, licence, place in _INSIDE]
    unfit = [part["name"] for part in inside if not fits(part["licence"])]
    if unfit:
        raise LookupError(f"Not fit: {unfit}")
    return {"packages": packages, "inside": inside}


def text() -> str:
    """Return the file's text."""
    return json.dumps(listed(), ensure_ascii=False, indent=1) + "\n"


def _may_apply(requirement: Requirement, extra: str) -> bool:
    """Tell whether some system or Python that we support needs it."""
    marker = requirement.marker
    if marker is None:
        return not extra
    asks_extra = "extra" in str(marker)
    if bool(extra) != asks_extra:
        return False
    return any(marker.evaluate({**place, "extra": extra}) for place in _places())


def _places() -> Iterator[dict[str, str]]:
    systems = (("linux", "Linux", "posix"), ("win32", "Windows", "nt"), ("darwin", "Darwin", "posix"))
    for platform, system, os_name in systems:
        for minor in (11, 12, 13, 14):
            version = f"3.{minor}"
            yield {
                "sys_platform": platform,
                "platform_system": system,
                "os_name": os_name,
                "python_version": version,
                "python_full_version": f"{version}.0",
                "platform_machine": "arm64" if platform == "darwin" else "x86_64",
            }


def _distribution(name: str) -> metadata.Distribution | None:
    try:
        return metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return None


def _told(package: metadata.Distribution) -> Iterator[str]:
    about = package.metadata
    yield from about.get_all("License-Expression") or []
    for said in about.get_all("License") or []:
        first = re.sub(r"\s+", " ", said.splitlines()[0]) if said else ""
        yield _PLAIN.get(first, first)
    for classifier in about.get_all("Classifier") or []:
        if classifier.startswith("License ::"):
            last = classifier.rsplit("::", 1)[1].strip()
            yield _PLAIN.get(last, last)


if __name__ == "__main__":
    TARGET.write_text(text(), "utf-8")
    print(f"{TARGET.relative_to(ROOT)}: {len(listed()['packages'])} packages")
