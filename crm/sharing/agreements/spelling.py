"""Numbers and dates in words, as agreements write them: "tanggal tiga belas bulan Januari"."""

from datetime import date

from flask_babel import get_locale

from crm.core.templating import month_name, weekday_name
from crm.core.words import gettext as _

_INDONESIAN = "nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas"
_ENGLISH = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
    " fifteen sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
INDONESIAN, ENGLISH, TENS = _INDONESIAN.split(), _ENGLISH.split(), _TENS.split()


_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth",
    "nine": "ninth", "twelve": "twelfth", "twenty": "twentieth", "thirty": "thirtieth",
}  # fmt: skip
"""Those that are more than the number with "th"."""


def in_words(number: int) -> str:
    """A number from 0 to 9999 in the reader's language."""
    locale = get_locale()
    return _english(number) if locale and locale.language == "en" else _indonesian(number)


def day_in_words(day: date) -> str:
    """Rabu, tanggal tiga belas bulan Januari tahun dua ribu dua puluh tujuh."""
    return str(
        _(
            "%(weekday)s, the %(day)s of %(month)s in the year %(year)s",
            weekday=weekday_name(day),
            day=_day_of_month(day.day),
            month=month_name(day).split()[0],
            year=in_words(day.year),
        )
    )


def _day_of_month(number: int) -> str:
    """A day as each language counts it: tanggal dua puluh empat, the twenty-fourth."""
    words = in_words(number)
    locale = get_locale()
    if not locale or locale.language != "en":
        return words
    head, dash, last = words.rpartition("-")
    return f"{head}{dash}{_ORDINALS.get(last, f'{last}th')}"


def _indonesian(number: int) -> str:
    if number < 12:  # noqa: PLR2004
        return INDONESIAN[number]
    if number < 20:  # noqa: PLR2004
        return f"{INDONESIAN[number - 10]} belas"
    for size, name in ((1000, "ribu"), (100, "ratus"), (10, "puluh")):
        if number >= size:
            many, rest = divmod(number, size)
            one = size > 10 and many == 1  # noqa: PLR2004
            head = f"se{name}" if one else f"{_indonesian(many)} {name}"
            return f"{head} {_indonesian(rest)}" if rest else head
    raise AssertionError(number)


def _english(number: int) -> str:
    if number < 20:  # noqa: PLR2004
        return ENGLISH[number]
    if number < 100:  # noqa: PLR2004
        tens, rest = divmod(number, 10)
        return TENS[tens - 2] + (f"-{ENGLISH[rest]}" if rest else "")
    size, name = (1000, "thousand") if number >= 1000 else (100, "hundred")  # noqa: PLR2004
    many, rest = divmod(number, size)
    joint = " and " if rest < 100 else " "  # noqa: PLR2004
    return f"{_english(many)} {name}" + (joint + _english(rest) if rest else "")
