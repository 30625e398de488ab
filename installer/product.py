"""What every installer says of the product; the version comes from one place."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from ldcoach import __version__
from ldcoach.library.policy_systems import BUNDLE

__all__ = [
    "BUNDLE",
    "DESCRIPTION",
    "FALLBACK_MOMENT",
    "MAINTAINER",
    "NAME",
    "PICTURES",
    "ROOT",
    "SITE",
    "SUMMARY",
    "VERSION",
    "moment",
]

ROOT = Path(__file__).resolve().parent.parent
VERSION = __version__
NAME = "LDCoach"
SUMMARY = "Guide structured 1-2-1s in an encrypted record on your own computer"
DESCRIPTION = (
    "LDCoach guides people managers through structured 1-2-1s, feedback, goals and development summaries. The record "
    "is encrypted and stays on the computer; there is no server, no account and no network connection."
)
MAINTAINER = "The LDCoach maintainers <maintainers@ldcoach.invalid>"
PICTURES = ROOT / "docs" / "images"
SITE = os.environ.get("LDCOACH_SITE", "https://ldcoach.invalid")
"""Where whoever releases LDCoach shows its pictures to software centres; LDCoach itself opens no connection."""
FALLBACK_MOMENT = 1_767_225_600
"""2026-01-01, for builds from an archive without history."""


def moment() -> int:
    """Return the seconds since 1970 that every file of a build is dated with: those of the commit."""
    named = os.environ.get("SOURCE_DATE_EPOCH")
    if named:
        return int(named)
    asked = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    try:
        done = subprocess.run(asked, capture_output=True, text=True, check=False)  # noqa: S603  # words of our own
    except FileNotFoundError:
        return FALLBACK_MOMENT
    return int(done.stdout) if done.returncode == 0 and done.stdout.strip() else FALLBACK_MOMENT
