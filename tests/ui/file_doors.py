"""A way for files in and out, whose questions are answered by a test."""

from __future__ import annotations

from pathlib import Path

from ldcoach.ui.ask import Ask
from ldcoach.ui.file_door import FileDoor
from ldcoach.ui.tasks import Tasks
from tests.ui.canned_ask import CannedAsk


def file_door(ask: Ask | None = None) -> FileDoor:
    """Return a door with jobs of its own."""
    return FileDoor(ask or CannedAsk(), Tasks(), Path())
