"""A letter that a manager sends from their own mail program."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from ldcoach.domain.document import Document

__all__ = ["Attachment", "Letter", "one_line"]

_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that travels with a letter; `kind` is its media type, such as 'application/pdf'."""

    name: str
    kind: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """To whom, about what, and what it says: plain text above, and a document below it."""

    to_name: str
    to_address: str
    subject: str
    opening: str
    document: Document | None = None
    attachments: tuple[Attachment, ...] = ()


def one_line(text: str) -> str:
    """Return a text fit for a heading of a letter: one line, no controls, no direction marks."""
    plain = "".join(c if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Zl", "Zp"} else " " for c in text)
    return _SPACES.sub(" ", plain).strip()
