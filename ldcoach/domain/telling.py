"""Tells a story as a document: the eight blocks on page one, then the evidence.

Source: content specification 5.1. Every sentence names the rows of the record that it rests on.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from ldcoach.domain.document import Block, Cited, Document, Heading, Paragraph, Quote
from ldcoach.domain.kinds import ActionStatus, EvidenceKind
from ldcoach.domain.story import COMMENT, AnswerItem, GoalItem, PromiseItem, Story, StoryBlock
from ldcoach.domain.summary_words import SummaryWords
from ldcoach.domain.telling_evidence import evidence, promised_by
from ldcoach.domain.telling_measures import around_it, careful, chart_in, charted, told_of

__all__ = ["day", "tell"]

MOST_NEXT = 4
OPEN = {ActionStatus.OPEN, ActionStatus.CARRIED_OVER}
FOR_PEOPLE = {EvidenceKind.OBSERVED_BEHAVIOUR, EvidenceKind.CUSTOMER_WORDS, EvidenceKind.SELF_REPORT}


def tell(story: Story, words: SummaryWords, staying: Collection[str] = (), *, with_evidence: bool = True) -> Document:
    """Compose the document without the items whose ids are in `staying`; the evidence follows the story, or not."""
    left = story.without(staying)
    blocks = [block for part in left.blocks for block in _PARTS[part](left, words)]
    below = _opening_a_page(evidence(left, words)) if with_evidence else []
    return Document(
        kicker=words.say("page.kicker"),
        title=story.person.name,
        subtitle=_subtitle(story, words),
        language=words.tag,
        footer=_footer(left, words),
        page_label=words.sentences["page.label"],
        blocks=(*blocks, *below),
    )


def day(on: date) -> str:
    """Return a date in English words without the year."""
    return f"{on.day} {on:%B}"


def _subtitle(story: Story, words: SummaryWords) -> str:
    if story.manager:
        writer = words.say("page.written_by", manager=story.manager, name=story.person.called)
    else:
        writer = words.say("page.written_together")
    talks = words.count("page.talks", story.talks)
    return words.say("page.subtitle", period=words.period(story.from_on, story.to_on), writer=writer, talks=talks)


def _footer(story: Story, words: SummaryWords) -> str:
    footer = words.say("page.footer", claim=words.say(f"claim.{_claim(story)}"))
    if story.made_on is None:
        return footer
    return f"{footer} · {words.say('page.footer_version', day=words.dated(story.made_on))}"


def _claim(story: Story) -> str:
    """Return how far the claim goes that is told, which is that of the one measure shown."""
    shown = charted(story.goals) if StoryBlock.BEFORE_AFTER in story.blocks else None
    return (shown.rung if shown else "") or "observation"


def _opening_a_page(blocks: list[Block]) -> list[Block]:
    """Let the evidence begin on a page of its own."""
    if blocks and isinstance(blocks[0], Heading):
        return [replace(blocks[0], opens_page=True), *blocks[1:]]
    return blocks


def _so_what(story: Story, words: SummaryWords) -> list[Block]:
    heading = Heading(words.say("so_what.heading"))
    linked = [item for item in story.goals if item.outcome]
    sources = tuple(_cited(item) for item in linked[:1])
    if story.so_what:
        return [heading, Paragraph(story.so_what, sources=sources)]
    if not linked:
        return [heading, Paragraph(words.say("so_what.unlinked"))]
    told = ": ".join(part for part in (linked[0].outcome, linked[0].why) if part)
    return [heading, Paragraph(_ended(told), sources=sources)]


def _before_after(story: Story, words: SummaryWords) -> list[Block]:
    heading = Heading(words.say("before_after.heading"))
    shown = charted(story.goals)
    if shown is None:
        return [heading, Paragraph(words.say("before_after.none"))]
    sources = (_cited(shown),)
    around = (Paragraph(told, sources=sources) for told in around_it(shown, words))
    return [heading, Paragraph(told_of(shown, words), sources=sources), *around]


def _chart(story: Story, words: SummaryWords) -> list[Block]:
    shown = charted(story.goals)
    if shown is None:
        return []
    chart = replace(chart_in(shown, words), sources=(_cited(shown),))
    return [chart, Paragraph(careful(shown, words), muted=True)]


def _human(story: Story, words: SummaryWords) -> list[Block]:
    called = story.person.called
    blocks: list[Block] = []
    if story.human:
        blocks.append(Paragraph(story.human))
    if story.takeaways:
        last = story.takeaways[-1]
        blocks.append(Quote(last.text.body, words.day(last.on), (Cited(last.id, last.on),)))
        return [Heading(words.say("human.heading", name=called)), *blocks]
    seen = [] if blocks else _seen(story)
    blocks += [
        Paragraph(words.say("goals.evidence", day=words.day(on), words=told), sources=(by,)) for on, told, by in seen
    ]
    return [Heading(words.say("human.heading_seen")), *blocks] if blocks else []


def _seen(story: Story) -> list[tuple[date, str, Cited]]:
    """Return the latest piece of evidence that is about people, if there is one."""
    pieces = [
        (on, told, Cited(item.id, on))
        for item in story.goals
        for (on, told), kind in zip(item.evidence, item.evidence_kinds, strict=False)
        if kind in FOR_PEOPLE
    ]
    return sorted(pieces, key=lambda piece: piece[0])[-1:]


def _priority(story: Story, words: SummaryWords) -> list[Block]:
    item = next((item for item in story.goals if item.priority), None)
    if item is None:
        return []
    told = words.say("priority.serves", priority=item.priority)
    if item.priority_why:
        told = f"{told} {_ended(words.say('priority.why', why=item.priority_why))}"
    return [Heading(words.say("priority.heading")), Paragraph(told, sources=(_cited(item),))]


def _conditions(story: Story, words: SummaryWords) -> list[Block]:
    if not story.conditions:
        return []
    return [Heading(words.say("conditions.heading")), Paragraph(story.conditions)]


def _next(story: Story, words: SummaryWords) -> list[Block]:
    heading = Heading(words.say("next.heading"))
    ahead = [item for item in story.promises if item.action.status in OPEN][:MOST_NEXT]
    if not ahead:
        return [heading, Paragraph(words.say("next.none"))]
    return [heading, *(_promise(item, story, words) for item in ahead)]


def _promise(item: PromiseItem, story: Story, words: SummaryWords) -> Paragraph:
    who, told, due = promised_by(item, story, words), item.words.rstrip(". "), item.action.due_on
    if due is None:
        said = words.say("next.promise", who=who, promise=told)
    else:
        said = words.say("next.promise_by", who=who, promise=told, day=words.day(due))
    return Paragraph(said, sources=(Cited(item.id, item.made_on),))


def _comment(story: Story, words: SummaryWords) -> list[Block]:
    called = story.person.called
    blocks: list[Block] = [Heading(words.say("comment.heading", name=called))]
    answer = story.last_answer
    if answer is not None:
        said = words.say(f"comment.{answer.said}", name=called, day=words.day(answer.on))
        blocks.append(Paragraph(said, muted=True, sources=(Cited(answer.summary_id, answer.on),)))
    last = _last_comment(story)
    if last is not None:
        source = words.say("comment.source", name=called, day=words.day(last.on))
        blocks.append(Quote(last.text.body, source, (Cited(last.id, last.on),)))
    elif answer is None:
        blocks.append(Paragraph(words.say("comment.none"), muted=True))
    return blocks


def _last_comment(story: Story) -> AnswerItem | None:
    comments = [item for item in story.answers if item.about == COMMENT]
    return comments[-1] if comments else None


def _cited(item: GoalItem) -> Cited:
    points = item.chart.points if item.chart else ()
    return Cited(item.id, points[-1].on if points else None)


def _ended(told: str) -> str:
    return told if told.endswith((".", "!", "?")) else f"{told}."


_PARTS: Mapping[StoryBlock, Callable[[Story, SummaryWords], list[Block]]] = MappingProxyType(
    {
        StoryBlock.SO_WHAT: _so_what,
        StoryBlock.BEFORE_AFTER: _before_after,
        StoryBlock.CHART: _chart,
        StoryBlock.HUMAN: _human,
        StoryBlock.PRIORITY: _priority,
        StoryBlock.CONDITIONS: _conditions,
        StoryBlock.NEXT: _next,
        StoryBlock.COMMENT: _comment,
    }
)
