"""What the words of gatherings are in the reader's language, and their tones (design 4)."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from crm.accounts.models import User
from crm.almanac.warnings import DateWarning, Severity
from crm.core import clock
from crm.core.languages import in_reader_language
from crm.core.templating import clock_time, local, long_date, plain_date, zone_name
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l
from crm.gatherings.models import (
    ActionItem,
    ActionState,
    Attendance,
    Capacity,
    Gathering,
    GatheringKind,
    GatheringState,
    Mode,
    QuorumRule,
    Rsvp,
)
from crm.gatherings.recurrence import Rhythm


class Classification(StrEnum):
    """Sifat: how a letter is to be treated."""

    ORDINARY = "ordinary"
    URGENT = "urgent"
    IMPORTANT = "important"
    CONFIDENTIAL = "confidential"


CLASSIFICATIONS = {
    Classification.ORDINARY: _l("Ordinary"),
    Classification.URGENT: _l("Urgent"),
    Classification.IMPORTANT: _l("Important"),
    Classification.CONFIDENTIAL: _l("Confidential"),
}
ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")
NAMES: dict[StrEnum, Any] = {
    GatheringKind.REGULAR: _l("Regular meeting"),
    GatheringKind.INFORMAL: _l("Informal meeting"),
    GatheringKind.WORKING_GROUP: _l("Working group"),
    GatheringKind.AUDIENCE: _l("Hearing"),
    GatheringKind.WORKSHOP: _l("Workshop"),
    GatheringKind.MUNAS: _l("National assembly"),
    GatheringState.DRAFT: _l("Draft"),
    GatheringState.INVITED: _l("Invited"),
    GatheringState.HELD: _l("Held"),
    GatheringState.MINUTES_DRAFT: _l("Minutes being written"),
    GatheringState.MINUTES_CIRCULATED: _l("Minutes circulated"),
    GatheringState.MINUTES_APPROVED: _l("Minutes approved"),
    GatheringState.POSTPONED: _l("Postponed"),
    GatheringState.CANCELLED: _l("Cancelled"),
    Mode.ONSITE: _l("On site"),
    Mode.ONLINE: _l("Online"),
    Mode.HYBRID: _l("On site and online"),
    QuorumRule.NONE: _l("No quorum"),
    QuorumRule.FRACTION: _l("More than a share of the voting institutions"),
    QuorumRule.ABSOLUTE: _l("A number of institutions"),
    Capacity.VOTING: _l("Voting"),
    Capacity.OBSERVER: _l("Observer"),
    Capacity.SPEAKER: _l("Speaker"),
    Capacity.COMMITTEE: _l("Committee"),
    Rsvp.NEEDS_ACTION: _l("No answer"),
    Rsvp.ACCEPTED: _l("Coming"),
    Rsvp.DECLINED: _l("Not coming"),
    Rsvp.TENTATIVE: _l("Perhaps"),
    Rsvp.DELEGATED: _l("Delegated"),
    Attendance.PRESENT_ONSITE: _l("Present on site"),
    Attendance.PRESENT_ONLINE: _l("Present online"),
    Attendance.LATE: _l("Came late"),
    Attendance.LEFT_EARLY: _l("Left early"),
    Attendance.EXCUSED: _l("Excused"),
    Attendance.ABSENT: _l("Absent"),
    ActionState.OPEN: _l("Open"),
    ActionState.IN_PROGRESS: _l("In progress"),
    ActionState.DONE: _l("Done"),
    ActionState.DROPPED: _l("Dropped"),
    Rhythm.WEEKLY: _l("Every week, on the same weekday"),
    Rhythm.MONTHLY_BY_WEEKDAY: _l("Every month, on the same weekday (second Wednesday)"),
    Rhythm.MONTHLY_BY_DAY: _l("Every month, on the same date (the 13th)"),
    Rhythm.LAST_WORKDAY: _l("Every month, on the last working day"),
}
TONES: dict[StrEnum, str] = {
    GatheringState.DRAFT: "idle",
    GatheringState.INVITED: "move",
    GatheringState.HELD: "move",
    GatheringState.MINUTES_DRAFT: "wait",
    GatheringState.MINUTES_CIRCULATED: "wait",
    GatheringState.MINUTES_APPROVED: "good",
    GatheringState.POSTPONED: "wait",
    GatheringState.CANCELLED: "past",
    Rsvp.NEEDS_ACTION: "wait",
    Rsvp.ACCEPTED: "good",
    Rsvp.DECLINED: "past",
    Rsvp.TENTATIVE: "wait",
    Rsvp.DELEGATED: "move",
    ActionState.OPEN: "wait",
    ActionState.IN_PROGRESS: "move",
    ActionState.DONE: "good",
    ActionState.DROPPED: "past",
}
SEVERITY_TONES = {
    Severity.LOW: "",
    Severity.MEDIUM: "",
    Severity.HIGH: "wait",
    Severity.BLOCK: "stop",
}


def gathering_word(member: StrEnum | None) -> str:
    """The word of a kind, a state, an answer, an attendance; nothing for nothing."""
    return "" if member is None else str(NAMES[member])


def gathering_badge(member: StrEnum) -> tuple[str, str]:
    """The word and the tone of a state or an answer."""
    return gathering_word(member), TONES[member]


def action_badge(action: ActionItem) -> tuple[str, str]:
    """The word and the tone of a follow-up; being late turns any open one red."""
    if action.is_late(on=clock.today(action.gathering.zone)):
        return _("Overdue"), "stop"
    return gathering_badge(action.state)


def hours(gathering: Gathering, zone: str | None = None) -> str:
    """10.00-12.00 WIB, on the clock of a zone; with both days where it ends on another one."""
    used = zone or gathering.zone
    start, end = local(gathering.starts_at, used), local(gathering.ends_at, used)
    if start.date() != end.date():
        ends = f"{plain_date(end.date())}, {clock_time(end)}"
        return f"{clock_time(start)} – {ends} {zone_name(used)}"
    return f"{clock_time(start)}–{clock_time(end)} {zone_name(used)}"


def other_hours(gathering: Gathering, zones: Iterable[str]) -> list[str]:
    """The start on the clocks of the other zones, from west to east: 11.00 WITA, 12.00 WIT."""
    here = local(gathering.starts_at, gathering.zone)
    seen = {zone_name(gathering.zone)}
    found = []
    clocks = sorted((local(gathering.starts_at, zone).replace(tzinfo=None), zone) for zone in zones)
    for there, zone in clocks:
        if zone_name(zone) not in seen:
            seen.add(zone_name(zone))
            found.append(_start_elsewhere(there, here, zone))
    return found


def _start_elsewhere(there: datetime, here: datetime, zone: str) -> str:
    said = f"{clock_time(there)} {zone_name(zone)}"
    return said if there.date() == here.date() else f"{said}, {plain_date(there.date())}"


def zones_of(gathering: Gathering) -> list[str]:
    """The zones of those on the list."""
    return sorted({one.zone for one in gathering.invitees})


def day_of(gathering: Gathering) -> date:
    """The civil day of its start, where it is."""
    return local(gathering.starts_at, gathering.zone).date()


def letter_class(word: str) -> str:
    """Sifat: how a letter is to be treated; ordinary where nothing was chosen."""
    return str(CLASSIFICATIONS[Classification(word or Classification.ORDINARY)])


def today_for(user: User) -> date:
    """The civil day where the user is."""
    return clock.today(user.zone)


def warning_words(warning: DateWarning, with_day: bool = False) -> dict[str, str]:  # noqa: FBT002
    """A warning as a note: its title, its text, its tone; with its day where there are several."""
    title, text = SAYING[warning.code](warning.facts)
    said = text or _compared(warning.facts, with_day=with_day)
    return {"title": title, "text": said, "tone": SEVERITY_TONES[warning.severity]}


def _compared(facts: dict[str, Any], *, with_day: bool) -> str:
    """10.00-11.15 WIB is 12.00-13.15 WIT; nothing where the zone's own clock says it all."""
    here = facts["here"]
    own = f"{_span(here['start'], here['end'])} {zone_name(here['zone'])}"
    there = [one for one in facts["zones"] if zone_name(one["zone"]) != zone_name(here["zone"])]
    said = _("%(here)s is %(there)s.", here=own, there=_clocks(there)) if there else f"{own}."
    return f"{plain_date(here['start'].date())}, {said}" if with_day else str(said)


