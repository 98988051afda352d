"""What a planner should know about a date before choosing it (warnings W1-W12 of domain 4.4).

Everything here is computed from the calendar and the clock alone: nobody's religion is recorded.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import IntEnum
from typing import Any
from zoneinfo import ZoneInfo

from crm.almanac.models import CalendarDay, Certainty, DayKind
from crm.almanac.ramadan import is_idulfitri
from crm.almanac.workdays import FREE, Workdays, workdays_from

FRIDAY = 4
PRAYER = (time(11, 30), time(13))
FASTING_ENDS = time(15)
BREAKING_FAST = (time(17), time(21))
OFFICE = (time(7, 30), time(16))
TRAVEL_DAYS = 7
NOTICE_DAYS = 7
HORIZON = 45
ESTIMATED = "(perkiraan)"


class Severity(IntEnum):
    """How much a warning weighs. Only BLOCK forbids; the rest is advice to be accepted."""

    LOW = 1
    MEDIUM = 2
    HIGH = 3
    BLOCK = 4


@dataclass(frozen=True)
class DateWarning:
    """One thing that stands against a date, with the facts for its sentence."""

    code: str
    severity: Severity
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Slot:
    """A span of time on the clock of the place where the meeting is."""

    starts_at: datetime
    ends_at: datetime
    zone: str

    def seen_from(self, zone: str) -> tuple[datetime, datetime]:
        """The same span on the clock of another zone."""
        there = ZoneInfo(zone)
        return self.starts_at.astimezone(there), self.ends_at.astimezone(there)

    @property
    def day(self) -> date:
        """The civil date on which it begins, where it is."""
        return self.seen_from(self.zone)[0].date()

    def moved_to(self, day: date) -> "Slot":
        """The same hours on another day, on the clock of its own zone."""
        start, _end = self.seen_from(self.zone)
        moved = datetime.combine(day, start.time(), ZoneInfo(self.zone))
        return Slot(moved, moved + (self.ends_at - self.starts_at), self.zone)


@dataclass(frozen=True, kw_only=True)
class Circumstances:
    """Who is invited from where, and what the calendar says.

    `issued_on` is the day on which the letter would leave; without it nothing is said about notice.
    No alternative lies on or before `today`, or that day.
    `statute_days` is the notice that the network's own rules demand, if they do.
    """

    zones: frozenset[str] = frozenset()
    provinces: frozenset[str] = frozenset()
    days: Sequence[CalendarDay] = ()
    ramadan: Sequence[tuple[date, date]] = ()
    issued_on: date | None = None
    today: date | None = None
    statute_days: int = 0

    def special(self, day: date, kind: DayKind) -> list[CalendarDay]:
        """The rows of one kind on a day, for the country or a province that is invited."""
        places = {None, *self.provinces}
        return [
            row
            for row in self.days
            if row.day == day and row.kind is kind and row.province_code in places
        ]

    @property
    def workdays(self) -> Workdays:
        """Working days for everybody who is invited."""
        return workdays_from(
            row for row in self.days if row.province_code in {None, *self.provinces}
        )

    def fasting(self, day: date) -> bool:
        """Tell whether the day lies in Ramadan."""
        return any(first <= day <= last for first, last in self.ramadan)

    def feasts(self) -> list[date]:
        """The first day of each Idulfitri: by its name in the calendar, or after Ramadan."""
        named = {row.day for row in self.days if is_idulfitri(row)}
        return sorted(named | {last + timedelta(days=1) for _first, last in self.ramadan})


def warnings_for(slot: Slot, known: Circumstances) -> list[DateWarning]:
    """Everything that stands against a slot, the heaviest first."""
    found = [warning for rule in RULES for warning in rule(slot, known)]
    return sorted(found, key=lambda warning: (-warning.severity, int(warning.code[1:])))


@dataclass(frozen=True)
class Alternative:
    """A better day, with the lighter warnings that it still carries."""

    slot: Slot
    warnings: list[DateWarning]


def alternatives(slot: Slot, known: Circumstances, *, most: int = 3) -> list[Alternative]:
    """The nearest working days without a high or blocking warning, in the order of the calendar.

    Of two days equally near the later one is better: it leaves more time for the letters.
    """
    works = known.workdays
    past = max((day for day in (known.issued_on, known.today) if day), default=date.min)
    found: list[Alternative] = []
    for day in _nearest(slot.day):
        candidate = slot.moved_to(day)
        warnings = warnings_for(candidate, known)
        if (
            day > past
            and works.is_workday(day)
            and not any(w.severity >= Severity.HIGH for w in warnings)
        ):
            found.append(Alternative(candidate, warnings))
        if len(found) == most:
            break
    return sorted(found, key=lambda alternative: alternative.slot.starts_at)


def _nearest(day: date) -> Iterator[date]:
    for away in range(1, HORIZON + 1):
        yield day + timedelta(days=away)
        yield day - timedelta(days=away)


def _named(code: str, severity: Severity, row: CalendarDay) -> DateWarning:
    estimated = row.certainty is Certainty.ESTIMATE or ESTIMATED in row.name_id
    return DateWarning(code, severity, {"names": row.names, "day": row.day, "estimate": estimated})


def _where(code: str, severity: Severity, slot: Slot, zones: Sequence[str]) -> DateWarning:
    """A warning for some zones: what their clocks show, and `here` the slot's own."""
    start, end = slot.seen_from(slot.zone)
    here = {"zone": slot.zone, "start": start, "end": end}
    return DateWarning(code, severity, {"zones": _clocks(slot, zones), "here": here})


