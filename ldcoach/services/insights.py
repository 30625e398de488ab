"""The manager's own mirror: what was done, how often and how soon, for the manager alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from ldcoach.domain.diagnosis import is_around as lies_around
from ldcoach.domain.diagnosis import look, offers
from ldcoach.domain.document import Chart, Point, Side
from ldcoach.domain.gaps import Gap, PathStep
from ldcoach.domain.insights import (
    ENOUGH,
    MEASURES,
    STANDING,
    Figure,
    earlier_of,
    history_of,
    months,
    windows,
)
from ldcoach.domain.kinds import PathKind
from ldcoach.domain.measures import MeasureWords, Unit
from ldcoach.domain.practice import PathFacts, Practice
from ldcoach.errors import NotFound
from ldcoach.services.context import Context
from ldcoach.services.ports.practice import Part

NEEDS: dict[str, tuple[Part, ...]] = {
    **dict.fromkeys(("M1", "M2", "M3", "M5"), (Part.TALKS,)),
    "M4": (Part.RAISED,),
    **dict.fromkeys(("M6", "M7", "M8", "M9", "M10", "M18"), (Part.SHARED,)),
    "M11": (Part.DUE,),
    "M12": (Part.PENDING,),
    **dict.fromkeys(("M13", "M14"), (Part.GOALS,)),
    **dict.fromkeys(("M15", "M16"), ()),
    "M17": (Part.TALKS, Part.PROMISES),
}
"""What has to be read for each measure."""

MONTHLY = frozenset(part for key, parts in NEEDS.items() if key not in STANDING for part in parts)
"""What has to be read for all measures that are told by month."""

BEFORE = timedelta(days=30)
"""How far before a stretch one looks: 1-2-1s held before their day, and the thirty days that `reach` looks at."""


@dataclass(frozen=True, slots=True)
class Told:
    """A measure with its words: now, and in the twelve weeks before; `earlier` is None for what only stands now."""

    words: MeasureWords
    now: Figure
    earlier: Figure | None


class Insights:
    """Counts what a manager did; nothing is kept, and nobody is set beside another."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._record = context.record

    def all(self) -> tuple[Told, ...]:
        """Return every measure over the last twelve weeks and the twelve before, in the order of the page."""
        now, before = windows(self._context.clock.today())
        practice = self._practice(before.first, frozenset(Part), paths=True)
        return tuple(
            Told(words, MEASURES[words.id](practice, now), earlier_of(words.id, practice, before))
            for words in self._context.library.measures()
        )

    def history(self, measure_id: str) -> tuple[tuple[date, Figure], ...]:
        """Return a measure by month, the last 24, each by its first day; empty for what only stands now.

        Raises:
            NotFound: there is no such measure.
        """
        self._words(measure_id)
        if measure_id in STANDING:
            return ()
        return history_of(measure_id, self._over_months(NEEDS[measure_id]))

    def histories(self) -> Mapping[str, tuple[tuple[date, Figure], ...]]:
        """Return every measure by month as `history` does, by its id, from one look at the record."""
        practice = self._over_months(MONTHLY)
        return {key: () if key in STANDING else history_of(key, practice) for key in MEASURES}

    def chart(self, measure_id: str, history: tuple[tuple[date, Figure], ...]) -> Chart:
        """Return the months that have enough cases as one line of points; the last three stand out."""
        words = self._words(measure_id)
        told = [(on, figure.value) for on, figure in history if figure.value is not None]
        recent = {on for on, _ in history[-3:]}
        points = tuple(Point(on, value, Side.AFTER if on in recent else Side.BEFORE) for on, value in told)
        return Chart(
            title=words.name,
            unit=_UNITS[words.unit],
            points=points,
            marks=(),
            target=None,
            target_label="",
            before_mean=None,
            after_mean=None,
            alt=_in_words(words, told),
        )

    def _words(self, measure_id: str) -> MeasureWords:
        for words in self._context.library.measures():
            if words.id == measure_id:
                return words
        message = f"There is no measure {measure_id!r}. They are {', '.join(MEASURES)}."
        raise NotFound(message)

    def _over_months(self, parts: Collection[Part]) -> Practice:
        return self._practice(months(self._context.clock.today())[0].first, parts, paths=False)

    def _practice(self, since: date, parts: Collection[Part], *, paths: bool) -> Practice:
        facts = self._record.practice(since - BEFORE, parts)
        return Practice(
            today=self._context.clock.today(),
            reports=facts.reports,
            talks=facts.talks,
            shared=facts.shared,
            due=facts.due,
            promises=facts.promises,
            pending=facts.pending,
            raised=facts.raised,
            goals=facts.goals,
            paths=self._paths() if paths else (),
        )

    def _paths(self) -> tuple[PathFacts, ...]:
        """Return the paths of gaps, each with the kinds of step that fit what was found."""
        diagnosis = self._context.library.diagnosis()
        steps: dict[str, list[PathStep]] = {}
        for step in self._record.every(PathStep):
            if step.gap_id is not None:
                steps.setdefault(step.gap_id, []).append(step)
        told = []
        for gap in self._record.every(Gap) if steps else ():
            if gap.id in steps:
                found = look(diagnosis, gap.given)
                fitting: frozenset[PathKind] = frozenset(offer.way.kind for offer in offers(diagnosis, found))
                around = any(lies_around(diagnosis, nodes) for nodes in found.behind.values())
                kinds, owners = zip(*((step.kind, step.owner) for step in steps[gap.id]), strict=True)
                told.append(PathFacts(kinds, owners, fitting, around))
        return tuple(told)


_UNITS = {Unit.PERCENT: "%", Unit.DAYS: "days", Unit.PER_TEN: "for ten pieces"}


def _in_words(words: MeasureWords, told: list[tuple[date, float]]) -> str:
    if not told:
        return f"{words.name}: no month has {ENOUGH} cases yet."
    (first, begun), (last, ended) = told[0], told[-1]
    unit = _UNITS[words.unit]
    return f"{words.name}: {begun:.0f} {unit} in {first:%B %Y}, {ended:.0f} {unit} in {last:%B %Y}."
