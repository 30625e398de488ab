"""Several files in one zip, and zips that somebody made to do harm."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ldcoach.documents.packs import ZipPacks
from ldcoach.errors import UnfitInput

MADE = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
FILES = {"contents.txt": b"a list", "everything.json": b'{"a": 1}' * 100}
MANY = 10_000_000


def _zip(*entries: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with zipfile.ZipFile(buffer, "w", method) as pack:
            for name, content in entries:
                pack.writestr(name, content)
    return buffer.getvalue()


def test_files_come_back_in_their_order_with_their_day() -> None:
    packed = ZipPacks().put_together(FILES, MADE)
    assert ZipPacks().take_apart(packed, FILES, MANY) == FILES
    with zipfile.ZipFile(io.BytesIO(packed)) as pack:
        assert pack.namelist() == list(FILES)
        assert pack.infolist()[0].date_time == (2026, 11, 22, 9, 0, 0)
    assert packed == ZipPacks().put_together(FILES, MADE)


def test_days_that_no_zip_can_hold_do_not_stop_it() -> None:
    assert ZipPacks().put_together(FILES, MADE.replace(year=1970))
    assert ZipPacks().put_together(FILES, MADE.replace(year=2200))


@pytest.mark.parametrize(
    "entries",
    [
        (),
        (("other.txt", b"x"),),
        (("../contents.txt", b"x"),),
        (("/contents.txt", b"x"),),
        (("con", b"x"),),
        (("contents.txt:ads", b"x"),),
        (("contents.txt", b"x"), ("contents.txt", b"y")),
        (("CONTENTS.TXT", b"x"),),
    ],
)
def test_names_that_were_not_expected_are_refused(entries: tuple[tuple[str, bytes], ...]) -> None:
    with pytest.raises(UnfitInput):
        ZipPacks().take_apart(_zip(*entries), FILES, MANY)


def test_a_bomb_is_refused_before_it_goes_off() -> None:
    bomb = _zip(("contents.txt", bytes(5_000_000)))
    assert len(bomb) < 10_000
    with pytest.raises(UnfitInput):
        ZipPacks().take_apart(bomb, FILES, MANY)


def test_more_than_the_bound_is_refused() -> None:
    whole = _zip(("contents.txt", b"1234567890"), method=zipfile.ZIP_STORED)
    assert ZipPacks().take_apart(whole, FILES, 10)
    with pytest.raises(UnfitInput):
        ZipPacks().take_apart(whole, FILES, 9)


def test_an_entry_that_says_it_is_smaller_than_it_is_is_refused() -> None:
    bomb = bytearray(_zip(("contents.txt", bytes(5_000_000))))
    local, central = 22, bomb.rindex(b"PK\x01\x02") + 24
    for place in (local, central):
        struct.pack_into("<I", bomb, place, 100)
    with pytest.raises(UnfitInput):
        ZipPacks().take_apart(bytes(bomb), FILES, MANY)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_ways_to_shrink_are_refused(method: int) -> None:
    with pytest.raises(UnfitInput):
        ZipPacks().take_apart(_zip(("contents.txt", b"x" * 50), method=method), FILES, MANY)


def test_an_entry_marked_as_locked_is_refused() -> None:
    locked = bytearray(_zip(("contents.txt", b"x")))
    struct.pack_into("<H", locked, 6, 1)
    struct.pack_into("<H", locked, locked.rindex(b"PK\x01\x02") + 8, 1)
    with pytest.raises(UnfitInput):
        ZipPacks().take_apart(bytes(locked), FILES, MANY)


PACKED = ZipPacks().put_together(FILES, MADE)


@given(data=st.data())
@settings(max_examples=200)
def test_damage_is_refused_or_does_not_matter(data: st.DataObject) -> None:
    whole = bytearray(PACKED)
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(whole)))
    for mangled in (bytes(whole), bytes(whole[:cut])):
        try:
            found = ZipPacks().take_apart(mangled, FILES, MANY)
        except UnfitInput:
            continue
        assert set(found) <= set(FILES)
        assert all(content == FILES[name] for name, content in found.items())
