"""The command `feedback check`: how a text stands, many texts a second, and how often that is right."""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from typing import BinaryIO

import click

from ldcoach.cli.given import NAMED, place
from ldcoach.cli.labelled import labelled_texts
from ldcoach.cli.parts import Call
from ldcoach.cli.reading import read_up_to
from ldcoach.cli.show import as_data, print_json
from ldcoach.domain.kinds import FeedbackKind
from ldcoach.domain.wording.advice import Advice, Circumstances
from ldcoach.domain.wording.coach_rules import CoachRules
from ldcoach.domain.wording.looking import advice_on
from ldcoach.domain.wording.measuring import Judged, Report, Share, measured
from ldcoach.errors import UnfitInput

STANDARD_INPUT = "-"
LARGEST_TEXT, LARGEST_SET = 1_000_000, 100_000_000
"""Bytes of one text to check, and of a labelled set."""
GARBAGE = 100_000
"""How many objects may come before garbage is looked for in `--lines`; a text leaves none."""
_DOTS = {"time": "when", "occasion": "where", "behaviour": "what was done", "impact": "what followed"}


@click.command("check")
@click.argument("file", required=False, metavar="FILE|-")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.option("--lines", is_flag=True, help="Take each line as a text; print one JSON result a line, in order.")
@click.option("--kind", type=click.Choice([kind.value for kind in FeedbackKind]), help="What the feedback is for.")
@click.option(
    "--evaluate", type=NAMED, metavar="FILE.jsonl", help="Measure on labelled texts: text, label, and rules if known."
)
@click.pass_obj
def check_feedback(
    call: Call, file: str | None, as_json: bool, lines: bool, kind: str | None, evaluate: str | None
) -> None:
    """Look at the wording of a text; nothing is kept, and no record is needed.

    Example: echo "You need to be more proactive." | ldcoach feedback check -
    """
    if (file is None) == (evaluate is None):
        raise click.UsageError("Name one file to check, or - for standard input, or --evaluate FILE.jsonl.")
    rules = call.parts.opening.library.coaching_rules()
    about = Circumstances(kind=FeedbackKind(kind) if kind else None)
    if evaluate is not None:
        _evaluate(evaluate, rules, about, as_json=as_json)
    elif lines:
        _check_lines(str(file), rules, about)
    else:
        with _opened(str(file)) as source:
            raw = read_up_to(source, LARGEST_TEXT, "check a shorter text, or one text a line with --lines")
        text = _decoded(raw, str(file))
        advice = advice_on(text, rules, about)
        if as_json:
            print_json(as_plain_data(advice))
        else:
            _show(text, advice, rules)


@contextmanager
def _opened(file: str) -> Iterator[BinaryIO]:
    if file == STANDARD_INPUT:
        yield sys.stdin.buffer
        return
    try:
        source = place(file).open("rb")
    except OSError as error:
        reason = error.strerror or "it cannot be opened"
        raise UnfitInput(f"{file} could not be read ({reason}). Nothing was changed; check the path.") from None
    with source:
        yield source


def _decoded(raw: bytes, file: str, line: int | None = None) -> str:
    try:
        return raw.decode("utf-8-sig" if line in {None, 1} else "utf-8")
    except UnicodeDecodeError:
        place = "Standard input" if file == STANDARD_INPUT else file
        place += f", line {line}," if line else ""
        raise UnfitInput(f"{place} is not UTF-8 text. Nothing was changed; save it as UTF-8 and try again.") from None


def as_plain_data(advice: Advice) -> dict[str, object]:
    """Return an advice as data, written out: this runs thousands of times a second."""
    strip = advice.strip
    return {
        "findings": [
            {
                "rule": finding.rule,
                "severity": finding.severity.value,
                "start": finding.start,
                "end": finding.end,
                "question": finding.question,
            }
            for finding in advice.findings
        ],
        "strip": {
            "time": strip.time,
            "occasion": strip.occasion,
            "behaviour": strip.behaviour,
            "impact": strip.impact,
        },
        "verdict": advice.verdict.value,
    }


