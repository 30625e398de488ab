"""The command for the manager's own measures."""

from __future__ import annotations

import click

from ldcoach.cli.parts import Call
from ldcoach.cli.show import print_json, print_rows
from ldcoach.cli.unlocking import open_desk, record_options
from ldcoach.domain.insights import Figure
from ldcoach.domain.measures import MeasureWords, Unit
from ldcoach.services.insights import Told


@click.command()
@record_options
@click.option("--months", is_flag=True, help="Add each measure by month, the last 24.")
@click.pass_obj
def insights(call: Call, passphrase_file: str | None, as_json: bool, months: bool) -> None:
    """Show the manager's own measures: the last twelve weeks, and the twelve before.

    Example: ldcoach insights --json
    """
    with open_desk(call, passphrase_file) as desk:
        told = desk.insights.all()
        history = desk.insights.histories() if months else {}
    if as_json:
        print_json([_whole(one) | _by_month(history.get(one.words.id)) for one in told])
        return
    print_rows(((one.words.name, _value(one.words, one.now), _counted(one.words, one.now)) for one in told), "")
    for one in told:
        for on, figure in history.get(one.words.id, ()):
            click.echo(f"{one.words.id}  {on:%Y-%m}  {_value(one.words, figure)}  ({figure.cases})")


def _whole(told: Told) -> dict[str, object]:
    words = told.words
    return {
        "id": words.id,
        "name": words.name,
        "group": words.theme,
        "unit": words.unit,
        "formula": words.formula,
        "caveat": words.caveat,
        **_figure(told.now),
        "earlier": _figure(told.earlier) if told.earlier else None,
    }


def _figure(figure: Figure) -> dict[str, object]:
    return {
        "value": figure.value,
        "numerator": figure.part,
        "cases": figure.cases,
        "too_few": figure.value is None,
        "also": figure.also,
    }


def _by_month(history: object) -> dict[str, object]:
    if not isinstance(history, tuple):
        return {}
    return {"months": [{"month": on.strftime("%Y-%m"), **_figure(figure)} for on, figure in history]}


def _value(words: MeasureWords, figure: Figure) -> str:
    if figure.value is None:
        return "too few to say"
    shown = f"{figure.value:.0f}"
    days = " day" if shown == "1" else " days"
    return shown + {Unit.PERCENT: " %", Unit.DAYS: days, Unit.PER_TEN: " for ten"}[words.unit]


def _counted(words: MeasureWords, figure: Figure) -> str:
    return words.counted.format(part=figure.part, cases=figure.cases)


COMMANDS = (insights,)
