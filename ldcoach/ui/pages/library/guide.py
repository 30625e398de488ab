"""One guide to read: when it fits, its stages with their questions, and what it draws on."""

from __future__ import annotations

from ldcoach.domain.conversations import KeptGuide
from ldcoach.domain.ids import PersonId
from ldcoach.domain.people import DEFAULT_MINUTES
from ldcoach.errors import LDCoachError
from ldcoach.services.change import Change
from ldcoach.services.desk import Desk
from ldcoach.services.views.guides import ShelfLine
from ldcoach.ui.ask import Ask
from ldcoach.ui.focus import tab_as_laid_out
from ldcoach.ui.go import Go, Place
from ldcoach.ui.page import Page
from ldcoach.ui.pages import guide_words
from ldcoach.ui.pages.library.care import GuideCare
from ldcoach.ui.pages.library.parts import AboutGuide, StagesRead
from ldcoach.ui.pages.talks.plan_form import Plan, PlanForm, usual_moment
from ldcoach.ui.widgets.buttons import icon_button, primary, secondary
from ldcoach.ui.widgets.columns import Columns
from ldcoach.ui.widgets.notice import Notice
from ldcoach.ui.widgets.scaffold import Scaffold


class GuidePage(Page):
    """The guide whose key is `Go.item_id`: read it, plan or begin a 1-2-1 with it, copy it."""

    def __init__(self, desk: Desk, ask: Ask) -> None:
        super().__init__()
        self._desk = desk
        self._ask = ask
        self._line: ShelfLine | None = None
        self._scaffold = Scaffold(self)
        self.back = icon_button("arrow-left", self.tr("Back to the library"), bare=True)
        self.start = secondary(self.tr("&Start now"), "play")
        self.plan = primary(self.tr("&Plan with this guide"), "calendar-plus")
        self.notice = Notice()
        self.form = PlanForm()
        self.stages = StagesRead()
        self.about = AboutGuide()
        self.care = GuideCare(desk.own_guides, ask)
        self._lay_out()
        self._connect()

    def enter(self, go: Go) -> None:
        """Show a guide, freshly read."""
        self.form.hide()
        self._show(go.item_id)
        self.plan.setFocus()
        self._scaffold.to_top()

    def refresh(self, change: Change) -> None:
        """Read again if guides changed."""
        if self._line is not None and self.isVisible() and change.touches(KeptGuide):
            try:
                self._show(self._line.guide.key)
            except LDCoachError as error:
                self.notice.say("error", str(error))

    def leave(self) -> None:
        """Nothing here is kept half typed: the open form waits as it is."""

    def _lay_out(self) -> None:
        self._scaffold.lead.addWidget(self.back)
        for button in (self.start, self.plan):
            self._scaffold.buttons.addWidget(button)
        columns = Columns(rail_width=320)
        columns.main.addWidget(self.stages)
        columns.main.addStretch()
        columns.rail.addWidget(self.care)
        columns.rail.addWidget(self.about)
        columns.rail.addStretch()
        for each in (self.notice, self.form, columns):
            self._scaffold.body.addWidget(each)
        self._scaffold.body.addStretch(1)

    def _connect(self) -> None:
        self.back.clicked.connect(self._on_back_clicked)
        self.start.clicked.connect(self._on_start_clicked)
        self.plan.clicked.connect(self._on_plan_clicked)
        self.care.changed.connect(self.changed)
        self.care.removed.connect(self._on_care_removed)
        self.care.failed.connect(self._on_care_failed)
        self.care.written_on.connect(self._on_care_written_on)
        self.form.planned.connect(self._on_form_planned)
        self.form.closed.connect(self.plan.setFocus)

    def _show(self, key: str) -> None:
        line = self._desk.guides.line(key)
        self._line, guide = line, line.guide
        whose = self.tr("Your own guide") if line.own else self.tr("Guide")
        kicker = f"{whose} \N{MIDDLE DOT} {guide_words.length(guide)}"
        self._scaffold.show_title(guide.name, kicker, guide.purpose)
        self.stages.show_stages(guide)
        self.about.show_guide(line)
        self.care.show_line(line)
        self._say_state(line)
        tab_as_laid_out(self)

    def _say_state(self, line: ShelfLine) -> None:
        self.notice.quiet()
        if line.put_away:
            self.notice.say("info", self.tr("This guide is put away: it is not offered for new 1-2-1s."))
        elif line.changing:
            self.notice.say(
                "info", self.tr("You began to change this guide. Nothing of that shows here until you keep it.")
            )

    def _people(self) -> bool:
        """Tell whether there is somebody to talk with; lead to the first person if not."""
        if self._desk.people.lines():
            return True
        self.asked.emit(Go(Place.PEOPLE, item_id="add"))
        return False

    def _ask_for_plan(self, line: ShelfLine) -> None:
        people = self._desk.people.lines()
        first = next((one for one in people if one.next_planned is None), people[0])
        guides = self._desk.guides.guides()
        minutes = self._desk.people.get(first.person_id).planned_minutes
        today = self._desk.context.clock.today()
        self.form.ask_for(
            usual_moment(today, first.last_held, first.cadence_days), guides, people, self._desk.guides.choices()
        )
        self.form.set_person(first.person_id, minutes or DEFAULT_MINUTES)
        self.form.take_guide(line.guide.key)
        self._scaffold.to_top()

    def _on_plan_clicked(self) -> None:
        try:
            if self._line is not None and self._people():
                self._ask_for_plan(self._line)
        except LDCoachError as error:
            self.notice.say("error", str(error))

    def _on_form_planned(self, plan: Plan) -> None:
        try:
            change = self._desk.talks.plan(plan.person_id, plan.at, minutes=plan.minutes, guide_key=plan.guide_key)
        except LDCoachError as error:
            self.form.notice.say("error", str(error))
            return
        self.form.hide()
        self.changed.emit(change)
        self.asked.emit(Go(Place.PREPARE, plan.person_id, change.created))

    def _on_start_clicked(self) -> None:
        try:
            if self._line is not None and self._people():
                self._start(self._line)
        except LDCoachError as error:
            self.notice.say("error", str(error))

    def _start(self, line: ShelfLine) -> None:
        people = self._desk.people.lines()
        title = self.tr("{guide}, now").format(guide=line.guide.name)
        at = self._ask.choose(self, title, self.tr("With whom"), [one.name for one in people])
        if at is None:
            return
        person_id = PersonId(people[at].person_id)
        change = self._desk.at_once.begin(person_id, line.guide.key)
        self.changed.emit(change)
        self.asked.emit(Go(Place.TALK, person_id, change.created))

    def _on_care_written_on(self, key: str) -> None:
        self.asked.emit(Go(Place.WRITE_GUIDE, item_id=key))

    def _on_back_clicked(self) -> None:
        self.asked.emit(Go(Place.LIBRARY))

    def _on_care_removed(self, change: Change) -> None:
        self._line = None
        self.changed.emit(change)
        self.asked.emit(Go(Place.LIBRARY))

    def _on_care_failed(self, error: LDCoachError) -> None:
        self.notice.say("error", str(error))
