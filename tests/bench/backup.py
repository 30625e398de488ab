"""What a backup costs, against SQLite's online copy of the same record: `python -m tests.bench.backup [--people N --years Y]`.

Both are taken of one record in turns; the ratio of the medians is what counts, for the times swing with the machine.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

from ldcoach.app.sample import make_sample
from ldcoach.paths import Home
from ldcoach.services.backups import BackupKeys, BackupStamp, no_progress
from ldcoach.services.safety import keys_of
from ldcoach.store.backup import make_backup
from ldcoach.store.engine import connect
from ldcoach.store.record import session_of
from ldcoach.store.session import Session

ROUNDS = 5
TARGET = 0.55


def main() -> int:
    """Print both medians and their ratio."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.backup", description=__doc__)
    parser.add_argument("--people", type=int, default=60)
    parser.add_argument("--years", type=int, default=3)
    named = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder, today = Path(name), date(2026, 11, 20)
        opened, _ = make_sample(Home(folder / "record"), people=named.people, years=named.years, seed=1, today=today)
        record = opened.desk.context.record
        stamp = BackupStamp(opened.keys.vault_id, datetime.now(UTC), b"slots")
        with keys_of(opened.keys) as keys:
            ours, online = [], []
            for _ in range(ROUNDS):
                ours.append(_seconds(lambda: make_backup(record, folder / "a.ldcbak", stamp, keys, no_progress)))
                online.append(_seconds(lambda: _online(session_of(record), folder / "online.db", keys)))
        size = (folder / "a.ldcbak").stat().st_size
        opened.close()
    mine, theirs = statistics.median(ours), statistics.median(online)
    print(f"{size / 1e6:.1f} MB: backup and reading back {mine:.3f} s, online copy {theirs:.3f} s")
    print(f"ratio {mine / theirs:.2f}, target {TARGET}")
    return 0


def _seconds(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def _online(session: Session, target: Path, keys: BackupKeys) -> None:
    target.unlink(missing_ok=True)
    with session.alone() as raw, closing(connect(target, keys.database, create=True)) as copy:
        copy.execute("PRAGMA journal_mode=DELETE")
        raw.driver_connection.backup(copy, pages=-1)


if __name__ == "__main__":
    sys.exit(main())
