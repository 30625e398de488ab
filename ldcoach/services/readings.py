"""Readings of a measure that another program kept: looked at first, then taken over, never twice."""

from __future__ import annotations

from collections.abc import Collection

from ldcoach.domain.goals import Measure, Reading
from ldcoach.domain.ids import MeasureId, ReadingId
from ldcoach.domain.kinds import Provenance
from ldcoach.domain.numerals import DecimalMark
from ldcoach.domain.reading_table import ReadingSheet, read_readings
from ldcoach.services.change import Change
from ldcoach.services.context import Context
from ldcoach.services.pen import NOBODY, Pen


class Readings:
    """Takes readings over from a file."""

    def __init__(self, context: Context, pen: Pen) -> None:
        self._context = context
        self._record = context.record
        self._pen = pen

    def preview(self, measure_id: MeasureId, data: bytes, *, mark: DecimalMark | None = None) -> ReadingSheet:
        """Read a CSV file of dates and values; changes nothing.

        Raises:
            NotFound: no such measure.
            UnfitInput: the file cannot be read, or its numbers can be read in two ways and `mark` does not say how.
        """
        measure = self._record.get(Measure, measure_id)
        known = {reading.on: reading.value for reading in self._record.readings(measure_id)}
        headers, today = self._context.library.reading_headers(), self._context.clock.today()
        return read_readings(data, headers, unit=measure.unit, today=today, known=known, mark=mark)

    def take_over(
        self,
        measure_id: MeasureId,
        data: bytes,
        *,
        mark: DecimalMark | None = None,
        about_work: Collection[str] = NOBODY,
    ) -> tuple[Change, ReadingSheet]:
        """Add the readings that are new, all or none; raises as `preview`, and HeldText for a note."""
        sheet = self.preview(measure_id, data, mark=mark)
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
