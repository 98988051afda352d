"""How dates, times, money and numbers read in the two languages (product 3, design 6)."""

from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.numbers import format_decimal
from flask import Flask, request
from flask_babel import get_locale
from markupsafe import Markup, escape

from crm.core import access, clock
from crm.core.addresses import configuration, link_to
from crm.core.languages import in_reader_language
from crm.core.prose import prose
from crm.core.rendering import addresses_of, gettext
from crm.core.words import gettext as _
from crm.core.words import language_spoken

ZONES = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Jayapura": "WIT",
    "UTC": "UTC",
}
THEMES = ("light", "dark")


LOCALES = {"id": "id_ID", "en": "en_GB"}


def _language() -> str:
    return language_spoken() or "id"


def _babel_locale() -> str:
    return LOCALES[_language()]


@lru_cache(maxsize=8192)
def _written(day: date, pattern: str, locale: str) -> str:
    """A date in words. A page of history says the same few days again and again."""
    return str(format_date(day, pattern, locale=locale))


def zone_name(zone: str) -> str:
    """The letters people write after a time: WIB, WITA, WIT."""
    return ZONES.get(zone, zone)


def long_date(day: date) -> str:
    """Rabu, 13 Januari 2027."""
    return _written(day, "EEEE, d MMMM y", _babel_locale())


def plain_date(day: date) -> str:
    """13 Januari 2027."""
    return _written(day, "d MMMM y", _babel_locale())


def short_date(day: date) -> str:
    """13 Jan 2027."""
    return _written(day, "d MMM y", _babel_locale())


def month_name(day: date) -> str:
    """Januari 2027."""
    return _written(day, "MMMM y", _babel_locale())


def weekday_name(day: date) -> str:
    """Rabu."""
    return _written(day, "EEEE", _babel_locale())


def clock_time(at: datetime | time) -> str:
    """10.00 in Indonesian, 10:00 in English."""
    return _clock_in(at, _language())


def _clock_in(at: datetime | time, language: str) -> str:
    return at.strftime("%H.%M" if language == "id" else "%H:%M")


def local(at: datetime, zone: str | None = None) -> datetime:
    """The instant on the clock of a zone; the network's when none is named."""
    return at.astimezone(ZoneInfo(zone or configuration().timezone))


def moment(at: datetime, zone: str | None = None) -> str:
    """13 Januari 2027, 10.00 WIB."""
    return _moment_in(at, zone or configuration().timezone, _language())


@lru_cache(maxsize=8192)
def _moment_in(at: datetime, zone: str, language: str) -> str:
    there = local(at, zone)
    day = _written(there.date(), "d MMMM y", LOCALES[language])
    return f"{day}, {_clock_in(there, language)} {zone_name(zone)}"


def hour(at: datetime, zone: str | None = None) -> str:
    """10.00 WIB."""
    used = zone or configuration().timezone
    return f"{clock_time(local(at, used))} {zone_name(used)}"


def near_date(day: date) -> str:
    """A date near today in words, else in full."""
    away = (day - clock.today(configuration().timezone)).days
    near = {0: _("today"), 1: _("tomorrow"), -1: _("yesterday")}
    return near.get(away) or long_date(day)


def number(value: float | Decimal, decimals: int | None = None) -> str:
    """1.284 or 31,0 in Indonesian; 1,284 or 31.0 in English."""
    pattern = (
        "#,##0.###" if decimals is None else "#,##0" + ("." + "0" * decimals if decimals else "")
    )
    return str(format_decimal(value, format=pattern, locale=_babel_locale()))


def rupiah(value: int) -> str:
    """Rp1.234.567, whole rupiah."""
    return "Rp" + str(format_decimal(value, format="#,##0", locale="id_ID"))


def percent(value: float, decimals: int = 1) -> str:
    """31,0 % in Indonesian, 31.0% in English; the value is 0 to 100."""
    return number(value, decimals) + (" %" if _language() == "id" else "%")


def lines(text: str) -> Markup:
    """Plain text with its line breaks."""
    return Markup("<br>").join(escape(line) for line in text.split("\n"))


def theme() -> str:
    """The theme of this browser, light unless chosen."""
    chosen = request.cookies.get("theme") if request else None
    return chosen if chosen in THEMES else "light"


def register_templating(app: Flask) -> None:
    """Hand the filters and the few global functions to the templates."""
    filters: dict[str, Any] = {
        "clock_time": clock_time,
        "hour": hour,
        "in_reader_language": in_reader_language,
        "lines": lines,
        "local": local,
        "long_date": long_date,
        "moment": moment,
        "month_name": month_name,
        "near_date": near_date,
        "number": number,
        "percent": percent,
        "plain_date": plain_date,
        "prose": prose,
        "rupiah": rupiah,
        "short_date": short_date,
        "weekday_name": weekday_name,
        "zone_name": zone_name,
    }
    app.jinja_env.filters.update(filters)
    app.jinja_env.globals.update(
        link_to=link_to,
        visitor=access.visitor_or_none,
        get_locale=get_locale,
        theme=theme,
        now=clock.now,
        gettext=gettext,
        url_for=addresses_of(app),
        _=gettext,
    )
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
