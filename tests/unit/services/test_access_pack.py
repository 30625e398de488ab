"""Everything about one person: nothing forgotten, nothing of anybody else."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from ldcoach.domain.document import Format
from ldcoach.domain.keeping import Audit, Setting
from ldcoach.domain.kinds import TextKind, Visibility
from ldcoach.domain.leaving import Receipt
from ldcoach.errors import HeldText, LDCoachError, NotFound, UnfitInput
from ldcoach.services.access_clearing import ANOTHER, WITHHELD
from ldcoach.services.access_pack import AccessPacks, Choice
from ldcoach.services.desk import Desk
from tests.fakes import FullDisk
from tests.store.whole_person import Words, keep_whole_person
from tests.unit.services.rights_people import Marks, marked_person, rights_parts, writer_of


@pytest.fixture
def packs(desk: Desk) -> AccessPacks:
    return AccessPacks(desk, rights_parts())


def _opened(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as pack:
        return {name: pack.read(name) for name in pack.namelist()}


def _printed(pdf: bytes) -> str:
    """Return the words of a PDF without the breaks of its lines."""
    document = pypdfium2.PdfDocument(pdf)
    pages = (page.get_textpage().get_text_bounded() for page in document)
    return "".join("".join(pages).split())


def test_everything_of_a_whole_person_is_in_both_files_and_nothing_of_another(
    desk: Desk, packs: AccessPacks, tmp_path: Path
) -> None:
    write, words, others = writer_of(desk), Words(1), Words(2)
    person = keep_whole_person(write, words)
    keep_whole_person(write, others)
    packs.export(person.id, tmp_path / "all.zip")
    files = _opened(tmp_path / "all.zip")
    assert list(files) == ["contents.txt", "everything.pdf", "everything.json"]
    data, printed = files["everything.json"].decode(), _printed(files["everything.pdf"])
    assert [word for word in words.made if word not in data] == []
    # A PDF tells no keys of settings, and an id stands for nothing there.
    assert [word for word in words.made if word not in printed] == []
    for content in files.values():
        assert others.left_in(content) == []
    assert [word for word in others.made if word in printed] == []


def test_contents_list_each_part_with_its_count(desk: Desk, packs: AccessPacks, tmp_path: Path) -> None:
    write = writer_of(desk)
    person = marked_person(write, Marks(1), "Ada Lind")
    packs.export(person.id, tmp_path / "all.zip")
    contents = _opened(tmp_path / "all.zip")["contents.txt"].decode()
    assert "Everything in the record about Ada Lind" in contents
    assert "Prep notes: the manager's preparation: 3" in contents
    assert "What was withheld\n  Nothing." in contents


class Stopped(Exception):
    """Somebody stopped it."""


@pytest.mark.parametrize("at", [0, 20, 60, 100])
def test_stopped_anywhere_it_leaves_no_file_and_no_receipt(
    desk: Desk, packs: AccessPacks, tmp_path: Path, at: int
) -> None:
    person = marked_person(writer_of(desk), Marks(1), "Ada Lind", notes=20)
    told: list[int] = []

    def step(done: int, every: int) -> None:
        told.append(done * 100 // every)
        if told[-1] >= at:
            raise Stopped

    with pytest.raises(Stopped):
        packs.export(person.id, tmp_path / "all.zip", step=step)
    assert [file.name for file in tmp_path.iterdir() if file.name != "home"] == []
    assert desk.context.record.every(Receipt) == []
    assert told == sorted(set(told))
    packs.export(person.id, tmp_path / "all.zip")
    assert (tmp_path / "all.zip").is_file()


def test_every_row_is_in_exactly_one_item(desk: Desk, packs: AccessPacks, tmp_path: Path) -> None:
    person = keep_whole_person(writer_of(desk), Words(3))
    reach = rights_parts().rows.everything(desk.context.record, person.id)
    rows: list[Any] = [row for kind, found in reach.items() if kind not in {Audit, Setting} for row in found]
    kept = [row.id for row in rows]
    packs.export(person.id, tmp_path / "all.zip")
    whole = json.loads(_opened(tmp_path / "all.zip")["everything.json"])
    ids = [row["id"] for item in whole["items"] for row in item["rows"]]
    assert sorted(ids) == sorted(kept)
    assert {entry["entity_id"] for entry in whole["audit"]} <= set(ids)


def test_names_of_others_are_shown_before_anything_is_written(desk: Desk, packs: AccessPacks) -> None:
    write = writer_of(desk)
    ada, _ = write.person("Ada Lind"), write.person("Bo Holm")
    named = write.text(ada, "Bo was late again, says Holm")
    write.text(ada, "Ada was early")
    view = packs.preview(ada.id)
    assert [(line.id, line.names) for line in view.naming] == [(named.id, ("Bo", "Holm"))]
    assert desk.context.record.count(Receipt) == 0


def test_what_is_withheld_leaves_only_a_count_and_a_reason(desk: Desk, packs: AccessPacks, tmp_path: Path) -> None:
    write = writer_of(desk)
    ada = write.person("Ada Lind")
    write.person("Bo Holm")
    secret = "Bo Holm asked me to keep this between us"
    out = write.text(ada, secret)
    copied = write.text(ada, f"As said before: {secret}.")
    _, written = packs.export(ada.id, tmp_path / "all.zip", Choice(frozenset({out.id}), reason="Told in confidence."))
    files = _opened(tmp_path / "all.zip")
    assert all(secret.encode() not in content for content in files.values())
    assert "".join(secret.split()) not in _printed(files["everything.pdf"])
    whole = json.loads(files["everything.json"])
    assert whole["withheld"] == {
        "groups": [{"group": "prep_notes", "items": 1}],
        "places": 1,
        "reason": "Told in confidence.",
    }
    assert f"As said before: {WITHHELD}." in [row.get("body") for item in whole["items"] for row in item["rows"]]
    assert "Prep notes: the manager's preparation: 1. Reason: Told in confidence." in files["contents.txt"].decode()
    assert (written.items, written.withheld) == (2, 1)
    assert copied.id in written.receipt.item_ids
    assert out.id not in written.receipt.item_ids


def test_with_a_goal_go_all_the_places_that_say_the_same(desk: Desk, packs: AccessPacks, tmp_path: Path) -> None:
    write = writer_of(desk)
    words = Words(5)
    person = keep_whole_person(write, words)
    (goal,) = [line for line in packs.preview(person.id).lines if line.group == "goals"]
    said = [word for word in goal.words.split("\n") if len(word) == 16]
    packs.export(person.id, tmp_path / "all.zip", Choice(frozenset({goal.id})))
    files = _opened(tmp_path / "all.zip")
    assert len(said) > 5
    assert [word for word in said if word.encode() in files["everything.json"]] == []


def test_names_of_others_can_be_taken_out(desk: Desk, packs: AccessPacks, tmp_path: Path) -> None:
    write = writer_of(desk)
    ada, _ = write.person("Ada Lind"), write.person("Bo Holm")
    write.text(ada, "Bo Holm was late")
    packs.export(ada.id, tmp_path / "all.zip", Choice(mask_names=True))
    whole = json.loads(_opened(tmp_path / "all.zip")["everything.json"])
    bodies = [row["body"] for item in whole["items"] for row in item["rows"] if row["table"] == "text"]
    assert bodies == [f"{ANOTHER} was late"]
    assert whole["withheld"]["places"] == 1


def test_a_receipt_without_content_is_kept(desk: Desk, packs: AccessPacks, tmp_path: Path) -> None:
    marks = Marks(1)
    person = marked_person(writer_of(desk), marks, "Ada Lind")
    _, written = packs.export(person.id, tmp_path / "all.zip")
    (receipt,) = desk.context.record.every(Receipt, person_id=person.id)
    assert receipt == written.receipt
    assert (receipt.what, receipt.format) == ("access_pack", "zip")
    assert not any(mark in str(receipt) for mark in marks.every)


@pytest.mark.parametrize(
    ("choice", "error"),
    [
        (Choice(frozenset({"nothing"})), NotFound),
        (Choice(mask_names=True, reason="  "), UnfitInput),
        (Choice(mask_names=True, reason="She is pregnant"), HeldText),
    ],
)
def test_an_unfit_choice_writes_nothing(
    desk: Desk, packs: AccessPacks, tmp_path: Path, choice: Choice, error: type[LDCoachError]
) -> None:
    person = writer_of(desk).person("Ada Lind")
    with pytest.raises(error):
        packs.export(person.id, tmp_path / "all.zip", choice)
    assert list(tmp_path.glob("*.zip")) == []
    assert desk.context.record.count(Receipt) == 0


def test_the_person_itself_cannot_be_withheld(desk: Desk, packs: AccessPacks) -> None:
    person = writer_of(desk).person("Ada Lind")
    with pytest.raises(NotFound):
        packs.preview(person.id, Choice(frozenset({person.id})))


@pytest.mark.parametrize("words", ["\u0645\u0631\u062d\u0628\u0627", "\u4f60\u597d", "good \u2605"])
def test_letters_that_no_font_draws_are_html_instead_of_boxes(
    desk: Desk, packs: AccessPacks, tmp_path: Path, words: str
) -> None:
    write = writer_of(desk)
    person = write.person("Ada Lind")
    write.text(person, words)
    _, written = packs.export(person.id, tmp_path / "all.zip")
    files = _opened(tmp_path / "all.zip")
    assert list(files) == ["contents.txt", "everything.html", "everything.json"]
    assert words in files["everything.html"].decode()
    assert written.readable is Format.HTML
    assert written.note.endswith("The pages are HTML instead.")


def test_a_full_disk_leaves_no_receipt(desk: Desk, tmp_path: Path) -> None:
    person = writer_of(desk).person("Ada Lind")
    with pytest.raises(LDCoachError, match="Nothing was written"):
        AccessPacks(desk, replace(rights_parts(), files=FullDisk())).export(person.id, tmp_path / "all.zip")
    assert desk.context.record.count(Receipt) == 0


def test_texts_of_others_that_name_the_person_are_counted_and_stay(
    desk: Desk, packs: AccessPacks, tmp_path: Path
) -> None:
    write = writer_of(desk)
    ada, bo = write.person("Ada Lind"), write.person("Bo Holm")
    write.text(bo, "Ada helped qxzmark")
    view = packs.preview(ada.id)
    packs.export(ada.id, tmp_path / "all.zip")
    assert view.mentions == 1
    assert b"qxzmark" not in b"".join(_opened(tmp_path / "all.zip").values())


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.slow), pytest.param(3, marks=pytest.mark.slow)])
def test_no_mark_of_one_person_is_in_the_pack_of_another(
    desk: Desk, packs: AccessPacks, tmp_path: Path, seed: int
) -> None:
    write = writer_of(desk)
    people = [
        (marks := Marks(10 * seed + number), marked_person(write, marks, f"Name{number} X")) for number in range(2)
    ]
    for number, (own, person) in enumerate(people):
        packs.export(person.id, tmp_path / f"{number}.zip")
        everything = _opened(tmp_path / f"{number}.zip")["everything.json"].decode()
        assert [mark for mark in own.every if mark not in everything] == []
        others: list[Any] = [mark for other, _ in people if other is not own for mark in other.every]
        assert [mark for mark in others if mark in everything] == []


def test_hostile_words_stay_words(desk: Desk, packs: AccessPacks, tmp_path: Path) -> None:
    write = writer_of(desk)
    person = write.person("Ada Lind")
    for body in ("<img src=/etc/passwd>", "=HYPERLINK(1)", "{{x}}", "a\x00b", "&lt;", "x" * 90_000):
        write.text(person, body, kind=TextKind.NOTE, visibility=Visibility.SHARED)
    packs.export(person.id, tmp_path / "all.zip")
    assert "<imgsrc=/etc/passwd>" in _printed(_opened(tmp_path / "all.zip")["everything.pdf"])
    assert io.BytesIO(_opened(tmp_path / "all.zip")["everything.json"]).read(1) == b"{"
