"""The preparation form: fillable, read aloud with its questions, and without a scale."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from ldcoach.documents.form_pdf import PdfForms
from ldcoach.domain.prep_form import UID_FIELD, FormSheet, FormWords, Question, field_names
from ldcoach.library.forms import load_form_words
from ldcoach.paths import resources

ASKED = [name for question in Question for name in field_names(question)]


@pytest.fixture(scope="module")
def words() -> FormWords:
    return load_form_words(resources() / "forms")["en"]


@pytest.fixture(scope="module")
def data(words: FormWords) -> bytes:
    return PdfForms().render(FormSheet("uid-1", "Mairi", date(2026, 11, 24), words))


def text_of(data: bytes) -> str:
    """Return all text of a file, as a reader of the screen copies it."""
    document = pypdfium2.PdfDocument(data)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def test_every_question_has_its_field_with_a_name_to_hear(data: bytes, words: FormWords) -> None:
    with pikepdf.open(BytesIO(data)) as pdf:
        fields = {str(field.T): field for field in pdf.Root.AcroForm.Fields}
        assert list(fields) == [*ASKED, UID_FIELD]
        assert all(pikepdf.Name.Tx == field.FT for field in fields.values())
        told = [str(fields[name].TU) for name in ASKED]
        assert len(set(told)) == len(told)
        assert str(fields["topic_2"].TU) == "Topic 2: what would you like to talk about?"
        assert [name for name in ASKED if int(fields[name].Ff)] == ASKED[5:]
        assert all(int(fields[name].MaxLen) >= 300 for name in ASKED)


def test_the_form_is_known_by_a_hidden_field_alone(data: bytes) -> None:
    with pikepdf.open(BytesIO(data)) as pdf:
        uid = pdf.Root.AcroForm.Fields[-1]
        assert (str(uid.V), int(uid.F), int(uid.Ff)) == ("uid-1", 2, 1)
    assert b"uid-1" not in text_of(data).encode()


def test_each_field_is_read_with_its_question(data: bytes) -> None:
    with pikepdf.open(BytesIO(data)) as pdf:
        tree = pdf.Root.StructTreeRoot
        numbers = {
            int(key): value for key, value in zip(tree.ParentTree.Nums[::2], tree.ParentTree.Nums[1::2], strict=True)
        }
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang) == "en-GB"
        for field in list(pdf.Root.AcroForm.Fields)[:-1]:
            element = numbers[int(field.StructParent)]
            assert pikepdf.Name.Form == element.S
            assert element.K.Obj.objgen == field.objgen
            assert pikepdf.Name.Sect == element.P.S
            assert element.P.K[0].S == pikepdf.Name.H2
        assert int(tree.ParentTreeNextKey) == max(numbers) + 1


def test_it_asks_no_mood_and_no_scale(data: bytes) -> None:
    said = text_of(data).lower()
    assert "24 november 2026" in said
    assert not any(word in said for word in ("mood", "scale", "rating", "score", "1 to 5"))


def test_what_is_typed_is_drawn_with_a_font_that_knows_many_alphabets(data: bytes) -> None:
    with pikepdf.open(BytesIO(data)) as pdf:
        form = pdf.Root.AcroForm
        font = form.DR.Font.LDCoachSans
        known = font.ToUnicode.read_bytes().decode()
        assert bool(form.NeedAppearances)
        assert font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()[:4] == b"\x00\x01\x00\x00"
        assert all(f"<{ord(letter):04X}>" in known for letter in "aŁωЖếø")


def test_the_same_form_gives_the_same_bytes(data: bytes, words: FormWords) -> None:
    assert PdfForms().render(FormSheet("uid-1", "Mairi", date(2026, 11, 24), words)) == data


@pytest.mark.parametrize("name", ["陈晓明", "محمد", "🙂", "{day}", "<b>"])
def test_a_name_that_no_font_can_draw_still_gets_a_form(words: FormWords, name: str) -> None:
    said = text_of(PdfForms().render(FormSheet("uid-1", name, date(2026, 11, 24), words)))
    assert "24 November 2026" in said
    assert "What would you like to talk about?" in said


def test_a_form_without_a_day_names_the_person(words: FormWords) -> None:
    assert "Mairi" in text_of(PdfForms().render(FormSheet("uid-1", "Mairi", None, words)))
