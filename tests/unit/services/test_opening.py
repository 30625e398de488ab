"""Making a record, opening it, and what is left when that fails."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from ldcoach.app.late_travel import travel
from ldcoach.documents.pdf import PdfWriter
from ldcoach.errors import LDCoachError, UnfitInput, WrongSecret
from ldcoach.library.file_library import FileLibrary
from ldcoach.paths import Home, resources
from ldcoach.services.opening import ClosedRecord, Opening
from ldcoach.services.ports import Clock, Record
from ldcoach.store.record import create_record, open_record
from ldcoach.store.rotation import closed_record
from ldcoach.vault.cost import FLOOR
from ldcoach.vault.file_vault import FileVault
from ldcoach.vault.passphrase import judge
from ldcoach.vault.remembering import DeviceSlots
from ldcoach.vault.rotation import KeyRotation
from tests.fakes import FixedClock, SequentialIds
from tests.vault.memory_keys import MemoryKeys

FIRST = "copper ferry lantern oats"
SECOND = "quiet harbour winter plum"


@dataclass
class Records:
    """The store, or one that fails; remembers the keys it was handed."""

    failure: Callable[[], BaseException] | None = None
    keys: list[bytearray] = field(default_factory=list)

    def exists(self, home: Home) -> bool:
        return home.database.exists()

    def create(self, home: Home, key: bytearray, clock: Clock, *, sample: bool = False) -> Record:
        self._take(key)
        return create_record(home, key, clock, sample=sample)

    def open(self, home: Home, key: bytearray, clock: Clock) -> Record:
        self._take(key)
        return open_record(home, key, clock)

    def closed(self, home: Home) -> AbstractContextManager[ClosedRecord]:
        return closed_record(home)

    def _take(self, key: bytearray) -> None:
        self.keys.append(key)
        if self.failure:
            raise self.failure()


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "record")


@pytest.fixture
def records() -> Records:
    return Records()


@pytest.fixture
def opening(records: Records, clock: FixedClock) -> Opening:
    return Opening(
        vault=FileVault(FLOOR),
        remembering=DeviceSlots(MemoryKeys()),
        rotation=KeyRotation(FLOOR),
        records=records,
        library=FileLibrary(resources()),
        clock=clock,
        ids=SequentialIds,
        writer=PdfWriter,
        travel=travel,
        judge=judge,
    )


def files(home: Home) -> list[str]:
    return sorted(path.name for path in home.folder.glob("*")) if home.folder.exists() else []


def test_a_record_is_made_closed_and_opened_again(opening: Opening, home: Home) -> None:
    assert not opening.exists(home)
    opened, code = opening.create(home, FIRST)
    assert len(code.split("-")) == 8
    opened.desk.people.add("Mairi Campbell")
    opened.close()
    assert opening.exists(home)
    again = opening.open(home, FIRST)
    assert [line.name for line in again.desk.people.lines()] == ["Mairi Campbell"]
    again.close()


@pytest.mark.parametrize(
    "failure", [lambda: LDCoachError("The disk is full."), lambda: OSError("refused"), KeyboardInterrupt]
)
def test_a_record_that_cannot_be_made_leaves_no_key_slots(
    opening: Opening, records: Records, home: Home, failure: Callable[[], BaseException]
) -> None:
    records.failure = failure
    with pytest.raises((LDCoachError, OSError, KeyboardInterrupt)):
        opening.create(home, FIRST)
    assert not opening.exists(home)
    assert not home.folder.exists()
    records.failure = None
    opened, _ = opening.create(home, FIRST)
    opened.close()


def _fail_with_a_lock(home: Home, key: bytearray, clock: Clock, *, sample: bool = False) -> Record:
    """Fail as the store does on a full disk: its lock is there already."""
    del key, clock, sample
    home.instance_lock.touch()
    message = "The disk is full."
    raise LDCoachError(message)


def test_what_was_there_before_a_record_could_not_be_made_stays(
    opening: Opening, records: Records, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("Dear Ann")
    monkeypatch.setattr(records, "create", _fail_with_a_lock)
    for folder in (tmp_path / "mine", tmp_path / "mine" / "deep" / "deeper"):
        with pytest.raises(LDCoachError, match="disk is full"):
            opening.create(Home(folder), FIRST)
        assert [path.name for path in (tmp_path / "mine").iterdir()] == ["letter.txt"]


def test_a_second_record_in_one_folder_is_refused(opening: Opening, home: Home) -> None:
    opening.create(home, FIRST)[0].close()
    before = {name: (home.folder / name).read_bytes() for name in files(home) if name.startswith("vault")}
    with pytest.raises(LDCoachError, match="a record in this folder already"):
        opening.create(home, SECOND)
    assert {name: (home.folder / name).read_bytes() for name in before} == before


@pytest.mark.parametrize("passphrase", ["", "short", "x" * 5])
def test_a_short_passphrase_makes_and_changes_nothing(opening: Opening, home: Home, passphrase: str) -> None:
    with pytest.raises(UnfitInput, match="too short"):
        opening.create(home, passphrase)
    assert files(home) == []
    opened, _ = opening.create(home, FIRST)
    for act in (
        lambda: opening.change_passphrase(opened, FIRST, passphrase),
        lambda: opening.renew(opened, passphrase),
    ):
        with pytest.raises(UnfitInput, match="too short"):
            act()
    opened.close()
    opening.open(home, FIRST).close()


def test_the_wrong_passphrase_does_not_open(opening: Opening, records: Records, home: Home) -> None:
    opening.create(home, FIRST)[0].close()
    asked = len(records.keys)
    with pytest.raises(WrongSecret) as refused:
        opening.open(home, SECOND)
    assert SECOND not in str(refused.value)
    assert len(records.keys) == asked


def test_changing_needs_the_present_passphrase(opening: Opening, home: Home) -> None:
    opened, _ = opening.create(home, FIRST)
    with pytest.raises(WrongSecret):
        opening.change_passphrase(opened, "never that one at all", SECOND)
    opening.change_passphrase(opened, FIRST, SECOND)
    opened.close()
    with pytest.raises(WrongSecret):
        opening.open(home, FIRST)
    opening.open(home, SECOND).close()


def test_the_code_opens_and_then_makes_place_for_a_new_one(opening: Opening, home: Home) -> None:
    opened, code = opening.create(home, FIRST)
    opened.close()
    opened = opening.open_with_code(home, code)
    renewed = opening.renew(opened, SECOND)
    opened.close()
    assert renewed != code
    for act in (lambda: opening.open_with_code(home, code), lambda: opening.open(home, FIRST)):
        with pytest.raises(WrongSecret):
            act()
    opening.open(home, SECOND).close()
    opening.open_with_code(home, renewed).close()


def test_no_key_is_left_in_the_memory_it_was_handed_over_in(opening: Opening, records: Records, home: Home) -> None:
    opening.create(home, FIRST)[0].close()
    records.failure = lambda: LDCoachError("no")
    with pytest.raises(LDCoachError):
        opening.open(home, FIRST)
    assert len(records.keys) == 2
    assert not any(any(key) for key in records.keys)


def test_closing_wipes_the_keys_also_when_the_record_cannot_be_put_away(opening: Opening, home: Home) -> None:
    opened, _ = opening.create(home, FIRST)
    stuck = replace(opened, desk=replace(opened.desk, context=replace(opened.desk.context, record=_Stuck())))  # type: ignore[arg-type]
    with pytest.raises(OSError, match="stuck"):
        stuck.close()
    with pytest.raises(LDCoachError, match="locked"):
        opened.keys.database_key()
    opened.desk.context.record.close()


class _Stuck:
    """A record that cannot be put away."""

    def close(self) -> None:
        raise OSError("stuck")
