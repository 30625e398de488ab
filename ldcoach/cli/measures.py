"""Commands for measures and their dated readings."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from ldcoach.cli.given import DAY, NAMED, NUMBER, one_of
from ldcoach.cli.parts import Call
from ldcoach.cli.people import read_file
from ldcoach.cli.show import counted, print_json, print_rows, there_already
from ldcoach.cli.unlocking import open_desk, record_options
from ldcoach.domain.before_after import Caveat
from ldcoach.domain.ids import MeasureId, OutcomeId
from ldcoach.domain.kinds import MeasureKind, Polarity
from ldcoach.domain.numerals import DecimalMark, in_digits
from ldcoach.domain.reading_table import ReadingSheet
from ldcoach.domain.roster_dates import DayOrder

ORDERS = {"day-first": DayOrder.DAY_FIRST, "month-first": DayOrder.MONTH_FIRST}
MARKS = {"comma": DecimalMark.COMMA, "point": DecimalMark.POINT}


@click.group()
def measure() -> None:
    """Measures and their dated readings."""


@measure.command("add")
@record_options
@click.argument("words", metavar="[NAME]", required=False)
@click.option("--name", help="What is measured; or give it as NAME.")
@click.option("--unit", required=True, help="Its unit, such as 'stops a week'.")
@click.option("--outcome", "outcome_name", type=NAMED, help="The outcome it belongs to.")
@click.option("--goal", "goal_name", type=NAMED, help="Or the goal it belongs to.")
@click.option(
    "--polarity", type=click.Choice([one.value for one in Polarity]), default="higher_is_better", show_default=True
)
@click.option("--lower", type=NUMBER, help="Lower end of the range, for in_range.")
@click.option("--upper", type=NUMBER, help="Upper end of the range, for in_range.")
@click.option(
    "--kind",
    type=click.Choice([one.value for one in MeasureKind]),
    default="lagging",
    show_default=True,
    help="leading: an early sign; lagging: the result.",
)
@click.option("--source", default="", help="Who or what tells it.")
@click.option("--every", type=click.IntRange(1, 366), default=7, show_default=True, help="Days between readings.")
@click.pass_obj
def add_measure(  # one parameter for each option of the command
    call: Call,
    passphrase_file: str | None,
    as_json: bool,
    words: str | None,
    name: str | None,
    unit: str,
    outcome_name: str | None,
    goal_name: str | None,
    polarity: str,
    lower: float | None,
    upper: float | None,
    kind: str,
    source: str,
    every: int,
) -> None:
    """Add a measure of an outcome or a goal.

    Example: ldcoach measure add --name "Unplanned stops" --unit "a week" --outcome "Fewer stops"
    """
    said = one_of(words, name, "NAME")
    if polarity != Polarity.IN_RANGE and (lower, upper) != (None, None):
        message = f"--lower and --upper go with --polarity {Polarity.IN_RANGE}."
        raise click.UsageError(message)
    with open_desk(call, passphrase_file) as desk:
        created = desk.goals.add_measure(
            said,
            unit,
            outcome_id=desk.goals.outcome_named(outcome_name).id if outcome_name else None,
            goal_id=desk.goals.named(goal_name).id if goal_name else None,
            polarity=Polarity(polarity),
            lower=lower,
            upper=upper,
            kind=MeasureKind(kind),
            data_source=source,
            frequency_days=every,
        ).created
        made = desk.goals.measure_named(created)
    if as_json:
        print_json(made)
    else:
        click.echo(f"Added the measure {made.name}.")


@measure.command("add-reading")
@record_options
@click.argument("words", metavar="[MEASURE]", required=False)
@click.option("--measure", "measure_name", type=NAMED, help="Id, name, or how the name begins; or give it as MEASURE.")
@click.option("--value", type=NUMBER, required=True, help="The value, in the measure's unit.")
@click.option("--on", type=DAY, help="The day it holds for; default: today.")
@click.option("--n", type=click.IntRange(min=1), help="How many cases it rests on.")
@click.option("--note", default="", help="Where it comes from.")
@click.pass_obj
def add_reading(  # one parameter for each option of the command
    call: Call,
    passphrase_file: str | None,
    as_json: bool,
    words: str | None,
    measure_name: str | None,
    value: float,
    on: datetime | None,
    n: int | None,
    note: str,
) -> None:
    """Add a dated reading.

    Example: ldcoach measure add-reading --measure "Unplanned stops" --value 5 --on 2026-11-09
    """
    said = one_of(words, measure_name, "MEASURE")
    with open_desk(call, passphrase_file) as desk:
        found = desk.goals.measure_named(said)
        desk.goals.add_reading(found.id, value, on=on.date() if on else None, n=n, note=note)
        readings = desk.goals.readings(MeasureId(found.id))
    if as_json:
        print_json({"measure_id": found.id, "readings": readings})
    else:
        click.echo(f"{found.name}: {in_digits(value)} {found.unit}.")


@measure.command("list")
@record_options
@click.option("--outcome", "outcome_name", type=NAMED, help="Only of this outcome.")
@click.pass_obj
def list_measures(call: Call, passphrase_file: str | None, as_json: bool, outcome_name: str | None) -> None:
    """List measures with their latest reading.

    Example: ldcoach measure list
    """
    with open_desk(call, passphrase_file) as desk:
        only = OutcomeId(desk.goals.outcome_named(outcome_name).id) if outcome_name else None
        found = [(one, desk.goals.readings(one.id)) for one in desk.goals.measures() if only in (None, one.outcome_id)]
    if as_json:
        keys = ("id", "name", "unit", "polarity", "outcome_id", "goal_id")
        print_json([{**{key: getattr(one, key) for key in keys}, "readings": readings} for one, readings in found])
        return
    rows = (
        (
            one.name,
            f"{in_digits(readings[-1].value)} {one.unit} on {readings[-1].on.isoformat()}"
            if readings
            else "no readings yet",
        )
        for one, readings in found
    )
    print_rows(rows, "No measures yet.")


@measure.command("compare")
@record_options
@click.argument("words", metavar="[MEASURE]", required=False)
@click.option("--measure", "measure_name", type=NAMED, help="Id, name, or how the name begins; or give it as MEASURE.")
@click.option("--since", type=DAY, required=True, help="The day on which something changed.")
@click.option("--beside", type=NAMED, help="A measure of a similar team or matter without the change.")
@click.pass_obj
def compare_measure(  # one parameter for each option of the command
    call: Call,
    passphrase_file: str | None,
    as_json: bool,
    words: str | None,
    measure_name: str | None,
    since: datetime,
    beside: str | None,
) -> None:
    """Show a measure before and after a dated change, and what may be said of it.

    Example: ldcoach measure compare --measure "Unplanned stops" --since 2026-08-31
    """
    said = one_of(words, measure_name, "MEASURE")
    with open_desk(call, passphrase_file) as desk:
        found = desk.goals.measure_named(said)
        other = desk.goals.measure_named(beside) if beside else None
        told = desk.readings.compare(found.id, since.date(), other.id if other else None)
    if as_json:
        print_json(
            {
                "measure_id": found.id,
                "unit": found.unit,
                "since": since.date(),
                "before": told.comparison.before,
                "after": told.comparison.after,
                "change": told.comparison.change,
                "improved": told.improved,
                "claim": told.claim,
                "may_say": told.sayable,
                "caveats": told.comparison.caveats,
            }
        )
        return
    for one in told.sayable:
        click.echo(one.words)
    for caveat in told.comparison.caveats:
        click.echo(CAVEATS[caveat])


CAVEATS = {
    Caveat.TOO_FEW_BEFORE: "Too few readings before for an average: a side needs three.",
    Caveat.TOO_FEW_AFTER: "Too few readings after for an average: a side needs three.",
    Caveat.BASELINE_EXTREME: "The last reading before was unusually far out; values often drift back by themselves.",
}


@measure.command("import-readings")
@record_options
@click.argument("file", metavar="FILE.csv")
@click.option("--measure", "measure_name", type=NAMED, required=True, help="Id, name, or how the name begins.")
@click.option("--decimals", type=click.Choice(list(MARKS)), help="What stands before decimals, where the file is open.")
@click.option("--dates", type=click.Choice(list(ORDERS)), help="What comes first in 03/04/2026, if it is open.")
@click.option("--preview", is_flag=True, help="Show what would be added; change nothing.")
@click.pass_obj
def import_readings(  # one parameter for each option of the command
    call: Call,
    passphrase_file: str | None,
    as_json: bool,
    file: str,
    measure_name: str,
    decimals: str | None,
    dates: str | None,
    preview: bool,
) -> None:
    """Add dated values from a CSV file; what is there already is not added twice.

    Example: ldcoach measure import-readings stops.csv --measure "Unplanned stops" --preview
    """
    data = read_file(Path(file))
    mark, order = MARKS[decimals] if decimals else None, ORDERS[dates] if dates else None
    with open_desk(call, passphrase_file) as desk:
        found = desk.goals.measure_named(measure_name)
        if preview:
            sheet = desk.readings.preview(found.id, data, mark=mark, order=order)
        else:
            _, sheet = desk.readings.take_over(found.id, data, mark=mark, order=order)
    if as_json:
        print_json({"measure_id": found.id, "added": 0 if preview else len(sheet.rows), "sheet": sheet})
    else:
        _show(sheet, found.unit, preview=preview)


def _show(sheet: ReadingSheet, unit: str, *, preview: bool) -> None:
    for row in sheet.rows:
        click.echo(f"{row.on.isoformat()}  {in_digits(row.value)} {unit}")
    for refused in sheet.refused:
        click.echo(f"Line {refused.line} was not taken: {refused.reason}.", err=True)
    if sheet.order_is_open:
        click.echo("Dates such as 03/04/2026 were read day first; say --dates month-first if they are not.", err=True)
    if sheet.left_out:
        click.echo(f"Left out: {', '.join(sheet.left_out)}.", err=True)
    verb = "would be added" if preview else "added"
    click.echo(f"{counted(len(sheet.rows), 'reading')} {verb}, {there_already(len(sheet.known))}.")


COMMANDS = (measure,)
