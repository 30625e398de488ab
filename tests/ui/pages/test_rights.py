"""A person's rights on screen: everything about them, the handover both ways, erasing, and what is kept for long."""

from __future__ import annotations

import threading
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ldcoach.app.late import Ageing
from ldcoach.domain.conversations import Conversation
from ldcoach.domain.ids import ConversationId, PersonId
from ldcoach.domain.kinds import Visibility
from ldcoach.domain.leaving import Receipt
from ldcoach.domain.policy import Policy
from ldcoach.errors import RefusedByPolicy
from ldcoach.services.access_pack import EVERYTHING, AccessPacks, Choice, Written
from ldcoach.services.backups import Progress
from ldcoach.services.change import Change
from ldcoach.services.desk import Desk
from ldcoach.services.erasing import Erased, ErasePreview
from ldcoach.services.handover import Handovers
from ldcoach.services.ports.documents import Step, unwatched
from ldcoach.services.retention import Retention
from ldcoach.services.taking_over import TakingOver
from ldcoach.ui.file_door import FileDoor
from ldcoach.ui.go import Go, Place
from ldcoach.ui.page import Page
from ldcoach.ui.pages.rights.access import AccessPage
from ldcoach.ui.pages.rights.erase import ErasePage
from ldcoach.ui.pages.rights.handover import HandoverPage
from ldcoach.ui.pages.rights.retention import RetentionPage
from ldcoach.ui.pages.rights.spans_card import SpanField
from ldcoach.ui.pages.rights.take_over import TakeOverPage
from ldcoach.ui.tasks import Tasks
from tests.fakes import FixedClock
from tests.ui.audit import audit
from tests.ui.canned_ask import CannedAsk
from tests.unit.services.rights_people import OpenSealer, rights_parts

PARTS = rights_parts()


@dataclass
class Shown:
    """A page with what it answers to."""

    qtbot: QtBot
    desk: Desk
    tasks: Tasks
    ask: CannedAsk
    gone: list[Go] = field(default_factory=list)

    def show(self, page: Page, go: Go) -> None:
        """Show a page in a window of its own; what it changes comes back to it."""
        self.qtbot.addWidget(page)
        page.changed.connect(page.refresh)
        page.asked.connect(self.gone.append)
        page.resize(1000, 900)
        page.show()
        page.enter(go)
        self.qtbot.waitUntil(lambda: not self.tasks.busy, timeout=20_000)

    def press(self, button: QWidget) -> None:
        """Click, and wait for what that begins."""
        assert button.isEnabled()
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)  # type: ignore[no-untyped-call]
        self.qtbot.waitUntil(lambda: not self.tasks.busy, timeout=20_000)

    def files(self) -> FileDoor:
        """Return a door for files."""
        return FileDoor(self.ask, self.tasks, Path())


@pytest.fixture
def shown(qtbot: QtBot, desk: Desk, tmp_path: Path) -> Iterator[Shown]:
    made = Shown(qtbot, desk, Tasks(), CannedAsk(path=tmp_path / "out.zip"))
    yield made
    assert made.tasks.wait_for_all()


@pytest.fixture
def ada(desk: Desk) -> PersonId:
    """Somebody with a shared note that names another, and a prep note."""
    person = PersonId(desk.people.add("Ada Lind").created)
    desk.people.add("Bo Holm")
    desk.notes.add(person, "We agreed on the rota with Bo", Visibility.SHARED)
    desk.notes.add(person, "Ask about the list", Visibility.PREP)
    return person


def _texts(page: QWidget) -> str:
    QApplication.processEvents()  # what was added is shown with the next layout
    return "\n".join(each.text() for each in page.findChildren(QLabel) if each.isVisibleTo(page))


def test_items_that_name_others_come_first_and_can_stay(shown: Shown, ada: PersonId, tmp_path: Path) -> None:
    page = AccessPage(shown.desk, AccessPacks(shown.desk, PARTS), shown.files(), shown.tasks)
    shown.show(page, Go(Place.ACCESS, ada))
    assert page.items.parts.currentText() == "Names somebody else (1)"
    (check,) = page.items.checks.values()
    assert not page.reason.isVisible()
    shown.press(check.box)
    assert page.reason.isVisible()
    page.reason.setText("Told in confidence.")
    shown.press(page.save)
    with zipfile.ZipFile(tmp_path / "out.zip") as pack:
        assert b"rota" not in pack.read("everything.json")
        assert b"Told in confidence." in pack.read("contents.txt")
    assert "It is not locked" in page.notice.text()
    assert len(shown.desk.context.record.every(Receipt)) == 1


