"""What leaves the record: summaries, the receipts they leave behind, and forms that travel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ldcoach.domain.ids import FormId, PersonId, ReceiptId, SummaryId
from ldcoach.domain.kinds import FormKind, SummaryAudience


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A development summary as composed; `blocks` maps a block to the ids and words chosen."""

    id: SummaryId
    person_id: PersonId
    from_on: date
    to_on: date
    audience: SummaryAudience = SummaryAudience.EMPLOYEE
    language: str = "en"
    blocks: Mapping[str, Any]
    employee_seen_on: date | None = None
    employee_comment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What left, when and to whom; ids and a hash, never the text."""

    id: ReceiptId
    person_id: PersonId
    what: str
    format: str
    at: datetime
    to_whom: str
    sha256: str
    item_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form sent to the employee, known again by its uid."""

    id: FormId
    uid: str
    person_id: PersonId
    kind: FormKind
    made_at: datetime
    imported_at: datetime | None = None
