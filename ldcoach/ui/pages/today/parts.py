"""The cards of the first page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from ldcoach.domain.ids import PersonId
from ldcoach.services.views import PersonLine, Upcoming, WaitingFeedback
from ldcoach.ui import words
from ldcoach.ui.go import Go, Place
from ldcoach.ui.widgets.buttons import primary, quiet, secondary
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.clearing import clear
from ldcoach.ui.widgets.labels import body, card_title, kicker, muted, strong
from ldcoach.ui.widgets.pill import Pill


class NextCard(Card):
    """The next 1-2-1. `asked` carries a `Go`; `started` the `Upcoming` that is to begin, `passed` one not held."""

    asked = Signal(object)
    started = Signal(object)
    passed = Signal(object)

    def __init__(self) -> None:
        super().__init__(tone="hero")
        self._upcoming: Upcoming | None = None
        self._above = kicker(self.tr("Next 1-2-1"))
        self._who = card_title("")
        self._line = muted("")
        self._after = muted("")
        self.prepare = secondary(self.tr("&Prepare"))
        self.start = primary("", "arrow-right", trailing=True)
        self.plan = secondary(self.tr("Plan a 1-2-1"), "calendar")
        self.missed = quiet(self.tr("Did &not happen"))
        self.move_it = quiet(self.tr("Mo&ved"))
        column = QVBoxLayout()
        column.setSpacing(4)
        for each in (self._above, self._who, self._line, self._after):
            column.addWidget(each)
        self._row = QHBoxLayout()
        self._row.setSpacing(12)
        self._row.addLayout(column, 1)
        for button in (self.missed, self.move_it, self.prepare, self.start, self.plan):
            self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(self._row)
        self.prepare.clicked.connect(self._on_prepare_clicked)
        self.start.clicked.connect(self._on_start_clicked)
        self.plan.clicked.connect(self._on_plan_clicked)
        self.missed.clicked.connect(self._on_missed_clicked)
        self.move_it.clicked.connect(self._on_move_it_clicked)

    def show_upcoming(self, upcoming: Sequence[Upcoming], today: date) -> None:
        """Show the next of the planned 1-2-1s, or that there is none; one that was missed does not hide it."""
        ahead = [one for one in upcoming if one.started or one.planned_for.astimezone().date() >= today]
        ahead.sort(key=lambda one: not one.started)
        missed = [one for one in upcoming if one not in ahead]
        first = self._upcoming = next(iter(ahead or missed), None)
        for button in (self.prepare, self.start):
            button.setVisible(first is not None)
        self.plan.setVisible(first is None)
        overdue = bool(missed) and first is missed[0]
        self.missed.setVisible(overdue)
        self.move_it.setVisible(overdue)
        self.prepare.setHidden(first is None or overdue)
        self._above.setText(self.tr("Next 1-2-1") if ahead or first is None else self.tr("Not held yet"))
        if first is None:
            self._say(self.tr("Nothing planned in the next seven days"), self.tr("A fixed slot is easier to keep."), "")
            return
        rest = ahead[1:] if ahead else missed[1:]
        after = _told(self.tr("After that: {talks}"), rest, today) if ahead else ""
        self._show(first, [after, _told(self.tr("Not held yet: {talks}"), missed if ahead else rest, today)], today)

    @property
    def person_id(self) -> PersonId | None:
        """Whom the shown 1-2-1 is with."""
        return self._upcoming.person_id if self._upcoming else None

    def reflow(self, *, narrow: bool) -> None:
        """Put the buttons below the words in a narrow window."""
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._row.setDirection(down if narrow else across)

    def _show(self, first: Upcoming, others: Sequence[str], today: date) -> None:
        at = first.planned_for.astimezone()
        pattern = self.tr("{name}, was planned for {moment}") if at.date() < today else self.tr("{name}, {moment}")
        who = pattern.format(name=first.person_name, moment=words.moment(at, today))
        line = self.tr("{guide}, {minutes}").format(
            guide=first.guide_name, minutes=words.minutes(first.planned_minutes)
        )
        self._say(who, line, "\n".join(other for other in others if other))
        self.start.setText(self.tr("&Go on") if first.started else self.tr("&Start conversation"))

    def _say(self, who: str, line: str, after: str) -> None:
        self._who.setText(who)
        self._line.setText(line)
        self._after.setText(after)
        self._after.setVisible(bool(after))

    def _on_prepare_clicked(self) -> None:
        if self._upcoming is not None:
            self.asked.emit(Go(Place.PREPARE, self._upcoming.person_id, self._upcoming.conversation_id))

    def _on_start_clicked(self) -> None:
        if self._upcoming is not None:
            self.started.emit(self._upcoming)

    def _on_missed_clicked(self) -> None:
        self.passed.emit(self._upcoming)

    def _on_move_it_clicked(self) -> None:
        if self._upcoming is not None:
            self.asked.emit(Go(Place.TALKS, item_id=f"move:{self._upcoming.conversation_id}"))

    def _on_plan_clicked(self) -> None:
        self.asked.emit(Go(Place.TALKS, item_id="plan"))


class WaitingCard(Card):
    """Feedback that was noted and not said yet. `asked` carries a `Go`."""

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__(self.tr("Feedback worth giving"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(16)
        self.body.addLayout(self._rows)
        self.body.addStretch(1)

    def show_waiting(self, waiting: Iterable[WaitingFeedback], today: date) -> None:
        """Show each piece with the button that opens it."""
        clear(self._rows)
        for piece in waiting:
            button = secondary(self.tr("Open"), small=True)
            named = self.tr("Open the feedback for {name}: {words}")
            button.setAccessibleName(named.format(name=piece.person_name, words=_short(piece.words, 60)))
            go = Go(Place.WRITE_FEEDBACK, piece.person_id, piece.feedback_id)
            button.clicked.connect(lambda _checked, go=go: self.asked.emit(go))
            seen = self.tr("seen {when}").format(when=words.day(piece.observed_on, today))
            self._rows.addLayout(_row(piece.person_name, _short(piece.words), button, seen))
        if not self._rows.count():
            self._rows.addWidget(muted(self.tr("Nothing waits to be said.")))


class UnplannedCard(Card):
    """People without a next 1-2-1, by name. `asked` carries a `Go`."""

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__(self.tr("No next 1-2-1 yet"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(16)
        self.body.addLayout(self._rows)
        self.body.addStretch(1)

    def show_people(self, people: Iterable[PersonLine], today: date) -> None:
        """Show each person with the button that plans a 1-2-1."""
        clear(self._rows)
        for line in people:
            button = secondary(self.tr("Plan"), small=True)
            button.setAccessibleName(self.tr("Plan a 1-2-1 with {name}").format(name=line.name))
            go = Go(Place.TALKS, line.person_id, "plan")
            button.clicked.connect(lambda _checked, go=go: self.asked.emit(go))
            self._rows.addLayout(_row(line.name, self._last(line, today), button))
        if not self._rows.count():
            self._rows.addWidget(muted(self.tr("Everybody has a next 1-2-1.")))

    def _last(self, line: PersonLine, today: date) -> str:
        if line.last_held is None:
            return self.tr("No 1-2-1 yet.")
        when = words.day(line.last_held.astimezone().date(), today)
        return self.tr("The last one was {when}.").format(when=when)


class FirstCard(Card):
    """What stands on the page while the record has no people. `asked` carries a `Go`."""

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__(self.tr("Who do you talk with?"), "users")
        self.add = primary(self.tr("Add the first person"), "user-plus")
        self.bring = secondary(self.tr("Import a list"), "upload")
        self.add.clicked.connect(self._on_add_clicked)
        self.bring.clicked.connect(self._on_bring_clicked)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.add)
        row.addWidget(self.bring)
        row.addStretch()
        self.body.addWidget(body(self.tr("A name is enough to begin. Everything else can wait until you talk.")))
        self.body.addSpacing(8)
        self.body.addLayout(row)

    def _on_add_clicked(self) -> None:
        self.asked.emit(Go(Place.PEOPLE, item_id="add"))

    def _on_bring_clicked(self) -> None:
        self.asked.emit(Go(Place.PEOPLE, item_id="import"))


def _row(title: str, sentence: str, button: QWidget, pill: str = "") -> QHBoxLayout:
    row, column, head = QHBoxLayout(), QVBoxLayout(), QHBoxLayout()
    row.setSpacing(12)
    column.setSpacing(2)
    head.setSpacing(8)
    head.addWidget(strong(title))
    if pill:
        head.addWidget(Pill(pill))
    head.addStretch()
    column.addLayout(head)
    column.addWidget(muted(sentence))
    row.addLayout(column, 1)
    row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
    return row


def _short(text: str, room: int = 160) -> str:
    """Cut a text at a word, for a card; the whole of it is one click away."""
    line = " ".join(text.split())
    return line if len(line) <= room else f"{line[:room].rsplit(' ', 1)[0]} \N{HORIZONTAL ELLIPSIS}"


def _told(pattern: str, others: Sequence[Upcoming], today: date) -> str:
    if not others:
        return ""
    parts = [f"{one.person_name}, {words.moment(one.planned_for.astimezone(), today)}" for one in others[:2]]
    return pattern.format(talks="; ".join(parts))
