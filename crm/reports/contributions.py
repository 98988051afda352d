"""Contribution sheet (P32): what one member gave to the network and what it received.

What it took over is counted with it, each thing once (domain 9, E8).
"""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from flask import render_template
from sqlalchemy.orm import joinedload

from crm.accounts.models import User
from crm.campaigns.models import CampaignPartner
from crm.core import clock
from crm.core.db import db, get_or_404
from crm.core.templating import number
from crm.core.words import gettext as _
from crm.gatherings.models import ActionItem, ActionState, Gathering, Invitee
from crm.gatherings.models.kinds import PRESENT
from crm.institutions.models import Institution, OfferedService
from crm.institutions.queries import family, institutions_known_to
from crm.network.queries import the_network
from crm.reports.papers import Report, Table
from crm.sharing.measuring import COUNTED
from crm.sharing.models import Assignment, AssignmentVersion

UNKNOWN = "–"
Line = tuple[str, str, str, str]
Ids = sa.Select[int]


def contribution(user: User, of: int) -> Report:
    """The sheet of one institution that the reader knows. Seven statements."""
    known = institutions_known_to(user).options(
        joinedload(Institution.forerunners), joinedload(Institution.merged_into)
    )
    member = get_or_404(known, of)
    title = str(_("Partnership contribution: %(name)s", name=member.name))
    table = Table(columns(), [list(line) for line in lines_of(member)])
    words = render_template(
        "reports/documents/figures.html",
        title=title,
        name="P32",
        table=table,
        picture="",
        caption="",
        sentences=sentences(member),
        network=the_network(),
        printed_at=clock.now(),
    )
    return Report(title, [words], table, sentences=sentences(member))


def sentences(member: Institution) -> list[str]:
    """What the sheet is, where else it is counted, and what it can't say yet."""
    said = [_("What %(name)s gave to the network and what it received.", name=member.name)]
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


def lines_of(member: Institution) -> Iterator[Line]:
    """The lines of the sheet."""
    whole = family([member.id])
    yield _staff(whole)
    invited, came = _meetings(whole)
    yield (
        str(_("Meetings attended")),
        _of(came, invited),
        UNKNOWN,
        str(_("meetings held to which it was invited")),
    )
    asked, done = _actions(whole)
    yield (str(_("Follow-up done")), _of(done, asked), UNKNOWN, str(_("actions it took on")))
    roles = sa.select(CampaignPartner.campaign_id).where(CampaignPartner.institution_id.in_(whole))
    carried = number(_count(roles.distinct()))
    yield (str(_("Campaigns carried")), carried, UNKNOWN, str(_("campaigns with a role")))
    offered = sa.select(OfferedService.id).where(OfferedService.institution_id == member.id)
    yield (str(_("Services offered")), number(_count(offered)), UNKNOWN, str(_("services listed")))


def _staff(whole: Ids) -> Line:
    """Hours given and received; what one part of the member lent to another is neither."""
    sides = ((Assignment.home_id, Assignment.host_id), (Assignment.host_id, Assignment.home_id))
    given, received = (
        _shared(own.in_(whole), sa.or_(other.is_(None), other.not_in(whole)))
        for own, other in sides
    )
    return (
        str(_("Staff shared, hours planned")),
        _hours(given),
        _hours(received),
        str(_("agreed assignments, their latest version")),
    )


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
    """To how many meetings of the past it was invited, and to how many it came."""
    past = Invitee.gathering.has(Gathering.ends_at < clock.now())
    came = sa.case((Invitee.attendance.in_(PRESENT), Invitee.gathering_id))
    every, those = (sa.func.count(sa.distinct(one)) for one in (Invitee.gathering_id, came))
    return _two(sa.select(every, those).where(Invitee.institution_id.in_(whole), past))


def _actions(whole: Ids) -> tuple[int, int]:
    """How much follow-up it took on, and how much of it is done."""
    done = sa.func.count(sa.case((ActionItem.state == ActionState.DONE, ActionItem.id)))
    return _two(sa.select(sa.func.count(), done).where(ActionItem.institution_id.in_(whole)))


def _two(query: sa.Select[int, int]) -> tuple[int, int]:
    row = db.session.execute(query).one()
    return int(row[0]), int(row[1])


def _count(query: sa.Select[Any]) -> int:
    return int(db.session.scalars(sa.select(sa.func.count()).select_from(query.subquery())).one())


def _hours(minutes: int) -> str:
    return number(round(minutes / 60, 1)) if minutes else "0"


def _of(some: int, all_: int) -> str:
    return str(_("%(some)s of %(all)s", some=some, all=all_)) if all_ else UNKNOWN
