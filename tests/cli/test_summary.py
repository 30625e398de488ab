"""The summary on the command line: previews, formats, readers, many at once, and the answer back."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader, PdfWriter

from tests.cli.conftest import Shell

DAYS = ("--from", "2026-01-01", "--to", "2027-12-31")


@pytest.fixture
def team(shell: Shell) -> Shell:
    shell("people", "add", "Mairi Campbell")
    shell("people", "add", "Tom Becker")
    shell("note", "add", "--person", "Mairi", "--lane", "shared", "--text", "The new sheet hangs at line 2.")
    shell("note", "add", "--person", "Mairi", "--lane", "prep", "--text", "Canary of the prep lane.")
    return shell


def answered(path: Path, **fields: str) -> Path:
    writer = PdfWriter(clone_from=PdfReader(path))
    for page in writer.pages:
        writer.update_page_form_field_values(page, dict(fields), auto_regenerate=False)
    out = BytesIO()
    writer.write(out)
    path.write_bytes(out.getvalue())
    return path


def test_the_answer_comes_back_once(team: Shell, tmp_path: Path) -> None:
    target = tmp_path / "mairi.pdf"
    assert team("summary", "--person", "Mairi", *DAYS, "--output", str(target)).code == 0
    file = str(answered(target, summary_read="/Yes", summary_item_1="It hangs too high.", summary_comment="Thank you."))
    preview = team("summary", "answer", file, "--preview", "--json").document
    assert (preview["preview"], preview["read"], preview["added"]) == (True, True, 2)
    assert team("summary", "answer", file, "--json").document["added"] == 2
    assert team("summary", "answer", file, "--json").document["added"] == 0
    told = tmp_path / "next.md"
    assert team("summary", "--person", "Mairi", *DAYS, "--format", "md", "--output", str(told)).code == 0
    assert "It hangs too high" in told.read_text("utf-8")
    assert "Thank you" in told.read_text("utf-8")


def test_an_answer_that_could_do_more_than_be_read_is_refused(team: Shell, tmp_path: Path) -> None:
    target = tmp_path / "mairi.pdf"
    assert team("summary", "--person", "Mairi", *DAYS, "--output", str(target)).code == 0
    whole = answered(target, summary_read="/Yes", summary_comment="Zqcomment").read_bytes()
    with pikepdf.open(BytesIO(whole)) as pdf:
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert('zqscript')"))
        pdf.save(target)
    with pikepdf.open(BytesIO(whole)) as pdf:
        pdf.attachments["more.txt"] = b"zqattached"
        pdf.save(tmp_path / "attached.pdf")
    (tmp_path / "cut.pdf").write_bytes(whole[: len(whole) // 2])
    for name in ("mairi.pdf", "attached.pdf", "cut.pdf"):
        for more in (("--preview",), ()):
            ended = team("summary", "answer", str(tmp_path / name), *more)
            assert ended.code == 1
            assert "Nothing was taken over" in ended.err
            assert "zq" not in ended.err.lower()
    assert team("search", "Zqcomment").out.startswith("Nothing found")
    target.write_bytes(whole)
    assert team("summary", "answer", str(target), "--json").document["added"] == 1


def test_the_list_before_it_leaves_tells_the_words(team: Shell, tmp_path: Path) -> None:
    assert "The new sheet hangs at line 2." in team("summary", "--person", "Mairi", *DAYS, "--preview").out
    out = team("summary", "--person", "Mairi", *DAYS, "--format", "md", "--output", str(tmp_path / "x.md")).out
    assert out.startswith("1 item left for Mairi Campbell.")
    nothing = team("summary", "--person", "Tom", *DAYS, "--format", "md", "--output", str(tmp_path / "y.md"))
    assert (nothing.code, nothing.err.strip()) == (0, "Nothing is marked shared in this period.")


def test_what_is_to_stay_has_to_be_in_the_list(team: Shell, tmp_path: Path) -> None:
    words = ("summary", "--person", "Mairi", *DAYS, "--leave-out", "mistyped")
    assert "--preview" in team(*words, "--output", str(tmp_path / "x.pdf")).line
    assert team(*words, "--preview").code == 1
    assert not (tmp_path / "x.pdf").exists()


@pytest.mark.parametrize(("name", "begins"), [("a.docx", b"PK"), ("a.MD", b"*"), ("a.json", b"{"), ("a", b"%PDF")])
def test_the_name_says_what_kind_of_file_it_is(team: Shell, tmp_path: Path, name: str, begins: bytes) -> None:
    told = team("summary", "--person", "Mairi", *DAYS, "--output", str(tmp_path / name), "--json").document
    assert (tmp_path / name).read_bytes().startswith(begins)
    assert told["format"] == told["receipt"]["format"]


@pytest.mark.parametrize("file_format", ["pdf", "docx", "html", "md", "json"])
def test_every_format_leaves_on_letter_paper_and_without_the_prep_lane(
    team: Shell, tmp_path: Path, file_format: str
) -> None:
    target = tmp_path / f"out.{file_format}"
    words = ("--format", file_format, "--paper", "letter", "--language", "de")
    assert team("summary", "--person", "Mairi", *DAYS, *words, "--output", str(target)).code == 0
    assert b"Canary" not in target.read_bytes()
    if file_format == "pdf":
        page = PdfReader(target).pages[0]
        assert (page.mediabox.width, page.mediabox.height) == (612, 792)
        assert "Entwicklungsübersicht" in page.extract_text()


def test_others_wait_until_the_employee_has_seen_it(team: Shell, tmp_path: Path) -> None:
    sponsor = ("summary", "--person", "Mairi", *DAYS, "--audience", "sponsor", "--format", "md")
    refused = team(*sponsor, "--output", str(tmp_path / "sponsor.md"))
    assert refused.code == 1
    assert "before anyone else" in refused.line
    assert not (tmp_path / "sponsor.md").exists()
    assert team("summary", "seen", "--person", "Mairi").code == 1
    team("summary", "--person", "Mairi", *DAYS, "--output", str(tmp_path / "mairi.pdf"))
    assert team("summary", "seen", "--person", "Mairi").code == 0
    assert team(*sponsor, "--output", str(tmp_path / "sponsor.md")).code == 0
    assert "Mairi" not in (tmp_path / "sponsor.md").read_text("utf-8")


def test_all_in_one_go_skips_whom_nothing_is_shared_with(team: Shell, tmp_path: Path) -> None:
    made = team("summary", "--all", *DAYS, "--output", str(tmp_path), "--json").document
    assert [one["name"] for one in made["left"]] == ["Mairi Campbell"]
    assert [one["name"] for one in made["skipped"]] == ["Tom Becker"]
    assert Path(made["left"][0]["output"]).read_bytes().startswith(b"%PDF")
    assert "Mairi" not in made["left"][0]["output"].removeprefix(str(tmp_path))


def test_the_preview_lists_findings_with_their_place(team: Shell) -> None:
    team("note", "add", "--person", "Mairi", "--lane", "shared", "--text", "Tom Becker said it was late.")
    shown = team("summary", "--person", "Mairi", *DAYS, "--preview", "--json").document
    ids = {item["id"] for item in shown["items"]}
    assert {one["item_id"] for one in shown["findings"] if one["rule"] == "FB24"} <= ids
    assert any(one["rule"] == "FB24" for one in shown["findings"])


@pytest.mark.parametrize(
    "words",
    [
        ("--person", "Mairi"),
        ("--person", "Mairi", "--all", *DAYS, "--output", "x"),
        ("--all", *DAYS, "--preview"),
        ("--person", "Mairi", *DAYS),
        ("--all", *DAYS, "--leave-out", "x", "--output", "x"),
        ("--person", "Mairi", *DAYS, "--audience", "everybody", "--output", "x"),
    ],
)
def test_what_does_not_go_together_is_a_matter_of_usage(team: Shell, words: tuple[str, ...]) -> None:
    assert team("summary", *words).code == 2


def test_a_language_that_is_not_there_is_named(team: Shell, tmp_path: Path) -> None:
    refused = team("summary", "--person", "Mairi", *DAYS, "--language", "tlh", "--output", str(tmp_path / "x.pdf"))
    assert refused.code == 1
    assert "en, de" in refused.line


def test_an_empty_password_is_told_as_a_password(team: Shell, tmp_path: Path) -> None:
    (tmp_path / "empty").write_bytes(b"")
    words = ("--output", str(tmp_path / "x.pdf"), "--password-file", str(tmp_path / "empty"))
    assert "The password file is empty" in team("summary", "--person", "Mairi", *DAYS, *words).line
    assert not (tmp_path / "x.pdf").exists()
