"""What managers and IT do with the real program once it is installed on Windows."""

from __future__ import annotations

import getpass
import os
import shutil
import subprocess
import time
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image, ImageChops

from installer.tests.windows_setup import CONSOLE, FORMER, OPEN, WINDOW, Setup, installed
from installer.tests.wine import Wine

__all__ = [
    "POLICIES",
    "RECORD",
    "UNLOCKED",
    "WRITTEN",
    "a_record_is_made",
    "policies_hold_and_the_key_store_opens",
    "the_window_opens_the_record",
]

POLICIES = r"HKLM\SOFTWARE\Policies\LDCoach"
RECORD = f"users/{getpass.getuser()}/AppData/Local/LDCoach/record/"
WRITTEN = {"pass.txt", "s.pdf", "kit.pdf", "form.pdf"}
WORDS = "seven quiet herons wade"
UNLOCKED = ("--passphrase-file", "C:\\pass.txt")


def a_record_is_made(windows: Wine) -> None:
    windows.path("C:\\pass.txt").write_text(f"{WORDS}\r\n", "utf-8")
    windows.run(CONSOLE, "init", "--recovery-kit", "C:\\kit.pdf", *UNLOCKED)
    windows.run(CONSOLE, "people", "add", "Mairi Campbell", *UNLOCKED)
    note = ("--lane", "shared", "--text", "We agreed on the rota")
    windows.run(CONSOLE, "note", "add", "--person", "Mairi", *note, *UNLOCKED)
    period = ("--from", "2020-01-01", "--to", "2099-01-01", "--output", "C:\\s.pdf")
    windows.run(CONSOLE, "summary", "--person", "Mairi", *period, *UNLOCKED)
    with pdfium.PdfDocument(windows.path("C:\\s.pdf")) as document:
        told = [page.get_textpage().get_text_bounded() for page in document]
    assert any("We agreed on the rota" in page for page in told)
    if kept := os.environ.get("LDCOACH_PICTURES"):
        shutil.copy(windows.path("C:\\s.pdf"), Path(kept) / "summary.pdf")
    # What comes from outside is read in a second process.
    windows.run(CONSOLE, "prep-form", "export", "--person", "Mairi", "--output", "C:\\form.pdf", *UNLOCKED)
    assert "Would take over 0" in windows.run(CONSOLE, "prep-form", "import", "C:\\form.pdf", "--preview", *UNLOCKED)


def policies_hold_and_the_key_store_opens(windows: Wine) -> None:
    told = windows.run(CONSOLE, "policy", "show")
    assert "lock.minutes = 5  (forced by IT)" in told
    assert rf"Automatic backups go to C:\users\{getpass.getuser()}\Copies" in told
    windows.run(CONSOLE, "passphrase", "remember", *UNLOCKED, ends=5)
    windows.run("reg", "delete", POLICIES, "/v", "RememberAllowed", "/f")
    windows.run(CONSOLE, "passphrase", "remember", *UNLOCKED)
    assert "Mairi Campbell" in windows.run(CONSOLE, "people", "list")
    windows.run(CONSOLE, "passphrase", "forget", *UNLOCKED)
    windows.run(CONSOLE, "people", "list", ends=3)


def the_window_opens_the_record(windows: Wine, setup: Setup) -> None:
    with windows.opened(WINDOW) as going:
        windows.window(going, "LDCoach")
        door = pictured(windows, going, f"{setup.kind}-closed", Image.new("RGB", (1400, 900)))
        windows.typed(WORDS)
        pictured(windows, going, f"{setup.kind}-open", door)
        assert windows.path(f"C:\\{RECORD}ldcoach.db-shm".replace("/", "\\")).exists()
        if setup.kind != "msi":
            setup.install(windows, setup.now, ends=OPEN)
            assert installed(windows) == FORMER


def pictured(windows: Wine, going: subprocess.Popen[bytes], name: str, former: Image.Image) -> Image.Image:
    """Wait until a tenth of the screen is painted anew, with words, which take many shades; keep what is seen."""
    deadline = time.monotonic() + 300
    seen = windows.screenshot()
    while len(seen.getcolors(1 << 24) or []) < 100 or changed(former, seen) < 0.1:
        windows.wait(going, deadline)
        seen = windows.screenshot()
    if kept := os.environ.get("LDCOACH_PICTURES"):
        seen.save(Path(kept) / f"{name}.png")
    return seen


def changed(former: Image.Image, seen: Image.Image) -> float:
    """Return the part of a picture that is not as it was."""
    differs = ImageChops.difference(former, seen).convert("L").point(lambda value: 255 * (value > 8))
    return differs.histogram()[255] / (seen.width * seen.height)
