"""Summaries of many people in one go: each whole or not at all, each with its own receipt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ldcoach.domain.ids import PersonId
from ldcoach.domain.kinds import SummaryAudience
from ldcoach.domain.leaving import Receipt
from ldcoach.domain.people import Person
from ldcoach.domain.story import Story
from ldcoach.errors import UnfitInput
from ldcoach.services.summaries import Summaries
from ldcoach.services.summary_files import FILE_STEM, Shape

__all__ = ["Left", "ManyLeft", "Skipped", "SummariesAtOnce", "Wanted"]

NOTHING_SHARED = "nothing is shared in this period, so there is no summary."


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What every summary of one go has in common."""

    from_on: date
    to_on: date
    audience: SummaryAudience = SummaryAudience.EMPLOYEE
    language: str = ""
    named: bool = False
    shape: Shape = field(default_factory=Shape)

    def story(self, summaries: Summaries, person_id: PersonId) -> Story:
        """Gather the story of one person. Raises as `Summaries.story`."""
        return summaries.story(
            person_id, self.from_on, self.to_on, audience=self.audience, language=self.language, named=self.named
        )


@dataclass(frozen=True, slots=True)
class Left:
    """A file that was written for a person."""

    person: Person
    file: Path
    receipt: Receipt


@dataclass(frozen=True, slots=True)
class Skipped:
    """A person without a file, and why in a sentence."""

    person: Person
    why: str


@dataclass(frozen=True, slots=True)
class ManyLeft:
    """What came of one go."""

    left: tuple[Left, ...]
    skipped: tuple[Skipped, ...]


class SummariesAtOnce:
    """Writes summaries one after the other."""

    def __init__(self, summaries: Summaries) -> None:
        self._summaries = summaries

    def export(
        self, people: Sequence[PersonId], wanted: Wanted, folder: Path, step: Callable[[int, int], object]
    ) -> ManyLeft:
        """Write one file for each person into a folder, under numbers and no names.

        `step` is told (done, all) and may raise to stop; what was written by then stays, with its receipts. Whoever
        has nothing shared, or words that must not leave, is skipped.

        Raises:
            UnfitInput: the folder is not there.
        """
        if not folder.is_dir():
            message = "There is no such folder. Nothing was written; choose one that is there."
            raise UnfitInput(message)
        left: list[Left] = []
        skipped: list[Skipped] = []
        for number, person_id in enumerate(people):
            step(number, len(people))
            made = self._one(wanted, person_id, _free(folder, wanted, number + 1))
            if isinstance(made, Left):
                left.append(made)
            else:
                skipped.append(made)
        step(len(people), len(people))
        return ManyLeft(tuple(left), tuple(skipped))

    def _one(self, wanted: Wanted, person_id: PersonId, target: Path) -> Left | Skipped:
        story = wanted.story(self._summaries, person_id)
        if not story.item_ids:
            return Skipped(story.person, NOTHING_SHARED)
        try:
            _, receipt = self._summaries.export(story, target, shape=wanted.shape)
        except UnfitInput as refusal:
            return Skipped(story.person, str(refusal))
        return Left(story.person, target, receipt)


def _free(folder: Path, wanted: Wanted, number: int) -> Path:
    """Return a name that is not taken: day, number, no name of a person."""
    stem = f"{FILE_STEM}-{wanted.to_on.isoformat()}-{number:03}"
    ending = wanted.shape.file_format.value
    name, again = folder / f"{stem}.{ending}", 1
    while name.exists():
        again += 1
        name = folder / f"{stem}-{again}.{ending}"
    return name
