"""Days and hours as lists of gatherings write them, with the zone where one is named."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from crm.bulk.cells import Doubt, day

_CLOCK = re.compile(
    r"(?:(?:^|[\sT,])(?:pukul|pkl\.?|jam|at)?\s*|^)(\d{1,2})[.:](\d{2})(?:[.:](\d{2})(?:[.,]\d+)?)?"
    r"\s*([ap]m)?\s*(z|utc|wib|wita|wit|[+-]\d\d:?\d\d)?\s*$",
    re.IGNORECASE,
)
_OPEN_END = re.compile(
    r"\s*(?:-|\u2013|s/d|s\.d\.?|sd|sampai|hingga|to)\s*selesai\s*$", re.IGNORECASE
)
_UNTIL = re.compile(r"(?<=\d)\s*(?:-|\u2013|s/d|s\.d\.|sampai|to)\s*(?=\d{1,2}[.:]\d\d)")
_ISO = re.compile(r"\d{4}-\d\d-\d\d[T ]\d")
_WEEKDAY = re.compile(
    r"^[^\W\d]+\s*,\s*(?=\d)|^[^\W\d]+day\s+(?=\d)|^(?:hari )?[^\W\d]+\s*/\s*(?=\d)"
)
_DAYS = re.compile(
    r"(\d{1,2})\s*(?:-|\u2013|s/d|s\.d\.|sampai|to)\s*(\d{1,2})(\s+[^\W\d]+\.?\s+\d{4})"
)
_SAYS_CLOCK = re.compile(r"[\s,T]*(?:pukul|pkl\.?|jam|at)?[\s,]*$", re.IGNORECASE)
_ZONES = {"wib": "Asia/Jakarta", "wita": "Asia/Makassar", "wit": "Asia/Jayapura"}
_NOON = 12


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, perhaps with an hour and a zone; `last` where a cell names a span of days."""

    on: date
    clock: time | None = None
    zone: tzinfo | None = None
    last: date | None = None
    until: time | None = None

    def begin(self, usual: str) -> datetime:
        """The instant; nobody remembers the minute where none is told, so it stands at noon."""
        return self._at(self.on, self.clock, usual)

    def end(self, usual: str) -> datetime:
        """The instant at which what is told in one cell ends."""
        return self._at(self.last or self.on, self.until or self.clock, usual)

    def _at(self, on: date, clock: time | None, usual: str) -> datetime:
        return datetime.combine(on, clock or time(_NOON), self.zone or ZoneInfo(usual))


def moment(text: str) -> Moment:
    """A day or an instant, as lists write it: 5 Mei 2024 pukul 09.00 WIB, 3-5 Mei 2024, ISO."""
    begin, *ends = [text] if _ISO.match(text) else _UNTIL.split(_OPEN_END.sub("", text))
    until = hour(ends[0])[0] if ends else None
    found = _CLOCK.search(begin)
    clock, zone = hour(begin[found.start() :]) if found else (None, None)
    if ends and zone is None:
        zone = hour(ends[0])[1]
    written = _SAYS_CLOCK.sub("", begin[: found.start()] if found else begin)
    first, last = _days(_WEEKDAY.sub("", written.strip()))
    return Moment(first, clock, zone, last, until)


def hours(text: str) -> tuple[time, time | None, tzinfo | None]:
    """An hour, or from one to another: 09.00-12.00 WIB."""
    begin, *ends = _UNTIL.split(_OPEN_END.sub("", text))
    clock, zone = hour(begin)
    until, later = hour(ends[0]) if ends else (None, None)
    return clock, until, zone or later


def hour(text: str) -> tuple[time, tzinfo | None]:
    """A time of day, and the zone if it is named."""
    found = _CLOCK.search(text.strip())
    if not found:
        raise Doubt("impossible_date")
    hours_, minutes, seconds, half, zone = found.groups()
    number = int(hours_) % _NOON + _NOON * (half.lower() == "pm") if half else int(hours_)
    try:
        return time(number % 24, int(minutes), int(seconds or 0)), _zone(zone)
    except ValueError as error:
        raise Doubt("impossible_date") from error


def _days(text: str) -> tuple[date, date | None]:
    span = _DAYS.fullmatch(text)
    if not span:
        return day(text), None
    first, last = day(span.group(1) + span.group(3)), day(span.group(2) + span.group(3))
    return first, last if last >= first else None


def _zone(written: str | None) -> tzinfo | None:
    if not written:
        return None
    name = written.lower()
    if name in _ZONES:
        return ZoneInfo(_ZONES[name])
    if name in {"z", "utc"}:
        return UTC
    sign, digits = name[0], name[1:].replace(":", "")
    away = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-away if sign == "-" else away)
