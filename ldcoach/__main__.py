"""The front door: without a command the app opens, else the command line answers."""

from __future__ import annotations

import sys


def main() -> int:
    """Run LDCoach and return the exit code."""
    from ldcoach.app import main as run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
