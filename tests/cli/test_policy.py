"""IT's settings on the command line: shown, checked, and refused by with exit code 5."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ldcoach.app.policy import judging
from ldcoach.cli.parts import Parts
from ldcoach.cli.root import run
from ldcoach.domain.policy import Policy
from ldcoach.errors import KeyStoreUnavailable, RefusedByPolicy
from ldcoach.library.policy import TomlPolicy, check_file
from ldcoach.paths import Home
from tests.cli.conftest import PASSPHRASE, Ended, Shell


class FolderPolicy:
    """The settings of a folder of this test."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self) -> Policy:
        return TomlPolicy(self.folder).read()

    def check(self, file: Path) -> Policy:
        return check_file(file)


def under(parts: Parts, folder: Path, text: str) -> Parts:
    """Return the parts as they are on a computer with these settings."""
    (folder / "policy.toml").write_text(text, "utf-8")
    source = FolderPolicy(folder)
    held = source.read()
    opening = replace(parts.opening, policy=held, judge=judging(held))
    return replace(parts, opening=opening, policy=source, safety=replace(parts.safety, opening=opening))


@pytest.fixture
def ruled(parts: Parts, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    """Run a command under the settings that the first word holds."""

    def call(text: str, *words: str) -> Ended:
        folder = tmp_path / "etc"
        folder.mkdir(exist_ok=True)
        capsys.readouterr()
        code = run(words, under(parts, folder, text))
        told = capsys.readouterr()
        assert "Traceback" not in told.out + told.err
        return Ended(code, told.out, told.err)

    return call


def test_what_holds_is_shown_with_who_decided(ruled: Shell, bare: Shell) -> None:
    ended = ruled("[forced]\nlock.minutes = 5\n[recommended]\nbackup.folder = '~/B'\n", "policy", "show", "--json")
    settings = {one["id"]: one for one in ended.document["settings"]}
    assert ended.document["state"] == "sound"
    assert (settings["lock.minutes"]["value"], settings["lock.minutes"]["locked"]) == (5, True)
    assert "organisation" in settings["lock.minutes"]["by"]
    assert (settings["backup.folder"]["tier"], settings["backup.folder"]["locked"]) == ("recommended", False)
    assert settings["remember.allowed"]["tier"] == "built_in"
    assert "lock.minutes = 5  (forced by IT)" in ruled("[forced]\nlock.minutes = 5\n", "policy", "show").out


def test_a_broken_file_is_told_where_settings_are_shown(ruled: Shell) -> None:
    ended = ruled("[forced\n", "policy", "show", "--json")
    assert ended.code == 0
    assert ended.document["state"] == "broken"
    assert ended.document["faults"][0]["line"] == 1
    assert {one["tier"] for one in ended.document["settings"] if one["security"]} == {"closed"}
    assert "strictest values hold" in ruled("[forced\n", "policy", "show").out


def test_a_file_is_explained_line_by_line(bare: Shell, tmp_path: Path) -> None:
    file = tmp_path / "new.toml"
    file.write_text("[forced]\nlock.minutes = 5\nremember.allowed = false\n", "utf-8")
    ended = bare("policy", "check", str(file))
    assert ended.code == 0
    assert "line 2: forced.lock.minutes: A record locks after 5 minutes without use." in ended.out
    assert "line 3: forced.remember.allowed: The passphrase is asked for every time." in ended.out
    document = bare("policy", "check", str(file), "--json").document
    assert document["sound"]
    assert [line["line"] for line in document["lines"]] == [2, 3]


def test_faults_are_named_by_line_and_end_with_1(bare: Shell, tmp_path: Path) -> None:
    file = tmp_path / "new.toml"
    file.write_text("[forced]\nlock.minutes = 7\nlock.minute = 5\n", "utf-8")
    ended = bare("policy", "check", str(file))
    assert ended.code == 1
    assert "line 2, line 3" in ended.err
    assert "line 2: cannot be used: forced.lock.minutes has to be one of 2, 5, 10, 15, 30." in ended.out
    ended = bare("policy", "check", str(file), "--json")
    assert (ended.code, ended.document["sound"]) == (1, False)
    assert [fault["line"] for fault in ended.document["faults"]] == [2, 3]
    assert bare("policy", "check", str(tmp_path / "none.toml")).code == 1


def test_a_short_or_weak_passphrase_is_refused_and_nothing_made(ruled: Shell, tmp_path: Path) -> None:
    file = tmp_path / "short.txt"
    file.write_text("grey otters nap at\n", "utf-8")
    words = ("--home", str(tmp_path / "new"), "init", "--passphrase-file", str(file))
    ended = ruled("[forced]\npassphrase.minimum_length = 30\n", *words)
    assert ended.code == 5
    assert "at least 30" in ended.line
    assert ruled("[forced]\npassphrase.minimum_strength = 4\n", *words).code == 5
    assert not (tmp_path / "new").exists()
    assert ruled("[forced]\npassphrase.minimum_length = 18\n", *words).code == 0


def test_a_new_passphrase_is_held_to_it_too(ruled: Shell, home: Path, passphrase_file: Path, tmp_path: Path) -> None:
    file = tmp_path / "new.txt"
    file.write_text("grey otters nap at\n", "utf-8")
    words = ("passphrase", "change", "--passphrase-file", str(passphrase_file), "--new-passphrase-file", str(file))
    assert ruled("[forced]\npassphrase.minimum_length = 30\n", "--home", str(home), *words).code == 5


def test_a_device_may_not_remember_where_it_is_not_allowed(
    ruled: Shell, parts: Parts, home: Path, passphrase_file: Path, tmp_path: Path
) -> None:
    words = ("--home", str(home), "passphrase", "remember", "--passphrase-file", str(passphrase_file))
    ended = ruled("[forced]\nremember.allowed = false\n", *words)
    assert ended.code == 5
    assert "Only IT can change it" in ended.line
    assert ruled("[forced\n", *words).code == 5
    closed = under(parts, tmp_path, "[forced]\nremember.allowed = false\n").opening
    assert not closed.may_be_remembered(Home(home))
    with pytest.raises(KeyStoreUnavailable, match="IT does not let"):
        closed.open_remembered(Home(home))


@pytest.mark.parametrize(
    ("text", "options", "code"),
    [
        ('export.formats = ["pdf"]', ("--format", "docx"), 5),
        ('export.formats = ["pdf"]', (), 0),
        ("export.formats = []", (), 5),
        ("export.password_required = true", (), 5),
        ("export.password_required = true", ("--format", "md"), 5),
        ("export.password_required = true", ("--password-file", "{secret}"), 0),
        ('export.formats = "pdf"', (), 5),
    ],
)
def test_a_summary_leaves_only_as_allowed(
    ruled: Shell,
    shell: Shell,
    home: Path,
    passphrase_file: Path,
    tmp_path: Path,
    text: str,
    options: tuple[str, ...],
    code: int,
) -> None:
    assert shell("people", "add", "Mairi Campbell").code == 0
    secret, target = tmp_path / "secret.txt", tmp_path / "out.file"
    secret.write_text("four grey otters\n", "utf-8")
    given = (option.format(secret=secret) for option in options)
    period = ("--person", "Mairi", "--from", "2026-01-01", "--to", "2026-12-31", "--output", str(target))
    words = ("--home", str(home), "summary", "--passphrase-file", str(passphrase_file), *period, *given)
    ended = ruled(f"[forced]\n{text}\n", *words)
    assert ended.code == code, ended.err
    assert target.exists() is (code == 0)


def test_old_prep_notes_are_as_old_as_it_says(ruled: Shell, home: Path, passphrase_file: Path) -> None:
    words = ("--home", str(home), "retention", "--json", "--passphrase-file", str(passphrase_file))
    assert ruled("[forced]\nretention.prep_note_days = 30\n", *words).document["days"] == 30


def test_spans_are_recommended_chosen_or_forced(ruled: Shell, home: Path, passphrase_file: Path) -> None:
    words = ("--home", str(home), "retention", "--json", "--passphrase-file", str(passphrase_file))
    recommended, forced = "[recommended]\nretention.goal_months = 24\n", "[forced]\nretention.goal_months = 12\n"
    assert ruled(recommended, *words).document["spans"]["goal_months"] == 24
    assert ruled(recommended, *words, "--span", "goal_months", "30").document["spans"]["goal_months"] == 30
    assert ruled(forced, *words).document["spans"]["goal_months"] == 12
    assert ruled(forced, *words, "--span", "goal_months", "30").code == 5


def test_the_manager_s_settings_give_way(parts: Parts, home: Path, tmp_path: Path) -> None:
    held = under(parts, tmp_path, "[forced]\nlock.minutes = 5\n[recommended]\nbackup.folder = '/srv/b'\n").opening
    opened = held.open(Home(home), PASSPHRASE)
    keeping = opened.desk.keeping
    try:
        assert keeping.setting("lock_minutes", 10) == 5
        with pytest.raises(RefusedByPolicy, match="Only IT can change it"):
            keeping.set("lock_minutes", 30)
        assert keeping.setting("backup.folder", "") == "/srv/b"
        keeping.set("backup.folder", "/home/b")
        assert keeping.setting("backup.folder", "") == "/home/b"
        assert keeping.locked_by("lock_minutes")
        assert not keeping.locked_by("theme")
    finally:
        opened.close()


def test_a_setting_in_quotation_marks_is_told_as_that(bare: Shell, tmp_path: Path) -> None:
    file = tmp_path / "policy.toml"
    file.write_text('[forced]\n"lock.minutes" = 5\n', "utf-8")
    ended = bare("policy", "check", str(file))
    assert ended.code == 1
    assert "line 2: cannot be used: forced.lock.minutes is in quotation marks" in ended.out
