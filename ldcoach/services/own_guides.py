"""The manager's own guides: copied, written as drafts, kept once they are sound, put away or deleted."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import replace

from ldcoach.domain.conversations import KeptGuide
from ldcoach.domain.guides import Guide, copied, faults, guide_as_dict, guide_from_dict, in_words, own_key, words_of
from ldcoach.domain.keeping import Setting
from ldcoach.errors import NotFound, UnfitInput
from ldcoach.services.change import Change
from ldcoach.services.context import Context
from ldcoach.services.guide_shelf import GuideShelf
from ldcoach.services.kept_guides import DRAFT, OWN, PUT_AWAY
from ldcoach.services.pen import NOBODY, Pen
from ldcoach.services.ports import Work

LONGEST_DRAFT = 200_000
"""Characters of a draft as JSON; a full guide has about 10,000."""


class OwnGuides:
    """Writes the manager's own guides; a version that a 1-2-1 uses never changes."""

    def __init__(self, context: Context, pen: Pen, shelf: GuideShelf) -> None:
        self._context = context
        self._record = context.record
        self._pen = pen
        self._shelf = shelf
        self._kept = shelf.kept

    def copy(self, key: str, name: str) -> Change:
        """Begin an own guide as a copy of another, under a name; it is a draft until it is kept.

        Raises:
            NotFound: there is no such guide.
        """
        guide = self._shelf.line(key).guide
        self._pen.hold(name)
        taken = {line.guide.key for line in self._shelf.lines()} | set(self._kept.put_away())
        draft = copied(guide, own_key(name, taken), name)
        with self._record.work() as work:
            self._set(work, DRAFT + draft.key, guide_as_dict(draft))
        return Change.of(KeptGuide, created=draft.key)

    def opened(self, key: str) -> Guide:
        """Return an own guide to be changed: its draft if there is one, else its newest version.

        Raises:
            NotFound: there is no such guide, or it is not one's own.
        """
        versions = self._own(key)
        return self._kept.draft(key) or guide_from_dict(versions[-1].body)

    def write(self, draft: Guide, *, about_work: Collection[str] = NOBODY) -> Change:
        """Keep a draft as it stands, however unfinished; the guide itself is as it was.

        Raises:
            HeldText: a stop rule holds a text; what was saved before stays as it was.
            UnfitInput: the draft is far too long.
        """
        standing = self.opened(draft.key)
        if draft == standing:
            return Change.of()
        self._pen.hold(*words_of(draft), about_work=about_work, standing=frozenset(words_of(standing)))
        body = guide_as_dict(draft)
        if len(json.dumps(body)) > LONGEST_DRAFT:
            message = "This is too long for a guide. What was saved before is still there; make it shorter."
            raise UnfitInput(message)
        with self._record.work() as work:
            self._set(work, DRAFT + draft.key, body)
            for rule in sorted(about_work):
                work.audit(f"confirm {rule}", KeptGuide, draft.key)
        return Change.of(KeptGuide)

    def keep(self, key: str) -> Change:
        """Make the draft the guide that is offered from now on: a new version, if 1-2-1s use the present one.

        Raises:
            UnfitInput: something is missing or wrong; the draft stays.
            NotFound: there is no such guide.
        """
        draft = self.opened(key)
        first = next((fault for fault in faults(draft) if fault.grave), None)
        if first is not None:
            message = f"{in_words(first)} The draft is kept as it is; change this, then keep the guide."
            raise UnfitInput(message)
        versions = self._kept.versions(key)
        with self._record.work() as work:
            if not versions:
                work.add(self._kept.row(replace(draft, version=1), OWN))
            elif not _same(versions[-1], draft):
                self._put_in_place(work, versions[-1], draft)
            self._forget(work, DRAFT + key)
            work.audit("keep", KeptGuide, key)
        return Change.of(KeptGuide, created=key)

    def discard(self, key: str) -> Change:
        """Throw a draft away; the guide that it was to change stays as it is."""
        with self._record.work() as work:
            self._forget(work, DRAFT + key)
        return Change.of(KeptGuide)

    def remove(self, key: str) -> Change:
        """Delete an own guide that no 1-2-1 uses, with its draft.

        Raises:
            UnfitInput: a 1-2-1 was planned or held with it.
        """
        versions = self._own(key)
        if self._kept.is_used(key):
            message = (
                "A 1-2-1 was planned or held with this guide, so it has to stay readable. Nothing was changed; "
                "put it away instead, then it is no longer offered."
            )
            raise UnfitInput(message)
        with self._record.work() as work:
            for row in versions:
                work.remove(KeptGuide, row.id)
            self._forget(work, DRAFT + key)
            self._set(work, PUT_AWAY, sorted(self._kept.put_away() - {key}))
            work.audit("delete", KeptGuide, key)
        return Change.of(KeptGuide)

    def put_away(self, key: str) -> Change:
        """No longer offer an own guide; 1-2-1s that use it go on as they are."""
        self._own(key)
        return self._set_away(self._kept.put_away() | {key})

    def bring_back(self, key: str) -> Change:
        """Offer an own guide again that was put away."""
        self._own(key)
        return self._set_away(self._kept.put_away() - {key})

    def _own(self, key: str) -> list[KeptGuide]:
        """Return the versions of an own guide or nothing but its draft."""
        versions = self._kept.versions(key)
        if not versions and self._kept.draft(key) is None:
            message = "This is not one of your own guides, so it stays as it is. Copy it to change the copy."
            raise NotFound(message)
        return versions

    def _put_in_place(self, work: Work, present: KeptGuide, draft: Guide) -> None:
        if self._kept.is_used(present.key, present.version):
            work.add(self._kept.row(replace(draft, version=present.version + 1), OWN))
            return
        body = guide_as_dict(replace(draft, version=present.version))
        work.save(replace(present, name=draft.name, language=draft.language, body=body))

    def _set_away(self, keys: frozenset[str]) -> Change:
        with self._record.work() as work:
            self._set(work, PUT_AWAY, sorted(keys))
        return Change.of(KeptGuide)

    def _set(self, work: Work, name: str, value: object) -> None:
        setting = Setting(id=name, value=json.dumps(value))
        if self._record.find(Setting, name) is None:
            work.add(setting)
        else:
            work.save(setting)

    def _forget(self, work: Work, name: str) -> None:
        if self._record.find(Setting, name) is not None:
            work.remove(Setting, name)


def _same(kept: KeptGuide, draft: Guide) -> bool:
    return replace(guide_from_dict(kept.body), version=draft.version) == draft
