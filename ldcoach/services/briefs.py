"""The brief to a sponsor: composed from what both agreed, shown item by item, exported with a receipt."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from ldcoach.domain import brief as told
from ldcoach.domain.brief import ASK, OUTCOME, PERSON, PROBLEM, Brief, BriefGroup, BriefItem, tell_brief
from ldcoach.domain.diagnosis import Diagnosis, is_around
from ldcoach.domain.document import Format
from ldcoach.domain.gaps import Gap
from ldcoach.domain.ids import GapId, PersonId
from ldcoach.domain.kinds import ActionOwner, ActionStatus, TextKind, Visibility
from ldcoach.domain.leaving import Receipt
from ldcoach.domain.numerals import in_digits
from ldcoach.domain.people import Person
from ldcoach.domain.story import may_leave
from ldcoach.domain.texts import Text
from ldcoach.errors import UnfitInput
from ldcoach.services.change import Change
from ldcoach.services.context import Context
from ldcoach.services.gap_reading import texts_of, view_of
from ldcoach.services.keeping import Keeping
from ldcoach.services.naming import name_in
from ldcoach.services.pen import NOBODY, Pen
from ldcoach.services.policy import require_leaving
from ldcoach.services.ports import DocumentWriter
from ldcoach.services.receipts import Receipts
from ldcoach.services.views import GapView, LeavingItem, MeasureLine, StepLine
from ldcoach.services.views.gaps import STILL_OPEN

MANAGER_NAME = "manager_name"
WHAT = "sponsor_brief"


class Briefs:
    """Composes, previews and exports briefs."""

    def __init__(
        self, context: Context, keeping: Keeping, writer: DocumentWriter, pen: Pen, receipts: Receipts
    ) -> None:
        self._context = context
        self._record = context.record
        self._keeping = keeping
        self._writer = writer
        self._pen = pen
        self._receipts = receipts

    def compose(self, gap_id: GapId) -> Brief:
        """Gather all that could leave about a gap.

        Raises:
            UnfitInput: the two have not agreed on it yet.
        """
        gap = self._record.get(Gap, gap_id)
        view = view_of(self._context, gap)
        texts = texts_of(self._record, self._context.library.diagnosis(), gap)
        if gap.agreed_on is None or view.person is None:
            message = (
                "A brief carries what both of you agreed on, and this path is not agreed yet. "
                "Nothing was made; agree the path first."
            )
            raise UnfitInput(message)
        shared = {text.owner_id.partition("#")[2]: text.body for text in texts if may_leave(text.visibility)}
        return Brief(
            gap_id=gap_id,
            person_id=view.person.id,
            person=view.person.name,
            manager=self._keeping.setting(MANAGER_NAME, ""),
            on=self._context.clock.today(),
            review_on=gap.review_on,
            items=tuple(_items(self._context.library.diagnosis(), view, shared, self.ask(gap_id))),
            prep_notes=sum(not may_leave(text.visibility) and bool(text.body.strip()) for text in texts),
        )

    def ask(self, gap_id: GapId) -> str:
        """Return what is asked of the sponsor, in the manager's words as last kept."""
        return "".join(text.body for text in self._asks(gap_id))

    def keep_ask(self, gap_id: GapId, words: str, *, about_work: Collection[str] = NOBODY) -> Change:
        """Keep what is asked of the sponsor; raises HeldText."""
        gap, kept = self._record.get(Gap, gap_id), self._asks(gap_id)
        self._pen.hold(words, about_work=about_work, standing=[text.body for text in kept])
        with self._record.work() as work:
            if kept:
                text = self._pen.rewrite(work, kept[0], words, visit=False)
            else:
                text = self._pen.new(
                    work,
                    TextKind.GAP,
                    words,
                    owner_id=f"{gap_id}#{ASK}",
                    person_id=gap.person_id,
                    visibility=Visibility.TO_SHARE,
                )
            self._pen.confirm(work, text.id, about_work)
        return Change.of(Text, person=gap.person_id or "")

    def items(self, brief: Brief, staying: Collection[str] | None = None) -> tuple[LeavingItem, ...]:
        """List every item that could leave, with the names of people found in it; `staying` defaults to the usual."""
        names, staying = self._names(), _chosen(brief, staying)
        return tuple(
            LeavingItem(
                item.id,
                item.group,
                item.title,
                " · ".join(part for part in (item.detail, told.when(item)) if part),
                item.id not in staying,
                "" if item.id == PERSON else name_in(f"{item.title} {item.detail} {item.state}", names),
            )
            for item in brief.items
        )

    def render(self, brief: Brief, staying: Collection[str] | None = None) -> bytes:
        """Return the page as a file's bytes, for the preview; nothing is written."""
        return self._writer.render(tell_brief(brief, _chosen(brief, staying)))

    def export(
        self,
        brief: Brief,
        target: Path,
        *,
        to_whom: str,
        staying: Collection[str] | None = None,
        password: str | None = None,
    ) -> tuple[Change, Receipt]:
        """Write the file, then keep a receipt: what left, when and to whom, never the text.

        Raises:
            RefusedByPolicy: IT does not let it leave like this.
            UnfitInput: it is not said to whom, or nothing would leave.
        """
        require_leaving(self._context.policy, Format.PDF, locked=bool(password))
        leaving = tuple(item.id for item in brief.items if item.id not in _chosen(brief, staying))
        if not to_whom.strip() or not leaving:
            message = "Say for whom the brief is, and let at least one item leave. Nothing was written."
            raise UnfitInput(message)
        (receipt,) = self._receipts.leave(
            target,
            self._writer.render(tell_brief(brief, _chosen(brief, staying)), password=password),
            people=(self._record.get(Person, brief.person_id),),
            what=WHAT,
            kind=Format.PDF.value,
            item_ids=tuple(f"{brief.gap_id}#{item_id}" for item_id in leaving),
            to_whom=" ".join(to_whom.split()),
            locked=bool(password),
        )
        return Change.of(Receipt, person=brief.person_id, created=receipt.id), receipt

    def receipts(self, person_id: PersonId, gap_id: GapId) -> list[Receipt]:
        """Return what left in briefs about a gap in a person's work, oldest first."""
        every = self._record.every(Receipt, person_id=person_id, what=WHAT)
        return [one for one in every if one.item_ids[0].startswith(f"{gap_id}#")]

    def _asks(self, gap_id: GapId) -> list[Text]:
        return self._record.texts_of([f"{gap_id}#{ASK}"], kinds=[TextKind.GAP])

    def _names(self) -> frozenset[str]:
        return frozenset(part for _, name in self._record.person_names() for part in (name, name.split()[0]))


