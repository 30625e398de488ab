"""The sentences of a summary or a follow-up in one language; the record's own words are never translated."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ldcoach.domain.numerals import in_digits

__all__ = ["SummaryWords"]

DIGITS = 6
"""Significant ones of a number, where its places are not said."""

_PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class SummaryWords:
    """One language: `tag` is BCP 47, `name` what its readers call it, `sentences` hold places such as `{name}`."""

    tag: str
    name: str
    decimal_mark: str
    months: tuple[str, ...]
    short_months: tuple[str, ...]
    sentences: Mapping[str, str]

    def say(self, key: str, **values: str) -> str:
        """Return a sentence with its places filled; braces in the values mean nothing."""
        return _PLACE.sub(lambda found: values.get(found[1], found[0]), self.sentences[key])

    def count(self, key: str, number: int, **values: str) -> str:
        """Return a sentence about a number of things, in its form for one or for many."""
        return self.say(f"{key}_one" if number == 1 else f"{key}_many", number=str(number), **values)

    def day(self, on: date) -> str:
        """Return a date without its year."""
        return self.say("dates.day", day=str(on.day), month=self.months[on.month - 1])

    def dated(self, on: date) -> str:
        """Return a date with its year."""
        return self.say("dates.dated", day=str(on.day), month=self.months[on.month - 1], year=str(on.year))

    def span(self, first: date, last: date) -> str:
        """Return two days as from and to, with years where they differ."""
        if first == last:
            return self.day(first)
        told = self.day if first.year == last.year else self.dated
        return self.say("dates.span", first=told(first), last=told(last))

    def period(self, first: date, last: date) -> str:
        """Return the months of a period in words: 'July to November 2026'."""
        from_month, to_month = self.months[first.month - 1], self.months[last.month - 1]
        if (first.year, first.month) == (last.year, last.month):
            return self.say("dates.one_month", month=to_month, year=str(last.year))
        if first.year == last.year:
            return self.say("dates.one_year", first=from_month, last=to_month, year=str(last.year))
        return self.say(
            "dates.years", first=from_month, first_year=str(first.year), last=to_month, last_year=str(last.year)
        )

    def number(self, value: float, places: int | None = None) -> str:
        """Write a number with the language's decimal mark; without `places`, as short as it is exact enough."""
        told = in_digits(value, DIGITS) if places is None else f"{value:.{places}f}"
        return told.replace("-", "\N{MINUS SIGN}").replace(".", self.decimal_mark)
