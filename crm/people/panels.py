"""The people of an institution as its own page shows them, to whom they may be shown."""

from dataclasses import dataclass

from flask import url_for

from crm.core.access import visitor
from crm.core.db import db
from crm.core.words import gettext as _
from crm.institutions.models import Institution
from crm.institutions.queries import today
from crm.people.models import Affiliation
from crm.people.queries import current_contacts, listed_contacts
from crm.people.words import ROLE_NAMES
from crm.permissions import Permission

SHOWN = 12


@dataclass(frozen=True)
class Contact:
    """One line of the panel."""

    name: str
    second: str
    url: str
    initials: str


def people_of(institution: Institution) -> list[Contact] | None:
    """Who works there now, the heads first; None for whom that is not to see.

    Another member sees only those who agreed to it, with the way to reach them (domain 5.6).
    Costs one statement.
    """
    reader = visitor()
    if not reader.can(Permission.SEE_PEOPLE):
        return None
    if institution.has_history_for(reader):
        contacts = current_contacts(institution, on=today()).limit(SHOWN)
        return [_contact(one) for one in db.session.scalars(contacts)]
    listed = db.session.scalars(listed_contacts(institution, on=today()).limit(SHOWN))
    return [_listed(one) for one in listed] or None


def _listed(one: Affiliation) -> Contact:
    said = [str(ROLE_NAMES[one.role]), one.person.email or "", one.person.phone]
    return Contact(one.person.full_name, " · ".join(filter(None, said)), "", one.person.initials)


def _contact(one: Affiliation) -> Contact:
    said = [str(ROLE_NAMES[one.role]), one.position]
    said.append(_("may confirm") if one.may_confirm else "")
    return Contact(
        one.person.full_name,
        " · ".join(filter(None, dict.fromkeys(said))),
        url_for("people.show", person_id=one.person_id),
        one.person.initials,
    )
