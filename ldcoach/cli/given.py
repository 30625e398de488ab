"""Ways in which something is given on the command line."""

from __future__ import annotations

import click

DAY = click.DateTime(formats=["%Y-%m-%d"])
"""A day, as 2026-11-24."""


def one_of(words: str | None, option: str | None, name: str) -> str:
    """Return what was given as an argument or as an option; raises UsageError for neither or both."""
    given = [value for value in (words, option) if value is not None]
    if len(given) != 1:
        message = f"Give {name} once, as an argument or as an option."
        raise click.UsageError(message)
    return given[0]
