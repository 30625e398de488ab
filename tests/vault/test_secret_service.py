"""The real key store of a Linux desktop: gnome-keyring on a bus of its own, in folders of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.vault.conftest import Made

NEEDED = ("dbus-run-session", "gnome-keyring-daemon", "secret-tool")
PACKAGES = "dbus gnome-keyring libsecret-tools"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="the Secret Service is of Linux desktops"),
    pytest.mark.skipif(
        not all(shutil.which(program) for program in NEEDED),
        reason=f"the Secret Service is not installed; as root: apt-get install {PACKAGES}",
    ),
]

BEGIN = """
from pathlib import Path
import sys, time
import secretstorage
from ldcoach.errors import KeyStoreUnavailable
from ldcoach.paths import Home
from ldcoach.vault.file_vault import FileVault
from ldcoach.vault.remembering import DeviceSlots

home, devices = Home(Path(sys.argv[1])), DeviceSlots()
keys = FileVault().unlock_with_code(home, sys.argv[2])

def entries():
    connection = secretstorage.dbus_init()
    return len(list(secretstorage.search_items(connection, {"service": f"LDCoach {keys.vault_id}"})))

def lock():
    collection = secretstorage.get_default_collection(secretstorage.dbus_init())
    collection.lock()
    assert collection.is_locked()

def refused(act):
    begun = time.monotonic()
    try:
        act()
    except KeyStoreUnavailable as error:
        assert "passphrase" in str(error)
        print(f"refused in {time.monotonic() - begun:.2f} s")
        assert time.monotonic() - begun < 2
    else:
        raise AssertionError("it was not refused")
"""


@dataclass(frozen=True)
class Desktop:
    """A desktop session that lasts for one program."""

    folder: Path

    def run(self, code: str, made: Made, *, keyring: bool = True, **environment: str) -> str:
        """Run a program in a session and return what it printed; fail where it fails."""
        daemon = 'printf "login" | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; '
        script = f'{daemon if keyring else ""}exec "$0" -c "$1" "$2" "$3"'
        command = ["dbus-run-session", "--", "sh", "-c", script, sys.executable, BEGIN + code]
        ended = subprocess.run(
            [*command, str(made.home.folder), made.code],
            env=self._environment() | environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert ended.returncode == 0, ended.stderr[-2000:]
        return ended.stdout

    def _environment(self) -> dict[str, str]:
        private = {name: str(self.folder / name.lower()) for name in ("HOME", "XDG_RUNTIME_DIR", "XDG_DATA_HOME")}
        for folder in private.values():
            os.makedirs(folder, mode=0o700, exist_ok=True)  # noqa: PTH103
        os.makedirs(self.folder / "xdg_data_home" / "keyrings", mode=0o700, exist_ok=True)  # noqa: PTH103
        kept = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}}
        return kept | private | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}


@pytest.fixture
def desktop(tmp_path: Path) -> Desktop:
    return Desktop(tmp_path / "desktop")


def test_the_record_opens_until_it_is_forgotten(desktop: Desktop, made: Made) -> None:
    code = """
devices.remember(home, keys)
assert entries() == 1
begun = time.monotonic()
assert devices.unlock(home).database_key() == keys.database_key()
print(f"opened in {time.monotonic() - begun:.2f} s")
devices.remember(home, keys)
assert entries() == 1
assert devices.forget(home, keys) == ()
assert entries() == 0
refused(lambda: devices.unlock(home))
"""
    assert "opened in" in desktop.run(code, made)


def test_neither_environment_nor_settings_lead_elsewhere(desktop: Desktop, made: Made) -> None:
    settings = desktop.folder / "home" / ".config" / "python_keyring"
    settings.mkdir(parents=True)
    (settings / "keyringrc.cfg").write_text("[backend]\ndefault-keyring=keyring.backends.null.Keyring\n", "utf-8")
    code = """
devices.remember(home, keys)
assert entries() == 1
assert devices.unlock(home).database_key() == keys.database_key()
"""
    desktop.run(code, made, PYTHON_KEYRING_BACKEND="keyring.backends.null.Keyring")


def test_a_locked_store_gives_way_to_the_passphrase_within_two_seconds(desktop: Desktop, made: Made) -> None:
    code = """
devices.remember(home, keys)
lock()
refused(lambda: devices.unlock(home))
"""
    assert "refused in" in desktop.run(code, made)


@pytest.mark.parametrize("bus", ["", "unix:path=/nowhere/bus"])
def test_no_store_gives_way_to_the_passphrase_and_writes_nothing(desktop: Desktop, made: Made, bus: str) -> None:
    code = """
refused(lambda: devices.remember(home, keys))
assert not devices.is_worth_asking(home)
"""
    environment = {"DBUS_SESSION_BUS_ADDRESS": bus} if bus else {}
    script = "import os\nos.environ.update(" + repr(environment) + ")\n"
    assert "refused in" in desktop.run(script + code, made, keyring=False, XDG_DATA_DIRS=str(desktop.folder))
    written = [path.name for path in desktop.folder.rglob("*") if path.is_file()]
    assert [name for name in written if "keyring" in name or name.endswith((".cfg", ".pass"))] == []
