"""The version of the tables, and the one transaction in which migrations run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlalchemy as sa

from ldcoach.errors import LDCoachError
from ldcoach.store.checks import missing_triggers, out_of_step
from ldcoach.store.engine import Connections
from ldcoach.store.standing import TRIGGERS

__all__ = ["MIGRATIONS", "SCHEMA", "migrate"]

SCHEMA = 2
MIGRATIONS = Path(__file__).resolve().parent / "migrations"


def migrate(connections: Connections, scripts: Path = MIGRATIONS, target: str = "head") -> None:
    """Run the migrations that are due in one transaction; when one fails, the record is as it was."""
    with connections.writing.connect() as connection:
        bare: Any = connection.connection.dbapi_connection
        # A table rebuilt with foreign keys on would take its children along; inside a transaction this has no effect.
        bare.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                _upgrade(connection, scripts, target)
                _bring_triggers_back(bare)
                _verify(bare)
        finally:
            bare.execute("PRAGMA foreign_keys=ON")


def _upgrade(connection: sa.Connection, scripts: Path, target: str) -> None:
    # Alembic takes half a second to import and is needed once for each new version.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    command.upgrade(config, target)
    reached = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one()
    connection.exec_driver_sql("INSERT OR REPLACE INTO meta VALUES ('schema', ?)", (str(int(reached)),))


def _bring_triggers_back(bare: Any) -> None:  # noqa: ANN401 - a bare connection of the pool
    """Make the triggers anew that went with a table when it was rebuilt."""
    for name in missing_triggers(bare):
        bare.execute(f"DROP TRIGGER IF EXISTS {name}")
        bare.execute(TRIGGERS[name])


def _verify(bare: Any) -> None:  # noqa: ANN401
    broken = bare.execute("PRAGMA foreign_key_check").fetchone() or missing_triggers(bare) or out_of_step(bare)
    if broken:
        message = "The record could not be brought up to date. It is as it was; keep using the version you had."
        raise LDCoachError(message)
