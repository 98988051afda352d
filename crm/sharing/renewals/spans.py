"""The days of what follows: as long as what it follows, from the day after."""

from datetime import date, timedelta

from crm.sharing.models.rules import months_after

DAY = timedelta(days=1)
LONGEST = 12 * 60
"""Months up to which a span is looked at as whole months."""


def next_span(first: date, last: date) -> tuple[date, date]:
    """The same span once more: whole months stay whole months, else the same number of days."""
    begins = last + DAY
    months = (begins.year - first.year) * 12 + begins.month - first.month
    if 0 < months <= LONGEST and months_after(first, months) == begins:
        return begins, months_after(begins, months) - DAY
    return begins, begins + (last - first)


def gap_between(last: date | None, first: date) -> int:
    """How many days lie free between an end and what follows it; none where they overlap."""
    return max(0, (first - last).days - 1) if last else 0
