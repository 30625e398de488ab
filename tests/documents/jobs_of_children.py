"""What the tests let a child do; a child imports its job by name."""

from __future__ import annotations

import os
import sys
import time

from ldcoach.errors import UnfitInput


def told(*what: object) -> list[object]:
    print("what a parser prints", file=sys.stderr)
    return [*what, os.getpid()]


def refuse() -> None:
    message = "This is no file of ours. Nothing was changed."
    raise UnfitInput(message)


def fail(secret: str) -> None:
    raise RuntimeError(secret)


def spin() -> None:
    while True:
        pass


def wait() -> None:
    time.sleep(60)


def hoard() -> int:
    return len(bytearray(3 << 30))


def vanish() -> None:
    os._exit(3)


def gush() -> str:
    return "x" * 20_000_000
