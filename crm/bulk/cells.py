"""What one cleaned cell says: a code, a date, a number, an address; or why it says nothing.

A reader takes a text that is not none and gives a value. Doubt means that the row is taken with a
warning, Refused that it is not taken at all.
"""

import math
import re
from collections.abc import Callable
from datetime import date, timedelta

from crm.core.phones import phone_e164
from crm.core.text import (
    ImpossibleEmail,
    email_address,
    has_letters,
    is_reserved_email,
)

Reader = Callable[[str], object]

MOST_TEXT_SIGNS = 10_000
MOST_PHONE_SIGNS = 40
MOST_CODE_SIGNS = 40
_MOST_DIGITS = 30
_FLOATED = re.compile(r"(\d{2,})\.0+")
_SCIENTIFIC = re.compile(r"(\d)(?:[.,](\d+))?E\+(\d+)", re.IGNORECASE)
_ABSENT = frozenset(
    {
        *("tidak ada", "tdk ada", "belum ada", "tidak punya", "belum punya", "tidak memiliki"),
        *("belum memiliki", "nihil", "kosong", "not available", "unknown", "0"),
    }
)
_NOTHING = re.compile(r"0*")
_REGENCY = re.compile(r"(\d\d)\.?(\d\d)(?:\.0)?")
_SHORTENED = re.compile(r"(\d\d)\.(\d)")
_NUMBER = re.compile(r"[-+]?\d*[.,]?\d+(?:[eE][-+]?\d+)?|[-+]?\d+[.,]")
_SEVERAL = re.compile(r"[;,/\s]+")
_SERIALS = range(10_000, 80_000)  # 1927 to 2119
_EPOCH = date(1899, 12, 30)
_YEAR_FIRST = re.compile(r"(\d{4})[-/. ]?(\d{1,2})[-/. ]?(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ]+(\d{1,2}|[A-Za-z]{3,9})\.?[-/., ]+(\d{2}|\d{4})")
_TIME = re.compile(r"[T ]\d{1,2}[:.]\d\d.*$")
_MONTHS = (
    "jan",
    "feb peb",
    "mar",
    "apr",
    "mei may",
    "jun",
    "jul",
    "agu aug ags",
    "sep",
    "okt oct",
    "nov nop",
    "des dec",
)
_MONTH = {word: number for number, words in enumerate(_MONTHS, 1) for word in words.split()}
_YEARS = range(1800, 2201)
_TURN_OF_CENTURY = 30  # 1 Jan 31 is of 1931, 1 Jan 29 of 2029


class Doubt(ValueError):
    """The cell is odd, which is worth a warning; `kept` is what remains of it."""

    def __init__(self, key: str, kept: object = None) -> None:
        """Keep the reason and what remains."""
        super().__init__(key)
        self.key = key
        self.kept = kept


class Refused(ValueError):
    """The cell stands against taking the row; `field` names it where its reader does not know."""

    def __init__(self, key: str, field: str = "") -> None:
        """Keep the reason."""
        super().__init__(key)
        self.key = key
        self.field = field


def text_within(length: int) -> Reader:
    """A reader of text that cuts off what is longer than its place."""

    def read(text: str) -> str:
        if len(text) > length:
            raise Doubt("cut", text[:length].rstrip())
        return text

    return read


def name_within(length: int) -> Reader:
    """A reader of names, which are never cut; without a letter or digit it is no name."""

    def read(text: str) -> str:
        if not has_letters(text):
            raise Refused("no_name")
        if len(text) > length:
            raise Refused("too_long")
        return text

    return read


def code(text: str) -> str:
    """An official code: text with its leading zeros, without what spreadsheets add to it."""
    floated = _FLOATED.fullmatch(text)
    plain = floated.group(1) if floated else text.replace(" ", "").lstrip("'").upper()
    plain = _every_digit(plain)
    if _NOTHING.fullmatch(plain) or not has_letters(plain):
        raise Doubt("no_code")
    if len(plain) > MOST_CODE_SIGNS:
        raise Refused("too_long")
    return plain


def _every_digit(plain: str) -> str:
    """A code that a spreadsheet shows as 3.201017E+06; where digits are gone, no code is left."""
    shown = _SCIENTIFIC.fullmatch(plain)
    if not shown:
        return plain
    first, rest, places = shown.group(1), shown.group(2) or "", int(shown.group(3))
    if len(rest) != places:
        raise Doubt("rounded_code")
    return first + rest


