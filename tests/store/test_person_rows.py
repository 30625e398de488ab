"""All that hangs on one person, and nothing of another."""

from __future__ import annotations

import pytest

from ldcoach.domain.erasure import Tombstone
from ldcoach.domain.keeping import Audit, Setting
from ldcoach.domain.people import Person
from ldcoach.errors import NotFound
from ldcoach.store.person_rows import everything
from ldcoach.store.record import EncryptedRecord
from ldcoach.store.tables import TABLES
from tests.store.whole_person import Words, keep_whole_person
from tests.store.writer import Writer


def test_every_word_of_a_person_is_found_and_none_of_another(record: EncryptedRecord, write: Writer) -> None:
    theirs, others = Words(1), Words(2)
    person, other = keep_whole_person(write, theirs), keep_whole_person(write, others)
    write.keep(Setting(id="look", value="2"))
    found = everything(record.session, person.id)
    told = "".join(repr(row) for rows in found.values() for row in rows)
    assert [word for word in theirs.made if word not in told] == []
    assert [word for word in others.made if word in told] == []
    assert found[Person] == (person,)
    assert [one.id for one in found[Setting]] == [f"look/{person.id}"]  # type: ignore[attr-defined]
    assert [one.entity_id for one in found[Audit]] == [person.id]  # type: ignore[attr-defined]
    assert other.id not in told
    assert all(rows for rows in found.values())
    assert set(found) <= {*TABLES}
    assert Tombstone not in found


def test_somebody_who_is_not_there(record: EncryptedRecord) -> None:
    with pytest.raises(NotFound):
        everything(record.session, "nobody")
