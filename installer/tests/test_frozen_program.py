"""The frozen program does what a checkout does, by its command line; slow: `pytest installer/tests -m soak`."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pikepdf
import pytest

from installer.product import ROOT, VERSION
from installer.tests.conftest import Program

pytestmark = [
    pytest.mark.soak,
    pytest.mark.timeout(5400),
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the archive is for Linux"),
]
WORDS = "seven quiet herons wade"
STARTS = {"pdf": b"%PDF-", "docx": b"PK\x03\x04", "html": b"<!DOCTYPE html>", "md": b"*Development", "json": b"{"}
MEETING = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:x
BEGIN:VEVENT
UID:a@example.org
DTSTAMP:20260101T000000Z
DTSTART;TZID=Europe/Berlin:{start}
SUMMARY:1:1 Mairi Campbell
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture(scope="module")
def secret(tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("secret") / "passphrase"
    file.write_text(f"{WORDS}\n", "utf-8")
    return str(file)


@pytest.fixture(scope="module")
def program(unpacked: Path, secret: str, tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The program with a record of one person, a shared note and a prep note."""
    made = Program(unpacked / "ldcoach", tmp_path_factory.mktemp("home") / "record")
    kit = made.home.parent / "kit.pdf"
    made.run("init", "--passphrase-file", secret, "--recovery-kit", str(kit))
    assert kit.read_bytes().startswith(b"%PDF-")
    made.run("people", "add", "Mairi Campbell", "--email", "mairi@example.org", "--passphrase-file", secret)
    for lane, words in (("shared", "We agreed on the rota"), ("prep", "Ask about zqstay")):
        note = ("--person", "Mairi", "--lane", lane, "--text", words)
        made.run("note", "add", *note, "--passphrase-file", secret)
    return made


def test_it_says_its_version_and_helps(program: Program) -> None:
    assert VERSION in program.run("--version")
    assert "access-pack" in program.run("--help")


@pytest.mark.parametrize("kind", sorted(STARTS))
def test_a_summary_leaves_in_every_format(program: Program, secret: str, kind: str) -> None:
    target = program.home.parent / f"summary.{kind}"
    period = ("--from", "2020-01-01", "--to", "2099-01-01", "--format", kind, "--output", str(target))
    program.run("summary", "--person", "Mairi", *period, "--passphrase-file", secret)
    content = target.read_bytes()
    assert content.lstrip().startswith(STARTS[kind])
    if kind in {"html", "md", "json"}:
        assert b"zqstay" not in content
    if kind == "docx":
        with zipfile.ZipFile(target) as document:
            assert "word/document.xml" in document.namelist()


def test_a_pdf_is_locked_by_a_password(program: Program, secret: str) -> None:
    target = program.home.parent / "locked.pdf"
    words = ("--from", "2020-01-01", "--to", "2099-01-01", "--output", str(target), "--password-file", secret)
    program.run("summary", "--person", "Mairi", *words, "--passphrase-file", secret)
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(target)
    with pikepdf.open(target, password=WORDS) as opened:
        assert len(opened.pages) >= 1


def test_a_form_goes_out_and_comes_back(program: Program, secret: str) -> None:
    form, filled = program.home.parent / "form.pdf", program.home.parent / "filled.pdf"
    program.run("prep-form", "export", "--person", "Mairi", "--output", str(form), "--passphrase-file", secret)
    with pikepdf.open(form) as opened:
        for field in opened.Root.AcroForm.Fields:
            if str(field.get("/T", "")) == "topic_1":
                field.V = pikepdf.String("Who decides?")
        opened.save(filled)
    told = json.loads(program.run("prep-form", "import", str(filled), "--json", "--passphrase-file", secret))
    assert told["added"] == 1


def test_a_calendar_with_a_zone_comes_in_and_goes_out(program: Program, secret: str) -> None:
    came, goes = program.home.parent / "in.ics", program.home.parent / "out.ics"
    start = datetime.now(UTC) + timedelta(days=2)
    came.write_text(MEETING.format(start=f"{start:%Y%m%dT090000}").replace("\n", "\r\n"), "utf-8")
    told = json.loads(program.run("calendar", "import", str(came), "--json", "--passphrase-file", secret))
    assert told["added"] == 1
    program.run("calendar", "export", "--output", str(goes), "--passphrase-file", secret)
    assert goes.read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_feedback_is_checked_and_days_are_understood_as_they_are_said(program: Program, secret: str) -> None:
    told = json.loads(program.run("feedback", "check", "-", "--json", typed=b"You are always so careless."))
    assert told["verdict"] == "weak"
    words = ("--person", "Mairi", "--text", "In the stand-up you named both risks", "--observed", "last Tuesday")
    program.run("feedback", "add", *words, "--passphrase-file", secret)


def test_what_is_about_a_person_leaves_whole_or_sealed(program: Program, secret: str) -> None:
    pack, sealed, code = (program.home.parent / name for name in ("all.zip", "m.ldhandover", "code"))
    program.run("access-pack", "--person", "Mairi", "--output", str(pack), "--passphrase-file", secret)
    with zipfile.ZipFile(pack) as opened:
        assert {"contents.txt", "everything.pdf", "everything.json"} == set(opened.namelist())
    made = ("--output", str(sealed), "--code-file", str(code))
    program.run("handover", "--person", "Mairi", *made, "--passphrase-file", secret)
    words = ("handover", "import", str(sealed), "--preview", "--json", "--code-file", str(code))
    assert json.loads(program.run(*words, "--passphrase-file", secret))


