"""What leaves and comes back around a 1-2-1: forms, letters and calendars as files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from ldcoach.domain.letter import Letter
from ldcoach.domain.prep_form import FormSheet, FormWords
from ldcoach.domain.series import CalendarEntry, FoundEvent, Window


class FormTexts(Protocol):
    """The words of forms, by language."""

    def prep_words(self) -> Mapping[str, FormWords]:
        """Return the preparation form in every language, by its short tag, English first."""


class FormFiles(Protocol):
    """Forms as fillable files."""

    def render(self, sheet: FormSheet) -> bytes:
        """Return the form as a file's bytes."""

    def read(self, data: bytes) -> Mapping[str, str]:
        """Return what was filled in, by the names of the fields.

        Raises:
            UnfitInput: no such form, damaged, locked, scripted, or more than a form can be.
        """

    def read_answer(self, data: bytes, password: str | None = None) -> Mapping[str, str]:
        """Return what was filled in on the page of a summary; a pressed button says its state. Raises as `read`."""


class LetterFiles(Protocol):
    """Letters as drafts that a mail program opens, and as text."""

    def draft(self, letter: Letter) -> bytes:
        """Return an e-mail draft, not sent and without a sender."""

    def text(self, letter: Letter) -> str:
        """Return the body as plain text."""


class CalendarFiles(Protocol):
    """Calendars as iCalendar files."""

    def zone(self) -> str:
        """Return the name of the time zone where the manager is, such as 'Europe/Warsaw'."""

    def render(self, entries: Sequence[CalendarEntry], made_at: datetime) -> bytes:
        """Return a calendar with these entries, stamped with the moment it is made."""

    def read(self, data: bytes, window: Window) -> tuple[FoundEvent, ...]:
        """Return the meetings of a calendar that fall in a window, repeated ones one by one.

        Raises:
            UnfitInput: no calendar, damaged, or more than a calendar can be.
        """


class WholeFiles(Protocol):
    """Files that appear whole or not at all."""

    def write(self, target: Path, content: bytes) -> str:
        """Write a file; return its SHA-256 in hex."""


@dataclass(frozen=True, slots=True)
class Travel:
    """All that is needed to send something out and to take it back in."""

    form_texts: FormTexts
    forms: FormFiles
    letters: LetterFiles
    calendars: CalendarFiles
    files: WholeFiles
