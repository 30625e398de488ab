"""Recovery kits: a taken file is refused first, a code is never lost, two groups prove that the paper is there."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldcoach.errors import LDCoachError, UnfitInput
from ldcoach.services.kit import Kits, RecoveryKit, kit_page
from ldcoach.vault.recovery import mismatched_groups, new_code
from tests.fakes import FixedClock

CODE = "HBYP-RHH1-7XCA-VZM6-WA3X-A5J8-N5AC-80ZT"


class Printer:
    """Writes the bare code, or fails as a full disk does."""

    def __init__(self, *, full: bool = False) -> None:
        self.full = full
        self.days: list[date] = []

    def render(self, kit: RecoveryKit) -> bytes:
        return kit.code.encode()

    def write_new(self, kit: RecoveryKit, target: Path) -> None:
        if self.full:
            message = "The file could not be saved there. Nothing was written."
            raise LDCoachError(message)
        self.days.append(kit.made_on)
        target.write_bytes(self.render(kit))


def kits(printer: Printer) -> Kits:
    return Kits(lambda: printer, mismatched_groups, FixedClock())


def test_the_kit_says_when_it_was_made(tmp_path: Path) -> None:
    printer = Printer()
    kits(printer).write(CODE, tmp_path / "kit.pdf")
    assert printer.days == [date(2026, 3, 2)]
    assert "Made on 2 March 2026." in kit_page(RecoveryKit(CODE, printer.days[0])).subtitle


def test_a_taken_name_or_a_missing_folder_is_refused(tmp_path: Path) -> None:
    made = kits(Printer())
    (tmp_path / "kit.pdf").touch()
    (tmp_path / "link.pdf").symlink_to(tmp_path / "nowhere")
    for target in (tmp_path / "kit.pdf", tmp_path / "link.pdf", tmp_path, tmp_path / "gone" / "kit.pdf"):
        with pytest.raises(UnfitInput, match="Nothing was written or changed"):
            made.require_free(target)
    made.require_free(tmp_path / "new.pdf")


def test_a_failure_is_handed_back_so_that_the_code_can_be_shown(tmp_path: Path) -> None:
    assert kits(Printer()).failure(CODE, tmp_path / "kit.pdf") is None
    assert "could not be saved" in str(kits(Printer(full=True)).failure(CODE, tmp_path / "other.pdf"))


def test_groups_are_compared_as_the_code_is_read() -> None:
    made = kits(Printer())
    assert made.unlike(CODE, {1: "hbyp", 8: "8OZT"}) == ()
    assert made.unlike(CODE, {2: "RHHI"}) == ()
    assert made.unlike(CODE, {3: "7XCB", 6: "A5J8"}) == (3,)
    assert made.unlike(CODE, {3: "", 6: "A5J"}) == (3, 6)
    assert made.unlike(CODE, {3: "7XCA VZM6", 4: "VZM6"}) == (3,)


@given(st.text(max_size=12), st.integers(1, 8))
def test_only_the_right_group_is_taken(typed: str, number: int) -> None:
    code = new_code()
    found = kits(Printer()).unlike(code, {number: typed})
    wanted = code.split("-")[number - 1]
    alike = typed.strip().upper().translate(str.maketrans("OIL", "011"))
    assert found in {(), (number,)}
    if alike == wanted:
        assert found == ()
    if sum(letter.isalnum() for letter in typed) < 4:
        assert found == (number,)
