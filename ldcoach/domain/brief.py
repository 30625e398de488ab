"""A page for whoever can act: the problem, what shows it, what is in the way, what is done and what is asked.

Only what manager and employee agreed on can stand in it; preparation notes cannot.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ldcoach.domain.document import Block, Document, Heading, Paragraph, Table
from ldcoach.domain.ids import GapId, PersonId

__all__ = ["ASK", "OUTCOME", "PERSON", "PROBLEM", "Brief", "BriefGroup", "BriefItem", "tell_brief"]

PROBLEM, OUTCOME, PERSON, ASK = "problem", "outcome", "person", "ask"
"""Ids of the items that there is one of at most."""


class BriefGroup(StrEnum):
    """The groups in which items are shown before they leave."""

    PROBLEM = "problem"
    EVIDENCE = "evidence"
    CAUSES = "causes"
    STEPS = "steps"
    ASKED = "asked"


@dataclass(frozen=True, slots=True)
class BriefItem:
    """One thing that could leave: `title` is what it says, `detail` what goes with it, `by` until when.

    `private` marks what leaves only when that is chosen: whose work it is, and causes that lie with the person.
    """

    id: str
    group: BriefGroup
    title: str
    detail: str = ""
    by: date | None = None
    state: str = ""
    private: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """All that could leave about one gap; `prep_notes` counts what never can."""

    gap_id: GapId
    person_id: PersonId
    person: str
    manager: str
    on: date
    review_on: date | None
    items: tuple[BriefItem, ...]
    prep_notes: int

    @property
    def usually_staying(self) -> frozenset[str]:
        """The ids of the items that leave only when that is chosen."""
        return frozenset(item.id for item in self.items if item.private)

    def without(self, staying: Collection[str]) -> dict[BriefGroup, list[BriefItem]]:
        """Return the items that leave, by group."""
        return {
            group: [item for item in self.items if item.group is group and item.id not in staying]
            for group in BriefGroup
        }


def tell_brief(brief: Brief, staying: Collection[str] = ()) -> Document:
    """Compose the page without the items whose ids are in `staying`."""
    leaving = brief.without(staying)
    problem = {item.id: item for item in leaving[BriefGroup.PROBLEM]}
    blocks = (
        *_touches(problem.get(OUTCOME)),
        *_shows(leaving[BriefGroup.EVIDENCE]),
        *_in_the_way(leaving[BriefGroup.CAUSES]),
        *_done(leaving[BriefGroup.STEPS]),
        *_asked(leaving[BriefGroup.ASKED]),
        *_how_we_know(brief),
    )
    return Document(
        kicker="Brief for a sponsor",
        title=problem[PROBLEM].title if PROBLEM in problem else "A gap in the work",
        subtitle=_subtitle(brief, named=PERSON in problem),
        language="en-GB",
        footer="From a development record, not a rating",
        page_label="Page {page} of {pages}",
        blocks=blocks,
    )


def full_day(on: date) -> str:
    """Return a date in words: 22 November 2026."""
    return f"{on.day} {on:%B %Y}"


def _subtitle(brief: Brief, *, named: bool) -> str:
    writer = brief.manager or "The manager"
    other = brief.person if named else "the person who does the work"
    return f"{full_day(brief.on)} · {writer} with {other}"


def _touches(outcome: BriefItem | None) -> list[Block]:
    if outcome is None:
        return []
    words = ": ".join(part for part in (outcome.title, outcome.detail) if part)
    return [Heading("What it touches"), Paragraph(_ended(words))]


def _shows(items: list[BriefItem]) -> list[Block]:
    if not items:
        return [Heading("What shows it"), Paragraph("Nothing is shown here.", muted=True)]
    return [Heading("What shows it"), *(Paragraph(_ended(_joined(item))) for item in items)]


def _in_the_way(items: list[BriefItem]) -> list[Block]:
    if not items:
        return []
    rows = tuple((item.title, item.detail, item.state) for item in items)
    return [Heading("What is in the way"), Table(("Cause", "Who can act", "What was seen"), rows, (0.28, 0.36, 0.36))]


def _done(items: list[BriefItem]) -> list[Block]:
    if not items:
        return []
    rows = tuple((item.title, item.detail, when(item)) for item in items)
    return [Heading("What we do ourselves"), Table(("Step", "Who", "When"), rows, (0.5, 0.2, 0.3))]


def _asked(items: list[BriefItem]) -> list[Block]:
    if not items:
        return [Heading("What is asked"), Paragraph("Nothing is asked. This is for information.")]
    own = [Paragraph(_ended(item.title)) for item in items if item.id == ASK]
    steps = [item for item in items if item.id != ASK]
    rows = tuple((item.title, when(item)) for item in steps)
    table = [Table(("Step", "When"), rows, (0.7, 0.3))] if rows else []
    return [Heading("What is asked"), *own, *table]


def _how_we_know(brief: Brief) -> list[Block]:
    if brief.review_on is None:
        return []
    words = f"We look at it again on {full_day(brief.review_on)}."
    caveat = "The measure will say what changed after these steps, not that it changed because of them."
    return [Heading("How we will know"), Paragraph(words), Paragraph(caveat, muted=True)]


def when(item: BriefItem) -> str:
    """Return how an item stands, or by when it is due."""
    if item.state:
        return item.state
    return f"by {full_day(item.by)}" if item.by else ""


def _joined(item: BriefItem) -> str:
    return ": ".join(part for part in (item.title, item.detail) if part)


def _ended(words: str) -> str:
    return words if words.endswith((".", "?", "!")) else f"{words}."
