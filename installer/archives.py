"""Packs what needs no package system: a tar.xz that unpacks anywhere, and the checksums of everything."""

from __future__ import annotations

import hashlib
import shutil
import sys
import tarfile
import zipfile
from pathlib import Path

from installer.product import ROOT, VERSION, moment

__all__ = ["checksums", "tar", "zipped"]

SUMS = "SHA256SUMS"
_READ_ME = """\
LDCoach {version}, without installing
Unpack anywhere and run ./ldcoach-{version}/ldcoach. Nothing is written outside your own folders.
`./install.sh` adds it to your menu, `./install.sh --remove` takes it away; neither needs root.
The papers are in `papers`; settings by IT are read from /etc/ldcoach/policy.toml.
"""


def tar(frozen: Path, papers: Path, folder: Path, output: Path) -> Path:
    """Write the archive of a frozen folder, the same bytes each time."""
    tree = folder / "tar" / f"ldcoach-{VERSION}"
    shutil.rmtree(tree.parent, ignore_errors=True)
    shutil.copytree(frozen, tree, symlinks=True)
    shutil.copytree(papers, tree / "papers")
    (tree / "README.txt").write_text(_READ_ME.format(version=VERSION), "utf-8")
    shutil.copyfile(ROOT / "installer/linux/install.sh", tree / "install.sh")
    shutil.copyfile(ROOT / "installer/linux/org.ldcoach.LDCoach.desktop", tree / "org.ldcoach.LDCoach.desktop")
    shutil.copyfile(ROOT / "installer/linux/mime.xml", tree / "org.ldcoach.LDCoach.xml")
    shutil.copyfile(ROOT / "installer/icon.svg", tree / "org.ldcoach.LDCoach.svg")
    target = output / f"ldcoach-{VERSION}-linux-x86_64.tar.xz"
    with tarfile.open(target, "w:xz", preset=6) as archive:
        for path in sorted(tree.rglob("*")):
            archive.add(path, path.relative_to(tree.parent).as_posix(), recursive=False, filter=_settled)
    return target


def zipped(folder: Path, target: Path) -> Path:
    """Write the files of a folder into a zip, the same bytes each time."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                # A zip knows no day before 1980 and no zone; the day of the build belongs into the files.
                member = zipfile.ZipInfo(path.relative_to(folder).as_posix(), (1980, 1, 1, 0, 0, 0))
                archive.writestr(member, path.read_bytes(), zipfile.ZIP_DEFLATED)
    return target


def checksums(output: Path) -> Path:
    """Write the SHA-256 of every file of a folder."""
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n"
        for path in sorted(output.iterdir())
        if path.is_file() and path.name != SUMS
    ]
    target = output / SUMS
    target.write_text("".join(lines), "utf-8")
    return target


def _settled(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = 0
    member.uname = member.gname = "root"
    member.mtime = moment()
    runs = member.isdir() or member.name.endswith(("/ldcoach", ".sh"))
    member.mode = 0o777 if member.issym() else 0o755 if runs else 0o644
    return member


if __name__ == "__main__":
    # After signing, which changes the files.
    print(checksums(Path(sys.argv[1])))
