"""Readings of a measure that another program kept: looked at first, then taken over, never twice."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from ldcoach.domain.before_after import Claim, Comparison, compare, improved
from ldcoach.domain.claims import Beside, Estimate, Sayable, claim_of, may_say
from ldcoach.domain.goals import Goal, Measure, Reading
from ldcoach.domain.ids import MeasureId, PersonId, ReadingId
from ldcoach.domain.kinds import Provenance
from ldcoach.domain.numerals import DecimalMark
from ldcoach.domain.reading_table import ReadingSheet, read_readings
from ldcoach.domain.roster_dates import DayOrder
from ldcoach.errors import UnfitInput
from ldcoach.services.change import Change
from ldcoach.services.context import Context
from ldcoach.services.pen import NOBODY, Pen


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """A measure around a dated change: what the readings show, and what may be said, lowest rung first."""

    comparison: Comparison
    claim: Claim
    sayable: tuple[Sayable, ...]
    improved: bool | None


class Readings:
    """Takes readings over from a file, and looks at them around a day."""

    def __init__(self, context: Context, pen: Pen) -> None:
        self._context = context
        self._record = context.record
        self._pen = pen

    def preview(
        self, measure_id: MeasureId, data: bytes, *, mark: DecimalMark | None = None, order: DayOrder | None = None
    ) -> ReadingSheet:
        """Read a CSV file of dates and values; changes nothing.

        Raises:
            NotFound: no such measure.
            UnfitInput: the file cannot be read, or its numbers can be read in two ways and `mark` does not say how.
        """
        measure = self._record.get(Measure, measure_id)
        known = {reading.on: reading.value for reading in self._record.readings(measure_id)}
        headers, today = self._context.library.reading_headers(), self._context.clock.today()
        return read_readings(data, headers, unit=measure.unit, today=today, known=known, mark=mark, order=order)

    def compare(
        self,
        measure_id: MeasureId,
        since: date,
        beside_id: MeasureId | None = None,
        *,
        estimate: Estimate | None = None,
    ) -> BeforeAfter:
        """Return a measure before and after a dated change; `beside_id` is one of a similar matter without it.

        Raises:
            NotFound: no such measure.
            UnfitInput: the other is the same, or belongs to a goal of somebody else; people are not compared.
        """
        measure, today = self._record.get(Measure, measure_id), self._context.clock.today()
        comparison = compare(self._record.readings(measure_id), since, today)
        beside = None
        if beside_id is not None:
            other = self._record.get(Measure, beside_id)
            self._require_comparable(measure, other)
            beside = Beside(other.name, compare(self._record.readings(beside_id), since, today))
        before, after = comparison.before, comparison.after
        return BeforeAfter(
            comparison=comparison,
            claim=claim_of(comparison, beside, estimate),
            sayable=may_say(measure, comparison, beside, estimate),
            improved=improved(measure, before.mean, after.mean) if before and after else None,
        )

    def similar(self, measure_id: MeasureId, since: date | None) -> tuple[Measure, ...]:
        """Return measures that may stand beside one: in the same unit, with enough readings before and after a day."""
        measure, today = self._record.get(Measure, measure_id), self._context.clock.today()
        return tuple(
            other
            for other in self._record.every(Measure)
            if other.unit == measure.unit
            and self._is_comparable(measure, other)
            and compare(self._record.readings(other.id), since, today).change is not None
        )

    def _require_comparable(self, measure: Measure, other: Measure) -> None:
        if measure.id == other.id:
            message = "A measure cannot stand beside itself. Name one of a similar matter without the change."
            raise UnfitInput(message)
        if not self._is_comparable(measure, other):
            message = (
                "That measure belongs to a goal of one person, and people are not compared here. "
                "Name a measure of an outcome, of a similar team or matter without the change."
            )
            raise UnfitInput(message)
        if measure.unit != other.unit:
            message = (
                f"{measure.name} is counted in {measure.unit!r}, {other.name} in {other.unit!r}; "
                "they cannot stand beside each other. Name a measure in the same unit."
            )
            raise UnfitInput(message)

    def _is_comparable(self, measure: Measure, other: Measure) -> bool:
        """Tell whether another measure is one of an outcome, or of a goal of the same person."""
        if other.id == measure.id:
            return False
        return other.goal_id is None or self._whose(other) == self._whose(measure)

    def _whose(self, measure: Measure) -> PersonId | None:
        return None if measure.goal_id is None else self._record.get(Goal, measure.goal_id).person_id

    def take_over(
        self,
        measure_id: MeasureId,
        data: bytes,
        *,
        mark: DecimalMark | None = None,
        order: DayOrder | None = None,
        about_work: Collection[str] = NOBODY,
    ) -> tuple[Change, ReadingSheet]:
        """Add the readings that are new, all or none; raises as `preview`, and HeldText for a note."""
        sheet = self.preview(measure_id, data, mark=mark, order=order)
        self._pen.hold(*(row.note for row in sheet.rows), about_work=about_work)
        with self._record.work() as work:
            for row in sheet.rows:
                work.add(
                    Reading(
                        id=ReadingId(self._context.ids.new()),
                        measure_id=measure_id,
                        on=row.on,
                        value=row.value,
                        n=row.n,
                        note=row.note,
                        provenance=Provenance.IMPORTED_CSV,
                    )
                )
            work.audit("import", Measure, measure_id)
        return Change.of(Reading), sheet
