"""Documents as JSON that other programs can read; the schema lies in resources/templates/document.schema.json."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import date

from ldcoach.documents.letters import clean_document, readable
from ldcoach.domain.document import Document

__all__ = ["SCHEMA", "VERSION", "render"]

SCHEMA = "ldcoach-document"
VERSION = 1


def render(document: Document) -> bytes:
    """Return UTF-8 JSON: what it is and its version first, then the document's own fields; blocks say their kind."""
    told = _told(clean_document(document, readable))
    whole = {"schema": SCHEMA, "version": VERSION} | {name: told[name] for name in told if name not in _NOT_TOLD}
    return (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode()


_NOT_TOLD = {"kind", "page_label", "paper", "reply"}


def _told(value: object) -> dict[str, object]:
    """Return a dataclass by its fields, and the kind that it is of."""
    named = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}  # type: ignore[arg-type]
    return {"kind": type(value).__name__.lower(), **named}


def _plain(value: object) -> object:
    if is_dataclass(value):
        return _told(value)
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value
