"""A document with one of each kind of block, and the writer of the program's own fonts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ldcoach.documents.pdf import PdfWriter
from ldcoach.domain.document import (
    Block,
    Chart,
    Document,
    Entry,
    Fact,
    Facts,
    Heading,
    Mark,
    Paragraph,
    Point,
    Quote,
    Side,
    Table,
)


@pytest.fixture
def writer() -> PdfWriter:
    """Return a writer for A4."""
    return PdfWriter()


@pytest.fixture
def chart() -> Chart:
    """Return seventeen weekly readings around a change."""
    before = [9, 10, 8, 11, 8, 9, 10, 8]
    after = [7, 6, 7, 5, 6, 5, 5, 5, 4]
    begun = date(2026, 8, 31)
    points = [Point(begun - timedelta(weeks=8 - week), value, Side.BEFORE) for week, value in enumerate(before)]
    points += [Point(begun, 8, Side.LAG), Point(begun + timedelta(weeks=1), 7, Side.LAG)]
    points += [Point(begun + timedelta(weeks=2 + week), value, Side.AFTER) for week, value in enumerate(after)]
    return Chart(
        title="Unplanned stops on line 2",
        unit="stops a week",
        points=tuple(points),
        marks=(Mark(begun, "path began 31 Aug"), Mark(date(2026, 10, 5), "new valve 5 Oct")),
        target=4,
        target_label="target 4",
        before_mean=9.125,
        after_mean=5.556,
        alt="Unplanned stops: 9.1 a week before, 5.6 after; the target is 4.",
    )


@pytest.fixture
def summary(chart: Chart) -> Document:
    """Return a summary that uses every kind of block."""
    return page_of(
        Facts((Fact("Promises kept", "7 of 9", "both sides counted"), Fact("Conversations", "9", ""))),
        Heading("Before and after"),
        Paragraph(
            "Unplanned stops were 9.1 a week (8 readings, 6 July to 24 August) and are 5.6 a week (9 readings, "
            "14 September to 9 November), after the new hand-over began."
        ),
        chart,
        Heading("In Mairi\u2019s words"),
        Quote("I write the fault as if I had to fix it at three in the morning.", "Mairi, 10 November"),
        Heading("Feedback shared", 3),
        Entry("19 November", "You named the cause and the next check.", (("Next step", "Show Jon how."),)),
        Table(("Who", "Promise"), (("Mairi", "Walk the shift lead to the machine"), ("Sam", "")), (1, 3)),
    )


def page_of(*blocks: Block, title: str = "Mairi Campbell") -> Document:
    """Return a document of these blocks."""
    return Document(
        kicker="Development summary",
        title=title,
        subtitle="July to November 2026",
        language="en-GB",
        footer="Development record, not a rating",
        page_label="Page {page} of {pages}",
        blocks=blocks,
    )
