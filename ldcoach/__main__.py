"""The front door: without a command the app opens, else the command line answers."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from types import FrameType

INTERRUPTED = 130
STOPPED = b"ldcoach: Stopped. Nothing was changed.\n"


def main() -> int:
    """Run LDCoach and return the exit code."""
    _end_at_once_while_loading()
    if getattr(sys, "frozen", False):
        from multiprocessing import freeze_support

        freeze_support()  # an installed program starts itself anew to read a file that came from outside
    from ldcoach.app import main as run

    try:
        return run(sys.argv[1:])
    except KeyboardInterrupt:
        return INTERRUPTED


def _end_at_once_while_loading() -> None:
    """Let Ctrl+C end the program at once, until `app` has loaded what it runs: nothing is open yet."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _end_at_once)


def _end_at_once(_signal: int, _frame: FrameType | None) -> None:
    with suppress(OSError):  # a program without a terminal may have no standard error
        os.write(2, STOPPED)
    os._exit(INTERRUPTED)


if __name__ == "__main__":
    sys.exit(main())
