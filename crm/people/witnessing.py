"""What this room knows about an application: whether somebody can be written to (domain 5.3)."""

from crm.core.db import db
from crm.institutions.joining import Evidence
from crm.institutions.models import Institution
from crm.institutions.queries import today
from crm.people.models import Affiliation, Person
from crm.people.queries import current_contacts
from crm.people.reminders import LETTERS_GO_TO


def liaison_known(institution: Institution) -> Evidence | None:
    """The liaison or head with an e-mail address; whether they consented is filed apart."""
    contacts = current_contacts(institution, on=today()).where(
        Affiliation.role.in_(LETTERS_GO_TO), Person.email.is_not(None)
    )
    found = db.session.scalars(contacts.limit(1)).first()
    return Evidence(found.person.full_name) if found else None
