"""Packs a frozen folder as a Debian package: dependencies computed from its binaries, the same bytes each time."""

from __future__ import annotations

import gzip
import hashlib
import re
import shutil
import struct
import textwrap
from datetime import UTC, datetime
from pathlib import Path

from installer import icons
from installer.product import BUNDLE, DESCRIPTION, MAINTAINER, PICTURES, ROOT, SITE, SUMMARY, VERSION, moment
from installer.running import run, tool

__all__ = ["deb", "lay_out"]

PARTS = ROOT / "installer" / "linux"
ARCHITECTURE = "amd64"
_RENAMED_LIBRARIES = {"libglib2.0-0": "libglib2.0-0 | libglib2.0-0t64"}
"""Packages that newer systems call otherwise, with the same library inside."""
_BROUGHT_LIBRARIES = {
    "libbz2.so.1.0": "libbz2-1.0",
    "libcrypto.so.3": "libssl3",
    "libffi.so.8": "libffi8",
    "liblzma.so.5": "liblzma5",
    "libz.so.1": "zlib1g",
}
"""Packages that are not needed where the frozen folder brings their library."""
_ZONES = "tzdata"
"""No library, so it is not found by looking into binaries: the zones of calendars."""
_SHOWN = {
    "today": "Today: the next 1-2-1, what was promised, a quick note",
    "talk": "A 1-2-1: its guide, the topics, shared and prep notes",
    "summary": "The summary that the employee keeps, item by item before it leaves",
}
"""Pictures for software centres, with what they show."""
_OVERRIDES = (
    "embedded-library",
    "unstripped-binary-or-object",
    "hardening-no-pie",
    "hardening-no-fortify-functions",
    "hardening-no-bindnow",
    "hardening-no-relro",
    "shared-library-is-executable",
    "shared-library-lacks-prerequisites",
    "library-not-linked-against-libc",
    "exit-in-shared-library",
    "spelling-error-in-binary",
    "custom-library-search-path",
    "package-installs-python-bytecode",
    "package-installs-python-pycache-dir",
    "package-contains-python-dot-directory",
    "extra-license-file",
    "python3-script-but-no-python3-dep",
    "executable-not-elf-or-script",
    "elf-error",
    "debug-file-with-no-debug-symbols",
)


def deb(frozen: Path, papers: Path, folder: Path, output: Path) -> Path:
    """Write the package; `papers` holds the notices, licences and bill, `folder` is for what is between."""
    tree = lay_out(frozen, papers, folder / "deb")
    depends = _dependencies(tree)
    _control(tree, depends)
    _checksums(tree)
    _settle(tree)
    target = output / f"ldcoach_{VERSION}_{ARCHITECTURE}.deb"
    made = {"SOURCE_DATE_EPOCH": str(moment())}
    run(tool("dpkg-deb", "dpkg"), "--root-owner-group", "-Zxz", "-z9", "--build", tree, target, env=made)
    return target


def lay_out(frozen: Path, papers: Path, tree: Path) -> Path:
    """Lay the files where they belong on a Linux system; return the root of the tree."""
    shutil.rmtree(tree, ignore_errors=True)
    share = tree / "usr/share"
    shutil.copytree(frozen, tree / "usr/lib/ldcoach", symlinks=True)
    (tree / "usr/bin").mkdir(parents=True)
    (tree / "usr/bin/ldcoach").symlink_to("../lib/ldcoach/ldcoach")
    for size in icons.SIZES:
        icons.png(size, share / f"icons/hicolor/{size}x{size}/apps/{BUNDLE}.png")
    _copy(icons.DRAWING, share / f"icons/hicolor/scalable/apps/{BUNDLE}.svg")
    _copy(PARTS / f"{BUNDLE}.desktop", share / f"applications/{BUNDLE}.desktop")
    _filled(PARTS / f"{BUNDLE}.metainfo.xml", share / f"metainfo/{BUNDLE}.metainfo.xml")
    _copy(PARTS / "mime.xml", share / f"mime/packages/{BUNDLE}.xml")
    _packed(_fill(PARTS / "ldcoach.1"), share / "man/man1/ldcoach.1.gz")
    documents = share / "doc/ldcoach"
    shutil.copytree(papers, documents)
    _copy(PARTS / "copyright", documents / "copyright")
    _packed(_changelog(), documents / "changelog.gz")
    overrides = share / "lintian/overrides/ldcoach"
    overrides.parent.mkdir(parents=True)
    reason = "# A whole program in one folder: packages are shipped as their authors built them.\n"
    overrides.write_text(reason + "".join(f"ldcoach: {tag}\n" for tag in sorted(_OVERRIDES)), "utf-8")
    return tree


