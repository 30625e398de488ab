"""The page of a summary that asks for the employee's answer, in the language of the document."""

from __future__ import annotations

from ldcoach.domain.reply import MOST_ITEMS, Reply, ReplyItem, item_field
from ldcoach.domain.story import Story
from ldcoach.domain.summary_words import SummaryWords

__all__ = ["asked_items", "reply_page"]

LONGEST_TITLE = 80
ENOUGH = 8
"""Goals and feedback come first; so many lines there are at least, the newest notes filling up."""


def reply_page(story: Story, words: SummaryWords, uid: str) -> Reply:
    """Return the page for a story of which everything leaves."""
    items = []
    for number, (_, title) in enumerate(asked_items(story, words), start=1):
        shown = {"number": str(number), "title": title}
        items.append(
            ReplyItem(item_field(number), words.say("reply.item", **shown), words.say("reply.item_tooltip", **shown))
        )
    keys = ("heading", "introduction", "read", "question", "agree", "differ", "comment", "hint")
    said = {key: words.say(f"reply.{key}") for key in keys}
    return Reply(uid=uid, items_heading=words.say("reply.items"), items=tuple(items), **said)


def asked_items(story: Story, words: SummaryWords) -> tuple[tuple[str, str], ...]:
    """Return (id, title) of the items that get a line of their own, in the order of the document."""
    goals = [(item.id, item.goal.title) for item in story.goals]
    feedback = [
        (
            item.id,
            f"{words.day(item.feedback.observed_on)}, {words.say(f'feedback.{item.feedback.kind}')}: {item.words}",
        )
        for item in story.feedback
    ]
    first = [*goals, *feedback][-MOST_ITEMS:]
    room = max(ENOUGH - len(first), 0)
    notes = [
        (item.id, f"{words.day(item.on)}: {item.text.body}") for item in story.notes[max(len(story.notes) - room, 0) :]
    ]
    return tuple((item_id, _short(title)) for item_id, title in (*first, *(notes if room else ())))


def _short(title: str) -> str:
    line = " ".join(title.split())
    return line if len(line) <= LONGEST_TITLE else f"{line[:LONGEST_TITLE].rsplit(' ', 1)[0]} \N{HORIZONTAL ELLIPSIS}"
