"""The sections of the settings page, each one card."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QProgressBar, QWidget

from ldcoach.services.ports import Verdict
from ldcoach.ui.pages.doors.first_run_steps import remark
from ldcoach.ui.pages.passphrase_line import PassphraseLine
from ldcoach.ui.pages.synced_notice import SyncedNotice
from ldcoach.ui.widgets.buttons import quiet, secondary
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.field import Field
from ldcoach.ui.widgets.labels import body, label, muted, small
from ldcoach.ui.widgets.notice import Notice
from ldcoach.ui.widgets.pill import Pill
from ldcoach.ui.widgets.segmented import Segmented
from ldcoach.ui.widgets.toggle import Toggle

LONGEST_NAME = 200
_NARROW_FIELD = 440
_STRONGEST = 4


def narrowed(part: QWidget, width: int) -> QHBoxLayout:
    """Return a row with a part of at most a width; the row knows how high its words then are."""
    row = QHBoxLayout()
    part.setMaximumWidth(width)
    row.addWidget(part, 100)
    row.addStretch(0)
    return row


class YouCard(Card):
    """The manager's name. `named` carries it once typing is done."""

    named = Signal(str)

    def __init__(self) -> None:
        super().__init__(self.tr("You"), "user")
        self.name = QLineEdit()
        self.name.setMaxLength(LONGEST_NAME)
        self.field = Field(
            self.tr("Your &name"), self.name, self.tr("Stands in summaries as the one who wrote them. May stay empty.")
        )
        self.body.addLayout(narrowed(self.field, _NARROW_FIELD))
        self._kept = ""
        self.name.editingFinished.connect(self.flush)

    def show_name(self, name: str) -> None:
        """Show the kept name, unless another one is being typed."""
        if self.name.text().strip() == self._kept:
            self.name.setText(name)
        self._kept = name

    def flush(self) -> None:
        """Hand over a name that was typed and not kept yet."""
        name = " ".join(self.name.text().split())
        if name != self._kept:
            self._kept = name
            self.named.emit(name)


class LookCard(Card):
    """Colours, who else may see the screen, and the tray."""

    theme_chosen = Signal(str)
    presenting_chosen = Signal(bool)
    tray_chosen = Signal(bool)

    def __init__(self) -> None:
        super().__init__(self.tr("Look"), "sun")
        self.themes = Segmented(
            self.tr("Colours"),
            [
                ("system", self.tr("As the system"), ""),
                ("light", self.tr("Light"), "sun"),
                ("dark", self.tr("Dark"), "moon"),
            ],
        )
        self.presenting = Toggle(self.tr("Someone can see my screen"))
        self.body.addWidget(self.themes)
        self.body.addSpacing(4)
        self.body.addWidget(self.presenting)
        self.body.addWidget(small(self.tr("While this is on, Find or do shows no prep notes and no drafts.")))
        self.themes.chosen.connect(self.theme_chosen)
        self.presenting.clicked.connect(self.presenting_chosen)
        self.tray = Toggle(self.tr("Stay in the tray, where the desktop has one"))
        self.body.addSpacing(4)
        self.body.addWidget(self.tray)
        self.body.addWidget(small(self.tr("It reminds of a 1-2-1 that begins soon, and names nobody.")))
        self.tray.clicked.connect(self.tray_chosen)

    def show_choices(self, theme: str, *, presenting: bool, tray: bool) -> None:
        """Show what is set; nothing is emitted."""
        known = ("system", "light", "dark")
        self.themes.choose(theme if theme in known else "system")
        self.presenting.setChecked(presenting)
        self.tray.setChecked(tray)


class RecordCard(Card):
    """Where the record is and whether it is sound. `check_wanted` and `stop_wanted` come from its buttons."""

    check_wanted = Signal()
    stop_wanted = Signal()
    safety_wanted = Signal()

    def __init__(self, folder: str, *, sample: bool) -> None:
        super().__init__(self.tr("Record"), "folder")
        if sample:
            self.head.addWidget(Pill(self.tr("sample, fictional people"), "warn"))
        self.check = secondary(self.tr("&Check the record"), "shield-check")
        self.stop = quiet(self.tr("Stop"))
        self.safety = secondary(self.tr("&Backups, recovery kit, keys"), "archive")
        self.result = Notice()
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(self.tr("How far the check is"))
        where = label(folder, "strong")
        where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.body.addWidget(muted(self.tr("One encrypted record, in this folder:")))
        self.body.addWidget(where)
        self.synced = SyncedNotice(folder)
        self.body.addWidget(self.synced)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.safety)
        row.addWidget(self.check)
        row.addWidget(self.stop)
        row.addWidget(self._progress, 1)
        row.addStretch()
        self.body.addSpacing(4)
        self.body.addLayout(row)
        self.body.addWidget(self.result)
        self.safety.clicked.connect(self.safety_wanted)
        self.check.clicked.connect(self.check_wanted)
        self.stop.clicked.connect(self.stop_wanted)
        self.show_idle()

    def show_idle(self) -> None:
        """Offer the check."""
        self.check.setText(self.tr("&Check the record"))
        self.check.setEnabled(True)
        self.stop.hide()
        self._progress.hide()

    def show_working(self) -> None:
        """Say that the check is under way."""
        self.result.quiet()
        self.check.setText(self.tr("Checking\N{HORIZONTAL ELLIPSIS}"))
        self.check.setEnabled(False)
        self.stop.show()
        self._progress.setRange(0, 0)
        self._progress.show()
        self.stop.setFocus()

    def show_progress(self, done: int, total: int) -> None:
        """Show how far the check is."""
        self._progress.setRange(0, total)
        self._progress.setValue(done)

    def show_findings(self, findings: Sequence[str]) -> None:
        """Say what the check found; nothing means sound."""
        if not findings:
            self.result.say("info", self.tr("The record is sound."))
            return
        told = self.tr("The check found something. Nothing was changed. Keep a copy of the folder, then ask for help.")
        self.result.say("warn", "\n".join((told, *findings)))


