"""Staff-sharing balance (P09): hours given and received in a year, and how much of the plan."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from crm.accounts.models import User
from crm.core.db import db
from crm.core.languages import in_reader_language
from crm.core.templating import number, percent, plain_date, rupiah
from crm.core.words import gettext as _
from crm.institutions.models import Institution
from crm.institutions.queries import today
from crm.network.queries import the_network
from crm.people.queries import skills
from crm.permissions import Role
from crm.reports.figures import report_of_figures
from crm.reports.papers import Report, Table
from crm.sharing.capacity.patterns import BASE_WEEK
from crm.sharing.models import Assignment
from crm.sharing.queries.reach import SEE_ALL, institutions_under
from crm.sharing.queries.work import planned_between, worked_between
from crm.sharing.work.balance import Balance, balances

NOTHING = "–"
Works = Sequence[tuple[Assignment, int]]


def balance(user: User, _of: int) -> Report:
    """The balance of this year of the institutions that the reader answers for, or of all."""
    day = today()
    found = _seen(user, day)
    rate = the_network().hour_rate
    works = _works({place.id for place, _one in found}, day)
    title = str(_("Staff-sharing balance %(year)s", year=day.year))
    table = Table(columns(rate), _rows(found, day, works, rate), _links(found))
    behind = works_behind(works)
    told = _told(found, day, rate)
    return report_of_figures("P09", title, table, sentences=told, behind=behind)


def columns(rate: int | None) -> list[str]:
    """The heads of the table; without a rate nothing says what was avoided."""
    heads = (
        _("Institution"),
        _("Hours given"),
        _("Hours received"),
        _("Balance"),
        _("Full posts lent"),
        _("Share of the plan"),
        _("Skills given"),
        *([_("Cost avoided")] if rate else []),
    )
    return [str(head) for head in heads]


def works_behind(works: Works) -> Table:
    """The assignments whose confirmed hours were added up."""
    heads = (_("Assignment"), _("Person"), _("Home"), _("Host"), _("Hours"))
    rows = [
        [
            one.code,
            one.person.full_name,
            one.home.name if one.home else NOTHING,
            one.host.name,
            number(minutes / 60, 1),
        ]
        for one, minutes in works
    ]
    links = [[f"/sharing/assignments/{one.id}"] for one, _minutes in works]
    return Table([str(head) for head in heads], rows, links)


def _works(place_ids: set[int], day: date) -> Works:
    """The assignments behind the hours of some institutions. Three statements."""
    asked: Any = worked_between(date(day.year, 1, 1), date(day.year, 12, 31))
    among = Assignment.home_id.in_(place_ids) | Assignment.host_id.in_(place_ids)
    return [(one, minutes) for one, minutes in db.session.execute(asked.where(among))]


def _skills_given(works: Works) -> dict[int, str]:
    """The skills that each home gave, by name. One statement."""
    names = {one.code: in_reader_language(one.names) for one in db.session.scalars(skills())}
    given: dict[int, set[str]] = defaultdict(set)
    for one, _minutes in works:
        if one.home_id is not None:
            given[one.home_id].update(names.get(code, code) for code in one.promise.skills)
    return {home_id: ", ".join(sorted(some)) for home_id, some in given.items()}


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


def _rows(
    found: Sequence[tuple[Institution, Balance]], day: date, works: Works, rate: int | None
) -> list[list[str]]:
    rows = db.session.execute(planned_between(date(day.year, 1, 1), day))
    planned: dict[int | None, int] = dict(rows.all())
    skilled = _skills_given(works)
    weeks = max(day.timetuple().tm_yday / 7, 1)
    return [
        [
            place.name,
            number(one.given / 60, 1),
            number(one.received / 60, 1),
            _signed(one.minutes),
            number(one.given / (BASE_WEEK * weeks), 2),
            _share(one.given, planned.get(place.id, 0)),
            skilled.get(place.id) or NOTHING,
            *([rupiah(avoided(one.received, rate))] if rate else []),
        ]
        for place, one in found
    ]


def _links(found: Sequence[tuple[Institution, Balance]]) -> list[list[str]]:
    return [[f"/institutions/{place.id}"] for place, _one in found]


def avoided(minutes: int, rate: int) -> int:
    """What hours received would have cost at a rate per hour, in whole rupiah."""
    return round(minutes * rate / 60)


def _signed(minutes: int) -> str:
    return ("+" if minutes > 0 else "") + number(minutes / 60, 1)


def _share(given: int, planned: int) -> str:
    return percent(given * 100 / planned) if planned else NOTHING


def _told(found: Sequence[tuple[Institution, Balance]], day: date, rate: int | None) -> list[str]:
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
        _cost_told(sum(one.received for _place, one in found), rate),
    ]
    if not found:
        said.insert(0, _("No hours are confirmed this year yet."))
    return [str(one) for one in said]


def _cost_told(minutes: int, rate: int | None) -> str:
    """What was avoided in all, with what is assumed; or why there is no figure."""
    if not rate:
        return _(
            "Cost avoided: no figure yet, because no rate for an hour is agreed. The secretariat"
            " sets it in the settings of the network."
        )
    return _(
        "Cost avoided: %(hours)s hours received at %(rate)s an hour make %(sum)s. This assumes that"
        " each hour would have been paid for at this one rate, whoever worked it; travel, lodging"
        " and other costs are not taken off.",
        hours=number(minutes / 60, 1),
        rate=rupiah(rate),
        sum=rupiah(avoided(minutes, rate)),
    )
