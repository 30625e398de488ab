"""access-pack and handover, by the words a person types."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from ldcoach.app.parts import parts as all_parts
from tests.cli.conftest import Ended, Shell


@pytest.fixture
def ada(shell: Shell) -> str:
    """A person with a shared note and a prep note."""
    person: str = shell("people", "add", "Ada Lind", "--role", "Nurse", "--json").document["id"]
    shell("people", "add", "Bo Holm")
    shell("note", "add", "--person", "Ada", "--lane", "shared", "--text", "We agreed zqshow on the rota with Bo")
    shell("note", "add", "--person", "Ada", "--lane", "prep", "--text", "Ask about zqstay")
    return person


@pytest.fixture
def next_home(made_once: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "next"
    shutil.copytree(made_once, folder)
    return folder


@pytest.fixture
def at_next(bare: Shell, next_home: Path, passphrase_file: Path) -> Shell:
    def call(*words: str, typed: bytes = b"") -> Ended:
        return bare("--home", str(next_home), *words, "--passphrase-file", str(passphrase_file), typed=typed)

    return call


def test_preview_lists_everything_and_the_names_of_others_and_writes_nothing(shell: Shell, ada: str) -> None:
    told = shell("access-pack", "--person", "Ada", "--preview", "--json").document
    assert told["person_id"] == ada
    assert {"id", "group", "part", "title", "on", "words", "names", "leaves"} == set(told["items"][0])
    named = [item for item in told["items"] if item["names"]]
    assert [(item["names"], item["group"]) for item in named] == [(["Bo"], "notes")]
    assert told["naming_others"] == 1
    lines = shell("access-pack", "--person", "Ada", "--preview")
    assert "Prep notes: the manager's preparation" in lines.out
    assert f"{named[0]['id']}" in lines.out


def test_the_pack_is_written_with_a_receipt(shell: Shell, ada: str, tmp_path: Path) -> None:
    target = tmp_path / "ada.zip"
    told = shell("access-pack", "--person", ada, "--output", str(target), "--json").document
    assert told["receipt"]["what"] == "access_pack"
    assert told["files"] == ["contents.txt", "everything.pdf", "everything.json"]
    with zipfile.ZipFile(target) as pack:
        text = pack.read("everything.json").decode()
    assert "zqstay" in text
    assert "Bo Holm" not in text


def test_an_item_can_be_withheld(shell: Shell, ada: str, tmp_path: Path) -> None:
    items = shell("access-pack", "--person", ada, "--preview", "--json").document["items"]
    note = next(item for item in items if item["names"])
    target = tmp_path / "ada.zip"
    told = shell("access-pack", "--person", ada, "--output", str(target), "--withhold", note["id"], "--json").document
    assert told["withheld"] == 1
    with zipfile.ZipFile(target) as pack:
        whole = json.loads(pack.read("everything.json"))
        assert b"zqshow" not in b"".join(pack.read(name) for name in pack.namelist() if name != "everything.pdf")
    assert whole["withheld"]["groups"] == [{"group": "notes", "items": 1}]
    assert shell("access-pack", "--person", ada, "--output", str(target), "--withhold", "x").code == 1


@pytest.mark.parametrize("words", [("access-pack", "--person", "Ada"), ("handover", "--person", "Ada"), ("handover",)])
def test_without_a_place_to_write_it_is_a_usage_error(shell: Shell, ada: str, words: tuple[str, ...]) -> None:
    assert shell(*words).code == 2


def test_nobody_of_that_name_is_one_line(shell: Shell, ada: str, tmp_path: Path) -> None:
    ended = shell("access-pack", "--person", "Zed", "--output", str(tmp_path / "x.zip"))
    assert (ended.code, (tmp_path / "x.zip").exists()) == (1, False)
    assert ended.line


def test_what_was_seen_travels_to_the_next_manager_once(shell: Shell, ada: str, at_next: Shell, tmp_path: Path) -> None:
    file, code = tmp_path / "ada.ldhandover", tmp_path / "code.txt"
    view = shell("handover", "--person", ada, "--preview", "--json").document
    assert (view["leaving"], view["always_stay"]) == (1, 1)
    assert not file.exists()
    told = shell("handover", "--person", ada, "--output", str(file), "--json").document
    assert (told["items"], len(told["code"].split("-"))) == (1, 6)
    code.write_text(told["code"].lower(), "utf-8")
    words = ("handover", "import", str(file), "--code-file", str(code))
    coming = at_next(*words, "--preview", "--json").document
    assert (coming["preview"], coming["added"], coming["person_id"]) == (True, 1, None)
    assert at_next("people", "list", "--json").document == []
    done = at_next(*words, "--json").document
    assert done["added"] == 1
    again = at_next(*words, "--json").document
    assert (again["added"], again["imported_before"], again["person_id"]) == (0, True, done["person_id"])
    (person,) = at_next("people", "list", "--json").document
    assert (person["id"], person["name"]) == (done["person_id"], "Ada Lind")
    assert "zqshow" in at_next("search", "zqshow").out
    assert "zqstay" not in at_next("search", "zqstay").out


def test_options_may_stand_before_the_name_of_the_command(
    shell: Shell, bare: Shell, ada: str, home: Path, passphrase_file: Path, tmp_path: Path
) -> None:
    file, code = tmp_path / "ada.ldhandover", tmp_path / "code.txt"
    assert shell("handover", "--person", ada, "--output", str(file), "--code-file", str(code)).code == 0
    options = ("--passphrase-file", str(passphrase_file), "--json")
    words = ("import", str(file), "--code-file", str(code), "--preview")
    assert bare("--home", str(home), "handover", *options, *words).document["preview"]
    assert bare("--home", str(home), "summary", *options, "languages").document


def test_the_code_can_go_into_a_file(shell: Shell, ada: str, at_next: Shell, tmp_path: Path) -> None:
    file, code = tmp_path / "ada.ldhandover", tmp_path / "code.txt"
    ended = shell("handover", "--person", ada, "--output", str(file), "--code-file", str(code))
    assert code.read_text("utf-8").strip() not in ended.out
    assert at_next("handover", "import", str(file), "--code-file", str(code)).code == 0


@pytest.mark.parametrize("option", ["--code-file", "--to-read"])
def test_two_files_have_two_names(shell: Shell, ada: str, tmp_path: Path, option: str) -> None:
    again = str(tmp_path / "none" / ".." / "ada")
    assert shell("handover", "--person", ada, "--output", str(tmp_path / "ada"), option, again).code == 2
    assert not (tmp_path / "ada").exists()


def test_what_is_objected_to_stays_behind_from_then_on(shell: Shell, ada: str, tmp_path: Path) -> None:
    shell("note", "add", "--person", "Ada", "--lane", "shared", "--text", "Another thing")
    items = shell("handover", "--person", ada, "--preview", "--json").document["items"]
    out = next(item["id"] for item in items if "zqshow" in item["words"])
    first = shell("handover", "--person", ada, "--output", str(tmp_path / "1"), "--withhold", out, "--json").document
    second = shell("handover", "--person", ada, "--output", str(tmp_path / "2"), "--json").document
    assert (first["items"], second["items"]) == (1, 1)


@pytest.mark.parametrize("option", ["--output", "--code-file", "--to-read"])
def test_no_file_is_written_while_another_has_nowhere_to_go(
    shell: Shell, ada: str, tmp_path: Path, option: str
) -> None:
    places = {"--output": "a.ldhandover", "--code-file": "code.txt", "--to-read": "read.pdf"}
    for nowhere in (tmp_path / "gone" / places[option], tmp_path):
        words = [
            part for one, name in places.items() for part in (one, str(nowhere if one == option else tmp_path / name))
        ]
        ended = shell("handover", "--person", ada, *words)
        assert ended.code == 1
        assert "Nothing was written" in ended.line
    assert not [name for name in places.values() if (tmp_path / name).exists()]


@pytest.mark.parametrize("option", ["--output", "--to-read"])
def test_an_objection_is_kept_with_the_file_or_not_at_all(shell: Shell, ada: str, tmp_path: Path, option: str) -> None:
    shell("note", "add", "--person", "Ada", "--lane", "shared", "--text", "Another thing")
    before = shell("handover", "--person", ada, "--preview", "--json").document
    out = before["items"][0]["id"]
    name = "x.ldhandover" if option == "--output" else "x.pdf"
    words = ("handover", "--person", ada, "--withhold", out, option)
    assert shell(*words, str(tmp_path / "gone" / name)).code == 1
    assert shell(*words, str(tmp_path / name), "--withhold", "nothing").code == 1
    assert shell("handover", "--person", ada, "--preview", "--json").document == before
    assert not (tmp_path / name).exists()
    assert shell(*words, str(tmp_path / name)).code == 0
    assert shell("handover", "--person", ada, "--preview", "--json").document["leaving"] == before["leaving"] - 1


def test_the_person_can_read_it_first(shell: Shell, ada: str, tmp_path: Path) -> None:
    told = shell("handover", "--person", ada, "--to-read", str(tmp_path / "read.pdf"), "--json").document
    assert (tmp_path / "read.pdf").read_bytes().startswith(b"%PDF")
    assert told["receipt_id"]


def test_a_wrong_code_ends_with_three_and_damage_with_one(
    shell: Shell, ada: str, at_next: Shell, tmp_path: Path
) -> None:
    file, code = tmp_path / "ada.ldhandover", tmp_path / "code.txt"
    shell("handover", "--person", ada, "--output", str(file), "--code-file", str(code))
    other = shell("handover", "--person", ada, "--output", str(tmp_path / "o"), "--json").document["code"]
    for wrong in (other, "0000", "A" * 24):
        ended = at_next("handover", "import", str(file), "--code-file", "-", typed=wrong.encode())
        assert ended.code == 3
        assert wrong not in ended.line
    assert at_next("handover", "import", str(file)).code == 3
    whole = file.read_bytes()
    for damaged in (whole[:-5], whole[:30], b"", whole[:-1] + bytes([whole[-1] ^ 1]), b"PK\x03\x04" + whole):
        file.write_bytes(damaged)
        assert at_next("handover", "import", str(file), "--code-file", str(code)).code == 1
    assert at_next("handover", "import", str(tmp_path), "--code-file", str(code)).code == 1
    assert at_next("handover", "import", str(tmp_path / "gone"), "--code-file", str(code)).code == 1
    assert at_next("people", "list", "--json").document == []


def test_one_of_the_same_name_is_told_and_can_be_joined(shell: Shell, ada: str, at_next: Shell, tmp_path: Path) -> None:
    file, code = tmp_path / "ada.ldhandover", tmp_path / "code.txt"
    shell("handover", "--person", ada, "--output", str(file), "--code-file", str(code))
    here = at_next("people", "add", "Ada Lind", "--json").document["id"]
    words = ("handover", "import", str(file), "--code-file", str(code))
    assert [one["id"] for one in at_next(*words, "--preview", "--json").document["candidates"]] == [here]
    assert at_next(*words, "--person", "Ada", "--json").document["person_id"] == here
    assert len(at_next("people", "list", "--json").document) == 1


def test_what_is_handed_out_costs_a_guesser_more_than_in_these_tests() -> None:
    sealed, _ = all_parts().rights.sealer.seal(b"what both have seen")
    assert b'"memory_kib":131072,' in sealed
    assert b'"passes":2,' in sealed
