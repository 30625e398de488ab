"""Wiping."""

from __future__ import annotations

import pytest

from ldcoach.vault.memory import wipe


def test_wiping_zeroes_every_byte_in_place() -> None:
    buffer = bytearray(range(1, 256))
    same = memoryview(buffer)
    wipe(buffer)
    assert bytes(same) == bytes(255)


def test_wiping_nothing_is_fine() -> None:
    buffer = bytearray()
    wipe(buffer)
    assert buffer == bytearray()


def test_what_cannot_be_wiped_is_refused() -> None:
    with pytest.raises(TypeError):
        wipe(None)  # type: ignore[arg-type]
