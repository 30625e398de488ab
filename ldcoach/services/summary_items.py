"""What a summary holds, item by item, as the manager sees it before it leaves."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ldcoach.domain.story import ItemGroup, Story
from ldcoach.domain.summary_words import SummaryWords
from ldcoach.domain.telling_evidence import title_of_answer
from ldcoach.domain.third_parties import Names
from ldcoach.services.views.leaving import LeavingItem

__all__ = ["listed"]


def listed(story: Story, words: SummaryWords, names: Names, staying: Collection[str]) -> tuple[LeavingItem, ...]:
    """Return every item in the order of the document and in its language, with the first name found in each."""
    behind = {goal.id: " ".join(goal.told_words) for goal in story.goals}
    behind |= {item_id: view.words for item_id, view in story.views.items() if item_id not in behind}
    return tuple(
        LeavingItem(
            id=item.id,
            group=item.group,
            title=item.title,
            detail=item.detail,
            leaves=item.id not in staying,
            finding=next(iter(names.found_in(item.title, item.detail, behind.get(item.id, ""))), ""),
            on=item.on,
        )
        for item in _items(story, words)
    )


def _items(story: Story, words: SummaryWords) -> Iterator[LeavingItem]:
    for goal in story.goals:
        yield LeavingItem(goal.id, ItemGroup.GOALS, goal.goal.title, goal.outcome, leaves=True)
    for taken in story.takeaways:
        yield LeavingItem(taken.id, ItemGroup.WORDS, words.day(taken.on), taken.text.body, leaves=True, on=taken.on)
    for piece in story.feedback:
        seen = piece.feedback.observed_on
        title = words.say("feedback.title", day=words.day(seen), kind=words.say(f"feedback.{piece.feedback.kind}"))
        told = " ".join(part for part in piece.told if part)
        yield LeavingItem(piece.id, ItemGroup.FEEDBACK, title, told, leaves=True, on=seen)
    for promise in story.promises:
        made = promise.made_on
        yield LeavingItem(promise.id, ItemGroup.PROMISES, promise.words, words.day(made), leaves=True, on=made)
    for note in story.notes:
        yield LeavingItem(note.id, ItemGroup.NOTES, words.day(note.on), note.text.body, leaves=True, on=note.on)
    for answer in story.answers:
        title = title_of_answer(answer, words)
        yield LeavingItem(answer.id, ItemGroup.ANSWERS, title, answer.text.body, leaves=True, on=answer.on)
