"""How the room writes civil days and spans of them, in the reader's language."""

from datetime import date

from babel.dates import format_date
from flask_babel import get_locale


def _written(day: date, pattern: str) -> str:
    locale = get_locale()
    english = locale is not None and locale.language == "en"
    return str(format_date(day, pattern, locale="en_GB" if english else "id_ID"))


def day_in_words(day: date, *, beside: date | None = None) -> str:
    """5 Oktober 2027; without the year beside another day of the same year: 5 Oktober."""
    same_year = beside is not None and beside.year == day.year
    return _written(day, "d MMMM" if same_year else "d MMMM y")


def short_day(day: date, *, beside: date | None = None) -> str:
    """5 Okt beside a day of the same year, else 5 Okt 2027."""
    same_year = beside is not None and beside.year == day.year
    return _written(day, "d MMM" if same_year else "d MMM y")


def weekday_in_words(day: date, *, beside: date | None = None) -> str:
    """Jumat, 23 Juli beside a day of the same year, else Jumat, 23 Juli 2027."""
    same_year = beside is not None and beside.year == day.year
    return _written(day, "EEEE, d MMMM" if same_year else "EEEE, d MMMM y")


def span_in_words(first: date, last: date) -> str:
    """30 Agustus–30 September 2027; one day stands alone, a month or year is said once."""
    if first == last:
        return day_in_words(last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day_in_words(last)}"
    return f"{day_in_words(first, beside=last)}–{day_in_words(last)}"


def short_span(first: date, last: date, *, beside: date | None = None) -> str:
    """30 Agu – 30 Sep beside a day of the same year, else with the year at the end."""
    if first == last:
        return short_day(last, beside=beside)
    return f"{short_day(first, beside=last)} – {short_day(last, beside=beside)}"


def month_in_words(day: date) -> str:
    """Agustus 2027."""
    return _written(day, "LLLL y")


def short_month(day: date) -> str:
    """Agu."""
    return _written(day, "LLL")