def _dependencies(tree: Path) -> str:
    """Return what the binaries need of the system, as dpkg-shlibdeps finds it."""
    (tree / "DEBIAN").mkdir(exist_ok=True)
    source = tree.parent / "debian"
    source.mkdir(exist_ok=True)
    (source / "control").write_text(f"Source: ldcoach\n\nPackage: ldcoach\nArchitecture: {ARCHITECTURE}\n", "utf-8")
    inside = tree / "usr/lib/ldcoach/_internal"
    binaries = sorted(path for path in inside.parent.rglob("*") if _is_binary(path))
    private = sorted({path.parent for path in binaries if ".so" in path.name})
    searched = [f"-l{folder}" for folder in private]
    searched += [f"-x{package}" for name, package in _BROUGHT_LIBRARIES.items() if (inside / name).exists()]
    told = run(
        tool("dpkg-shlibdeps", "dpkg-dev"), "-O", f"-S{tree}", *searched, *(f"-e{each}" for each in binaries),
        cwd=tree.parent,
    )  # fmt: skip
    found = told.partition("shlibs:Depends=")[2].strip()
    for name, either in _RENAMED_LIBRARIES.items():
        found = re.sub(rf"(?<![\w.-]){re.escape(name)}( \([^)]*\))?(?=,|$)", either, found)
    return f"{found}, {_ZONES}"


def _is_binary(path: Path) -> bool:
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def _control(tree: Path, depends: str) -> None:
    size = sum(path.lstat().st_size for path in tree.rglob("*") if path.is_file() and "DEBIAN" not in path.parts)
    words = f"""\
Package: ldcoach
Version: {VERSION}
Architecture: {ARCHITECTURE}
Maintainer: {MAINTAINER}
Installed-Size: {size // 1024}
Depends: {depends}
Recommends: gnome-keyring | kwalletmanager | keepassxc, xdg-desktop-portal
Section: misc
Priority: optional
Description: {SUMMARY[0].lower()}{SUMMARY[1:]}
 {_broken(DESCRIPTION)}
 .
 Settings by IT are read from /etc/ldcoach/policy.toml.
"""
    folder = tree / "DEBIAN"
    (folder / "control").write_text(words, "utf-8")


def _checksums(tree: Path) -> None:
    lines = [
        f"{hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()}  {path.relative_to(tree).as_posix()}\n"
        for path in sorted(tree.rglob("*"))
        if path.is_file() and not path.is_symlink() and "DEBIAN" not in path.parts
    ]
    (tree / "DEBIAN/md5sums").write_text("".join(lines), "utf-8")


def _settle(tree: Path) -> None:
    """Give every file the rights and the moment that it has in every build."""
    for path in [*tree.rglob("*"), tree]:
        if not path.is_symlink():
            runs = path.is_dir() or (path.parent.name == "ldcoach" and path.name == "ldcoach")
            path.chmod(0o755 if runs else 0o644)
    run("find", tree, "-exec", "touch", "-hd", f"@{moment()}", "{}", "+")


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _filled(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(_fill(source), "utf-8")


def _fill(source: Path) -> str:
    day = datetime.fromtimestamp(moment(), UTC)
    said = {"@VERSION@": VERSION, "@DATE@": f"{day:%Y-%m-%d}", "@SCREENSHOTS@": _screenshots()}
    text = source.read_text("utf-8")
    for mark, words in said.items():
        text = text.replace(mark, words)
    return text


def _screenshots() -> str:
    """Return the pictures as AppStream names them: by addresses, as software centres load them from the web."""
    told: list[str] = []
    for name, caption in _SHOWN.items():
        width, height = struct.unpack(">II", (PICTURES / f"{name}.png").read_bytes()[16:24])
        kind = "" if told else ' type="default"'
        image = f'<image type="source" width="{width}" height="{height}">{SITE}/screenshots/{name}.png</image>'
        told.append(f"<screenshot{kind}><caption>{caption}</caption>{image}</screenshot>")
    return "\n    ".join(told)


def _changelog() -> str:
    day = datetime.fromtimestamp(moment(), UTC)
    told = "  * See CHANGELOG.md for what a manager, an employee or IT would notice."
    return (
        f"ldcoach ({VERSION}) stable; urgency=medium\n\n{told}\n\n -- {MAINTAINER}  {day:%a, %d %b %Y %H:%M:%S} +0000\n"
    )


def _packed(text: str, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))


def _broken(text: str) -> str:
    return "\n ".join(textwrap.wrap(text, 76))
