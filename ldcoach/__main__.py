"""The front door: without a command the app opens, else the command line answers."""

from __future__ import annotations

import sys


def main() -> int:
    """Run LDCoach and return the exit code."""
    if getattr(sys, "frozen", False):
        from multiprocessing import freeze_support

        freeze_support()  # an installed program starts itself anew to read a file that came from outside
    from ldcoach.app import main as run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
