"""Packs the app for macOS: Info.plist, signature, package, notarisation. Not run yet on a Mac; see docs/release.md.

Signing and notarisation do nothing without their secrets: an unsigned build is no failure.
"""

from __future__ import annotations

import os
import plistlib
import shutil
from pathlib import Path

from installer.product import BUNDLE, NAME, ROOT, VERSION
from installer.running import run

__all__ = ["info", "pkg"]

ENTITLEMENTS = ROOT / "installer" / "macos" / "entitlements.plist"
OLDEST = "13.0"
APPLICATION, INSTALLER = "LDCOACH_MAC_APPLICATION", "LDCOACH_MAC_INSTALLER"
"""Variables that name the two signing identities in the keychain of the runner."""
PROFILE = "LDCOACH_MAC_NOTARY_PROFILE"
"""Variable that names the keychain's profile for the notary service."""


def pkg(app: Path, papers: Path, folder: Path, output: Path) -> Path:
    """Write the package of an app; signed and notarised where the secrets are there."""
    shutil.copytree(papers, app / "Contents" / "Resources" / "papers", dirs_exist_ok=True)
    (app / "Contents" / "Info.plist").write_bytes(plistlib.dumps(info()))
    _sign(app)
    root = folder / "pkg"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(app, root / "Applications" / app.name, symlinks=True)
    target = output / f"ldcoach-{VERSION}-macos.pkg"
    identity = os.environ.get(INSTALLER)
    signed = ("--sign", identity) if identity else ()
    described = ("--identifier", f"{BUNDLE}.pkg", "--version", VERSION, "--min-os-version", OLDEST)
    run("pkgbuild", "--root", root, "--install-location", "/", *described, *signed, target)
    _notarise(target)
    return target


def info() -> dict[str, object]:
    """Return what the app says of itself."""
    return {
        "CFBundleIdentifier": BUNDLE,
        "CFBundleName": NAME,
        "CFBundleDisplayName": NAME,
        "CFBundleExecutable": "ldcoach",
        "CFBundleIconFile": "ldcoach.icns",
        "CFBundlePackageType": "APPL",
        "CFBundleShortVersionString": VERSION,
        "CFBundleVersion": VERSION,
        "CFBundleDevelopmentRegion": "en",
        "CFBundleInfoDictionaryVersion": "6.0",
        "LSApplicationCategoryType": "public.app-category.business",
        "LSMinimumSystemVersion": OLDEST,
        "NSHighResolutionCapable": True,
        "NSSupportsAutomaticTermination": False,
        "CFBundleDocumentTypes": [_document("LDCoach content pack", "pack"), _document("LDCoach handover", "handover")],
        "UTExportedTypeDeclarations": [
            _kind("LDCoach content pack", "pack", "ldpack"),
            _kind("LDCoach handover", "handover", "ldhandover"),
        ],
    }


def _document(name: str, kind: str) -> dict[str, object]:
    return {
        "CFBundleTypeName": name,
        "CFBundleTypeRole": "Viewer",
        "LSHandlerRank": "Owner",
        "LSItemContentTypes": [f"{BUNDLE}.{kind}"],
    }


def _kind(name: str, kind: str, ending: str) -> dict[str, object]:
    return {
        "UTTypeIdentifier": f"{BUNDLE}.{kind}",
        "UTTypeDescription": name,
        "UTTypeConformsTo": ["public.data"],
        "UTTypeTagSpecification": {"public.filename-extension": [ending]},
    }


def _sign(app: Path) -> None:
    """Sign from the inside out; without an identity only so that the system lets it run where it was built."""
    identity = os.environ.get(APPLICATION)
    if not identity:
        print("Not signed: there is no identity.")
        run("codesign", "--force", "--deep", "--sign", "-", app)
        return
    words = ("codesign", "--force", "--timestamp", "--options", "runtime", "--sign", identity)
    inside = [path for path in sorted(app.rglob("*")) if path.is_file() and path.suffix in {".so", ".dylib"}]
    for path in inside:
        run(*words, path)
    run(*words, "--entitlements", ENTITLEMENTS, app)
    run("codesign", "--verify", "--strict", "--deep", app)


def _notarise(package: Path) -> None:
    profile = os.environ.get(PROFILE)
    if not profile:
        print("Not notarised: there is no profile of the notary service.")
        return
    run("xcrun", "notarytool", "submit", package, "--keychain-profile", profile, "--wait")
    run("xcrun", "stapler", "staple", package)
