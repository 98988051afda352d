"""Profile sheets (P24): one page for each institution, to be handed to whoever asks about it.

A sheet says what may be shared: the contacts of those that agreed to be listed, and the people who
allow it. What an institution gives and takes stands on it for those alone who know the institution.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from flask import abort, render_template
from markupsafe import Markup
from sqlalchemy.orm import selectinload, undefer_group

from crm.accounts.models import User
from crm.core import clock
from crm.core.db import db
from crm.core.words import gettext as _
from crm.core.words import ngettext
from crm.documents.codes import code_picture
from crm.institutions.models import Institution, Need, NeedState, OfferedService, Strength
from crm.institutions.models.profiles import GROUP
from crm.institutions.queries import (
    institutions_visible_to,
    parent_names,
    services_offered_by,
    today,
)
from crm.network.queries import the_network
from crm.people.models import Affiliation, Person
from crm.people.queries import listed_contacts_of
from crm.people.words import ROLE_NAMES
from crm.reports.papers import Report
from crm.sharing.work.balance import Balance, balances

MOST_PEOPLE = 4
WEIGHT = 10
"""A sheet takes as long to print as so many rows of a table."""


@dataclass(frozen=True)
class Sheet:
    """One institution as its sheet shows it."""

    of: Institution
    is_known: bool
    parents: Sequence[str]
    services: Sequence[OfferedService]
    strengths: Sequence[Strength]
    contacts: Sequence[Affiliation]
    needs: Sequence[Need] = ()
    balance: Balance = field(default_factory=Balance)

    @property
    def shows_contacts(self) -> bool:
        """Tell whether address, telephone and e-mail may stand on it."""
        return self.of.published or self.is_known

    @property
    def people(self) -> list[tuple[Person, list[str]]]:
        """The first of those who allow it, each once, with what they are there."""
        found: dict[Person, list[str]] = defaultdict(list)
        for one in self.contacts:
            found[one.person].append(str(ROLE_NAMES[one.role]))
        return list(found.items())[:MOST_PEOPLE]

    @property
    def catalogue_code(self) -> Markup | str:
        """The catalogue as a QR code, where there is one."""
        return code_picture(self.of.opac_url, title="OPAC") if self.of.opac_url else ""


def profile_sheet(user: User, of: int) -> Report:
    """The sheet of one institution that the reader sees."""
    return profile_sheets(user, [of])


def profile_sheets(user: User, ids: Sequence[int]) -> Report:
    """The sheets of some institutions, by name; those that the reader does not see are left out.

    Nine statements, however many.
    """
    sheets = sheets_of(user, ids) or abort(404)
    title = (
        str(_("Profile of %(name)s", name=sheets[0].of.name))
        if len(sheets) == 1
        else str(ngettext("%(num)s profile sheet", "%(num)s profile sheets", len(sheets)))
    )
    words = render_template(
        "reports/documents/profile_sheets.html",
        title=title,
        sheets=sheets,
        year=today().year,
        network=the_network(),
        printed_at=clock.now(),
    )
    return Report(title, [words], weight=WEIGHT * len(sheets))


def sheets_of(user: User, ids: Sequence[int]) -> list[Sheet]:
    """What the sheets show."""
    asked = (
        institutions_visible_to(user)
        .where(Institution.id.in_(ids))
        .options(undefer_group(GROUP), selectinload(Institution.forerunners))
        .order_by(Institution.sort_name, Institution.id)
    )
    found = list(db.session.scalars(asked).unique())
    seen, known = [one.id for one in found], [one.id for one in found if one.is_known_to(user)]
    parents = parent_names(seen, on=today())
    services = _by_institution(services_offered_by(seen))
    strengths = _by_institution(_strengths(seen))
    contacts = _by_institution(listed_contacts_of(seen, on=today()))
    needs = _by_institution(_open_needs(known)) if known else {}
    hours = _hours([one for one in found if one.id in known])
    return [
        Sheet(
            of=one,
            is_known=one.id in known,
            parents=[name for _id, name in parents.get(one.id, ())],
            services=services.get(one.id, ()),
            strengths=strengths.get(one.id, ()),
            contacts=contacts.get(one.id, ()),
            needs=needs.get(one.id, ()),
            balance=hours.get(one.id, Balance()),
        )
        for one in found
    ]


def _by_institution(query: sa.Select[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for one in db.session.scalars(query):
        found[one.institution_id].append(one)
    return found


def _hours(found: Sequence[Institution]) -> dict[int, Balance]:
    """What each gave and received this year, with what it took over."""
    families = {one.id: [one.id, *(other.id for other in one.forerunners)] for one in found}
    ids = {id_ for family in families.values() for id_ in family}
    told = balances(today().year, ids) if ids else {}
    return {
        one: Balance(
            sum(told[id_].given for id_ in family), sum(told[id_].received for id_ in family)
        )
        for one, family in families.items()
    }


def _strengths(ids: Iterable[int]) -> sa.Select[Strength]:
    return (
        sa.select(Strength)
        .where(Strength.institution_id.in_(ids))
        .order_by(Strength.depth.desc(), Strength.subject)
    )


def _open_needs(ids: Iterable[int]) -> sa.Select[Need]:
    return (
        sa.select(Need)
        .where(Need.institution_id.in_(ids), Need.state == NeedState.OPEN)
        .order_by(Need.noted_on.desc(), Need.id.desc())
    )
