"""Calendars (iCalendar) to rows of text, one for each VEVENT. Only a limited child loads this.

The library that reads them sees one appointment at a time, after a linear look of our own that
counts depth, length and number. Rules of recurrence are never expanded here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from io import BytesIO, TextIOWrapper
from typing import Any

from icalendar import Calendar

from crm.bulk.packing import Facts, Row, packed

MOST_LINE_SIGNS = 64 * 1024
MOST_DEPTH = 5
MOST_ZONE_LINES = 5000
MOST_LINES = 50
COLUMNS = (
    *("uid", "summary", "starts at", "ends at", "location", "url"),
    *("status", "description", "categories", "organizer", "rrule"),
)
_BEGIN = re.compile(r"BEGIN\s*:\s*([\w-]+)\s*", re.IGNORECASE)
_END = re.compile(r"END\s*:\s*([\w-]+)\s*", re.IGNORECASE)
_WANTED = re.compile(
    r"(?:UID|SUMMARY|DTSTART|DTEND|DURATION|LOCATION|URL|STATUS|DESCRIPTION|CATEGORIES|ORGANIZER"
    r"|RRULE|RDATE|RECURRENCE-ID)\b",
    re.IGNORECASE,
)
_RDATE = re.compile(r"RDATE\b", re.IGNORECASE)
_RECURS = re.compile(r"(?:RRULE|RDATE)\b", re.IGNORECASE)


class Hostile(ValueError):
    """A calendar that no program writes; `line` is where that shows."""

    def __init__(self, key: str, line: int) -> None:
        """Keep the reason and the place."""
        super().__init__(key)
        self.key, self.line = key, line


@dataclass
class Appointment:
    """The lines of one VEVENT that are looked at, from the line on which it begins."""

    line: int
    lines: list[str] = field(default_factory=list)
    recurs: bool = False

    def take(self, line: str) -> None:
        """Keep a line, as many as any appointment needs."""
        self.recurs |= bool(_RECURS.match(line))
        if len(self.lines) < MOST_LINES and not _RDATE.match(line):
            self.lines.append(line)


def unfolded(content: bytes, encoding: str, most: int) -> bytes:
    """One row for each appointment, packed; refused where a line is hostile, or too many are."""
    facts = Facts(columns=list(COLUMNS))
    try:
        zones, appointments = _parts(logical_lines(content, encoding), most)
    except Hostile as error:
        return packed(Facts(unreadable=error.key, line=error.line), [])
    rows = [_row(one, zones, facts) for one in appointments]
    return packed(facts, [row for row in rows if row])


def logical_lines(content: bytes, encoding: str) -> Iterator[tuple[int, str]]:
    """Lines with the number on which each begins; folded ones are joined."""
    begun, parts, length = 0, [""], 0
    for number, ended in enumerate(TextIOWrapper(BytesIO(content), encoding, "replace"), start=1):
        line = ended.rstrip("\n")
        if begun and line[:1] in {" ", "\t"}:
            parts.append(line[1:])
        else:
            yield begun, "".join(parts)
            begun, parts, length = number, [line], 0
        length += len(line)
        if length > MOST_LINE_SIGNS and _WANTED.match(parts[0]):
            raise Hostile("appointments", begun)
    yield begun, "".join(parts)


@dataclass
class Parts:
    """What a calendar holds: definitions of zones and appointments; deeper parts are left out."""

    most: int
    zones: list[str] = field(default_factory=list)
    found: list[Appointment] = field(default_factory=list)
    inside: list[str] = field(default_factory=list)

    def take(self, number: int, line: str) -> None:
        """Put one more line where it belongs."""
        begin, end = _BEGIN.fullmatch(line), _END.fullmatch(line)
        if begin:
            self._open(begin.group(1).upper(), number)
        if "VTIMEZONE" in self.inside:
            self.zones.append(line)
        elif self.inside[-1:] == ["VEVENT"] and _WANTED.match(line):
            self.found[-1].take(line)
        if end:
            self._close(end.group(1).upper())

    def _open(self, name: str, number: int) -> None:
        if len(self.inside) >= MOST_DEPTH:
            raise Hostile("appointments", number)
        if name == "VEVENT" and "VEVENT" not in self.inside:
            self.found.append(Appointment(number))
        if len(self.found) > self.most:
            raise Hostile("too_many_appointments", number)
        self.inside.append(name)

    def _close(self, name: str) -> None:
        while name in self.inside and self.inside.pop() != name:
            pass

    @property
    def sane_zones(self) -> list[str]:
        """The definitions of zones, unless there are more than any file needs."""
        return self.zones if len(self.zones) <= MOST_ZONE_LINES else []


def _parts(lines: Iterator[tuple[int, str]], most: int) -> tuple[list[str], list[Appointment]]:
    parts = Parts(most)
    for number, line in lines:
        if line.strip():
            parts.take(number, line)
    return parts.sane_zones, parts.found


def _row(one: Appointment, zones: list[str], facts: Facts) -> Row | None:
    """The cells of one appointment; none when the library cannot read it."""
    try:
        event = _read(one, zones)
        cells = _cells(event)
    except Exception:  # noqa: BLE001 (whatever a library says of one, the next is read)
        cells = []
    if not any(cells):
        facts.broken.append(one.line)
        return None
    if one.recurs:
        facts.recurring.append((one.line, cells[COLUMNS.index("summary")][:80]))
    return one.line, cells


def _read(one: Appointment, zones: list[str]) -> Any:
    """Read it with the zones of the file where it names one, else alone, which is quicker."""
    needs = zones if any("TZID=" in line.upper() for line in one.lines) else []
    text = ["BEGIN:VCALENDAR", *needs, "BEGIN:VEVENT", *one.lines, "END:VEVENT", "END:VCALENDAR"]
    try:
        calendar = Calendar.from_ical("\r\n".join([*text, ""]))
    except ValueError:
        alone = ["BEGIN:VCALENDAR", *text[1 + len(needs) :]]
        calendar = Calendar.from_ical("\r\n".join([*alone, ""]))
    return calendar.walk("VEVENT")[0]


def _cells(event: Any) -> list[str]:
    start = _moment(event.get("DTSTART"))
    end = _end(event, start)
    said = {
        "starts at": _written(start),
        "ends at": _written(end),
        "categories": ", ".join(map(str, getattr(event.get("CATEGORIES"), "cats", []) or [])),
        "organizer": str(event.get("ORGANIZER", "")).removeprefix("mailto:"),
        "rrule": event["RRULE"].to_ical().decode() if "RRULE" in event else "",
    }
    plain = {"uid": "UID", "summary": "SUMMARY", "location": "LOCATION", "url": "URL"}
    plain |= {"status": "STATUS", "description": "DESCRIPTION"}
    said |= {name: str(event.get(key, "")) for name, key in plain.items()}
    return [said[name] for name in COLUMNS]


def _moment(value: Any) -> date | None:
    found: date | None = value.dt if value is not None else None
    return found


def _end(event: Any, start: date | None) -> date | None:
    """The end that is told; a day of whole days is the last one, not the one after."""
    end = _moment(event.get("DTEND"))
    if end is None and start is not None and "DURATION" in event:
        end = start + event["DURATION"].dt
    if end is None or isinstance(end, datetime) or start is None or isinstance(start, datetime):
        return end
    return max(start, end - timedelta(days=1))


def _written(value: date | None) -> str:
    return "" if value is None else value.isoformat()
