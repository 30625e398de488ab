"""Tells a story as a document: what leaves, in the order of the eight blocks, then the evidence.

Source: content specification 5.1.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from ldcoach.domain.actions import Action
from ldcoach.domain.document import Block, Document, Entry, Heading, Paragraph, Quote, Table
from ldcoach.domain.kinds import ActionOwner, ActionStatus, FeedbackKind
from ldcoach.domain.story import FeedbackItem, GoalItem, PromiseItem, Story, WordsItem


def tell(story: Story, staying: Collection[str] = ()) -> Document:
    """Compose the document without the items whose ids are in `staying`."""
    goals = [item for item in story.goals if item.id not in staying]
    takeaways = [item for item in story.takeaways if item.id not in staying]
    feedback = [item for item in story.feedback if item.id not in staying]
    promises = [item for item in story.promises if item.id not in staying]
    notes = [item for item in story.notes if item.id not in staying]
    blocks: list[Block] = [
        *_so_what(story, goals),
        *_before_and_after(goals),
        *_own_words(story, takeaways),
        *_conditions(story),
        *_what_next(story, promises),
        Heading(f"{story.person.called}'s comment"),
        Paragraph("Not given yet. Space is left for it.", muted=True),
        *_goals(goals),
        *_feedback(feedback, story.person.called),
        *_promises(story, promises),
        *_together(story.person.called, notes, takeaways),
    ]
    return Document(
        kicker="Development summary",
        title=story.person.name,
        subtitle=_subtitle(story),
        language="en-GB",
        footer=f"Development record, not a rating · level of claim: {_claim(goals)}",
        page_label="Page {page} of {pages}",
        blocks=tuple(blocks),
    )


def day(on: date) -> str:
    """Return a date in words without the year."""
    return f"{on.day} {on:%B}"


def period(first: date, last: date) -> str:
    """Return a period in words: 'July to November 2026'."""
    if (first.year, first.month) == (last.year, last.month):
        return f"{last:%B %Y}"
    start = f"{first:%B}" if first.year == last.year else f"{first:%B %Y}"
    return f"{start} to {last:%B %Y}"


def _subtitle(story: Story) -> str:
    talks = "1 conversation" if story.talks == 1 else f"{story.talks} conversations"
    writer = f"written by {story.manager} with {story.person.called}" if story.manager else "written together"
    return f"{period(story.from_on, story.to_on)} · {writer} · {talks}"


def _so_what(story: Story, goals: list[GoalItem]) -> list[Block]:
    if story.so_what:
        words = story.so_what
    else:
        linked = [item for item in goals if item.outcome]
        if not linked:
            words = "No goal in this period is linked to an outcome yet."
        else:
            first = linked[0]
            words = ": ".join(part for part in (first.outcome, first.why) if part)
            words = words if words.endswith((".", "!", "?")) else f"{words}."
            words += f" It serves the priority {first.priority}." if first.priority else ""
    return [Heading("So what"), Paragraph(words)]


def _charted(goals: list[GoalItem]) -> GoalItem | None:
    """Return the one goal whose measure is shown."""
    return next((item for item in goals if item.chart and item.chart.points), None)


def _before_and_after(goals: list[GoalItem]) -> list[Block]:
    charted = _charted(goals)
    if charted is None or charted.chart is None:
        return [Heading("Before and after"), Paragraph("Too early to say: there are no readings yet.")]
    caveat = "'After' says when, not why: other things changed too."
    return [Heading("Before and after"), Paragraph(charted.told), charted.chart, Paragraph(caveat, muted=True)]


def _own_words(story: Story, takeaways: list[WordsItem]) -> list[Block]:
    if not takeaways:
        return []
    last = takeaways[-1]
    return [Heading(f"In {story.person.called}'s words"), Quote(last.text.body, day(last.on))]


def _conditions(story: Story) -> list[Block]:
    if not story.conditions:
        return []
    return [Heading("What helped, what got in the way"), Paragraph(story.conditions)]


def _what_next(story: Story, promises: list[PromiseItem]) -> list[Block]:
    ahead = [item for item in promises if item.action.status in {ActionStatus.OPEN, ActionStatus.CARRIED_OVER}]
    if not ahead:
        return [Heading("What next"), Paragraph("No open promises. The next 1-2-1 is the place for new ones.")]
    lines = [Paragraph(f"{_owner(story, item)}: {_sentence(item)}") for item in ahead[:MOST_NEXT]]
    return [Heading("What next"), *lines]


MOST_NEXT = 4


def _sentence(item: PromiseItem) -> str:
    words = item.words.rstrip(".")
    return f"{words}, by {day(item.action.due_on)}." if item.action.due_on else f"{words}."


def _goals(goals: list[GoalItem]) -> list[Block]:
    blocks: list[Block] = [Heading("Goals")] if goals else []
    for item in goals:
        blocks.append(Heading(item.goal.title, 3))
        if item.goal.critical_behaviour:
            blocks.append(Paragraph(f"What one would see: {item.goal.critical_behaviour}"))
        linked = f"Linked to the outcome: {item.outcome}." if item.outcome else "Not linked to an outcome yet."
        blocks.append(Paragraph(linked, muted=True))
        blocks += [Paragraph(f"{day(on)}: {words}") for on, words in item.evidence]
    return blocks


KIND_WORDS = {
    FeedbackKind.REINFORCING: "Reinforcing feedback",
    FeedbackKind.REDIRECTING: "Redirecting feedback",
    FeedbackKind.FEEDFORWARD: "Ideas for next time",
}


def _feedback(feedback: list[FeedbackItem], called: str) -> list[Block]:
    blocks: list[Block] = [Heading("Feedback shared")] if feedback else []
    for item in feedback:
        piece = item.feedback
        labels = (
            ("Situation", piece.situation),
            ("Behaviour", piece.behaviour),
            ("Impact", piece.impact),
            ("Next step", piece.next_step),
            (f"{called}'s view", piece.employee_view),
        )
        details = tuple((label, words) for label, words in labels if words and words not in item.words)
        blocks.append(Entry(f"{day(piece.observed_on)} · {KIND_WORDS[piece.kind]}", item.words, details))
    return blocks


def _promises(story: Story, promises: list[PromiseItem]) -> list[Block]:
    if not promises:
        return []
    rows = tuple((day(item.made_on), _owner(story, item), item.words, _became(item.action)) for item in promises)
    return [
        Heading("Promises of both sides"),
        Table(("Agreed", "Who", "Promise", "What became of it"), rows, (0.14, 0.16, 0.46, 0.24)),
    ]


def _together(called: str, notes: list[WordsItem], takeaways: list[WordsItem]) -> list[Block]:
    """Give each day one card: what was noted, and what the employee took away."""
    days = sorted({item.on for item in (*notes, *takeaways)})
    cards = [
        Entry(
            day(on),
            "\n".join(item.text.body for item in notes if item.on == on),
            tuple((f"In {called}'s words", item.text.body) for item in takeaways if item.on == on),
        )
        for on in days
    ]
    return [Heading("What was noted together"), *cards] if cards else []


def _owner(story: Story, item: PromiseItem) -> str:
    return {
        ActionOwner.EMPLOYEE: story.person.called,
        ActionOwner.MANAGER: story.manager or "Manager",
        ActionOwner.BOTH: "Both",
        ActionOwner.OTHER_ROLE: "Someone else",
    }[item.action.owner]


def _became(action: Action) -> str:
    if action.status is ActionStatus.DONE:
        late = action.due_on and action.done_on and action.done_on > action.due_on
        return "Kept, later than planned" if late else "Kept"
    if action.status is ActionStatus.DROPPED:
        return "Let go together"
    return f"Open, due {day(action.due_on)}" if action.due_on else "Open"


def _claim(goals: list[GoalItem]) -> str:
    """Return how far the claim goes that is told, which is that of the one measure shown."""
    charted = _charted(goals)
    return (charted.claim if charted else "").replace("_", " and ") or "observation"
