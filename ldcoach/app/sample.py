"""Makes the sample record and plays a 1-2-1 through it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, cast

from ldcoach.app.parts import opening
from ldcoach.paths import Home, resources
from ldcoach.services.clock import FrozenClock, SystemClock

if TYPE_CHECKING:
    from ldcoach.services.opening import OpenRecord
    from ldcoach.services.ports import BatchRecord

SAMPLE_PASSPHRASE = "copper ferry lantern oats"  # noqa: S105  # opens only fictional people, and is printed


def make_sample(home: Home, *, people: int, years: int, seed: int, today: date | None) -> tuple[OpenRecord, str]:
    """Make a sample record and return it open, with its passphrase; the same seed and day give the same rows."""
    from ldcoach.services.sample.content import SampleContent
    from ldcoach.services.sample.making import SampleSize
    from ldcoach.services.sample.making import make_sample as fill
    from ldcoach.store.ids import seeded

    day = today or SystemClock().today()
    clock = FrozenClock(datetime.combine(day, time(8), tzinfo=UTC))
    ids = seeded(seed, clock.now)
    opened, _ = opening(cheap_key=True).create(home, SAMPLE_PASSPHRASE, sample=True, ids=ids, clock=clock)
    files = (resources() / "sample" / f"{name}.toml" for name in ("people", "trades", "goals"))
    size = SampleSize(people=people, years=years, seed=seed, today=day)
    record = cast("BatchRecord", opened.desk.context.record)  # the store keeps both ports
    try:
        content = SampleContent.from_data(*(_toml(path) for path in files))
        fill(record, opened.desk.context.library, content, ids, size)
    except BaseException:
        opened.close()
        raise
    return opened, SAMPLE_PASSPHRASE


def play(opened: OpenRecord, output: Path) -> list[Path]:
    """Play one guided 1-2-1 through the real window; return the pictures and the summary."""
    from ldcoach.app.pages import page_factories
    from ldcoach.app.window import the_application
    from ldcoach.ui.playing import play as act_out
    from ldcoach.ui.tasks import Tasks

    the_application()
    tasks = Tasks()
    return act_out(opened.desk, page_factories(opened, tasks, lambda: None), tasks, output)


def _toml(path: Path) -> dict[str, object]:
    import tomllib

    return tomllib.loads(path.read_text("utf-8"))
