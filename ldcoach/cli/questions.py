"""Asks the questions of the diagnosis on a terminal; each answer is kept before the next question."""

from __future__ import annotations

import click

from ldcoach.domain.diagnosis import Found, Node
from ldcoach.domain.gaps import GapStage
from ldcoach.domain.ids import GapId
from ldcoach.domain.people import Person
from ldcoach.errors import HeldText, UnfitInput
from ldcoach.services.desk import Desk

_BACK, _PAUSE, _WHY = "back", "pause", "why"


class Interview:
    """One diagnosis with one person, begun or gone on with."""

    def __init__(self, desk: Desk, person: Person) -> None:
        self._desk = desk
        self._person = person

    def hold(self, statement: str | None) -> Found | None:
        """Ask until there is nothing to ask; return what was found, or None when it was paused."""
        gap_id = self._gap(statement)
        try:
            return self._ask(gap_id)
        except click.Abort:
            click.echo()
            click.echo("Paused. What you answered is kept; the same command goes on.")
            return None

    def _gap(self, statement: str | None) -> GapId:
        lines = self._desk.gaps.lines(self._person.id)
        if statement is not None:
            same = (line.gap.id for line in lines if line.gap.statement.casefold() == statement.strip().casefold())
            return next(same, None) or self._begin(statement)
        for line in lines:
            if line.stage is GapStage.ASKING and click.confirm(f"Go on with: {line.gap.statement}?", default=True):
                return line.gap.id
        while True:
            words = click.prompt("What is, and what was wanted")
            examples = [click.prompt(f"Example {at}, with its date", default="") for at in (1, 2)]
            try:
                return self._begin(words, *examples)
            except (HeldText, UnfitInput) as refusal:
                click.echo(str(refusal), err=True)

    def _begin(self, statement: str, *examples: str) -> GapId:
        return GapId(self._desk.gaps.begin(self._person.id, statement, examples=examples).created)

    def _ask(self, gap_id: GapId) -> Found:
        found = self._found(gap_id)
        place = found.next
        while place:
            answer = self._answer(self._desk.gaps.diagnosis.nodes[place])
            if answer == _BACK:
                place = found.asked[max(found.asked.index(place) - 1, 0)]
                continue
            self._desk.gaps.answer(gap_id, place, answer)
            found = self._found(gap_id)
            place = found.next
        return found

    def _found(self, gap_id: GapId) -> Found:
        return self._desk.gaps.view(gap_id).found

    def _answer(self, node: Node) -> str:
        click.echo()
        click.echo(f"{node.name}: {node.question}" + (f" {node.note}" if node.note else ""))
        for at, one in enumerate(node.answers, 1):
            click.echo(f"  {at}  {one.words}" + (f". {one.means}" if one.means else ""))
        while True:
            typed = click.prompt("Answer (? says why, b goes back, p pauses)", prompt_suffix=": ").strip().lower()
            if typed in {"?", _WHY}:
                click.echo(node.why)
            elif typed in {"p", _PAUSE}:
                raise click.Abort
            elif typed in {"b", _BACK}:
                return _BACK
            elif (key := _key(node, typed)) is not None:
                return key
            else:
                click.echo("Type the number of an answer, or how it begins.")


def _key(node: Node, typed: str) -> str | None:
    """Return the answer that a number, a key, or a beginning means, or None."""
    if typed.isdecimal() and 1 <= int(typed) <= len(node.answers):
        return node.answers[int(typed) - 1].key
    begun = [one.key for one in node.answers if typed and one.key.startswith(typed)]
    return begun[0] if len(begun) == 1 else None
