"""The list of everybody who was erased, beside the backups: sealed, so that nobody adds or removes a line unnoticed."""

from __future__ import annotations

import hmac
import json
from collections.abc import Collection
from datetime import date
from pathlib import Path

from ldcoach.domain.erasure import Tombstone
from ldcoach.errors import RecordDamaged
from ldcoach.store.disk import create_private, settle, sync_and_close, told_of_files
from ldcoach.store.scratch import scratch

__all__ = ["LIST_NAME", "read_erased", "write_erased"]

LIST_NAME = "erased.ldclist"
_LABEL = b"ldcoach/erased-list/v1\0"
_MOST = 8 << 20
_NOT_WRITTEN = "The list of erased people could not be kept beside the backups."
_ALTERED = "The list of erased people beside the backups was altered or belongs to another record."


def read_erased(folder: Path, seal: bytearray) -> tuple[Tombstone, ...] | None:
    """Return who was erased as a folder of backups has it, or None where there is no list.

    Raises:
        RecordDamaged: the list does not carry the seal of this record.
    """
    try:
        if not (folder / LIST_NAME).is_file():  # a pipe would let us wait for ever
            return None
        with (folder / LIST_NAME).open("rb") as file:
            data = file.read(_MOST)
    except OSError:
        return None
    try:
        whole = json.loads(data)
        body, mac = _body(whole["erased"]), bytes.fromhex(whole["seal"])
        if not hmac.compare_digest(hmac.digest(seal, _LABEL + body, "sha256"), mac):
            raise RecordDamaged(_ALTERED)
        return tuple(Tombstone(str(line["id"]), date.fromisoformat(line["on"])) for line in whole["erased"])
    except (ValueError, TypeError, KeyError, RecursionError):
        raise RecordDamaged(_ALTERED) from None


def write_erased(folder: Path, stones: Collection[Tombstone], seal: bytearray) -> None:
    """Write the list whole or not at all.

    Raises:
        LDCoachError: the folder cannot be written or is full; the former list is as it was.
    """
    lines = [{"id": stone.id, "on": stone.on.isoformat()} for stone in sorted(stones)]
    mac = hmac.digest(seal, _LABEL + _body(lines), "sha256").hex()
    data = json.dumps({"erased": lines, "seal": mac}, indent=1).encode("utf-8")
    with told_of_files(_NOT_WRITTEN), scratch(folder) as private:
        new = private / LIST_NAME
        sync_and_close(create_private(new), data)
        new.replace(folder / LIST_NAME)
        settle(folder)


def _body(lines: object) -> bytes:
    return json.dumps(lines, sort_keys=True, separators=(",", ":")).encode("utf-8")
