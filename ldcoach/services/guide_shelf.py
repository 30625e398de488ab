"""The shelf of guides: those of the library and the manager's own, each in every version that was ever used."""

from __future__ import annotations

from ldcoach.domain.choosing import Choice
from ldcoach.domain.conversations import Conversation
from ldcoach.domain.guides import Guide, guide_from_dict, is_own
from ldcoach.errors import NotFound
from ldcoach.services.context import Context
from ldcoach.services.kept_guides import BUILT_IN, KeptGuides
from ldcoach.services.ports import Work
from ldcoach.services.views.guides import ShelfLine


class GuideShelf:
    """Finds guides, wherever they come from, and keeps those that are used."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self.kept = KeptGuides(context)

    def guides(self) -> tuple[Guide, ...]:
        """Return the guides one can choose from, by name: the newest version of each, put-away ones left out."""
        away = self.kept.put_away()
        own = [kept for key, kept in self.kept.own().items() if key not in away]
        every = (*self._context.library.guides(), *(guide_from_dict(kept.body) for kept in own))
        return tuple(sorted(every, key=lambda guide: guide.name.casefold()))

    def guide(self, key: str, version: int | None = None) -> Guide:
        """Return one guide, in its newest version unless told otherwise.

        Raises:
            NotFound: there is no such guide, or not in that version.
        """
        if is_own(key) or version is not None:
            kept = self.kept.find(key, version)
            if kept is not None:
                return guide_from_dict(kept.body)
        return self._context.library.guide(key, version)

    def of(self, conversation: Conversation) -> Guide:
        """Return the guide in the version that a 1-2-1 is pinned to."""
        return self.guide(conversation.guide_key, conversation.guide_version)

    def newest_of(self, conversation: Conversation) -> Guide:
        """Return the guide as it is now, or as the 1-2-1 has it when it is on the shelf no more."""
        try:
            return self.guide(conversation.guide_key)
        except NotFound:
            return self.of(conversation)

    def keep(self, work: Work, guide: Guide) -> None:
        """Keep a guide in the record as it is now, so that what is held with it can always be read."""
        if self.kept.find(guide.key, guide.version) is None:
            work.add(self.kept.row(guide, BUILT_IN))

    def lines(self) -> list[ShelfLine]:
        """Return everything on the shelf by name: the library's, own guides, drafts, and what was put away."""
        drafts, own, away = self.kept.drafts(), self.kept.own(), self.kept.put_away()
        lines = [self._line(guide) for guide in self._context.library.guides()]
        for key in {**own, **drafts}:
            guide = guide_from_dict(own[key].body) if key in own else drafts[key]
            lines.append(self._own_line(guide, kept=key in own, changing=key in drafts, away=key in away))
        return sorted(lines, key=lambda line: line.guide.name.casefold())

    def line(self, key: str) -> ShelfLine:
        """Return one guide as it stands on the shelf.

        Raises:
            NotFound: there is no such guide and no draft of one.
        """
        if not is_own(key):
            return self._line(self._context.library.guide(key))
        kept, draft = self.kept.find(key), self.kept.draft(key)
        guide = guide_from_dict(kept.body) if kept is not None else draft
        if guide is None:
            message = "This guide is not on the shelf any more. Nothing was changed; choose another one."
            raise NotFound(message)
        return self._own_line(
            guide, kept=kept is not None, changing=draft is not None, away=key in self.kept.put_away()
        )

    def choices(self) -> tuple[Choice, ...]:
        """Return what a conversation may be for, with the guides that fit and why."""
        return self._context.library.choices()

    def _line(self, guide: Guide) -> ShelfLine:
        known = self._context.library.references()
        return ShelfLine(guide, references=tuple(known[key] for key in guide.sources if key in known))

    def _own_line(self, guide: Guide, *, kept: bool, changing: bool, away: bool) -> ShelfLine:
        return ShelfLine(
            guide,
            own=True,
            kept=kept,
            changing=changing,
            used=self.kept.is_used(guide.key),
            put_away=away,
            references=self._line(guide).references,
        )
