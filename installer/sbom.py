"""Writes the bill of materials: `python -m installer.sbom OUT.json`; CycloneDX 1.6, always the same from one lock."""

from __future__ import annotations

import json
import re
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name

from installer.licences import ROOT, listed
from ldcoach import __version__

LOCK = ROOT / "requirements-dev.lock"
_PIN = re.compile(
    r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)(?P<rest>(?:[^\n]*\\\n|[^\n]*\n)*?)(?=^\S|\Z)", re.MULTILINE
)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_NAMESPACE = uuid.UUID("c2a9f0e4-5a0b-5a53-9a47-6d2f5d6f3b11")


def pins(lock: str) -> dict[str, tuple[str, list[str]]]:
    """Return version and SHA-256 of every archive for each package of a lock."""
    return {
        canonicalize_name(found["name"]): (found["version"], sorted(_HASH.findall(found["rest"])))
        for found in every_pin(lock)
    }


def every_pin(lock: str) -> Iterator[re.Match[str]]:
    """Yield each package of a lock, as text with its hashes; `name`, `version` and `rest` are its groups."""
    return _PIN.finditer(lock)


def bill(lock: str) -> dict[str, Any]:
    """Return the bill for what an installation holds; developers' tools are left out.

    Raises:
        LookupError: the lock lacks a package, or its hashes.
    """
    parts, pinned = listed(), pins(lock)
    components = [_package(part["name"], part["licence"], pinned) for part in parts["packages"]]
    components += [_inside(part["name"], part["licence"], part["inside"]) for part in parts["inside"]]
    serial = uuid.uuid5(_NAMESPACE, json.dumps([__version__, components], sort_keys=True))
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        "metadata": {"component": _ourselves()},
        "components": components,
        "dependencies": [{"ref": "ldcoach", "dependsOn": [each["bom-ref"] for each in components]}],
    }


def text(lock: str) -> str:
    """Return the bill as JSON."""
    return json.dumps(bill(lock), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _ourselves() -> dict[str, Any]:
    licences = [{"license": {"id": "Apache-2.0"}}]
    return {
        "type": "application",
        "bom-ref": "ldcoach",
        "name": "ldcoach",
        "version": __version__,
        "licenses": licences,
        "purl": f"pkg:pypi/ldcoach@{__version__}",
    }


def _package(name: str, licence: str, pinned: dict[str, tuple[str, list[str]]]) -> dict[str, Any]:
    version, hashes = pinned.get(name, ("", []))
    if not hashes:
        raise LookupError(f"{name}: the lock does not pin it with hashes")
    purl = f"pkg:pypi/{name}@{version}"
    # One hash for each archive that may be installed; a component's own `hashes` would say they are one file.
    archives = [{"name": "ldcoach:archive:sha256", "value": each} for each in hashes]
    return {
        "type": "library",
        "bom-ref": purl,
        "name": name,
        "version": version,
        "licenses": [{"expression": licence}],
        "purl": purl,
        "properties": archives,
    }


def _inside(name: str, licence: str, place: str) -> dict[str, Any]:
    reference = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")
    return {
        "type": "library",
        "bom-ref": f"inside:{reference}",
        "name": name,
        "licenses": [{"expression": licence}],
        "properties": [{"name": "ldcoach:inside", "value": place}],
    }


def main(arguments: list[str]) -> int:
    """Write the file that is named."""
    if len(arguments) != 1:
        print("python -m installer.sbom OUT.json", file=sys.stderr)
        return 2
    Path(arguments[0]).write_text(text(LOCK.read_text("utf-8")), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
