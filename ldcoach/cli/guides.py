"""Commands for guides: list, show, check a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from ldcoach.cli.parts import Call
from ldcoach.cli.show import print_json, print_rows
from ldcoach.cli.unlocking import open_desk, record_options
from ldcoach.domain.guides import Guide, Stage
from ldcoach.services.naming import one_named
from ldcoach.services.views.guides import ShelfLine


@click.group()
def guide() -> None:
    """Guides: the structure of a 1-2-1, in stages with questions."""


@guide.command("list")
@record_options
@click.pass_obj
def list_guides(call: Call, passphrase_file: str | None, as_json: bool) -> None:
    """List the guides by name, those of your own too.

    Example: ldcoach guide list --json
    """
    with open_desk(call, passphrase_file) as desk:
        lines = [line for line in desk.guides.lines() if line.kept]
    if as_json:
        print_json([_as_line(line) for line in lines])
    else:
        print_rows((_row(line) for line in lines), "No guides.")


@guide.command()
@click.argument("which", metavar="KEY")
@record_options
@click.pass_obj
def show(call: Call, which: str, passphrase_file: str | None, as_json: bool) -> None:
    """Show one guide, by its key or the beginning of its name.

    Example: ldcoach guide show grow
    """
    with open_desk(call, passphrase_file) as desk:
        lines = [line for line in desk.guides.lines() if line.kept]
    line = one_named(which, ((line.guide.key, line.guide.name, line) for line in lines), "guide")
    if as_json:
        print_json(_as_line(line) | {"guide": line.guide, "draws_on": line.references})
    else:
        click.echo("\n".join(_told(line.guide)))


@guide.command()
@click.argument("file", metavar="FILE.toml")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def check(call: Call, file: str, as_json: bool) -> None:
    """Check whether a file is a sound guide; no record is needed.

    Example: ldcoach guide check our-check-in.toml
    """
    found = call.parts.opening.library.read_guide(Path(file))
    if as_json:
        print_json({"file": Path(file).name, "sound": True} | _facts(found))
    else:
        click.echo(f"{Path(file).name} is a sound guide: {found.name}, {_length(found)}.")


def _as_line(line: ShelfLine) -> dict[str, object]:
    return _facts(line.guide) | {"own": line.own, "used": line.used, "put_away": line.put_away}


def _facts(guide: Guide) -> dict[str, object]:
    return {
        "id": guide.key,
        "name": guide.name,
        "version": guide.version,
        "language": guide.language,
        "minutes": guide.minutes,
        "stages": len(guide.stages),
        "questions": sum(len(stage.questions) for stage in guide.stages),
        "purpose": guide.purpose,
    }


def _row(line: ShelfLine) -> tuple[str, str, str, str]:
    state = "put away" if line.put_away else "your own" if line.own else ""
    return (line.guide.key, line.guide.name, _length(line.guide), state)


def _length(guide: Guide) -> str:
    stages = len(guide.stages)
    return f"{guide.minutes} min, {stages} stage{'s' * (stages != 1)}"


def _told(guide: Guide) -> Iterator[str]:
    yield f"{guide.name} ({_length(guide)})"
    yield guide.purpose
    yield f"When it fits: {guide.use}"
    yield f"Where it does not fit: {guide.avoid}"
    if guide.note:
        yield f"Good to know: {guide.note}"
    for number, stage in enumerate(guide.stages, 1):
        yield ""
        yield from _told_stage(number, stage)
    yield ""
    yield f"At the end: {' '.join(guide.exit)}"
    yield f"Not for notes: {'; '.join(guide.never)}"


def _told_stage(number: int, stage: Stage) -> Iterator[str]:
    yield f"{number}. {stage.name} ({stage.minutes} min, {stage.ask_of}): {stage.intent}"
    yield from (f"   - {question}" for question in stage.questions)
    yield f"   Done when: {stage.done_when}"


COMMANDS = (guide,)
