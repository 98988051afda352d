"""Capacity calendar (P10): the weeks of a person or of what an institution lends, under the cap."""

from collections.abc import Sequence

import sqlalchemy as sa
from flask_babel import get_locale

from crm.accounts.models import User
from crm.core.db import db, get_or_404
from crm.core.languages import in_reader_language
from crm.core.templating import number, plain_date, short_date
from crm.core.words import gettext as _
from crm.core.words import ngettext
from crm.documents.charts import weeks_under_limits
from crm.documents.pictures import picture
from crm.institutions.models import Institution
from crm.institutions.queries import current, family, today
from crm.people.models import Affiliation, Person
from crm.people.queries import people_visible_to
from crm.permissions import Role
from crm.reports.figures import report_of_figures
from crm.reports.papers import Report, Table
from crm.sharing.capacity.calendar import (
    CapacityCalendar,
    Loaded,
    LoadWeek,
    calendar_of,
    last_day_from,
)
from crm.sharing.queries import load_of_home, load_of_person
from crm.sharing.queries.reach import SEE_ALL, institutions_under

REPORT_OF = {"people": "P10", "institutions": "P10-institution"}
NOTHING = "–"


def person_calendar(user: User, of: int) -> Report:
    """The half year ahead of one person, for whoever sees the person, and the person."""
    person = get_or_404(_people_for(user), of)
    home = db.session.scalars(_workplaces(person)).first()
    found = calendar_of(
        load_of_person(person.id, today(), last_day_from(today())),
        today(),
        home=home,
        person_id=person.id,
    )
    title = str(_("Capacity calendar: %(name)s", name=person.full_name))
    return _report("P10", title, found, _told_of_person(found, has_cap=home is not None), home)


def institution_calendar(user: User, of: int) -> Report:
    """The half year ahead of what one institution lends."""
    home = get_or_404(_homes_for(user), of)
    found = calendar_of(
        load_of_home(home.id, today(), last_day_from(today())),
        today(),
        home=home,
    )
    title = str(_("Capacity calendar: %(name)s", name=home.name))
    return _report("P10-institution", title, found, _told_of_home(found), home)


def _people_for(user: User) -> sa.Select[Person]:
    seen = people_visible_to(user).with_only_columns(Person.id)
    own = Person.user_id == user.id if user.id else sa.false()
    return sa.select(Person).where(Person.id.in_(seen) | own)


def _workplaces(person: Person) -> sa.Select[Institution]:
    there = sa.select(Affiliation.institution_id).where(
        Affiliation.person_id == person.id, current(Affiliation, today())
    )
    return sa.select(Institution).where(Institution.id.in_(there)).order_by(Institution.id)


def _homes_for(user: User) -> sa.Select[Institution]:
    query = sa.select(Institution)
    if user.role in SEE_ALL:
        return query
    if user.role is Role.PARENT_APPROVER and user.parent_body_id is not None:
        return query.where(Institution.id.in_(institutions_under(user.parent_body_id, on=today())))
    if user.role is Role.PARTNER:
        return query.where(Institution.id.in_(family([user.institution_id or 0])))
    return query.where(sa.false())


def _report(
    name: str, title: str, found: CapacityCalendar, told: list[str], home: Institution | None
) -> Report:
    table = Table(columns(), [_row(week) for week in found.weeks])
    behind = Table(
        promise_columns(),
        [_promise_row(one) for one in found.loads],
        [[f"/sharing/assignments/{one.assignment.id}"] for one in found.loads],
    )
    drawn = _drawing(found, title, has_cap=home is not None)
    return report_of_figures(
        name.split("-", maxsplit=1)[0],
        title,
        table,
        sentences=told,
        picture=drawn,
        caption=str(_("Hours a week, by the Monday of the week")),
        behind=behind,
    )


def columns() -> list[str]:
    """The heads of the weeks."""
    heads = (
        _("Week from"),
        _("Hours agreed"),
        _("Hours asked for"),
        _("Full week"),
        _("Days away"),
        _("Days off"),
    )
    return [str(head) for head in heads]


def promise_columns() -> list[str]:
    """The heads of the promises behind the weeks."""
    heads = (
        _("Assignment"),
        _("Person"),
        _("Host"),
        _("First day"),
        _("Last day"),
        _("Hours"),
        _("State"),
    )
    return [str(head) for head in heads]


def _row(week: LoadWeek) -> list[str]:
    off = ", ".join(dict.fromkeys(in_reader_language(row.names) for row in week.off))
    return [
        short_date(week.monday),
        number(week.firm / 60, 1),
        number(week.tentative / 60, 1),
        number(week.base / 60, 1),
        str(week.days_away or NOTHING),
        off or NOTHING,
    ]


def _promise_row(one: Loaded) -> list[str]:
    return [
        one.assignment.code,
        one.person_name,
        one.assignment.host.name,
        short_date(one.version.starts_on),
        short_date(one.version.last_day),
        number(sum(one.minutes.values()) / 60, 1),
        str(_("agreed") if one.promise.is_firm else _("asked for")),
    ]


def _told_of_person(found: CapacityCalendar, *, has_cap: bool) -> list[str]:
    cap = _("The home lends at most %(hours)s hours a week.", hours=number(found.cap / 60))
    alone = _("Nobody employs this person: a full week is the only limit.")
    return [str(cap if has_cap else alone), *_told(found)]


def _told_of_home(found: CapacityCalendar) -> list[str]:
    if not found.loads:
        return [str(_("Nobody is lent or asked for in these weeks.")), *_told(found)]
    said = ngettext(
        "%(num)s person is lent or asked for; the home lends at most %(hours)s hours a week.",
        "%(num)s people are lent or asked for; the home lends at most %(hours)s hours a week"
        " of them together.",
        found.people,
        hours=number(found.cap / 60),
    )
    return [str(said), *_told(found)]


def _told(found: CapacityCalendar) -> list[str]:
    over: Sequence[LoadWeek] = found.over
    said = [
        _("Hours asked for are not agreed yet and stand apart. A full week is shorter in Ramadan.")
    ]
    if over:
        weeks = ngettext(
            "More than that is agreed in %(num)s week, from %(day)s.",
            "More than that is agreed in %(num)s weeks, the first from %(day)s.",
            len(over),
            day=plain_date(over[0].monday),
        )
        said.insert(0, weeks)
    return [str(one) for one in said]


def _drawing(found: CapacityCalendar, title: str, *, has_cap: bool) -> str:
    agreed, asked, cap = str(_("Hours agreed")), str(_("Hours asked for")), str(_("Cap"))
    full, off = str(_("Full week")), str(_("Day off"))
    weeks = [(week.monday.isoformat(), week) for week in found.weeks]
    rows = [
        {"week": day, "hours": minutes / 60, "series": series, "rank": rank}
        for day, week in weeks
        for rank, (series, minutes) in enumerate(((agreed, week.firm), (asked, week.tentative)))
    ]
    lines = [(full, week.base, day) for day, week in weeks]
    lines += [(cap, found.cap, day) for day, _week in weeks if has_cap]
    limits = [{"week": day, "hours": most / 60, "series": series} for series, most, day in lines]
    marks = [{"week": day, "series": off} for day, week in weeks if week.off]
    locale = get_locale()
    spec = weeks_under_limits(rows, limits, marks, (agreed, asked, cap, full, off))
    return picture(spec, language=locale.language if locale else "id", title=title)
