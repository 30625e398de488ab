"""The first tables are those of the program; a later migration happens whole or not at all."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.script import ScriptDirectory
from sqlcipher3 import dbapi2

from ldcoach.domain.people import Person
from ldcoach.domain.texts import Text
from ldcoach.errors import LDCoachError
from ldcoach.store import schema
from ldcoach.store.record import EncryptedRecord
from ldcoach.store.standing import SEARCH, TRIGGERS
from ldcoach.store.tables import metadata
from tests.store.writer import Writer

NEXT = """
from alembic import op
import sqlalchemy as sa
revision = "{next}"
down_revision = "{last}"

def upgrade():
{body}
"""
REBUILD = """
    with op.batch_alter_table("person", recreate="always") as person:
        person.add_column(sa.Column("pronouns", sa.Text, server_default="", nullable=False))
"""
FAIL = """
    op.add_column("person", sa.Column("pronouns", sa.Text))
    op.execute("CREATE TABLE half (done)")
    op.execute("UPDATE person SET name = 'changed'")
    raise RuntimeError
"""
DROPS_TRIGGERS = """
    with op.batch_alter_table("goal", recreate="always") as goal:
        goal.add_column(sa.Column("colour", sa.Text))
"""
BREAKS_SEARCH = """
    op.execute("DROP TRIGGER text_removed")
    op.execute("DELETE FROM text")
"""
BREAKS_LINKS = """
    op.execute("UPDATE text SET person_id = 'gone'")
"""


def described(connection: sa.Connection) -> dict[str, str]:
    rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {name: re.sub(r"\s+", "", sql) for name, sql in rows if not name.startswith(("alembic", "search_"))}


@pytest.fixture
def scripts(tmp_path: Path) -> Callable[[str], Path]:
    """Makes a folder of migrations with one more than the program has."""

    def with_next(body: str) -> Path:
        folder = tmp_path / "100% ours"
        shutil.copytree(schema.MIGRATIONS, folder)
        numbers = {"last": f"{schema.SCHEMA:04}", "next": f"{schema.SCHEMA + 1:04}"}
        (folder / "versions" / "9999_next.py").write_text(NEXT.format(body=body, **numbers), encoding="utf-8")
        return folder

    return with_next


def test_a_new_record_has_the_tables_of_the_program(record: EncryptedRecord) -> None:
    plain = sa.create_engine("sqlite://", module=dbapi2, poolclass=sa.StaticPool)
    metadata.create_all(plain)
    with plain.connect() as connection:
        for statement in (*SEARCH, *TRIGGERS.values()):
            connection.exec_driver_sql(statement)
        wanted = described(connection)
    with record.session.reading() as connection:
        assert described(connection) == wanted


def test_the_version_is_that_of_the_last_migration(record: EncryptedRecord) -> None:
    assert ScriptDirectory(str(schema.MIGRATIONS)).get_heads() == [f"{schema.SCHEMA:04}"]
    with record.session.reading() as connection:
        assert connection.exec_driver_sql("SELECT value FROM meta WHERE key = 'schema'").scalar_one() == str(
            schema.SCHEMA
        )


def test_a_migration_keeps_every_row_and_the_links(
    record: EncryptedRecord, write: Writer, scripts: Callable[[str], Path]
) -> None:
    person = write.person()
    text = write.text(person, "rota")
    schema.migrate(record.session.connections, scripts(REBUILD))
    assert record.get(Person, person.id) == person
    assert record.get(Text, text.id) == text
    assert record.check() == []
    with record.session.reading() as connection:
        assert connection.exec_driver_sql("SELECT value FROM meta WHERE key = 'schema'").scalar_one() == str(
            schema.SCHEMA + 1
        )
    with record.work() as work:
        work.remove(Person, person.id)
    assert record.count(Text) == 0


@pytest.mark.parametrize(
    ("body", "failure"),
    [(FAIL, RuntimeError), (BREAKS_SEARCH, LDCoachError), (BREAKS_LINKS, LDCoachError)],
    ids=["half way", "search out of step", "broken links"],
)
def test_a_migration_that_fails_leaves_the_record_as_it_was(
    record: EncryptedRecord,
    write: Writer,
    scripts: Callable[[str], Path],
    reopen: Callable[[], EncryptedRecord],
    body: str,
    failure: type[Exception],
) -> None:
    person = write.person()
    text = write.text(person, "rota")
    with record.session.reading() as connection:
        before = described(connection)
    with pytest.raises(failure):
        schema.migrate(record.session.connections, scripts(body))
    with record.session.reading() as connection:
        assert described(connection) == before
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
    record.close()
    again = reopen()
    assert (again.get(Person, person.id), again.get(Text, text.id)) == (person, text)
    assert again.check() == []


def test_an_older_record_is_brought_up_to_date_when_opened(
    record: EncryptedRecord,
    scripts: Callable[[str], Path],
    reopen: Callable[[], EncryptedRecord],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = scripts(REBUILD)
    record.close()
    monkeypatch.setattr(schema, "SCHEMA", schema.SCHEMA + 1)
    monkeypatch.setattr(schema.migrate, "__defaults__", (folder, "head"))
    with reopen().session.reading() as connection:
        columns = [row[1] for row in connection.exec_driver_sql("PRAGMA table_info(person)")]
    assert "pronouns" in columns


def test_a_lost_trigger_is_noticed(record: EncryptedRecord) -> None:
    with record.session.writing() as connection:
        connection.exec_driver_sql("DROP TRIGGER text_leaving")
    (finding,) = record.check()
    assert "text_leaving" in finding


def test_a_search_out_of_step_is_noticed(record: EncryptedRecord, write: Writer) -> None:
    text = write.text(write.person(), "rota")
    with record.session.writing() as connection:
        connection.exec_driver_sql("DROP TRIGGER text_removed")
        connection.exec_driver_sql("DELETE FROM text WHERE id = ?", (text.id,))
    assert "The search does not fit the texts." in record.check()


def test_a_broken_link_is_noticed_and_progress_is_told(record: EncryptedRecord, write: Writer) -> None:
    write.text(write.person(), "rota")
    raw = record.session.connections.raw()
    raw.execute("PRAGMA foreign_keys=OFF")
    raw.execute("DELETE FROM person")
    raw.execute("PRAGMA foreign_keys=ON")
    raw.close()
    told: list[tuple[int, int]] = []
    findings = record.check(lambda done, total: told.append((done, total)))
    assert findings == ["1 rows point to something that is gone (text)."]
    assert told == [(step, 7) for step in range(8)]
