"""A disk that holds little, and one on which exactly so many more blocks can be written."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

BLOCK = 4096

only_root = pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0,
    reason="only root on Linux may mount a small disk",
)


@contextmanager
def small_disk(folder: Path, kib: int) -> Iterator[Path]:
    """Mount a disk that holds little; only root may."""
    if shutil.which("mount") is None:
        pytest.skip("nothing here mounts a small disk")
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={kib}k", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("a small disk cannot be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@contextmanager
def nearly_full(disk: Path, blocks: int) -> Iterator[None]:
    """Leave room for so many blocks of 4 KiB, and give the rest back afterwards."""
    filler = disk / "filler"
    free = shutil.disk_usage(disk).free // BLOCK - blocks
    with filler.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(free, 1) * BLOCK)
    try:
        yield
    finally:
        filler.unlink()
