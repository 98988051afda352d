"""Staff-sharing balance (P09): hours given and received in a year, and how much of the plan."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from flask import render_template

from crm.accounts.models import User
from crm.core import clock
from crm.core.db import db
from crm.core.templating import number, percent, plain_date
from crm.core.words import gettext as _
from crm.institutions.models import Institution
from crm.institutions.queries import today
from crm.network.queries import the_network
from crm.permissions import Role
from crm.reports.papers import Report, Table
from crm.sharing.capacity.patterns import BASE_WEEK
from crm.sharing.queries.reach import SEE_ALL, institutions_under
from crm.sharing.queries.work import planned_between
from crm.sharing.work.balance import Balance, balances

NOTHING = "–"


def balance(user: User, _of: int) -> Report:
    """The balance of this year of the institutions that the reader answers for, or of all."""
    day = today()
    found = _seen(user, day)
    title = str(_("Staff-sharing balance %(year)s", year=day.year))
    table = Table(columns(), _rows(found, day), _links(found))
    told = _told(found, day)
    words = render_template(
        "reports/documents/figures.html",
        title=title,
        name="P09",
        table=table,
        picture="",
        caption="",
        sentences=told,
        network=the_network(),
        printed_at=clock.now(),
    )
    return Report(title, [words], table, sentences=told)


def columns() -> list[str]:
    """The heads of the table."""
    heads = (
        _("Institution"),
        _("Hours given"),
        _("Hours received"),
        _("Balance"),
        _("Full posts lent"),
        _("Share of the plan"),
    )
    return [str(head) for head in heads]


def _seen(user: User, day: date) -> list[tuple[Institution, Balance]]:
    """Who gave or received, by name, as far as the reader may know. Two statements."""
    found = balances(day.year)
    query = sa.select(Institution).where(Institution.id.in_(found))
    if user.role is Role.PARENT_APPROVER and user.parent_body_id is not None:
        query = query.where(Institution.id.in_(institutions_under(user.parent_body_id, on=day)))
    elif user.role not in SEE_ALL:
        query = query.where(sa.false())
    places = db.session.scalars(query.order_by(Institution.sort_name, Institution.id))
    return [(place, found[place.id]) for place in places]


def _rows(found: Sequence[tuple[Institution, Balance]], day: date) -> list[list[str]]:
    rows = db.session.execute(planned_between(date(day.year, 1, 1), day))
    planned: dict[int | None, int] = dict(rows.all())
    weeks = max(day.timetuple().tm_yday / 7, 1)
    return [
        [
            place.name,
            number(one.given / 60, 1),
            number(one.received / 60, 1),
            _signed(one.minutes),
            number(one.given / (BASE_WEEK * weeks), 2),
            _share(one.given, planned.get(place.id, 0)),
        ]
        for place, one in found
    ]


def _links(found: Sequence[tuple[Institution, Balance]]) -> list[list[str]]:
    return [[f"/institutions/{place.id}"] for place, _one in found]


def _signed(minutes: int) -> str:
    return ("+" if minutes > 0 else "") + number(minutes / 60, 1)


def _share(given: int, planned: int) -> str:
    return percent(given * 100 / planned) if planned else NOTHING


def _told(found: Sequence[tuple[Institution, Balance]], day: date) -> list[str]:
    """What the figures are, and what they can't say yet."""
    first = plain_date(date(day.year, 1, 1))
    said = [
        _(
            "Hours confirmed by the host, from %(first)s to %(last)s. The balance is what was"
            " given less what was received; it informs and is no debt.",
            first=first,
            last=plain_date(day),
        ),
        _(
            "A full post is 37.5 hours a week. The share of the plan is what was given of the"
            " hours planned for promises that began this year."
        ),
        _("Cost avoided: no figure yet, because no rate for an hour is agreed."),
    ]
    if not found:
        said.insert(0, _("No hours are confirmed this year yet."))
    return [str(one) for one in said]
