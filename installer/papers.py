"""Gathers the papers of an installation: notice, licence texts, the offer of Qt's source, the bill of materials."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from installer import package_texts, sbom
from installer.product import ROOT, VERSION, moment
from installer.running import BuildFailed

__all__ = ["gather", "natives", "source_offer"]

TEXTS = ROOT / "installer" / "texts"
BILL = "sbom.cdx.json"
_NATIVE = (".so", ".dll", ".pyd", ".dylib", ".exe")


def gather(frozen: Path, folder: Path) -> Path:
    """Write the papers into a folder; return it.

    Raises:
        BuildFailed: a binary belongs to no package of the bill.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in ("NOTICE", "LICENSE"):
        shutil.copyfile(ROOT / name, folder / name)
    for text in sorted(TEXTS.glob("*.txt")):
        shutil.copyfile(text, folder / text.name)
    shutil.copyfile(ROOT / "resources" / "licences.json", folder / "licences.json")
    shutil.copyfile(ROOT / "installer" / "policy" / "policy.toml", folder / "policy.toml")
    (folder / "QT-SOURCE.txt").write_text(source_offer(), "utf-8")
    (folder / package_texts.FILE).write_text(package_texts.text(), "utf-8")
    (folder / BILL).write_text(bill(frozen), "utf-8")
    return folder


def source_offer() -> str:
    """Return what the licences of Qt and PySide6 ask to be said to whoever gets an installer."""
    version = sbom.pins(sbom.LOCK.read_text("utf-8"))["pyside6-essentials"][0]
    return f"""\
Qt and PySide6 in LDCoach {VERSION}
{"=" * (22 + len(VERSION))}

LDCoach uses Qt and PySide6 {version}, unmodified, as separate libraries, under the GNU Lesser General Public License,
version 3. The texts are in LGPL-3.0.txt and GPL-3.0.txt beside this file.

Source. Whoever gave you this installer gives you, for three years from that day and for no more than the cost of
handing it over, the complete source of Qt and PySide6 {version}. It can also be had from the Qt Project, as the
archives "qt-everywhere-src-{version}" and "pyside-setup-everywhere-src-{version}".

Replacing Qt. The program is a folder and never one file. Build Qt and PySide6 {version[: version.rfind(".")]} for your
system, with the same version of Python's stable interface, and put your libraries in the place of those under
`_internal/PySide6` and `_internal/shiboken6` (on Windows Qt's own lie in `_internal` itself, on macOS all of them under
`Contents/Frameworks` of the app). LDCoach's licence does not forbid the reverse engineering that debugging such a
change needs.
"""


def bill(frozen: Path) -> str:
    """Return the bill of materials, with every binary of a frozen folder under the package it belongs to."""
    made: dict[str, Any] = json.loads(sbom.text(sbom.LOCK.read_text("utf-8")))
    by_name = {each["name"].casefold(): each for each in made["components"]}
    for owner, names in natives(frozen, set(by_name)).items():
        if owner not in by_name:
            made["components"].append(by_name.setdefault(owner, _part(owner)))
        properties = by_name[owner].setdefault("properties", [])
        properties += [{"name": "ldcoach:binary", "value": name} for name in names]
    made["metadata"]["timestamp"] = _stamp()
    return json.dumps(made, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def natives(frozen: Path, known: set[str]) -> dict[str, list[str]]:
    """Return the binaries of a frozen folder by the component that they belong to.

    Raises:
        BuildFailed: one belongs to none.
    """
    found: dict[str, list[str]] = {}
    for path in sorted(frozen.rglob("*")):
        if path.is_file() and not path.is_symlink() and _is_native(path):
            place = path.relative_to(frozen).as_posix()
            found.setdefault(_owner(place, known), []).append(place)
    return found


def _is_native(path: Path) -> bool:
    return path.suffix.casefold() in _NATIVE or ".so." in path.name or path.name == "ldcoach"


_OWNERS = (
    ("pyside6/qt/", "qt"),
    ("qt6", "qt"),
    ("pyside6", "pyside6-essentials"),
    ("shiboken6", "shiboken6"),
    ("pil/", "pillow"),
    ("pillow.libs/", "pillow"),
    ("pikepdf.libs/", "pikepdf"),
    ("qpdf", "pikepdf"),
    ("msvcp140", "microsoft-visual-cpp-runtime"),
    ("pypdfium2_raw/", "pypdfium2"),
    ("_argon2_cffi_bindings/", "argon2-cffi-bindings"),
    ("uuid_utils/", "uuid-utils"),
    ("charset_normalizer/", "charset-normalizer"),
    ("_cffi_backend", "cffi"),
    ("python3.", "python"),
    ("libpython", "python"),
    ("python", "python"),
    ("lib-dynload/", "python"),
    ("vcruntime", "python"),
    ("ldcoach", "ldcoach"),
)
_SYSTEM = ("libcrypto", "libssl", "libffi", "libbz2", "liblzma", "libzstd", "libz", "libuuid", "libncurses", "libicu")


def _owner(place: str, known: set[str]) -> str:
    inner = place.removeprefix("_internal/").removeprefix("Contents/Frameworks/").casefold()
    for beginning, owner in _OWNERS:
        if inner.startswith(beginning):
            return owner
    first = inner.partition("/")[0].replace("_", "-")
    if first in known:
        return first
    for beginning in _SYSTEM:
        if inner.startswith(beginning):
            return beginning
    if "/" not in inner and inner.endswith(".pyd"):
        return "python"  # on Windows its own modules lie at the top
    raise BuildFailed(f"{place} belongs to no package of the bill of materials; say in installer/papers.py to which.")


_LICENCES = {"python": "PSF-2.0", "libcrypto": "Apache-2.0", "libssl": "Apache-2.0", "libffi": "MIT", "liblzma": "0BSD",
             "libbz2": "bzip2-1.0.6", "libz": "Zlib", "libzstd": "BSD-3-Clause", "libuuid": "BSD-3-Clause",
             "libncurses": "X11", "libicu": "Unicode-3.0", "ldcoach": "Apache-2.0"}  # fmt: skip
_TERMS = {"microsoft-visual-cpp-runtime": "Microsoft Visual C++ runtime, to be given on with programs that need it"}
"""Parts of Windows whose terms have no SPDX id; see docs/adr/0006."""


def _part(name: str) -> dict[str, Any]:
    if name not in _LICENCES and name not in _TERMS:
        raise BuildFailed(f"{name} has binaries and no licence in installer/papers.py.")
    licences = [{"license": {"name": _TERMS[name]} if name in _TERMS else {"id": _LICENCES[name]}}]
    return {"type": "library", "bom-ref": f"part:{name}", "name": name, "licenses": licences}


def _stamp() -> str:
    return f"{datetime.fromtimestamp(moment(), UTC):%Y-%m-%dT%H:%M:%SZ}"
