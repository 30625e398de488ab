"""Runs the tools that make installers: says each step, keeps their output, and stops with its end when one fails."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

__all__ = ["BuildFailed", "Progress", "run", "tool"]

_TOLD = 25


class BuildFailed(Exception):
    """A step failed; the message says which and why."""


class Progress:
    """Tells step by step how far a build is, with the seconds that each took."""

    def __init__(self, steps: int) -> None:
        self._steps = steps
        self._at = 0
        self._began = time.monotonic()

    def step(self, words: str) -> None:
        """Begin the next step."""
        self._at += 1
        passed = time.monotonic() - self._began
        print(f"[{self._at}/{self._steps}] {passed:6.1f} s  {words}", flush=True)


def tool(name: str, package: str) -> str:
    """Return the path of a tool.

    Raises:
        BuildFailed: it is not installed; the message names the package that brings it.
    """
    found = shutil.which(name)
    if found is None:
        raise BuildFailed(f"{name} is not installed; the package {package} brings it.")
    return found


def run(*command: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None) -> str:
    """Run a tool and return what it printed.

    Raises:
        BuildFailed: it ended with another code than 0; the message holds the end of what it said.
    """
    words = [str(each) for each in command]
    made = {**os.environ, **(env or {})}
    done = subprocess.run(words, cwd=cwd, env=made, capture_output=True, text=True, check=False)  # noqa: S603  # words of our own
    if done.returncode:
        end = "\n".join((done.stdout + done.stderr).splitlines()[-_TOLD:])
        raise BuildFailed(f"{Path(words[0]).name} ended with {done.returncode}:\n{end}")
    return done.stdout


def finish(error: BuildFailed) -> int:
    """Say why the build stopped; return the exit code."""
    print(f"build: {error}", file=sys.stderr)
    return 1
