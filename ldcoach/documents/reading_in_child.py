"""Reads a file that came from outside in a process of its own, with little time and little memory."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

from ldcoach.errors import FileLocked, UnfitInput

__all__ = ["Limits", "read_in_child"]

LONGEST_ANSWER = 16_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What the child may use: seconds of work, seconds in all, bytes of memory."""

    cpu_seconds: int = 20
    wall_seconds: int = 40
    memory_bytes: int = 1 << 30


def read_in_child(job: Callable[..., Any], *arguments: object, too_much: str, limits: Limits | None = None) -> Any:  # noqa: ANN401  # JSON data
    """Return what `job` returns, as JSON data; it is a function of a module, called in a new process.

    The process is started anew and never forked, so that it shares nothing with the window. On Windows memory is
    bounded by the size of the file alone.

    Raises:
        UnfitInput: the job refused the file with that sentence, or it used up its time or its memory (`too_much`).
        FileLocked: the job said that a password locks the file, or that another one does.
    """
    bounds = limits or Limits()
    context = get_context("spawn")
    answers, answer = context.Pipe(duplex=False)
    child = context.Process(target=_work, args=(answer, job, arguments, bounds), daemon=True)
    with answers:
        child.start()
        answer.close()
        try:
            told = answers.recv_bytes(LONGEST_ANSWER) if answers.poll(bounds.wall_seconds) else b""
        except (EOFError, OSError):  # it was ended by its limits, or said too much
            told = b""
        finally:
            child.kill()
            child.join()
            child.close()
    return _result(told, too_much)


def _result(told: bytes, too_much: str) -> Any:  # noqa: ANN401  # JSON data
    heard = json.loads(told) if told else {}
    if "result" in heard:
        return heard["result"]
    if heard.get("locked"):
        raise FileLocked(heard["refused"])
    raise UnfitInput(heard.get("refused") or too_much)


def _work(answer: Connection, job: Callable[..., Any], arguments: tuple[object, ...], limits: Limits) -> None:
    """Do the job in the child; whatever goes wrong in there says nothing of what the file holds."""
    _be_silent()
    _bound(limits)
    told: dict[str, object] = {}
    try:
        told = {"result": job(*arguments)}
    except UnfitInput as refusal:
        told = {"refused": str(refusal), "locked": isinstance(refusal, FileLocked)}
    except Exception:  # noqa: BLE001  # a parser may raise anything over a hostile file; the parent says 'too much'
        told = {}
    answer.send_bytes(json.dumps(told).encode())
    answer.close()


def _be_silent() -> None:
    """Let no parser print what it found."""
    sys.stderr = sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115  # for good
    for stream in (1, 2):
        os.dup2(sys.stderr.fileno(), stream)


def _bound(limits: Limits) -> None:
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415  # not on Windows

    wanted = (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, limits.cpu_seconds),
        (resource.RLIMIT_AS, limits.memory_bytes),
    )
    for kind, most in wanted:
        with suppress(ValueError, OSError):  # macOS does not bound memory; time still bounds it
            resource.setrlimit(kind, (most, most))
