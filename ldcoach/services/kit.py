"""The recovery kit: the one page to keep on paper, and proof that it is kept there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol

from ldcoach.domain.document import Document, Heading, Paragraph
from ldcoach.errors import LDCoachError, UnfitInput
from ldcoach.services.change import Change
from ldcoach.services.keeping import Keeping
from ldcoach.services.ports import Clock

__all__ = [
    "GROUPS",
    "GROUP_LENGTH",
    "KitPrinter",
    "Kits",
    "RecoveryKit",
    "code_is_kept",
    "kit_page",
    "mark_code",
]

GROUPS, GROUP_LENGTH = 8, 4
"""How many groups a recovery code has, and the characters of each."""

_UNCONFIRMED = "kit.unconfirmed"
_TAKEN = "There is a file of that name already. Nothing was written or changed; choose another name."
_NO_FOLDER = "The folder for the recovery kit is not there. Nothing was written or changed; choose another one."


@dataclass(frozen=True, slots=True)
class RecoveryKit:
    """What the page holds: the code as eight groups with dashes between them, and the day it was made."""

    code: str = field(repr=False)
    made_on: date

    @property
    def groups(self) -> tuple[str, ...]:
        """The eight groups."""
        return tuple(self.code.split("-"))


class KitPrinter(Protocol):
    """Draws the kit as a page to print."""

    def render(self, kit: RecoveryKit) -> bytes:
        """Return a PDF."""

    def write_new(self, kit: RecoveryKit, target: Path) -> None:
        """Write the PDF to a file that was not there, readable by its owner alone.

        Raises:
            LDCoachError: there is such a file by now, or the folder cannot be written; nothing was.
        """


@dataclass(frozen=True, slots=True)
class Kits:
    """Writes kits, and compares what was typed back from one.

    `differing` takes a code and what was typed for it, and returns the numbers, from 1, of the groups that differ.
    """

    printer: Callable[[], KitPrinter]
    differing: Callable[[str, str], tuple[int, ...]]
    clock: Clock

    def require_free(self, target: Path) -> None:
        """Refuse a file that is there; called before a code is made that only the kit would hold.

        Raises:
            UnfitInput: a file of that name is there, or its folder is not.
        """
        if target.exists() or target.is_symlink():
            raise UnfitInput(_TAKEN)
        if not target.parent.is_dir():
            raise UnfitInput(_NO_FOLDER)

    def write(self, code: str, target: Path) -> None:
        """Write the kit for a code; raises as `require_free` and `KitPrinter.write_new`."""
        self.require_free(target)
        self.printer().write_new(RecoveryKit(code, self.clock.today()), target)

    def failure(self, code: str, target: Path) -> LDCoachError | None:
        """Write the kit; a failure is returned, so that the code, kept nowhere else, can be shown first."""
        try:
            self.write(code, target)
        except LDCoachError as failure:
            return failure
        return None

    def unlike(self, code: str, typed: Mapping[int, str]) -> tuple[int, ...]:
        """Return which of the groups that were typed back, by number from 1, are not those of the code."""
        bare = {number: "".join(filter(str.isalnum, group)) for number, group in typed.items()}
        # One of another length would move all that follow, so it is left out of the comparison.
        cut = {number for number, group in bare.items() if len(group) != GROUP_LENGTH}
        groups = [group if n in cut else bare.get(n, group) for n, group in enumerate(code.split("-"), 1)]
        return tuple(sorted(cut.union(self.differing(code, "-".join(groups)))))


def mark_code(keeping: Keeping, *, kept: bool) -> Change:
    """Keep whether the newest code was typed back from paper; it is not until the manager has done so."""
    return keeping.set(_UNCONFIRMED, not kept)


def code_is_kept(keeping: Keeping) -> bool:
    """Tell whether nothing speaks against the newest code being on paper."""
    return not keeping.setting(_UNCONFIRMED, default=False)


def kit_page(kit: RecoveryKit) -> Document:
    """Return the words around the code."""
    day = f"{kit.made_on.day} {kit.made_on:%B %Y}"
    return Document(
        kicker="LDCoach",
        title="Recovery kit",
        subtitle=f"Made on {day}. Keep this page on paper, away from the computer.",
        language="en-GB",
        footer="Whoever holds this page and the record can open the record.",
        page_label="Page {page} of {pages}",
        blocks=(
            Heading("What it is for"),
            Paragraph(
                "This code opens your encrypted record when the passphrase is forgotten. It needs no passphrase beside "
                "it, so keep it where you would keep a key: not in the laptop's bag, not as a photo."
            ),
            Heading("What to do"),
            Paragraph("1. Start LDCoach. On the page that asks for the passphrase, choose 'Use the recovery code'."),
            Paragraph(
                "2. Type the eight groups, or scan the square with a device that you trust. Capitals, spaces and "
                "dashes do not matter. The letters I, L, O and U are never used: what looks like them is 1 or 0."
            ),
            Paragraph(
                "3. Choose a new passphrase. You get a new kit; destroy this one, which opens the record no more."
            ),
            Heading("There is no back door"),
            Paragraph("If both the passphrase and this code are lost, the record stays closed for good."),
            Paragraph("Nobody can reset it: not IT, not the makers of LDCoach. That is what keeps the record yours."),
            Paragraph(
                "A new kit replaces this one. Backups open with the passphrase and the kit of the day they were made.",
                muted=True,
            ),
        ),
    )
