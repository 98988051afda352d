"""What a version needs before it can be promised, and who then has to agree (domain 3.3)."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from crm.core.templating import number
from crm.core.words import gettext as _
from crm.people.models.persons import PersonCategory
from crm.sharing.models.formal import is_formal
from crm.sharing.models.versions import AssignmentVersion
from crm.sharing.models.vocabulary import Instrument, Mode, ParentReason, Party

if TYPE_CHECKING:
    from crm.sharing.models.assignments import Assignment

LONG_WEEK = 8 * 60
LONG_MONTHS = 3


def faults_of(assignment: "Assignment", version: AssignmentVersion) -> list[str]:
    """What a version still lacks or contradicts, each a phrase that says what to enter."""
    return [
        *_lacking(version),
        *_contradicting(version),
        *_outside_agreement(assignment, version),
        *_too_much(assignment, version),
    ]


def required_parties(assignment: "Assignment") -> list[Party]:
    """Who has to agree: an expert without an employer needs no home."""
    home = [Party.HOME_HEAD] if assignment.home_id is not None else []
    return [*home, Party.HOST_HEAD, Party.PERSON]


def approving_party(assignment: "Assignment") -> Party:
    """Whose parent body approves: the home's, or the host's where there is no home."""
    return assignment.approving


def reasons_for_parent(assignment: "Assignment", version: AssignmentVersion) -> list[ParentReason]:
    """Why the parent body has to approve, if it has to."""
    person = version.person or assignment.person
    civil_servant = person.category is PersonCategory.CIVIL_SERVANT
    first = assignment.first_day if assignment.is_at_work() else version.starts_on
    reasons = {
        ParentReason.CIVIL_SERVANT: civil_servant,
        ParentReason.LONG_HOURS: version.weekly_minutes > LONG_WEEK,
        ParentReason.LONG_SPAN: version.ends_on >= months_after(first, LONG_MONTHS),
        ParentReason.TRAVEL: crosses_provinces(assignment, version),
        ParentReason.COST: version.cost > 0,
    }
    return [reason for reason, holds in reasons.items() if holds]


def months_after(day: date, months: int) -> date:
    """The same day some months later, or the last day of that month where it has no such day."""
    month = day.month - 1 + months
    first = date(day.year + month // 12, month % 12 + 1, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return min(last, first + timedelta(days=day.day - 1))


def crosses_provinces(assignment: "Assignment", version: AssignmentVersion) -> bool:
    """Tell whether the work is a journey: on site, in another province than the home's."""
    home, host = assignment.home, assignment.host
    if version.mode is Mode.REMOTE or home is None:
        return False
    return home.province_code != host.province_code


def _lacking(version: AssignmentVersion) -> list[str]:
    wanted = [
        (_("the role at the host"), version.role),
        (_("the tasks"), version.tasks),
        (_("the purpose"), version.purpose),
        (_("the place of work"), version.location or version.mode is Mode.REMOTE),
    ]
    return [words for words, value in wanted if not value]


def _contradicting(version: AssignmentVersion) -> list[str]:
    week = version.week
    promised = sum(slot.minutes for slot in week)
    faults = []
    if any(slot.minutes <= 0 for slot in week):
        faults.append(_("an end after the start on each day"))
    elif week and promised != version.weekly_minutes:
        faults.append(
            _(
                "days that add up to the hours a week: %(days)s of %(hours)s hours",
                days=number(promised / 60),
                hours=number(version.weekly_hours),
            )
        )
    return faults


def _outside_agreement(assignment: "Assignment", version: AssignmentVersion) -> list[str]:
    agreement = assignment.agreement
    if agreement is None or agreement.covers(version.starts_on, version.ends_on):
        return []
    return [_("dates within the agreement “%(title)s”", title=agreement.title)]


def _too_much(assignment: "Assignment", version: AssignmentVersion) -> list[str]:
    person, full_time = version.person or assignment.person, bool(version.terms.get("full_time"))
    formal = is_formal(person, version.weekly_minutes, full_time=full_time)
    if formal or assignment.instrument is Instrument.PENUGASAN_PNS:
        return [
            _(
                "less than a full week: a full-time move of a civil servant goes by order of the"
                " home authority, not as staff sharing"
            )
        ]
    return []