class PassphraseCard(Card):
    """Changes the passphrase. `given` carries the present and the new one."""

    given = Signal(str, str)

    def __init__(self, judge: Callable[[str], Verdict]) -> None:
        """`judge` says what a passphrase is worth."""
        super().__init__(self.tr("Change the passphrase"), "key-round")
        self._judge = judge
        self.old = PassphraseLine(self.tr("Present passphrase"))
        self.first = PassphraseLine(self.tr("New passphrase"))
        self.second = PassphraseLine(self.tr("New passphrase once more"))
        self.fields = [
            Field(line.line.accessibleName(), line, named=line.line) for line in (self.old, self.first, self.second)
        ]
        self._strength = QProgressBar()
        self._strength.setRange(0, _STRONGEST)
        self._strength.setTextVisible(False)
        self._strength.setAccessibleName(self.tr("Strength of the passphrase"))
        self._advice = small("")
        self.change = secondary(self.tr("Change the &passphrase"), "key-round")
        self.result = Notice()
        self._lay_out()
        for line in (self.old, self.first, self.second):
            line.line.textChanged.connect(self._on_line_text_changed)
            line.line.returnPressed.connect(self.change.click)
        self.change.clicked.connect(self._on_change_clicked)
        self._on_line_text_changed()

    def forget(self) -> None:
        """Take all passphrases off the page."""
        for line in (self.old, self.first, self.second):
            line.line.clear()
            line.hide_letters()

    def show_working(self, *, working: bool) -> None:
        """Say that the new passphrase is being set, or that this is over."""
        self.change.setText(
            self.tr("Changing\N{HORIZONTAL ELLIPSIS}") if working else self.tr("Change the &passphrase")
        )
        for each in (self.change, self.old, self.first, self.second):
            each.setEnabled(not working)

    def show_changed(self) -> None:
        """Say that it was changed and forget it."""
        self.forget()
        self.result.say("info", self.tr("The passphrase was changed. From now on only the new one opens this record."))

    def show_wrong(self, sentence: str) -> None:
        """Say that the present passphrase did not fit; what was typed stays."""
        self.fields[0].show_error(sentence)
        self.old.line.selectAll()
        self.old.line.setFocus()

    def _lay_out(self) -> None:
        old, first, second = self.fields
        for part in (old, first, self._strength, self._advice, second):
            self.body.addLayout(narrowed(part, _NARROW_FIELD))
        backups = self.tr(
            "Backups and copies of the key file made before still open with the old passphrase. "
            "Delete those that you do not need."
        )
        self.body.addLayout(remark("info", backups))
        self.body.addWidget(self.change, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.result)

    def _on_line_text_changed(self) -> None:
        typed = self.first.line.text()
        verdict = self._judge(typed)
        self._strength.setValue(verdict.strength if typed else 0)
        self._advice.setText(verdict.sentence)
        for field in self.fields:
            if field.error():
                field.clear_error()

    def _on_change_clicked(self) -> None:
        self.result.quiet()
        for field, line, sentence in self._missing():
            field.show_error(sentence)
            line.line.setFocus()
            return
        self.given.emit(self.old.line.text(), self.first.line.text())

    def _missing(self) -> list[tuple[Field, PassphraseLine, str]]:
        old, first, second = self.fields
        verdict = self._judge(self.first.line.text())
        found = []
        if not self.old.line.text():
            found.append((old, self.old, self.tr("Type the passphrase that opens the record now.")))
        if not verdict.long_enough or verdict.common:
            found.append((first, self.first, verdict.sentence))
        if self.second.line.text() != self.first.line.text():
            found.append((second, self.second, self.tr("The two are not the same. Type it once more.")))
        return found


class AboutCard(Card):
    """What this program is, and what it is made from."""

    def __init__(self, version: str, licences: str) -> None:
        """`licences` is the text of all licences, or empty."""
        super().__init__(self.tr("About LDCoach"), "info")
        self.body.addWidget(body(self.tr("Version {version}").format(version=version)))
        self.body.addLayout(remark("shield-check", self.tr("No network, no account, no telemetry.")))
        qt = self.tr("Uses Qt under the LGPL 3: you may replace it by your own build. The licences say how.")
        self.body.addLayout(remark("info", qt))
        self.show_licences = secondary(self.tr("Show the l&icences"), "book-open", small=True)
        self.licences = QPlainTextEdit(licences)
        self.licences.setAccessibleName(self.tr("Licences"))
        self.licences.setReadOnly(True)
        self.licences.setTabChangesFocus(True)
        self.licences.setProperty("dense", "true")
        self.licences.setMinimumHeight(240)
        self.licences.hide()
        self.body.addWidget(self.show_licences, 0, Qt.AlignmentFlag.AlignLeft)
        if not licences:
            self.show_licences.hide()
        self.body.addWidget(self.licences)
        self.show_licences.clicked.connect(self._on_show_licences_clicked)

    def _on_show_licences_clicked(self) -> None:
        shown = self.licences.isHidden()
        self.licences.setVisible(shown)
        self.show_licences.setText(self.tr("Hide the l&icences") if shown else self.tr("Show the l&icences"))
