"""Finding texts: any language, any input, newest first, and nothing that is gone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ldcoach.domain.ids import TextId
from ldcoach.domain.kinds import TextKind, Visibility
from ldcoach.domain.texts import Text
from ldcoach.paths import Home
from ldcoach.store.folding import ask, fold
from ldcoach.store.record import EncryptedRecord, create_record
from tests.fakes import FixedClock, SequentialIds
from tests.store.writer import Writer

SOUND_TEXT = st.text(st.characters(exclude_categories=["Cs"]))


def bodies(record: EncryptedRecord, words: str) -> list[str]:
    return [hit.snippet for hit in record.search(words).hits]


def marked(record: EncryptedRecord, words: str) -> list[str]:
    (hit,) = record.search(words).hits
    return [hit.snippet[start:end] for start, end in hit.marks]


@pytest.mark.parametrize(
    ("body", "words", "marks"),
    [
        ("The hand-over went well", "hand-over", ["hand-over"]),
        ("The hand-over went well", "WELL over", ["over", "well"]),
        ("The hand-over went well", "the wen", ["The", "went"]),
        ("The hand-over went well", "hand* wel*", ["hand", "well"]),
        ("The hand-over went well", "wen* over ", ["over", "went"]),
        ("Café und Größe", "cafe große", ["Café", "Größe"]),
        ("Cafe\u0301 am Abend", "café", ["Cafe\u0301"]),
        ("Żółć i łąka", "zołc", ["Żółć"]),
        ("Она сказала ясно", "ЯСНО", ["ясно"]),
        ("今天和王小明讨论了交接计划", "王小明", ["王小明"]),
        ("今天和王小明讨论了交接计划", "明", ["明"]),
        ("今天和王小明讨论了交接计划", "划", ["划"]),
        ("今天和王小明讨论了交接计划", "计划 王小", ["王小", "计划"]),
        ("使用iPhone开会", "iphone 开会", ["iPhone", "开会"]),
        ("田中さんのフィードバック", "フィードバック", ["フィードバック"]),
        ("김민수와 이야기했다", "민수", ["민수"]),
        ("Don't rush", "don't", ["Don't"]),
        ("Ticket 4711 closed", "47", ["4711"]),
        ("दस्तावेज़ तैयार है", "तैयार", ["तैयार"]),
    ],
)
def test_words_are_found_and_marked(
    record: EncryptedRecord, write: Writer, body: str, words: str, marks: list[str]
) -> None:
    write.text(write.person(), body)
    assert marked(record, words) == marks


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("The hand-over went well", "wel went"),
        ("The hand-over went well", "went badly"),
        ("今天和王小明讨论了交接计划", "明王"),
        ("今天和王小明讨论了交接计划", "小明王"),
        ("The handover went well", "went hand "),
        ("anything", ""),
        ("anything", '" * ( ) : ^ - +'),
        ("note", "kindnote"),
        ("note", "visprep"),
    ],
)
def test_what_does_not_fit_is_not_found(record: EncryptedRecord, write: Writer, body: str, words: str) -> None:
    write.text(write.person(), body)
    assert not record.search(words).hits


def test_newest_first_by_when_it_was_recorded(record: EncryptedRecord, write: Writer, clock: FixedClock) -> None:
    person = write.person()
    middle = write.text(person, "rota two")
    write.text(person, "rota one", at=clock.now() - timedelta(days=1))
    write.text(person, "rota four", at=clock.now() + timedelta(days=1))
    write.text(person, "rota three")
    assert bodies(record, "rota") == ["rota four", "rota three", "rota two", "rota one"]
    with record.work() as work:
        work.save(replace(middle, at=clock.now() + timedelta(days=9)))
    assert bodies(record, "rota") == ["rota four", "rota three", "rota two", "rota one"]


def test_more_than_asked_for_is_said(record: EncryptedRecord, write: Writer) -> None:
    person = write.person()
    for _ in range(3):
        write.text(person, "rota")
    assert (len(record.search("rota", limit=2).hits), record.search("rota", limit=2).more) == (2, True)
    assert not record.search("rota", limit=3).more


def test_a_search_may_be_narrowed(record: EncryptedRecord, write: Writer) -> None:
    ada, bo = write.person("Ada Lind"), write.person("Bo Ek")
    note = write.text(ada, "rota")
    shared = write.text(ada, "rota", visibility=Visibility.SHARED, kind=TextKind.FEEDBACK_PARTS)
    to_share = write.text(bo, "rota", visibility=Visibility.TO_SHARE, kind=TextKind.FEEDBACK)
    nobody = write.keep(replace(note, id=TextId("nobody"), person_id=None))

    def found(**narrowed: object) -> set[str]:
        return {hit.text_id for hit in record.search("rota", **narrowed).hits}  # type: ignore[arg-type]

    assert found() == {note.id, shared.id, to_share.id, nobody.id}
    assert found(person_id=ada.id) == {note.id, shared.id}
    assert found(kinds=[TextKind.FEEDBACK]) == {to_share.id}
    assert found(kinds=[TextKind.FEEDBACK, TextKind.NOTE], person_id=ada.id) == {note.id}
    assert found(visibility=Visibility.SHARED) == {shared.id}
    assert {hit.person_name for hit in record.search("rota").hits} == {"Ada Lind", "Bo Ek", ""}


def test_changed_and_deleted_words_are_no_longer_found(record: EncryptedRecord, write: Writer) -> None:
    person = write.person()
    text = write.text(person, "first 王小明")
    with record.work() as work:
        work.save(replace(text, body="second 李小红", visibility=Visibility.SHARED))
    assert not record.search("first").hits
    assert not record.search("王小").hits
    assert marked(record, "李小红") == ["李小红"]
    assert record.search("second", visibility=Visibility.SHARED).hits
    assert not record.search("second", visibility=Visibility.PREP).hits
    with record.work() as work:
        work.remove(Text, text.id)
    assert not record.search("second").hits
    assert left_in_the_index(record) == set()


def left_in_the_index(record: EncryptedRecord) -> set[str]:
    """Return the words that the index still holds for any text."""
    with record.session.reading() as connection:
        connection.exec_driver_sql("CREATE VIRTUAL TABLE temp.word USING fts5vocab('main', 'search', 'row')")
        return {term for (term,) in connection.exec_driver_sql("SELECT term FROM temp.word")}


def test_a_long_text_is_shown_around_its_first_match(record: EncryptedRecord, write: Writer) -> None:
    write.text(write.person(), f"{'before ' * 100}needle\n{'after ' * 100}")
    (hit,) = record.search("needle").hits
    assert hit.snippet.startswith("\u2026before")
    assert hit.snippet.endswith("\u2026")
    assert len(hit.snippet) < 210
    assert "\n" not in hit.snippet
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["needle"]


def test_a_word_found_again_beyond_the_snippet_is_not_marked(record: EncryptedRecord, write: Writer) -> None:
    write.text(write.person(), f"needle {'hay ' * 100}needle")
    (hit,) = record.search("needle").hits
    assert hit.marks == ((0, 6),)


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Writer]:
    """One record for very many questions."""
    folder: Path = tmp_path_factory.mktemp("busy")
    clock = FixedClock()
    record = create_record(Home(folder / "record"), bytearray(range(32)), clock)
    yield Writer(record, clock, SequentialIds())
    record.close()


HOSTILE = st.one_of(
    SOUND_TEXT,
    st.text(alphabet="\"'*()^:-+{}~\\AND OR NOT NEAR,01aé王\x00\ue000\ufffe"),
    st.sampled_from(['"', '""', "NEAR(a b, 2)", "body:x", "a AND", "* *", "{body} : a", "-x", "a^2", "OR", "x" * 5000]),
)


@given(words=HOSTILE | st.text())
@settings(max_examples=300, deadline=None)
def test_any_input_is_safe(busy: Writer, words: str) -> None:
    busy.record.search(words, kinds=[TextKind.NOTE], visibility=Visibility.PREP)


@given(body=SOUND_TEXT.filter(str.strip), data=st.data())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
def test_every_word_of_a_text_finds_it_and_marks_stay_inside(busy: Writer, body: str, data: st.DataObject) -> None:
    words = [word for word in body.split() if word.isascii() and word.isalnum()] or ["王小明"]
    word = data.draw(st.sampled_from(words))
    body = f"{body} 王小明"
    text = busy.text(busy.person(), body)
    hits = [hit for hit in busy.record.search(word, person_id=text.person_id).hits if hit.text_id == text.id]
    assert len(hits) == 1
    for start, end in hits[0].marks:
        assert 0 <= start < end <= len(hits[0].snippet)


@given(SOUND_TEXT)
def test_folding_leaves_other_writing_alone(body: str) -> None:
    folded = fold(body)
    assert folded is None or any(letter > "\u10ff" for letter in body)


def test_runs_are_cut_into_pairs_and_their_last_letter() -> None:
    assert fold("a王小明b") == "a 王小 小明 明 b"
    assert fold("plain, naïve") is None


def test_nothing_to_ask() -> None:
    assert ask(" \x00 -- ") is None
