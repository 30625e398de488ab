"""The words for what has been kept for long, kind by kind."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ldcoach.domain.kept_long import KeptLong
from ldcoach.ui import words

__all__ = ["KeptWords"]


class KeptWords(QObject):
    """Says what a kind is, how many there are, and what deleting leaves."""

    def title(self, kind: KeptLong, span: int) -> str:
        """Return the name of a kind with the age, in days or months, after which it is old."""
        titles = {
            KeptLong.PREP_NOTES: self.tr("Prep notes of more than %n day(s) ago", "", span),
            KeptLong.NOT_HELD: self.tr("1-2-1s not held, more than %n month(s) ago", "", span),
            KeptLong.SHARED: self.tr("Shared more than %n month(s) ago", "", span),
            KeptLong.THEMES: self.tr("Stay and skip-level 1-2-1s of more than %n month(s) ago", "", span),
            KeptLong.GOALS: self.tr("Goals finished more than %n month(s) ago", "", span),
            KeptLong.SUMMARIES: self.tr("Summaries of more than %n month(s) ago", "", span),
            KeptLong.RECEIPTS: self.tr("Receipts of more than %n month(s) ago", "", span),
            KeptLong.AUDIT: self.tr("List of acts, more than %n month(s) ago", "", span),
        }
        return titles[kind]

    def name(self, kind: KeptLong) -> str:
        """Return what grows old, under the name of a field; a span that two kinds share bears both names."""
        names = {
            KeptLong.PREP_NOTES: self.tr("Prep notes"),
            KeptLong.NOT_HELD: self.tr("1-2-1s not held"),
            KeptLong.SHARED: self.tr("What was shared"),
            KeptLong.THEMES: self.tr("Stay and skip-level 1-2-1s"),
            KeptLong.GOALS: self.tr("Finished goals"),
            KeptLong.SUMMARIES: self.tr("Summaries and receipts"),
            KeptLong.RECEIPTS: self.tr("Summaries and receipts"),
            KeptLong.AUDIT: self.tr("List of acts"),
        }
        return names[kind]

    def hint(self, kind: KeptLong) -> str:
        """Return why one might let a kind go."""
        hints = {
            KeptLong.PREP_NOTES: self.tr(
                "They were preparation. The person can ask to see them as long as you have them."
            ),
            KeptLong.NOT_HELD: self.tr("Missed or cancelled, and nothing was written on them."),
            KeptLong.SHARED: self.tr(
                "Notes, takeaways and feedback that both of you have seen. Is all of it still of use?"
            ),
            KeptLong.THEMES: self.tr("What was said in them was for its time. What came of it is in the promises."),
            KeptLong.GOALS: self.tr("Achieved, closed or dropped, and not touched since."),
            KeptLong.SUMMARIES: self.tr("Your copy of what was told then. The person keeps their own file."),
            KeptLong.RECEIPTS: self.tr("What left, when and to whom; they hold no text."),
            KeptLong.AUDIT: self.tr("What was done and when, without content; about no one person."),
        }
        return hints[kind]

    def count(self, kind: KeptLong, many: int) -> str:
        """Return a number of things of a kind in words: two old 1-2-1s."""
        counts = {
            KeptLong.PREP_NOTES: self.tr("{how_many} prep note(s)", "", many),
            KeptLong.NOT_HELD: self.tr("{how_many} old 1-2-1(s)", "", many),
            KeptLong.SHARED: self.tr("{how_many} text(s)", "", many),
            KeptLong.THEMES: self.tr("{how_many} old 1-2-1(s)", "", many),
            KeptLong.GOALS: self.tr("{how_many} goal(s)", "", many),
            KeptLong.SUMMARIES: self.tr("{how_many} kept summary(s)", "", many),
            KeptLong.RECEIPTS: self.tr("{how_many} receipt(s)", "", many),
            KeptLong.AUDIT: self.tr("{how_many} entry(s)", "", many),
        }
        return counts[kind].format(how_many=words.number(many))

    def dated(self, kind: KeptLong, many: int, day: str) -> str:
        """Return a number of things and since when: one goal, of 3 March; two goals, the oldest of 3 March."""
        pattern = self.tr("{count}, of {day}") if many == 1 else self.tr("{count}, the oldest of {day}")
        return pattern.format(count=self.count(kind, many), day=day)

    def deleted(self, kind: KeptLong, many: int) -> str:
        """Return how many things were deleted, as a sentence."""
        return words.sentence(self.tr("{count} deleted.").format(count=self.count(kind, many)))

    def rest(self, kind: KeptLong) -> str:
        """Return what stays, or what nobody can tell any more, once a kind is deleted."""
        rests = {
            KeptLong.PREP_NOTES: self.tr("Shared notes stay."),
            KeptLong.THEMES: self.tr("Their notes go with them; topics, promises and feedback stay."),
            KeptLong.GOALS: self.tr("Their measures, evidence and paths go with them; promises and feedback stay."),
            KeptLong.SUMMARIES: self.tr("Receipts say still that they left."),
            KeptLong.RECEIPTS: self.tr("The record says no more what left then, and to whom."),
            KeptLong.AUDIT: self.tr("Entries about people under a legal hold stay."),
        }
        return rests.get(kind, "")
