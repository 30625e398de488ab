"""The record itself: is it sound, what is set."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from ldcoach.domain.keeping import Setting
from ldcoach.services.change import Change
from ldcoach.services.context import Context


class Keeping:
    """Checks the record and keeps the manager's settings."""

    def __init__(self, context: Context) -> None:
        self._record = context.record

    def check(self, progress: Callable[[int, int], None] | None = None) -> list[str]:
        """Verify the whole record; an empty list means sound."""
        return self._record.check(progress)

    def is_sample(self) -> bool:
        """Tell whether this is the sample record."""
        return self._record.is_sample()

    def setting(self, name: str, default: Any = None) -> Any:  # noqa: ANN401  # a setting is any JSON value
        """Return a setting, or the default while it was never set."""
        kept = self._record.find(Setting, name)
        return default if kept is None else json.loads(kept.value)

    def set(self, name: str, value: Any) -> Change:  # noqa: ANN401  # a setting is any JSON value
        """Keep a setting."""
        setting = Setting(id=name, value=json.dumps(value, allow_nan=False))
        with self._record.work() as work:
            if self._record.find(Setting, name) is None:
                work.add(setting)
            else:
                work.save(setting)
        return Change.of(Setting)
