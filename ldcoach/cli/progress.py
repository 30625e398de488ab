"""How far long work is, told on standard error where somebody may be looking."""

from __future__ import annotations

import sys
from collections.abc import Callable

import click

__all__ = ["count_shown", "progress_shown"]

_ALL = 100


def progress_shown() -> Callable[[int, int], None]:
    """Return what tells hundredths, each once, on a terminal only."""
    shown = -1

    def tell(done: int, everything: int) -> None:
        nonlocal shown
        percent = _ALL * done // max(everything, 1)
        if percent != shown and _on_a_terminal():
            shown = percent
            click.echo(f"\r{percent:3d} %", nl=percent == _ALL, err=True)

    return tell


def count_shown(done: int, every: int) -> None:
    """Tell how many of how many, on a terminal only."""
    if _on_a_terminal():
        click.echo(f"\r{done} of {every}", nl=done == every, err=True)


def _on_a_terminal() -> bool:
    return sys.stderr is not None and sys.stderr.isatty()  # a service may have no standard error