def test_a_backup_opens_again(program: Program, secret: str) -> None:
    file = program.home.parent / "record.ldcbak"
    program.run("backup", "--output", str(file), "--passphrase-file", secret)
    assert "sound" in program.run("verify", str(file), "--passphrase-file", secret)
    beside = Program(program.file, program.home.parent / "restored" / "record")
    beside.home.parent.mkdir()
    beside.run("restore", str(file), "--passphrase-file", secret)
    assert "Mairi Campbell" in beside.run("people", "list", "--passphrase-file", secret)


def test_a_wrong_passphrase_and_a_refusal_have_their_codes(program: Program, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong"
    wrong.write_text("no such words at all\n", "utf-8")
    done = program.called("people", "list", "--passphrase-file", str(wrong))
    assert done.returncode == 3
    assert done.stderr.decode().count("\n") == 1
    (tmp_path / "policy.toml").write_text("[forced]\nlock.minutes = 7\n", "utf-8")
    assert program.called("policy", "check", str(tmp_path / "policy.toml")).returncode == 1


def test_a_demo_plays_a_guided_talk(unpacked: Path, tmp_path: Path) -> None:
    demo = Program(unpacked / "ldcoach", tmp_path / "record")
    demo.run("demo", "--people", "3", "--output", str(tmp_path / "demo"))
    assert (tmp_path / "demo/development-summary.pdf").read_bytes().startswith(b"%PDF")
    assert len(list((tmp_path / "demo").glob("*.png"))) >= 8


def test_the_archive_adds_itself_to_the_menu_and_goes_again(unpacked: Path, tmp_path: Path) -> None:
    script = unpacked / "install.sh"
    surroundings = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path)}
    subprocess.run([str(script)], env=surroundings, check=True, capture_output=True)
    entry = tmp_path / ".local/share/applications/org.ldcoach.LDCoach.desktop"
    assert f'Exec="{unpacked}/ldcoach" %f' in entry.read_text("utf-8")
    assert (tmp_path / ".local/bin/ldcoach").resolve() == unpacked / "ldcoach"
    assert list(tmp_path.rglob("org.ldcoach.LDCoach.xml"))
    subprocess.run([str(script), "--remove"], env=surroundings, check=True, capture_output=True)
    assert not [path for path in tmp_path.rglob("*ldcoach*") if path.is_file() or path.is_symlink()]


def test_it_goes_on_while_an_upgrade_replaces_its_file(
    unpacked: Path, program: Program, secret: str, tmp_path: Path
) -> None:
    copy, waiting = tmp_path / "copy", tmp_path / "waiting"
    shutil.copytree(unpacked, copy, symlinks=True)
    os.mkfifo(waiting)
    words = ("--home", str(program.home), "people", "list", "--passphrase-file", str(waiting))
    running = subprocess.Popen([str(copy / "ldcoach"), *words], stdout=subprocess.PIPE, env=program.surroundings)
    # It opens once the program asks for the passphrase; what keeps the record is loaded after that.
    with waiting.open("wb") as asked:
        (copy / "other").write_bytes(os.urandom(20_000_000))
        (copy / "other").replace(copy / "ldcoach")
        asked.write(Path(secret).read_bytes())
    told, _ = running.communicate(timeout=300)
    assert running.returncode == 0
    assert b"Mairi Campbell" in told


@pytest.mark.parametrize(("place", "letters"), [("zh_CN", "GB18030"), ("ja_JP", "EUC-JP"), ("de_DE", "ISO-8859-1")])
def test_it_starts_where_the_system_writes_in_letters_of_old(
    program: Program, tmp_path: Path, place: str, letters: str
) -> None:
    if shutil.which("localedef") is None or not Path("/usr/share/i18n/charmaps").is_dir():
        pytest.skip("the package locales is not installed")
    name = f"{place}.{letters}"
    subprocess.run(["localedef", "-i", place, "-f", letters, str(tmp_path / name)], check=True, capture_output=True)
    surroundings = {**program.surroundings, "LOCPATH": str(tmp_path), "LC_ALL": name}
    done = subprocess.run([str(program.file), "--version"], env=surroundings, capture_output=True, check=False)
    assert (done.returncode, done.stdout.decode().strip()) == (0, f"ldcoach, version {VERSION}"), done.stderr


def test_it_starts_nearly_as_fast_as_a_checkout(program: Program) -> None:
    """At most 1.15 times the processor time of the same call in the developers' environment, in pairs."""
    ratios = []
    for _ in range(7):
        frozen = _cpu([str(program.file), "policy", "show"], dict(program.surroundings))
        checkout = _cpu([sys.executable, "-m", "ldcoach", "policy", "show"], dict(os.environ))
        ratios.append(frozen / checkout)
    assert sorted(ratios)[len(ratios) // 2] <= 1.15, ratios


def _cpu(command: list[str], env: dict[str, str]) -> float:
    """Return the seconds of processor time that a command takes."""
    before = os.times()
    subprocess.run(command, env=env, cwd=ROOT, check=True, capture_output=True, timeout=300)
    after = os.times()
    return (after.children_user - before.children_user) + (after.children_system - before.children_system)
