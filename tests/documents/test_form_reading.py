"""A form that came back is read for its values alone; whatever could do more than be read is refused."""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable
from datetime import date
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from ldcoach.documents import form_reading
from ldcoach.documents.form_pdf import PdfForms
from ldcoach.documents.form_reading import fields_in
from ldcoach.domain.prep_form import FormSheet
from ldcoach.errors import UnfitInput
from ldcoach.library.forms import load_form_words
from ldcoach.paths import resources

Spoil = Callable[[pikepdf.Pdf], None]


@pytest.fixture(scope="module")
def form() -> bytes:
    words = load_form_words(resources() / "forms")["en"]
    return PdfForms().render(FormSheet("uid-1", "Mairi", date(2026, 11, 24), words))


def spoiled(form: bytes, spoil: Spoil, **saving: object) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(form)) as pdf:
        spoil(pdf)
        pdf.save(out, **saving)  # type: ignore[arg-type]
    return out.getvalue()


def field(pdf: pikepdf.Pdf, name: str) -> pikepdf.Object:
    return next(one for one in pdf.Root.AcroForm.Fields if str(one.T) == name)


def script() -> pikepdf.Object:
    return Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def open_with_script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = script()


def script_by_name(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), script()])))


def script_at_a_field(pdf: pikepdf.Pdf) -> None:
    field(pdf, "wins").AA = Dictionary(K=script())


