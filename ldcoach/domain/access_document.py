"""Tells everything about one person as a document that the person can read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ldcoach.domain.access_items import AccessGroup, AccessItem
from ldcoach.domain.actions import Action
from ldcoach.domain.conversations import Conversation, Reflection, Topic, TopicInConversation
from ldcoach.domain.document import Block, Document, Entry, Heading, Paragraph, Table
from ldcoach.domain.feedback import DismissedRule, Feedback, FeedbackSkill
from ldcoach.domain.gaps import Gap, PathStep
from ldcoach.domain.goals import Evidence, Goal, GoalSkill, IfThenPlan, Learning, Measure, Reading
from ldcoach.domain.keeping import Audit, Setting
from ldcoach.domain.kinds import TextKind, Visibility
from ldcoach.domain.leaving import Form, Receipt, Summary
from ldcoach.domain.people import NoteAgreement, Person
from ldcoach.domain.rows_in_words import told_fields
from ldcoach.domain.texts import Revision, Text

__all__ = ["GROUP_TITLES", "AccessFacts", "Withheld", "contents", "named", "tell_everything"]

GROUP_TITLES: Mapping[AccessGroup, str] = {
    AccessGroup.PERSON: "Who you are in this record",
    AccessGroup.AGREEMENTS: "What was agreed about notes",
    AccessGroup.CONVERSATIONS: "1-2-1s",
    AccessGroup.NOTES: "Shared notes",
    AccessGroup.PREP_NOTES: "Prep notes: the manager's preparation",
    AccessGroup.DRAFTS: "Drafts: written to be shared, not shared yet",
    AccessGroup.OWN_WORDS: "Your own words",
    AccessGroup.FEEDBACK: "Feedback",
    AccessGroup.GOALS: "Goals, their measures and plans",
    AccessGroup.EVIDENCE: "Evidence of change",
    AccessGroup.PROMISES: "Promises",
    AccessGroup.TOPICS: "Topics",
    AccessGroup.GAPS: "Gaps, the answers of the diagnosis, and paths",
    AccessGroup.LEARNING: "Learning",
    AccessGroup.REFLECTIONS: "The manager's reflections",
    AccessGroup.SUMMARIES: "Development summaries",
    AccessGroup.FORMS: "Forms sent to you",
    AccessGroup.RECEIPTS: "What left the record: receipts",
}
_NAMES: Mapping[type, str] = {
    Person: "Facts",
    NoteAgreement: "Agreement",
    Conversation: "1-2-1",
    Topic: "Topic",
    TopicInConversation: "Talked about",
    Feedback: "Feedback",
    FeedbackSkill: "Skill",
    DismissedRule: "Question set aside",
    Goal: "Goal",
    GoalSkill: "Skill",
    IfThenPlan: "Plan",
    Measure: "Measure",
    Reading: "Reading",
    Evidence: "Evidence",
    Action: "Promise",
    Gap: "Gap",
    PathStep: "Step",
    Learning: "Learning",
    Reflection: "Reflection",
    Summary: "Summary",
    Form: "Form",
    Receipt: "Receipt",
    Revision: "Said before",
}
_KINDS = {TextKind.FEEDBACK_PARTS: "Feedback, in parts"}


@dataclass(frozen=True, slots=True)
class Withheld:
    """How many items of one group stay out, never which."""

    group: AccessGroup
    count: int


@dataclass(frozen=True, slots=True)
class AccessFacts:
    """What goes with the items: who made the pack and when, what was done to the rows, what stays out and why.

    `places` counts where words of withheld items, or names of others, were taken out of other items.
    """

    person: Person
    manager: str
    on: date
    audit: Sequence[Audit]
    settings: Sequence[Setting]
    withheld: Sequence[Withheld]
    reason: str
    places: int
    links: Mapping[str, str]


def named(row: object) -> str:
    """Return what a row is, in a word or two."""
    if isinstance(row, Text):
        return _KINDS.get(row.kind, row.kind.value.replace("_", " ").capitalize())
    return _NAMES.get(type(row), type(row).__name__)


def tell_everything(items: Sequence[AccessItem], facts: AccessFacts) -> Document:
    """Compose the document: contents, what was withheld, every item, and what was done when."""
    blocks: list[Block] = [
        Paragraph(_ABOUT),
        Heading("Contents"),
        Table(("Part", "Items"), contents(items, facts), (0.8, 0.2)),
        *_withheld(facts),
    ]
    for group in AccessGroup:
        found = [item for item in items if item.group is group]
        if found:
            blocks.append(Heading(GROUP_TITLES[group]))
            blocks += [_entry(item, facts.links) for item in found]
    blocks += [*_settings(facts), *_audit(facts)]
    made = f"Made on {_day(facts.on)}" + (f" by {facts.manager}" if facts.manager else "")
    return Document(
        kicker="Everything in the record about one person",
        title=facts.person.name,
        subtitle=made,
        language="en-GB",
        footer="Answer to an access request. Dates and times are in UTC.",
        page_label="Page {page} of {pages}",
        blocks=tuple(blocks),
    )


_ABOUT = (
    "This is what LDCoach, the app in which your manager keeps 1-2-1s, holds about you: what you saw, and what you did "
    "not, such as prep notes, drafts, earlier wordings and reflections. The same is in everything.json for other "
    "programs. Texts about other people are not in it, even where they mention you."
)


def contents(items: Sequence[AccessItem], facts: AccessFacts) -> tuple[tuple[str, str], ...]:
    """Return the table of contents: each part with how many items it has."""
    counts = [(GROUP_TITLES[group], sum(item.group is group for item in items)) for group in AccessGroup]
    counts += [("Settings kept about you", len(facts.settings)), ("What was done, and when", len(facts.audit))]
    return tuple((title, str(count)) for title, count in counts if count)


def _withheld(facts: AccessFacts) -> Iterator[Block]:
    yield Heading("What was withheld")
    if not facts.withheld and not facts.places:
        yield Paragraph("Nothing.")
        return
    for one in facts.withheld:
        items = "1 item" if one.count == 1 else f"{one.count} items"
        yield Paragraph(f"{GROUP_TITLES[one.group]}: {items}. Reason: {facts.reason}")
    if facts.places:
        places = "1 place" if facts.places == 1 else f"{facts.places} places"
        yield Paragraph(f"Words were taken out in {places}, marked by square brackets. Reason: {facts.reason}")


def _entry(item: AccessItem, links: Mapping[str, str]) -> Entry:
    text, shown = _words_of(item)
    details = _details(item.head, links, shown)
    for row in item.rows[1:]:
        words = _attached(row, links, text)
        if words:
            details.append((named(row), words))
    title = named(item.head) if item.on is None else f"{_day(item.on)} \u00b7 {named(item.head)}"
    return Entry(title, text, tuple(details))


def _words_of(item: AccessItem) -> tuple[str, frozenset[str]]:
    """Return the words that stand for an item, and the values that need not be told again."""
    for row in item.rows:
        for name in _TELLING if row is item.head else ("body",):
            words = getattr(row, name, "")
            if words:
                return words, frozenset({words})
    return "", frozenset()


_TELLING = ("body", "statement", "title", "description", "name", "takeaway")


def _details(row: object, links: Mapping[str, str], shown: frozenset[str]) -> list[tuple[str, str]]:
    if isinstance(row, Text):
        return [("Written", _written(row))]
    return [(label, words) for label, words in told_fields(row, links) if words not in shown]


def _attached(row: object, links: Mapping[str, str], said: str) -> str:
    """Return a row that hangs on another in a few lines; words that stand above already are not told twice."""
    if isinstance(row, Text):
        return _written(row) if row.body == said else f"{row.body}\n{_written(row)}"
    return "\n".join(f"{label}: {words}" for label, words in told_fields(row, links) if words != said)


def _written(text: Text) -> str:
    """Return when a text was written, by whom and for whom."""
    return f"{_day(text.at.date())}, {text.at:%H:%M} UTC, by the {text.author.value}; {_LANES[text.visibility]}"


_LANES = {
    Visibility.PREP: "prep note",
    Visibility.TO_SHARE: "draft, not shared yet",
    Visibility.SHARED: "shared",
}


def _settings(facts: AccessFacts) -> Iterator[Block]:
    if facts.settings:
        yield Heading("Settings kept about you")
        for setting in facts.settings:
            yield Entry(setting.id.partition("/")[0].partition(".")[0], setting.value)


def _audit(facts: AccessFacts) -> Iterator[Block]:
    if facts.audit:
        yield Heading("What was done, and when")
        rows = tuple((f"{entry.at:%Y-%m-%d %H:%M}", entry.act, entry.entity) for entry in facts.audit)
        yield Table(("When (UTC)", "What was done", "To what"), rows, (0.3, 0.4, 0.3))


def _day(on: date) -> str:
    return f"{on.day} {on:%B %Y}"
