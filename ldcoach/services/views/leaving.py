"""Read-models of what would leave."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LeavingItem:
    """One item of a summary: what it is, and whether it leaves."""

    id: str
    group: str
    title: str
    detail: str
    leaves: bool
    finding: str = ""