def _chosen(brief: Brief, staying: Collection[str] | None) -> Collection[str]:
    return brief.usually_staying if staying is None else staying


def _items(diagnosis: Diagnosis, view: GapView, shared: dict[str, str], ask: str) -> Iterator[BriefItem]:
    """Yield every item in the order of the page."""
    yield BriefItem(PROBLEM, BriefGroup.PROBLEM, view.gap.statement)
    if view.outcome is not None:
        yield BriefItem(OUTCOME, BriefGroup.PROBLEM, view.outcome.name, view.outcome.why_it_matters)
    if view.person is not None:
        yield BriefItem(PERSON, BriefGroup.PROBLEM, view.person.name, private=True)
    for line in view.measures:
        if line.latest is not None:
            yield BriefItem(line.measure.id, BriefGroup.EVIDENCE, line.measure.name, _readings(line))
    for at, example in enumerate(view.gap.examples):
        yield BriefItem(f"example-{at + 1}", BriefGroup.EVIDENCE, example)
    for cause in view.found.causes:
        nodes = view.found.behind[cause.key]
        seen = " ".join(shared[node].strip() for node in nodes if node in shared)
        private = not is_around(diagnosis, nodes)
        yield BriefItem(cause.key, BriefGroup.CAUSES, cause.label, cause.actor, state=seen, private=private)
    steps = [_step_item(step) for step in view.steps if step.status is not ActionStatus.DROPPED]
    yield from sorted(steps, key=lambda item: item.group is BriefGroup.ASKED)
    if ask.strip():
        yield BriefItem(ASK, BriefGroup.ASKED, " ".join(ask.split()))


def _step_item(line: StepLine) -> BriefItem:
    owner = line.promise.owner if line.promise else line.step.owner
    who = {
        ActionOwner.EMPLOYEE: "The person who does the work",
        ActionOwner.MANAGER: "The manager",
        ActionOwner.BOTH: "Both of us",
        ActionOwner.OTHER_ROLE: "",
    }[owner]
    asked = owner is ActionOwner.OTHER_ROLE and line.status in STILL_OPEN
    state = "done" if line.status is ActionStatus.DONE else ""
    if state and line.promise and line.promise.done_on:
        state = f"done {told.full_day(line.promise.done_on)}"
    group = BriefGroup.ASKED if asked else BriefGroup.STEPS
    who = who or ("" if asked else "Somebody else")
    return BriefItem(line.step.id, group, line.step.description, who, by=line.due_on, state=state)


def _readings(line: MeasureLine) -> str:
    unit, first, latest = line.measure.unit, line.first, line.latest
    if latest is None:
        return ""
    now = f"{in_digits(latest.value)} {unit} on {told.full_day(latest.on)}"
    if first is None or first.on == latest.on:
        return now
    return f"{in_digits(first.value)} {unit} on {told.full_day(first.on)}, {now}"
