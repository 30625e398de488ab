"""Which automatic backups stay: always the last, never too many, none lost to a leave or a wrong clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ldcoach.domain.backup_slots import SLOTS, Slot, Slots, kept_slots

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
moments = st.sets(
    st.integers(0, 44_000 * 24).map(lambda hours: NOON - timedelta(days=20_000) + timedelta(hours=hours)), max_size=60
)
close = st.sets(st.integers(0, 400 * 24).map(lambda hours: NOON + timedelta(hours=hours)), max_size=60)
slots = st.builds(Slots, st.integers(1, 9), st.integers(1, 9), st.integers(1, 9))


@given(moments | close, slots)
def test_what_always_holds(made: set[datetime], many: Slots) -> None:
    kept = kept_slots(made, many)
    assert set(kept) <= made
    assert len(kept) <= many.daily + many.weekly + many.monthly
    assert all(kept.values())
    for slot, most in ((Slot.DAILY, many.daily), (Slot.WEEKLY, many.weekly), (Slot.MONTHLY, many.monthly)):
        assert sum(slot in named for named in kept.values()) <= most
    if made:
        assert kept[max(made)] == (Slot.DAILY, Slot.WEEKLY, Slot.MONTHLY)


@given(moments | close, slots)
def test_what_was_kept_is_kept_when_asked_again(made: set[datetime], many: Slots) -> None:
    kept = kept_slots(made, many)
    assert kept_slots(set(kept), many) == kept


@given(close, slots)
def test_the_last_of_each_of_the_latest_days_is_kept(made: set[datetime], many: Slots) -> None:
    kept = kept_slots(made, many)
    days = sorted({moment.date() for moment in made}, reverse=True)[: many.daily]
    for day in days:
        assert Slot.DAILY in kept[max(moment for moment in made if moment.date() == day)]


@given(close, st.integers(1, 200))
def test_a_new_one_never_pushes_out_another_of_the_last_seven_days(made: set[datetime], hours: int) -> None:
    new = max(made, default=NOON) + timedelta(hours=hours)
    kept = kept_slots({*kept_slots(made), new})
    days = sorted({moment.date() for moment in kept_slots(made)} | {new.date()}, reverse=True)[: SLOTS.daily]
    assert {moment.date() for moment in kept} >= set(days)


def test_a_year_of_daily_backups() -> None:
    made: set[datetime] = set()
    for day in range(365):
        made.add(NOON + timedelta(days=day))
        made = set(kept_slots(made))
    ages = sorted((max(made) - moment).days for moment in made)
    assert ages[:7] == list(range(7))
    assert 120 <= ages[-1] <= 160
    assert len(made) <= 17


def test_a_long_leave_costs_nothing() -> None:
    before = {NOON - timedelta(days=day) for day in range(7)}
    after = NOON + timedelta(days=300)
    assert set(kept_slots({*before, after})) >= {after, *sorted(before)[1:]}
