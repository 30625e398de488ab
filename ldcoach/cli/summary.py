"""The commands for the development summary: out to the employee and others, and the answer back."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from ldcoach.cli.endings import ending_of, require_ending
from ldcoach.cli.forms import read_whole
from ldcoach.cli.given import DAY, NAMED
from ldcoach.cli.parts import Call
from ldcoach.cli.progress import count_shown
from ldcoach.cli.show import print_json
from ldcoach.cli.summary_show import show_answer, show_left, show_many, show_preview
from ldcoach.cli.unlocking import open_desk, read_first_line, record_options
from ldcoach.domain.document import Format, PaperSize
from ldcoach.domain.kinds import SummaryAudience
from ldcoach.domain.reply import COMMENT_FIELD, MOST_ITEMS, item_field
from ldcoach.errors import UnfitInput
from ldcoach.services.answers import LARGEST_FILE
from ldcoach.services.desk import Desk
from ldcoach.services.summaries_at_once import SummariesAtOnce, Wanted
from ldcoach.services.summary_files import Shape

FORMATS = [each.value for each in Format]
PAPERS = [each.value for each in PaperSize]
MAIL = "eml"
"""An e-mail draft that holds the file."""
AUDIENCES = [each.value.replace("_", "-") for each in SummaryAudience]


@click.group(invoke_without_command=True, subcommand_metavar="[answer|seen|languages]")
@record_options
@click.option("--person", type=NAMED, help="Id, name, or how the name begins.")
@click.option("--all", "everybody", is_flag=True, help="One for each person on the team; --output is a folder.")
@click.option("--from", "from_day", type=DAY, help="First day.")
@click.option("--to", "to_day", type=DAY, help="Last day.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    help="The kind of file; by default the one that the name of --output ends in, else pdf.",
)
@click.option("--audience", type=click.Choice(AUDIENCES), default="employee", show_default=True, help="For whom it is.")
@click.option("--language", default="", metavar="TAG", help="Language of the document; the person's by default.")
@click.option("--paper", type=click.Choice(PAPERS), default="a4", show_default=True, help="Paper of the document.")
@click.option("--names-agreed", is_flag=True, help="The employee agreed to be named to a sponsor.")
@click.option("--no-answer-page", is_flag=True, help="Leave out the page that a PDF asks the employee's answer on.")
@click.option("--leave-out", multiple=True, metavar="ID", help="Keep an item back; may be given several times.")
@click.option(
    "--output",
    type=NAMED,
    metavar="FILE",
    help="Where to write it; a name in .eml makes an e-mail draft that holds it.",
)
@click.option(
    "--password-file", type=NAMED, metavar="FILE", help="Lock a PDF with the password on the first line of FILE."
)
@click.option("--preview", is_flag=True, help="List every item that would leave; write nothing.")
@click.pass_context
def summary(context: click.Context, /, **options: Any) -> None:  # noqa: ANN401  # click hands over every kind of value
    """Make a development summary of what is shared; a receipt is kept.

    Example: ldcoach summary --person Mairi --from 2026-07-01 --to 2026-11-24 --output mairi.pdf
    """
    if context.invoked_subcommand is None:
        _require(options)
        call: Call = context.obj
        with open_desk(call, options["passphrase_file"]) as desk:
            act = _many if options["everybody"] else _one
            act(desk, options)


@summary.command("answer")
@click.argument("file", metavar="FILE.pdf")
@record_options
@click.option("--preview", is_flag=True, help="Show what would be taken over; change nothing.")
@click.option("--about-work", is_flag=True, help="Take held words too: they are about the work, not about a person.")
@click.option("--password-file", type=NAMED, metavar="FILE", help="The password of the PDF, on the first line of FILE.")
@click.pass_obj
def answer(
    call: Call,
    file: str,
    passphrase_file: str | None,
    as_json: bool,
    preview: bool,
    about_work: bool,
    password_file: str | None,
) -> None:
    """Take over the employee's answer to a summary: words beside their items, the comment, and that it was seen.

    Example: ldcoach summary answer mairi.pdf --preview
    """
    data = read_whole(Path(file), LARGEST_FILE, "20 MB")
    password = read_first_line(password_file, "password") if password_file else None
    confirmed = frozenset({COMMENT_FIELD, *map(item_field, range(1, MOST_ITEMS + 1))}) if about_work else frozenset()
    with open_desk(call, passphrase_file) as desk:
        if preview:
            view = desk.answers.preview(data, password=password, about_work=confirmed)
        else:
            _, view = desk.answers.take_over(data, password=password, about_work=confirmed)
    show_answer(view, preview=preview, as_json=as_json)


@summary.command("seen")
@record_options
@click.option("--person", type=NAMED, required=True, help="Id, name, or how the name begins.")
@click.option("--on", "on_day", type=DAY, help="The day on which they saw it; today by default.")
@click.pass_obj
def seen(call: Call, passphrase_file: str | None, as_json: bool, person: str, on_day: datetime | None) -> None:
    """Note that the employee has seen their newest summary; only then may others get one.

    Example: ldcoach summary seen --person Mairi --on 2026-11-24
    """
    with open_desk(call, passphrase_file) as desk:
        found = desk.people.named(person)
        on = on_day.date() if on_day else desk.context.clock.today()
        change = desk.answers.note_seen(found.id, on)
    if as_json:
        print_json({"id": change.created, "person_id": found.id, "employee_seen_on": on})
    else:
        click.echo(f"Noted: {found.name} saw their summary on {on.isoformat()}.")


@summary.command("languages")
@record_options
@click.pass_obj
def languages(call: Call, passphrase_file: str | None, as_json: bool) -> None:
    """List the languages that a summary can be told in.

    Example: ldcoach summary languages
    """
    with open_desk(call, passphrase_file) as desk:
        known = desk.summaries.languages()
    if as_json:
        print_json([{"id": tag, "name": name} for tag, name in known])
    else:
        for tag, name in known:
            click.echo(f"{tag}  {name}")


def _require(options: dict[str, Any]) -> None:
    """Refuse a call that lacks what it needs, or asks for two things at once."""
    missing = [name for name, key in (("--from", "from_day"), ("--to", "to_day")) if options[key] is None]
    if not options["person"] and not options["everybody"]:
        missing.insert(0, "--person")
    if missing:
        message = f"Missing option {missing[0]!r}."
        raise click.UsageError(message)
    if options["person"] and options["everybody"]:
        message = "Give --person or --all, not both."
        raise click.UsageError(message)
    if options["everybody"] and options["preview"]:
        message = "--preview shows one person; give --person."
        raise click.UsageError(message)
    if options["everybody"] and options["leave_out"]:
        message = "--leave-out keeps back an item of one person; give --person."
        raise click.UsageError(message)
    if not options["preview"] and not options["output"]:
        message = "Give --output FILE, or --preview to see what would leave."
        raise click.UsageError(message)
    if not options["everybody"]:
        chosen = options["format_"] or ""
        require_ending(options["output"], *([chosen] if chosen else FORMATS), MAIL, chosen=chosen)


def _wanted(options: dict[str, Any]) -> Wanted:
    password_file = None if options["preview"] else options["password_file"]
    return Wanted(
        from_on=options["from_day"].date(),
        to_on=options["to_day"].date(),
        audience=SummaryAudience(options["audience"].replace("-", "_")),
        language=options["language"],
        named=options["names_agreed"],
        shape=Shape(
            file_format=_format_of(options),
            paper=PaperSize(options["paper"]),
            password=read_first_line(password_file, "password") if password_file else None,
            reply=not options["no_answer_page"],
        ),
    )


def _format_of(options: dict[str, Any]) -> Format:
    """Return the kind of file that was asked for, else the one that the name of the file ends in, else PDF."""
    ending = ending_of(options["output"] or "")
    return Format(options["format_"] or (ending if ending in FORMATS else Format.PDF))


def _one(desk: Desk, options: dict[str, Any]) -> None:
    person, wanted = desk.people.named(options["person"]), _wanted(options)
    story = wanted.story(desk.summaries, person.id)
    staying = frozenset(options["leave_out"])
    if not staying <= {item.id for item in desk.summaries.items(story)}:
        message = "One of the items to leave out is not in the list. Nothing was written; look with --preview."
        raise UnfitInput(message)
    findings = desk.summaries.findings(story, staying)
    if options["preview"]:
        show_preview(story, desk.summaries.items(story, staying), findings, as_json=options["as_json"])
        return
    target = Path(options["output"])
    _, receipt = desk.summaries.export(story, target, staying=staying, shape=wanted.shape)
    show_left(person, receipt, findings, options | {"format_": wanted.shape.file_format})


def _many(desk: Desk, options: dict[str, Any]) -> None:
    at_once = SummariesAtOnce(desk.summaries)
    people = [line.person_id for line in desk.people.lines()]
    folder = Path(options["output"])
    made = at_once.export(people, _wanted(options), folder, count_shown)
    show_many(made, as_json=options["as_json"])


COMMANDS = (summary,)
