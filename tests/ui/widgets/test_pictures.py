"""Painted pieces say in words what they draw, and choices answer the keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ldcoach.ui.theme.tokens import Tokens
from ldcoach.ui.widgets.avatar import Avatar
from ldcoach.ui.widgets.chain import Chain, Node
from ldcoach.ui.widgets.chart_view import ChartView
from ldcoach.ui.widgets.dot_strip import DotStrip
from ldcoach.ui.widgets.drawn import Glyph
from ldcoach.ui.widgets.minutes_bar import MinutesBar, Part
from ldcoach.ui.widgets.notice import Notice
from ldcoach.ui.widgets.pill import Pill
from ldcoach.ui.widgets.segmented import Segmented
from ldcoach.ui.widgets.stepper import Stepper
from ldcoach.ui.widgets.timeline_row import Entry, Timeline
from ldcoach.ui.widgets.timer import QuietTimer
from ldcoach.ui.widgets.toggle import Toggle
from tests.ui.audit import audit, name_of

STAGES = ["Check in", "Explore", "Options", "Commit", "Close"]
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20" fill="#f00"/></svg>'


def _shown(widget: QWidget, qtbot: QtBot) -> QWidget:
    qtbot.addWidget(widget)
    widget.resize(640, max(widget.sizeHint().height(), 40))
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def test_a_pill_reads_its_words_and_draws_them(qtbot: QtBot, theme: Tokens) -> None:
    pill = Pill("due Friday", "warn")
    _shown(pill, qtbot)
    picture = pill.grab().toImage()
    inks = {picture.pixelColor(x, picture.height() // 2).name().upper() for x in range(pill.sizeHint().width())}
    assert theme["prep_soft"] in inks
    assert name_of(pill) == "due Friday"
    assert pill.textFormat() == Qt.TextFormat.PlainText


def test_a_chain_says_where_the_gap_is(qtbot: QtBot) -> None:
    chain = Chain([Node("Goal", "full"), Node("Practice", "half", gap_after=True), Node("Evidence")])
    _shown(chain, qtbot)
    assert name_of(chain) == "Goal: there, Practice: partly, then a gap, Evidence: open"


def test_a_minutes_bar_says_what_is_planned(qtbot: QtBot) -> None:
    bar = MinutesBar()
    _shown(bar, qtbot)
    bar.show_minutes([Part("Mairi", 15, "accent"), Part("Empty", 0, "control")], 30)
    assert name_of(bar) == "15 of 30 minutes planned, Mairi: 15 min"


def test_a_dot_strip_fills_what_is_there(qtbot: QtBot) -> None:
    strip = DotStrip()
    _shown(strip, qtbot)
    before = strip.grab().toImage()
    strip.show_dots((True, True, False, False), "What did you see?")
    assert strip.grab().toImage() != before


@pytest.mark.parametrize(
    ("name", "initials"), [("Mairi Campbell", "MC"), ("Ana Maria de Souza", "AS"), ("Yusuf", "Y"), ("", "")]
)
def test_an_avatar_shows_first_and_last_initial(name: str, initials: str) -> None:
    assert Avatar(name).text() == initials


def test_the_timer_counts_by_its_clock_and_leaves_pauses_out(qtbot: QtBot) -> None:
    now = [0.0]
    timer = QuietTimer(30, lambda: now[0])
    _shown(timer, qtbot)
    timer.begin(30, elapsed=60)
    now[0] = 90.0
    assert timer.elapsed == 150
    qtbot.mouseClick(timer.pause_button, Qt.MouseButton.LeftButton)
    now[0] = 500.0
    assert timer.elapsed == 150
    assert name_of(timer.pause_button) == "Resume the timer"
    qtbot.mouseClick(timer.pause_button, Qt.MouseButton.LeftButton)
    now[0] = 510.0
    assert timer.elapsed == 160
    assert audit(timer) == []


def test_a_stepper_walks_by_arrows_and_goes_by_enter(qtbot: QtBot) -> None:
    stepper = Stepper(STAGES)
    _shown(stepper, qtbot)
    stepper.show_stage(2)
    gone: list[int] = []
    stepper.stage_chosen.connect(gone.append)
    stepper.activateWindow()
    stepper.list.setFocus()
    qtbot.waitUntil(stepper.list.hasFocus)
    qtbot.keyClick(stepper.list, Qt.Key.Key_Right)
    assert gone == []
    qtbot.keyClick(stepper.list, Qt.Key.Key_Return)
    assert gone == [3]
    assert QAccessible.queryAccessibleInterface(stepper.list).role() == QAccessible.Role.List
    item = QAccessible.queryAccessibleInterface(stepper.list).child(2)
    assert item.role() == QAccessible.Role.ListItem
    assert item.text(QAccessible.Text.Name) == "Options, now"
    assert audit(stepper) == []


def test_a_toggle_is_a_check_box_that_answers_space_and_click(qtbot: QtBot) -> None:
    toggle = Toggle("Someone can see my screen")
    _shown(toggle, qtbot)
    qtbot.mouseClick(toggle, Qt.MouseButton.LeftButton)
    assert toggle.isChecked()
    qtbot.keyClick(toggle, Qt.Key.Key_Space)
    assert not toggle.isChecked()
    assert QAccessible.queryAccessibleInterface(toggle).role() == QAccessible.Role.CheckBox
    assert audit(toggle) == []


@pytest.mark.parametrize("chips", [False, True])
def test_segments_are_radio_buttons(qtbot: QtBot, *, chips: bool) -> None:
    holder = QWidget()
    bar = Segmented("Kind", [("r", "Reinforcing", "trending-up"), ("d", "Redirecting", "repeat")], chips=chips)
    QVBoxLayout(holder).addWidget(bar)
    _shown(holder, qtbot)
    bar.choose("r")
    with qtbot.waitSignal(bar.chosen) as heard:
        qtbot.mouseClick(bar.buttons()[1], Qt.MouseButton.LeftButton)
    assert heard.args == ["d"]
    assert bar.key() == "d"
    assert audit(holder) == []


def test_a_timeline_walks_by_arrows_and_opens_by_enter(qtbot: QtBot) -> None:
    timeline = Timeline()
    timeline.add_month("November")
    timeline.add(Entry("a", "Thu 19", "Reinforcing feedback", link="Hand over line faults"))
    timeline.add(Entry("b", "Fri 13", "1-2-1"), last=True)
    _shown(timeline, qtbot)
    timeline.activateWindow()
    first, second = timeline.rows()
    first.title.setFocus()
    qtbot.waitUntil(first.title.hasFocus)
    qtbot.keyClick(first.title, Qt.Key.Key_Down)
    assert second.title.hasFocus()
    with qtbot.waitSignal(timeline.opened) as heard:
        qtbot.keyClick(second.title, Qt.Key.Key_Space)
    assert heard.args == ["b"]
    assert audit(timeline) == []
    with timeline.refilled():
        pass
    assert timeline.rows() == []


def test_a_chart_shows_its_picture_and_reads_its_facts(qtbot: QtBot) -> None:
    chart = ChartView(SVG, "Stops fell from 9 to 5")
    _shown(chart, qtbot)
    assert name_of(chart) == "Stops fell from 9 to 5"
    picture = chart.grab().toImage()
    assert picture.pixelColor(picture.width() // 2, picture.height() // 2).red() > 200
    assert chart.heightForWidth(20) == 10
    with pytest.raises(ValueError, match="no SVG"):
        chart.show_svg(b"not a picture", "")


def test_a_notice_speaks_and_falls_quiet(qtbot: QtBot) -> None:
    notice = Notice()
    qtbot.addWidget(notice)
    pressed: list[str] = []
    button = notice.add_button("Show", lambda: pressed.append("shown"))
    notice.say("warn", "Four prep notes are waiting.")
    notice.show()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert pressed == ["shown"]
    notice.quiet()
    assert notice.isHidden()
    assert notice.text() == ""


@pytest.mark.slow
def test_twenty_thousand_paintings_do_not_fail(qtbot: QtBot) -> None:
    glyph = Glyph("target", "accent")
    _shown(glyph, qtbot)
    canvas = QImage(18, 18, QImage.Format.Format_ARGB32)
    for _ in range(20_000):
        glyph.render(canvas)
    assert canvas.pixelColor(9, 9).alpha() > 0
