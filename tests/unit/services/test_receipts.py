"""Nothing leaves without a receipt, and what was there before comes back when none could be kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from ldcoach.app.late_travel import travel
from ldcoach.domain.ids import PersonId
from ldcoach.domain.leaving import Receipt
from ldcoach.errors import DiskFull, UnfitInput
from ldcoach.services.desk import Desk
from ldcoach.services.ports import Work
from ldcoach.services.receipts import Receipts


@pytest.fixture
def receipts(desk: Desk) -> Receipts:
    return Receipts(desk.context, travel().files)


def no_room(_work: Work) -> None:
    raise DiskFull("There is no room left.")


def leave(receipts: Receipts, desk: Desk, person: PersonId, target: Path, **how: object) -> tuple[Receipt, ...]:
    people = (desk.people.get(person),)
    return receipts.leave(target, b"new", people=people, what="summary", kind="pdf", item_ids=["1"], **how)  # type: ignore[arg-type]


@pytest.mark.parametrize("former", [b"years of work", b"", None])
def test_what_had_the_name_before_is_back_when_no_receipt_can_be_kept(
    receipts: Receipts, desk: Desk, mairi: PersonId, tmp_path: Path, former: bytes | None
) -> None:
    (tmp_path / "out").mkdir()
    target = tmp_path / "out" / "x.pdf"
    if former is not None:
        target.write_bytes(former)
    with pytest.raises(DiskFull):
        leave(receipts, desk, mairi, target, also=no_room)
    assert [path.read_bytes() for path in target.parent.iterdir()] == ([] if former is None else [former])
    assert desk.context.record.count(Receipt) == 0


def test_a_link_leads_to_what_was_there_again(receipts: Receipts, desk: Desk, mairi: PersonId, tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    (tmp_path / "link.pdf").symlink_to(tmp_path / "far" / "x.pdf")
    with pytest.raises(DiskFull):
        leave(receipts, desk, mairi, tmp_path / "link.pdf", also=no_room)
    assert list((tmp_path / "far").iterdir()) == []
    assert leave(receipts, desk, mairi, tmp_path / "link.pdf")
    assert (tmp_path / "far" / "x.pdf").read_bytes() == b"new"


def test_without_a_file_there_is_no_receipt(receipts: Receipts, desk: Desk, mairi: PersonId, tmp_path: Path) -> None:
    with pytest.raises(UnfitInput):
        leave(receipts, desk, mairi, tmp_path)
    assert desk.context.record.count(Receipt) == 0
