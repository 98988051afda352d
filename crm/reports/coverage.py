"""Map and coverage (P25): members and units of each province, and where nobody is yet."""

from typing import Any

import sqlalchemy as sa
from flask import render_template
from flask_babel import get_locale, ngettext
from flask_babel import gettext as _

from crm.accounts.models import User
from crm.core import clock
from crm.core.db import db
from crm.documents.charts import province_map
from crm.documents.pictures import picture
from crm.institutions.models import MEMBERS, Institution, MembershipState
from crm.institutions.queries import institutions_visible_to
from crm.network.queries import the_network
from crm.places.models import Province
from crm.reports.papers import Report, Table

WITHOUT = "–"


def coverage(user: User, _of: int) -> Report:
    """The provinces by name, drawn and counted. Two statements."""
    found = db.session.execute(provinces_with_counts(user)).all()
    title = str(_("Map and coverage"))
    table = Table(columns(), [row_of(one) for one in found])
    drawn = drawing(found, title)
    words = render_template(
        "reports/documents/figures.html",
        title=title,
        name="P25",
        table=table,
        picture=drawn,
        caption=_("Members by province"),
        sentences=sentences(found),
        network=the_network(),
        printed_at=clock.now(),
    )
    return Report(title, [words], table, drawn, sentences(found))


def provinces_with_counts(user: User) -> sa.Select[str, str, int, int, int]:
    """Every province with its members, libraries and units, as far as the reader may see them.

    One that became part of another is counted with its successor.
    """
    seen = institutions_visible_to(user).with_only_columns(Institution.id)
    is_member = Institution.state.in_(MEMBERS)
    stands = sa.and_(
        Institution.province_code == Province.code,
        Institution.state != MembershipState.MERGED,
        Institution.id.in_(seen),
    )
    return (
        sa.select(
            Province.code,
            Province.name,
            _count(is_member).label("members"),
            _count(Institution.is_library & ~is_member).label("libraries"),
            _count(~Institution.is_library & ~is_member).label("units"),
        )
        .outerjoin(Institution, stands)
        .group_by(Province.code, Province.name)
        .order_by(Province.code)
    )


def _count(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    return sa.func.count(sa.case((condition, Institution.id)))


def columns() -> list[str]:
    """The heads of the table."""
    heads = (
        _("Province"),
        _("Members"),
        _("Other libraries"),
        _("Health units without a library"),
        _("Gap"),
    )
    return [str(head) for head in heads]


def row_of(one: Any) -> list[object]:
    """One province as a row."""
    return [one.name, one.members, one.libraries, one.units, gap_of(one)]


def gap_of(one: Any) -> str:
    """What is missing in a province, in words."""
    if one.members:
        return WITHOUT
    if one.libraries:
        return str(_("no member, though there are libraries"))
    return str(_("no member") if one.units else _("nobody known"))


def sentences(found: Any) -> list[str]:
    """The picture in words."""
    reached = [one for one in found if one.members]
    members = sum(one.members for one in found)
    bare = [one.name for one in found if not one.members]
    said = [
        str(
            ngettext(
                "%(num)s member, in %(reached)s of %(all)s provinces.",
                "%(num)s members, in %(reached)s of %(all)s provinces.",
                members,
                reached=len(reached),
                all=len(found),
            )
        )
    ]
    if bare and reached:
        said.append(str(_("No member yet in: %(names)s.", names=", ".join(bare))))
    return said


def drawing(found: Any, title: str) -> str:
    """The map: darker where there are more members. Nobody anywhere, no map."""
    rows = [{"code": one.code, "members": one.members} for one in found if one.members]
    if not rows:
        return ""
    locale = get_locale()
    spec = province_map(rows, value="members", code="code")
    return picture(spec, language=locale.language if locale else "id", title=title)
