"""What the manager chose for one summary, and where its rows can be seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

from ldcoach.domain.ids import PersonId
from ldcoach.domain.kinds import SummaryAudience
from ldcoach.domain.story import ItemGroup, Story, StoryBlock
from ldcoach.services.summaries import Summaries
from ldcoach.ui.go import Go, Place
from ldcoach.ui.pages.summary.blocks import Told

_PLACES: Mapping[str, Place] = MappingProxyType(
    {
        ItemGroup.GOALS: Place.GOAL,
        ItemGroup.FEEDBACK: Place.WRITE_FEEDBACK,
    }
)
"""Where an item of a group is seen; all others stand on the page of the person."""


@dataclass(slots=True)
class Choices:
    """For whom, which days, what stays and in which order; kept while the page shows one person."""

    person_id: PersonId
    first: date
    last: date
    audience: SummaryAudience = SummaryAudience.EMPLOYEE
    named: bool = False
    language: str = ""
    blocks: tuple[StoryBlock, ...] = tuple(StoryBlock)
    staying: set[str] = field(default_factory=set)

    def story(self, summaries: Summaries) -> Story:
        """Gather the story; raises as `Summaries.story`."""
        story = summaries.story(
            self.person_id,
            self.first,
            self.last,
            audience=self.audience,
            language=self.language,
            named=self.named,
        )
        return replace(story, blocks=self.blocks)


def told_by_block(summaries: Summaries, story: Story, staying: set[str]) -> list[Told]:
    """Return what each block of page one says as things stand."""
    alone = ((block, replace(story, blocks=(block,))) for block in StoryBlock)
    return [(block, summaries.document(one, staying, with_evidence=False).blocks) for block, one in alone]


def place_of(story: Story, group: str, item_id: str) -> Go:
    """Return where an item can be seen."""
    place = _PLACES.get(group)
    return Go(Place.PERSON, story.person.id) if place is None else Go(place, story.person.id, item_id)
