"""The pages after the story: goals, feedback, promises of both sides, notes and what the employee wrote."""

from __future__ import annotations

from ldcoach.domain.actions import Action
from ldcoach.domain.document import Block, Cited, Entry, Heading, Paragraph, Quote, Table
from ldcoach.domain.kinds import ActionOwner, ActionStatus
from ldcoach.domain.story import AnswerItem, FeedbackItem, GoalItem, PromiseItem, Story, WordsItem
from ldcoach.domain.summary_words import SummaryWords

__all__ = ["evidence", "promised_by"]

WIDTHS = (0.15, 0.16, 0.45, 0.24)


def evidence(story: Story, words: SummaryWords) -> list[Block]:
    """Return the blocks; no section stands empty."""
    return [
        *_goals(story, words),
        *_feedback(story, words),
        *_promises(story, words),
        *_together(story, words),
        *_answers(story, words),
    ]


def promised_by(item: PromiseItem, story: Story, words: SummaryWords) -> str:
    """Return in words whose promise it is."""
    return {
        ActionOwner.EMPLOYEE: story.person.called,
        ActionOwner.MANAGER: story.manager or words.say("promises.manager"),
        ActionOwner.BOTH: words.say("promises.both"),
        ActionOwner.OTHER_ROLE: words.say("promises.other"),
    }[item.action.owner]


def _goals(story: Story, words: SummaryWords) -> list[Block]:
    blocks: list[Block] = [Heading(words.say("goals.heading"))] if story.goals else []
    for item in story.goals:
        blocks += _goal(item, story, words)
    return blocks


def _goal(item: GoalItem, story: Story, words: SummaryWords) -> list[Block]:
    cited = (Cited(item.id),)
    blocks: list[Block] = [Heading(item.goal.title, 3)]
    if item.goal.critical_behaviour:
        told = words.say("goals.behaviour", behaviour=item.goal.critical_behaviour)
        blocks.append(Paragraph(told, sources=cited))
    linked = words.say("goals.linked", outcome=item.outcome) if item.outcome else words.say("goals.unlinked")
    blocks.append(Paragraph(linked, muted=True, sources=cited))
    for on, told in item.evidence:
        said = words.say("goals.evidence", day=words.day(on), words=told)
        blocks.append(Paragraph(said, sources=(Cited(item.id, on),)))
    view = story.views.get(item.id)
    if view is not None:
        blocks.append(Quote(view.words, _view(story, item.id, words), (Cited(item.id, view.on),)))
    return blocks


def _feedback(story: Story, words: SummaryWords) -> list[Block]:
    heading: list[Block] = [Heading(words.say("feedback.heading"))] if story.feedback else []
    return [*heading, *(_piece(item, story, words) for item in story.feedback)]


def _piece(item: FeedbackItem, story: Story, words: SummaryWords) -> Entry:
    piece = item.feedback
    labels = (
        (words.say("feedback.situation"), piece.situation),
        (words.say("feedback.behaviour"), piece.behaviour),
        (words.say("feedback.impact"), piece.impact),
        (words.say("feedback.next_step"), piece.next_step),
        (words.say("feedback.view", name=story.person.called), piece.employee_view),
    )
    details = tuple((label, told) for label, told in labels if told and told not in item.words)
    kind = words.say(f"feedback.{piece.kind.value}")
    title = words.say("feedback.title", day=words.day(piece.observed_on), kind=kind)
    return Entry(title, item.words, (*details, *_beside(item.id, story, words)), (Cited(item.id, piece.observed_on),))


def _promises(story: Story, words: SummaryWords) -> list[Block]:
    if not story.promises:
        return []
    rows = tuple(
        (words.day(item.made_on), promised_by(item, story, words), item.words, _became(item.action, words))
        for item in story.promises
    )
    head = tuple(words.say(f"promises.{key}") for key in ("agreed", "who", "promise", "became"))
    cited = tuple(Cited(item.id, item.made_on) for item in story.promises)
    return [Heading(words.say("promises.heading")), Table(head, rows, WIDTHS, cited)]


def _became(action: Action, words: SummaryWords) -> str:
    if action.status is ActionStatus.DONE:
        late = action.due_on and action.done_on and action.done_on > action.due_on
        return words.say("promises.kept_late" if late else "promises.kept")
    if action.status is ActionStatus.DROPPED:
        return words.say("promises.dropped")
    if action.due_on is None:
        return words.say("promises.open")
    return words.say("promises.open_due", day=words.day(action.due_on))


def _together(story: Story, words: SummaryWords) -> list[Block]:
    """Give each day one card: what was noted, and what the employee took away."""
    both: tuple[WordsItem, ...] = (*story.notes, *story.takeaways)
    label = words.say("notes.takeaway", name=story.person.called)
    cards = []
    for on in sorted({item.on for item in both}):
        today = [item for item in both if item.on == on]
        details = [(label, item.text.body) for item in story.takeaways if item.on == on]
        details += [pair for item in today for pair in _beside(item.id, story, words)]
        noted = "\n".join(item.text.body for item in story.notes if item.on == on)
        cards.append(Entry(words.day(on), noted, tuple(details), tuple(Cited(item.id, on) for item in today)))
    return [Heading(words.say("notes.heading")), *cards] if cards else []


def _answers(story: Story, words: SummaryWords) -> list[Block]:
    if not story.answers:
        return []
    heading = words.say("answers.heading", name=story.person.called)
    return [Heading(heading), *(_answer(item, words) for item in story.answers)]


def _answer(item: AnswerItem, words: SummaryWords) -> Entry:
    return Entry(title_of_answer(item, words), item.text.body, (), (Cited(item.id, item.on),))


def title_of_answer(item: AnswerItem, words: SummaryWords) -> str:
    """Return when the employee wrote it and what they were asked."""
    key = f"answers.{item.about}"
    question = words.say(key if key in words.sentences else "answers.other")
    return words.say("answers.title", day=words.day(item.on), question=question)


def _beside(item_id: str, story: Story, words: SummaryWords) -> tuple[tuple[str, str], ...]:
    view = story.views.get(item_id)
    return ((_view(story, item_id, words), view.words),) if view else ()


def _view(story: Story, item_id: str, words: SummaryWords) -> str:
    return words.say("view.differs", name=story.person.called, day=words.day(story.views[item_id].on))
