"""Holding a version against everything else that its person has promised (domain 3.4)."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from crm.almanac.models import CalendarDay, DayKind
from crm.almanac.ramadan import ramadan_spans
from crm.almanac.workdays import FREE, workdays_from
from crm.core.db import db
from crm.core.errors import NotPossible
from crm.core.templating import clock_time, local, number, plain_date, zone_name
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l
from crm.institutions.models import Institution
from crm.network.queries import the_network
from crm.people.models import Person
from crm.people.queries import times_among
from crm.sharing.capacity import limits as capacity
from crm.sharing.capacity.limits import Check, Concern, Finding, Limits, Place, Promise
from crm.sharing.capacity.patterns import Almanac, days_between, minutes_by_week
from crm.sharing.capacity.times import Said, Times, told_of_times
from crm.sharing.models import Assignment, AssignmentVersion, Mode
from crm.sharing.queries import promises_of

SENTENCES: dict[Concern, Any] = {
    Concern.NOTHING_LEFT: _l(
        "No working hour is left between these dates: every day chosen is a day off or one on which"
        " the person is away."
    ),
    Concern.OVERLAP: _l("At the same time already promised to %(with)s: %(when)s."),
    Concern.OVER_BASE: _l("%(hours)s hours a week are more than a full week of %(most)s hours."),
    Concern.OVER_CAP: _l(
        "%(hours)s hours a week are more than the %(most)s hours that the home lends."
    ),
    Concern.TENTATIVE_OVERLAP: _l(
        "At the same time asked for by %(with)s, not agreed yet: %(when)s."
    ),
    Concern.TRAVEL: _l("Too little time for the way to or from %(with)s: %(when)s."),
    Concern.FRIDAY_PRAYER: _l("Friday prayer falls into these hours."),
    Concern.AWAY: _l("The person is away on days of this plan: %(days)s, the first %(day)s."),
    Concern.AWAY_DROPPED: _l(
        "Left out because the person is away: days of this plan: %(days)s, the first %(day)s."
    ),
    Concern.OVER_SAID: _l(
        "%(hours)s hours a week are more than the %(most)s hours that the person has to give."
    ),
}


def checked(assignment: Assignment, version: AssignmentVersion) -> Check:
    """The arithmetic for a version, or a refusal that names what stands against it.

    Whoever checks a person holds that person until the work at hand is settled: two confirmations
    at the same time are looked at one after the other, so together they can't overbook anybody.
    """
    found = weighed(assignment, version)
    if found.blocking:
        name = assignment.person.name
        raise NotPossible(
            _("%(name)s can't promise these hours.", name=name),
            missing=[worded(finding, version.zone) for finding in found.blocking],
        )
    return found


def weighed(assignment: Assignment, version: AssignmentVersion) -> Check:
    """The arithmetic for a version, whatever it finds.

    What a change would take the place of does not stand against it, except the days before.
    """
    person_id = version.person_id or assignment.person_id
    _hold_person(person_id)
    rows = db.session.execute(
        promises_of(person_id, but=assignment.id, first=version.starts_on, last=version.ends_on)
    )
    others = [*promises_from(rows), *_own_before(assignment, version)]
    times = times_in(person_id, version.starts_on, version.ends_on)
    almanac = times.put_into(days_of(assignment, version))
    promise = _promise(assignment, version)
    found = capacity.check(promise, others, almanac, limits_of(assignment))
    return told_of_times(found, promise, almanac, times)


def lent_by(home: Institution | None) -> int:
    """The minutes a week that a home lends of one person, else the network."""
    return (home and home.lent_minutes) or the_network().lent_minutes


def limits_of(assignment: Assignment) -> Limits:
    """What the agreement, else the home, else the network sets for the hours of a promise."""
    network, agreement = the_network(), assignment.agreement
    return Limits(
        cap=(agreement and agreement.weekly_minutes_cap) or lent_by(assignment.home),
        travel=timedelta(minutes=network.travel_minutes),
        between_islands=timedelta(minutes=network.island_minutes),
    )


def planned_with(assignment: Assignment, version: AssignmentVersion, minutes: int) -> int:
    """The hours of a whole promise: those of a version, and of what held before it took over."""
    return minutes + sum(
        sum(minutes_by_week(until.pattern, almanac_of(assignment, one)).values())
        for one, until in _before(assignment, version)
    )


def promises_from(rows: Iterable[Any]) -> list[Promise]:
    """Each version as a promise; a change that is asked for names what it would replace."""
    return [
        replace(_promise(one, its), instead_of=one.promise.pattern)
        if one.amendment and its.number == one.current_number
        else _promise(one, its)
        for one, its in rows
    ]


def _own_before(assignment: Assignment, version: AssignmentVersion) -> list[Promise]:
    person_id = version.person_id or assignment.person_id
    return [
        until
        for one, until in _before(assignment, version)
        if (one.person_id or assignment.person_id) == person_id
    ]


def _before(
    assignment: Assignment, version: AssignmentVersion
) -> list[tuple[AssignmentVersion, Promise]]:
    """What of a promise at work stays as it was: its days before the version takes over."""
    if not assignment.is_at_work() or version.number == assignment.number_in_force:
        return []
    eve = version.starts_on - timedelta(days=1)
    held = ((one, _promise(assignment, one)) for one in assignment.held_versions)
    return [
        (one, replace(promise, pattern=replace(promise.pattern, last=min(one.last_day, eve))))
        for one, promise in held
        if one.starts_on <= eve
    ]


def almanac_of(assignment: Assignment, version: AssignmentVersion) -> Almanac:
    """The calendar of the one who does the work: of the place, and without the days away."""
    person_id = version.person_id or assignment.person_id
    times = times_in(person_id, version.starts_on, version.ends_on)
    return times.put_into(days_of(assignment, version))


def times_in(person_id: int, first: date, last: date) -> Times:
    """What a person said of the own time in a span of days. One statement."""
    return times_of_each([person_id], first, last)[person_id]


def times_of_each(person_ids: Collection[int], first: date, last: date) -> dict[int, Times]:
    """What some people said of the own time in a span of days. One statement."""
    asked: Any = times_among(person_ids, first, last)
    away: dict[int, set[date]] = defaultdict(set)
    said: dict[int, list[Said]] = defaultdict(list)
    for person_id, begins, ends, minutes in db.session.execute(asked):
        if minutes:
            said[person_id].append((begins, ends, minutes))
        else:
            away[person_id].update(days_between(max(begins, first), min(ends, last)))
    drops = the_network().drops_days_away
    return {one: Times(frozenset(away[one]), tuple(said[one]), drops) for one in person_ids}


def days_of(assignment: Assignment, version: AssignmentVersion) -> Almanac:
    """Days off and Ramadan where the work is done: at the host, or at home when it is remote."""
    first, last = version.starts_on, version.ends_on
    return almanac_from(special_days(working_at(assignment, version), first, last), first, last)


def working_at(assignment: Assignment, version: AssignmentVersion) -> str | None:
    """The province whose days off hold for a version."""
    remote = version.mode is Mode.REMOTE and assignment.home is not None
    place = assignment.home if remote and assignment.home else assignment.host
    return place.province_code


def almanac_from(rows: list[CalendarDay], first: date, last: date) -> Almanac:
    """Days off and Ramadan in a span of days, as the rows of the calendar have them."""
    spans = ramadan_spans(first, last, rows)
    ramadan = (day for begins, ends in spans for day in days_between(begins, ends))
    return Almanac(workdays_from(rows).free, frozenset(ramadan))


def special_days(province_code: str | None, first: date, last: date) -> list[CalendarDay]:
    """The rows of the calendar in a span of days that hold in a province. One statement."""
    here = CalendarDay.province_code.is_(None) | (CalendarDay.province_code == province_code)
    return list(db.session.scalars(days_marked(first, last).where(here)))


def days_marked(first: date, last: date) -> sa.Select[CalendarDay]:
    """The rows of the calendar in a span of days that count for working hours, of all provinces."""
    kinds = (*FREE, DayKind.WORKDAY, DayKind.RAMADAN)
    query = sa.select(CalendarDay).where(
        CalendarDay.day.between(first, last), CalendarDay.kind.in_(kinds)
    )
    return query.order_by(CalendarDay.day, CalendarDay.id)


def worded(finding: Finding, zone: str) -> str:
    """A concern as a sentence in the reader's language."""
    facts = dict(finding.facts)
    if "minutes" in facts:
        facts |= {"hours": number(facts["minutes"] / 60), "most": number(facts["limit"] / 60)}
    if "on" in facts:
        facts["day"] = plain_date(date.fromisoformat(facts["on"]))
    if "at" in facts:
        facts["when"] = _moment(facts["at"], zone)
    return str(SENTENCES[finding.concern]) % facts


def _moment(text: str, zone: str) -> str:
    there = local(datetime.fromisoformat(text), zone)
    return f"{plain_date(there.date())}, {clock_time(there)} {zone_name(zone)}"


def _hold_person(person_id: int) -> None:
    held = sa.select(Person.id).where(Person.id == person_id)
    db.session.execute(held.with_for_update(key_share=True))


def _promise(assignment: Assignment, version: AssignmentVersion) -> Promise:
    host = assignment.host
    remote = version.mode is Mode.REMOTE
    return Promise(
        label=f"{host.name} ({assignment.code})" if assignment.id else host.name,
        pattern=version.pattern,
        is_firm=version.binding_since is not None or version.number == assignment.number_in_force,
        home_id=assignment.home_id,
        place=None if remote else Place(host.regency_code, host.province_code),
    )
