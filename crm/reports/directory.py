"""The member directory (P24): published members, what they offer, and how to reach them."""

from collections import defaultdict
from collections.abc import Sequence

from flask import render_template

from crm.accounts.models import User
from crm.core import clock
from crm.core.db import db
from crm.core.languages import in_reader_language
from crm.core.words import gettext as _
from crm.institutions.models import Institution
from crm.institutions.queries import published_members, services_offered_by
from crm.institutions.words import TYPE_NAMES
from crm.network.queries import the_network
from crm.reports.papers import Report, Table

PART = 300
Offers = dict[int, list[str]]


def directory(_user: User, _of: int) -> Report:
    """The directory as a booklet, and as a table. Three statements."""
    found = list(db.session.scalars(published_members()).unique())
    offers = offers_of(found)
    title = str(_("Member directory"))
    pages = [found[at : at + PART] for at in range(0, len(found), PART)] or [[]]
    parts = [
        render_template(
            "reports/documents/directory.html",
            title=title,
            members=page,
            offers=offers,
            types=TYPE_NAMES,
            is_first=number == 0,
            total=len(found),
            network=the_network(),
            printed_at=clock.now(),
        )
        for number, page in enumerate(pages)
    ]
    return Report(title, parts, Table(columns(), [row_of(one, offers) for one in found]))


def offers_of(found: Sequence[Institution]) -> Offers:
    """What each institution offers, in the reader's language."""
    offers: Offers = defaultdict(list)
    for offered in db.session.scalars(services_offered_by([one.id for one in found])):
        offers[offered.institution_id].append(in_reader_language(offered.service.names))
    return offers


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
        _("Services"),
    )
    return [str(head) for head in heads]


def row_of(one: Institution, offers: Offers) -> list[str]:
    """One member as a row."""
    return [
        one.name,
        str(TYPE_NAMES[one.type]),
        one.province.name if one.province else "",
        one.regency.name if one.regency else "",
        one.address,
        one.phone,
        one.email,
        one.web,
        ", ".join(offers[one.id]),
    ]
