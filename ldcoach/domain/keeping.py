"""The record's own bookkeeping: settings and an audit list without content."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One setting of the manager; the value is JSON."""

    id: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """That something was done to a row, never what it said."""

    at: datetime
    act: str
    entity: str
    entity_id: str
