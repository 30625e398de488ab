"""A sample record, one 1-2-1 played through the real window, and the summary that comes out of it."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from ldcoach import app
from ldcoach.domain.kinds import Visibility
from ldcoach.domain.texts import Text
from ldcoach.paths import Home
from ldcoach.ui import playing
from ldcoach.ui.tasks import Tasks

TODAY = date(2026, 11, 20)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext reads the summary back; it is not here")
def test_the_summary_holds_what_was_shared_and_nothing_of_the_prep_lane(qapp: QApplication, tmp_path: Path) -> None:
    assert qapp is not None
    opened, _ = app.make_sample(Home(tmp_path / "record"), people=2, years=1, seed=1, today=TODAY)
    tasks, output = Tasks(), tmp_path / "played"
    try:
        made = playing.play(opened.desk, app.page_factories(opened, tasks, lambda: None), tasks, output)
        pdf = output / "development-summary.pdf"
        read = subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
        words = " ".join(read.split())
        record = opened.desk.context.record
        prep = record.every(Text, visibility=Visibility.PREP)
        receipt = opened.desk.summaries.receipts(prep[0].person_id or "")[-1]  # type: ignore[arg-type]
    finally:
        tasks.wait_for_all()
        opened.close()
    assert made[-1] == pdf
    for shared in (*playing.SHARED, playing.TAKEAWAY, playing.PROMISE):
        assert shared in words
    typed = {text.body for text in prep} & set(playing.PREP)
    assert typed == {words for words in playing.PREP if words}
    for text in prep:
        assert text.body not in words
    assert receipt.sha256 == hashlib.sha256(pdf.read_bytes()).hexdigest()


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("strace") is None, reason="strace watches the sockets; it is not here")
def test_no_network_socket_is_opened_in_the_whole_story(tmp_path: Path) -> None:
    log = tmp_path / "sockets.log"
    command = ["strace", "-f", "-e", "trace=socket", "-o", str(log)]
    story = ["demo", "--people", "2", "--output", str(tmp_path / "played")]
    python = [app.sys.executable, "-m", "ldcoach", "--home", str(tmp_path / "record"), *story]
    subprocess.run(command + python, check=True, capture_output=True)
    watched = log.read_text()
    assert "exited with 0" in watched
    assert "AF_INET" not in watched
