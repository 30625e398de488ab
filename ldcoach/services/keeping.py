"""The record itself: is it sound, what is set."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from ldcoach.domain.keeping import Setting
from ldcoach.domain.policy import PolicyTier
from ldcoach.services.change import Change
from ldcoach.services.context import Context
from ldcoach.services.policy import require_changeable
from ldcoach.services.ports import Work


class Keeping:
    """Checks the record and keeps the manager's settings."""

    def __init__(self, context: Context) -> None:
        self._record = context.record
        self._policy = context.policy

    def check(self, progress: Callable[[int, int], None] | None = None) -> list[str]:
        """Verify the whole record; an empty list means sound."""
        return self._record.check(progress)

    def is_sample(self) -> bool:
        """Tell whether this is the sample record."""
        return self._record.is_sample()

    def setting(self, name: str, default: Any = None) -> Any:  # noqa: ANN401  # a setting is any JSON value
        """Return what holds: IT's word, else the manager's, else what IT recommends, else the default."""
        kept = self._record.find(Setting, name)
        chosen = None if kept is None else json.loads(kept.value)
        key = self._policy.of_setting(name)
        if key is not None:
            held = self._policy.resolve(key.id, chosen)
            if held.tier not in {PolicyTier.CHOSEN, PolicyTier.BUILT_IN}:
                return held.value
        return default if kept is None else chosen

    def locked_by(self, name: str) -> str:
        """Return a sentence that says who locked a setting, empty where the manager may change it."""
        key = self._policy.of_setting(name)
        return self._policy.by_whom(key.id) if key is not None else ""

    def set(self, name: str, value: Any) -> Change:  # noqa: ANN401  # a setting is any JSON value
        """Keep a setting; raises RefusedByPolicy where IT has locked it."""
        key = self._policy.of_setting(name)
        if key is not None:
            require_changeable(self._policy, key.id)
        with self._record.work() as work:
            self.set_within(work, name, value)
        return Change.of(Setting)

    def set_within(self, work: Work, name: str, value: Any) -> None:  # noqa: ANN401  # as above
        """Keep a setting that is not IT's to lock, together with what else a transaction keeps."""
        setting = Setting(id=name, value=json.dumps(value, allow_nan=False))
        (work.add if self._record.find(Setting, name) is None else work.save)(setting)
