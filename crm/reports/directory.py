"""The member directory (P24): published members, what they offer, and how to reach them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

from flask import render_template

from crm.accounts.models import User
from crm.core import clock
from crm.core.db import db
from crm.core.words import gettext as _
from crm.documents.printing import Chapter
from crm.institutions.words import TYPE_NAMES
from crm.network.queries import the_network
from crm.reports.listing import Listed, listed_members, provinces_listed
from crm.reports.papers import PART, TAGGED, Report, Rows, Table

Group = tuple[str, bool, Sequence[Listed]]
Counts = Sequence[tuple[str, int]]
FEW = 30
"""So many members are found without a page of contents."""


def directory(_user: User, _of: int) -> Report:
    """The directory as a booklet, and as a table; nobody is read before somebody looks.

    One statement, and three more for whoever reads or prints it.
    """
    provinces = [
        (province_name(name), count) for name, count in db.session.execute(provinces_listed())
    ]
    total = _sum(provinces)
    title = str(_("Member directory"))
    return Report(
        title,
        papers(title, provinces),
        Table(columns(), Rows(total, lambda most: map(row_of, listed_members(most)))),
        contents=partial(contents, title=title, provinces=provinces),
    )


def province_name(name: str | None) -> str:
    """The province, or that nobody knows it."""
    return name or str(_("Place unknown"))


def papers(title: str, provinces: Counts) -> Iterator[str]:
    """The booklet whole, or its cover and then its parts."""
    total = _sum(provinces)
    if total <= TAGGED:
        groups = list(by_province(listed_members()))
        yield written(title, provinces, groups, begins=True, is_whole=True)
        return
    yield written(title, provinces, [], begins=True)
    found, before = listed_members(), None
    for begin in range(0, total, PART):
        part = found[begin : begin + PART]
        yield written(title, provinces, list(by_province(part, before)))
        before = part[-1]


def by_province(found: Sequence[Listed], before: Listed | None = None) -> Iterator[Group]:
    """Members by province, and whether it only goes on from the part before."""
    for name, some in groupby(found, lambda one: one.province):
        continues = before is not None and before.province == name
        yield province_name(name), continues, list(some)
        before = None


def written(
    title: str,
    provinces: Counts,
    groups: Sequence[Group],
    *,
    begins: bool = False,
    is_whole: bool = False,
) -> str:
    """Some members on paper, by province, after the cover where they begin."""
    return render_template(
        "reports/documents/directory.html",
        title=title,
        provinces=provinces,
        total=_sum(provinces),
        groups=groups,
        has_contents=is_whole and _sum(provinces) > FEW,
        begins=begins,
        is_whole=is_whole,
        types=TYPE_NAMES,
        network=the_network(),
        printed_at=clock.now(),
    )


def contents(chapters: Sequence[Chapter], *, title: str, provinces: Counts) -> str:
    """The page of contents of a directory in parts."""
    counts = Counter(dict(provinces))
    return render_template(
        "reports/documents/contents.html",
        title=title,
        chapters=[(one.title, one.page, counts[one.title]) for one in chapters],
        network=the_network(),
        printed_at=clock.now(),
    )


def _sum(provinces: Counts) -> int:
    return sum(count for _name, count in provinces)


def columns() -> list[str]:
    """The heads of the table."""
    heads = (
        _("Institution"),
        _("Type"),
        _("Province"),
        _("Regency or city"),
        _("Address"),
        _("Phone"),
        _("E-mail"),
        _("Website"),
        _("Catalogue"),
        _("Services"),
        _("Strong in"),
    )
    return [str(head) for head in heads]


def row_of(one: Listed) -> list[str]:
    """One member as a row."""
    return [
        one.name,
        str(TYPE_NAMES[one.type]),
        one.province or "",
        one.regency or "",
        one.address,
        one.phone,
        one.email,
        one.web,
        one.opac_url,
        ", ".join(one.services),
        ", ".join(one.strengths),
    ]
