"""What we say in iCalendar; the `icalendar` library writes it (RFC 5545, 5546)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from crm.core.later import Later

if TYPE_CHECKING:
    import icalendar
else:
    icalendar = Later("icalendar")


MAKER = "-//Mitra//Mitra//ID"


class Method(StrEnum):
    """Why a calendar is sent: to be read, to be answered, or to take an appointment out."""

    PUBLISH = "PUBLISH"
    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


class Standing(StrEnum):
    """Whether an appointment holds."""

    TENTATIVE = "TENTATIVE"
    CONFIRMED = "CONFIRMED"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True)
class Participant:
    """Someone in an appointment; `answer` is their PARTSTAT."""

    email: str
    name: str = ""
    answer: str = "NEEDS-ACTION"
    is_needed: bool = True


@dataclass(frozen=True, kw_only=True)
class Appointment:
    """One VEVENT: an instant on the clock of its zone, or whole days when dates are given.

    Whole days are inclusive at both ends, as everywhere in the house. `sequence` rises with every
    change of time or place, so that calendars replace what they hold under the same `uid`.
    `weekly_until` is the start of the last one of a row, a week apart, without those `left_out`.
    """

    uid: str
    starts: datetime | date
    ends: datetime | date
    summary: str
    stamp: datetime
    zone: str = "Asia/Jakarta"
    sequence: int = 0
    standing: Standing = Standing.CONFIRMED
    location: str = ""
    description: str = ""
    url: str = ""
    organizer: Participant | None = None
    participants: Sequence[Participant] = ()
    weekly_until: datetime | None = None
    left_out: Sequence[datetime] = ()
    is_busy: bool = True


def written(
    appointments: Iterable[Appointment], *, method: Method = Method.PUBLISH, name: str = ""
) -> bytes:
    """A calendar file with its time zones; the same appointments give the same bytes."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add("method", method.value)
    if name:
        calendar.add("name", name)
        calendar.add("x-wr-calname", name)
    years = [year for one in appointments for year in _entered(calendar, one, method)]
    for zone in sorted(calendar.get_missing_tzids()) if years else ():
        calendar.subcomponents.insert(0, _clock_of(zone, min(years), max(years) + 1))
    return bytes(calendar.to_ical())


def media_type(method: Method) -> str:
    """What a letter calls such a file."""
    return f"text/calendar; method={method.value}; charset=utf-8"


@lru_cache(maxsize=128)
def _clock_of(zone: str, first: int, last: int) -> "icalendar.Timezone":
    """A zone as iCalendar writes it for some years; searching its changes takes long."""
    return icalendar.Timezone.from_tzid(
        zone, first_date=date(first, 1, 1), last_date=date(last, 12, 31)
    )


def _entered(calendar: "icalendar.Component", one: Appointment, method: Method) -> tuple[int, int]:
    event = icalendar.Event()
    event.add("uid", one.uid)
    event.add("dtstamp", one.stamp)
    event.add("sequence", one.sequence)
    event.add("dtstart", _there(one.starts, one.zone))
    event.add("dtend", _there(_after(one.ends), one.zone))
    event.add("summary", one.summary)
    event.add("status", Standing.CANCELLED if method is Method.CANCEL else one.standing)
    for field in ("location", "description", "url"):
        if said := getattr(one, field):
            event.add(field, said)
    if not one.is_busy:
        event.add("transp", "TRANSPARENT")
    _repeated(event, one)
    _with_people(event, one)
    calendar.add_component(event)
    return one.starts.year, (one.weekly_until or one.ends).year


def _repeated(event: "icalendar.Component", one: Appointment) -> None:
    if one.weekly_until is not None:
        event.add("rrule", {"freq": "weekly", "until": one.weekly_until.astimezone(UTC)})
    if one.left_out:
        event.add("exdate", [_there(moment, one.zone) for moment in one.left_out])


def _with_people(event: "icalendar.Component", one: Appointment) -> None:
    if one.organizer is not None:
        event.add(
            "organizer",
            icalendar.vCalAddress.new(one.organizer.email, cn=one.organizer.name or None),
        )
    for person in one.participants:
        address = icalendar.vCalAddress.new(
            person.email,
            cn=person.name or None,
            partstat=person.answer,
            role="REQ-PARTICIPANT" if person.is_needed else "OPT-PARTICIPANT",
            rsvp=True,
        )
        event.add("attendee", address)


def _there(moment: datetime | date, zone: str) -> datetime | date:
    return moment.astimezone(ZoneInfo(zone)) if isinstance(moment, datetime) else moment


def _after(end: datetime | date) -> datetime | date:
    """The end as iCalendar counts it: a date is not included any more."""
    return end if isinstance(end, datetime) else end + timedelta(days=1)
