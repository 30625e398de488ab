"""Reads the values of a filled PDF form that came from outside; runs in a process of its own."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import NoReturn

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from ldcoach.errors import FileLocked, UnfitInput

__all__ = ["fields_in", "reply_in"]

MOST_FIELDS = 500
DEEPEST = 8
LONGEST_VALUE = 100_000
LONGEST_NAME = 200
"""Bytes of one value and of one name."""

NOTHING = "Nothing was taken over."
DAMAGED = f"This file is damaged or is no PDF. {NOTHING} Ask for the form again."
LOCKED = f"This PDF is locked with a password. {NOTHING} Ask for the form as you sent it, without one."
LOCKED_SUMMARY = (
    f"This PDF is locked with a password. {NOTHING} Give the password that it was saved with, or save it without one."
)
WRONG_PASSWORD = f"The password does not open this PDF. {NOTHING} Give the one that it was saved with."
SCRIPTED = f"This PDF holds a script or another file, which our forms never do. {NOTHING} Do not open it elsewhere."
NO_FORM = f"This PDF has no fields to read, so it is no form of ours or was printed into a new file. {NOTHING}"
TOO_MUCH = f"This PDF holds more than a form can. {NOTHING}"

_ACTS = {
    Name.JavaScript,
    Name.Launch,
    Name.SubmitForm,
    Name.ImportData,
    Name.GoToE,
    Name.GoToR,
    Name.Rendition,
    Name.RichMediaExecute,
    Name.Sound,
    Name.Movie,
}
_FORBIDDEN = ("/JS", "/JavaScript", "/AA", "/XFA", "/EF", "/EmbeddedFiles", "/RichMediaContent")
_KINDS = {Name.FileAttachment, Name.RichMedia, Name.Screen, Name.Movie, Name.Sound, Name("/3D")}


@dataclass(frozen=True, slots=True)
class _Bounds:
    """How much a file may hold, whether the state of a button is an answer, and what is said of a locked one."""

    pages: int
    objects: int
    buttons: bool
    locked: str


_FORM = _Bounds(20, 20_000, buttons=False, locked=LOCKED)
_SUMMARY = _Bounds(400, 200_000, buttons=True, locked=LOCKED_SUMMARY)


def fields_in(data: bytes) -> dict[str, str]:
    """Return the texts of a form's fields by their full names; what a field looks like is never asked.

    Raises:
        UnfitInput: no PDF form, damaged, scripted, or more than a form can be.
        FileLocked: it is locked with a password.
    """
    return _read(data, None, _FORM)


def reply_in(data: bytes, password: str | None) -> dict[str, str]:
    """Return the texts and the pressed buttons of a summary's page, by the names of the fields. Raises as above."""
    return _read(data, password, _SUMMARY)


def _read(data: bytes, password: str | None, bounds: _Bounds) -> dict[str, str]:
    try:
        with pikepdf.open(
            BytesIO(data), password=password or "", attempt_recovery=False, suppress_warnings=True
        ) as pdf:
            if pdf.is_encrypted and not password:
                raise FileLocked(bounds.locked)
            _require_harmless(pdf, bounds)
            return dict(_values(pdf, bounds))
    except pikepdf.PasswordError as error:
        raise FileLocked(WRONG_PASSWORD if password else bounds.locked) from error
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError, IndexError, RuntimeError) as error:
        raise UnfitInput(DAMAGED) from error


def _require_harmless(pdf: pikepdf.Pdf, bounds: _Bounds) -> None:
    """Refuse a file that could do anything but be read."""
    if len(pdf.objects) > bounds.objects or len(pdf.pages) > bounds.pages:
        raise UnfitInput(TOO_MUCH)
    opening = pdf.Root.get("/OpenAction")
    if isinstance(opening, Dictionary) and opening.get("/S") != Name.GoTo:
        raise UnfitInput(SCRIPTED)
    seen = 0
    for indirect in pdf.objects:
        for found in _dictionaries(indirect, DEEPEST):
            seen += 1
            if seen > 10 * bounds.objects:
                raise UnfitInput(TOO_MUCH)
            if _is_harmful(found):
                raise UnfitInput(SCRIPTED)


def _is_harmful(found: Object) -> bool:
    if any(key in found for key in _FORBIDDEN):
        return True
    act, kind = found.get("/S"), found.get("/Subtype")
    return (isinstance(act, Name) and act in _ACTS) or (isinstance(kind, Name) and kind in _KINDS)


def _dictionaries(value: object, depth: int) -> Iterator[Object]:
    """Yield the dictionaries inside one indirect object; other indirect objects are looked at on their own."""
    if depth == 0 or not isinstance(value, (Dictionary, Array, pikepdf.Stream)):
        return
    if isinstance(value, Array):
        inner: list[object] = list(value)
    else:
        yield value
        inner = [part for _, part in value.items()]
    for part in inner:
        if isinstance(part, (Dictionary, Array)) and not part.is_indirect:
            yield from _dictionaries(part, depth - 1)


def _values(pdf: pikepdf.Pdf, bounds: _Bounds) -> Iterator[tuple[str, str]]:
    form = pdf.Root.get("/AcroForm")
    fields = form.get("/Fields") if isinstance(form, Dictionary) else None
    if not isinstance(fields, Array) or not len(fields):
        raise UnfitInput(NO_FORM)
    seen: set[tuple[int, int]] = set()
    for field in fields:
        for name, value in _below(field, "", None, seen, DEEPEST):
            pressed = bounds.buttons and isinstance(value, Name)
            yield name, str(value)[1:LONGEST_NAME] if pressed else _text(value, LONGEST_VALUE)


def _below(
    field: object, above: str, inherited: object, seen: set[tuple[int, int]], depth: int
) -> Iterator[tuple[str, object]]:
    """Yield the values of a field and of those below it; a value may stand at any of their common ancestors."""
    if not isinstance(field, Dictionary):
        return
    if field.is_indirect:
        if field.objgen in seen:
            raise UnfitInput(DAMAGED)
        seen.add(field.objgen)
    if depth == 0 or len(seen) > MOST_FIELDS:
        raise UnfitInput(TOO_MUCH)
    part = _text(field.get("/T"), LONGEST_NAME)
    name = ".".join(one for one in (above, part) if one)
    value = field.get("/V", inherited)
    kids = field.get("/Kids")
    fields = [kid for kid in kids if isinstance(kid, Dictionary) and "/T" in kid] if isinstance(kids, Array) else []
    for kid in fields:
        yield from _below(kid, name, value, seen, depth - 1)
    if not fields and name:
        yield name, value


def _text(value: object, longest: int) -> str:
    """Return a text string of PDF, in whichever of its encodings; a choice or a number is no text."""
    if isinstance(value, pikepdf.Stream):
        # Packed once, so many bytes become at most a thousand times as many; packed twice, a million times.
        packed_twice = isinstance(value.get("/Filter"), Array) and len(value.Filter) > 1
        raw = _refuse() if packed_twice or len(value.read_raw_bytes()) > longest else value.read_bytes()
    elif isinstance(value, pikepdf.String):
        raw = bytes(value)
    else:
        return ""
    if len(raw) > longest:
        _refuse()
    for mark, encoding in (
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF8, "utf-8"),
    ):
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding, "replace")
    return raw.decode("pdfdoc", "replace")


def _refuse() -> NoReturn:
    raise UnfitInput(TOO_MUCH)
