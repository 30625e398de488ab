"""Introduces what draws recovery kits to what knows recovery codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ldcoach.services.clock import SystemClock

if TYPE_CHECKING:
    from ldcoach.services.kit import KitPrinter, Kits


def kits() -> Kits:
    """Return the kits; what draws them is loaded with the first."""
    from ldcoach.services.kit import Kits

    return Kits(_printer, _differing, SystemClock())


def _printer() -> KitPrinter:
    from ldcoach.documents.recovery_kit import KitWriter

    return KitWriter()


def _differing(shown: str, typed: str) -> tuple[int, ...]:
    from ldcoach.vault.recovery import mismatched_groups

    return mismatched_groups(shown, typed)
