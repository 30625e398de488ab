"""The text of About: our notice, then every package and part with its licence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ldcoach.paths import resources

_NOTICE = "NOTICE"


def licences() -> str:
    """Return the text; a checkout and an installed package keep the notice in different places."""
    listed: dict[str, list[dict[str, str]]] = json.loads((resources() / "licences.json").read_text("utf-8"))
    parts = [_row(part["name"], part["licence"]) for part in listed["packages"]]
    inside = [_row(f"{part['name']} ({part['inside']})", part["licence"]) for part in listed["inside"]]
    return "\n".join([*_notice(), "Packages", "--------", *parts, "", "Inside them", "-----------", *inside])


def _notice() -> list[str]:
    for place in (resources().parent / _NOTICE, *_installed()):
        if place.is_file():
            return [place.read_text("utf-8")]
    return []


def _installed() -> list[Path]:
    from importlib import metadata

    try:
        files = metadata.files("ldcoach") or []
    except metadata.PackageNotFoundError:
        return []
    found: list[Any] = [file.locate() for file in files if file.name == _NOTICE]
    return [Path(place) for place in found]


def _row(name: str, licence: str) -> str:
    return f"{name:<40} {licence}"
