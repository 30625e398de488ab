"""A Windows in a folder, played by Wine, with a screen that nobody sees: for the tests of the installers.

Wine proves that things work, not how fast: a first window takes from 6 to 40 seconds.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from PIL import Image, ImageGrab

__all__ = ["Wine", "missing", "screen"]

STAND_INS = Path(__file__).parent / "stand_ins"
LIBRARIES = {"icuuc": (), "bcryptprimitives": ("-ladvapi32",), "mscms": ()}
"""What Wine lacks of Windows, and what each stand-in is linked with."""
COMPILER = "x86_64-w64-mingw32-gcc"
TOOLS = ("wine", "wineserver", "Xvfb", "xdotool", COMPILER)
PATIENCE = 600
"""Seconds; the machine is often busy with other things."""


def missing() -> list[str]:
    """Return the tools that are not installed."""
    return [tool for tool in TOOLS if shutil.which(tool) is None]


@contextmanager
def screen() -> Iterator[str]:
    """Run a screen and give its name."""
    told, tells = os.pipe()
    words = ["Xvfb", "-displayfd", str(tells), "-screen", "0", "1400x900x24", "-nolisten", "tcp"]
    with subprocess.Popen(words, pass_fds=[tells], stderr=subprocess.DEVNULL) as shown:
        os.close(tells)
        with os.fdopen(told) as pipe:
            number = pipe.readline().strip()
        try:
            yield f":{number}"
        finally:
            shown.terminate()


class Wine:
    """A fresh Windows; paths are those of Windows, as words are handed to its programs."""

    def __init__(self, folder: Path, display: str) -> None:
        self.drive = folder / "prefix" / "drive_c"
        self.display = display
        (folder / "home").mkdir(parents=True)
        self._surroundings = {
            "PATH": "/usr/bin:/bin",
            "HOME": str(folder / "home"),
            "LANG": "C.UTF-8",
            "DISPLAY": display,
            "WINEPREFIX": str(folder / "prefix"),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            # No downloads, no entries in the menu of this computer, the stand-in before Wine's own.
            "WINEDLLOVERRIDES": "mscoree,mshtml=;winemenubuilder.exe=d;winedbg.exe=d;mscms=n,b",
        }
        self._quietly("wineboot", "--init")
        for name, linked in LIBRARIES.items():
            target = self.drive / "windows/system32" / f"{name}.dll"
            target.unlink(missing_ok=True)
            words = [COMPILER, "-shared", "-Os", "-s", "-o", str(target), str(STAND_INS / f"{name}.c"), *linked]
            subprocess.run(words, check=True)

    def run(self, *words: str, ends: int = 0, typed: bytes = b"") -> str:
        """Run a program to its end and return what it printed; of its end Wine tells the lowest eight bits."""
        done = subprocess.run(
            ["nice", "wine", *words],
            input=typed,
            capture_output=True,
            check=False,
            env=self._surroundings,
            timeout=PATIENCE,
        )
        told = done.stdout.decode(errors="replace").replace("\r", "")
        assert done.returncode == ends & 0xFF, (words, done.returncode, told[-2000:], done.stderr[-2000:])
        return told

    @contextmanager
    def opened(self, *words: str) -> Iterator[subprocess.Popen[bytes]]:
        """Begin something that goes on, such as a window; end it with what is within."""
        # Python does not begin under Wine where its streams lead to the null device.
        pipe, env = subprocess.PIPE, self._surroundings
        begun = ["nice", "wine", *words]
        with subprocess.Popen(begun, stdin=pipe, stdout=pipe, stderr=subprocess.STDOUT, env=env) as going:
            try:
                yield going
            finally:
                with suppress(subprocess.CalledProcessError):
                    self._quietly("taskkill", "/f", "/im", words[0].rpartition("\\")[2])

    def path(self, windows: str) -> Path:
        """Return where a file of the disk C lies in truth."""
        return self.drive.joinpath(*windows.partition("C:\\")[2].split("\\"))

    def folder(self, name: str) -> str:
        """Return a folder of Windows by the name of its variable, such as LOCALAPPDATA."""
        return self.run("cmd", "/c", f"echo %{name}%").strip()

    def window(self, going: subprocess.Popen[bytes], title: str) -> None:
        """Wait for a window whose title begins so."""
        asked = ["xdotool", "search", "--onlyvisible", "--name", f"^{title}"]
        deadline = time.monotonic() + PATIENCE
        while True:
            found = subprocess.run(
                asked, env=self._surroundings, capture_output=True, text=True, check=False
            ).stdout.split()
            if found:
                return
            self.wait(going, deadline)

    def wait(self, going: subprocess.Popen[bytes], deadline: float) -> None:
        """Let something go on for a moment; it must not end, and the time must not be over."""
        assert time.monotonic() < deadline
        with suppress(subprocess.TimeoutExpired):
            going.wait(timeout=1)
        assert going.poll() is None

    def screenshot(self) -> Image.Image:
        """Return what the screen shows."""
        return ImageGrab.grab(xdisplay=self.display).convert("RGB")

    def typed(self, words: str) -> None:
        """Type words and the Enter key into the window that has the keyboard."""
        subprocess.run(["xdotool", "type", "--delay", "60", words], env=self._surroundings, check=True)
        subprocess.run(["xdotool", "key", "Return"], env=self._surroundings, check=True)

    def value(self, key: str, name: str) -> str:
        """Return a value of the registry as words; an empty name is that of the key itself."""
        told = self.run("reg", "query", key, *(("/v", name) if name else ("/ve",)))
        return told.strip().splitlines()[-1].split("    ")[-1].strip()

    def files(self) -> set[str]:
        """Return the files of the disk, but for what Windows keeps for a while."""
        found = {path.relative_to(self.drive).as_posix() for path in self.drive.rglob("*") if not path.is_dir()}
        return {
            name for name in found if not re.match(r"(?i)windows/(temp|logs)/|users/[^/]+/(AppData/Local/)?Temp/", name)
        }

    def registry(self) -> set[str]:
        """Return what of LDCoach stands in the registry, each value with its key; stops all programs."""
        self.stop()
        found = set()
        for name in ("system.reg", "user.reg"):
            key = ""
            for line in (self.drive.parent / name).read_text("utf-8", errors="replace").splitlines():
                key = line.partition("]")[0] if line.startswith("[") else key
                if "ldcoach" in (key + line).lower() and not line.startswith("#"):
                    found.add(f"{key}] {line}" if not line.startswith("[") else f"{key}]")
        return found

    def rest(self) -> None:
        """Wait until every program has ended by itself."""
        subprocess.run(["wineserver", "-w"], env=self._surroundings, check=False, timeout=PATIENCE)

    def stop(self) -> None:
        """End every program, upon which the registry is written down."""
        subprocess.run(["wineserver", "-k"], env=self._surroundings, check=False, timeout=PATIENCE)
        self.rest()

    def _quietly(self, *words: str) -> None:
        # Services that begin with the first program would hold a pipe open for as long as they live.
        quiet = subprocess.DEVNULL
        subprocess.run(
            ["nice", "wine", *words],
            stdin=quiet,
            stdout=quiet,
            stderr=quiet,
            check=True,
            env=self._surroundings,
            timeout=PATIENCE,
        )