def _holiday(slot: Slot, known: Circumstances) -> Iterator[DateWarning]:
    for row in known.special(slot.day, DayKind.PUBLIC_HOLIDAY):
        yield _named("W1", Severity.HIGH, row)


def _joint_leave(slot: Slot, known: Circumstances) -> Iterator[DateWarning]:
    for row in known.special(slot.day, DayKind.JOINT_LEAVE):
        yield _named("W2", Severity.HIGH, row)


def _bridge(slot: Slot, known: Circumstances) -> Iterator[DateWarning]:
    """A single working day between two free ones, at least one of them a holiday."""
    works, around = known.workdays, [slot.day + timedelta(days=n) for n in (-1, 1)]
    is_alone = works.is_workday(slot.day) and not any(works.is_workday(day) for day in around)
    if is_alone and any(known.special(day, kind) for day in around for kind in FREE):
        yield DateWarning("W3", Severity.LOW, {"day": slot.day})


def _friday_prayer(slot: Slot, known: Circumstances) -> Iterator[DateWarning]:
    hit = [
        zone
        for zone in _zones(slot, known)
        for start, end in [slot.seen_from(zone)]
        if start.weekday() == FRIDAY and _overlaps(start, end, *PRAYER)
    ]
    if hit:
        yield _where("W4", Severity.HIGH, slot, hit)


def _ramadan(slot: Slot, known: Circumstances) -> Iterator[DateWarning]:
    hit = [
        zone
        for zone in _zones(slot, known)
        for start, end in [slot.seen_from(zone)]
        if known.fasting(start.date())
        and (_is_after(end, start.date(), FASTING_ENDS) or _overlaps(start, end, *BREAKING_FAST))
    ]
    if hit:
        yield _where("W5", Severity.HIGH, slot, hit)


def _travel(slot: Slot, known: Circumstances) -> Iterator[DateWarning]:
    for feast in known.feasts():
        if abs((slot.day - feast).days) <= TRAVEL_DAYS:
            yield DateWarning("W6", Severity.MEDIUM, {"feast": feast})
            return


def _office_hours(slot: Slot, known: Circumstances) -> Iterator[DateWarning]:
    early, late = OFFICE
    hit = [
        zone
        for zone in _zones(slot, known)
        for start, end in [slot.seen_from(zone)]
        if start.time() < early or _is_after(end, start.date(), late)
    ]
    if hit:
        yield _where("W9", Severity.MEDIUM, slot, hit)


def _notice(slot: Slot, known: Circumstances) -> Iterator[DateWarning]:
    if known.issued_on is None:
        return
    given = (slot.day - known.issued_on).days
    if given < known.statute_days:
        yield DateWarning("W12", Severity.HIGH, {"days": given, "wanted": known.statute_days})
    elif given < NOTICE_DAYS:
        yield DateWarning("W12", Severity.MEDIUM, {"days": given, "wanted": NOTICE_DAYS})


RULES = (
    _holiday,
    _joint_leave,
    _bridge,
    _friday_prayer,
    _ramadan,
    _travel,
    _office_hours,
    _notice,
)


def _zones(slot: Slot, known: Circumstances) -> list[str]:
    """Every zone from which somebody takes part, from west to east."""
    zones = {slot.zone, *known.zones}
    return sorted(zones, key=lambda zone: (slot.seen_from(zone)[0].replace(tzinfo=None), zone))


def _clocks(slot: Slot, zones: Sequence[str]) -> list[dict[str, Any]]:
    """What the clock shows in each zone, zones with the same clock only once."""
    seen: dict[time, dict[str, Any]] = {}
    for zone in zones:
        start, end = slot.seen_from(zone)
        seen.setdefault(start.time(), {"zone": zone, "start": start, "end": end})
    return list(seen.values())


def _overlaps(start: datetime, end: datetime, opens: time, closes: time) -> bool:
    """Tell whether a span touches these hours on any of its days."""
    days = (start.date() + timedelta(days=n) for n in range((end.date() - start.date()).days + 1))
    return any(
        start.replace(tzinfo=None) < datetime.combine(day, closes)
        and datetime.combine(day, opens) < end.replace(tzinfo=None)
        for day in days
    )


def _is_after(end: datetime, day: date, limit: time) -> bool:
    return end.replace(tzinfo=None) > datetime.combine(day, limit)
