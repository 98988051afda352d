"""Contribution sheet (P32): what one member gave to the network and what it received.

What it took over is counted with it, each thing once (domain 9, E8).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from crm.accounts.models import User
from crm.campaigns.models import CampaignPartner
from crm.core import clock
from crm.core.db import db, get_or_404
from crm.core.templating import number, rupiah
from crm.core.words import gettext as _
from crm.gatherings.models import (
    ActionItem,
    ActionState,
    Gathering,
    GatheringState,
    Invitee,
)
from crm.gatherings.models.kinds import PRESENT
from crm.institutions.models import Institution, Need, OfferedService, Strength
from crm.institutions.queries import family, institutions_known_to, today
from crm.network.queries import the_network
from crm.reports.figures import report_of_figures
from crm.reports.papers import Report, Table
from crm.sharing.measuring import COUNTED
from crm.sharing.models import Assignment, AssignmentVersion
from crm.sharing.queries.work import minutes_between

UNKNOWN = "–"
NOT_HELD = (GatheringState.POSTPONED, GatheringState.CANCELLED)
Line = tuple[str, ...]
Ids = sa.Select[int]
Pair = tuple[int, int]


@dataclass(frozen=True)
class Gifts:
    """What one member gave and received: pairs of both, or of what was done and what was asked."""

    planned: Pair
    worked: Pair
    meetings: Pair
    actions: Pair
    needs: Pair
    campaigns: int
    services: int
    subjects: int


def contribution(user: User, of: int) -> Report:
    """The sheet of one institution that the reader knows. Eleven statements."""
    known = institutions_known_to(user).options(
        joinedload(Institution.forerunners), joinedload(Institution.merged_into)
    )
    member = get_or_404(known, of)
    title = str(_("Partnership contribution: %(name)s", name=member.name))
    gifts = gifts_of(member)
    table = Table(columns(), [list(line) for line in lines_of(gifts)])
    return report_of_figures("P32", title, table, sentences=sentences(member, gifts))


def sentences(member: Institution, gifts: Gifts) -> list[str]:
    """The sheet in a few words for its management, where else it is counted, and what lacks."""
    said = [
        _("What %(name)s gave to the network and what it received.", name=member.name),
        _in_short(gifts),
    ]
    if member.forerunners:
        names = {"names": ", ".join(one.name for one in member.forerunners)}
        said.append(_("What it took over is counted with it, each thing once: %(names)s.", **names))
    if (heir := member.merged_into) is not None:
        now = {"name": heir.name}
        said.append(_("It is part of %(name)s now: the sheet of that one holds all this.", **now))
    said.append(
        _("The cost avoided stands in the staff-sharing balance (P09).")
        if the_network().hour_rate
        else _("Cost avoided: no figure yet, because no rate for an hour is agreed.")
    )
    return [str(words) for words in said]


def columns() -> list[str]:
    """The heads of the table."""
    return [str(head) for head in (_("What"), _("Given"), _("Received"), _("How it is counted"))]


def gifts_of(member: Institution) -> Gifts:
    """Count what an institution gave and received, with what it took over. Nine statements."""
    whole = family([member.id])
    roles = sa.select(CampaignPartner.campaign_id).where(CampaignPartner.institution_id.in_(whole))
    offered = sa.select(OfferedService.id).where(OfferedService.institution_id == member.id)
    led = sa.select(Strength.id).where(Strength.institution_id == member.id, Strength.leads)
    return Gifts(
        planned=_planned(whole),
        worked=_worked(whole),
        meetings=_meetings(whole),
        actions=_actions(whole),
        needs=_needs(whole),
        campaigns=_count(roles.distinct()),
        services=_count(offered),
        subjects=_count(led),
    )


def lines_of(gifts: Gifts) -> Iterator[Line]:
    """The lines of the sheet."""
    year, rate = today().year, the_network().hour_rate
    yield (
        str(_("Staff shared, hours planned")),
        *map(_hours, gifts.planned),
        str(_("agreed assignments, their latest version")),
    )
    yield (
        str(_("Staff shared, hours worked in %(year)s", year=year)),
        *map(_hours, gifts.worked),
        str(_("hours that the hosts confirmed")),
    )
    if rate:
        avoided = rupiah(round(gifts.worked[1] * rate / 60))
        counted = _("hours received at %(rate)s an hour", rate=rupiah(rate))
        yield (str(_("Cost avoided")), UNKNOWN, avoided, str(counted))
    held = str(_("meetings held to which it was invited"))
    yield (str(_("Meetings attended")), _of(*gifts.meetings), UNKNOWN, held)
    taken_on = str(_("actions it took on"))
    yield (str(_("Follow-up done")), _of(*gifts.actions), UNKNOWN, taken_on)
    met = str(_("needs of one member that another one met"))
    yield (str(_("Needs met")), *map(number, gifts.needs), met)
    for label, count, how in (
        (_("Campaigns carried"), gifts.campaigns, _("campaigns with a role")),
        (_("Services offered"), gifts.services, _("services listed")),
        (_("Subjects led"), gifts.subjects, _("subjects that it leads for the network")),
    ):
        yield (str(label), number(count), UNKNOWN, str(how))


def _in_short(gifts: Gifts) -> str:
    came, invited = gifts.meetings
    return _(
        "In short: this year its staff worked %(given)s hours for others, and others worked"
        " %(received)s hours for it. It came to %(came)s of the %(invited)s meetings to which it"
        " was invited, offers %(services)s services to the network and carries a part in"
        " %(campaigns)s campaigns.",
        given=_hours(gifts.worked[0]),
        received=_hours(gifts.worked[1]),
        came=number(came),
        invited=number(invited),
        services=number(gifts.services),
        campaigns=number(gifts.campaigns),
    )


def _planned(whole: Ids) -> Pair:
    """Minutes given and received; what one part of the member lent to another is neither."""
    sides = ((Assignment.home_id, Assignment.host_id), (Assignment.host_id, Assignment.home_id))
    given, received = (
        _shared(own.in_(whole), sa.or_(other.is_(None), other.not_in(whole)))
        for own, other in sides
    )
    return given, received


def _worked(whole: Ids) -> Pair:
    """Minutes confirmed this year, given and received, counted in the same way."""
    own, given, received = set(db.session.scalars(whole)), 0, 0
    first, last = date(today().year, 1, 1), date(today().year, 12, 31)
    for home_id, host_id, minutes in db.session.execute(minutes_between(own, first, last)):
        if home_id in own and host_id not in own:
            given += minutes
        if host_id in own and home_id not in own:
            received += minutes
    return given, received


def _needs(whole: Ids) -> Pair:
    """Needs of others that it met, and its own that others met."""
    mine, met = Need.institution_id.in_(whole), Need.met_by_id.in_(whole)
    given = sa.func.count(sa.case((met & ~mine, Need.id)))
    received = sa.func.count(sa.case((mine & Need.met_by_id.is_not(None) & ~met, Need.id)))
    return _two(sa.select(given, received))


def _shared(*sides: sa.ColumnElement[bool]) -> int:
    """Minutes planned in the latest versions of agreed assignments, from one side."""
    newest = (
        sa.select(sa.func.max(AssignmentVersion.number))
        .where(AssignmentVersion.assignment_id == Assignment.id)
        .correlate(Assignment)
        .scalar_subquery()
    )
    counted = (
        sa.select(sa.func.coalesce(sa.func.sum(AssignmentVersion.planned_minutes), 0))
        .join(Assignment, Assignment.id == AssignmentVersion.assignment_id)
        .where(*sides, Assignment.state.in_(COUNTED), AssignmentVersion.number == newest)
    )
    return int(db.session.scalars(counted).one())


def _meetings(whole: Ids) -> tuple[int, int]:
    """To how many meetings of the past it came, of those to which it was invited."""
    past = Invitee.gathering.has(
        (Gathering.ends_at < clock.now()) & Gathering.state.not_in(NOT_HELD)
    )
    came = sa.case((Invitee.attendance.in_(PRESENT), Invitee.gathering_id))
    those, every = (sa.func.count(sa.distinct(one)) for one in (came, Invitee.gathering_id))
    return _two(sa.select(those, every).where(Invitee.institution_id.in_(whole), past))


def _actions(whole: Ids) -> tuple[int, int]:
    """How much follow-up is done, of what it took on."""
    done = sa.func.count(sa.case((ActionItem.state == ActionState.DONE, ActionItem.id)))
    return _two(sa.select(done, sa.func.count()).where(ActionItem.institution_id.in_(whole)))


def _two(query: sa.Select[int, int]) -> tuple[int, int]:
    row = db.session.execute(query).one()
    return int(row[0]), int(row[1])


def _count(query: sa.Select[Any]) -> int:
    return int(db.session.scalars(sa.select(sa.func.count()).select_from(query.subquery())).one())


def _hours(minutes: int) -> str:
    return number(round(minutes / 60, 1)) if minutes else "0"


def _of(some: int, all_: int) -> str:
    return str(_("%(some)s of %(all)s", some=some, all=all_)) if all_ else UNKNOWN
