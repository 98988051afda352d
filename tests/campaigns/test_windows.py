"""The set window: order, eighteen months, the peak; what lies inside (VR1, S42)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.campaigns.models.campaigns import LONGEST_TEASER, Campaign
from crm.campaigns.models.windows import check_window, window_refusals
from crm.core.errors import NotPossible
from tests.houses import House

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@pytest.fixture(autouse=True)
def words(house_on_sqlite: House) -> object:
    with house_on_sqlite.app.test_request_context():
        yield


def test_one_day_is_a_window() -> None:
    assert window_refusals(date(2027, 8, 30), date(2027, 8, 30)) == {}


def test_a_window_does_not_end_before_it_starts() -> None:
    with pytest.raises(NotPossible, match="berakhir sebelum mulai"):
        check_window(date(2027, 8, 30), date(2027, 8, 29))


@pytest.mark.parametrize(
    ("starts", "last"),
    [
        (date(2027, 1, 1), date(2028, 6, 30)),
        (date(2027, 8, 31), date(2029, 2, 27)),
        (date(2026, 8, 29), date(2028, 2, 28)),
    ],
)
def test_eighteen_months_are_the_longest(starts: date, last: date) -> None:
    assert window_refusals(starts, last) == {}
    assert "window_ends_on" in window_refusals(starts, last + timedelta(days=1))


def test_the_refusal_names_the_last_day_that_is_possible() -> None:
    refusal = window_refusals(date(2027, 1, 1), date(2029, 1, 1))["window_ends_on"]

    assert "30 Juni 2028" in refusal


@pytest.mark.parametrize("peak", [date(2027, 8, 29), date(2027, 10, 1)])
def test_a_peak_lies_inside(peak: date) -> None:
    assert "peak_on" in window_refusals(date(2027, 8, 30), date(2027, 9, 30), peak_on=peak)


@given(starts=DAYS, length=st.integers(0, 400), first=DAYS, last=DAYS, teaser=st.booleans())
def test_a_window_holds_exactly_the_runs_between_its_ends(
    starts: date, length: int, first: date, last: date, *, teaser: bool
) -> None:
    ends = starts + timedelta(days=length)
    campaign = Campaign(window_starts_on=starts, window_ends_on=ends)

    held = campaign.holds(first, last, teaser=teaser)

    earliest = starts - LONGEST_TEASER if teaser else starts
    days = {earliest + timedelta(days=n) for n in range((ends - earliest).days + 1)}
    assert held == (first <= last and first in days and last in days)


def test_a_window_counts_both_ends() -> None:
    campaign = Campaign(window_starts_on=date(2027, 8, 30), window_ends_on=date(2027, 9, 30))

    assert campaign.days == 32
