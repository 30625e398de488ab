"""Libraries lose the zeros in their files, and nothing of what a system loads from them."""

from __future__ import annotations

import ctypes
import platform
import shutil
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from installer import holes

PAGE, LARGE = 0x1000, 0x200000
CODE, NAMES = b"code" * 100, b"names" * 300
SECTIONS_AT = LARGE + 0x800


def library(between: bytes = b"", machine: int = 62) -> bytes:
    """A file of two segments, the second at the border of a large page, with its table of sections in the second."""
    ident = b"\x7fELF\x02\x01\x01".ljust(16, b"\0")
    counts = (64, 56, 2, 64, 2, 0)
    header = ident + struct.pack("<HHIQQQIHHHHHH", 3, machine, 1, 0, 64, SECTIONS_AT, 0, *counts)
    first = struct.pack("<IIQQQQQQ", 1, 5, 0, 0, 0, 0x100 + len(CODE), 0x100 + len(CODE), LARGE)
    second = struct.pack("<IIQQQQQQ", 1, 6, LARGE, 2 * LARGE, 2 * LARGE, len(NAMES), len(NAMES), LARGE)
    made = (header + first + second).ljust(0x100, b"\0") + CODE
    made = (made + between).ljust(LARGE, b"\0") + NAMES
    text = struct.pack("<IIQQQQIIQQ", 0, 1, 2, 0x100, 0x100, len(CODE), 0, 0, 4, 0)
    strings = struct.pack("<IIQQQQIIQQ", 0, 3, 2, 2 * LARGE, LARGE, len(NAMES), 0, 0, 1, 0)
    return made.ljust(SECTIONS_AT, b"\0") + text + strings


def loaded(data: bytes) -> dict[int, bytes]:
    """What a system finds in memory: the bytes of each segment by address; it maps whole pages."""
    found = {}
    for at in (64, 120):
        _, _, offset, address, _, size, _, align = struct.unpack_from("<IIQQQQQQ", data, at)
        assert (offset - address) % align == 0
        found[address] = data[offset : offset + size]
    return {address: content[64 + 112 :] if address == 0 else content for address, content in found.items()}


def test_the_zeros_go_and_what_is_loaded_stays(tmp_path: Path) -> None:
    file = tmp_path / "lib.so.1"
    file.write_bytes(library())
    before = loaded(file.read_bytes())
    assert holes.close(file) == LARGE - PAGE
    made = file.read_bytes()
    assert len(made) == len(library()) - LARGE + PAGE
    assert loaded(made) == before
    (sections_at,) = struct.unpack_from("<Q", made, 0x28)
    for number, content in enumerate((CODE, NAMES)):
        offset, size = struct.unpack_from("<QQ", made, sections_at + 64 * number + 24)
        assert made[offset : offset + size] == content
    assert holes.close(file) == 0
    assert file.read_bytes() == made


@pytest.mark.parametrize(
    "content",
    [b"", b"no library", b"\x7fELF", library(between=b"\0" * 5000 + b"x"), library(machine=183)],
    ids=["empty", "text", "cut short", "something between", "another processor"],
)
def test_other_files_stay_as_they_are(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "lib.so").write_bytes(content)
    assert holes.close_all(tmp_path) == 0
    assert (tmp_path / "lib.so").read_bytes() == content


@pytest.mark.skipif(
    not sys.platform.startswith("linux") or platform.machine() != "x86_64" or shutil.which("strip") is None,
    reason="libraries of another system, or no binutils",
)
def test_libraries_of_wheels_load_without_their_holes(tmp_path: Path) -> None:
    wheels = Path(pytest.__file__).parent.parent
    found = [*wheels.glob("pillow.libs/libXau-*"), *wheels.glob("pikepdf.libs/libjpeg-*")]
    assert found
    for path in found:
        copy = tmp_path / path.name
        # As the freeze does before; what stripping leaves behind is zeros.
        subprocess.run(["strip", "-o", str(copy), str(path)], check=True)
        holes.close(copy)
        assert copy.stat().st_size < 1_000_000
        name = "XauFileName" if "Xau" in path.name else "jpeg_std_error"
        assert getattr(ctypes.CDLL(str(copy)), name)
