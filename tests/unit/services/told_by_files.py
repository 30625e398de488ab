"""Everything that a file tells: packed parts, attachments, metadata and the names of its parts included."""

from __future__ import annotations

import re
import zipfile
import zlib
from email import policy
from email.parser import BytesParser
from io import BytesIO

import pikepdf
from pypdf import PdfReader


def everything_in(data: bytes) -> str:
    """Return all that the bytes of a file tell, once as it stands and once without tags."""
    told = list(_told(data))
    return re.sub(r"<[^>]*>", " ", " ".join(told)) + " ".join(told)


def _told(data: bytes) -> list[str]:
    told = [data.decode("utf-8", "replace")]
    if data.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(data)) as packed:
            told += packed.namelist()
            told += [part for name in packed.namelist() for part in _told(packed.read(name))]
    elif data.startswith(b"%PDF"):
        told += _told_by_pdf(data)
    elif b"MIME-Version:" in data[:2000]:
        letter = BytesParser(policy=policy.default).parsebytes(data)
        told += [f"{name}: {value}" for part in letter.walk() for name, value in part.items()]
        for part in letter.walk():
            content = None if part.is_multipart() else part.get_payload(decode=True)
            told += _told(content) if isinstance(content, bytes) else []
    return told


def _told_by_pdf(data: bytes) -> list[str]:
    told = [page.extract_text() for page in PdfReader(BytesIO(data)).pages]
    with pikepdf.open(BytesIO(data)) as pdf:
        told += [str(pdf.docinfo), *(repr(found) for found in pdf.objects)]
        told += [found.read_bytes().decode("utf-8", "replace") for found in pdf.objects if _readable(found)]
        for one in pdf.attachments.values():
            told += _told(one.get_file().read_bytes())
    return told


def _readable(found: object) -> bool:
    if not isinstance(found, pikepdf.Stream):
        return False
    try:
        found.read_bytes()
    except (pikepdf.PdfError, zlib.error):
        return False
    return True
