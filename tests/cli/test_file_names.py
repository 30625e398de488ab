"""A name that promises one kind of file never gets another; a name that promises none may have any."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Shell

DAYS = ("--from", "2026-01-01", "--to", "2027-12-31")
SUMMARY = ("summary", "--person", "Mairi", *DAYS)
EXPORTS = {
    "x.pdf": ("backup",),
    "y.pdf": ("calendar", "export"),
    "x.docx": ("prep-form", "export", "--person", "Mairi"),
    "y.docx": ("gap", "brief", "--gap", "Samples"),
    "x.json": ("access-pack", "--person", "Mairi"),
    "x.zip": ("handover", "--person", "Mairi"),
    "y.zip": SUMMARY,
    "z.pdf": ("follow-up", "--person", "Mairi"),
    "x.ics": ("follow-up", "--person", "Mairi", "--format", "md"),
}


@pytest.fixture
def team(shell: Shell) -> Shell:
    assert shell("people", "add", "Mairi Campbell").code == 0
    note = ("note", "add", "--person", "Mairi", "--lane", "shared", "--text", "The new sheet hangs at line 2.")
    assert shell(*note).code == 0
    return shell


@pytest.mark.parametrize(("name", "words"), EXPORTS.items(), ids=EXPORTS)
def test_no_file_is_written_under_a_name_of_another_kind(
    bare: Shell, tmp_path: Path, name: str, words: tuple[str, ...]
) -> None:
    target = tmp_path / name
    target.write_bytes(b"mine")
    ended = bare("--home", str(tmp_path / "no record"), *words, "--output", str(target))
    assert ended.code == 2
    assert f"--output ends in {target.suffix}" in ended.err
    assert "Nothing was written" in ended.err
    assert target.read_bytes() == b"mine"


@pytest.mark.parametrize(
    ("chosen", "name"), [("pdf", "x.docx"), ("docx", "x.PDF"), ("md", "x.html"), ("json", "x.csv")]
)
def test_a_format_that_does_not_fit_the_name_is_refused(bare: Shell, tmp_path: Path, chosen: str, name: str) -> None:
    home = ("--home", str(tmp_path / "no record"))
    ended = bare(*home, *SUMMARY, "--format", chosen, "--output", str(tmp_path / name))
    assert ended.code == 2
    assert f"--output ends in {Path(name).suffix}, and --format is {chosen}." in ended.err


def test_a_name_that_fits_or_promises_nothing_is_taken(team: Shell, tmp_path: Path) -> None:
    for chosen, name, begins in (
        ("html", "x.htm", b"<!doctype"),
        ("", "y.htm", b"<!doctype"),
        ("", "x.markdown", b"*"),
        ("md", "x.txt", b"*"),
        ("md", "x.2026", b"*"),
        ("md", "plain", b"*"),
        ("json", "x.JSON", b"{"),
        ("md", "x.eml", b"x-unsent"),
    ):
        target = tmp_path / name
        assert team(*SUMMARY, *(("--format", chosen) if chosen else ()), "--output", str(target)).code == 0
        assert target.read_bytes().lower().startswith(begins), name


def test_a_kit_and_what_is_to_be_read_are_pdfs(bare: Shell, team: Shell, tmp_path: Path, passphrase_file: Path) -> None:
    known = ("--passphrase-file", str(passphrase_file))
    made = bare("--home", str(tmp_path / "new"), "init", "--recovery-kit", str(tmp_path / "kit.docx"), *known)
    assert (made.code, (tmp_path / "new").exists()) == (2, False)
    assert "--recovery-kit ends in .docx" in made.err
    assert team("handover", "--person", "Mairi", "--to-read", str(tmp_path / "x.md")).code == 2
