"""Contribution sheet (P32): what one member gave to the network and what it received."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from flask import render_template
from flask_babel import gettext as _

from crm.accounts.models import User
from crm.campaigns.models import CampaignPartner
from crm.core import clock
from crm.core.db import db, get_or_404
from crm.core.templating import number
from crm.gatherings.models import ActionItem, ActionState, Gathering, Invitee
from crm.gatherings.models.kinds import PRESENT
from crm.institutions.models import Institution, OfferedService
from crm.institutions.queries import institutions_known_to
from crm.network.queries import the_network
from crm.reports.papers import Report, Table
from crm.sharing.models import Assignment, AssignmentVersion
from crm.sharing.models.vocabulary import PROMISED

UNKNOWN = "–"
Line = tuple[str, str, str, str]


def contribution(user: User, of: int) -> Report:
    """The sheet of one institution that the reader knows. Six statements."""
    member = get_or_404(institutions_known_to(user), of)
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
    """What the sheet is, and what it can't say yet."""
    return [
        str(_("What %(name)s gave to the network and what it received.", name=member.name)),
        str(_("Cost avoided: no figure yet, because no rate for an hour is agreed.")),
    ]


def columns() -> list[str]:
    """The heads of the table."""
    return [str(head) for head in (_("What"), _("Given"), _("Received"), _("How it is counted"))]


def lines_of(member: Institution) -> Iterator[Line]:
    """The lines of the sheet."""
    sides = (Assignment.home_id, Assignment.host_id)
    given, received = (_shared(side == member.id) for side in sides)
    yield (
        str(_("Staff shared, hours planned")),
        _hours(given),
        _hours(received),
        str(_("agreed assignments, their latest version")),
    )
    invited, came = _meetings(member)
    yield (
        str(_("Meetings attended")),
        _of(came, invited),
        UNKNOWN,
        str(_("meetings held to which it was invited")),
    )
    asked, done = _actions(member)
    yield (str(_("Follow-up done")), _of(done, asked), UNKNOWN, str(_("actions it took on")))
    roles = _count(sa.select(CampaignPartner.id).where(CampaignPartner.institution_id == member.id))
    yield (str(_("Campaigns carried")), number(roles), UNKNOWN, str(_("campaigns with a role")))
    offered = sa.select(OfferedService.id).where(OfferedService.institution_id == member.id)
    yield (str(_("Services offered")), number(_count(offered)), UNKNOWN, str(_("services listed")))


def _shared(is_side: sa.ColumnElement[bool]) -> int:
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
        .where(is_side, Assignment.state.in_(PROMISED), AssignmentVersion.number == newest)
    )
    return int(db.session.scalars(counted).one())


def _meetings(member: Institution) -> tuple[int, int]:
    """To how many meetings of the past it was invited, and to how many it came."""
    past = Invitee.gathering.has(Gathering.ends_at < clock.now())
    came = sa.func.count(sa.case((Invitee.attendance.in_(PRESENT), Invitee.id)))
    rows = sa.select(sa.func.count(), came).where(Invitee.institution_id == member.id, past)
    return _two(rows)


def _actions(member: Institution) -> tuple[int, int]:
    """How much follow-up it took on, and how much of it is done."""
    done = sa.func.count(sa.case((ActionItem.state == ActionState.DONE, ActionItem.id)))
    return _two(sa.select(sa.func.count(), done).where(ActionItem.institution_id == member.id))


def _two(query: sa.Select[int, int]) -> tuple[int, int]:
    row = db.session.execute(query).one()
    return int(row[0]), int(row[1])


def _count(query: sa.Select[Any]) -> int:
    return int(db.session.scalars(sa.select(sa.func.count()).select_from(query.subquery())).one())


def _hours(minutes: int) -> str:
    return number(round(minutes / 60, 1)) if minutes else "0"


def _of(some: int, all_: int) -> str:
    return str(_("%(some)s of %(all)s", some=some, all=all_)) if all_ else UNKNOWN
