"""A version read aloud, field by field, and what differs between two of them."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from crm.core.templating import clock_time, plain_date, rupiah, zone_name
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l
from crm.core.words import ngettext
from crm.sharing.capacity.patterns import Slot
from crm.sharing.models import AssignmentVersion, Cost, Payer
from crm.sharing.wording import COSTS, MODES, PAYERS, PURPOSES, hours, listed, weekday

LABELS = {
    "person": _l("Who helps"),
    "role": _l("Role"),
    "tasks": _l("Tasks"),
    "purpose": _l("What it serves"),
    "weekly_minutes": _l("Hours a week"),
    "slots": _l("Days"),
    "starts_on": _l("First day"),
    "ends_on": _l("Last day"),
    "planned_minutes": _l("In all"),
    "mode": _l("How"),
    "location": _l("Place of work"),
    "home_supervisor": _l("Supervisor at home"),
    "host_supervisor": _l("Supervisor at the host"),
    "costs": _l("Costs"),
    "patient_data": _l("Patient data"),
    "insurance": _l("Insurance"),
    "liability": _l("Liability"),
    "confidentiality": _l("Confidentiality"),
    "ip_owner": _l("Rights to the work"),
    "equipment": _l("Equipment"),
    "leave_rule": _l("Rules of leave"),
    "notice_days": _l("Notice before an early end"),
    "replacement": _l("Replacement"),
    "keeps_free_days": _l("Holidays"),
    "scales_in_ramadan": _l("Hours in Ramadan"),
    "full_time": _l("Own post at home"),
}
TERMS = (
    "patient_data",
    "insurance",
    "liability",
    "confidentiality",
    "ip_owner",
    "equipment",
    "leave_rule",
    "notice_days",
    "replacement",
    "keeps_free_days",
    "scales_in_ramadan",
    "full_time",
)
ASKED = (
    "person",
    "tasks",
    "weekly_minutes",
    "slots",
    "starts_on",
    "ends_on",
    "planned_minutes",
    "mode",
    "location",
    "costs",
    "patient_data",
)
YES_OR_NO: dict[str, tuple[Any, Any]] = {
    "patient_data": (_l("Not touched"), _l("Touched; a promise of secrecy is signed")),
    "confidentiality": (_l("Not signed"), _l("Signed")),
    "keeps_free_days": (_l("Not worked"), _l("Worked as well")),
    "scales_in_ramadan": (_l("As always"), _l("Fewer, as everybody at work")),
    "full_time": (_l("Kept beside it"), _l("Left meanwhile")),
}


@dataclass(frozen=True)
class Line:
    """One field of a version in words; `was` holds the words of the version before it."""

    field: str
    label: str
    words: str
    was: str | None = None

    @property
    def is_changed(self) -> bool:
        """Tell whether the version before said something else."""
        return self.was is not None and self.was != self.words


def read_aloud(
    version: AssignmentVersion, before: AssignmentVersion | None = None
) -> dict[str, Line]:
    """Every field of a version in words, beside those of the version before."""
    old = _words(before) if before else {}
    return {
        field: Line(field, str(LABELS[field]), words, old.get(field) if before else None)
        for field, words in _words(version).items()
    }


def summary(version: AssignmentVersion, before: AssignmentVersion | None = None) -> list[Line]:
    """The fields that somebody asked must know, in the order of reading; empty ones left out."""
    lines = read_aloud(version, before)
    return [lines[field] for field in ASKED if lines[field].words or lines[field].is_changed]


def differences(version: AssignmentVersion, before: AssignmentVersion | None) -> list[Line]:
    """The fields in which a version differs from the one before, in the order of reading."""
    if before is None:
        return []
    return [line for line in read_aloud(version, before).values() if line.is_changed]


def week_in_words(version: AssignmentVersion) -> str:
    """Selasa dan Kamis, 09.00–12.00 WITA."""
    week = version.week
    if not week:
        return str(_("by arrangement"))
    spans = sorted({(slot.starts, slot.ends) for slot in week})
    parts = [
        f"{listed([weekday(slot.weekday) for slot in week if (slot.starts, slot.ends) == span])}, "
        f"{clock_time(span[0])}–{clock_time(span[1])}"
        for span in spans
    ]
    return f"{'; '.join(parts)} {zone_name(version.zone)}"


def week_elsewhere(version: AssignmentVersion, zone: str) -> str:
    """The same hours on the clock of another zone, when they differ: 08.00–11.00 WIB."""
    if not version.week or zone_name(zone) == zone_name(version.zone):
        return ""
    spans = sorted({_there(slot, version, zone) for slot in version.week})
    words = "; ".join(f"{clock_time(first)}–{clock_time(last)}" for first, last in spans)
    return f"{words} {zone_name(zone)}"


def cost_in_words(version: AssignmentVersion) -> str:
    """Gaji: asal · Perjalanan: penerima, Rp6.400.000."""
    parts = []
    for item in version.costs:
        said = f"{COSTS[Cost(item['item'])]}: {PAYERS[Payer(item['payer'])]}"
        parts.append(f"{said}, {rupiah(item['amount'])}" if item["amount"] else said)
    return " · ".join(parts)


def days_in_words(first: date, last: date) -> str:
    """1 April 2027–31 Juli 2027."""
    return f"{plain_date(first)}–{plain_date(last)}"


def _there(slot: Slot, version: AssignmentVersion, zone: str) -> tuple[time, time]:
    here, there = ZoneInfo(version.zone), ZoneInfo(zone)
    starts, ends = (
        datetime.combine(version.starts_on, at, here).astimezone(there).time()
        for at in (slot.starts, slot.ends)
    )
    return starts, ends


def _words(version: AssignmentVersion) -> dict[str, str]:
    words = {
        "person": version.person.full_name if version.person else "",
        "role": version.role,
        "tasks": version.tasks,
        "purpose": str(PURPOSES[version.purpose]) if version.purpose else "",
        "weekly_minutes": hours(version.weekly_minutes),
        "slots": week_in_words(version),
        "starts_on": plain_date(version.starts_on),
        "ends_on": plain_date(version.ends_on),
        "planned_minutes": _planned(version),
        "mode": str(MODES[version.mode]),
        "location": version.location,
        "home_supervisor": version.home_supervisor,
        "host_supervisor": version.host_supervisor,
        "costs": cost_in_words(version),
    }
    return words | {term: _term(version, term) for term in TERMS}


def _planned(version: AssignmentVersion) -> str:
    return hours(version.planned_minutes) if version.planned_minutes else ""


def _term(version: AssignmentVersion, term: str) -> str:
    value = version.terms.get(term)
    if term in YES_OR_NO:
        return str(YES_OR_NO[term][bool(value)])
    if term == "notice_days" and value:
        return str(ngettext("%(num)s day", "%(num)s days", value))
    return str(value or "")
