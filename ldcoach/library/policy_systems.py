"""Where IT's settings are on each system; these places are fixed, so that nothing a user sets can lead elsewhere."""

from __future__ import annotations

import plistlib
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from ldcoach.domain.policy import Policy
from ldcoach.domain.policy_keys import BY_NAME, PolicyKind
from ldcoach.library.policy import TomlPolicy, named, unreadable, weighed

__all__ = ["BUNDLE", "MAC_FOLDER", "REGISTRY_KEY", "UNIX_FOLDER", "ManagedPreferences", "RegistryPolicy", "the_source"]

UNIX_FOLDER = Path("/etc/ldcoach")
MAC_FOLDER = Path("/Library/Managed Preferences")
BUNDLE = "org.ldcoach.LDCoach"
REGISTRY_KEY = r"SOFTWARE\Policies\LDCoach"
RECOMMENDED = "Recommended"
"""The subkey, or the dictionary, that holds what is only recommended."""


class Registry(Protocol):
    """The values of keys under HKEY_LOCAL_MACHINE."""

    def __call__(self, key: str) -> Mapping[str, Any]:
        """Return the values of a key by name, nothing where there is no such key.

        Raises:
            OSError: the key is there and cannot be read.
        """


class Source(Protocol):
    """Where IT's settings come from."""

    def read(self) -> Policy:
        """Return them; never raises."""


@dataclass(frozen=True, slots=True)
class RegistryPolicy:
    """Group Policy on Windows: values of one key, what is recommended in a subkey."""

    values: Registry

    def read(self) -> Policy:
        """Return what IT set; a closed policy where the registry cannot be read."""
        where = rf"HKLM\{REGISTRY_KEY}"
        try:
            forced = self.values(REGISTRY_KEY)
            recommended = self.values(rf"{REGISTRY_KEY}\{RECOMMENDED}")
        except OSError:
            return unreadable(where, f"{where} cannot be read.")
        return _flat(forced, recommended, where)


@dataclass(frozen=True, slots=True)
class ManagedPreferences:
    """A configuration profile on macOS: a property list that only the system writes."""

    folder: Path

    def read(self) -> Policy:
        """Return what IT set; a closed policy where the list cannot be read."""
        path = self.folder / f"{BUNDLE}.plist"
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            return Policy()
        except OSError:
            return unreadable(str(path), f"{path.name} cannot be read.")
        try:
            table = plistlib.loads(content)
        except Exception:  # noqa: BLE001  # plistlib raises what its parsers raise; the file is not ours
            table = None
        if not isinstance(table, dict):
            return unreadable(str(path), f"{path.name} is no property list of settings.")
        recommended = table.pop(RECOMMENDED, {})
        if not isinstance(recommended, dict):
            return unreadable(str(path), f"{path.name}: {RECOMMENDED} has to be a dictionary.")
        own = {name: value for name, value in table.items() if not name.startswith("Payload")}
        return _flat(own, recommended, str(path))


def the_source(platform: str = sys.platform) -> Source:
    """Return where this system keeps IT's settings."""
    if platform == "win32":
        return RegistryPolicy(registry_values)
    if platform == "darwin":
        return ManagedPreferences(MAC_FOLDER)
    return TomlPolicy(UNIX_FOLDER)


def registry_values(key: str) -> Mapping[str, Any]:
    """Return the values of a key under HKEY_LOCAL_MACHINE in the 64-bit view, with the paths in them expanded."""
    if sys.platform != "win32":
        raise OSError("There is no registry on this system.")
    import winreg  # noqa: PLC0415  # only there on Windows

    values: dict[str, Any] = {}
    try:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, key, 0, winreg.KEY_READ | winreg.KEY_WOW64_64KEY) as handle:
            for place in range(winreg.QueryInfoKey(handle)[1]):
                name, value, kind = winreg.EnumValue(handle, place)
                values[name] = winreg.ExpandEnvironmentStrings(value) if kind == winreg.REG_EXPAND_SZ else value
    except FileNotFoundError:
        return {}
    return values


def _flat(forced: Mapping[str, Any], recommended: Mapping[str, Any], where: str) -> Policy:
    if not forced and not recommended:
        return Policy()
    table = {
        "forced": named(_as_written(forced), BY_NAME),
        "recommended": named(_as_written(recommended), BY_NAME),
    }
    return weighed(table, _no_line, where)


def _as_written(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values as a file would hold them: the registry has numbers for switches."""
    return {name: _switched(name, value) for name, value in values.items()}


def _switched(name: str, value: object) -> object:
    key = BY_NAME.get(name)
    is_number = isinstance(value, int) and value in {0, 1}
    return bool(value) if key is not None and key.kind is PolicyKind.SWITCH and is_number else value


def _no_line(_path: str) -> int:
    return 0
