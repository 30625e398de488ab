"""The gate before anything leaves: what must wait, and what is asked about, each with its place.

Source: content specification 5.2.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from ldcoach.domain.feedback import DismissedRule
from ldcoach.domain.story import FeedbackItem, GoalItem, Item, PromiseItem, Story, StoryBlock
from ldcoach.domain.wording import Severity, stop_findings
from ldcoach.domain.wording.advice import Circumstances
from ldcoach.domain.wording.findings import Finding
from ldcoach.domain.wording.looking import advice_on
from ldcoach.errors import UnfitInput
from ldcoach.services.context import Context
from ldcoach.services.own_words import owners_of
from ldcoach.services.story_reading import view_owner
from ldcoach.services.views.leaving import GateFinding

__all__ = ["ExportGate"]

ASKED = frozenset({"FB19", "FB20", "FB24", "FB27"})


@dataclass(frozen=True, slots=True)
class _Place:
    """A text that would leave: the item it belongs to, or the block of the manager's own."""

    where: str
    owner: str
    text: str


class ExportGate:
    """Looks at every text of a story that would leave."""

    def __init__(self, context: Context) -> None:
        self._record = context.record
        self._library = context.library

    def stops(self, story: Story) -> tuple[GateFinding, ...]:
        """Return what must not leave as it stands; words confirmed to be about the work may."""
        rules = self._library.stop_rules()
        names = [name for _, name in self._record.person_names()]
        found = [(place, one) for place in _places(story) for one in stop_findings(place.text, rules, names)]
        return self._told(found)

    def cautions(self, story: Story) -> tuple[GateFinding, ...]:
        """Return what the manager is asked about: private life, ratings, other people's names, attendance."""
        rules = self._library.coaching_rules()
        people = tuple(name for _, name in self._record.person_names())
        about = Circumstances(people=people, spared=(story.person.name, story.person.called, story.manager))
        found = [
            (place, one)
            for place in _places(story)
            for one in advice_on(place.text, rules, about).findings
            if one.rule in ASKED and one.severity is not Severity.STOP
        ]
        return self._told(found)

    def require_open(self, story: Story) -> None:
        """Refuse to let a story leave while a stop rule holds a text of it.

        Raises:
            UnfitInput: names the rules and how many items; never the words.
        """
        stops = self.stops(story)
        if stops:
            items = len({stop.item_id or stop.block for stop in stops})
            rules = ", ".join(sorted({stop.rule for stop in stops}))
            message = (
                f"{items} of what would leave {'holds' if items == 1 else 'hold'} words that must not be in it "
                f"({rules}). Nothing was written. Change the text or leave the item out; the preview shows where."
            )
            raise UnfitInput(message)

    def _told(self, found: list[tuple[_Place, Finding]]) -> tuple[GateFinding, ...]:
        if not found:
            return ()
        settled = self._settled({place.owner for place, _ in found} | {place.where for place, _ in found})
        seen: dict[tuple[str, str, str], GateFinding] = {}
        for place, one in found:
            if (one.rule, place.owner) in settled or (one.rule, place.where) in settled:
                continue
            words = place.text[one.start : one.end]
            block = place.where if place.where in set(StoryBlock) else ""
            told = GateFinding(one.rule, one.severity.value, "" if block else place.where, block, words, one.question)
            seen.setdefault((one.rule, place.where, words.casefold()), told)
        return tuple(seen.values())

    def _settled(self, owners: Collection[str]) -> set[tuple[str, str]]:
        """Return (rule, owner) for each rule that the manager answered for a text of that owner."""
        kept = [one for one in self._record.every(DismissedRule) if one.text_id]
        owned = {text.id: text.owner_id for text in self._record.texts_of(sorted(owners))}
        by_owner = {(one.rule_id, owned[one.text_id]) for one in kept if one.text_id in owned}
        return by_owner | {(one.rule_id, one.text_id) for one in kept if one.text_id}


def _places(story: Story) -> Iterator[_Place]:
    so_what, conditions, human = owners_of(story.person.id)
    yield from _own(StoryBlock.SO_WHAT, so_what, story.so_what, story)
    yield from _own(StoryBlock.HUMAN, human, story.human, story)
    yield from _own(StoryBlock.CONDITIONS, conditions, story.conditions, story)
    for item in story.items:
        for text in _texts(item):
            if text.strip():
                yield _Place(item.id, item.id, text)
        view = story.views.get(item.id)
        if view is not None:
            yield _Place(item.id, view_owner(item.id), view.words)


def _own(block: StoryBlock, owner: str, text: str, story: Story) -> Iterator[_Place]:
    if text and block in story.blocks:
        yield _Place(block.value, owner, text)


def _texts(item: Item) -> tuple[str, ...]:
    match item:
        case GoalItem():
            return item.told_words
        case FeedbackItem():
            return item.told
        case PromiseItem():
            return (item.words,)
    return (item.text.body,)