def script_at_a_page(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.AA = Dictionary(O=script())


def sending(pdf: pikepdf.Pdf) -> None:
    field(pdf, "wins").A = Dictionary(S=Name.SubmitForm, F=String("https://example.org"))


def starting(pdf: pikepdf.Pdf) -> None:
    field(pdf, "wins").A = Dictionary(S=Name.Launch, F=String("calc.exe"))


def xfa(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm.XFA = pikepdf.Stream(pdf, b"<xdp/>")


def embedded(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["more.exe"] = pikepdf.AttachedFileSpec(pdf, b"MZ")


@pytest.mark.parametrize(
    "spoil",
    [open_with_script, script_by_name, script_at_a_field, script_at_a_page, sending, starting, xfa, embedded],
    ids=lambda spoil: spoil.__name__,
)
def test_what_could_act_is_refused(form: bytes, spoil: Spoil) -> None:
    with pytest.raises(UnfitInput) as refusal:
        fields_in(spoiled(form, spoil))
    assert str(refusal.value) == form_reading.SCRIPTED


def test_where_the_form_opens_is_no_script(form: bytes) -> None:
    def at_page_two(pdf: pikepdf.Pdf) -> None:
        pdf.Root.OpenAction = Array([pdf.pages[1].obj, Name.Fit])

    def by_an_act(pdf: pikepdf.Pdf) -> None:
        pdf.Root.OpenAction = Dictionary(S=Name.GoTo, D=Array([pdf.pages[1].obj, Name.Fit]))

    assert fields_in(spoiled(form, at_page_two))["ldcoach_uid"] == "uid-1"
    assert fields_in(spoiled(form, by_an_act))["ldcoach_uid"] == "uid-1"


@pytest.mark.parametrize("user", ["", "secret"], ids=["opens without a password", "needs a password"])
def test_a_locked_form_is_refused(form: bytes, user: str) -> None:
    locked = spoiled(form, lambda _: None, encryption=pikepdf.Encryption(user=user, owner="owner", R=6))
    with pytest.raises(UnfitInput) as refusal:
        fields_in(locked)
    assert str(refusal.value) == form_reading.LOCKED


def test_a_printed_form_and_a_foreign_file_have_no_fields(form: bytes) -> None:
    def flatten(pdf: pikepdf.Pdf) -> None:
        del pdf.Root.AcroForm
        for page in pdf.pages:
            del page.obj.Annots

    with pytest.raises(UnfitInput) as refusal:
        fields_in(spoiled(form, flatten))
    assert str(refusal.value) == form_reading.NO_FORM


@pytest.mark.parametrize(
    "data",
    [b"", b"%PDF-1.7", b"hello", b"PK\x03\x04" + bytes(100), bytes(1000), b"%PDF-1.7\n" + b"[" * 50_000],
    ids=["empty", "only a heading", "text", "a spreadsheet", "zeros", "deeply nested"],
)
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(UnfitInput) as refusal:
        fields_in(data)
    assert str(refusal.value) == form_reading.DAMAGED


def test_a_form_cut_short_is_refused(form: bytes) -> None:
    for share in (0.1, 0.5, 0.9, 0.999):
        with pytest.raises(UnfitInput):
            fields_in(form[: int(len(form) * share)])


def damaged_at_random(form: bytes, times: int) -> None:
    chance = random.Random(5)
    for _ in range(times):
        data = bytearray(form)
        for _ in range(chance.choice([1, 5, 50])):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            values = fields_in(bytes(data))
        except UnfitInput:
            continue
        assert all(isinstance(value, str) for value in values.values())


def test_a_damaged_form_is_read_or_refused_and_nothing_else(form: bytes) -> None:
    damaged_at_random(form, 10)


@pytest.mark.slow
def test_many_damaged_forms_are_read_or_refused(form: bytes) -> None:
    damaged_at_random(form, 300)


def many_fields(pdf: pikepdf.Pdf) -> None:
    for number in range(600):
        pdf.Root.AcroForm.Fields.append(pdf.make_indirect(Dictionary(T=String(f"f{number}"))))


def many_pages(pdf: pikepdf.Pdf) -> None:
    for _ in range(30):
        pdf.add_blank_page()


def a_loop(pdf: pikepdf.Pdf) -> None:
    one = pdf.make_indirect(Dictionary(T=String("a")))
    one.Kids = Array([one])
    pdf.Root.AcroForm.Fields.append(one)


def a_long_value(pdf: pikepdf.Pdf) -> None:
    field(pdf, "wins").V = String("x" * 200_000)


def a_deep_tree(pdf: pikepdf.Pdf) -> None:
    one = pdf.make_indirect(Dictionary(T=String("a")))
    for _ in range(20):
        one = pdf.make_indirect(Dictionary(T=String("a"), Kids=Array([one])))
    pdf.Root.AcroForm.Fields.append(one)


@pytest.mark.parametrize(
    "spoil", [many_fields, many_pages, a_loop, a_long_value, a_deep_tree], ids=lambda spoil: spoil.__name__
)
def test_more_than_a_form_can_be_is_refused(form: bytes, spoil: Spoil) -> None:
    with pytest.raises(UnfitInput) as refusal:
        fields_in(spoiled(form, spoil))
    assert str(refusal.value) in {form_reading.TOO_MUCH, form_reading.DAMAGED}


def test_a_value_that_inflates_without_end_is_not_inflated(form: bytes) -> None:
    def bomb(pdf: pikepdf.Pdf) -> None:
        value = pikepdf.Stream(pdf, zlib.compress(zlib.compress(bytes(1 << 26), 9), 9))
        value.Filter = Array([Name.FlateDecode, Name.FlateDecode])
        field(pdf, "wins").V = pdf.make_indirect(value)

    data = spoiled(form, bomb, compress_streams=False)
    assert len(data) < 400_000
    with pytest.raises(UnfitInput) as refusal:
        fields_in(data)
    assert str(refusal.value) == form_reading.TOO_MUCH


def test_values_are_read_in_every_encoding_and_place(form: bytes) -> None:
    def fill(pdf: pikepdf.Pdf) -> None:
        field(pdf, "topic_1").V = String("plain")
        field(pdf, "topic_2").V = String("\ufeffżółw"[1:])
        field(pdf, "topic_3").V = pikepdf.Object.parse(b"<FFFE7A00> ")
        field(pdf, "topic_4").V = pikepdf.Object.parse(b"<EFBBBF" + "żó".encode().hex().encode() + b">")
        field(pdf, "wins").V = pikepdf.Stream(pdf, b"a text\rstream")
        field(pdf, "workload").V = Name.Off
        one = field(pdf, "help_wanted")
        kid = pdf.make_indirect(Dictionary(Subtype=Name.Widget, Parent=one))
        one.Kids, one.V = Array([kid]), String("at the parent")

    values = fields_in(spoiled(form, fill))
    assert [values[f"topic_{number}"] for number in (1, 2, 3, 4)] == ["plain", "żółw", "z", "żó"]
    assert (values["wins"], values["workload"], values["help_wanted"]) == ("a text\rstream", "", "at the parent")
