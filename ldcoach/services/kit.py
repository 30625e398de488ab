"""The recovery kit: the one page to keep on paper."""

from __future__ import annotations

from ldcoach.domain.document import Document, Heading, Paragraph, Table


def recovery_kit(code: str) -> Document:
    """Return the page that holds the recovery code, in two rows of four groups."""
    groups = tuple(code.split("-"))
    return Document(
        kicker="LDCoach",
        title="Recovery kit",
        subtitle="Keep this page on paper, away from the computer",
        language="en-GB",
        footer="Whoever holds this page and the computer can open the record",
        page_label="Page {page} of {pages}",
        blocks=(
            Heading("Recovery code"),
            Table(("1", "2", "3", "4"), (groups[:4],), (0.25, 0.25, 0.25, 0.25)),
            Table(("5", "6", "7", "8"), (groups[4:],), (0.25, 0.25, 0.25, 0.25)),
            Heading("What to do with it"),
            Paragraph("If the passphrase is ever forgotten, choose 'Use the recovery code' on the unlock page."),
            Paragraph(
                "Type the eight groups. You then choose a new passphrase and get a new code; this one stops working."
            ),
            Paragraph("If both the passphrase and this code are lost, the record stays closed for good."),
            Paragraph("Nobody can reset it: not IT, not us. That is what keeps the record yours."),
        ),
    )
