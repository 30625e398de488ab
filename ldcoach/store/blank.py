"""Catches what SQLCipher lets pass: the end of a long text on a damaged page is read as blanks, without an error.

SQLCipher notes that a page did not carry its seal, and says so at the next page it opens; when the damaged page is the
last one of a long value, there is no next. `PRAGMA cipher_status` tells at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa

from ldcoach.errors import RecordDamaged
from ldcoach.store.failures import DAMAGED

__all__ = ["all_seals_fitted", "give_back", "nothing_blank"]


def all_seals_fitted(connection: Any) -> bool:  # noqa: ANN401 - a bare connection
    """Tell whether every page that was read on a connection carried its seal."""
    return bool(connection.execute("PRAGMA cipher_status").fetchone()[0] == "1")


def give_back(raw: Any) -> None:  # noqa: ANN401 - the pool's own wrapper of a connection
    """Give a connection back to its pool, unless it met damage: it would go on to find fault with sound pages."""
    if not all_seals_fitted(raw):
        raw.invalidate()
    raw.close()


@contextmanager
def nothing_blank(connection: sa.Connection) -> Iterator[None]:
    """Let what was read out only when all of it was sealed; a connection that met damage is not used again.

    Raises:
        RecordDamaged: a damaged page was read; a transaction that read it is not kept.
    """
    bare: Any = connection.connection.dbapi_connection
    try:
        yield
    except Exception:
        if all_seals_fitted(bare):
            raise
        # Whatever went wrong, it was over blanks.
        connection.invalidate()
        raise RecordDamaged(DAMAGED) from None
    if not all_seals_fitted(bare):
        connection.invalidate()
        raise RecordDamaged(DAMAGED)
