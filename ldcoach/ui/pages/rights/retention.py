"""What has been kept for long: proposed person by person, decided by the manager, never deleted by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ldcoach.domain.ids import PersonId
from ldcoach.domain.keeping import Setting
from ldcoach.domain.kept_long import KeptLong
from ldcoach.domain.people import Person
from ldcoach.domain.texts import Text
from ldcoach.errors import LDCoachError
from ldcoach.services.change import Change
from ldcoach.services.clock import day_of
from ldcoach.services.desk import Desk
from ldcoach.services.retention import OldEntries, OldPerson, OldRows, Retention, RetentionView
from ldcoach.ui import words
from ldcoach.ui.ask import Ask
from ldcoach.ui.focus import tab_as_laid_out
from ldcoach.ui.go import Go, Place
from ldcoach.ui.page import Page
from ldcoach.ui.pages.rights.kept_words import KeptWords
from ldcoach.ui.pages.rights.spans_card import SpansCard
from ldcoach.ui.widgets.buttons import quiet, secondary
from ldcoach.ui.widgets.card import Card, Tone
from ldcoach.ui.widgets.clearing import clear
from ldcoach.ui.widgets.labels import body, muted
from ldcoach.ui.widgets.notice import Notice
from ldcoach.ui.widgets.scaffold import Scaffold

_ICONS: Mapping[KeptLong, str] = {
    KeptLong.PREP_NOTES: "hourglass",
    KeptLong.NOT_HELD: "calendar-clock",
    KeptLong.SHARED: "messages-square",
    KeptLong.THEMES: "messages-square",
    KeptLong.GOALS: "target",
    KeptLong.SUMMARIES: "file-text",
    KeptLong.RECEIPTS: "file-text",
    KeptLong.AUDIT: "list",
}


class _Section(Card):
    """A card of rows, seen only while there are any."""

    def __init__(self, title: str, icon: str, hint: str, tone: Tone = "plain") -> None:
        super().__init__(title, icon, tone)
        self.rows = QVBoxLayout()
        self.rows.setSpacing(8)
        self.body.addWidget(muted(hint))
        self.body.addLayout(self.rows)

    def settle(self) -> bool:
        """Show the card if it has rows; return whether it has."""
        self.setVisible(self.rows.count() > 0)
        return self.rows.count() > 0


class RetentionPage(Page):
    """Shows what could go; what the manager keeps for now comes up again at the next visit."""

    def __init__(self, desk: Desk, retention: Retention, ask: Ask) -> None:
        super().__init__()
        self._desk, self._retention, self._ask = desk, retention, ask
        self._words = KeptWords()
        self._kept_for_now: set[tuple[_Section, PersonId | None]] = set()
        subtitle = self.tr("Nothing is deleted by itself. You decide, one person at a time.")
        self._scaffold = Scaffold(self, self.tr("Kept for long"), "", subtitle)
        self.back = quiet(self.tr("The record\u2019s safety"), "arrow-left")
        self.notice = Notice()
        self._doubt = Notice()
        self.trust = self._doubt.add_button(self.tr("The clock is right"), self._on_trust_clicked)
        self.kinds = {kind: self._section(kind) for kind in KeptLong}
        hint = self.tr("Still in the record, with all that was written.")
        self.people = _Section(self.tr("People who left your team"), "archive", hint)
        hint = self.tr("Nothing of these people is erased or deleted until the hold ends.")
        self.holds = _Section(self.tr("Legal holds"), "lock", hint)
        self.nothing = muted("")
        self.spans = SpansCard([(span.name, self._words.name(span.kinds[0])) for span in retention.spans.every()])
        self._lay_out()
        self.back.clicked.connect(self._on_back_clicked)
        self.spans.chosen.connect(self._on_spans_chosen)

    def enter(self, go: Go) -> None:  # noqa: ARG002  # there is only one way to see it
        """Show what is proposed, freshly read."""
        self._kept_for_now.clear()
        self.notice.quiet()
        self.spans.begin(self._retention.spans.every())
        self._show()
        self._scaffold.to_top()
        self.back.setFocus()

    def refresh(self, change: Change) -> None:
        """Read again if people, texts or spans changed while the page is seen."""
        if self.isVisible() and change.touches(Person, Text, Setting):
            self._show()

    def leave(self) -> None:
        """Keep a span that was typed."""
        self.spans.flush()

    def _show(self) -> None:
        view = self._retention.view()
        self._show_doubt(view)
        self.spans.show_spans(self._retention.spans.every())
        for section in self._sections:
            clear(section.rows)
        for kind, section in self.kinds.items():
            section.title.setText(self._words.title(kind, self._retention.spans.of(kind)))
        for kind, rows in self._found(view).items():
            for old in rows:
                self._add(kind, old)
        if view.audit and (self.kinds[KeptLong.AUDIT], None) not in self._kept_for_now:
            self._add_audit(view.audit)
        for gone in view.people:
            if (self.people, gone.person_id) not in self._kept_for_now:
                self._add_person(gone)
        for held in view.holds:
            self._row(self.holds, held.name, self._button(self.tr("End the hold"), partial(self._release, held)))
        self._settle(view)
        tab_as_laid_out(self)

    def _found(self, view: RetentionView) -> dict[KeptLong, tuple[OldRows, ...]]:
        notes = (OldRows(old.person_id, old.name, old.notes, old.oldest, old.legal_hold) for old in view.notes)
        return {
            KeptLong.PREP_NOTES: tuple(notes),
            KeptLong.NOT_HELD: view.missed,
            KeptLong.SHARED: view.shared,
            KeptLong.THEMES: view.themes,
            KeptLong.GOALS: view.goals,
            KeptLong.SUMMARIES: view.summaries,
            KeptLong.RECEIPTS: view.receipts,
        }

    def _settle(self, view: RetentionView) -> None:
        """Show the cards that hold something, and one calm sentence where none does."""
        shown = [section.settle() for section in self._sections]
        if view.suspended:
            self.nothing.setText(self.tr("Nothing is proposed while the clock is in doubt."))
        else:
            self.nothing.setText(self.tr("Nothing has been kept for long, and nobody is under a legal hold."))
        self.nothing.setVisible(view.suspended or not any(shown))

    def _show_doubt(self, view: RetentionView) -> None:
        if view.suspended and view.last_seen is not None:
            seen = words.day(day_of(view.last_seen), self._desk.context.clock.today())
            told = self.tr("The clock of this computer stands before {day}, when the record was last used.")
            self._doubt.say("warn", told.format(day=seen))
        else:
            self._doubt.quiet()

    def _add(self, kind: KeptLong, old: OldRows) -> None:
        section = self.kinds[kind]
        if (section, old.person_id) in self._kept_for_now:
            return
        dated = self._words.dated(kind, old.many, self._day(old))
        told = self.tr("{name}: {things}").format(name=old.name, things=dated)
        if kind is KeptLong.SHARED:
            act = self._button(self.tr("Look at them"), partial(self._look_at_person, old.person_id))
        elif old.legal_hold:
            self._row(section, self.tr("{told}. Under a legal hold: they stay.").format(told=told))
            return
        else:
            act = self._button(self.tr("Delete them"), partial(self._delete, kind, old))
        self._row(section, told, act, self._keep_button(section, old.person_id))

    def _add_audit(self, old: OldEntries) -> None:
        section = self.kinds[KeptLong.AUDIT]
        told = words.sentence(self._words.dated(KeptLong.AUDIT, old.many, self._day(old)))
        delete = self._button(self.tr("Delete them"), partial(self._delete_audit, old))
        self._row(section, told, delete, self._keep_button(section, None))

    def _add_person(self, gone: OldPerson) -> None:
        if gone.legal_hold:
            self._row(self.people, self.tr("{name}. Under a legal hold: all stays.").format(name=gone.name))
            return
        go = self._button(self.tr("Look at erasing"), partial(self._look_at, gone.person_id))
        self._row(self.people, gone.name, go, self._keep_button(self.people, gone.person_id))

    def _day(self, old: OldRows | OldEntries) -> str:
        return words.day(day_of(old.oldest), self._desk.context.clock.today())

    def _look_at_person(self, person_id: PersonId) -> None:
        self.asked.emit(Go(Place.PERSON, person_id))

    def _look_at(self, person_id: PersonId) -> None:
        self.asked.emit(Go(Place.ERASE, person_id))

    def _delete(self, kind: KeptLong, old: OldRows) -> None:
        title = self.tr("Delete {count} about {name}?").format(count=self._words.count(kind, old.many), name=old.name)
        if kind is KeptLong.NOT_HELD or self._is_sure(kind, title):
            self._do(kind, partial(self._retention.delete, kind, old.person_id))

    def _delete_audit(self, old: OldEntries) -> None:
        title = self.tr("Delete {count}?").format(count=self._words.count(KeptLong.AUDIT, old.many))
        if self._is_sure(KeptLong.AUDIT, title):
            self._do(KeptLong.AUDIT, self._retention.delete_audit)

    def _is_sure(self, kind: KeptLong, title: str) -> bool:
        text = self.tr("They go for good. {rest}").format(rest=self._words.rest(kind))
        return self._ask.confirm(self, title, text, self.tr("Delete them"), self.tr("Keep them"))

    def _do(self, kind: KeptLong, delete: Callable[[], tuple[Change, int]]) -> None:
        try:
            change, deleted = delete()
        except LDCoachError as error:
            self.notice.say("error", str(error))
            return
        self.notice.say("info", self._words.deleted(kind, deleted))
        self._show()
        self.changed.emit(change)

    @property
    def _sections(self) -> tuple[_Section, ...]:
        return *self.kinds.values(), self.people, self.holds

    def _section(self, kind: KeptLong) -> _Section:
        title = self._words.title(kind, self._retention.spans.of(kind))
        tone: Tone = "prep" if kind is KeptLong.PREP_NOTES else "plain"
        return _Section(title, _ICONS[kind], self._words.hint(kind), tone)

    def _keep_button(self, section: _Section, person_id: PersonId | None) -> QPushButton:
        return self._button(self.tr("Keep for now"), partial(self._keep, section, person_id), quietly=True)

    def _button(self, text: str, act: partial[None], *, quietly: bool = False) -> QPushButton:
        made = quiet(text, small=True) if quietly else secondary(text, small=True)
        made.clicked.connect(lambda _checked: act())
        return made

    def _row(self, section: _Section, told: str, *buttons: QPushButton) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(body(told), 1)
        for button in buttons:
            button.setAccessibleName(f"{button.text()}: {told}")
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        holder = QWidget()
        row.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(row)
        section.rows.addWidget(holder)

    def _keep(self, section: _Section, person_id: PersonId | None) -> None:
        self._kept_for_now.add((section, person_id))
        self._show()

    def _release(self, held: OldPerson) -> None:
        title = self.tr("End the legal hold on {name}?").format(name=held.name)
        text = self.tr("Ask those who asked for the hold first. Nothing is erased by ending it.")
        if not self._ask.confirm(self, title, text, self.tr("End the hold"), self.tr("Keep it")):
            return
        try:
            self.changed.emit(self._retention.hold(held.person_id, on=False))
        except LDCoachError as error:
            self.notice.say("error", str(error))

    def _on_spans_chosen(self, name: str, number: int) -> None:
        try:
            change = self._retention.spans.choose(name, number)
        except LDCoachError as error:
            self.spans.show_error(name, str(error))
            return
        self.changed.emit(change)

    def _on_trust_clicked(self) -> None:
        self.changed.emit(self._retention.trust_clock())

    def _on_back_clicked(self) -> None:
        self.asked.emit(Go(Place.SAFETY))

    def _lay_out(self) -> None:
        self._scaffold.buttons.addWidget(self.back)
        for part in (self.notice, self._doubt, self.nothing, *self._sections, self.spans):
            self._scaffold.body.addWidget(part)
        self._scaffold.body.addStretch(1)
