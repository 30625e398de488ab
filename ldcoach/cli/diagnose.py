"""The diagnosis of a gap on a terminal, or from a file of answers; the one command that asks questions."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from ldcoach.cli.given import NAMED
from ldcoach.cli.parts import Call
from ldcoach.cli.questions import Interview
from ldcoach.cli.show import print_json
from ldcoach.cli.unlocking import open_desk, record_options
from ldcoach.domain.diagnosis import Cause, Diagnosis, Found, Node, Offer, offers
from ldcoach.errors import UnfitInput
from ldcoach.services.gap_reading import read_answers

LARGEST_FILE = 100_000


@click.command()
@record_options
@click.option(
    "--person", type=NAMED, help="Whose work it is about: id, name, or how the name begins. Asks on this terminal."
)
@click.option(
    "--gap", "statement", type=NAMED, help="What is and what was wanted; one of that description is gone on with."
)
@click.option(
    "--answers", type=NAMED, metavar="FILE", help="A JSON file of node: answer ('-': standard input); needs no record."
)
@click.pass_obj
def diagnose(
    call: Call,
    passphrase_file: str | None,
    as_json: bool,
    person: str | None,
    statement: str | None,
    answers: str | None,
) -> None:
    """Find out what keeps a result away, question by question, before choosing a remedy.

    Example: ldcoach diagnose --answers answers.json --json
    """
    if (person is None) == (answers is None):
        message = "Give --person to be asked, or --answers FILE."
        raise click.UsageError(message)
    if answers is not None:
        diagnosis = call.parts.opening.library.diagnosis()
        _tell(diagnosis, read_answers(diagnosis, _answers_in(_content(answers))), as_json=as_json)
        return
    if as_json:
        message = "--json goes with --answers; --person asks on this terminal."
        raise click.UsageError(message)
    with open_desk(call, passphrase_file) as desk:
        found = Interview(desk, desk.people.named(person or "")).hold(statement)
        if found is not None:
            click.echo()
            _tell(desk.gaps.diagnosis, found, as_json=False)


def as_document(diagnosis: Diagnosis, found: Found) -> dict[str, Any]:
    """Return what was found as plain data."""
    closing = diagnosis.closings[found.ending] if found.ending else None
    made = offers(diagnosis, found)
    return {
        "finished": closing is not None,
        "ending": found.ending,
        "advice": closing.words if closing else "",
        "causes": [_cause(cause, found, made) for cause in found.causes],
        "path_kinds": [_kind(offer) for offer in made],
        "checks": [{"id": node, "check": diagnosis.nodes[node].check} for node in found.checks],
        "fine": [{"id": node, "name": diagnosis.nodes[node].name} for node in found.fine],
        "person_set_aside": found.set_aside,
        "next": _question(diagnosis.nodes[found.next]) if found.next else None,
    }


def _cause(cause: Cause, found: Found, made: Iterable[Offer]) -> dict[str, Any]:
    return {
        "id": cause.key,
        "label": cause.label,
        "who_can_act": cause.who,
        "owner": cause.owner,
        "system_area": cause.system or None,
        "found_by": found.behind[cause.key],
        "path_kinds": [offer.way.kind for offer in made if offer.way.kind in cause.kinds],
        "early_sign": cause.lead,
    }


def _kind(offer: Offer) -> dict[str, Any]:
    note = CAUTION if offer.caution else ""
    return {"id": offer.way.kind, "label": offer.way.label, "cause": offer.cause.key, "note": note}


def _question(node: Node) -> dict[str, Any]:
    answers = [one.key for one in node.answers]
    return {"id": node.id, "question": node.question, "note": node.note, "why": node.why, "answers": answers}


CAUTION = "It will not last while what is around the work is unsolved."


def _tell(diagnosis: Diagnosis, found: Found, *, as_json: bool) -> None:
    if as_json:
        print_json(as_document(diagnosis, found))
        return
    for cause in found.causes:
        click.echo(f"Cause: {cause.label}. {cause.who}")
    for offer in offers(diagnosis, found):
        click.echo(f"  {_way(offer)}")
    for node in found.checks:
        click.echo(f"Check: {diagnosis.nodes[node].check}")
    if found.set_aside:
        click.echo("There is enough to do around the work; the questions about the person wait until then.")
    if found.ending:
        closing = diagnosis.closings[found.ending]
        click.echo(f"{closing.title}. {closing.words}")
    if found.next:
        click.echo(f"Next: {found.next} {diagnosis.nodes[found.next].question}")


def _way(offer: Offer) -> str:
    return f"{offer.way.label}. {CAUTION}" if offer.caution else f"{offer.way.label}."


def _content(file: str) -> bytes:
    try:
        if file == "-":
            content = sys.stdin.buffer.read(LARGEST_FILE + 1)
        else:
            with Path(file).open("rb") as opened:
                content = opened.read(LARGEST_FILE + 1)
    except OSError as error:
        message = "The file of answers cannot be read. Nothing was changed; check its path."
        raise UnfitInput(message) from error
    if len(content) > LARGEST_FILE:
        message = "The file of answers is larger than 100 kB. Nothing was read; it holds one answer for each question."
        raise UnfitInput(message)
    return content


def _answers_in(content: bytes) -> dict[str, str]:
    """Return the answers of a JSON object.

    Raises:
        UnfitInput: it is no such object, a question is there twice, or an answer is no text.
    """
    try:
        found = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        message = 'The file of answers is no JSON. Nothing was kept; write it like {"N0": "yes", "N1": "no"}.'
        raise UnfitInput(message) from error
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        message = 'The file of answers is not one object of texts. Nothing was kept; write {"N0": "yes", "N1": "no"}.'
        raise UnfitInput(message)
    return {node.strip(): value.strip().lower() for node, value in found.items()}


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({name.strip() for name, _ in pairs}) < len(pairs):
        message = "The file answers a question twice. Nothing was kept; leave one answer for each question."
        raise UnfitInput(message)
    return dict(pairs)


COMMANDS = (diagnose,)