def as_line(advice: Advice) -> str:
    """Return `as_plain_data` as JSON, put together by hand: the questions are the same thousands of times."""
    strip = advice.strip
    findings = ", ".join(
        f'{{"rule": {_quoted(one.rule)}, "severity": "{one.severity.value}", "start": {one.start}, "end": {one.end}, '
        f'"question": {_quoted(one.question)}}}'
        for one in advice.findings
    )
    dots = ", ".join(f'"{dot}": {"true" if getattr(strip, dot) else "false"}' for dot in _DOTS)
    return f'{{"findings": [{findings}], "strip": {{{dots}}}, "verdict": "{advice.verdict.value}"}}'


@cache
def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _check_lines(file: str, rules: CoachRules, about: Circumstances) -> None:
    """Print one result a line; a line ends at a line feed and nowhere else."""
    write = sys.stdout.write
    gc.freeze()  # the rules stay; looking through them for garbage would cost a fifth of the time
    gc.set_threshold(GARBAGE)
    with _opened(file) as source:
        for number, raw in enumerate(iter(partial(source.readline, LARGEST_TEXT + len(b"\r\n")), b""), 1):
            line = raw.removesuffix(b"\n").removesuffix(b"\r")
            if len(line) > LARGEST_TEXT:
                raise UnfitInput(f"Line {number} is longer than 1 MB. Nothing was changed; split that text.")
            text = _decoded(line, file, number)
            write(as_line(advice_on(text, rules, about)) + "\n")


def _show(text: str, advice: Advice, rules: CoachRules) -> None:
    click.echo(f"Verdict: {advice.verdict.value}")
    strip = as_data(advice.strip)
    click.echo("  ".join(f"{'●' if strip[dot] else '○'} {words}" for dot, words in _DOTS.items()))
    for finding in advice.findings:
        rule = rules.rule(finding.rule)
        click.echo(f"\n{finding.rule}  {rule.name} ({finding.severity.value})")
        passage = text[finding.start : finding.end]
        if passage.strip() != text.strip():
            click.echo(f"  “{' '.join(passage.split())}”")
        click.echo(f"  {finding.question}")


def _evaluate(file: str, rules: CoachRules, about: Circumstances, *, as_json: bool) -> None:
    with _opened(file) as source:
        raw = read_up_to(source, LARGEST_SET, "measure fewer texts at a time")
    judged = [
        Judged(len(one.text.split()), one.weak, one.rules, advice_on(one.text, rules, about))
        for one in labelled_texts(_decoded(raw, file), file)
    ]
    report = measured(judged, rules.weakening | rules.holding)
    if as_json:
        print_json(_with_shares(report))
    else:
        _show_report(report, rules)


def _with_shares(value: object) -> object:
    """Return a report as data, each share with its quotient."""
    if isinstance(value, Share):
        return {"count": value.count, "of": value.of, "share": _rounded(value.share)}
    if isinstance(value, float):
        return _rounded(value)
    if isinstance(value, tuple):
        return [_with_shares(one) for one in value]
    if hasattr(value, "__dataclass_fields__"):
        return {name: _with_shares(getattr(value, name)) for name in value.__dataclass_fields__}
    return value


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 4)


def _show_report(report: Report, rules: CoachRules) -> None:
    click.echo(f"weak texts flagged (recall)     {_of(report.weak_flagged)}")
    click.echo(f"strong texts flagged            {_of(report.strong_flagged)}")
    click.echo(f"flagged texts that are weak     {_of(report.precision)}")
    click.echo(f"weak flagged, lengths balanced  {_percent(report.balanced_weak)}")
    click.echo(f"strong flagged, same            {_percent(report.balanced_strong)}")
    click.echo("\nwords      weak flagged       strong flagged")
    for band in report.bands:
        words = f"{band.fewest}–{band.most}" if band.most else f"{band.fewest}+"
        click.echo(f"{words:<9}  {_of(band.weak_flagged):<17}  {_of(band.strong_flagged)}")
    if report.rules:
        click.echo("\nrule  precision          recall             caught             name")
    for one in report.rules:
        figures = (f"{_of(share):<17}" for share in (one.precision, one.recall, one.caught))
        click.echo(f"{one.rule}  {'  '.join(figures)}  {rules.rule(one.rule).name}")


def _of(share: Share) -> str:
    return f"{_percent(share.share):>6} {share.count}/{share.of}"


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.1%}"
