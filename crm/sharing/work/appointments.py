"""Work as calendars keep it: a row of weekly hours for each span of the week, without days off."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from crm.core import clock
from crm.core.addresses import link_to
from crm.core.ical import Appointment, Method, Participant, Standing, media_type, written
from crm.network.queries import the_network
from crm.reminders.outbox import Enclosed
from crm.sharing.capacity.availability import almanac_of
from crm.sharing.capacity.patterns import Almanac, Pattern, Slot, sessions_of
from crm.sharing.models import Assignment, AssignmentVersion, Mode, State
from crm.sharing.occasions import moved_on

RESTING = frozenset({State.SUSPENDED, State.TERMINATED})


def calendar_files(assignment: Assignment) -> list[Enclosed]:
    """The calendar of work that has its duty letter; nothing before, for nothing is certain yet."""
    return [calendar_file(assignment)] if assignment.documented_number is not None else []


def calendar_file(assignment: Assignment) -> Enclosed:
    """Every version that holds or held, so that a later file puts right what an earlier one said.

    Work that rests or ended early stops on the day of that; what was withdrawn is taken out.
    """
    data = written(_appointments(assignment), method=Method.PUBLISH)
    return Enclosed("tugas.ics", media_type(Method.PUBLISH), data)


def _appointments(assignment: Assignment) -> Iterator[Appointment]:
    for version in assignment.versions:
        if version.binding_since is not None:
            yield from _of_version(assignment, version)


def _of_version(assignment: Assignment, version: AssignmentVersion) -> Iterator[Appointment]:
    almanac = almanac_of(assignment, version)
    whole = replace(version.pattern, last=version.ends_on)
    kept = replace(whole, last=_last_day(assignment, version))
    for number, slot in enumerate(whole.slots or (None,), start=1):
        asked = _row(assignment, version, number, _only(whole, slot), almanac)
        if asked is not None:
            left = _row(assignment, version, number, _only(kept, slot), almanac)
            yield left or replace(asked, standing=Standing.CANCELLED)


def _last_day(assignment: Assignment, version: AssignmentVersion) -> date:
    if assignment.state is State.WITHDRAWN:
        return date.min
    resting = assignment.state in RESTING
    return min(version.last_day, moved_on(assignment)) if resting else version.last_day


def _only(pattern: Pattern, slot: Slot | None) -> Pattern:
    return replace(pattern, slots=(slot,) if slot else ())


def _row(
    assignment: Assignment,
    version: AssignmentVersion,
    number: int,
    pattern: Pattern,
    almanac: Almanac,
) -> Appointment | None:
    """One span of the week from its first day to its last; None where no day is left of it."""
    if pattern.last < pattern.first:
        return None
    plain = _plain(assignment, version, number, pattern)
    if not pattern.slots:
        return plain
    sessions, dropped = sessions_of(pattern, almanac)
    if not sessions:
        return None
    first, last, zone = sessions[0], sessions[-1], ZoneInfo(pattern.zone)
    return replace(
        plain,
        starts=first.starts_at,
        ends=first.ends_at,
        weekly_until=last.starts_at,
        left_out=[
            datetime.combine(day, pattern.slots[0].starts, zone)
            for day in dropped
            if first.day < day < last.day
        ],
        is_busy=True,
    )


def _plain(
    assignment: Assignment, version: AssignmentVersion, number: int, pattern: Pattern
) -> Appointment:
    """The whole span in days, as it is where the hours may fall anywhere in the week."""
    network, made = the_network(), assignment.created_at
    person = version.person or assignment.person
    remote = version.mode is Mode.REMOTE
    return Appointment(
        uid=f"{assignment.code}-{made:%Y%m%d%H%M%S}-v{version.number}-{number}@sharing.mitra",
        sequence=assignment.revision,
        starts=pattern.first,
        ends=pattern.last,
        zone=pattern.zone,
        summary=f"{person.name}, {assignment.host.name}",
        location="" if remote else version.location or assignment.host.name,
        description="\n".join(filter(None, [version.role, version.tasks])),
        url=link_to("assignments.show", assignment_id=assignment.id),
        stamp=clock.now(),
        organizer=Participant(network.email, network.name) if network.email else None,
        is_busy=False,
    )