def regency_code(text: str) -> str:
    """A regency's code as 32.73, also from 3273 or from the number 32.7 that was 32.70."""
    found = _REGENCY.fullmatch(text)
    if found:
        return f"{found.group(1)}.{found.group(2)}"
    shortened = _SHORTENED.fullmatch(text)
    if not shortened:
        raise Doubt("no_code")
    return f"{shortened.group(1)}.{shortened.group(2)}0"


def reference(text: str) -> str:
    """The file's own name for the row."""
    floated = _FLOATED.fullmatch(text)
    return str(text_within(100)(floated.group(1) if floated else text))


def number(text: str) -> float:
    """A finite number of at most thirty digits, with a point or a comma before its decimals."""
    plain = text.replace("\u2212", "-").replace(" ", "")
    if len(plain) > _MOST_DIGITS or not _NUMBER.fullmatch(plain):
        raise Doubt("impossible_number")
    value = float(plain.replace(",", "."))
    if not math.isfinite(value):
        raise Doubt("impossible_number")
    return value


def latitude(text: str) -> float:
    """Degrees north of the equator, from -90 to 90."""
    return _degrees(text, 90)


def longitude(text: str) -> float:
    """Degrees east of Greenwich, from -180 to 180."""
    return _degrees(text, 180)


def _degrees(text: str, most: float) -> float:
    try:
        value = number(text)
    except Doubt as doubt:
        raise Doubt("impossible_coordinates") from doubt
    if abs(value) > most:
        raise Doubt("impossible_coordinates")
    return value


def coordinates(text: str) -> tuple[float, float]:
    """Latitude and longitude in one cell."""
    parts = text.strip("() ").replace(";", ",").split(",")
    if len(parts) != 2:  # noqa: PLR2004 (a pair)
        raise Doubt("impossible_coordinates")
    return latitude(parts[0].strip()), longitude(parts[1].strip())


def email(text: str) -> str | None:
    """An address that a letter could reach, case-folded; the first one where there are several.

    Words that say there is none are none.
    """
    if text.casefold() in _ABSENT:
        return None
    try:
        address = email_address(text.rstrip(",; "))
    except ImpossibleEmail as error:
        parts = [part for part in _SEVERAL.split(text) if part]
        if len(parts) < 2 or not all("@" in part for part in parts):  # noqa: PLR2004 (several)
            raise Refused("impossible_email") from error
        raise Doubt("several_emails", email(parts[0])) from error
    if is_reserved_email(address):
        raise Doubt("reserved_email", address)
    return address


def phone(text: str, region: str | None) -> str:
    """The first number in a cell as +62…; a cell without one is kept as written."""
    found = phone_e164(text, region or "ZZ")
    if found is None:
        raise Doubt("unknown_phone", text[:MOST_PHONE_SIGNS])
    return found


def day(text: str) -> date:
    """A date: ISO, day before month, with a month's name, or a spreadsheet's serial number."""
    plain = _TIME.sub("", text).strip()
    found = _serial(plain) or _written_day(plain)
    if found is None:
        raise Doubt("impossible_date")
    return found


def _serial(text: str) -> date | None:
    whole = text.removesuffix(".0")
    is_serial = whole.isascii() and whole.isdigit() and int(whole[:9]) in _SERIALS
    return _EPOCH + timedelta(days=int(whole)) if is_serial and len(whole) < 6 else None  # noqa: PLR2004


def _written_day(text: str) -> date | None:
    year_first = _YEAR_FIRST.fullmatch(text)
    if year_first:
        year, month, number_of_day = year_first.groups()
    elif day_first := _DAY_FIRST.fullmatch(text):
        number_of_day, month, year = day_first.groups()
    else:
        return None
    return _calendar_day(year, month, number_of_day)


def _calendar_day(year: str, month: str, number_of_day: str) -> date | None:
    number_of_month = int(month) if month.isdigit() else _MONTH.get(month[:3].lower(), 0)
    whole_year = int(year)
    if len(year) == 2:  # noqa: PLR2004 (two digits)
        whole_year += 2000 if whole_year < _TURN_OF_CENTURY else 1900
    if whole_year not in _YEARS:
        return None  # 0001-01-01 and 9999-12-31 are how programs write that there is no day
    try:
        return date(whole_year, number_of_month, int(number_of_day))
    except ValueError:
        return None
