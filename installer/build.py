"""Builds the installers of a platform: `python -m installer.build linux|windows|macos [--output DIR]`.

Freezes, packs, writes the bill of materials and the licences, and the checksums of it all. The same commit gives the
same bytes, where the format allows.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from installer import archives, debian, frozen, icons, msi, papers, pkg, rpm
from installer.product import PICTURES, ROOT, VERSION
from installer.running import BuildFailed, Progress, finish

PLATFORMS = {"linux": "linux", "windows": "win32", "macos": "darwin"}
POLICY = ROOT / "installer" / "policy"


def main(arguments: Sequence[str] | None = None) -> int:
    """Build what is asked for; return the exit code."""
    parser = argparse.ArgumentParser(prog="installer.build", description="Build the installers of LDCoach.")
    parser.add_argument("platform", choices=sorted(PLATFORMS))
    parser.add_argument("--output", type=Path, default=ROOT / "dist", help="where the installers go; default: dist")
    parser.add_argument("--work", type=Path, default=ROOT / "build", help="what is between; default: build")
    asked = parser.parse_args(arguments)
    if not sys.platform.startswith(PLATFORMS[asked.platform]):
        return finish(BuildFailed(f"The installers for {asked.platform} are built on {asked.platform}."))
    asked.output.mkdir(parents=True, exist_ok=True)
    asked.work.mkdir(parents=True, exist_ok=True)
    try:
        made = BUILDERS[asked.platform](asked.work.resolve(), asked.output.resolve())
    except BuildFailed as error:
        return finish(error)
    for path in made:
        print(f"{path.stat().st_size / 1e6:8.1f} MB  {path}")
    return 0


def build_linux(work: Path, output: Path) -> list[Path]:
    """Build .deb, tar.xz and, where nfpm is there, .rpm."""
    progress = Progress(8)
    folder, written = _frozen(progress, work, None)
    progress.step("Debian package")
    made = [debian.deb(folder, written, work, output)]
    progress.step("archive that needs no root")
    made.append(archives.tar(folder, written, work, output))
    progress.step("RPM" if rpm.available() else "no RPM: nfpm is not installed")
    if rpm.available():
        made.append(rpm.rpm(work / "deb", work, output))
    return made + _finished(progress, written, output)


def build_windows(work: Path, output: Path) -> list[Path]:
    """Build MSI and NSIS installers."""
    progress, icon = Progress(7), icons.ico(work / "icon.ico")
    folder, written = _frozen(progress, work, icon)
    tree = msi.payload(folder, written, work)
    progress.step("MSI")
    made = [msi.msi(tree, icon, work, output)]
    progress.step("NSIS")
    made.append(msi.nsis(tree, icon, output))
    return made + _finished(progress, written, output)


def build_macos(work: Path, output: Path) -> list[Path]:
    """Build the package of the app."""
    progress = Progress(6)
    app, written = _frozen(progress, work, icons.icns(work / "ldcoach.icns"))
    progress.step("signed app and package")
    made = [pkg.pkg(app, written, work, output)]
    return made + _finished(progress, written, output)


BUILDERS: dict[str, Callable[[Path, Path], list[Path]]] = {
    "linux": build_linux,
    "windows": build_windows,
    "macos": build_macos,
}


def _frozen(progress: Progress, work: Path, icon: Path | None) -> tuple[Path, Path]:
    """Return the frozen program and the folder of its papers."""
    progress.step("environment of locked packages")
    python = frozen.environment(work / "environment")
    progress.step("freeze")
    folder = frozen.freeze(python, work, icon)
    progress.step("licences and bill of materials")
    return folder, papers.gather(folder, work / "papers")


def _finished(progress: Progress, written: Path, output: Path) -> list[Path]:
    """Lay what goes beside the installers, and the checksums of it all."""
    progress.step("templates of policy and bill of materials")
    beside = output / f"ldcoach-{VERSION}-policy.zip"
    shutil.copyfile(written / papers.BILL, output / f"ldcoach-{VERSION}.{papers.BILL}")
    archives.zipped(POLICY, beside)
    pictures = archives.zipped(PICTURES, output / f"ldcoach-{VERSION}-screenshots.zip")
    progress.step("checksums")
    return [beside, pictures, archives.checksums(output)]


if __name__ == "__main__":
    sys.exit(main())
