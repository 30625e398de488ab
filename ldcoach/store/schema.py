"""The version of the tables: made new, taken as it is, brought up to date, or refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlalchemy as sa

from ldcoach.errors import LDCoachError, NewerRecord, RecordDamaged
from ldcoach.store.checks import missing_triggers
from ldcoach.store.engine import Connections
from ldcoach.store.failures import DAMAGED

__all__ = ["MIGRATIONS", "SCHEMA", "bring_up_to_date", "migrate"]

SCHEMA = 1
MIGRATIONS = Path(__file__).resolve().parent / "migrations"
_VERSION = "SELECT value FROM meta WHERE key = 'schema'"


def bring_up_to_date(connections: Connections) -> None:
    """Migrate an older record; one of today costs a single query.

    Raises:
        NewerRecord: a newer LDCoach wrote it.
        RecordDamaged: it does not know its version.
    """
    found = _version(connections)
    if found > SCHEMA:
        message = "This record was written by a newer LDCoach. It is as it was; install the newer version to open it."
        raise NewerRecord(message)
    if found < SCHEMA:
        migrate(connections)


def migrate(connections: Connections, scripts: Path = MIGRATIONS, target: str = "head") -> None:
    """Run the migrations that are due in one transaction; when one fails, the record is as it was."""
    with connections.writing.connect() as connection:
        bare: Any = connection.connection.dbapi_connection
        # A table rebuilt with foreign keys on would take its children along; inside a transaction this has no effect.
        bare.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                _upgrade(connection, scripts, target)
                _verify(bare)
        finally:
            bare.execute("PRAGMA foreign_keys=ON")


def _version(connections: Connections) -> int:
    raw = connections.raw()
    try:
        if not raw.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
            raise RecordDamaged(DAMAGED)
        row = raw.execute(_VERSION).fetchone()
    finally:
        raw.close()
    if row is None or not row[0].isdecimal():
        raise RecordDamaged(DAMAGED)
    return int(row[0])


def _upgrade(connection: sa.Connection, scripts: Path, target: str) -> None:
    # Alembic takes half a second to import and is needed once for each new version.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    command.upgrade(config, target)
    reached = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one()
    connection.exec_driver_sql("INSERT OR REPLACE INTO meta VALUES ('schema', ?)", (str(int(reached)),))


def _verify(bare: Any) -> None:  # noqa: ANN401 - a bare connection of the pool
    broken = bare.execute("PRAGMA foreign_key_check").fetchone() or missing_triggers(bare)
    if broken:
        message = "The record could not be brought up to date. It is as it was; keep using the version you had."
        raise LDCoachError(message)
