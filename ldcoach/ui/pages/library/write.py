"""Writing an own guide: every change is a draft at once, and becomes the guide when it is sound and wanted."""

from __future__ import annotations

from collections.abc import Collection

from ldcoach.domain.guides import Fault, Guide, faults, in_words, place_in_words, texts_of
from ldcoach.errors import HeldText, LDCoachError
from ldcoach.services.change import Change
from ldcoach.services.desk import Desk
from ldcoach.ui.ask import Ask
from ldcoach.ui.focus import tab_as_laid_out
from ldcoach.ui.go import Go, Place
from ldcoach.ui.page import Page
from ldcoach.ui.pages import guide_words
from ldcoach.ui.pages.library.sheet import GuideSheet
from ldcoach.ui.widgets.buttons import icon_button, primary, quiet
from ldcoach.ui.widgets.held import HeldCard
from ldcoach.ui.widgets.labels import label
from ldcoach.ui.widgets.notice import Notice
from ldcoach.ui.widgets.scaffold import Scaffold

_NOTHING = frozenset[str]()


class WriteGuidePage(Page):
    """The own guide whose key is `Go.item_id`, as a draft."""

    def __init__(self, desk: Desk, ask: Ask) -> None:
        super().__init__()
        self._desk = desk
        self._ask = ask
        self._key = ""
        self._unkept = False
        self._rules: Collection[str] = _NOTHING
        self._held_at = ""
        self._confirmed: set[str] = set()
        self._scaffold = Scaffold(self)
        self.back = icon_button("arrow-left", self.tr("Back to the library"), bare=True)
        self.notice = Notice()
        self.held = HeldCard()
        self.sheet = GuideSheet()
        self.state = label("", "muted")
        self.why = quiet(self.tr("See &why"))
        self.discard = quiet(self.tr("&Throw the draft away"), "trash-2")
        self.keep = primary(self.tr("&Keep this guide"), "check")
        self._lay_out()
        self._connect()

    def enter(self, go: Go) -> None:
        """Show the draft; what could not be kept before is still there."""
        if go.item_id == self._key and self._unkept:
            self._write()
            return
        guide = self._desk.own_guides.opened(go.item_id)
        self._key = go.item_id
        self._unkept = False
        self._confirmed.clear()
        self.notice.quiet()
        self.held.hide()
        self.sheet.show_guide(guide)
        self._show(guide)
        tab_as_laid_out(self)
        self.sheet.guide_name.setFocus()
        self._scaffold.to_top()

    def refresh(self, change: Change) -> None:
        """Nothing but this page writes drafts."""

    def leave(self) -> None:
        """Keep what is half typed; a held text stays in memory only."""
        self.sheet.flush()

    def faults(self) -> tuple[Fault, ...]:
        """Return what could be better in the draft as it is filled in."""
        return faults(self.sheet.guide())

    def _lay_out(self) -> None:
        self._scaffold.lead.addWidget(self.back)
        for each in (self.notice, self.held, self.sheet):
            self._scaffold.body.addWidget(each)
        self._scaffold.body.addStretch(1)
        self._scaffold.footer.addWidget(self.state, 1)
        self._scaffold.footer.addWidget(self.why)
        self._scaffold.footer.addWidget(self.discard)
        self._scaffold.footer.addWidget(self.keep)

    def _connect(self) -> None:
        self.back.clicked.connect(self._on_back_clicked)
        self.sheet.written.connect(self._on_sheet_written)
        self.held.confirmed.connect(self._on_held_confirmed)
        self.held.change_wanted.connect(self._on_held_change_wanted)
        self.why.clicked.connect(self._scaffold.to_top)
        self.discard.clicked.connect(self._on_discard_clicked)
        self.keep.clicked.connect(self._on_keep_clicked)

    def _show(self, guide: Guide) -> None:
        found = faults(guide)
        self.sheet.show_faults(found)
        kicker = f"{self.tr('Your own guide')} \N{MIDDLE DOT} {guide_words.length(guide)}"
        self._scaffold.show_title(guide.name or self.tr("A guide without a name"), kicker)
        self.why.setVisible(self._unkept)
        self.state.setText(self._state([fault for fault in found if fault.grave]))

    def _state(self, grave: list[Fault]) -> str:
        if self._unkept:
            return self.tr("Not saved yet. Your words are still here.")
        if grave:
            count = self.tr("Saved as a draft. %n thing(s) to mend before it can be kept.", "", len(grave))
            return f"{count} {in_words(grave[0])}"
        return self.tr("Saved as a draft. It is ready to be kept.")

    def _write(self) -> bool:
        """Keep the draft; tell whether that was possible."""
        guide = self.sheet.guide()
        try:
            change = self._desk.own_guides.write(guide, about_work=frozenset(self._confirmed))
        except HeldText as held:
            self._unkept = True
            self._hold(guide, held)
        except LDCoachError as error:
            self._unkept = True
            self.notice.say("error", str(error))
        else:
            self._unkept = False
            self._confirmed.clear()
            self.held.hide()
            if change.kinds:
                self.changed.emit(change)
        self._show(guide)
        return not self._unkept

    def _hold(self, guide: Guide, held: HeldText) -> None:
        """Say why the draft is not saved, and where the words are."""
        self._rules = held.rules
        self._held_at = texts_of(guide)[held.part][0]
        where = place_in_words(self._held_at)
        self.held.say(str(held), self.tr("The words are here: {place}.").format(place=where))

    def _on_sheet_written(self) -> None:
        self._write()

    def _on_held_confirmed(self) -> None:
        self._confirmed.update(self._rules)
        self._write()

    def _on_held_change_wanted(self) -> None:
        self.sheet.focus_place(self._held_at)

    def _on_keep_clicked(self) -> None:
        self.sheet.flush()
        if self._unkept:
            return
        grave = [fault for fault in self.faults() if fault.grave]
        if grave:
            self.sheet.focus_place(grave[0].key)
            return
        try:
            self._desk.own_guides.write(self.sheet.guide(), about_work=frozenset(self._confirmed))
            change = self._desk.own_guides.keep(self._key)
        except LDCoachError as error:
            self.notice.say("error", str(error))
            return
        self.changed.emit(change)
        self.asked.emit(Go(Place.GUIDE, item_id=self._key))

    def _on_discard_clicked(self) -> None:
        title = self.tr("Throw the draft away?")
        text = self.tr("What you changed since you last kept the guide is gone for good.")
        self.sheet.flush()
        if not self._ask.confirm(self, title, text, self.tr("Throw it away"), self.tr("Go on writing")):
            return
        try:
            change = self._desk.own_guides.discard(self._key)
        except LDCoachError as error:
            self.notice.say("error", str(error))
            return
        self._unkept = False
        self.changed.emit(change)
        self.asked.emit(Go(Place.LIBRARY))

    def _on_back_clicked(self) -> None:
        self.asked.emit(Go(Place.LIBRARY))
