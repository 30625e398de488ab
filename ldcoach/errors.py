"""What can go wrong outside our own code; every message says what happened, that nothing was lost, and what to do."""

from __future__ import annotations

__all__ = [
    "Ambiguous",
    "DiskFull",
    "FileLocked",
    "HeldText",
    "KeyStoreUnavailable",
    "LDCoachError",
    "NewerRecord",
    "NotFound",
    "RecordDamaged",
    "RecordInUse",
    "RecordMissing",
    "RefusedByPolicy",
    "UnfitInput",
    "WrongSecret",
]


class LDCoachError(Exception):
    """The environment or the user needs to act; `exit_code` is what the command line returns.

    The message is one or two plain sentences, fit to be shown as it stands. It never holds a
    passphrase, a key or a text that somebody wrote.
    """

    exit_code = 1


class NotFound(LDCoachError):
    """Nothing in the record goes by that name or id."""


class Ambiguous(LDCoachError):
    """A name fits more than one; the message lists the candidates."""


class UnfitInput(LDCoachError):
    """A file or value that was handed in cannot be used; the record is as it was."""


class FileLocked(UnfitInput):
    """A file that was handed in is locked with a password: none was given, or another one."""


class HeldText(LDCoachError):
    """A stop rule holds the text: it was not written anywhere.

    `rules` are the ids of the rules, `spans` their places as (start, end) in characters, `part` is the place from 0
    of the text among those that were to be written together.
    """

    def __init__(self, message: str, rules: tuple[str, ...], spans: tuple[tuple[int, int], ...], part: int = 0) -> None:
        super().__init__(message)
        self.rules = rules
        self.spans = spans
        self.part = part


class DiskFull(LDCoachError):
    """There is no room left on the disk; nothing but this last change was lost."""


class RecordMissing(LDCoachError):
    """There is no record in this folder yet."""


class WrongSecret(LDCoachError):
    """The passphrase or the recovery code did not open the record."""

    exit_code = 3


class KeyStoreUnavailable(LDCoachError):
    """The system's key store is missing, locked, too slow, or said no; the passphrase still opens the record."""


class RecordDamaged(LDCoachError):
    """A file of the record is cut short, altered or not ours."""

    exit_code = 4


class NewerRecord(LDCoachError):
    """The record was written by a newer LDCoach."""


class RefusedByPolicy(LDCoachError):
    """IT's settings do not allow this."""

    exit_code = 5


class RecordInUse(LDCoachError):
    """Another LDCoach has this record open."""

    exit_code = 6
