"""Local hours in every zone of the world: each date once, whatever the clocks do (fault B18)."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest

from crm.reminders.hours import CALM_FROM, QUIET_FROM, ROUND, calm, on_the_clock

DAYS = [date(2026, 1, 1) + timedelta(days=number) for number in range(731)]


@pytest.mark.slow
def test_every_local_date_has_one_round_in_every_zone() -> None:
    wrong = []
    for zone in sorted(available_timezones()):
        moments = [on_the_clock(day, ROUND, zone) for day in DAYS]
        steps = {(after - before) for before, after in pairwise(moments)}
        if not all(timedelta(hours=21) <= step <= timedelta(hours=27) for step in steps):
            wrong.append(zone)

    assert wrong == []


def test_an_hour_that_is_skipped_moves_forward_and_a_double_one_is_the_first() -> None:
    gap = on_the_clock(date(2026, 3, 29), time(2, 30), "Europe/Berlin")
    fold = on_the_clock(date(2026, 10, 25), time(2, 30), "Europe/Berlin")

    assert gap.astimezone(ZoneInfo("Europe/Berlin")).time() == time(3, 30)
    assert fold == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize("zone", ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura", "UTC"])
def test_nobody_is_disturbed_at_night(zone: str) -> None:
    start = datetime(2027, 3, 1, tzinfo=UTC)
    for minutes in range(0, 1440, 7):
        found = calm(start + timedelta(minutes=minutes), zone)
        there = found.astimezone(ZoneInfo(zone)).time()

        assert CALM_FROM <= there < QUIET_FROM
        assert timedelta(0) <= found - (start + timedelta(minutes=minutes)) < timedelta(hours=14)
