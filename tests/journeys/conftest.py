"""Journeys run without a screen, dressed as every test of the pages is."""

from __future__ import annotations

from tests.ui.conftest import light

__all__ = ["light"]
