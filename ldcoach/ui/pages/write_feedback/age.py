"""Says how old an observation is, when one talks next, and whether the words are kept."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from ldcoach.services.desk import Desk
from ldcoach.ui import words
from ldcoach.ui.pages import feedback_words
from ldcoach.ui.pages.write_feedback.keeping import DraftKeeping


def told_age(desk: Desk, keeping: DraftKeeping, seen_on: date) -> str:
    """Return how old an observation is, when one talks next, and since when the words are kept, if they are."""
    if keeping.is_held:
        return _tr("Not kept yet: the text is in memory only.")
    if keeping.draft is None:
        return ""
    person = desk.people.get(keeping.draft.person_id)
    line = next((one for one in desk.people.lines() if one.person_id == person.id), None)
    today = desk.context.clock.today()
    parts = [_tr("{seen}.").format(seen=feedback_words.seen(seen_on, today))]
    if line is not None and line.next_planned is not None:
        moment = words.moment(line.next_planned.astimezone(), today)
        parts.append(_tr("Next 1-2-1 with {name} is {moment}.").format(name=person.called, moment=moment))
    if keeping.kept_at:
        parts.append(_tr("Kept at {time}.").format(time=keeping.kept_at))
    return " ".join(parts)


def _tr(text: str) -> str:
    return QCoreApplication.translate("WriteFeedback", text)