class SlowPacks(AccessPacks):
    """Waits, once begun, until it is let go on."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, PARTS)
        self.begun, self.go_on = threading.Event(), threading.Event()

    def export(
        self, person_id: PersonId, target: Path, choice: Choice = EVERYTHING, step: Step = unwatched
    ) -> tuple[Change, Written]:
        step(1, 100)
        self.begun.set()
        assert self.go_on.wait(10)
        return super().export(person_id, target, choice, step)


def test_a_stopped_pack_leaves_no_file_and_no_receipt(shown: Shown, ada: PersonId, tmp_path: Path) -> None:
    packs = SlowPacks(shown.desk)
    page = AccessPage(shown.desk, packs, shown.files(), shown.tasks)
    shown.show(page, Go(Place.ACCESS, ada))
    page.save.click()
    shown.qtbot.waitUntil(packs.begun.is_set)
    assert page.row.stop.isVisible()
    assert not page.save.isEnabled()
    page.row.stop.click()
    packs.go_on.set()
    shown.qtbot.waitUntil(lambda: not shown.tasks.busy, timeout=20_000)
    assert list(tmp_path.glob("*.zip*")) == []
    assert shown.desk.context.record.every(Receipt) == []
    assert "No file was written" in page.notice.text()
    assert page.save.isEnabled()
    shown.press(page.save)
    assert (tmp_path / "out.zip").is_file()


def test_only_the_person_asked_for_last_is_shown(shown: Shown, ada: PersonId) -> None:
    bo = shown.desk.people.named("Bo Holm").id
    page = AccessPage(shown.desk, AccessPacks(shown.desk, PARTS), shown.files(), shown.tasks)
    shown.qtbot.addWidget(page)
    page.enter(Go(Place.ACCESS, ada))
    page.enter(Go(Place.ACCESS, bo))
    assert not page.save.isEnabled()
    shown.qtbot.waitUntil(lambda: not shown.tasks.busy, timeout=20_000)
    assert "Bo Holm" in _texts(page)
    assert "Ada" not in _texts(page)


def test_every_part_can_be_looked_at(shown: Shown, ada: PersonId) -> None:
    page = AccessPage(shown.desk, AccessPacks(shown.desk, PARTS), shown.files(), shown.tasks)
    shown.show(page, Go(Place.ACCESS, ada))
    seen = []
    for row in range(page.items.parts.count()):
        page.items.parts.setCurrentIndex(row)
        seen += [check.words.text() for check in page.items.checks.values()]
    assert any("Ask about the list" in words for words in seen)
    assert page.items.parts.count() == 4


def test_a_reason_that_must_not_be_kept_is_said_at_the_field(shown: Shown, ada: PersonId, tmp_path: Path) -> None:
    page = AccessPage(shown.desk, AccessPacks(shown.desk, PARTS), shown.files(), shown.tasks)
    shown.show(page, Go(Place.ACCESS, ada))
    shown.press(page.masking.box)
    page.reason.setText("She is pregnant")
    shown.press(page.save)
    assert not (tmp_path / "out.zip").exists()
    assert "Nothing was saved" in _texts(page)


def test_long_lists_come_in_pieces(shown: Shown, ada: PersonId) -> None:
    for number in range(35):
        shown.desk.notes.add(ada, f"Note {number}", Visibility.SHARED)
    page = HandoverPage(shown.desk, Handovers(shown.desk, PARTS), shown.files(), shown.tasks)
    shown.show(page, Go(Place.HANDOVER, ada))
    page.items.parts.setCurrentIndex(1)
    assert len(page.items.checks) == 30
    shown.press(page.items.more)
    assert len(page.items.checks) == 36
    assert not page.items.more.isVisible()


def test_nothing_is_handed_over_before_the_person_has_read_it(shown: Shown, ada: PersonId, tmp_path: Path) -> None:
    shown.ask.path = tmp_path / "ada.ldhandover"
    page = HandoverPage(shown.desk, Handovers(shown.desk, PARTS), shown.files(), shown.tasks)
    shown.show(page, Go(Place.HANDOVER, ada))
    assert not page.hand_over.isEnabled()
    shown.press(page.seen.box)
    shown.press(page.hand_over)
    assert page.code.text() == OpenSealer.code
    assert page.code_card.isVisible()
    page.leave()
    assert OpenSealer.code not in _texts(page)


def test_what_is_unticked_stays_from_then_on(shown: Shown, ada: PersonId) -> None:
    handovers = Handovers(shown.desk, PARTS)
    page = HandoverPage(shown.desk, handovers, shown.files(), shown.tasks)
    shown.show(page, Go(Place.HANDOVER, ada))
    ((key, check),) = page.items.checks.items()
    shown.press(check.box)
    assert handovers.objections(ada) == {key}
    shown.press(page.seen.box)
    assert not page.hand_over.isEnabled()
    page.enter(Go(Place.HANDOVER, ada))
    shown.qtbot.waitUntil(lambda: not shown.tasks.busy, timeout=20_000)
    assert not page.items.checks[key].box.isChecked()


def test_the_list_can_be_saved_to_read_first(shown: Shown, ada: PersonId, tmp_path: Path) -> None:
    shown.ask.path = tmp_path / "read.pdf"
    page = HandoverPage(shown.desk, Handovers(shown.desk, PARTS), shown.files(), shown.tasks)
    shown.show(page, Go(Place.HANDOVER, ada))
    shown.press(page.to_read)
    assert (tmp_path / "read.pdf").read_bytes().startswith(b"%PDF")
    assert "read.pdf" in page.notice.text()


@pytest.fixture
def file(shown: Shown, ada: PersonId, tmp_path: Path) -> Path:
    """A handover of Ada."""
    Handovers(shown.desk, PARTS).export(ada, tmp_path / "ada.ldhandover")
    return tmp_path / "ada.ldhandover"


def _take_over(shown: Shown, file: Path) -> TakeOverPage:
    shown.ask.path = file
    page = TakeOverPage(shown.desk, TakingOver(shown.desk, PARTS), shown.files(), shown.tasks)
    shown.show(page, Go(Place.TAKE_OVER))
    shown.press(page.choose)
    return page


def test_somebody_is_taken_over_with_the_code(shown: Shown, ada: PersonId, file: Path) -> None:
    page = _take_over(shown, file)
    assert page.code.isVisible()
    assert page.file_name.text() == "ada.ldhandover"
    page.code.setText("0000")
    shown.press(page.open)
    assert "Another code." in _texts(page)
    page.code.setText(OpenSealer.code)
    shown.press(page.open)
    assert [page.to.itemText(row) for row in range(page.to.count())] == [
        "Ada Lind, who is here already",
        "Ada Lind, a new person in this record",
    ]
    page.to.setCurrentIndex(1)
    shown.qtbot.waitUntil(page.take.isEnabled)
    shown.press(page.take)
    (go,) = shown.gone
    assert go.place is Place.PERSON
    assert go.person_id not in {"", ada}
    assert shown.desk.people.get(PersonId(go.person_id)).name == "Ada Lind"


def test_a_second_time_there_is_nothing_to_take(shown: Shown, ada: PersonId, file: Path) -> None:
    taking = TakingOver(shown.desk, PARTS)
    taking.take_over(taking.unsealed(file.read_bytes(), OpenSealer.code))
    page = _take_over(shown, file)
    page.code.setText(OpenSealer.code)
    shown.press(page.open)
    assert page.to.count() == 1
    assert not page.take.isEnabled()


def test_a_file_that_is_none_is_refused_before_a_code_is_asked(shown: Shown, tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(b"x" * 100)
    shown.ask.path = tmp_path / "other"
    parts = rights_parts(sealed=True)
    page = TakeOverPage(shown.desk, TakingOver(shown.desk, parts), shown.files(), shown.tasks)
    shown.show(page, Go(Place.TAKE_OVER))
    shown.press(page.choose)
    assert "no file that LDCoach sealed" in page.notice.text()
    assert not page.code.isVisible()


class Care:
    """Counts and erases in name only."""

    def __init__(self, seen: ErasePreview, retention: Retention) -> None:
        self.seen, self.retention = seen, retention
        self.erased: list[PersonId] = []

    def preview(self, person_id: PersonId) -> ErasePreview:
        return replace(self.seen, legal_hold=any(held.person_id == person_id for held in self.retention.view().holds))

    def erase(self, person_id: PersonId, progress: Progress) -> Erased:
        progress(1, 2)
        if self.preview(person_id).legal_hold:
            message = "Under a legal hold. Nothing was erased."
            raise RefusedByPolicy(message)
        self.erased.append(person_id)
        return Erased(person_id, self.seen_on, self.seen.rows, 0, None, (), self.seen.elsewhere, "")

    def hold(self, person_id: PersonId, *, on: bool) -> Change:
        return self.retention.hold(person_id, on=on)

    @property
    def seen_on(self) -> date:
        return self.retention.context.clock.today()


@pytest.fixture
def care(desk: Desk, ada: PersonId) -> Care:
    seen = ErasePreview(ada, "Ada Lind", {"text": 2, "person": 1, "measure": 3}, 1, False, (Path("copies/old.ldcbak"),))
    return Care(seen, Retention(desk.context, Ageing()))


def _erase(shown: Shown, care: Care, ada: PersonId) -> ErasePage:
    page = ErasePage(shown.desk, care, shown.tasks, shown.ask)
    shown.show(page, Go(Place.ERASE, ada))
    return page


def test_erasing_says_what_goes_and_what_cannot_be_reached(
    shown: Shown, care: Care, ada: PersonId, tmp_path: Path
) -> None:
    AccessPacks(shown.desk, PARTS).export(ada, tmp_path / "a.zip")
    page = _erase(shown, care, ada)
    told = _texts(page)
    assert "Texts, such as notes, prep notes and feedback: 2" in told
    assert "Other entries, such as plans and measures: 3" in told
    assert "old.ldcbak" in told
    assert "Everything, for an access request for Ada Lind, today" in told
    assert "1 text about other people" in told


def test_only_the_whole_name_erases(shown: Shown, care: Care, ada: PersonId) -> None:
    page = _erase(shown, care, ada)
    for typed in ("", "Ada", "ada lind", "Bo Holm"):
        page.name.setText(typed)
        assert not page.erase.isEnabled()
    page.name.setText(" Ada  Lind ")
    shown.press(page.erase)
    assert care.erased == [ada]
    assert page.notice.text() == "Ada Lind is erased."
    assert "old.ldcbak" in _texts(page)
    shown.press(page.back)
    assert shown.gone == [Go(Place.PEOPLE)]


def test_a_legal_hold_is_seen_and_blocks(shown: Shown, care: Care, ada: PersonId) -> None:
    page = _erase(shown, care, ada)
    shown.press(page.hold)
    assert "A legal hold is on" in _texts(page)
    page.name.setText("Ada Lind")
    assert not page.erase.isEnabled()
    shown.ask.yes = False
    shown.press(page.hold)
    assert shown.desk.people.get(ada).legal_hold
    shown.ask.yes = True
    shown.press(page.hold)
    assert not shown.desk.people.get(ada).legal_hold
    assert page.erase.isEnabled()


@pytest.fixture
def later(desk: Desk, ada: PersonId, clock: FixedClock) -> PersonId:
    """Ada, when her prep note is old."""
    clock.advance(days=100)
    desk.people.archive(PersonId(desk.people.named("Bo Holm").id))
    return ada


def _retention(shown: Shown) -> RetentionPage:
    page = RetentionPage(shown.desk, Retention(shown.desk.context, Ageing()), shown.ask)
    shown.show(page, Go(Place.RETENTION))
    return page


def _button(page: QWidget, begins: str) -> QPushButton:
    QApplication.processEvents()
    return next(
        each
        for each in page.findChildren(QPushButton)
        if each.isVisibleTo(page) and each.accessibleName().startswith(begins)
    )


def _prep_notes(desk: Desk, person: PersonId) -> int:
    now = desk.context.clock.now()
    return len(desk.context.record.person_texts(person, now - timedelta(days=999), now, Visibility.PREP))


def test_1_2_1s_not_held_can_go_and_what_was_shared_long_ago_is_looked_at(
    shown: Shown, clock: FixedClock, ada: PersonId
) -> None:
    talk = ConversationId(shown.desk.talks.plan(ada, clock.now() + timedelta(hours=1)).created)
    shown.desk.talks.cancel(talk)
    clock.advance(days=731)
    page = RetentionPage(shown.desk, Retention(shown.desk.context, Ageing()), shown.ask)
    shown.show(page, Go(Place.RETENTION))
    told = _texts(page)
    assert "Ada Lind: one old 1-2-1, of " in told
    assert "Ada Lind: one text, of " in told
    buttons = {button.accessibleName(): button for button in page.findChildren(QPushButton)}
    shown.press(
        next(button for name, button in buttons.items() if name.startswith("Delete them: Ada Lind: one old 1-2-1"))
    )
    assert shown.desk.context.record.find(Conversation, talk) is None
    assert page.notice.text() == "One old 1-2-1 deleted."
    assert "one old 1-2-1" not in _texts(page)
    looking = [each for each in page.findChildren(QPushButton) if each.accessibleName().startswith("Look at them")]
    shown.press(looking[-1])
    assert shown.gone == [Go(Place.PERSON, ada)]


def test_old_prep_notes_go_only_when_the_manager_says_so(shown: Shown, later: PersonId) -> None:
    page = _retention(shown)
    assert "Ada Lind: one prep note, of " in _texts(page)
    shown.ask.yes = False
    shown.press(_button(page, "Delete them: Ada"))
    assert _prep_notes(shown.desk, later) == 1
    shown.ask.yes = True
    shown.press(_button(page, "Delete them: Ada"))
    assert _prep_notes(shown.desk, later) == 0
    assert page.notice.text() == "One prep note deleted."


def test_what_is_kept_for_now_comes_up_again_next_time(shown: Shown, later: PersonId) -> None:
    page = _retention(shown)
    shown.press(_button(page, "Keep for now: Ada"))
    assert "Ada Lind" not in _texts(page)
    page.enter(Go(Place.RETENTION))
    assert "Ada Lind" in _texts(page)
    assert _prep_notes(shown.desk, later) == 1


def test_who_left_leads_to_erasing_and_a_hold_keeps_all(shown: Shown, later: PersonId) -> None:
    page = _retention(shown)
    shown.press(_button(page, "Look at erasing: Bo"))
    assert shown.gone == [Go(Place.ERASE, shown.desk.people.named("Bo Holm").id)]
    page.changed.emit(Retention(shown.desk.context, Ageing()).hold(later, on=True))
    assert "Under a legal hold: they stay." in _texts(page)
    shown.press(_button(page, "End the hold: Ada"))
    assert not shown.desk.people.get(later).legal_hold


def test_while_the_clock_is_in_doubt_nothing_is_proposed(shown: Shown, later: PersonId, clock: FixedClock) -> None:
    Ageing().trust_clock(shown.desk.context.record, clock.now())
    clock.advance(days=-60)
    page = _retention(shown)
    assert "The clock of this computer stands before" in _texts(page)
    assert "Ada Lind" not in _texts(page)
    shown.press(page.trust)
    assert "The clock of this computer" not in _texts(page)


def _typed(shown: Shown, page: RetentionPage, name: str, number: int) -> SpanField:
    """Type a number for a span, as one does, and leave the field."""
    field = page.spans.fields[name]
    field.number.setFocus()
    field.number.selectAll()
    shown.qtbot.keyClicks(field.number, str(number))  # type: ignore[no-untyped-call]
    shown.qtbot.keyClick(field.number, Qt.Key.Key_Return)  # type: ignore[no-untyped-call]
    return field


def test_a_span_is_chosen_and_the_page_follows_at_once(shown: Shown, later: PersonId) -> None:
    page = _retention(shown)
    assert "Ada Lind: one prep note" in _texts(page)
    field = _typed(shown, page, "prep_note_days", 200)
    assert page.spans.fields["goal_months"].number.accessibleName() == "Finished goals, in months"
    assert field.number.accessibleName() == "Prep notes, in days"
    assert "Ada Lind: one prep note" not in _texts(page)
    keeper = Retention(shown.desk.context, Ageing())
    assert keeper.spans.by_name()["prep_note_days"] == 200
    _typed(shown, page, "prep_note_days", 30)
    assert "Prep notes of more than 30 days ago" in _texts(page)
    assert "Ada Lind: one prep note" in _texts(page)


def test_a_span_that_does_not_fit_is_said_at_its_field_and_changes_nothing(shown: Shown, later: PersonId) -> None:
    page = _retention(shown)
    field = _typed(shown, page, "goal_months", 0)
    said = "Age of finished goals has to be a whole number from 1 to 120. Nothing was changed."
    assert field.field.error() == said
    assert field.number.accessibleDescription() == said
    page.changed.emit(Retention(shown.desk.context, Ageing()).hold(later, on=True))
    assert (field.field.error(), field.number.value()) == (said, 0)
    assert Retention(shown.desk.context, Ageing()).spans.by_name()["goal_months"] == 36
    assert _typed(shown, page, "goal_months", 24).field.error() == ""
    assert Retention(shown.desk.context, Ageing()).spans.by_name()["goal_months"] == 24
    _typed(shown, page, "audit_months", 0)
    page.enter(Go(Place.RETENTION))
    assert (page.spans.fields["audit_months"].number.value(), "has to be" in _texts(page)) == (12, False)


def test_a_span_half_typed_is_kept_when_the_page_is_left(shown: Shown, later: PersonId) -> None:
    page = _retention(shown)
    field = page.spans.fields["theme_months"]
    field.number.setValue(7)
    page.changed.emit(Retention(shown.desk.context, Ageing()).hold(later, on=True))
    assert field.number.value() == 7
    page.leave()
    assert Retention(shown.desk.context, Ageing()).spans.by_name()["theme_months"] == 7


def test_scrolling_the_page_leaves_a_span_as_it_is(shown: Shown, later: PersonId) -> None:
    page = _retention(shown)
    number = page.spans.fields["theme_months"].number
    page.back.setFocus()
    point = QPointF(number.rect().center())
    turned = QWheelEvent(
        point,
        number.mapToGlobal(point),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # Qt's signature
    )
    QApplication.sendEvent(number, turned)
    assert number.value() == 12


def test_a_span_that_it_has_set_looks_locked_and_says_by_whom(shown: Shown, later: PersonId) -> None:
    ruled = replace(shown.desk.context, policy=Policy(forced={"retention.goal_months": 6}))
    page = RetentionPage(shown.desk, Retention(ruled, Ageing()), shown.ask)
    shown.show(page, Go(Place.RETENTION))
    locked, free = page.spans.fields["goal_months"], page.spans.fields["theme_months"]
    assert (locked.number.value(), locked.number.isEnabled(), free.number.isEnabled()) == (6, False, True)
    assert "Only IT can change it" in locked.locked_by.text()
    assert "Only IT can change it" in locked.number.accessibleDescription()
    assert free.locked_by.text() == ""


@pytest.mark.parametrize("width", [736, 1176])
def test_every_page_can_be_used_by_keyboard_and_nothing_is_cut(
    shown: Shown, care: Care, later: PersonId, file: Path, width: int
) -> None:
    makes: list[Callable[[], Page]] = [
        lambda: AccessPage(shown.desk, AccessPacks(shown.desk, PARTS), shown.files(), shown.tasks),
        lambda: HandoverPage(shown.desk, Handovers(shown.desk, PARTS), shown.files(), shown.tasks),
        lambda: TakeOverPage(shown.desk, TakingOver(shown.desk, PARTS), shown.files(), shown.tasks),
        lambda: ErasePage(shown.desk, care, shown.tasks, shown.ask),
        lambda: RetentionPage(shown.desk, Retention(shown.desk.context, Ageing()), shown.ask),
    ]
    for make in makes:
        page = make()
        shown.show(page, Go(Place.ACCESS, later))
        page.resize(width, 800)
        page.activateWindow()
        assert audit(page) == []
        page.hide()
