"""The fasting months: as decided where the calendar has them, as computed elsewhere."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import count, takewhile

from hijridate import Hijri

from crm.almanac.models import CalendarDay, DayKind

FIRST_YEAR, LAST_YEAR = 1343, 1500  # of the Hijri calendar; the library knows no others
FEAST, SECOND_DAY = "idul fitri", "hari kedua"
LONGER_THAN_A_MONTH = 31
OFF_BY_AT_MOST = timedelta(days=3)


def ramadan_spans(first: date, last: date, days: Iterable[CalendarDay]) -> list[tuple[date, date]]:
    """The fasting months that touch a period: the calendar's own rows where it has some.

    Otherwise Umm al-Qura is asked, which may be a day off what is decided here (domain 4.4);
    where the calendar names Idulfitri, the month ends on its eve.
    """
    rows = list(days)
    decided = sorted(row.day for row in rows if row.kind is DayKind.RAMADAN)
    feasts = [row.day for row in rows if is_idulfitri(row)]
    computed = [
        _until_the_feast(span, feasts)
        for span in takewhile(lambda span: span[0] <= last, _computed_from(first))
        if not any(abs((day - span[0]).days) < LONGER_THAN_A_MONTH for day in decided)
    ]
    return sorted([*_runs(decided), *(span for span in computed if span[1] >= first)])


def is_idulfitri(row: CalendarDay) -> bool:
    """Tell whether a row is the first day of Idulfitri."""
    name = row.name_id.casefold().replace("idulfitri", FEAST)
    return row.kind is DayKind.PUBLIC_HOLIDAY and FEAST in name and SECOND_DAY not in name


def _until_the_feast(span: tuple[date, date], feasts: Sequence[date]) -> tuple[date, date]:
    """A computed month corrected by the feast that the calendar names."""
    first, last = span
    eves = [feast - timedelta(days=1) for feast in feasts]
    return first, next((eve for eve in eves if abs(eve - last) <= OFF_BY_AT_MOST), last)


def _computed_from(first: date) -> Iterator[tuple[date, date]]:
    """Ramadan by Ramadan, beginning with one that ends before the day or is the library's first."""
    earliest = max(FIRST_YEAR, (first.year - 622) * 33 // 32 - 1)
    for year in takewhile(lambda year: year <= LAST_YEAR, count(earliest)):
        begins = Hijri(year, 9, 1)
        yield begins.to_gregorian(), Hijri(year, 9, begins.month_length()).to_gregorian()


def _runs(days: Sequence[date]) -> list[tuple[date, date]]:
    spans: list[tuple[date, date]] = []
    for day in days:
        if spans and day <= spans[-1][1] + timedelta(days=1):
            spans[-1] = (spans[-1][0], day)
        else:
            spans.append((day, day))
    return spans
