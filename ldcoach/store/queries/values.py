"""Values of read-models that may be empty."""

from __future__ import annotations

from datetime import date, datetime

from ldcoach.store.mapping import from_micros

__all__ = ["day", "moment"]


def moment(micros: int | None) -> datetime | None:
    """Return the aware moment, or None."""
    return None if micros is None else from_micros(micros)


def day(iso: str | None) -> date | None:
    """Return the date, or None."""
    return date.fromisoformat(iso) if iso else None
