"""Map and coverage (P25): members and health units of each province, and where nobody is yet.

A health unit counts as reached when it had to do with the network within twelve months (I15, S44).
"""

from collections.abc import Sequence
from math import log10
from typing import Any

import sqlalchemy as sa
from flask_babel import get_locale

from crm.accounts.models import User
from crm.core import clock
from crm.core.addresses import path_of
from crm.core.db import db
from crm.core.templating import number, percent
from crm.core.words import gettext as _
from crm.core.words import ngettext
from crm.documents.charts import PALE, SCALE, WARNING, province_map
from crm.documents.pictures import picture
from crm.institutions.filters import Near, Sort, knows_standings
from crm.institutions.models import HEALTH_UNITS, MEMBERS, Institution, MembershipState
from crm.institutions.queries import institutions_visible_to
from crm.labels.queries import is_archived
from crm.places.models import Province
from crm.reports.engagement import engaged_institutions
from crm.reports.figures import report_of_figures
from crm.reports.papers import Report, Table

WITHOUT = "–"
TINY = ("21", "31", "34")
"""Kepulauan Riau, Jakarta and Yogyakarta are hardly seen on a map of all the country."""


def coverage(user: User, _of: int) -> Report:
    """The provinces by name, drawn and counted. Two statements."""
    found = db.session.execute(provinces_with_counts(user)).all()
    title = str(_("Map and coverage"))
    table = Table(columns(), [row_of(one) for one in found], _links(user, found))
    drawn = drawing(found, title)
    return report_of_figures(
        "P25",
        title,
        table,
        sentences=sentences(found),
        picture=drawn,
        caption=str(_("Members by province; a ring marks provinces too small for the map")),
    )


def provinces_with_counts(user: User) -> sa.Select[str, str, int, int, int, int]:
    """Every province with its members, libraries and units, as far as the reader may see them.

    One that became part of another is counted with its successor; the archive is left out.
    """
    seen = institutions_visible_to(user).with_only_columns(Institution.id)
    is_member = Institution.state.in_(MEMBERS)
    is_unit = Institution.type.in_(HEALTH_UNITS)
    is_reached = Institution.id.in_(engaged_institutions(now=clock.now()))
    stands = sa.and_(
        Institution.province_code == Province.code,
        Institution.state != MembershipState.MERGED,
        Institution.id.in_(seen),
        ~is_archived(Institution, "institution"),
    )
    return (
        sa.select(
            Province.code,
            Province.name,
            _count(is_member).label("members"),
            _count(Institution.is_library & ~is_member).label("libraries"),
            _count(is_unit).label("units"),
            _count(is_unit & is_reached).label("reached"),
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
        _("Units reached"),
        _("Share reached"),
        _("Gap"),
    )
    return [str(head) for head in heads]


def row_of(one: Any) -> list[object]:
    """One province as a row."""
    share = share_of(one.reached, one.units)
    return [one.name, one.members, one.libraries, one.units, one.reached, share, gap_of(one)]


def _links(user: User, found: Any) -> list[list[str]]:
    """Where the rows behind members and units are, for those whose list knows the standings."""
    return [_links_of(one.code) for one in found] if knows_standings(user) else []


def _links_of(province: str) -> list[str]:
    here = {"province": province}
    members = path_of("institutions.index", state=Near.MEMBERS, **here)
    units = path_of("institutions.index", type=Sort.HEALTH_UNIT, **here)
    return [path_of("institutions.index", **here), members, "", units]


def share_of(some: int, every: int) -> str:
    """A part of a whole in percent; nothing where there is no whole."""
    return percent(100 * some / every) if every else WITHOUT


def gap_of(one: Any) -> str:
    """What is missing in a province, in words."""
    if one.members:
        return str(_("no unit reached yet")) if one.units and not one.reached else WITHOUT
    if one.libraries:
        return str(_("no member, though there are libraries"))
    return str(_("no member") if one.units else _("nobody known"))


def sentences(found: Any) -> list[str]:
    """The picture in words."""
    with_members = [one for one in found if one.members]
    members = sum(one.members for one in found)
    bare = [one.name for one in found if not one.members]
    said = [
        str(
            ngettext(
                "%(num)s member, in %(reached)s of %(all)s provinces.",
                "%(num)s members, in %(reached)s of %(all)s provinces.",
                members,
                reached=len(with_members),
                all=len(found),
            )
        )
    ]
    if bare and with_members:
        said.append(str(_("No member yet in: %(names)s.", names=", ".join(bare))))
    return [*said, *_sentences_of_units(found)]


def _sentences_of_units(found: Any) -> list[str]:
    """How many health units were reached, and what that means."""
    units, reached = (sum(getattr(one, name) for one in found) for name in ("units", "reached"))
    if not units:
        return [str(_("No health unit without a library is in the register yet."))]
    counts = {"reached": number(reached), "units": number(units), "share": share_of(reached, units)}
    told = _(
        "%(reached)s of %(units)s health units without a library were reached: %(share)s.", **counts
    )
    meant = _(
        "Reached is who, within twelve months, came to a gathering, carried a campaign or shared"
        " staff, who joins, and who stands in a relation to a member."
    )
    return [str(told), str(meant)]


def drawing(found: Any, title: str) -> str:
    """The map: darker where there are more members, and where one is lacking. Nobody, no map."""
    most = max((one.members for one in found), default=0)
    if not most:
        return ""
    steps = steps_up_to(most)
    kinds = {
        str(_("nobody known")): PALE,
        str(_("no member, though somebody is known")): WARNING,
        **{_span(*step): colour for step, colour in zip(steps, SCALE[-len(steps) :], strict=True)},
    }
    words = list(kinds)
    rows = [{"code": one.code, "kind": words[_kind_of(one, steps)]} for one in found]
    locale = get_locale()
    spec = province_map(rows, code="code", kind="kind", kinds=kinds, tiny=TINY)
    return picture(spec, language=locale.language if locale else "id", title=title)


def steps_up_to(most: int) -> list[tuple[int, int]]:
    """At most three spans of member counts, in round numbers: 1, 2, 3 or 1–10, 11–50, 51–900."""
    ends = sorted({max(_round_below(most ** (part / 3)), part) for part in (1, 2)} | {most})
    ends = [end for end in ends if end <= most]
    return list(zip([1, *(end + 1 for end in ends)], ends, strict=False))


def _round_below(value: float) -> int:
    """The largest of 1, 2, 5, 10, 20, 50 … that is not above."""
    power = 10 ** int(log10(value)) if value >= 1 else 1
    return max(step * power for step in (1, 2, 5) if step == 1 or step * power <= value)


def _span(first: int, last: int) -> str:
    """One colour of the map in words."""
    if first == last:
        return str(ngettext("%(count)s member", "%(count)s members", last, count=number(last)))
    return str(_("%(first)s–%(last)s members", first=number(first), last=number(last)))


def _kind_of(one: Any, steps: Sequence[tuple[int, int]]) -> int:
    for place, (first, last) in enumerate(steps):
        if first <= one.members <= last:
            return place + 2
    return 1 if one.libraries or one.units else 0
