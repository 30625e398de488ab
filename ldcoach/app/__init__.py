"""The only place where parts are introduced to each other."""

from __future__ import annotations

import os
import signal
import time
import warnings
from collections.abc import Sequence
from pathlib import Path

from ldcoach.app.folders import data_folder
from ldcoach.paths import Home, spelled_out

_DAY = 24 * 60 * 60


def main(arguments: Sequence[str]) -> int:
    """Open the app when no command is given, else run the command; return the exit code."""
    from ldcoach.vault.dumps import forbid_dumps

    forbid_dumps()
    _settle_time_zone()
    rest, home = _home_named(list(arguments))
    given = _file_given(rest)
    if (rest and given is None) or (home is not None and not home.strip()):
        from ldcoach.app.parts import parts
        from ldcoach.cli.root import run

        known = parts()
        _be_interrupted_in_order()
        return run(arguments, known)
    from ldcoach.app.window import open_window

    _be_interrupted_in_order()
    return open_window(Home(spelled_out(home) if home else data_folder() / "record"), given=given)


def _be_interrupted_in_order() -> None:
    """From here on Ctrl+C closes what is open; where it is ignored, it stays so."""
    if callable(signal.getsignal(signal.SIGINT)):
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _settle_time_zone() -> None:
    """Count in UTC where the variable TZ says what no clock can show: no local time could be told at all."""
    # Where nothing says the zone it is UTC as well, and not worth a warning among the answers.
    warnings.filterwarnings("ignore", "Can not find any timezone configuration", UserWarning)
    if abs(time.localtime().tm_gmtoff) >= _DAY and os.name == "posix":
        os.environ["TZ"] = "UTC"
        time.tzset()


def _file_given(words: list[str]) -> Path | None:
    """Return the one file of a kind that is registered for LDCoach, as a double click hands it over."""
    ours = len(words) == 1 and words[0].lower().endswith((".ldhandover", ".ldpack"))
    return Path(words[0]).absolute() if ours else None


def _home_named(arguments: list[str]) -> tuple[list[str], str | None]:
    """Return what follows `--home DIR`, and that folder or the one that LDCOACH_HOME names."""
    named = os.environ.get("LDCOACH_HOME") or None
    if arguments[:1] == ["--home"] and len(arguments) > 1:
        named, arguments = arguments[1], arguments[2:]
    elif arguments and arguments[0].startswith("--home="):
        named, arguments = arguments[0].removeprefix("--home="), arguments[1:]
    return arguments, named
