"""The front door: without a command the app opens, else the command line answers."""

from __future__ import annotations

import sys


def main() -> int:
    """Run LDCoach and return the exit code."""
    from ldcoach import app

    return app.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
