"""Forms, calendars and follow-ups on the command line."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pikepdf
import pytest
from icalendar import Calendar

from tests.cli.conftest import Shell
from tests.documents.filling.programs import by_pikepdf

ANSWERS = {
    "topic_1": "Zażółć: kto decyduje?",
    "topic_2": "من يقرر؟",
    "wins": "Ποιος; 谁来决定 🎉",
    "workload": "My doctor diagnosed depression.",
}


@pytest.fixture
def team(shell: Shell) -> Shell:
    shell("people", "add", "Mairi Campbell", "--email", "mairi@example.org")
    shell("people", "add", "Tom Becker")
    return shell


def filled(shell: Shell, folder: Path, answers: Mapping[str, str] = ANSWERS) -> Path:
    done = shell("prep-form", "export", "--person", "Mairi", "--output", str(folder / "form.pdf"))
    assert done.code == 0, done.err
    by_pikepdf(folder / "form.pdf", folder / "filled.pdf", answers)
    return folder / "filled.pdf"


def test_a_form_goes_out_and_comes_back(team: Shell, tmp_path: Path) -> None:
    form = filled(team, tmp_path)
    preview = team("prep-form", "import", str(form), "--preview", "--json").document
    assert (preview["preview"], preview["person"], preview["added"]) == (True, "Mairi Campbell", 3)
    assert [topic["text"] for topic in preview["topics"]] == [ANSWERS["topic_1"], ANSWERS["topic_2"]]
    assert {answer["field"]: answer["state"] for answer in preview["answers"]} == {"wins": "new", "workload": "held"}
    assert team("agenda", "--person", "Mairi", "--json").document == []
    assert team("prep-form", "import", str(form), "--json").document["added"] == 3
    assert team("prep-form", "import", str(form), "--json").document["added"] == 0
    agenda = team("agenda", "--person", "Mairi", "--json").document
    assert [item["title"] for item in agenda] == [ANSWERS["topic_1"], ANSWERS["topic_2"]]
    assert [hit["kind"] for hit in team("search", "Ποιος", "--json").document] == ["comment"]
    assert team("search", "depression", "--json").document == []


def test_what_is_held_is_taken_when_it_is_about_the_work(team: Shell, tmp_path: Path) -> None:
    form = filled(team, tmp_path)
    told = team("prep-form", "import", str(form))
    assert "held, left out" in told.out
    assert "--about-work" in told.out
    assert "Took over 1" in team("prep-form", "import", str(form), "--about-work").out


def test_an_e_mail_draft_by_the_name_of_the_file(team: Shell, tmp_path: Path) -> None:
    done = team("prep-form", "export", "--person", "Mairi", "--output", str(tmp_path / "form.eml"), "--json")
    assert done.document["output"] == str(tmp_path / "form.eml")
    assert b"X-Unsent: 1" in (tmp_path / "form.eml").read_bytes()


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4\n", b"hello", None], ids=["empty", "cut", "text", "absent"])
def test_what_is_no_form_is_refused(team: Shell, tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "no-form.pdf"
    if content is not None:
        file.write_bytes(content)
    done = team("prep-form", "import", str(file))
    assert done.code == 1
    assert "Nothing was" in done.line


def test_a_form_with_a_script_and_one_of_another_record_are_refused(team: Shell, tmp_path: Path) -> None:
    form = filled(team, tmp_path)
    with pikepdf.open(form) as pdf:
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
        pdf.save(tmp_path / "scripted.pdf")
    by_pikepdf(form, tmp_path / "foreign.pdf", {"ldcoach_uid": "01890000-0000-7000-8000-000000000001"})
    for name in ("scripted", "foreign"):
        done = team("prep-form", "import", str(tmp_path / f"{name}.pdf"))
        assert (done.code, "Nothing was taken over" in done.line) == (1, True)
    assert team("agenda", "--person", "Mairi", "--json").document == []


def test_a_folder_that_is_not_there_is_told(team: Shell, tmp_path: Path) -> None:
    for command in ("prep-form export --person Mairi", "follow-up --person Mairi"):
        done = team(*command.split(), "--output", str(tmp_path / "nowhere" / "x.eml"))
        assert done.code == 1
        assert "Nothing was written" in done.line


CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:x
BEGIN:VEVENT
UID:a@example.org
DTSTAMP:20260101T000000Z
DTSTART;TZID=Europe/Berlin:{start}
RRULE:FREQ=WEEKLY;COUNT=3
SUMMARY:1:1
ATTENDEE:mailto:mairi@example.org
END:VEVENT
BEGIN:VEVENT
UID:b@example.org
DTSTAMP:20260101T000000Z
DTSTART;TZID=Europe/Berlin:{start}
SUMMARY:Planning
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def incoming(tmp_path: Path) -> Path:
    from datetime import datetime, timedelta

    path = tmp_path / "in.ics"
    start = datetime.now().astimezone() + timedelta(days=2)
    path.write_text(CALENDAR.format(start=f"{start:%Y%m%dT090000}"), "utf-8")
    return path


def test_a_calendar_comes_in_once_and_goes_out_the_same(team: Shell, tmp_path: Path, incoming: Path) -> None:
    preview = team("calendar", "import", str(incoming), "--preview", "--json").document
    assert (preview["added"], preview["others"]) == (3, 1)
    assert {line["person"] for line in preview["meetings"]} == {"Mairi Campbell"}
    assert team("calendar", "export", "--output", str(tmp_path / "none.ics")).code == 1
    assert team("calendar", "import", str(incoming), "--json").document["added"] == 3
    again = team("calendar", "import", str(incoming), "--json").document
    assert (again["added"], again["already_there"]) == (0, 3)
    first, second = tmp_path / "one.ics", tmp_path / "two.ics"
    for target in (first, second):
        assert team("calendar", "export", "--output", str(target)).code == 0
    told = [
        [(str(e["UID"]), int(e["SEQUENCE"])) for e in Calendar.from_ical(f.read_bytes()).walk("VEVENT")]
        for f in (first, second)
    ]
    assert told[0] == told[1]
    assert [number for _, number in told[0]] == [0]
    assert team("calendar", "import", str(first), "--json").document["added"] == 0


@pytest.mark.parametrize(
    "content",
    [
        b"hello",
        b"BEGIN:VCALENDAR\r\n",
        CALENDAR.format(start="20270101T090000").replace("WEEKLY", "SECONDLY").encode(),
        CALENDAR.format(start="20270101T090000").replace("Europe/Berlin", "Mars/Phobos").encode(),
    ],
    ids=["text", "cut", "bomb", "zone"],
)
def test_a_bad_calendar_is_refused_and_nothing_changes(team: Shell, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "bad.ics").write_bytes(content)
    done = team("calendar", "import", str(tmp_path / "bad.ics"))
    assert (done.code, "Nothing was changed" in done.line) == (1, True)
    assert team("calendar", "export", "--preview", "--json").document["entries"] == []


def test_a_calendar_of_fifty_megabytes_is_not_even_read(team: Shell, tmp_path: Path) -> None:
    with (tmp_path / "big.ics").open("wb") as file:
        file.truncate(50_000_000)
    done = team("calendar", "import", str(tmp_path / "big.ics"))
    assert (done.code, "larger than 5 MB" in done.line) == (1, True)


def test_commands_that_write_want_to_know_where(team: Shell) -> None:
    for words in (
        ("calendar", "export"),
        ("follow-up", "--person", "Mairi"),
        ("prep-form", "export", "--person", "Tom"),
    ):
        assert team(*words).code == 2


def test_a_follow_up_needs_a_talk(team: Shell, tmp_path: Path) -> None:
    done = team("follow-up", "--person", "Mairi", "--output", str(tmp_path / "f.eml"))
    assert (done.code, "No 1-2-1 was held" in done.line) == (1, True)
    assert not (tmp_path / "f.eml").exists()


def test_a_person_s_language_is_that_of_form_and_follow_up(team: Shell, tmp_path: Path) -> None:
    assert team("people", "add", "Jana Weiß", "--language", "de-DE", "--json").document["language"] == "de"
    for words, tag in (((), "de-DE"), (("--language", "en"), "en-GB")):
        out = tmp_path / "jana.pdf"
        assert team("prep-form", "export", "--person", "Jana", "--output", str(out), *words).code == 0
        with pikepdf.open(out) as pdf:
            assert str(pdf.Root.Lang) == tag


@pytest.mark.parametrize(
    "words",
    [
        ("people", "add", "Nobody", "--language", "tlh"),
        ("prep-form", "export", "--person", "Mairi", "--output", "x.pdf", "--language", "../../etc"),
    ],
    ids=lambda words: words[0],
)
def test_a_language_that_is_not_there_is_refused(team: Shell, words: tuple[str, ...]) -> None:
    done = team(*words)
    assert (done.code, "choose one of en, de." in done.line) == (1, True)
    assert "Nobody" not in team("people", "list").out
