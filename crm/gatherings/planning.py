"""What the almanac says about a gathering: the calendar rows around it, and who takes part."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from crm.almanac.models import CalendarDay
from crm.almanac.ramadan import ramadan_spans
from crm.almanac.warnings import (
    Alternative,
    Circumstances,
    DateWarning,
    Severity,
    Slot,
    alternatives,
    warnings_for,
)
from crm.core import clock
from crm.core.db import db
from crm.gatherings.models import Gathering, Session
from crm.gatherings.queries import calendar_days, places_invited, places_of_members

Place = tuple[str, str | None]
AROUND = timedelta(days=60)
OFFICE_HOURS = "W9"


@dataclass(frozen=True)
class Sky:
    """The special days of a span."""

    days: Sequence[CalendarDay]
    ramadan: Sequence[tuple[date, date]]


def sky_over(first: date, last: date) -> Sky:
    """The special days from well before a day until well after another. Costs one statement."""
    first, last = first - AROUND, last + AROUND
    days = list(db.session.scalars(calendar_days(first, last)))
    return Sky(days, ramadan_spans(first, last, days))


def places_by_gathering(gatherings: Collection[Gathering]) -> Mapping[int, set[Place]]:
    """From where people come to each of these. Costs one statement, and one if anybody is missing.

    Where nobody is on the list yet, it is taken that all members will be.
    """
    found: dict[int, set[Place]] = {one.id: set() for one in gatherings}
    for gathering_id, zone, province in db.session.execute(places_invited(list(found))):
        found[gathering_id].add((zone, province))
    if any(not places for places in found.values()):
        members = places_among_members()
        return {key: places or members for key, places in found.items()}
    return found


def places_among_members() -> set[Place]:
    """Where the members of the network live. Costs one statement."""
    return {(zone, province) for zone, province in db.session.execute(places_of_members())}


def places_of(gathering: Gathering) -> set[Place]:
    """From where people come to one whose list is read; all members while it is empty."""
    houses = [one.institution for one in gathering.invitees if one.institution]
    return {(one.zone, one.province_code) for one in houses} or places_among_members()


def zones_taking_part(gathering: Gathering) -> list[str]:
    """The clocks by which people come: of the list, or of all members while it is empty."""
    return sorted({zone for zone, _province in places_of(gathering)})


def circumstances(gathering: Gathering, sky: Sky, places: Iterable[Place]) -> Circumstances:
    """What the almanac needs to know about one gathering. Once invited, no letter is due."""
    known, today = list(places), clock.today(gathering.zone)
    return Circumstances(
        zones=frozenset(zone for zone, _province in known),
        provinces=frozenset(province for _zone, province in known if province),
        days=sky.days,
        ramadan=sky.ramadan,
        issued_on=None if gathering.is_invited else today,
        today=today,
    )


def slots_of(gathering: Gathering, sessions: Sequence[Session] = ()) -> list[Slot]:
    """The hours that people give: the sessions of a workshop, else every day from start to end."""
    if sessions:
        return [Slot(one.starts_at, one.ends_at, gathering.zone) for one in sessions]
    whole = Slot(gathering.starts_at, gathering.ends_at, gathering.zone)
    start, end = whole.seen_from(gathering.zone)
    days = [start.date() + timedelta(days=n) for n in range((end.date() - start.date()).days + 1)]
    if len(days) == 1 or end.time() <= start.time():
        return [whole]
    return [_on(day, start, end, gathering.zone) for day in days]


def _on(day: date, start: datetime, end: datetime, zone: str) -> Slot:
    there = ZoneInfo(zone)
    return Slot(
        datetime.combine(day, start.time(), there), datetime.combine(day, end.time(), there), zone
    )


@dataclass(frozen=True)
class Outlook:
    """What stands against the date of a gathering, and better dates where that weighs much."""

    warnings: list[DateWarning]
    alternatives: list[Alternative]
    is_long: bool = False
    """Whether it goes over several days."""

    @property
    def codes(self) -> list[str]:
        """The codes of the warnings, each once."""
        return list(dict.fromkeys(warning.code for warning in self.warnings))

    @property
    def is_heavy(self) -> bool:
        """Whether somebody should say that the date is meant."""
        return any(warning.severity >= Severity.HIGH for warning in self.warnings)


def outlook(gathering: Gathering, *, sessions: Sequence[Session] = ()) -> Outlook:
    """What a planner should know about the date of one gathering, once its list is read.

    Costs one statement, and one more while the list is empty.
    """
    slots = slots_of(gathering, sessions)
    sky = sky_over(slots[0].day, slots[-1].day)
    return _outlook(slots, circumstances(gathering, sky, places_of(gathering)))


def outlooks(gatherings: Sequence[Gathering]) -> dict[int, Outlook]:
    """The same for many gatherings at once, at the cost of one."""
    if not gatherings:
        return {}
    slots = {one.id: slots_of(one) for one in gatherings}
    days = sorted(slot.day for some in slots.values() for slot in some)
    sky, places = sky_over(days[0], days[-1]), places_by_gathering(gatherings)
    return {
        one.id: _outlook(slots[one.id], circumstances(one, sky, places[one.id]))
        for one in gatherings
    }


def _outlook(slots: Sequence[Slot], known: Circumstances) -> Outlook:
    found = [warning for slot in slots for warning in warnings_for(slot, known)]
    kept: dict[tuple[str, str], DateWarning] = {}
    for warning in found:
        kept.setdefault(_sameness(warning), warning)
    heavy = any(warning.severity >= Severity.HIGH for warning in kept.values())
    better = alternatives(slots[0], known) if heavy and len(slots) == 1 else []
    ranked = sorted(kept.values(), key=lambda warning: -warning.severity)
    return Outlook(ranked, better, is_long=len({slot.day for slot in slots}) > 1)


def _sameness(warning: DateWarning) -> tuple[str, str]:
    """What need not be said twice: a hold on office hours for each session of a workshop."""
    if warning.code == OFFICE_HOURS:
        return warning.code, ""
    facts = warning.facts
    return warning.code, str(facts.get("here", {}).get("start", facts))


def better_dates(gathering: Gathering) -> list[Alternative]:
    """Three dates to move to. Costs one or two statements, once the list is read."""
    slot = Slot(gathering.starts_at, gathering.ends_at, gathering.zone)
    sky = sky_over(slot.day, slot.day)
    return alternatives(slot, circumstances(gathering, sky, places_of(gathering)))
