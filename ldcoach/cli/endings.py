"""The kind of file that a name promises: a program opens it by that, so nothing else is written under it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

__all__ = ["ending_of", "require_ending"]

_ALSO = {"htm": "html", "markdown": "md", "mdown": "md"}
_KNOWN = frozenset(
    {
        *("pdf", "docx", "html", "md", "json", "eml", "ics", "zip", "ldhandover", "ldpack", "ldcbak"),
        *("csv", "doc", "jpeg", "jpg", "odt", "parquet", "png", "rtf", "svg", "toml", "tsv", "xls", "xlsx", "xml"),
    }
)


def ending_of(name: str) -> str:
    """Return the kind of file that a name promises, such as 'pdf'; empty where its ending is none that we know."""
    ending = Path(name).suffix.removeprefix(".").lower()
    ending = _ALSO.get(ending, ending)
    return ending if ending in _KNOWN else ""


def require_ending(output: str | None, *fit: str, chosen: str = "", option: str = "--output") -> None:
    """Refuse a name that promises another kind of file; a name that promises none may have any.

    `fit` are the kinds that can stand under the name, `chosen` is what --format asked for.

    Raises:
        UsageError: it promises something else; the message says what to change.
    """
    ending = ending_of(output or "")
    if not ending or ending in fit:
        return
    promised = f"{option} ends in {Path(output or '').suffix}"
    if chosen:
        message = f"{promised}, and --format is {chosen}. Nothing was written; change one of the two."
    else:
        message = f"{promised}, which this cannot be. Nothing was written; let it end in {_listed(fit)}."
    raise click.UsageError(message)


def _listed(kinds: Sequence[str]) -> str:
    *first, last = (f".{kind}" for kind in kinds)
    return f"{', '.join(first)} or {last}" if first else last
