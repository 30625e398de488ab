"""What a command prints: one JSON document, or text for people."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from ldcoach.domain.leaving import Receipt

_WIDEST = 60
"""Places to which a column is filled up."""
_WIDE = frozenset({"W", "F"})
_CONTROL = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)), " ")


def as_data(value: Any) -> Any:  # noqa: ANN401  # any value of the domain becomes JSON data
    """Turn frozen values into plain data: snake_case keys, ISO 8601 dates, enum values."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: as_data(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): as_data(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [as_data(one) for one in value]
    return value


def print_json(value: Any) -> None:  # noqa: ANN401  # as above
    """Print exactly one JSON document."""
    click.echo(json.dumps(as_data(value), ensure_ascii=False, indent=2))


def beginning(words: str, most: int = 60) -> str:
    """Return how a text begins, in one line of at most so many characters."""
    line = " ".join(words.split())
    return line if len(line) <= most else f"{line[:most]}\N{HORIZONTAL ELLIPSIS}"


def print_rows(rows: Iterable[tuple[str, ...]], nothing: str) -> None:
    """Print rows in aligned columns, or a sentence when there are none; one long text makes no gap in every row.

    A text may come from a form or from another manager: what would command the terminal or end the row is a space.
    """
    known = [tuple(cell.translate(_CONTROL) for cell in row) for row in rows]
    if not known:
        click.echo(nothing)
        return
    widths = [min(max(_width(row[column]) for row in known), _WIDEST) for column in range(len(known[0]))]
    for row in known:
        padded = (cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True))
        click.echo("  ".join(padded).rstrip())


def _width(cell: str) -> int:
    """Return how many places of a terminal a text takes: two for a wide letter, none for an accent on its own."""
    return sum(
        0 if unicodedata.combining(letter) else 1 + (unicodedata.east_asian_width(letter) in _WIDE) for letter in cell
    )


def counted(many: int, what: str) -> str:
    """Return how many of something there are, such as '1 item' or '2 items'."""
    return f"{many} {what}" if many == 1 else f"{many} {what}s"


def there_already(many: int) -> str:
    """Say how many were known before."""
    return f"{many} {'was' if many == 1 else 'were'} there already"


def show_receipt(receipt: Receipt, name: str) -> None:
    """Say how much left, for whom, and under which receipt."""
    click.echo(f"{counted(len(receipt.item_ids), 'item')} left for {name}. Receipt {receipt.id}.")
