"""The command line as a whole: its commands, its exit codes, one line for every failure."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from ldcoach import __version__
from ldcoach.cli import (
    access,
    calendar,
    diagnose,
    erase,
    feedback,
    forms,
    gaps,
    goals,
    guides,
    handover,
    insights,
    learning,
    measures,
    passphrase,
    people,
    policy,
    record,
    recovery,
    safety,
    skills,
    summary,
    talks,
    threads,
)
from ldcoach.cli.given import place
from ldcoach.cli.parts import Call, Parts
from ldcoach.cli.stopping import STOPS, Stopped
from ldcoach.cli.streams import answer_was_lost, prepare_streams
from ldcoach.errors import LDCoachError


class _Commands(click.Group):
    """Commands that tell in one line of our own that somebody stopped them."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; raises Stopped where somebody stopped it."""
        try:
            return super().invoke(ctx)
        except STOPS as stop:
            _leave_the_line()
            raise Stopped(kept=not isinstance(ctx.obj, Call) or ctx.obj.may_have_kept) from stop


@click.group(cls=_Commands, context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100})
@click.option("--home", metavar="DIR", envvar="LDCOACH_HOME", help="The folder that holds the record.")
@click.version_option(__version__, prog_name="ldcoach")
@click.pass_context
def ldcoach(context: click.Context, home: str | None) -> None:
    """Guide structured 1-2-1s; without a command the app opens."""
    if home is not None and not home.strip():
        message = "--home names no folder."
        raise click.UsageError(message)
    context.obj = Call(context.obj, place(home) if home else None)


for command in (
    *record.COMMANDS,
    *safety.COMMANDS,
    *recovery.COMMANDS,
    *erase.COMMANDS,
    *access.COMMANDS,
    *handover.COMMANDS,
    *passphrase.COMMANDS,
    *people.COMMANDS,
    *talks.COMMANDS,
    *feedback.COMMANDS,
    *goals.COMMANDS,
    *threads.COMMANDS,
    *skills.COMMANDS,
    *guides.COMMANDS,
    *gaps.COMMANDS,
    *diagnose.COMMANDS,
    *summary.COMMANDS,
    *insights.COMMANDS,
    *measures.COMMANDS,
    *learning.COMMANDS,
    *forms.COMMANDS,
    *calendar.COMMANDS,
    *policy.COMMANDS,
):
    ldcoach.add_command(command)


def run(arguments: Sequence[str], parts: Parts) -> int:
    """Run one command and return its exit code; never a traceback."""
    prepare_streams()
    try:
        code = ldcoach.main(list(arguments), prog_name="ldcoach", obj=parts, standalone_mode=False)
    except (click.exceptions.Exit, click.UsageError) as end:
        return _usage(end)
    except STOPS:
        return _say(str(Stopped(kept=True)), Stopped.exit_code)
    except LDCoachError as error:
        return _say(str(error), error.exit_code)
    except OSError as error:
        return _say(_of_system(error), 1)
    except Exception as error:  # noqa: BLE001  # our bug: one line without content, never a traceback
        name = type(error).__name__
        return _say(f"Something went wrong inside LDCoach ({name}). What was saved before is safe; try again.", 1)
    return code if isinstance(code, int) else 0


def _of_system(error: OSError) -> str:
    """Return in words what the system refused."""
    reason = error.strerror or "The file cannot be used"
    if answer_was_lost():
        return f"{reason}: the answer could not be printed. What was asked for is done; look before asking again."
    return f"{reason}. Nothing was changed; check the path and try again."


def _usage(end: click.exceptions.Exit | click.UsageError) -> int:
    """Return the exit code of a call that ended in the command line itself."""
    if isinstance(end, click.UsageError):
        end.show()
    return end.exit_code


def _leave_the_line() -> None:
    """Begin a new line where a terminal shows ^C, a prompt or how far it came."""
    if sys.stderr is not None and sys.stderr.isatty():
        click.echo(err=True)


def _say(message: str, code: int) -> int:
    click.echo(f"ldcoach: {' '.join(message.split())}", err=True)
    return code
