"""What travels around a 1-2-1, introduced by name and loaded when it is first used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ldcoach.paths import resources

if TYPE_CHECKING:
    from ldcoach.domain.letter import Letter
    from ldcoach.domain.prep_form import FormSheet, FormWords
    from ldcoach.domain.series import CalendarEntry, FoundEvent, Window
    from ldcoach.services.ports.travel import Travel


def travel() -> Travel:
    """Return the parts that send things out and take them back in."""
    from ldcoach.services.ports.travel import Travel

    return Travel(LateFormTexts(), LateForms(), LateLetters(), LateCalendars(), LateFiles())


class LateFormTexts:
    """The words of forms behind the port."""

    @cache  # noqa: B019  # one object for as long as the program runs
    def prep_words(self) -> Mapping[str, FormWords]:
        """Return the preparation form in every language, by its short tag, English first."""
        from ldcoach.library.forms import load_form_words

        return load_form_words(resources() / "forms")


class LateForms:
    """Fillable forms behind the port."""

    def render(self, sheet: FormSheet) -> bytes:
        """Return the form as a PDF."""
        from ldcoach.documents.form_pdf import PdfForms

        return PdfForms().render(sheet)

    def read(self, data: bytes) -> Mapping[str, str]:
        """Return what was filled in."""
        from ldcoach.documents.form_pdf import PdfForms

        return PdfForms().read(data)

    def read_answer(self, data: bytes, password: str | None = None) -> Mapping[str, str]:
        """Return what was filled in on the page of a summary."""
        from ldcoach.documents.form_pdf import PdfForms

        return PdfForms().read_answer(data, password)


class LateLetters:
    """E-mail drafts behind the port."""

    def draft(self, letter: Letter) -> bytes:
        """Return an e-mail draft."""
        from ldcoach.documents.mail import Letters

        return Letters().draft(letter)

    def text(self, letter: Letter) -> str:
        """Return the body as plain text."""
        from ldcoach.documents.mail import Letters

        return Letters().text(letter)


class LateCalendars:
    """Calendars behind the port."""

    def zone(self) -> str:
        """Return the name of the time zone where the manager is."""
        from ldcoach.documents.calendar import IcsCalendars

        return IcsCalendars().zone()

    def render(self, entries: Sequence[CalendarEntry], made_at: datetime) -> bytes:
        """Return a calendar."""
        from ldcoach.documents.calendar import IcsCalendars

        return IcsCalendars().render(entries, made_at)

    def read(self, data: bytes, window: Window) -> tuple[FoundEvent, ...]:
        """Return the meetings of a calendar in a window."""
        from ldcoach.documents.calendar import IcsCalendars

        return IcsCalendars().read(data, window)


class LateFiles:
    """Whole files behind the port."""

    def write(self, target: Path, content: bytes) -> str:
        """Write a file whole or not at all."""
        from ldcoach.documents.files import write_whole

        return write_whole(target, content)
