"""What the pages read of a gap, and how answers from outside are read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ldcoach.domain.conversations import Conversation
from ldcoach.domain.diagnosis import Diagnosis, Found, look, offers
from ldcoach.domain.diagnosis_answers import require_fit
from ldcoach.domain.gaps import Gap, stage_of
from ldcoach.domain.goals import Measure, Outcome
from ldcoach.domain.ids import ConversationId, PersonId
from ldcoach.domain.kinds import ConversationStatus, TextKind, Visibility
from ldcoach.domain.people import Person
from ldcoach.domain.texts import Text
from ldcoach.errors import UnfitInput
from ldcoach.services.context import Context
from ldcoach.services.ports import Record
from ldcoach.services.views import GapView, MeasureLine, Promise
from ldcoach.services.views.gaps import STILL_OPEN


def view_of(context: Context, gap: Gap) -> GapView:
    """Gather everything about one gap."""
    record, diagnosis = context.record, context.library.diagnosis()
    found = look(diagnosis, fit_answers(diagnosis, gap))
    texts = texts_of(record, diagnosis, gap)
    steps = tuple(record.path_of(gap.id))
    still_open = sum(line.status in STILL_OPEN for line in steps)
    return GapView(
        gap=gap,
        person=record.find(Person, gap.person_id) if gap.person_id else None,
        outcome=record.find(Outcome, gap.outcome_id) if gap.outcome_id else None,
        together=is_shared(gap, texts),
        talk=running_talk(record, gap.person_id) if gap.person_id else None,
        found=found,
        offers=offers(diagnosis, found),
        stage=stage_of(gap, found, steps=len(steps), still_open=still_open, today=context.clock.today()),
        notes={node: text.body for text in texts if (node := text.owner_id.partition("#")[2]) and text.body.strip()},
        checks=_checks(record, gap),
        steps=steps,
        measures=_measures(record, gap),
    )


def texts_of(record: Record, diagnosis: Diagnosis, gap: Gap) -> list[Text]:
    """Return the description of a gap and the notes on its questions."""
    return record.texts_of([gap.id, *(f"{gap.id}#{node}" for node in diagnosis.nodes)], kinds=[TextKind.GAP])


def is_shared(gap: Gap, texts: Iterable[Text]) -> bool:
    """Tell whether a gap is known to the person: answered with them or agreed with them."""
    return any(text.owner_id == gap.id and text.visibility is not Visibility.PREP for text in texts)


def fit_answers(diagnosis: Diagnosis, gap: Gap) -> dict[str, str]:
    """Return the answers of a gap that the diagnosis of today still takes."""
    nodes = diagnosis.nodes
    return {place: key for place, key in gap.given.items() if place in nodes and nodes[place].answer(key)}


def read_answers(diagnosis: Diagnosis, answers: Mapping[str, str]) -> Found:
    """Return what answers from outside find.

    Raises:
        UnfitInput: an unknown question or answer, or one that the other answers rule out.
    """
    try:
        require_fit(diagnosis, answers)
    except ValueError as fault:
        message = f"{fault} Nothing was kept; correct the answers and try again."
        raise UnfitInput(message) from fault
    return look(diagnosis, answers)


def running_talk(record: Record, person_id: PersonId) -> ConversationId | None:
    """Return the 1-2-1 with a person that is going on now, or None."""
    planned = record.every(Conversation, person_id=person_id, status=ConversationStatus.PLANNED)
    return next((talk.id for talk in planned if talk.started_at is not None and talk.ended_at is None), None)


def _checks(record: Record, gap: Gap) -> dict[str, Promise]:
    noted = {check: node for node in gap.given if (check := gap.check_of(node))}
    return {noted[promise.action_id]: promise for promise in record.promises_of(list(noted))}


def _measures(record: Record, gap: Gap) -> tuple[MeasureLine, ...]:
    lines = []
    for measure in record.every(Measure, outcome_id=gap.outcome_id) if gap.outcome_id else ():
        readings = record.readings(measure.id)
        lines.append(MeasureLine(measure, readings[0] if readings else None, readings[-1] if readings else None))
    return tuple(lines)
