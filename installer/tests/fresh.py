"""Minimal Debian systems in folders, to install packages in and see what stays behind."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

AFTER = {"var", "tmp", "root", "srv", "proc", "sys", "dev", "run"}
"""Where a system keeps its own notes of what was installed, and users their data."""


class Fresh:
    """A minimal system in a folder, with a record in /srv/record once a command makes one."""

    SURROUNDINGS = (
        "env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root", "QT_QPA_PLATFORM=offscreen", "LANG=C.UTF-8",
    )  # fmt: skip

    def __init__(self, root: Path) -> None:
        self.root = root

    def run(self, *words: str, fails: bool = False) -> str:
        """Run a command in the system; return what it printed, or why it failed where it has to."""
        command = ["chroot", str(self.root), *self.SURROUNDINGS, *words]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert bool(done.returncode) is fails, done.stdout[-2000:] + done.stderr[-2000:]
        return done.stderr if fails else done.stdout

    def ldcoach(self, *words: str) -> str:
        return self.run("ldcoach", "--home", "/srv/record", *words)

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Have the sample record open in a window meanwhile."""
        words = ("ldcoach", "--home", "/srv/record", "demo", "--people", "3", "--open")
        window = subprocess.Popen(["chroot", str(self.root), *self.SURROUNDINGS, *words])
        try:
            deadline = time.monotonic() + 300
            # As its journal shows.
            while not (self.root / "srv/record/ldcoach.db-shm").exists():
                assert time.monotonic() < deadline
                with suppress(subprocess.TimeoutExpired):
                    window.wait(timeout=1)
                assert window.poll() is None
            yield
            assert window.poll() is None
        finally:
            window.terminate()
            window.wait(timeout=60)

    def verified(self) -> str:
        """Open the sample record with its passphrase and check all of it."""
        told = self.ldcoach("demo", "--people", "3")
        passphrase = next(
            line.removeprefix("passphrase: ") for line in told.splitlines() if line.startswith("passphrase")
        )
        (self.root / "srv/passphrase").write_text(passphrase + "\n", "utf-8")
        return self.ldcoach("verify", "--passphrase-file", "/srv/passphrase")

    def files(self) -> set[str]:
        """Return every file outside of where systems and users keep what comes and goes."""
        found = set()
        for folder, _, names in os.walk(self.root):
            inside = Path(folder).relative_to(self.root)
            if not inside.parts or inside.parts[0] not in AFTER:
                found |= {(inside / name).as_posix() for name in names}
        return found


@contextmanager
def system(release: str, root: Path, package: Path, more: Sequence[str] = ()) -> Iterator[Fresh]:
    """Make a system of a release that has what a Debian package depends on."""
    if shutil.which("mmdebstrap") is None or os.geteuid():
        pytest.skip("needs mmdebstrap and root")
    asked = ["dpkg-deb", "-f", str(package), "Depends"]
    told = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    needed = [each.split("(")[0].split("|")[0].strip() for each in told.split(",")]
    include = ",".join([*needed, *more])
    made = ["mmdebstrap", "--quiet", "--variant=minbase", f"--include={include}", release, str(root)]
    done = subprocess.run(made, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    try:
        yield Fresh(root)
    finally:
        shutil.rmtree(root, ignore_errors=True)
