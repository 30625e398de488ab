"""The two installers for Windows, of this version and of one before, and what is seen of them once installed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from installer import msi
from installer.product import VERSION
from installer.tests.wine import Wine

__all__ = [
    "CONSOLE",
    "FOLDER",
    "FORMER",
    "OPEN",
    "REFUSED",
    "WINDOW",
    "Setup",
    "installed",
    "kept_settings",
    "laid",
    "made",
    "small",
]

FORMER, LEFT_BEHIND = "0.0.1", "_internal/of-the-former.txt"
FOLDER = "C:\\Program Files\\LDCoach"
CONSOLE, WINDOW = f"{FOLDER}\\ldcoach.exe", f"{FOLDER}\\ldcoachw.exe"
REFUSED = {"msi": 1603, "setup.exe": 1638}
"""How each ends where a newer one is installed, or the other kind."""
OPEN = 1618


@dataclass(frozen=True)
class Setup:
    """One kind of installer, with the real program or a small payload."""

    kind: str
    now: Path
    former: Path
    brought: frozenset[str]
    """The files that it brings, below the folder of the installation."""
    real: bool = False

    def install(self, windows: Wine, file: Path, *words: str, ends: int = 0) -> None:
        place = f"Z:{file}".replace("/", "\\")
        silent = ("msiexec", "/i", place, "/qn") if self.kind == "msi" else (place, "/S")
        windows.run(*silent, *words, ends=ends)

    def remove(self, windows: Wine, folder: str = FOLDER) -> None:
        if self.kind == "msi":
            windows.run("msiexec", "/x", f"Z:{self.now}".replace("/", "\\"), "/qn")
            return
        windows.run(f"{folder}\\uninstall.exe", "/S")
        # It goes on from a copy of itself, as it could not take itself away otherwise.
        windows.rest()


def small(folder: Path) -> Path:
    """Return a small payload with what is awkward in names."""
    tree = folder / "payload"
    for name in ("ldcoach.exe", "ldcoachw.exe", "_internal/sub/b & c.txt", "_internal/sub/é.txt", "papers/NOTICE"):
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_text(name, "utf-8")
    return tree


def made(kind: str, tree: Path, icon: Path, given: Path | None = None) -> Setup:
    """Build one kind of a payload, the former with a file more; what is given is taken for that of this version."""
    brought = frozenset(path.relative_to(tree).as_posix() for path in tree.rglob("*") if path.is_file())
    now = given or _built(kind, tree, icon, VERSION)
    (tree / LEFT_BEHIND).write_text("former", "utf-8")
    return Setup(kind, now, _built(kind, tree, icon, FORMER), brought, real=given is not None)


def _built(kind: str, tree: Path, icon: Path, version: str) -> Path:
    if kind == "msi":
        return msi.msi(tree, icon, tree.parent, tree.parent, version)
    return msi.nsis(tree, icon, tree.parent, version, quick=True)


def laid(windows: Wine, folder: str = FOLDER) -> set[str]:
    """Return the files of an installation, but for what removes it."""
    root = windows.path(folder)
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()} - {"uninstall.exe"}


def installed(windows: Wine) -> str:
    """Return the version that is installed; its shortcut has to be there."""
    assert [name for name in windows.files() if name.endswith("Start Menu/Programs/LDCoach.lnk")]
    return windows.value(r"HKLM\SOFTWARE\LDCoach", "Version")


def kept_settings(windows: Wine) -> set[str]:
    """Return the names of what of LDCoach is left in the registry, which has to be policies and nothing else."""
    left = windows.registry()
    # Windows Installer notes each component that is to stay below this number.
    ours = {line for line in left if "00000000000000000000000000000000" not in line}
    assert all(line.startswith("[Software\\\\Policies\\\\LDCoach]") for line in ours), sorted(ours)
    return set(re.findall(r'\] "(\w+)"=', "\n".join(ours)))
