"""Older records: every released version opens, a copy from before is kept, and a crash at any step loses nothing."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from ldcoach.domain.people import Person
from ldcoach.domain.texts import Revision, Text
from ldcoach.errors import LDCoachError, RecordDamaged
from ldcoach.paths import Home
from ldcoach.store import schema
from ldcoach.store.engine import Connections, connect
from ldcoach.store.record import EncryptedRecord, open_record
from ldcoach.store.upgrade import bring_up_to_date
from tests.fakes import FixedClock
from tests.store.fixtures.keep import FOLDER, SEED
from tests.store.whole_person import Words

KEY = bytearray(range(32))
VERSIONS = sorted(FOLDER.glob("schema-*.db"))
# Rebuilding the table of people with foreign keys on would take everything of theirs along; triggers go with a table
# that is rebuilt, and have to come back.
NEXT = schema.SCHEMA + 1
FOLLOWING = f"""
from alembic import op
import sqlalchemy as sa
revision = "{NEXT:04}"
down_revision = "{schema.SCHEMA:04}"

def upgrade():
    with op.batch_alter_table("person", recreate="always") as person:
        person.add_column(sa.Column("pronouns", sa.Text, server_default="", nullable=False))
    op.execute("DROP TRIGGER text_leaving")
    op.execute("DROP TRIGGER goal_texts")
    op.execute("DELETE FROM setting")
"""


@pytest.fixture
def old(home: Home) -> Home:
    """The record of the first version, with key slots beside it."""
    home.folder.mkdir()
    shutil.copyfile(FOLDER / "schema-0001.db", home.database)
    home.header.write_bytes(b"slots")
    home.header_copy.write_bytes(b"slots")
    return home


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Lets the program know one more version of the tables."""

    def know(body: str = FOLLOWING) -> None:
        folder = tmp_path / "migrations"
        shutil.copytree(schema.MIGRATIONS, folder)
        (folder / "versions" / "9999_next.py").write_text(body, encoding="utf-8")
        monkeypatch.setattr(schema, "SCHEMA", NEXT)
        monkeypatch.setattr(schema.migrate, "__defaults__", (folder, "head"))

    return know


def opened(home: Home) -> EncryptedRecord:
    return open_record(home, KEY, FixedClock())


def version(record: EncryptedRecord) -> str:
    with record.session.reading() as connection:
        return str(connection.exec_driver_sql("SELECT value FROM meta WHERE key = 'schema'").scalar_one())


def test_a_record_of_every_version_is_kept() -> None:
    assert [path.name for path in VERSIONS] == [f"schema-{number:04}.db" for number in range(1, schema.SCHEMA + 1)]


@pytest.mark.parametrize("kept", VERSIONS, ids=[path.stem for path in VERSIONS])
def test_a_record_of_every_released_version_opens_with_everything_in_it(kept: Path, home: Home) -> None:
    home.folder.mkdir()
    shutil.copyfile(kept, home.database)
    words = Words(SEED)
    expected = words.new()
    with closing(opened(home)) as record:
        assert record.check() == []
        assert version(record) == str(schema.SCHEMA)
        (person,) = record.every(Person)
        assert person.name == expected
        assert len(record.every(Text)) == record.count(Text) == 11
        assert record.count(Revision) == 2
        assert len(record.search("rewritten").hits) == 2


def test_a_copy_from_before_is_kept_and_opens_by_itself(old: Home, later: Callable[[], None]) -> None:
    later()
    with closing(opened(old)) as record:
        assert version(record) == str(NEXT)
        assert record.check() == []
        assert record.count(Text) == 11
        assert len(record.search("rewritten").hits) == 2
    copy = Home(old.backups / "before-version-1")
    assert copy.header.read_bytes() == copy.header_copy.read_bytes() == b"slots"
    with closing(connect(copy.database, KEY)) as bare:
        assert bare.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone() == ("1",)
        assert bare.execute("SELECT count(*) FROM text").fetchone() == (11,)
    if os.name != "nt":
        assert {path.stat().st_mode & 0o777 for path in copy.folder.iterdir()} == {0o600}
        assert {path.stat().st_mode & 0o777 for path in (copy.folder, old.backups)} == {0o700}


def test_a_damaged_record_is_not_migrated(old: Home, later: Callable[[], None]) -> None:
    later()
    data = bytearray(old.database.read_bytes())
    data[-2000] ^= 1
    old.database.write_bytes(data)
    with pytest.raises(RecordDamaged, match="brought up to date, but it is damaged"):
        opened(old)
    assert old.database.read_bytes() == data
    assert not (old.backups / "before-version-1").exists()


def test_a_copy_that_cannot_be_made_stops_the_migration(old: Home, later: Callable[[], None]) -> None:
    later()
    old.backups.write_text("a file in the way")
    with pytest.raises(LDCoachError, match=r"copy from before could not be made. It is as it was"):
        opened(old)
    with closing(connect(old.database, KEY)) as bare:
        assert bare.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone() == ("1",)


class Stopped(BaseException):
    """The program ends here."""


@pytest.mark.parametrize("step", ["checked", "copying", "copied", "migrated", "checked again"])
def test_stopped_at_any_step_it_goes_on_at_the_next_opening(step: str, old: Home, later: Callable[[], None]) -> None:
    later()

    def stop(heard: str) -> None:
        if heard == step:
            raise Stopped

    connections = Connections(old.database, KEY)
    with pytest.raises(Stopped):
        bring_up_to_date(connections, old, KEY, stop)
    connections.close()
    with closing(opened(old)) as record:
        assert version(record) == str(NEXT)
        assert record.count(Text) == 11
        assert record.check() == []
    assert [path.name for path in old.backups.iterdir()] == ["before-version-1"]


CHILD = """
import sys
from pathlib import Path
from ldcoach.paths import Home
from ldcoach.store import schema
from ldcoach.store.record import open_record
from tests.fakes import FixedClock
schema.SCHEMA = int(sys.argv[3])
schema.migrate.__defaults__ = (Path(sys.argv[2]), "head")
print("ready", flush=True)
open_record(Home(Path(sys.argv[1])), bytearray(range(32)), FixedClock()).close()
"""


@pytest.mark.parametrize(
    "kills", [1, pytest.param(10, marks=pytest.mark.slow), pytest.param(100, marks=pytest.mark.soak)]
)
@pytest.mark.skipif(os.name == "nt", reason="a child cannot be killed in this way there")
@pytest.mark.timeout(3600)
def test_killed_during_a_migration_it_is_the_old_or_the_new_record(
    kills: int, old: Home, later: Callable[[], None], tmp_path: Path
) -> None:
    later()
    chance, untouched = random.Random(SEED), tmp_path / "untouched"
    shutil.copytree(old.folder, untouched)
    for _ in range(kills):
        command = [sys.executable, "-c", CHILD, str(old.folder), str(tmp_path / "migrations"), str(NEXT)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as child:
            assert child.stdout is not None
            assert child.stdout.readline() == b"ready\n"
            killer = threading.Timer(chance.uniform(0, 1.2), child.kill)
            killer.start()
            child.wait()
            killer.cancel()
        with closing(opened(old)) as record:
            assert version(record) == str(NEXT)
            assert (record.count(Text), record.count(Revision)) == (11, 2)
            assert record.check() == []
        assert [path.name for path in old.backups.iterdir()] == ["before-version-1"]
        shutil.rmtree(old.folder)
        shutil.copytree(untouched, old.folder)
