"""The summary shows what leaves, item by item, and nothing else leaves."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from email import policy
from email.parser import BytesParser
from pathlib import Path

import docx
import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot

from ldcoach.documents.preview import PdfiumPreview
from ldcoach.domain.kinds import Visibility
from ldcoach.domain.leaving import Receipt
from ldcoach.domain.story import Story as StoryTold
from ldcoach.domain.story import StoryBlock
from ldcoach.errors import NotFound
from ldcoach.services.desk import Desk
from ldcoach.services.ports import PageImage
from ldcoach.services.summaries import Summaries
from ldcoach.services.views.leaving import GateFinding
from ldcoach.ui.go import Go, Place
from ldcoach.ui.main_window import MainWindow
from ldcoach.ui.pages.summary.items import shortened
from ldcoach.ui.pages.summary.page import SummaryPage
from ldcoach.ui.pages.summary.period import months_back
from ldcoach.ui.tasks import Tasks
from tests.fakes import FixedClock
from tests.ui.audit import audit
from tests.ui.canned_ask import CannedAsk
from tests.ui.pages.story import Story, tell


@dataclass
class Open:
    """A summary page in its window, drawn once."""

    page: SummaryPage
    window: MainWindow
    ask: CannedAsk
    desk: Desk
    story: Story
    qtbot: QtBot

    def type(self, editor: QPlainTextEdit, words: str) -> None:
        editor.setFocus()
        editor.clear()
        QTest.keyClicks(editor, words)
        editor.flush()

    def drawn(self, act: Callable[[], object]) -> None:
        with self.qtbot.waitSignal(self.page.preview.drawn, timeout=20_000):
            act()

    def press(self, button: object) -> None:
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)  # type: ignore[arg-type]

    def review(self) -> None:
        """Ask for the last look, and wait for what the rules found."""
        with self.qtbot.waitSignal(self.page.look.looked, timeout=20_000):
            self.press(self.page.sheet.go_on)

    def toggle(self, title: str) -> object:
        return next(row.toggle for row in self.page.sheet.items.rows.values() if row.item.title == title)


@pytest.fixture
def tasks(qapp: object) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    assert made.wait_for_all()


def _open(qtbot: QtBot, desk: Desk, clock: FixedClock, tmp_path: Path, tasks: Tasks) -> Open:
    story = tell(desk, clock)
    ask = CannedAsk(path=tmp_path / "out.pdf")
    page = SummaryPage(desk, ask, tasks, PdfiumPreview(), tmp_path)
    window = MainWindow({Place.PEOPLE: lambda: page, Place.SUMMARY: lambda: page})
    qtbot.addWidget(window)
    window.resize(1240, 860)
    window.show()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    made = Open(page, window, ask, desk, story, qtbot)
    made.drawn(lambda: window.go(Go(Place.SUMMARY, story.mairi)))
    return made


@pytest.fixture
def opened(qtbot: QtBot, desk: Desk, clock: FixedClock, tmp_path: Path, tasks: Tasks) -> Open:
    return _open(qtbot, desk, clock, tmp_path, tasks)


def words_in(path: Path, password: str | None = None) -> str:
    document = pypdfium2.PdfDocument(path, password=password)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def labels_in(part: object) -> list[str]:
    return [each.text() for each in part.findChildren(QLabel)]  # type: ignore[attr-defined]


def test_every_shared_item_is_listed_and_what_stays_is_counted(opened: Open) -> None:
    sheet = opened.page.sheet
    assert len(sheet.items.rows) == 7
    assert sheet.counts.leaving() == "7 leave"
    assert sheet.counts.staying() == "3 always stay"
    assert "1 prep note, 2 drafts" in labels_in(sheet.items)


def test_no_prep_note_and_no_draft_can_be_switched_on(opened: Open) -> None:
    shown = " ".join(labels_in(opened.page))
    assert "walk-over felt" not in shown
    assert "whiteboard" not in shown


def test_the_real_document_is_shown(opened: Open) -> None:
    assert opened.page.preview.pages() >= 1
    image = opened.page.preview.paper.images[0]
    assert image.height() / image.width() == pytest.approx(297 / 210, abs=0.01)


def test_page_down_turns_the_preview(opened: Open) -> None:
    long = opened.desk.notes.add(opened.story.mairi, "One thing after the other.\n" * 60, Visibility.SHARED)
    opened.drawn(lambda: opened.window.publish(long))
    assert opened.page.preview.pages() > 1
    assert opened.page.preview.page() == 0
    opened.qtbot.keyClick(opened.page, Qt.Key.Key_PageDown)
    assert opened.page.preview.page() == 1
    opened.qtbot.keyClick(opened.page, Qt.Key.Key_PageUp)
    assert opened.page.preview.page() == 0


def test_space_keeps_an_item_back(opened: Open) -> None:
    toggle = opened.toggle("Try the walk-over twice")
    toggle.setFocus()  # type: ignore[attr-defined]
    opened.drawn(lambda: opened.qtbot.keyClick(toggle, Qt.Key.Key_Space))  # type: ignore[arg-type]
    assert toggle.hasFocus()  # type: ignore[attr-defined]
    assert opened.page.sheet.counts.leaving() == "6 leave"
    assert opened.page.sheet.counts.staying().startswith("1 stays by your choice")


def test_what_stays_is_not_in_the_file_and_not_in_the_receipt(opened: Open, tmp_path: Path) -> None:
    toggle = opened.toggle("Try the walk-over twice")
    opened.drawn(toggle.click)  # type: ignore[attr-defined]
    sheet = opened.page.sheet
    opened.review()
    assert "Six items leave. Nothing else does." in labels_in(sheet.review)
    with opened.qtbot.waitSignal(opened.page.changed, timeout=20_000):
        opened.press(sheet.go_on)
    written = words_in(tmp_path / "out.pdf")
    assert "Free 10 minutes" in written
    assert "Try the walk-over twice" not in written
    assert "walk-over felt" not in written
    (receipt,) = opened.desk.summaries.receipts(opened.story.mairi)
    assert len(receipt.item_ids) == 6
    assert receipt.to_whom == "Mairi Campbell"
    assert "A receipt was kept: six items for Mairi Campbell." in sheet.notice.text()


def test_the_suggested_name_names_nobody(opened: Open) -> None:
    opened.ask.path = None
    opened.review()
    opened.press(opened.page.sheet.go_on)
    assert opened.ask.texts == ["development-summary-2026-11-22.pdf PDF (*.pdf)"]
    assert opened.page.sheet.reviewing
    assert opened.desk.summaries.receipts(opened.story.mairi) == []


def test_a_folder_that_cannot_be_written_leaves_no_receipt(opened: Open, tmp_path: Path) -> None:
    opened.ask.path = tmp_path / "nowhere" / "out.pdf"
    opened.review()
    with opened.qtbot.waitSignal(opened.page.saving.failed, timeout=20_000) as refused:
        opened.press(opened.page.sheet.go_on)
    assert "Nothing was written" in refused.args[0]
    assert opened.page.sheet.notice.text() == refused.args[0]
    assert opened.desk.summaries.receipts(opened.story.mairi) == []
    opened.qtbot.waitUntil(opened.page.sheet.go_on.isEnabled)


def test_a_file_without_its_ending_gets_it_and_asks_before_replacing(opened: Open, tmp_path: Path) -> None:
    (tmp_path / "mine.pdf").write_bytes(b"before")
    opened.ask.path, opened.ask.yes = tmp_path / "mine", False
    opened.review()
    opened.press(opened.page.sheet.go_on)
    assert opened.ask.asked[-1] == "Replace the file?"
    assert (tmp_path / "mine.pdf").read_bytes() == b"before"


def test_a_password_is_typed_twice_and_locks_the_file(opened: Open, tmp_path: Path) -> None:
    sheet = opened.page.sheet
    opened.review()
    opened.qtbot.mouseClick(sheet.password.wanted, Qt.MouseButton.LeftButton)
    QTest.keyClicks(sheet.password.first.line, "tulip lantern")
    opened.press(sheet.go_on)
    assert sheet.password.second_field.error()
    assert opened.ask.asked == []
    QTest.keyClicks(sheet.password.second.line, "tulip lantern")
    with opened.qtbot.waitSignal(opened.page.changed, timeout=20_000):
        opened.qtbot.keyClick(opened.page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert "Mairi Campbell" in words_in(tmp_path / "out.pdf", "tulip lantern")
    with pytest.raises(pypdfium2.PdfiumError):
        words_in(tmp_path / "out.pdf")
    assert sheet.password.first.line.text() == ""


def test_own_words_go_into_the_document_and_are_kept(opened: Open, tmp_path: Path) -> None:
    sheet = opened.page.sheet
    opened.drawn(lambda: opened.type(sheet.words.so_what, "Line 2 stops less often without warning."))
    assert opened.desk.summaries.own_words(opened.story.mairi)[0] == "Line 2 stops less often without warning."
    assert sheet.counts.staying() == "3 always stay"
    opened.review()
    assert "Line 2 stops less often without warning." in labels_in(sheet.review)
    assert "Eight items leave. Nothing else does." in labels_in(sheet.review)
    with opened.qtbot.waitSignal(opened.page.changed, timeout=20_000):
        opened.press(sheet.go_on)
    assert "Line 2 stops less often" in words_in(tmp_path / "out.pdf")


def test_words_half_typed_survive_leaving_the_page(opened: Open, tmp_path: Path, tasks: Tasks) -> None:
    QTest.keyClicks(opened.page.sheet.words.conditions, "A card on the panel door.")
    opened.page.leave()
    again = SummaryPage(opened.desk, opened.ask, tasks, PdfiumPreview(), tmp_path)
    opened.qtbot.addWidget(again)
    again.enter(Go(Place.SUMMARY, opened.story.mairi))
    assert again.sheet.words.conditions.toPlainText() == "A card on the panel door."


def test_held_words_are_not_kept_and_keep_the_save_waiting(opened: Open) -> None:
    sheet = opened.page.sheet
    opened.type(sheet.words.conditions, "She was off with depression in May.")
    assert sheet.words.is_held
    assert sheet.words.held.isVisibleTo(opened.page)
    opened.press(sheet.go_on)
    assert not sheet.reviewing
    opened.qtbot.waitUntil(lambda: not sheet.words.held.change.visibleRegion().isEmpty())
    assert opened.desk.summaries.own_words(opened.story.mairi) == ("", "", "")
    assert sheet.words.conditions.toPlainText() == "She was off with depression in May."
    opened.drawn(lambda: opened.type(sheet.words.conditions, "No free minutes before the end of the shift."))
    assert not sheet.words.is_held
    opened.review()
    assert sheet.reviewing


def test_held_words_can_be_called_about_the_work(opened: Open) -> None:
    sheet = opened.page.sheet
    opened.type(sheet.words.so_what, "She was off with depression in May.")
    opened.press(sheet.words.held.keep)
    assert not sheet.words.is_held
    assert opened.desk.summaries.own_words(opened.story.mairi)[0] == "She was off with depression in May."


def test_a_colleagues_name_is_shown_and_can_be_left_out(opened: Open) -> None:
    sheet = opened.page.sheet
    change = opened.desk.notes.add(opened.story.mairi, "Tom asked for the card.", Visibility.SHARED)
    opened.drawn(lambda: opened.window.publish(change))
    assert "\u201cTom\u201d appears here" in sheet.findings.text()
    opened.press(sheet.findings.show_button)
    row = sheet.items.rows[change.created]
    assert row.toggle.hasFocus()
    opened.drawn(lambda: opened.press(sheet.findings.leave_out))
    assert not row.toggle.isChecked()
    assert sheet.findings.text() == ""


def test_a_colleagues_name_in_own_words_is_shown(opened: Open) -> None:
    sheet = opened.page.sheet
    opened.drawn(lambda: opened.type(sheet.words.conditions, "One shift alongside Ana helped."))
    assert "\u201cAna\u201d appears here" in sheet.findings.text()
    assert sheet.findings.leave_out.isHidden()
    opened.qtbot.keyClick(opened.page, Qt.Key.Key_F8)
    assert sheet.words.conditions.textCursor().selectedText() == "Ana"
    opened.qtbot.waitUntil(lambda: not sheet.words.conditions.visibleRegion().isEmpty())


def test_another_period_lists_other_items(opened: Open) -> None:
    sheet = opened.page.sheet
    opened.press(sheet.period_button)
    assert sheet.period.isVisible()
    sheet.period.first.setDate(sheet.period.first.date().addYears(-3))
    sheet.period.last.setDate(sheet.period.first.date().addMonths(1))
    opened.drawn(lambda: opened.press(sheet.period.use))
    assert sheet.counts.leaving() == "2 leave"
    assert "2023" in sheet.period_button.text()


def test_a_period_that_ends_before_it_begins_changes_nothing(opened: Open) -> None:
    sheet = opened.page.sheet
    opened.press(sheet.period_button)
    sheet.period.last.setDate(sheet.period.first.date().addDays(-1))
    opened.press(sheet.period.use)
    assert "ends before it begins" in sheet.notice.text()
    assert sheet.counts.leaving() == "7 leave"


def test_with_nothing_shared_there_is_nothing_to_save(opened: Open) -> None:
    opened.drawn(lambda: opened.window.go(Go(Place.SUMMARY, opened.story.ana)))
    assert opened.page.sheet.empty.isVisible()
    assert not opened.page.sheet.go_on.isEnabled()


def test_nobody_of_that_id_is_refused(opened: Open) -> None:
    with pytest.raises(NotFound):
        opened.page.enter(Go(Place.SUMMARY, "nobody"))


@dataclass
class CountingPreview:
    """Draws nothing, counts how often it was asked."""

    seen: list[bytes] = field(default_factory=list)

    def pages(self, pdf: bytes, width: int) -> list[PageImage]:
        self.seen.append(pdf)
        return [PageImage(2, 3, bytes(24))]


def test_many_changes_in_a_row_are_drawn_once(
    qtbot: QtBot, desk: Desk, clock: FixedClock, tmp_path: Path, tasks: Tasks
) -> None:
    story = tell(desk, clock)
    counting = CountingPreview()
    page = SummaryPage(desk, CannedAsk(), tasks, counting, tmp_path)
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.preview.drawn, timeout=20_000):
        page.enter(Go(Place.SUMMARY, story.mairi))
        for row in list(page.sheet.items.rows.values()):
            row.toggle.click()
    assert len(counting.seen) == 1
    assert page.sheet.counts.leaving() == "0 leave"


def test_letters_that_no_font_has_are_named_and_nothing_is_saved(opened: Open) -> None:
    sheet = opened.page.sheet
    with opened.qtbot.waitSignal(opened.page.preview.failed, timeout=20_000):
        sheet.words.so_what.setPlainText("\U00012000")
        sheet.words.flush()
    assert sheet.notice.text()
    assert opened.desk.context.record.count(Receipt) == 0


@pytest.mark.parametrize("width", [1240, 800])
def test_the_page_can_be_used_by_keyboard_and_screen_reader(opened: Open, width: int) -> None:
    opened.window.resize(width, 860)
    assert audit(opened.window) == []
    opened.review()
    assert audit(opened.window) == []


def test_a_narrow_window_shows_items_or_document(opened: Open) -> None:
    opened.window.resize(800, 860)
    assert opened.page.sheet.sides.isVisible()
    assert not opened.page.preview.isVisible()
    document = opened.page.sheet.sides.buttons()[1]
    opened.press(document)
    assert opened.page.preview.isVisible()
    assert not opened.page.sheet.items.isVisible()


def test_long_words_are_cut_between_words() -> None:
    assert shortened("one  two\nthree", 8) == "one two \N{HORIZONTAL ELLIPSIS}"
    assert shortened("one two", 8) == "one two"


def test_half_a_year_back_begins_the_day_after(clock: FixedClock) -> None:
    assert months_back(clock.today(), 6).isoformat() == "2026-05-23"


def test_a_block_is_moved_and_left_out_of_page_one(opened: Open) -> None:
    blocks = opened.page.sheet.blocks
    opened.drawn(lambda: opened.press(blocks.ups[StoryBlock.NEXT]))
    assert blocks.blocks().index(StoryBlock.NEXT) == 5
    opened.drawn(lambda: opened.press(blocks.toggles[StoryBlock.PRIORITY]))
    assert StoryBlock.PRIORITY not in blocks.blocks()


def test_a_sentence_leads_to_its_record(opened: Open) -> None:
    goal = next(row for row in opened.page.sheet.items.rows.values() if row.item.id == opened.story.goal)
    with opened.qtbot.waitSignal(opened.page.asked) as asked:
        opened.press(goal.open)
    assert asked.args == [Go(Place.GOAL, opened.story.mairi, opened.story.goal)]


def test_word_in_german_leaves_as_a_word_file(opened: Open, tmp_path: Path) -> None:
    sheet = opened.page.sheet
    opened.press(sheet.shape_button)
    sheet.shape.language.setCurrentIndex(sheet.shape.language.findData("de"))
    sheet.shape.format.choose("docx")
    opened.drawn(sheet.shape.changed.emit)
    opened.ask.path = tmp_path / "out.docx"
    opened.review()
    assert not sheet.password.isVisibleTo(opened.page)
    with opened.qtbot.waitSignal(opened.page.changed, timeout=20_000):
        opened.press(sheet.go_on)
    told = "\n".join(line.text for line in docx.Document(str(tmp_path / "out.docx")).paragraphs)
    assert "Worum es geht" in told


def test_a_sponsor_waits_until_it_was_seen(opened: Open, tmp_path: Path) -> None:
    sheet = opened.page.sheet
    assert not sheet.answers.card.seen.isVisibleTo(opened.page)
    opened.desk.summaries.export(opened.page._story, tmp_path / "theirs.pdf")  # type: ignore[arg-type]
    sheet.shape.audience.choose("sponsor")
    opened.drawn(sheet.shape.changed.emit)
    assert sheet.counts.leaving() == "0 leave"
    opened.drawn(sheet.answers.card.seen.click)
    assert sheet.counts.leaving() != "0 leave"
    assert "Mairi" not in sheet.go_on.text()


def test_what_the_rules_ask_is_looked_at_before_it_leaves(opened: Open) -> None:
    sheet = opened.page.sheet
    opened.drawn(lambda: opened.type(sheet.words.so_what, "Her rating was 4 out of 5 after the course."))
    opened.review()
    assert sheet.gate.isVisibleTo(opened.page)
    opened.press(sheet.go_on)
    assert "first" in sheet.notice.text()
    assert opened.ask.asked == []
    sheet.gate.looked.box.setChecked(True)
    with opened.qtbot.waitSignal(opened.page.changed, timeout=20_000):
        opened.press(sheet.go_on)


class SlowSummaries(Summaries):
    """Waits, once it begins to look for findings, until it is let go on."""

    def __init__(self, desk: Desk) -> None:
        self.__dict__.update(vars(desk.summaries))
        self.begun, self.go_on = threading.Event(), threading.Event()

    def findings(self, story: StoryTold, staying: Collection[str] = ()) -> tuple[GateFinding, ...]:
        self.begun.set()
        assert self.go_on.wait(10)
        return super().findings(story, staying)


@pytest.fixture
def rules(desk: Desk) -> Iterator[SlowSummaries]:
    """Rules that the page waits for, until a test lets them go on."""
    made = SlowSummaries(desk)
    yield made
    made.go_on.set()


@pytest.fixture
def waiting(qtbot: QtBot, desk: Desk, clock: FixedClock, tmp_path: Path, tasks: Tasks, rules: SlowSummaries) -> Open:
    """A summary page in its window, on which the last look was asked for and the rules have begun to read."""
    made = _open(qtbot, replace(desk, summaries=rules), clock, tmp_path, tasks)
    made.page.sheet.go_on.setFocus()
    qtbot.keyClick(made.page.sheet.go_on, Qt.Key.Key_Space)
    qtbot.waitUntil(rules.begun.is_set)
    return made


def test_the_page_stays_usable_while_the_rules_read(waiting: Open, rules: SlowSummaries) -> None:
    sheet = waiting.page.sheet
    assert not sheet.reviewing
    assert (sheet.go_on.isEnabled(), "Reading" in sheet.go_on.text()) == (False, True)
    assert (sheet.back.text(), sheet.back.hasFocus()) == ("Stop", True)
    waiting.qtbot.keyClick(waiting.page, Qt.Key.Key_PageDown)
    with waiting.qtbot.waitSignal(waiting.page.look.looked, timeout=20_000):
        rules.go_on.set()
    assert sheet.reviewing
    assert (sheet.go_on.isEnabled(), sheet.go_on.hasFocus()) == (True, True)
    assert sheet.back.text() == "&Back to the list"


def test_stopping_or_changing_something_meanwhile_wants_another_look(
    waiting: Open, rules: SlowSummaries, tasks: Tasks
) -> None:
    sheet = waiting.page.sheet
    waiting.qtbot.keyClick(sheet.back, Qt.Key.Key_Space)
    assert sheet.go_on.hasFocus()
    assert sheet.go_on.text() == "Review and save for Mairi"
    waiting.press(sheet.go_on)
    waiting.toggle("Try the walk-over twice").click()  # type: ignore[attr-defined]
    assert sheet.go_on.isEnabled()
    waiting.press(sheet.go_on)
    waiting.press(sheet.period_button)
    assert sheet.go_on.isEnabled()
    waiting.press(sheet.go_on)
    sheet.words.so_what.setFocus()
    QTest.keyClicks(sheet.words.so_what, "Fewer stops.")
    rules.go_on.set()
    waiting.qtbot.waitUntil(lambda: not tasks.busy, timeout=20_000)
    assert not sheet.reviewing
    waiting.review()
    assert "Seven items leave. Nothing else does." in labels_in(sheet.review)
    assert "Fewer stops." in labels_in(sheet.review)


def test_leaving_the_page_while_the_rules_read_is_safe(waiting: Open, rules: SlowSummaries, tasks: Tasks) -> None:
    waiting.page.leave()
    rules.go_on.set()
    waiting.qtbot.waitUntil(lambda: not tasks.busy, timeout=20_000)
    waiting.page.enter(Go(Place.SUMMARY, waiting.story.mairi))
    assert not waiting.page.sheet.reviewing
    assert waiting.page.sheet.go_on.isEnabled()


def test_a_page_that_is_gone_hears_nothing_of_what_was_read(waiting: Open, rules: SlowSummaries, tasks: Tasks) -> None:
    crashed: list[str] = []
    tasks.crashed.connect(crashed.append)
    with waiting.qtbot.waitSignal(waiting.page.destroyed):
        waiting.window.close()
        waiting.page.deleteLater()
    rules.go_on.set()
    waiting.qtbot.waitUntil(lambda: not tasks.busy, timeout=20_000)
    assert crashed == []


def test_several_people_get_theirs_in_one_go(opened: Open, tmp_path: Path) -> None:
    sheet = opened.page.sheet
    opened.press(sheet.shape_button)
    opened.press(sheet.shape.many_button)
    opened.ask.path = tmp_path
    with opened.qtbot.waitSignal(sheet.many.said, timeout=30_000):
        opened.press(sheet.many.save)
    assert opened.desk.context.record.count(Receipt) == len(list(tmp_path.glob("development-summary-*.pdf"))) > 0
    opened.qtbot.waitUntil(lambda: not sheet.many.row.working)


def test_a_stop_among_several_people_leaves_only_whole_files(opened: Open, tmp_path: Path, tasks: Tasks) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    sheet = opened.page.sheet
    opened.press(sheet.shape_button)
    opened.press(sheet.shape.many_button)
    opened.ask.path = folder
    opened.press(sheet.many.save)
    opened.press(sheet.many.row.stop)
    opened.qtbot.waitUntil(lambda: not tasks.busy and not sheet.many.row.working, timeout=30_000)
    files = sorted(folder.iterdir())
    assert opened.desk.context.record.count(Receipt) == len(files) < 2
    assert all("Page 1 of" in words_in(file) for file in files)


def test_an_e_mail_draft_leaves_from_the_window_with_the_file_in_it(opened: Open, tmp_path: Path) -> None:
    sheet = opened.page.sheet
    opened.review()
    opened.ask.path = tmp_path / "draft.eml"
    with opened.qtbot.waitSignal(opened.page.saving.saved, timeout=20_000):
        opened.press(sheet.mail)
    letter = BytesParser(policy=policy.default).parsebytes((tmp_path / "draft.eml").read_bytes())
    (attached,) = letter.iter_attachments()
    assert attached.get_filename() == "development-summary.pdf"
    (tmp_path / "attached.pdf").write_bytes(attached.get_content())
    assert "Mairi Campbell" in words_in(tmp_path / "attached.pdf")
    (receipt,) = opened.desk.context.record.every(Receipt)
    assert receipt.format == "eml"
    assert receipt.sha256 == hashlib.sha256((tmp_path / "draft.eml").read_bytes()).hexdigest()
