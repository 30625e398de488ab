"""Marked prep notes, drafts, held words and names: no mark in any file meant for the employee, in any format."""

from __future__ import annotations

import random
import re
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader

from ldcoach.domain.document import Format
from ldcoach.domain.ids import FeedbackId, PersonId
from ldcoach.domain.kinds import ActionOwner, EvidenceKind, Side, Visibility
from ldcoach.errors import HeldText
from ldcoach.services.desk import Desk
from ldcoach.services.summary_files import Shape
from tests.fakes import FixedClock
from tests.unit.services.test_summaries import FROM, TO

MARK = "zqx"
RECORDS = 200
HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "=HYPERLINK('x')",
    "{name} {{7*7}} %s",
    "\u202eright to left",
    "nul \x00 here",
]


@pytest.mark.parametrize(
    "seed", [pytest.param(seed, marks=[] if seed % 10 == 0 else pytest.mark.soak) for seed in range(RECORDS)]
)
def test_no_mark_leaves(desk: Desk, clock: FixedClock, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # not for secrets
    person = _record(desk, clock, chance)
    story = desk.summaries.story(person, FROM, TO)
    named = [item.id for item in desk.summaries.items(story) if item.finding]
    every = list(Format)
    for file_format in [every[seed // 10 % len(every)], Format.PDF] if seed % 10 == 0 else every:
        target = tmp_path / f"out.{file_format}"
        shape = Shape(file_format=file_format, reply=chance.random() < 0.5)
        _, receipt = desk.summaries.export(story, target, staying=named, shape=shape)
        told = _everything(target)
        assert MARK not in told
        assert "Zqxname" not in told
        assert MARK not in repr(receipt)
        assert "shared once" in told


def _record(desk: Desk, clock: FixedClock, chance: random.Random) -> PersonId:
    person = PersonId(desk.people.add("Mairi Campbell").created)
    other = PersonId(desk.people.add("Zqxname Other").created)
    desk.notes.add(person, "This was shared once.", Visibility.SHARED)
    for number in range(chance.randint(3, 8)):
        mark = f"{MARK}{number}"
        desk.notes.add(
            person, f"{mark} {chance.choice(HOSTILE)}", chance.choice([Visibility.PREP, Visibility.TO_SHARE])
        )
        desk.notes.add(person, chance.choice(HOSTILE), Visibility.SHARED)
    desk.notes.add(other, f"{MARK} of another person", Visibility.SHARED)
    desk.notes.add(person, "Zqxname was there too.", Visibility.SHARED)
    desk.feedback.capture(person, f"{MARK} not shared yet", impact=MARK)
    piece = FeedbackId(desk.feedback.capture(person, "You walked the lead over.", ask=f"{MARK} asked?").created)
    desk.feedback.share(piece)
    goal = desk.goals.add(person, "Hand over").created
    desk.goals.add_evidence(goal, EvidenceKind.WORK_PRODUCT, MARK, on=clock.today(), agreed=False)  # type: ignore[arg-type]
    desk.promises.make(person, "Bring the gauge", ActionOwner.MANAGER)
    desk.topics.raise_one(person, f"{MARK} topic", Side.MANAGER)
    with pytest.raises(HeldText):
        desk.notes.add(person, f"{MARK} Her depression is back.", Visibility.SHARED)
    return person


def _everything(file: Path) -> str:
    """Return all that a file says, packed parts, metadata and names of its parts included."""
    data = file.read_bytes()
    told = [data.decode("utf-8", "replace")]
    if data.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(data)) as packed:
            told += [name + packed.read(name).decode("utf-8", "replace") for name in packed.namelist()]
    if data.startswith(b"%PDF"):
        told += [page.extract_text() for page in PdfReader(BytesIO(data)).pages]
        with pikepdf.open(BytesIO(data)) as pdf:
            told += [str(pdf.docinfo), *(repr(found) for found in pdf.objects)]
            told += [found.read_bytes().decode("utf-8", "replace") for found in pdf.objects if _readable(found)]
    return re.sub(r"<[^>]*>", " ", " ".join(told)) + " ".join(told)


def _readable(found: object) -> bool:
    if not isinstance(found, pikepdf.Stream):
        return False
    try:
        found.read_bytes()
    except (pikepdf.PdfError, zlib.error):
        return False
    return True
