"""What the commands for the summary print."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import click

from ldcoach.cli.show import beginning, print_json, print_rows, show_receipt
from ldcoach.domain.leaving import Receipt
from ldcoach.domain.people import Person
from ldcoach.domain.story import Story
from ldcoach.services.summaries_at_once import ManyLeft
from ldcoach.services.views.leaving import GateFinding, LeavingItem, ReplyView
from ldcoach.services.views.travel import Taking

NOTHING = "Nothing is marked shared in this period."
SAID = {
    Taking.NEW: "new",
    Taking.CHANGED: "changed since",
    Taking.KNOWN: "here already",
    Taking.HELD: "held, left out",
    Taking.LEFT_OUT: "left out",
}


def show_preview(story: Story, items: Sequence[LeavingItem], findings: Sequence[GateFinding], *, as_json: bool) -> None:
    """Show every item that would leave, what is found in it, and what always stays."""
    stay = {"prep_notes": story.prep_notes, "drafts": story.drafts, "unseen": story.unseen}
    if as_json:
        own = {"so_what": story.so_what, "human": story.human, "conditions": story.conditions}
        print_json({"items": items, "own_words": own, "findings": findings, "always_stay": stay})
        return
    rows = (
        (item.group, item.title, beginning(item.detail), f"names {item.finding}" if item.finding else "")
        for item in items
        if item.leaves
    )
    print_rows(rows, NOTHING)
    _show_findings(findings, {item.id: item.title for item in items})
    leave = sum(item.leaves for item in items)
    click.echo(f"{leave} would leave. Always stay: {story.prep_notes} prep notes, {story.drafts} drafts.")
    if story.unseen:
        click.echo(f"{story.unseen} more stay because of who it is for: not seen by the person, or between you two.")


def show_left(person: Person, receipt: Receipt, findings: Sequence[GateFinding], options: Mapping[str, Any]) -> None:
    """Say what left, and what is worth another look."""
    if options["as_json"]:
        print_json(
            {"receipt": receipt, "format": options["format_"], "output": options["output"], "findings": findings}
        )
        return
    if not receipt.item_ids:
        click.echo(NOTHING, err=True)
    show_receipt(receipt, person.name)
    if findings:
        click.echo("Worth another look before you send it; --preview shows where:")
        for rule, question in dict.fromkeys((one.rule, one.question) for one in findings):
            click.echo(f"  {rule}  {question}")


def show_many(made: ManyLeft, *, as_json: bool) -> None:
    """Say which file is whose, and who has none."""
    if as_json:
        left = [
            {"id": one.receipt.id, "person_id": one.person.id, "name": one.person.name, "output": str(one.file)}
            for one in made.left
        ]
        skipped = [{"person_id": one.person.id, "name": one.person.name, "why": one.why} for one in made.skipped]
        print_json({"left": left, "skipped": skipped})
        return
    print_rows(((one.file.name, one.person.name) for one in made.left), "Nothing was written.")
    for one in made.skipped:
        click.echo(f"{one.person.name}: {one.why}")


def show_answer(view: ReplyView, *, preview: bool, as_json: bool) -> None:
    """Show what an answer brings."""
    verdict = view.verdict.value if view.verdict else ""
    if as_json:
        print_json(
            {
                "preview": preview,
                "uid": view.uid,
                "person_id": view.person.id,
                "person": view.person.name,
                "summary_id": view.summary.id,
                "imported_before": view.imported_at is not None,
                "read": view.read,
                "verdict": verdict,
                "added": len(view.taken),
                "answers": [
                    {
                        "field": line.field,
                        "item_id": line.item_id,
                        "text": line.words,
                        "state": line.taking,
                        "rules": line.rules,
                        "asked": line.question,
                    }
                    for line in view.lines
                ],
            }
        )
        return
    click.echo(f"{'Would take over' if preview else 'Took over'} {len(view.taken)} from {view.person.name}.")
    said = {"": "said neither yes nor no", "agree": "agrees", "differ": "sees some of it differently"}[verdict]
    click.echo(f"{'Read it' if view.read else 'Did not tick that it was read'}; {said}.")
    rows = ((SAID[line.taking], line.label or "comment", " ".join(line.words.split())) for line in view.lines)
    print_rows(rows, "No words were added.")
    for question in dict.fromkeys(line.question for line in view.lines if line.taking is Taking.HELD):
        click.echo(f"Held: {question} If it is about the work, import again with --about-work.")


def _show_findings(findings: Sequence[GateFinding], titles: Mapping[str, str]) -> None:
    for one in findings:
        place = titles.get(one.item_id, one.item_id) or one.block
        click.echo(
            f"{one.rule} ({one.severity}) in {place}: \N{LEFT DOUBLE QUOTATION MARK}{one.words}"
            f"\N{RIGHT DOUBLE QUOTATION MARK}. {one.question}"
        )
