"""Commands for IT's settings: what holds on this computer, and whether a file is fit to be rolled out."""

from __future__ import annotations

from pathlib import Path

import click

from ldcoach.cli.parts import Call
from ldcoach.cli.show import counted, print_json
from ldcoach.domain.policy import Policy, PolicyFault, PolicyLine, PolicyTier, ResolvedKey
from ldcoach.domain.policy_keys import BY_ID

_BY = {
    PolicyTier.FORCED: "forced by IT",
    PolicyTier.CLOSED: "closed, because IT's settings cannot be read",
    PolicyTier.RECOMMENDED: "recommended by IT",
    PolicyTier.BUILT_IN: "as LDCoach comes",
}
_NO_LOCK = "the manager may choose another"


@click.group()
def policy() -> None:
    """IT's settings; no record is needed."""


@policy.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def show(call: Call, as_json: bool) -> None:
    """Show what IT set on this computer, what each setting means and who decided.

    Example: ldcoach policy show
    """
    held = call.parts.policy.read()
    if as_json:
        print_json(_as_data(held))
        return
    click.echo(f"IT's settings come from {held.where}." if held.where else "IT set nothing on this computer.")
    for fault in held.faults:
        click.echo(_told_fault(fault))
    if held.closed:
        click.echo("What cannot be read may have been meant to protect, so the strictest values hold there.")
    click.echo("")
    for one in held.every():
        click.echo(f"{one.key.id} = {_written(one)}  ({_decided(one)})")
        click.echo(f"    {one.sentence}")


@policy.command()
@click.argument("file", metavar="FILE.toml")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_context
def check(context: click.Context, file: str, as_json: bool) -> None:
    """Explain a policy.toml line by line, and say which lines cannot be used.

    Example: ldcoach policy check policy.toml
    """
    call: Call = context.obj
    name, held = Path(file).name, call.parts.policy.check(Path(file))
    if as_json:
        found = {"file": name, "sound": not held.faults, "lines": [_as_line(line) for line in held.lines]}
        print_json(found | {"faults": held.faults, "closed": sorted(held.closed)})
    else:
        _explain(name, held)
    if held.faults:
        places = ", ".join(f"line {line}" for line in sorted({fault.line for fault in held.faults}) if line)
        where = f": {places}" if places else ""
        click.echo(f"ldcoach: {name} cannot be used as it is{where}. Nothing was changed; correct it.", err=True)
        context.exit(1)


def _explain(name: str, held: Policy) -> None:
    found: list[PolicyLine | PolicyFault] = [*held.lines, *held.faults]
    for one in sorted(found, key=lambda each: each.line):
        click.echo(_told_fault(one) if isinstance(one, PolicyFault) else _told_line(one))
    if held.closed:
        click.echo(f"While it is so, the strictest values hold for {', '.join(sorted(held.closed))}.")
    if not held.faults:
        click.echo(f"{name} is sound: {counted(len(held.lines), 'setting')}.")


def _told_line(line: PolicyLine) -> str:
    who = "Nobody can change it." if line.tier is PolicyTier.FORCED else f"It is a proposal; {_NO_LOCK}."
    return f"line {line.line}: {line.tier}.{line.key}: {BY_ID[line.key].told(line.value)} {who}"


def _told_fault(fault: PolicyFault) -> str:
    return f"line {fault.line}: cannot be used: {fault.sentence}" if fault.line else f"cannot be used: {fault.sentence}"


def _as_line(line: PolicyLine) -> dict[str, object]:
    return {
        "line": line.line,
        "tier": line.tier,
        "id": line.key,
        "value": line.value,
        "means": BY_ID[line.key].told(line.value),
    }


def _as_data(held: Policy) -> dict[str, object]:
    state = "broken" if held.faults else "sound" if held.where else "none"
    return {
        "source": held.where,
        "state": state,
        "faults": held.faults,
        "settings": [_as_setting(held, one) for one in held.every()],
    }


def _as_setting(held: Policy, one: ResolvedKey) -> dict[str, object]:
    return {
        "id": one.key.id,
        "title": one.key.title,
        "value": one.value,
        "tier": one.tier,
        "locked": one.locked,
        "by": held.by_whom(one.key.id),
        "means": one.sentence,
        "security": one.key.protects,
    }


def _decided(one: ResolvedKey) -> str:
    may = f"; {_NO_LOCK}" if one.key.setting and not one.locked else ""
    return f"{_BY[one.tier]}{may}"


def _written(one: ResolvedKey) -> str:
    if isinstance(one.value, bool):
        return str(one.value).lower()
    if isinstance(one.value, tuple):
        return "[" + ", ".join(f'"{each}"' for each in one.value) + "]"
    return str(one.value) if isinstance(one.value, int) else f'"{one.value}"'


COMMANDS = (policy,)
