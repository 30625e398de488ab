"""Freezes the program into a folder that needs no Python: locked packages, PyInstaller, the same bytes each time."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from pathlib import Path

from packaging.utils import canonicalize_name

from installer import holes, licences, sbom
from installer.product import NAME, ROOT, VERSION, moment
from installer.running import run

__all__ = ["environment", "freeze", "runtime_lock"]

BUILD_LOCK = ROOT / "installer" / "requirements-build.lock"
_SUPPORT = """
import sys
from pathlib import Path
import shiboken6
from ldcoach.app.qt_support import carried_files
for name, content in carried_files().items():
    path = Path(sys.argv[1]) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
"""


def runtime_lock() -> str:
    """Return the part of the developers' lock that an installation holds."""
    wanted = set(licences.runtime())
    return "".join(
        pin.group(0) for pin in sbom.every_pin(sbom.LOCK.read_text("utf-8")) if canonicalize_name(pin["name"]) in wanted
    )


def environment(folder: Path) -> Path:
    """Make an environment of nothing but what an installation holds, and PyInstaller; return its Python.

    One that was made from the same locks is used again.
    """
    locks = runtime_lock() + BUILD_LOCK.read_text("utf-8") + sys.version
    stamp, made = folder / "locks.sha256", hashlib.sha256(locks.encode("utf-8")).hexdigest()
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if stamp.is_file() and stamp.read_text("utf-8") == made:
        return python
    shutil.rmtree(folder, ignore_errors=True)
    run(sys.executable, "-m", "venv", folder)
    lock = folder / "runtime.lock"
    lock.write_text(runtime_lock(), "utf-8")
    pip = (python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--require-hashes")
    run(*pip, "--only-binary", ":all:", "-r", lock)
    run(*pip, "-r", BUILD_LOCK)
    stamp.write_text(made, "utf-8")
    return python


def freeze(python: Path, folder: Path, icon: Path | None = None) -> Path:
    """Freeze the program with an environment's Python; return the folder that holds it, or the .app on macOS."""
    made = {
        "LDCOACH_ROOT": str(ROOT),
        "LDCOACH_VERSION": VERSION,
        "LDCOACH_ICON": str(icon or ""),
        "SOURCE_DATE_EPOCH": str(moment()),
        "PYTHONHASHSEED": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    places = ("--distpath", folder / "dist", "--workpath", folder / "work")
    shutil.rmtree(folder / "dist", ignore_errors=True)
    run(python, "-m", "PyInstaller", "--noconfirm", "--clean", *places, ROOT / "installer" / "ldcoach.spec", env=made)
    if sys.platform == "darwin":
        app = folder / "dist" / f"{NAME}.app"
        _keep_support(python, app / "Contents" / "Frameworks")
        return app
    frozen = folder / "dist" / "ldcoach"
    _keep_support(python, frozen / "_internal")
    if sys.platform.startswith("linux"):
        holes.close_all(frozen)
    return frozen


def _keep_support(python: Path, inside: Path) -> None:
    """Lay the binding's support files beside it, compiled: an installation is read-only and could not keep them."""
    target = inside / "shiboken6" / "files.dir"
    run(python, "-c", _SUPPORT, target, cwd=ROOT)
    compiled = ("-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash", "-s", str(inside), "-p", "/")
    run(python, *compiled, target, env={"PYTHONHASHSEED": "1"})
