"""Guides as the record keeps them: versions that were used, the manager's own, drafts, and what was put away."""

from __future__ import annotations

import json

from ldcoach.domain.conversations import Conversation, KeptGuide
from ldcoach.domain.guides import Guide, guide_as_dict, guide_from_dict
from ldcoach.domain.keeping import Setting
from ldcoach.services.context import Context

DRAFT = "guide_draft."
"""Settings that begin so hold a draft of the own guide whose key follows."""
PUT_AWAY = "guides_put_away"
"""The setting with the keys of own guides that are no longer offered."""
BUILT_IN, OWN = "built-in", "own"


class KeptGuides:
    """Reads what the record holds of guides, and makes its rows."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._record = context.record

    def find(self, key: str, version: int | None = None) -> KeptGuide | None:
        """Return one guide of any source, in the newest version kept unless told otherwise, or None."""
        if version is None:
            return max(self._record.every(KeptGuide, key=key), key=lambda row: row.version, default=None)
        return next(iter(self._record.every(KeptGuide, key=key, version=version)), None)

    def own(self) -> dict[str, KeptGuide]:
        """Return the newest version of every own guide, by key."""
        rows = sorted(self._record.every(KeptGuide, source=OWN), key=lambda row: row.version)
        return {row.key: row for row in rows}

    def versions(self, key: str) -> list[KeptGuide]:
        """Return every version of an own guide, oldest first."""
        return sorted(self._record.every(KeptGuide, key=key, source=OWN), key=lambda row: row.version)

    def drafts(self) -> dict[str, Guide]:
        """Return what is being written, by key."""
        rows = [row for row in self._record.every(Setting) if row.id.startswith(DRAFT)]
        return {row.id.removeprefix(DRAFT): guide_from_dict(json.loads(row.value)) for row in rows}

    def draft(self, key: str) -> Guide | None:
        """Return the draft of an own guide, or None."""
        row = self._record.find(Setting, DRAFT + key)
        return None if row is None else guide_from_dict(json.loads(row.value))

    def put_away(self) -> frozenset[str]:
        """Return the keys of own guides that are no longer offered."""
        row = self._record.find(Setting, PUT_AWAY)
        return frozenset(() if row is None else json.loads(row.value))

    def is_used(self, key: str, version: int | None = None) -> bool:
        """Tell whether a 1-2-1 was planned or held with a guide, in one version or in any."""
        which = {} if version is None else {"guide_version": version}
        return self._record.newest(Conversation, guide_key=key, **which) is not None

    def row(self, guide: Guide, source: str) -> KeptGuide:
        """Return a new row for a guide."""
        return KeptGuide(
            id=self._context.ids.new(),
            key=guide.key,
            version=guide.version,
            name=guide.name,
            language=guide.language,
            source=source,
            body=guide_as_dict(guide),
        )