def _name(facts: dict[str, Any]) -> str:
    name = in_reader_language(facts["names"])
    if not facts["estimate"] or "(" in name:
        return str(name)
    return str(_("%(name)s (estimate)", name=name))


def _zone_names(facts: dict[str, Any]) -> str:
    return _listed([zone_name(one["zone"]) for one in facts["zones"]])


def _clocks(zones: Collection[dict[str, Any]]) -> str:
    return _listed([f"{_span(one['start'], one['end'])} {zone_name(one['zone'])}" for one in zones])


def _span(start: datetime, end: datetime) -> str:
    return f"{clock_time(start)}–{clock_time(end)}"


def _listed(words: list[str]) -> str:
    *first, last = dict.fromkeys(words)
    if not first:
        return last
    return str(_("%(some)s and %(last)s", some=", ".join(first), last=last))


SAYING: dict[str, Any] = {
    "W1": lambda facts: (
        _("Public holiday: %(name)s.", name=_name(facts)),
        long_date(facts["day"]),
    ),
    "W2": lambda facts: (
        _("Joint leave: %(name)s.", name=_name(facts)),
        _("Members in hospitals may be at work."),
    ),
    "W3": lambda _facts: (
        _("A single working day between free days."),
        _("Many take leave."),
    ),
    "W4": lambda facts: (_("Friday prayer in %(zones)s.", zones=_zone_names(facts)), ""),
    "W5": lambda facts: (
        _("Ramadan: too late in the day in %(zones)s.", zones=_zone_names(facts)),
        "",
    ),
    "W6": lambda facts: (
        _("Travel season of Idulfitri."),
        _("The feast is on %(day)s.", day=long_date(facts["feast"])),
    ),
    "W9": lambda facts: (
        _("Outside office hours in %(zones)s.", zones=_zone_names(facts)),
        "",
    ),
    "W12": lambda facts: (
        _("Short notice."),
        _(
            "The letter would leave %(days)s days before; %(wanted)s are usual.",
            days=facts["days"],
            wanted=facts["wanted"],
        ),
    ),
}
